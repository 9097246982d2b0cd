//! Days, and the number that stands for one.

use jiff::civil::Date;

/// A day, or the span in which an unknown day lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DaySpan {
    /// The first day it can be.
    pub earliest: Date,
    /// The last day it can be; for a press report, the day of the report.
    pub latest: Date,
}

impl DaySpan {
    /// A known day.
    #[must_use]
    pub fn on(day: Date) -> DaySpan {
        DaySpan { earliest: day, latest: day }
    }
}

/// Counts a day from 1970-01-01, so that dates compare as numbers of unit `date`.
///
/// ```
/// use chipgate_base::day::{day_number, day_of};
/// use jiff::civil::date;
///
/// assert_eq!(day_number(date(1970, 1, 2)), 1.0);
/// assert_eq!(day_of(-1.0), Some(date(1969, 12, 31)));
/// ```
#[must_use]
pub fn day_number(day: Date) -> f64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    f64::from((day - epoch).get_days())
}

/// The day with this number; `None` outside the calendar.
#[must_use]
pub fn day_of(number: f64) -> Option<Date> {
    if !(-1e7..=1e7).contains(&number) {
        return None;
    }
    let epoch = jiff::civil::date(1970, 1, 1);
    // The range is checked above, so the cast keeps the whole number of days.
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
