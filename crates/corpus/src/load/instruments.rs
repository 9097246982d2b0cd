//! Instruments with their effects.

use super::choice::choice;
use super::{Reading, second_of, unknown_id};
use crate::folders;
use crate::toml_reader::{File, Table};
use chipgate_base::Name;
use chipgate_catalogue::{Source, find};
use chipgate_law::book::Law;
use chipgate_law::instrument::{Authority, Effect, EffectKind, Instrument};
use std::collections::BTreeSet;

/// Files that may hold instruments: the folder, and every reform laid over the baseline.
fn files<'a>(reading: &Reading<'a>, overlays: &[String]) -> Vec<File<'a>> {
    let mut files = reading.files(folders::INSTRUMENTS, ".toml");
    files.extend(overlays.iter().filter_map(|path| reading.file(path)));
    files
}

pub(super) fn read(
    reading: &Reading<'_>,
    sources: &[Source],
    overlays: &[String],
    law: &Law,
) -> Vec<Instrument> {
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    for file in files(reading, overlays) {
        Table::read(file, |root| {
            for instrument in in_file(root, sources, law) {
                if second_of(&mut seen, &instrument.id).is_some() {
                    root.problem(
                        0..0,
                        format!("two instruments have the id `{}`", instrument.id),
                        "rename one",
                    );
                }
                all.push(instrument);
            }
        });
    }
    all.sort_by(|a: &Instrument, b| a.id.cmp(&b.id));
    all
}

/// A file is one instrument, or a reform with a list of them.
fn in_file(root: &Table<'_>, sources: &[Source], law: &Law) -> Vec<Instrument> {
    let is_reform = root.get("reform").is_some();
    if !is_reform {
        return instrument(root, sources, law).into_iter().collect();
    }
    for (_, _) in root.entries() {}
    let mut list = Vec::new();
    for table in root.tables("instrument") {
        list.extend(instrument(&table, sources, law));
        table.finish();
    }
    list
}

fn instrument(table: &Table<'_>, sources: &[Source], law: &Law) -> Option<Instrument> {
    let source = table.required_text("source");
    let known = find(sources, &source.text, |source| &source.id);
    if known.is_none() && !source.text.is_empty() {
        unknown_id(table.file, source.at, "source", &source.text, sources.iter().map(|source| &*source.id));
    }
    let addressees = table.texts("addressees");
    for party in &addressees {
        if !law.vocabulary.parties.contains(&party.text) {
            let parties = law.vocabulary.parties.iter().map(|id| &**id);
            unknown_id(table.file, party.at.clone(), "party", &party.text, parties);
        }
    }
    Some(Instrument {
        id: table.required_text("id").text,
        title: table.title(),
        citation: table.required_text("citation").text,
        authority: choice(table, "authority", &swapped(&Authority::ALL))?,
        source: source.text,
        url: known.map_or_else(|| Name::from(""), |source| source.url.clone()),
        published: table.required_date("published")?,
        notified: table.date("notified"),
        addressees: addressees.into_iter().map(|text| text.text).collect(),
        effects: effects(table),
        note: table.text("note").map_or_else(|| Name::from(""), |text| text.text),
    })
}

/// Pairs of value and word as pairs of word and value.
pub(super) fn swapped<T: Copy, const N: usize>(pairs: &[(T, &'static str); N]) -> [(&'static str, T); N] {
    pairs.map(|(value, word)| (word, value))
}

fn effects(table: &Table<'_>) -> Vec<Effect> {
    let mut effects: Vec<Effect> = Vec::new();
    for inner in table.tables("effect") {
        if let Some(effect) = effect(&inner) {
            if effects.iter().any(|other| other.id == effect.id) {
                inner.problem(inner.at(), format!("two effects have the id `{}`", effect.id), "rename one");
            }
            effects.push(effect);
        }
        inner.finish();
    }
    if effects.is_empty() {
        table.problem(table.at(), "the instrument has no effect", "add `[[effect]]` with kind and first day");
    }
    effects
}

fn effect(table: &Table<'_>) -> Option<Effect> {
    let kind = choice(table, "kind", &swapped(&EffectKind::ALL));
    let (from, at) = table.day_span("from").or_else(|| {
        table.required_date("from");
        None
    })?;
    let until = table.date("until");
    if until.is_some_and(|until| until <= from.earliest) {
        table.problem(
            at,
            "the effect ends before it begins",
            "`until` is the first day on which it no longer holds",
        );
    }
    Some(Effect {
        id: table.required_text("id").text,
        kind: kind?,
        from,
        until,
        compliance_from: table.date("compliance_from"),
        targets: table.texts("targets").into_iter().map(|text| text.text).collect(),
    })
}

/// Every target of a suspension, revival or ending is a rule.
pub(super) fn check_targets(reading: &Reading<'_>, overlays: &[String], law: &Law) {
    for file in files(reading, overlays) {
        Table::read(file, |root| {
            for (_, _) in root.entries() {}
            let nested = root.tables("instrument");
            for effects in nested.iter().map(|table| table.tables("effect")).chain([root.tables("effect")]) {
                for effect in effects {
                    check_effect(&effect, law);
                }
            }
        });
    }
}

fn check_effect(effect: &Table<'_>, law: &Law) {
    for target in effect.texts("targets") {
        if !law.rules.iter().any(|rule| rule.id == target.text) {
            let known = law.rules.iter().map(|rule| &*rule.id);
            unknown_id(effect.file, target.at.clone(), "rule", &target.text, known);
        }
    }
}
