//! What a claim states: a figure, a span of days, or a verdict; and whether its formula gives something of that kind.

use super::texts;
use crate::toml_reader::{Placed, Table, number_of};
use chipgate_base::formula::FormulaProblem;
use chipgate_chronicle::claims::{Claimed, Expr, Range, Said, Value, Verdict};
use std::ops::Range as Bytes;

pub(super) fn stated_verdict(table: &Table<'_>, stated: &Placed) -> Option<Said> {
    let known = Verdict::ALL.iter().find(|(_, word)| *word == &*stated.text).map(|(verdict, _)| *verdict);
    if known.is_none() {
        let words: Vec<&str> = Verdict::ALL.iter().map(|(_, word)| *word).collect();
        table.problem(
            stated.at.clone(),
            format!("unknown verdict `{}`", stated.text),
            &format!("write one of {}", words.join(", ")),
        );
    }
    Some(Said::Stated { verdict: known?, because: texts(table, "because") })
}

/// A problem at its place in the formula, which stands inside quotes of the file.
pub(super) fn report(table: &Table<'_>, formula: &Placed, problem: FormulaProblem) {
    let inside = table.file.text.get(formula.at.clone()).unwrap_or_default();
    let quotes = if inside.starts_with("'''") || inside.starts_with("\"\"\"") { 3 } else { 1 };
    let start = formula.at.start + quotes;
    let at: Bytes<usize> = start + problem.at.start..start + problem.at.end;
    table.file.problem(at, problem.message, problem.help);
}

/// A number needs a figure to be compared with, a day days, and a statement nothing.
pub(super) fn check_kind(
    table: &Table<'_>,
    formula: &Placed,
    expr: &Expr,
    value: &Value,
    claimed: &Option<Claimed>,
) {
    let (wanted, help) = match (value, claimed) {
        (Value::Truth(_), None)
        | (Value::Number(_), Some(Claimed::Figure { .. }))
        | (Value::Day(_), Some(Claimed::Days(_))) => return,
        (Value::Truth(_), Some(_)) => (
            "the formula is a yes or no and needs no `claimed`",
            "remove `claimed`, or give the formula a figure",
        ),
        (Value::Number(_), _) => (
            "the formula gives a number, and `claimed` is none",
            "add `claimed = 12`, `[low, high]` or `{ at_least = 1e9 }`",
        ),
        (Value::Day(_), _) => (
            "the formula gives a day, and `claimed` is none",
            "add `claimed = YYYY-MM-DD` or `{ earliest = …, latest = … }`",
        ),
        (Value::Word(_), _) => {
            ("the formula gives a word", "compare it, such as `answer(…) == license_required`")
        }
    };
    report(
        table,
        formula,
        FormulaProblem { message: wanted.to_owned(), at: expr.at.clone(), help: Some(help.to_owned()) },
    );
}

/// A number, `[low, high]`, a day, or a table of bounds or days.
pub(super) fn read_claimed(table: &Table<'_>, key: &str) -> Option<Claimed> {
    let value = table.get(key)?;
    if value.get_ref().as_datetime().is_some() {
        return table.day_span(key).map(|(days, _)| Claimed::Days(days));
    }
    if let Some(number) = number_of(value) {
        return Some(Claimed::Figure { range: Range::exactly(number), strictly: false });
    }
    let list: Option<Vec<f64>> =
        value.get_ref().as_array().and_then(|list| list.iter().map(number_of).collect());
    if let Some([low, high]) = list.as_deref() {
        if low <= high {
            return Some(Claimed::Figure { range: Range { low: *low, high: *high }, strictly: false });
        }
        table.problem(value.span(), "the range ends before it begins", "put the smaller figure first");
        return None;
    }
    let inner = table.inner(value);
    if let Some(bounds) = inner.filter(|inner| inner.get("earliest").is_none()) {
        return bounds_of(&bounds);
    }
    table.day_span(key).map(|(days, _)| Claimed::Days(days))
}

fn bounds_of(table: &Table<'_>) -> Option<Claimed> {
    let [at_least, more_than, at_most, less_than] =
        ["at_least", "more_than", "at_most", "less_than"].map(|key| table.number(key));
    table.finish();
    let range = Range {
        low: at_least.or(more_than).unwrap_or(f64::NEG_INFINITY),
        high: at_most.or(less_than).unwrap_or(f64::INFINITY),
    };
    if range.low > range.high || (at_least.or(more_than).or(at_most).or(less_than)).is_none() {
        table.problem(
            table.at(),
            "the bounds leave nothing or everything",
            "write `{ at_least = 1e9 }`, `more_than`, `at_most` or `less_than`",
        );
        return None;
    }
    Some(Claimed::Figure { range, strictly: more_than.is_some() || less_than.is_some() })
}
