//! Rules as written, before their conditions are checked.

use super::super::choice::choice;
use super::super::instruments::swapped;
use super::super::{Reading, second_of, unknown_id};
use super::resolve_text;
use crate::folders;
use crate::toml_reader::{File, Placed, Table, Value, number_of};
use chipgate_base::Name;
use chipgate_base::day::{DaySpan, day_number};
use chipgate_base::text::Text;
use chipgate_law::book::Law;
use chipgate_law::expr::resolve::Reader;
use chipgate_law::expr::{ConclusionId, Cond, Threshold, on_one_line};
use chipgate_law::gate::{Gate, Gates};
use chipgate_law::rule::{Concludes, Confidence, Measure, Policy, Step, Version, VersionLens};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

const LENSES: [(&str, VersionLens); 3] =
    [("both", VersionLens::Both), ("codified", VersionLens::Codified), ("enforced", VersionLens::Enforced)];
const CONFIDENCES: [(&str, Confidence); 3] =
    [("high", Confidence::High), ("medium", Confidence::Medium), ("low", Confidence::Low)];

/// A rule whose conditions wait.
pub(in super::super) struct DraftRule<'a> {
    pub file: File<'a>,
    pub id: Placed,
    pub title: Text,
    pub gate: Gate,
    pub step: Step,
    pub concludes: Concludes,
    pub versions: Vec<DraftVersion>,
}

/// A version whose condition waits.
pub(in super::super) struct DraftVersion {
    instrument: Placed,
    effect: Placed,
    from: Option<(DaySpan, Range<usize>)>,
    lens: VersionLens,
    provision: Name,
    when: Placed,
    thresholds: BTreeMap<String, Threshold>,
    threshold_places: Vec<NamePlace>,
    /// Whether the condition stands here; otherwise it is that of the version above.
    pub has_own_text: bool,
    confidence: Confidence,
    note: Name,
}

/// Reads every rule file and every reform.
pub(in super::super) fn drafts<'a>(
    reading: &Reading<'a>,
    overlays: &[String],
    law: &mut Law,
) -> Vec<DraftRule<'a>> {
    let mut files: Vec<File<'a>> = reading.files(folders::RULES, ".toml");
    files.retain(|file| !file.path.ends_with(".cases.toml"));
    let baseline = files.len();
    files.extend(overlays.iter().filter_map(|path| reading.file(path)));
    let mut drafts: Vec<DraftRule<'a>> = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, file) in files.into_iter().enumerate() {
        Table::read(file, |root| {
            let gate = gate(root, at >= baseline, &law.gates);
            for table in root.tables("rule") {
                let Some(draft) = draft(&table, file, gate, law) else {
                    continue;
                };
                let known = second_of(&mut seen, &draft.id.text).is_some();
                match drafts.iter_mut().find(|other| known && other.id.text == draft.id.text) {
                    Some(other) if at >= baseline => other.versions.extend(draft.versions),
                    Some(_) => {
                        let message = format!("two rules have the id `{}`", draft.id.text);
                        table.problem(
                            draft.id.at.clone(),
                            message,
                            "rename one, or add a version to the other",
                        );
                    }
                    None => drafts.push(draft),
                }
            }
        });
    }
    drafts
}

fn gate(root: &Table<'_>, is_reform: bool, gates: &Gates) -> Gate {
    if is_reform {
        for (_, _) in root.entries() {}
    }
    let known: Vec<(&str, Gate)> = gates.iter().map(|(gate, entry)| (&*entry.id, gate)).collect();
    choice(root, "gate", &known).unwrap_or_default()
}

fn draft<'a>(table: &Table<'_>, file: File<'a>, gate: Gate, law: &mut Law) -> Option<DraftRule<'a>> {
    let id = table.required_text("id");
    let title = table.title();
    let step = choice(table, "step", &swapped(&Step::ALL));
    let concludes = table.table("concludes").and_then(|inner| {
        let concludes = concludes(&inner, step?, law);
        inner.finish();
        concludes
    });
    let mut versions: Vec<DraftVersion> = Vec::new();
    for table in table.tables("version") {
        let version = version(&table, versions.last());
        versions.push(version);
    }
    table.finish();
    Some(DraftRule { file, id, title, gate, step: step?, concludes: concludes?, versions })
}

