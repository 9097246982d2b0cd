//! One thing as rows: the figures of a chip, the texts of a rule, the effects of an instrument; else its line.

use super::{Kind, rows};
use crate::common::Common;
use chipgate_catalogue::{Chip, Listing};
use chipgate_corpus::Corpus;
use chipgate_law::instrument::Instrument;
use chipgate_law::rule::{Rule, VersionLens};
use chipgate_show::table::{Cell, Column, Table, day, list, range, text};

/// `None` where there is nothing with this id.
pub(in crate::commands) fn table(corpus: &Corpus, kind: Kind, id: &str, common: &Common) -> Option<Table> {
    match kind {
        Kind::Chips => corpus.catalogue.chip(id).map(figures),
        Kind::Rules => {
            corpus.law.rules.iter().find(|rule| *rule.id == *id).map(|rule| versions(corpus, rule))
        }
        Kind::Instruments => corpus.law.instruments.iter().find(|one| *one.id == *id).map(effects),
        Kind::Parties if corpus.catalogue.listing(id).is_some() => corpus.catalogue.listing(id).map(listing),
        _ => line(rows::table(corpus, kind, common), id),
    }
}

/// The line of one thing in the table of all.
pub(in crate::commands) fn line(mut all: Table, id: &str) -> Option<Table> {
    let wanted = Cell::from(id);
    all.rows.retain(|row| row.first() == Some(&wanted));
    (!all.rows.is_empty()).then_some(all)
}

const FIGURES: [Column; 10] = [
    text("chip"),
    text("quantity"),
    text("format"),
    range("value"),
    text("unit"),
    text("grade"),
    list("sources"),
    text("attribution"),
    text("locator"),
    text("note"),
];

fn figures(chip: &Chip) -> Table {
    let mut table = Table::new(&FIGURES);
    for figure in &chip.figures {
        table.push([
            (&chip.id).into(),
            (&figure.quantity).into(),
            (&figure.format).into(),
            figure.range.into(),
            (&figure.unit).into(),
            (&figure.grade).into(),
            figure.sources.as_slice().into(),
            (&figure.attribution).into(),
            (&figure.locator).into(),
            (&figure.note).into(),
        ]);
    }
    table
}

const VERSIONS: [Column; 10] = [
    text("rule"),
    day("from_earliest"),
    day("from_latest"),
    day("until"),
    text("lens"),
    text("provision"),
    text("when"),
    text("instrument"),
    text("confidence"),
    text("note"),
];

fn versions(corpus: &Corpus, rule: &Rule) -> Table {
    let mut table = Table::new(&VERSIONS);
    for version in &rule.versions {
        table.push([
            (&rule.id).into(),
            version.from.earliest.into(),
            version.from.latest.into(),
            version.until.into(),
            lens_word(version.lens).into(),
            (&version.provision).into(),
            (&version.text).into(),
            corpus.law.instrument_of(version).map(|instrument| &instrument.id).into(),
            version.confidence.code().into(),
            (&version.note).into(),
        ]);
    }
    table
}

/// Under which reading a text counts.
pub(super) fn lens_word(lens: VersionLens) -> &'static str {
    match lens {
        VersionLens::Both => "both",
        VersionLens::Codified => "codified",
        VersionLens::Enforced => "enforced",
    }
}

const EFFECTS: [Column; 8] = [
    text("instrument"),
    text("effect"),
    text("kind"),
    day("from_earliest"),
    day("from_latest"),
    day("until"),
    day("compliance_from"),
    list("targets"),
];

fn effects(instrument: &Instrument) -> Table {
    let mut table = Table::new(&EFFECTS);
    for effect in &instrument.effects {
        table.push([
            (&instrument.id).into(),
            (&effect.id).into(),
            effect.kind.code().into(),
            effect.from.earliest.into(),
            effect.from.latest.into(),
            effect.until.into(),
            effect.compliance_from.into(),
            effect.targets.as_slice().into(),
        ]);
    }
    table
}

const LISTING: [Column; 17] = [
    text("id"),
    text("list"),
    text("name"),
    list("aliases"),
    list("countries"),
    day("from_earliest"),
    day("from_latest"),
    day("until"),
    text("citation"),
    text("footnote"),
    day("footnote_from"),
    text("policy"),
    text("requirement"),
    list("exceptions"),
    list("programmes"),
    text("type"),
    text("note"),
];

fn listing(entry: &Listing) -> Table {
    let mut table = Table::new(&LISTING);
    table.push([
        (&entry.id).into(),
        (&entry.list).into(),
        (&entry.name).into(),
        entry.aliases.as_slice().into(),
        entry.countries.as_slice().into(),
        entry.from.map(|from| from.earliest).into(),
        entry.from.map(|from| from.latest).into(),
        entry.until.into(),
        (&entry.citation).into(),
        (&entry.footnote).into(),
        entry.footnote_from.into(),
        (&entry.policy).into(),
        (&entry.requirement).into(),
        entry.exceptions.as_slice().into(),
        entry.programmes.as_slice().into(),
        (&entry.kind).into(),
        (&entry.note).into(),
    ]);
    table
}
