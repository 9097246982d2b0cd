//! The time that a figure is about: calendar and fiscal periods, and what their text means.

use crate::Name;
use crate::day::DaySpan;
use jiff::civil::Date;

/// What the dates of a series mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodKind {
    /// The figure is of one day: `2026-01-13`.
    Day,
    /// The figure is of one calendar month: `2024-01`.
    Month,
    /// The figure is of one calendar quarter: `2025-Q4`.
    Quarter,
    /// The figure is of one calendar year: `2025`.
    Year,
    /// The figure is of one fiscal quarter, with the month in which it ends: `FY21Q1@2020-04`.
    FiscalQuarter,
    /// The figure is of one fiscal year or several, with the month in which the last ends: `FY2024@2024-01`.
    FiscalYear,
    /// The figure is of the whole stretch that its period names: `2025-H1`, `2025-9M`, `2025-08/2026-01`, `../2022`.
    Span,
    /// The figure is a state at some moment within its period, written as for `Span`.
    Point,
}

crate::codes!(PeriodKind {
    Day => "day",
    Month => "month",
    Quarter => "quarter",
    Year => "year",
    FiscalQuarter => "fiscal_quarter",
    FiscalYear => "fiscal_year",
    Span => "span",
    Point => "point",
});

impl PeriodKind {
    /// How its periods are written.
    #[must_use]
    pub fn form(self) -> &'static str {
        match self {
            PeriodKind::Day => "write YYYY-MM-DD",
            PeriodKind::Month => "write YYYY-MM",
            PeriodKind::Quarter => "write YYYY-Q1 to YYYY-Q4",
            PeriodKind::Year => "write YYYY",
            PeriodKind::FiscalQuarter => "write the label and the month of its end, such as FY21Q1@2020-04",
            PeriodKind::FiscalYear => {
                "write the label and the month of its end, such as FY2024@2024-01 or FY2026-28@2028-03"
            }
            PeriodKind::Span | PeriodKind::Point => {
                "write YYYY, YYYY-H1, YYYY-9M, YYYY-Q1, YYYY-MM, YYYY-MM-DD, or two of them with `/` between; `..` is an open start"
            }
        }
    }
}

/// The time that a figure is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// As written in the data.
    pub text: Name,
    /// Label of a fiscal period, such as `FY21Q1`; empty for calendar periods.
    pub fiscal: Name,
    /// First day; `None` when the start is open, or when it is fiscal and only the month of its end is known.
    pub first: Option<Date>,
    /// The last day, as exactly as it is known: two equal days, or the days of the month in which a fiscal
    /// period ends. Fiscal quarters of a 52-week year end on another day each year.
    pub last: DaySpan,
}

impl Period {
    /// Reads a period of a series; `None` when it is not written as its kind needs.
    ///
    /// ```
    /// use chipgate_base::period::{Period, PeriodKind};
    ///
    /// let quarter = Period::read(PeriodKind::Quarter, "2025-Q4").expect("a quarter");
    /// assert_eq!(quarter.last_day().map(|day| day.to_string()).as_deref(), Some("2025-12-31"));
    /// // A fiscal quarter ends somewhere in its month.
    /// let fiscal = Period::read(PeriodKind::FiscalQuarter, "FY21Q1@2020-04").expect("a fiscal quarter");
    /// assert_eq!((fiscal.last_day(), fiscal.is("FY21Q1")), (None, true));
    /// ```
    #[must_use]
    pub fn read(kind: PeriodKind, text: &str) -> Option<Period> {
        match kind {
            PeriodKind::FiscalQuarter => fiscal(text, is_quarter_label),
            PeriodKind::FiscalYear => fiscal(text, is_year_label),
            PeriodKind::Span | PeriodKind::Point => calendar(text, |_| true).or_else(|| interval(text)),
            PeriodKind::Day => calendar(text, |shape| shape == Shape::Day),
            PeriodKind::Month => calendar(text, |shape| shape == Shape::Month),
            PeriodKind::Quarter => calendar(text, |shape| shape == Shape::Quarter),
            PeriodKind::Year => calendar(text, |shape| shape == Shape::Year),
        }
    }

    /// The last day; `None` when only the month of the end is known.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        (self.last.earliest == self.last.latest).then_some(self.last.latest)
    }

    /// The words mean this period: its text, its fiscal label, or the month in which a fiscal period ends.
    #[must_use]
    pub fn is(&self, words: &str) -> bool {
        *self.text == *words || self.text.split('@').any(|part| part == words)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Day,
    Month,
    Quarter,
    Part,
    Year,
}

fn calendar(text: &str, accepts: impl Fn(Shape) -> bool) -> Option<Period> {
    let (shape, first, last) = stretch(text)?;
    accepts(shape).then(|| exact(text, Some(first), last))
}

fn exact(text: &str, first: Option<Date>, last: Date) -> Period {
    let last = DaySpan { earliest: last, latest: last };
    Period { text: Name::from(text), fiscal: Name::from(""), first, last }
}

/// Two periods with `/` between, the first of which may be `..`.
fn interval(text: &str) -> Option<Period> {
    let (from, to) = text.split_once('/')?;
    let (_, _, last) = stretch(to)?;
    if from == ".." {
        return Some(exact(text, None, last));
    }
    let (_, first, end) = stretch(from)?;
    (end < last).then(|| exact(text, Some(first), last))
}