fn concludes(table: &Table<'_>, step: Step, law: &mut Law) -> Option<Concludes> {
    let names = |key: &str| table.texts(key).into_iter().map(|text| text.text).collect::<Vec<_>>();
    match step {
        Step::Define => defined(table, law),
        Step::Jurisdiction => {
            let of = table.required_text("jurisdiction").text;
            let route = table.required_text("route").text;
            Some(Concludes::Jurisdiction(vec![
                conclusion(law, "jurisdiction", &of),
                conclusion(law, "route", &route),
            ]))
        }
        Step::Class => {
            let paragraph = table.required_text("eccn").text;
            Some(Concludes::Paragraph(conclusion(law, "eccn", &paragraph)))
        }
        Step::Requirement => {
            let measure = choice(table, "requirement", &swapped(&Measure::ALL))?;
            Some(Concludes::Requirement(measure, names("reasons")))
        }
        Step::Exception => Some(Concludes::Exception {
            id: table.required_text("exception").text,
            relieves: names("relieves"),
        }),
        Step::Review => review(table, names("for")),
        Step::Condition => Some(Concludes::Condition(table.required_text("condition").text)),
        Step::Charge => charge(table),
        Step::Caveat => Some(Concludes::Caveat(table.required_text("caveat").text)),
    }
}

fn defined(table: &Table<'_>, law: &Law) -> Option<Concludes> {
    let name = table.required_text("fact");
    let id = law.vocabulary.facts.find(&name.text);
    if id.is_none() {
        let known: Vec<Name> = law.vocabulary.facts.iter().map(|(_, fact)| fact.name.clone()).collect();
        unknown_id(table.file, name.at, "fact", &name.text, known.iter().map(|name| &**name));
    }
    id.map(Concludes::Fact)
}

fn conclusion(law: &mut Law, kind: &str, id: &str) -> ConclusionId {
    law.vocabulary.conclusion(kind, id).unwrap_or_else(|| {
        law.vocabulary.conclusions.push((Name::from(kind), Name::from(id)));
        ConclusionId(law.vocabulary.conclusions.len() - 1)
    })
}

fn review(table: &Table<'_>, of: Vec<Name>) -> Option<Concludes> {
    let mut choices: Vec<(&str, Option<Policy>)> =
        Policy::ALL.iter().map(|(policy, word)| (*word, Some(*policy))).collect();
    choices.push(("unreadable", None));
    let policy = choice(table, "review", &choices)?;
    let rank = table.number("rank").filter(|rank| rank.fract() == 0.0 && (0.0..1e6).contains(rank));
    let Some(rank) = rank else {
        table.problem(
            table.at(),
            "a review needs a whole `rank` from 0",
            "the lowest rank that holds decides",
        );
        return None;
    };
    // The range is checked above.
    let rank = rank as u32;
    Some(Concludes::Review { policy, of, rank })
}

fn charge(table: &Table<'_>) -> Option<Concludes> {
    let rate = table.number("rate").filter(|rate| (0.0..=1.0).contains(rate));
    if rate.is_none() {
        table.problem(table.at(), "a charge needs a `rate` between 0 and 1", "write 0.25 for 25%");
    }
    Some(Concludes::Charge {
        id: table.required_text("charge").text,
        kind: table.required_text("kind").text,
        rate: rate?,
        base: table.required_text("base").text,
    })
}

/// A name and where it stands.
type NamePlace = (String, Range<usize>);

/// Named constants, and where each stands.
pub(in super::super) fn thresholds(table: &Table<'_>) -> (BTreeMap<String, Threshold>, Vec<NamePlace>) {
    let mut thresholds = BTreeMap::new();
    let mut places = Vec::new();
    if let Some(inner) = table.table("thresholds") {
        for (name, value) in inner.entries() {
            places.push((name.text.to_string(), name.at.clone()));
            if let Some(threshold) = threshold(&inner, &name, value) {
                thresholds.insert(name.text.to_string(), threshold);
            }
        }
    }
    (thresholds, places)
}

/// The condition of a version: its own, or that of the version above where it says `same_text = true`.
struct Condition {
    when: Placed,
    thresholds: BTreeMap<String, Threshold>,
    threshold_places: Vec<NamePlace>,
    is_own: bool,
}

fn condition(table: &Table<'_>, above: Option<&DraftVersion>) -> Condition {
    let Some(at) = table.get("same_text").map(|value| value.span()) else { return own_condition(table) };
    match above {
        Some(above) if table.flag("same_text") == Some(true) && table.get("when").is_none() => Condition {
            when: above.when.clone(),
            thresholds: above.thresholds.clone(),
            threshold_places: Vec::new(),
            is_own: false,
        },
        _ => {
            let help = "a version has either `when` or `same_text = true`, which takes condition and thresholds of the version above it";
            table.problem(at, "`same_text` does not say which text", help);
            own_condition(table)
        }
    }
}

fn own_condition(table: &Table<'_>) -> Condition {
    let (thresholds, threshold_places) = thresholds(table);
    Condition { when: table.required_text("when"), thresholds, threshold_places, is_own: true }
}

