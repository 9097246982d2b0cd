//! What is known of one fact: a number, a yes or no, a symbol, a list, or nothing.

use crate::Name;
use crate::interval::Interval;

/// The value of a fact as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing is known. Never the same as zero, no or empty.
    Unknown,
    /// A quantity or a date (days, see [`day_number`]).
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

/// Counts a day from 1970-01-01, so that dates compare as numbers of unit `date`.
#[must_use]
pub fn day_number(day: jiff::civil::Date) -> f64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    f64::from((day - epoch).get_days())
}

/// The day with this number; `None` outside the calendar.
#[must_use]
pub fn day_of(number: f64) -> Option<jiff::civil::Date> {
    if !(-1e7..=1e7).contains(&number) {
        return None;
    }
    let epoch = jiff::civil::date(1970, 1, 1);
    // The range is checked above, so the cast keeps the whole number of days.
    #[allow(clippy::cast_possible_truncation)]
    let days = number.round() as i64;
    epoch.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_its_number_are_each_other_s_inverse() {
        for (y, m, d) in [(1970, 1, 1), (2022, 10, 21), (2026, 1, 15), (1969, 12, 31)] {
            let day = jiff::civil::date(y, m, d);
            assert_eq!(day_of(day_number(day)), Some(day));
        }
    }
}