/// First and last day of one calendar period.
fn stretch(text: &str) -> Option<(Shape, Date, Date)> {
    let digits =
        |part: &str, long: usize| part.len() == long && part.bytes().all(|byte| byte.is_ascii_digit());
    let (year, rest) = text.split_once('-').unwrap_or((text, ""));
    if !digits(year, 4) {
        return None;
    }
    let months = |shape, first: i8, last: i8| {
        let year = year.parse().ok()?;
        Some((shape, Date::new(year, first, 1).ok()?, Date::new(year, last, 1).ok()?.last_of_month()))
    };
    match rest {
        "" if text.len() == 4 => months(Shape::Year, 1, 12),
        "H1" => months(Shape::Part, 1, 6),
        "H2" => months(Shape::Part, 7, 12),
        "9M" => months(Shape::Part, 1, 9),
        "Q1" => months(Shape::Quarter, 1, 3),
        "Q2" => months(Shape::Quarter, 4, 6),
        "Q3" => months(Shape::Quarter, 7, 9),
        "Q4" => months(Shape::Quarter, 10, 12),
        month if digits(month, 2) => month.parse().ok().and_then(|month| months(Shape::Month, month, month)),
        _ if text.len() == 10 => text.parse().ok().map(|day| (Shape::Day, day, day)),
        _ => None,
    }
}

/// `LABEL@YYYY-MM`, where the month lies in the year of the label or in the one before.
fn fiscal(text: &str, is_label: fn(&str) -> Option<i16>) -> Option<Period> {
    let (label, end) = text.split_once('@')?;
    let year = is_label(label)?;
    let (shape, earliest, latest) = stretch(end)?;
    let fits = shape == Shape::Month && (0..=1).contains(&year.checked_sub(latest.year())?);
    let last = DaySpan { earliest, latest };
    fits.then(|| Period { text: Name::from(text), fiscal: Name::from(label), first: None, last })
}

/// The year of a label such as `FY21Q1`.
fn is_quarter_label(label: &str) -> Option<i16> {
    let (year, quarter) = label.strip_prefix("FY")?.split_once('Q')?;
    let is = year.len() == 2 && matches!(quarter, "1" | "2" | "3" | "4");
    is.then(|| year.parse::<i16>().ok()).flatten()?.checked_add(2000)
}

/// The last year of a label such as `FY2024` or `FY2026-28`.
fn is_year_label(label: &str) -> Option<i16> {
    let years = label.strip_prefix("FY")?;
    let (first, last) = years.split_once('-').map_or((years, None), |(first, last)| (first, Some(last)));
    let first = (first.len() == 4).then(|| first.parse::<i16>().ok()).flatten()?;
    let Some(last) = last else { return Some(first) };
    let last =
        (last.len() == 2).then(|| last.parse::<i16>().ok()).flatten()?.checked_add(first / 100 * 100)?;
    (first < last).then_some(last)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn days(kind: PeriodKind, text: &str) -> Option<(Option<Date>, Date, Date)> {
        Period::read(kind, text).map(|period| (period.first, period.last.earliest, period.last.latest))
    }

    #[test]
    fn a_calendar_period_has_both_its_days() {
        for (text, first, last) in [
            ("2024", date(2024, 1, 1), date(2024, 12, 31)),
            ("2023-H1", date(2023, 1, 1), date(2023, 6, 30)),
            ("2025-9M", date(2025, 1, 1), date(2025, 9, 30)),
            ("2025-Q4", date(2025, 10, 1), date(2025, 12, 31)),
            ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
            ("2026-01-13", date(2026, 1, 13), date(2026, 1, 13)),
            ("2025-08/2026-01", date(2025, 8, 1), date(2026, 1, 31)),
            ("2022/2025", date(2022, 1, 1), date(2025, 12, 31)),
        ] {
            assert_eq!(days(PeriodKind::Span, text), Some((Some(first), last, last)), "{text}");
        }
        let open = Some((None, date(2022, 12, 31), date(2022, 12, 31)));
        assert_eq!(days(PeriodKind::Span, "../2022"), open);
    }

    #[test]
    fn a_fiscal_quarter_is_no_calendar_quarter_and_ends_within_its_month() {
        let quarter = Period::read(PeriodKind::FiscalQuarter, "FY22Q1@2021-05").unwrap();
        assert_eq!((quarter.first, quarter.last_day()), (None, None));
        assert_eq!((quarter.last.earliest, quarter.last.latest), (date(2021, 5, 1), date(2021, 5, 31)));
        assert!(quarter.is("FY22Q1") && quarter.is("2021-05") && quarter.is("FY22Q1@2021-05"));
        assert!(!quarter.is("FY22") && !quarter.is("2021"));
        assert_eq!(Period::read(PeriodKind::Quarter, "FY22Q1@2021-05"), None);
        assert_eq!(Period::read(PeriodKind::FiscalQuarter, "2021-Q1"), None);
    }

    #[test]
    fn what_is_not_written_as_its_kind_needs_is_not_read() {
        for (kind, text) in [
            (PeriodKind::Year, "2024-01"),
            (PeriodKind::Month, "2024-13"),
            (PeriodKind::Day, "2025-02-30"),
            (PeriodKind::Quarter, "2024-Q5"),
            (PeriodKind::Span, "2025/2024"),
            (PeriodKind::Span, "2025-"),
            (PeriodKind::Span, ""),
            (PeriodKind::Span, "pre-2023"),
            (PeriodKind::FiscalQuarter, "FY22Q1"),
            (PeriodKind::FiscalQuarter, "FY22Q5@2021-05"),
            (PeriodKind::FiscalYear, "FY2024@2026-01"),
            (PeriodKind::FiscalYear, "FY2028-26@2026-03"),
            (PeriodKind::FiscalYear, "2024"),
        ] {
            assert_eq!(Period::read(kind, text), None, "{text}");
        }
        assert!(Period::read(PeriodKind::FiscalYear, "FY2026-28@2028-03").is_some());
    }
}