fn version(table: &Table<'_>, above: Option<&DraftVersion>) -> DraftVersion {
    let Condition { when, thresholds, threshold_places, is_own } = condition(table, above);
    let lens = if table.get("lens").is_some() { choice(table, "lens", &LENSES) } else { None };
    let draft = DraftVersion {
        instrument: table.required_text("instrument"),
        effect: table.text("effect").unwrap_or(Placed { text: Name::from("main"), at: table.at() }),
        from: table.day_span("from"),
        lens: lens.unwrap_or(VersionLens::Both),
        provision: table.required_text("provision").text,
        when,
        thresholds,
        threshold_places,
        has_own_text: is_own,
        confidence: choice(table, "confidence", &CONFIDENCES).unwrap_or(Confidence::Low),
        note: table.text("note").map_or_else(|| Name::from(""), |text| text.text),
    };
    table.finish();
    draft
}

fn threshold(table: &Table<'_>, name: &Placed, value: Value<'_>) -> Option<Threshold> {
    let Some(inner) = table.inner(value) else {
        let message = format!("threshold `{}` has no unit", name.text);
        table.problem(value.span(), message, "write { value = …, unit = \"…\" }");
        return None;
    };
    let number = inner.get("value").and_then(|value| {
        number_of(value)
            .or_else(|| value.get_ref().is_datetime().then(|| inner.date("value")).flatten().map(day_number))
    });
    let unit = inner.text("unit");
    inner.finish();
    match (number, unit) {
        (Some(value), Some(unit)) => Some(Threshold { name: name.text.clone(), value, unit: unit.text }),
        (None, _) => {
            table.problem(inner.at(), format!("threshold `{}` has no value", name.text), "add `value`");
            None
        }
        (_, None) => {
            table.problem(inner.at(), format!("threshold `{}` has no unit", name.text), "add `unit`");
            None
        }
    }
}

impl DraftVersion {
    /// Reads the condition that stands in this version.
    pub(super) fn read_condition(&self, file: File<'_>, law: &Law) -> Option<Cond> {
        let all_read = self.threshold_places.len() == self.thresholds.len();
        self.check_thresholds_are_used(file);
        if all_read { resolve_text(file, &self.when, law, &self.thresholds, Reader::Rule) } else { None }
    }

    /// Checks the version against its instrument.
    pub(super) fn finish(&self, file: File<'_>, law: &Law, when: Option<Cond>) -> Option<Version> {
        let instrument = law.instruments.iter().position(|instrument| instrument.id == self.instrument.text);
        let Some(at) = instrument else {
            let known = law.instruments.iter().map(|instrument| &*instrument.id);
            unknown_id(file, self.instrument.at.clone(), "instrument", &self.instrument.text, known);
            return None;
        };
        let until = self.check_dates(file, law, at);
        let (from, _) = self.from.clone()?;
        Some(Version {
            instrument: at,
            from,
            until: until?,
            lens: self.lens,
            provision: self.provision.clone(),
            text: on_one_line(&self.when.text).into(),
            when: when?,
            confidence: self.confidence,
            note: self.note.clone(),
        })
    }

    /// The first day must be that of the effect; gives the effect's end.
    fn check_dates(&self, file: File<'_>, law: &Law, at: usize) -> Option<Option<jiff::civil::Date>> {
        let instrument = law.instruments.get(at)?;
        let Some(effect) = instrument.effect(&self.effect.text) else {
            let known = instrument.effects.iter().map(|effect| &*effect.id);
            unknown_id(file, self.effect.at.clone(), "effect", &self.effect.text, known);
            return None;
        };
        let Some((from, place)) = &self.from else {
            let help = Some("add `from`, the day the effect begins".to_owned());
            file.problem(self.instrument.at.clone(), "missing key `from`", help);
            return None;
        };
        let expected = effect.compliance_from.map_or(effect.from, DaySpan::on);
        if *from != expected && *from != effect.from {
            let message = format!(
                "the version starts on {}, but `{}` of instrument `{}` takes effect on {}",
                from.earliest, effect.id, instrument.id, expected.earliest
            );
            file.problem(place.clone(), message, Some(date_help(from, instrument)));
        }
        Some(effect.until)
    }

    fn check_thresholds_are_used(&self, file: File<'_>) {
        for (name, at) in &self.threshold_places {
            let is_word = |part: &str| part == name;
            let text = on_one_line(&self.when.text);
            let mut words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
            if !words.any(is_word) {
                let message = format!("threshold `{name}` is not used in `when`");
                file.problem(at.clone(), message, Some("use it or remove it".to_owned()));
            }
        }
    }
}

fn date_help(from: &DaySpan, instrument: &chipgate_law::instrument::Instrument) -> String {
    if from.earliest < instrument.published {
        format!("{} is before publication; write the day the rule takes effect", from.earliest)
    } else {
        "write the day the effect of the instrument begins".to_owned()
    }
}
