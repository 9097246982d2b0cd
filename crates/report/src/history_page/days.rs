//! Days as text, and their place on the line of time.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Reads a day; a month counts as its first day, a year as its first of January.
pub fn read(text: &str) -> Option<Date> {
    let month = format!("{text}-01");
    let year = format!("{text}-01-01");
    [text, &month, &year].into_iter().find_map(|form| form.parse().ok())
}

/// The number of a day since 1970.
pub fn number(day: Date) -> i32 {
    (day - date(1970, 1, 1)).get_days()
}

/// The day with a number since 1970; `None` beyond the calendar.
pub fn of(number: i32) -> Option<Date> {
    date(1970, 1, 1).checked_add(number.days()).ok()
}

/// The day before, as text; the text itself where it is not a day.
pub fn before(text: &str) -> String {
    read(text).and_then(|day| day.yesterday().ok()).map_or_else(|| text.to_owned(), |day| day.to_string())
}

/// Whether a day lies in a stretch that ends before `until`.
pub fn within(day: &str, from: &str, until: &str) -> bool {
    from <= day && day < until
}

#[cfg(test)]
mod tests {
    use super::{before, number, read};

    #[test]
    fn a_month_counts_as_its_first_day_and_other_text_as_no_day() {
        assert_eq!(read("2025-09").map(|day| day.to_string()).as_deref(), Some("2025-09-01"));
        assert_eq!(read(""), None);
        assert_eq!(read("2026-Q4"), None);
    }

    #[test]
    fn days_are_counted_over_the_leap_day() {
        assert_eq!(before("2024-03-01"), "2024-02-29");
        assert_eq!(read("1970-01-02").map(number), Some(1));
    }
}
