//! Checked claims as rows.

use super::{claimed_values, disagreeing, formulas, holds_of, part_values, units};
use chipgate_chronicle::claims::{Checked, Value, show};
use chipgate_corpus::Corpus;
use chipgate_show::table::{Cell, Column, Table, list, range, text as word};

const COLUMNS: [Column; 16] = [
    word("id"),
    word("article"),
    word("phrase_ja"),
    word("reading_en"),
    list("formula"),
    list("claimed"),
    range("claimed"),
    list("value"),
    range("value"),
    list("unit"),
    word("verdict"),
    list("holds_of"),
    word("because"),
    list("disagree"),
    list("sources"),
    word("confidence"),
];

/// One row for each claim. `claimed` and `value` hold one entry for each part; the fields `…_low` and
/// `…_high` beside them are empty unless the claim has one part and that is a number.
#[must_use]
pub fn table(corpus: &Corpus, claims: &[Checked<'_>]) -> Table {
    let mut table = Table::new(&COLUMNS);
    for checked in claims {
        table.push(row(corpus, checked));
    }
    table
}

fn row(corpus: &Corpus, checked: &Checked<'_>) -> [Cell; 16] {
    let claim = checked.claim;
    let (claimed, values) = (claimed_values(checked), part_values(checked));
    let sources = checked.sources();
    [
        (&claim.id).into(),
        (&claim.article).into(),
        (&claim.phrase_ja).into(),
        (&claim.reading.en).into(),
        Cell::list(formulas(checked)),
        Cell::list(claimed.iter().map(plain)),
        only_number(&claimed),
        Cell::list(values.iter().map(plain)),
        only_number(&values),
        Cell::list(units(checked)),
        checked.judged.verdict.code().into(),
        Cell::list(holds_of(checked, "en")),
        checked.judged.reason.code().into(),
        Cell::list(disagreeing(checked)),
        Cell::list(sources.iter().filter(|id| corpus.catalogue.source(id).is_some())),
        (&claim.confidence).into(),
    ]
}

/// The value of a claim with one part, where it is a number.
fn only_number(values: &[Value]) -> Cell {
    match values {
        [Value::Number(range)] => Cell::range(range.low, range.high),
        _ => Cell::Missing,
    }
}

/// A value for programs: a number, `low..high` (an end without bound is empty), a day, `first/last`, a code.
fn plain(value: &Value) -> String {
    let end = |number: f64| if number.is_finite() { number.to_string() } else { String::new() };
    match value {
        Value::Number(range) if range.low == range.high => end(range.low),
        Value::Number(range) => format!("{}..{}", end(range.low), end(range.high)),
        Value::Day(days) if days.earliest == days.latest => days.earliest.to_string(),
        Value::Day(days) => format!("{}/{}", days.earliest, days.latest),
        Value::Word(_) | Value::Truth(_) => show(value),
    }
}
