//! Times that are known to the day, the month or the year.

use chipgate_base::day::DaySpan;
use std::fmt;

/// How exactly a time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// To the year.
    Year,
    /// To the month.
    Month,
    /// To the day.
    Day,
}

/// A day, or the month or year in which it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The days it can be.
    pub days: DaySpan,
    /// How exactly it is known.
    pub precision: Precision,
}

impl When {
    /// Reads `2022`, `2022-07` or `2022-07-05`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<When> {
        let (precision, first) = match text.len() {
            4 => (Precision::Year, format!("{text}-01-01")),
            7 => (Precision::Month, format!("{text}-01")),
            10 => (Precision::Day, text.to_owned()),
            _ => return None,
        };
        let earliest: jiff::civil::Date = first.parse().ok()?;
        let latest = match precision {
            Precision::Year => earliest.last_of_year(),
            Precision::Month => earliest.last_of_month(),
            Precision::Day => earliest,
        };
        Some(When { days: DaySpan { earliest, latest }, precision })
    }
}

impl fmt::Display for When {
    /// Writes no more than is known.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.days.earliest;
        match self.precision {
            Precision::Year => write!(out, "{:04}", day.year()),
            Precision::Month => write!(out, "{:04}-{:02}", day.year(), day.month()),
            Precision::Day => write!(out, "{day}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_as_exactly_as_it_was_read() {
        for text in ["2022", "2022-07", "2022-07-05"] {
            assert_eq!(When::parse(text).map(|when| when.to_string()).as_deref(), Some(text));
        }
        assert_eq!(
            When::parse("2024-02").map(|when| when.days.latest.to_string()).as_deref(),
            Some("2024-02-29")
        );
        assert_eq!(When::parse("2025-02-30"), None);
        assert_eq!(When::parse("early 2025"), None);
    }
}
