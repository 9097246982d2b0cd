//! Days, months and ranges in the form of the reader's language. For people only: JSON and CSV keep ISO days.

use jiff::civil::Date;

/// A day: `Jan 15, 2026`, in Japanese and Chinese `2026年1月15日`.
#[must_use]
pub fn day(lang: &str, day: Date) -> String {
    match lang {
        "ja" | "zh" => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        _ => day.strftime("%b %-d, %Y").to_string(),
    }
}

/// The month of a day: `Jan 2026`, in Japanese and Chinese `2026年1月`.
#[must_use]
pub fn month(lang: &str, day: Date) -> String {
    match lang {
        "ja" | "zh" => format!("{}年{}月", day.year(), day.month()),
        _ => day.strftime("%b %Y").to_string(),
    }
}

/// A day that is given as ISO text; any other text as it stands.
#[must_use]
pub fn day_of_text(lang: &str, text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), |date| day(lang, date))
}

/// From one value to another, each already in the reader's form: `400–600`, in Japanese and Chinese `400～600`.
///
/// `high` is `None` where no upper end is known.
#[must_use]
pub fn range(lang: &str, low: &str, high: Option<&str>) -> String {
    let dash = match lang {
        "ja" | "zh" => "～",
        _ => "–",
    };
    match high {
        Some(high) if high == low => low.to_owned(),
        Some(high) => format!("{low}{dash}{high}"),
        None => format!("≥ {low}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const LANGUAGES: [&str; 3] = ["en", "ja", "zh"];

    #[test]
    fn a_day_is_written_as_its_reader_writes_it() {
        let written = |date| LANGUAGES.map(|lang| day(lang, date));
        assert_eq!(written(date(2026, 1, 15)), ["Jan 15, 2026", "2026年1月15日", "2026年1月15日"]);
        assert_eq!(written(date(2022, 10, 7)), ["Oct 7, 2022", "2022年10月7日", "2022年10月7日"]);
        assert_eq!(day_of_text("ja", "2024-02-29"), "2024年2月29日");
        assert_eq!(
            LANGUAGES.map(|lang| month(lang, date(2022, 10, 7))),
            ["Oct 2022", "2022年10月", "2022年10月"]
        );
        assert_eq!(day_of_text("en", "baseline"), "baseline");
    }

    #[test]
    fn a_range_has_the_dash_of_its_language_and_says_where_it_is_open() {
        let written = |high| LANGUAGES.map(|lang| range(lang, "400", high));
        assert_eq!(written(Some("600")), ["400–600", "400～600", "400～600"]);
        assert_eq!(written(Some("400")), ["400"; 3]);
        assert_eq!(written(None), ["≥ 400"; 3]);
    }
}
