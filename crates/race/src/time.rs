//! Months: number 0 is January 2018.

use jiff::civil::Date;

/// First year that the race runs.
pub const FIRST_YEAR: i16 = 2018;
/// Last year that the race runs; [`RaceData::last_known_year`](crate::data::RaceData::last_known_year) says after which it is extrapolation.
pub const LAST_YEAR: i16 = 2035;
/// Months from January 2018 to December 2035.
pub const MONTHS: usize = 216;

/// The month of a day, counted from January 2018; `None` outside the run.
///
/// ```
/// use chipgate_race::time::{first_day, label, month_of};
/// use jiff::civil::date;
///
/// let month = month_of(date(2025, 4, 9)).expect("a month of the race");
/// assert_eq!((first_day(month), label(month).as_str()), (date(2025, 4, 1), "2025-04"));
/// ```
#[must_use]
pub fn month_of(day: Date) -> Option<usize> {
    let months = i32::from(day.year() - FIRST_YEAR) * 12 + i32::from(day.month()) - 1;
    usize::try_from(months).ok().filter(|month| *month < MONTHS)
}

/// First day of a month.
#[must_use]
pub fn first_day(month: usize) -> Date {
    let year = FIRST_YEAR + i16::try_from(month / 12).unwrap_or_default();
    let of_year = i8::try_from(month % 12 + 1).unwrap_or(1);
    Date::new(year, of_year, 1).unwrap_or(Date::constant(2018, 1, 1))
}

/// `2026-03` and so on.
#[must_use]
pub fn label(month: usize) -> String {
    format!("{}-{:02}", usize::try_from(FIRST_YEAR).unwrap_or_default() + month / 12, month % 12 + 1)
}

/// The month that is written `2026-03`; `None` outside the run, and where it is written otherwise.
#[must_use]
pub fn month_named(text: &str) -> Option<usize> {
    let day = format!("{text}-01").parse().ok().filter(|_| text.len() == 7);
    day.and_then(month_of)
}

/// First and last month of a year.
#[must_use]
pub fn year(year: i16) -> Option<(usize, usize)> {
    let index = usize::try_from(year - FIRST_YEAR).ok().filter(|_| year <= LAST_YEAR)?;
    Some((index * 12, index * 12 + 11))
}

/// The year of a month.
#[must_use]
pub fn year_of(month: usize) -> i16 {
    i16::try_from(month / 12).map_or(LAST_YEAR, |years| FIRST_YEAR + years)
}

/// How many days a month has.
#[must_use]
pub fn days(month: usize) -> i8 {
    first_day(month).days_in_month()
}
