//! What a formula can give: a range of numbers, a day, a word, or a yes or no.

use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_base::day::{DaySpan, day_number};
use chipgate_base::interval::{Comparison, Interval};

/// A number that lies between two ends, both included; an end without a bound is infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Range {
    /// A known number.
    #[must_use]
    pub fn exactly(number: f64) -> Range {
        Range { low: number, high: number }
    }

    /// From the smallest to the greatest of some numbers; `None` when there are none.
    #[must_use]
    pub fn around(numbers: impl IntoIterator<Item = f64>) -> Option<Range> {
        numbers.into_iter().fold(None, |range, number| {
            let old = range.unwrap_or(Range::exactly(number));
            Some(Range { low: old.low.min(number), high: old.high.max(number) })
        })
    }

    /// The range, wider at each end by a share of that end; an end without a bound stays so.
    #[must_use]
    pub fn widened(&self, share: f64) -> Range {
        let room = |end: f64| if end.is_finite() { share * end.abs() } else { 0.0 };
        Range { low: self.low - room(self.low), high: self.high + room(self.high) }
    }

    /// Some number of the range is zero.
    #[must_use]
    pub fn holds_zero(&self) -> bool {
        self.low <= 0.0 && self.high >= 0.0
    }

    /// Every number of the range lies in the other one.
    #[must_use]
    pub fn is_within(&self, other: &Range) -> bool {
        other.low <= self.low && self.high <= other.high
    }

    /// Some number lies in both ranges.
    #[must_use]
    pub fn meets(&self, other: &Range) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// The range of what `by` makes of two independent numbers; `by` must be monotone in each.
    #[must_use]
    pub fn combined(&self, other: &Range, by: fn(f64, f64) -> f64) -> Range {
        let corners =
            [(self.low, other.low), (self.low, other.high), (self.high, other.low), (self.high, other.high)];
        let numbers = corners.map(|(a, b)| by(a, b)).into_iter().filter(|number| !number.is_nan());
        Range::around(numbers).unwrap_or(Range { low: f64::NEG_INFINITY, high: f64::INFINITY })
    }

    /// Whether every pair of numbers compares so, none does, or some do.
    #[must_use]
    pub fn compare(&self, comparison: Comparison, other: &Range) -> Answer {
        match comparison {
            Comparison::MoreThan => settled(self.low > other.high, self.high <= other.low),
            Comparison::AtLeast => settled(self.low >= other.high, self.high < other.low),
            Comparison::LessThan => other.compare(Comparison::MoreThan, self),
            Comparison::AtMost => other.compare(Comparison::AtLeast, self),
            Comparison::Equal => {
                settled(self.low == other.high && self.high == other.low, !self.meets(other))
            }
            Comparison::NotEqual => self.compare(Comparison::Equal, other).negate(),
        }
    }
}

fn settled(always: bool, never: bool) -> Answer {
    match (always, never) {
        (true, _) => Answer::Yes,
        (_, true) => Answer::No,
        _ => Answer::Unknown,
    }
}

impl From<&Interval> for Range {
    fn from(interval: &Interval) -> Range {
        Range { low: interval.low.at, high: interval.high.at }
    }
}

impl From<&DaySpan> for Range {
    fn from(days: &DaySpan) -> Range {
        Range { low: day_number(days.earliest), high: day_number(days.latest) }
    }
}

/// What a formula gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number; in the unit that the claim names.
    Number(Range),
    /// A day, or the span in which it lies.
    Day(DaySpan),
    /// A word, such as the answer of a gate; `None` where it is open.
    Word(Option<Name>),
    /// A statement that holds, does not hold, or is open.
    Truth(Answer),
}

impl Value {
    /// What kind of value it is, in words.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Number(_) => "a number",
            Value::Day(_) => "a day",
            Value::Word(_) => "a word",
            Value::Truth(_) => "a yes or no",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_pair_of_numbers_lies_in_the_combined_range(
            a in -50.0..50.0f64, width in 0.0..20.0f64, share in 0.0..1.0f64,
            b in 1.0..50.0f64, other in 0.0..20.0f64, part in 0.0..1.0f64,
        ) {
            let (left, right) = (Range { low: a, high: a + width }, Range { low: b, high: b + other });
            let (x, y) = (a + width * share, b + other * part);
            let near = |range: Range, number: f64| range.low - 1e-9 <= number && number <= range.high + 1e-9;
            prop_assert!(near(left.combined(&right, |a, b| a + b), x + y));
            prop_assert!(near(left.combined(&right, |a, b| a - b), x - y));
            prop_assert!(near(left.combined(&right, |a, b| a * b), x * y));
            prop_assert!(near(left.combined(&right, |a, b| a / b), x / y));
        }
    }

    #[test]
    fn ranges_that_overlap_leave_a_comparison_open() {
        let wide = Range { low: 1.0, high: 3.0 };
        assert_eq!(wide.compare(Comparison::MoreThan, &Range::exactly(2.0)), Answer::Unknown);
        assert_eq!(wide.compare(Comparison::AtLeast, &Range::exactly(1.0)), Answer::Yes);
        assert_eq!(wide.compare(Comparison::LessThan, &Range::exactly(1.0)), Answer::No);
    }
}
