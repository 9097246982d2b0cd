//! The value of a formula, with everything that it read.

mod chips;
mod functions;
mod law;
mod records;

pub use functions::FUNCTIONS;

use super::value::{Range, Value};
use crate::Chronicle;
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_base::day::DaySpan;
use chipgate_base::formula::{Expr, FormulaProblem, Op, Part, print};
use chipgate_base::interval::Comparison;

/// Whether questions about the law are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Law {
    /// They are asked of the engine.
    Asked,
    /// They are left open: names and kinds are checked and nothing is determined.
    Open,
}

/// One thing that a formula read from the data.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The call, as written.
    pub call: String,
    /// Where it stands in the formula.
    pub at: std::ops::Range<usize>,
    /// What it gave.
    pub value: Value,
    /// Its unit; empty where it has none.
    pub unit: Name,
    /// Ids of its sources.
    pub sources: Vec<Name>,
    /// Grade or kind of the figure as its data call it; empty where it has none.
    pub grade: Name,
}

/// The value of a formula and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The value.
    pub value: Value,
    /// What was read, in the order of the text.
    pub reads: Vec<Read>,
}

/// Evaluates formulas over a corpus.
#[derive(Clone, Copy)]
pub struct Evaluator<'c> {
    pub(super) chronicle: Chronicle<'c>,
    pub(super) law: Law,
}

type Result<T> = std::result::Result<T, FormulaProblem>;

