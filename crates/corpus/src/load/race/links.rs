//! How the race meets the catalogue: chips of classes, facts of segments, series, tests of theses.

use super::equations::check_tests;
use crate::corpus::Corpus;
use crate::csv_reader::{Row, read};
use crate::folders;
use crate::load::{Reading, unknown_id};
use chipgate_law::rule::Concludes;
use chipgate_race::data::{GateTest, Measured, MeasuredKind, SEGMENTS, Thesis, known_lever};
use chipgate_race::terms::{ClassChip, Duty, SegmentFact};

/// Chips that stand for classes, and series that the model also gives.
pub(in crate::load) fn links(reading: &Reading<'_>, corpus: &mut Corpus) {
    let mut chips = Vec::new();
    if let Some(file) = reading.file_in(folders::RACE, "classes.csv") {
        read(file, &["class", "chip", "earliest", "note"], |row| chips.extend(class_chip(row, corpus)));
    }
    let mut measured = Vec::new();
    if let Some(file) = reading.file_in(folders::RACE, "measured.csv") {
        read(file, &["series", "quantity", "factor", "kind", "note"], |row| {
            measured.extend(measured_row(row, corpus))
        });
    }
    let mut facts = Vec::new();
    if let Some(file) = reading.file_in(folders::RACE, "segments.csv") {
        read(file, &["segment", "fact", "value"], |row| facts.push(segment_fact(row, corpus)));
    }
    corpus.race.segment_facts = facts;
    let mut duties = Vec::new();
    if let Some(file) = reading.file_in(folders::RACE, "duties.csv") {
        read(file, &["condition", "lever", "note"], |row| duties.extend(duty(row, corpus)));
    }
    corpus.race.duties = duties;
    let mut theses = Vec::new();
    let columns = ["id", "observable", "unit", "dependence", "bridge", "threshold", "dependence_is", "note"];
    if let Some(file) = reading.file_in(folders::RACE, "theses.csv") {
        read(file, &columns, |row| theses.extend(thesis(row)));
    }
    corpus.race.theses = theses;
    let columns = ["id", "observable", "unit", "two_gate", "single_gate", "threshold", "two_gate_is", "note"];
    let mut tests = Vec::new();
    if let Some(file) = reading.file_in(folders::RACE, "two_gates.csv") {
        read(file, &columns, |row| tests.extend(gate_test(row)));
    }
    corpus.race.gate_tests = tests;
    corpus.race.chips = chips;
    corpus.race.measured = measured;
    check_tests(reading, corpus);
}

fn class_chip(row: &Row<'_>, corpus: &Corpus) -> Option<ClassChip> {
    let (class, chip) = (row.required("class"), row.required("chip"));
    let known: Vec<&str> = corpus.race.class_ids().chain(["flagship"]).collect();
    if !known.contains(&&*class) {
        unknown_id(row.file, row.span("class"), "class", &class, known.into_iter());
    }
    if corpus.catalogue.chip(&chip).is_none() {
        unknown_id(
            row.file,
            row.span("chip"),
            "chip",
            &chip,
            corpus.catalogue.chips.iter().map(|chip| &*chip.id),
        );
    }
    row.required("earliest");
    Some(ClassChip { class, chip, earliest: row.date("earliest")? })
}

fn thesis(row: &Row<'_>) -> Option<Thesis> {
    row.required("threshold");
    Some(Thesis {
        id: row.required("id"),
        observable: row.required("observable"),
        unit: row.required("unit"),
        dependence: row.required("dependence"),
        bridge: row.required("bridge"),
        threshold: row.number("threshold")?,
        dependence_below: &*row.one_of("dependence_is", &["above", "below"]) == "below",
        note: row.name("note"),
    })
}

fn gate_test(row: &Row<'_>) -> Option<GateTest> {
    row.required("threshold");
    Some(GateTest {
        id: row.required("id"),
        observable: row.required("observable"),
        unit: row.required("unit"),
        two_gate: row.required("two_gate"),
        single_gate: row.required("single_gate"),
        threshold: row.number("threshold")?,
        two_gate_below: &*row.one_of("two_gate_is", &["above", "below"]) == "below",
        note: row.name("note"),
    })
}

fn segment_fact(row: &Row<'_>, corpus: &Corpus) -> SegmentFact {
    let fact = row.required("fact");
    let known = || corpus.law.vocabulary.facts.iter().map(|fact| &*fact.1.name);
    if !known().any(|name| name == &*fact) {
        unknown_id(row.file, row.span("fact"), "fact", &fact, known());
    }
    SegmentFact { segment: row.one_of("segment", &SEGMENTS), fact, value: row.required("value") }
}

/// A duty must be one that some rule concludes, and its lever one that exists.
fn duty(row: &Row<'_>, corpus: &Corpus) -> Option<Duty> {
    let (condition, lever) = (row.required("condition"), row.required("lever"));
    let known = || {
        corpus.law.rules.iter().filter_map(|rule| match &rule.concludes {
            Concludes::Condition(key) => Some(&**key),
            _ => None,
        })
    };
    if !known().any(|key| key == &*condition) {
        unknown_id(row.file, row.span("condition"), "condition", &condition, known());
        return None;
    }
    if let Err((message, help)) = known_lever(&lever) {
        row.problem("lever", message, &help);
        return None;
    }
    Some(Duty { condition, lever })
}

fn measured_row(row: &Row<'_>, corpus: &Corpus) -> Option<Measured> {
    let series = row.required("series");
    if corpus.chronicle().series(&series).is_none() {
        let known = corpus.records.series.iter().map(|series| &*series.id);
        unknown_id(row.file, row.span("series"), "series", &series, known);
    }
    row.required("factor");
    let kind = row.one_of("kind", &MeasuredKind::ALL.map(|(_, word)| word));
    Some(Measured {
        series,
        quantity: row.required("quantity"),
        factor: row.number("factor")?,
        kind: MeasuredKind::ALL.iter().find(|(_, word)| **word == *kind)?.0,
        note: row.name("note"),
    })
}
