//! What a formula can call: chips, series, days, limits and answers of the law.

use super::{Evaluator, Read, number};
use crate::claims::value::{Range, Value};
use chipgate_base::Name;
use chipgate_base::formula::{Expr, FormulaProblem, Part, print};
use chipgate_base::near::did_you_mean;
use jiff::civil::Date;

/// The functions with their arguments and what they give.
pub const FUNCTIONS: [(&str, &str, &str); 13] = [
    (
        "answer",
        "chip, country, day, words",
        "the answer of the US gate to the reference question, as enforced",
    ),
    (
        "best",
        "designer, quantity, day",
        "the greatest figure among the designer's chips on sale that day, of those with both ends known",
    ),
    ("china", "chip, country, day, words", "the answer of China's gate to the same question"),
    ("chip", "chip, quantity", "a figure of a chip"),
    (
        "date",
        "event, instrument or rule",
        "the day of an event, the first effect of an instrument, the first text of a rule",
    ),
    ("joint", "chip, country, day, words", "the stricter of both gates"),
    ("launch", "chip", "the day from which a chip was on sale"),
    ("limit", "rule, threshold, day", "a threshold of the text in force that day"),
    ("max", "numbers", "the greatest"),
    ("min", "numbers", "the smallest"),
    (
        "reached",
        "designer, quantity, number",
        "the day from which the designer had a chip on sale with at least that figure",
    ),
    ("review", "chip, country, day, words", "the review policy for the reference question, as enforced"),
    ("series", "series, period", "the figures of a period, from the lowest to the highest"),
];

/// What a call gave.
pub(super) struct LookedUp {
    pub value: Value,
    pub unit: Name,
    pub sources: Vec<Name>,
    pub grade: Name,
    /// It was read from the data, and not worked out from other calls.
    pub is_read: bool,
}

pub(super) type Result<T> = std::result::Result<T, FormulaProblem>;

/// Evaluates a call.
pub(super) fn call(
    with: &Evaluator<'_>,
    expr: &Expr,
    name: &str,
    arguments: &[Expr],
    reads: &mut Vec<Read>,
) -> Result<LookedUp> {
    let call = Call { with, expr, name, arguments };
    match name {
        "chip" => call.chip(),
        "launch" => call.launch(),
        "best" => call.best(),
        "reached" => call.reached(reads),
        "series" => call.series(),
        "date" => call.date(),
        "limit" => call.limit(),
        "answer" | "review" | "china" | "joint" => call.law(),
        "min" => call.over_all(reads, f64::min),
        "max" => call.over_all(reads, f64::max),
        _ => Err(call.unknown_function()),
    }
}

pub(super) struct Call<'a> {
    pub(super) with: &'a Evaluator<'a>,
    pub(super) expr: &'a Expr,
    pub(super) name: &'a str,
    pub(super) arguments: &'a [Expr],
}

pub(super) fn plain(text: &str) -> Name {
    Name::from(text)
}

pub(super) fn looked_up(value: Value, unit: &str, sources: Vec<Name>, grade: &str) -> LookedUp {
    LookedUp { value, unit: plain(unit), sources, grade: plain(grade), is_read: true }
}

impl<'a> Call<'a> {
    fn unknown_function(&self) -> FormulaProblem {
        let known = FUNCTIONS.iter().map(|(name, ..)| *name);
        let help = did_you_mean(self.name, known.clone())
            .unwrap_or_else(|| format!("write one of {}", known.collect::<Vec<_>>().join(", ")));
        FormulaProblem::new(format!("unknown function `{}`", self.name), self.expr.at.clone()).help(help)
    }

    /// The arguments, when there are just so many.
    pub(super) fn arguments<const N: usize>(&self) -> Result<[&'a Expr; N]> {
        let list: Vec<&Expr> = self.arguments.iter().collect();
        <[&Expr; N]>::try_from(list).map_err(|list| {
            let wanted =
                FUNCTIONS.iter().find(|(name, ..)| *name == self.name).map_or("", |(_, wanted, _)| wanted);
            let message = format!("`{}` has {} arguments, not {N}", self.name, list.len());
            FormulaProblem::new(message, self.expr.at.clone())
                .help(format!("write `{}({wanted})`", self.name))
        })
    }

    fn over_all(&self, reads: &mut Vec<Read>, by: fn(f64, f64) -> f64) -> Result<LookedUp> {
        let mut result: Option<Range> = None;
        for one in self.arguments {
            let range = number(one, &self.with.part(one, reads)?)?;
            result =
                Some(result.map_or(range, |old| Range {
                    low: by(old.low, range.low),
                    high: by(old.high, range.high),
                }));
        }
        let range = result.ok_or_else(|| {
            FormulaProblem::new(format!("`{}` of nothing", self.name), self.expr.at.clone())
                .help("give it numbers")
        })?;
        Ok(LookedUp { is_read: false, ..looked_up(Value::Number(range), "", Vec::new(), "") })
    }
}

pub(super) fn unknown(what: &str, id: &str, at: &Expr, help: String) -> FormulaProblem {
    FormulaProblem::new(format!("unknown {what} `{id}`"), at.at.clone()).help(help)
}

/// A bare word or a text in quotes.
pub(super) fn word(expr: &Expr) -> Result<&str> {
    match &expr.part {
        Part::Word(text) | Part::Text(text) => Ok(text),
        _ => Err(FormulaProblem::new(format!("`{}` is not a name", print(expr)), expr.at.clone())
            .help("write an id in double quotes, or the name of a quantity")),
    }
}

pub(super) fn day_in(expr: &Expr) -> Result<Date> {
    match &expr.part {
        Part::Day(day) => Ok(*day),
        _ => Err(FormulaProblem::new(format!("`{}` is not a day", print(expr)), expr.at.clone())
            .help("write YYYY-MM-DD")),
    }
}
