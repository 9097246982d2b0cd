//! Formulas of the data over named numbers.
//!
//! The language is that of claims ([`FORMULA`](chipgate_base::formula::FORMULA)). A name is a number of the table in
//! which the formula stands, and [`Function`] lists what may be called. Names and kinds are checked when a formula is
//! read, so that evaluating one cannot fail; what arithmetic cannot give, such as one over nothing, is no finite number.

mod read;
#[cfg(test)]
mod tests;

pub use read::Names;

use chipgate_base::codes;
use chipgate_base::formula::FormulaProblem;
use chipgate_base::interval::Comparison;
use std::ops::RangeInclusive;

/// A number that follows from named numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula(Number);

/// A yes or no that follows from named numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition(Truth);

impl Formula {
    /// Reads a formula that gives a number.
    ///
    /// # Errors
    ///
    /// Returns the first sign, name or kind that does not fit, with its place in the text.
    pub fn read(text: &str, names: &Names<'_>) -> Result<Formula, FormulaProblem> {
        names.number_of(text).map(Formula)
    }

    /// Its value, where the names have these numbers, in the order of [`Names::read`].
    ///
    /// Not a number where `when` leaves it out, and where arithmetic gives none.
    #[must_use]
    pub fn value(&self, numbers: &[f64]) -> f64 {
        self.0.value(numbers)
    }
}

impl Condition {
    /// Reads a formula that gives a yes or no.
    ///
    /// # Errors
    ///
    /// As [`Formula::read`].
    pub fn read(text: &str, names: &Names<'_>) -> Result<Condition, FormulaProblem> {
        names.truth_of(text).map(Condition)
    }

    /// Whether it holds, where the names have these numbers, in the order of [`Names::read`].
    #[must_use]
    pub fn holds(&self, numbers: &[f64]) -> bool {
        self.0.holds(numbers)
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Number {
    Constant(f64),
    /// Place among the numbers that are read.
    Read(usize),
    Negative(Box<Number>),
    Joined(Sign, Box<(Number, Number)>),
    Called(Function, Vec<Number>),
    When(Box<Truth>, Vec<Number>),
}

#[derive(Clone, Debug, PartialEq)]
enum Truth {
    Compared(Comparison, Number, Number),
    Both(Box<(Truth, Truth)>),
    Either(Box<(Truth, Truth)>),
    Not(Box<Truth>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
    Times,
    Over,
}

/// What a formula may call, besides `when(condition, then, else)`, whose last part may be left out, and
/// `given("series")`, which is a constant of the forcing tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// e to a number.
    Exp,
    /// Natural logarithm.
    Ln,
    /// Square root.
    Sqrt,
    /// One number to the power of another.
    Power,
    /// The largest of some numbers.
    Max,
}

codes!(Function { Exp => "exp", Ln => "ln", Sqrt => "sqrt", Power => "power", Max => "max" });

impl Function {
    /// How many numbers it takes.
    #[must_use]
    pub fn takes(self) -> RangeInclusive<usize> {
        match self {
            Function::Exp | Function::Ln | Function::Sqrt => 1..=1,
            Function::Power => 2..=2,
            Function::Max => 2..=usize::MAX,
        }
    }

    fn of(self, numbers: &[f64]) -> f64 {
        match (self, numbers) {
            (Function::Exp, [x]) => x.exp(),
            (Function::Ln, [x]) => x.ln(),
            (Function::Sqrt, [x]) => x.sqrt(),
            (Function::Power, [base, exponent]) => base.powf(*exponent),
            (Function::Max, [first, rest @ ..]) => rest.iter().fold(*first, |most, x| most.max(*x)),
            // Counts are checked when the formula is read.
            _ => f64::NAN,
        }
    }
}

impl Number {
    fn value(&self, numbers: &[f64]) -> f64 {
        let of = |part: &Number| part.value(numbers);
        match self {
            Number::Constant(number) => *number,
            Number::Read(place) => numbers.get(*place).copied().unwrap_or(f64::NAN),
            Number::Negative(inside) => -of(inside),
            Number::Joined(sign, sides) => sign.of(of(&sides.0), of(&sides.1)),
            Number::Called(function, parts) => function.of(&parts.iter().map(of).collect::<Vec<f64>>()),
            Number::When(condition, parts) => {
                parts.get(usize::from(!condition.holds(numbers))).map_or(f64::NAN, of)
            }
        }
    }
}

impl Truth {
    fn holds(&self, numbers: &[f64]) -> bool {
        let of = |part: &Truth| part.holds(numbers);
        match self {
            Truth::Compared(comparison, left, right) => {
                compared(*comparison, left.value(numbers), right.value(numbers))
            }
            Truth::Both(sides) => of(&sides.0) && of(&sides.1),
            Truth::Either(sides) => of(&sides.0) || of(&sides.1),
            Truth::Not(inside) => !of(inside),
        }
    }
}

impl Sign {
    fn of(self, left: f64, right: f64) -> f64 {
        match self {
            Sign::Plus => left + right,
            Sign::Minus => left - right,
            Sign::Times => left * right,
            Sign::Over => left / right,
        }
    }
}

fn compared(comparison: Comparison, left: f64, right: f64) -> bool {
    match comparison {
        Comparison::AtLeast => left >= right,
        Comparison::AtMost => left <= right,
        Comparison::MoreThan => left > right,
        Comparison::LessThan => left < right,
        Comparison::Equal => left == right,
        Comparison::NotEqual => left != right,
    }
}
