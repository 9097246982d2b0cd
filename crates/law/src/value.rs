//! What is known of one fact: a number, a yes or no, a symbol, a list, or nothing.

use chipgate_base::Name;
use chipgate_base::interval::Interval;

/// The value of a fact as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing is known. Never the same as zero, no or empty.
    Unknown,
    /// A quantity or a date (days, see [`day_number`](chipgate_base::day::day_number)).
    Number(Interval),
    /// A yes-or-no fact.
    YesNo(bool),
    /// A word out of the fact's list, or a country or party id.
    Symbol(Name),
    /// A complete list of words, sorted.
    Names(Vec<Name>),
}

impl Value {
    /// Leaves nothing open.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        match self {
            Value::Unknown => false,
            Value::Number(interval) => interval.exact().is_some(),
            _ => true,
        }
    }

    /// The range of a number; the whole half line when nothing is known.
    #[must_use]
    pub fn interval(&self) -> Interval {
        match self {
            Value::Number(interval) => *interval,
            _ => Interval::UNKNOWN,
        }
    }
}
