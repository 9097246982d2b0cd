//! How the race meets the catalogue: chips of classes, facts of segments, series.

use super::dates::classes;
use crate::corpus::Corpus;
use crate::csv_reader::{Row, read};
use crate::folders;
use crate::load::{Reading, unknown_id};
use chipgate_law::rule::Concludes;
use chipgate_race::data::{Measured, MeasuredKind, SEGMENTS, known_lever};
use chipgate_survey::terms::{Duty, SegmentFact};

/// Chips that stand for classes, classes of average units, and series that the model also gives.
pub(in crate::load) fn links(reading: &Reading<'_>, corpus: &mut Corpus) {
    (corpus.race.market.chips, corpus.race.averages) = classes(reading, corpus);
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
    corpus.race.market.segment_facts = facts;
    let mut duties = Vec::new();
    if let Some(file) = reading.file_in(folders::RACE, "duties.csv") {
        read(file, &["condition", "lever", "note"], |row| duties.extend(duty(row, corpus)));
    }
    corpus.race.market.duties = duties;
    corpus.race.measured = measured;
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