impl<'c> Evaluator<'c> {
    /// An evaluator over a corpus.
    #[must_use]
    pub fn new(chronicle: Chronicle<'c>, law: Law) -> Evaluator<'c> {
        Evaluator { chronicle, law }
    }

    /// The value of a formula.
    ///
    /// # Errors
    ///
    /// Returns the first name that does not exist, kind that does not fit, or division by what may be nothing.
    pub fn value(&self, expr: &Expr) -> Result<Found> {
        let mut reads = Vec::new();
        let value = self.part(expr, &mut reads)?;
        Ok(Found { value, reads })
    }

    pub(super) fn part(&self, expr: &Expr, reads: &mut Vec<Read>) -> Result<Value> {
        match &expr.part {
            Part::Number(number) => Ok(Value::Number(Range::exactly(*number))),
            Part::Day(day) => Ok(Value::Day(DaySpan::on(*day))),
            Part::Word(word) => Ok(Value::Word(Some(Name::from(word.as_str())))),
            Part::Text(text) => Ok(Value::Word(Some(Name::from(text.as_str())))),
            Part::List(_) => Err(no_list(expr)),
            Part::Negative(inside) => {
                let range = number(inside, &self.part(inside, reads)?)?;
                Ok(Value::Number(Range { low: -range.high, high: -range.low }))
            }
            Part::Not(inside) => Ok(Value::Truth(truth(inside, &self.part(inside, reads)?)?.negate())),
            Part::Call(name, arguments) => self.call(expr, name, arguments, reads),
            Part::Two(op, left, right) => {
                let values = (self.part(left, reads)?, self.part(right, reads)?);
                joined(expr, *op, (left, &values.0), (right, &values.1))
            }
        }
    }

    fn call(&self, expr: &Expr, name: &str, arguments: &[Expr], reads: &mut Vec<Read>) -> Result<Value> {
        let looked_up = functions::call(self, expr, name, arguments, reads)?;
        let value = looked_up.value.clone();
        if looked_up.is_read {
            let functions::LookedUp { value, unit, sources, grade, .. } = looked_up;
            reads.push(Read { call: print(expr), at: expr.at.clone(), value, unit, sources, grade });
        }
        Ok(value)
    }
}

type Side<'a> = (&'a Expr, &'a Value);

/// The reader of formulas knows neither lists nor `in`; what is built by hand is refused with the same words.
fn no_list(expr: &Expr) -> FormulaProblem {
    FormulaProblem::new("a formula has no lists", expr.at.clone()).help("write comparisons joined by `or`")
}

fn joined(expr: &Expr, op: Op, left: Side<'_>, right: Side<'_>) -> Result<Value> {
    match op {
        Op::And => Ok(Value::Truth(truth(left.0, left.1)?.and(truth(right.0, right.1)?))),
        Op::Or => Ok(Value::Truth(truth(left.0, left.1)?.or(truth(right.0, right.1)?))),
        Op::Compare(comparison) => Ok(Value::Truth(compared(comparison, left, right)?)),
        Op::Minus if matches!((left.1, right.1), (Value::Day(_), Value::Day(_))) => {
            let days = (day_range(left)?, day_range(right)?);
            Ok(Value::Number(days.0.combined(&days.1, |a, b| a - b)))
        }
        Op::Plus => numbers(left, right, |a, b| a + b),
        Op::Minus => numbers(left, right, |a, b| a - b),
        Op::Times => numbers(left, right, |a, b| if a == 0.0 || b == 0.0 { 0.0 } else { a * b }),
        Op::Over => quotient(left, right),
        Op::In => Err(no_list(expr)),
    }
}

fn numbers(left: Side<'_>, right: Side<'_>, by: fn(f64, f64) -> f64) -> Result<Value> {
    Ok(Value::Number(number(left.0, left.1)?.combined(&number(right.0, right.1)?, by)))
}

fn quotient(left: Side<'_>, right: Side<'_>) -> Result<Value> {
    let divisor = number(right.0, right.1)?;
    if divisor.holds_zero() {
        let message = if divisor == Range::exactly(0.0) {
            "division by nothing"
        } else {
            "division by a range that holds zero"
        };
        return Err(FormulaProblem::new(format!("{message}: `{}`", print(right.0)), right.0.at.clone())
            .help("divide by a figure that cannot be zero, or compare the two figures instead"));
    }
    numbers(left, right, |a, b| a / b)
}

fn compared(comparison: Comparison, left: Side<'_>, right: Side<'_>) -> Result<Answer> {
    match (left.1, right.1) {
        (Value::Number(a), Value::Number(b)) => Ok(a.compare(comparison, b)),
        (Value::Day(a), Value::Day(b)) => Ok(Range::from(a).compare(comparison, &Range::from(b))),
        (Value::Word(a), Value::Word(b)) => words(comparison, a, b, right.0),
        (_, other) => {
            let message = format!("`{}` is {}, not {}", print(right.0), other.kind(), left.1.kind());
            Err(FormulaProblem::new(message, right.0.at.clone()).help("compare two things of one kind"))
        }
    }
}

fn words(comparison: Comparison, a: &Option<Name>, b: &Option<Name>, at: &Expr) -> Result<Answer> {
    let (Some(a), Some(b)) = (a, b) else { return Ok(Answer::Unknown) };
    match comparison {
        Comparison::Equal => Ok((a == b).into()),
        Comparison::NotEqual => Ok((a != b).into()),
        _ => {
            Err(FormulaProblem::new("words have no order", at.at.clone())
                .help("compare words with `==` or `!=`"))
        }
    }
}

fn day_range(side: Side<'_>) -> Result<Range> {
    match side.1 {
        Value::Day(days) => Ok(Range::from(days)),
        other => Err(wrong_kind(side.0, "a day", other)),
    }
}

pub(super) fn number(expr: &Expr, value: &Value) -> Result<Range> {
    match value {
        Value::Number(range) => Ok(*range),
        other => Err(wrong_kind(expr, "a number", other)),
    }
}

fn truth(expr: &Expr, value: &Value) -> Result<Answer> {
    match value {
        Value::Truth(answer) => Ok(*answer),
        other => Err(wrong_kind(expr, "a yes or no", other)),
    }
}

fn wrong_kind(expr: &Expr, wanted: &str, found: &Value) -> FormulaProblem {
    FormulaProblem::new(format!("`{}` is {}, not {wanted}", print(expr), found.kind()), expr.at.clone())
        .help(format!("put {wanted} here"))
}
