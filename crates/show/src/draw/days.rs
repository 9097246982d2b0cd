//! Days as the pages hold them: as text.

use jiff::civil::Date;

/// Reads a day; a month counts as its first day, a year as its first of January.
pub fn read(text: &str) -> Option<Date> {
    let month = format!("{text}-01");
    let year = format!("{text}-01-01");
    [text, &month, &year].into_iter().find_map(|form| form.parse().ok())
}

/// The day before, as text; the text itself where it is not a day.
pub fn before(text: &str) -> String {
    read(text).and_then(|day| day.yesterday().ok()).map_or_else(|| text.to_owned(), |day| day.to_string())
}

/// Whether a day lies in a stretch that ends before `until`; all three are ISO text.
pub fn within(day: &str, from: &str, until: &str) -> bool {
    from <= day && day < until
}

/// A day as a number of years: the first of January of 2025 is 2025, the day in its middle 2025.5.
pub fn in_years(day: Date) -> f64 {
    f64::from(day.year()) + (f64::from(day.day_of_year()) - 1.0) / f64::from(day.days_in_year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_month_counts_as_its_first_day_and_other_text_as_no_day() {
        assert_eq!(read("2025-09").map(|day| day.to_string()).as_deref(), Some("2025-09-01"));
        assert_eq!(read(""), None);
        assert_eq!(read("2026-Q4"), None);
    }

    #[test]
    fn days_are_counted_over_the_leap_day() {
        assert_eq!(before("2024-03-01"), "2024-02-29");
        assert_eq!(before("no day"), "no day");
    }

    #[test]
    fn a_year_is_divided_by_its_own_days() {
        assert_eq!(in_years(date(2025, 1, 1)), 2025.0);
        // 2024 has 366 days, and July 2 is the 184th.
        assert_eq!(in_years(date(2024, 7, 2)), 2024.5);
    }
}
