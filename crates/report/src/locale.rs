//! Days, numbers and shares in the form of the reader's language. For people only: JSON and CSV keep
//! ISO days and plain digits.

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

/// A number with its thousands in groups of three and at most four decimals, the same in all three languages.
#[must_use]
pub fn number(number: f64) -> String {
    let text = format!("{:.4}", number.abs());
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let sign = if number < 0.0 && text != "0" { "−" } else { "" };
    format!("{sign}{}", in_groups(text))
}

/// Digits without a sign, perhaps with decimals, with their thousands in groups of three.
pub(crate) fn in_groups(text: &str) -> String {
    let (whole, decimals) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let decimals = decimals.map(|decimals| format!(".{decimals}")).unwrap_or_default();
    format!("{}{decimals}", grouped(whole))
}

fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Large units: the first number that is written with each, and its word.
type Units = [(f64, &'static str); 3];
const ENGLISH: Units = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")];
const JAPANESE: Units = [(1e12, "兆"), (1e8, "億"), (1e4, "万")];
const CHINESE: Units = [(1e12, "万亿"), (1e8, "亿"), (1e4, "万")];

/// A large amount to three significant digits: `5.5 billion`, in Japanese `55億`, in Chinese `55亿`.
#[must_use]
pub fn amount(lang: &str, value: f64) -> String {
    let units = match lang {
        "ja" => JAPANESE,
        "zh" => CHINESE,
        _ => ENGLISH,
    };
    // An amount that rounds up to the next unit is written in it.
    let value = three_digits(value);
    match units.into_iter().find(|(size, _)| value.abs() >= *size) {
        Some((size, word)) => format!("{}{word}", number(three_digits(value / size))),
        None => number(value),
    }
}

/// The largest unit that is not larger than a value, with its word: `(1e6, "million")`, in Japanese and Chinese
/// `(1e4, "万")`; `(1, "")` where there is none.
#[must_use]
pub fn scale(lang: &str, value: f64) -> (f64, &'static str) {
    let units = match lang {
        "ja" => JAPANESE,
        "zh" => CHINESE,
        _ => ENGLISH,
    };
    let found = units.into_iter().find(|(size, _)| value.abs() >= *size);
    found.map_or((1.0, ""), |(size, word)| (size, word.trim()))
}

/// Rounded to three significant digits; whole numbers below ten thousand and zero stay.
#[must_use]
pub fn three_digits(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() || (value.fract() == 0.0 && value.abs() < 1e4) {
        return value;
    }
    let scale = 10f64.powf(2.0 - value.abs().log10().floor());
    (value * scale).round() / scale
}

/// A share between 0 and 1: `25%`, with at most one decimal.
#[must_use]
pub fn percent(share: f64) -> String {
    format!("{}%", number((share * 1000.0).round() / 10.0))
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
    fn thousands_stand_in_groups_of_three() {
        let numbers = [2368.0, 999.0, 1_234_567.5, 5.92, 0.0, -1500.0, 2.909_090_9];
        let written = ["2,368", "999", "1,234,567.5", "5.92", "0", "−1,500", "2.9091"];
        assert_eq!(numbers.map(number), written);
    }

    #[test]
    fn a_large_amount_has_the_units_of_its_language() {
        let written = |value| LANGUAGES.map(|lang| amount(lang, value));
        assert_eq!(written(5.5e9), ["5.5 billion", "55億", "55亿"]);
        assert_eq!(written(1_300_000.0), ["1.3 million", "130万", "130万"]);
        assert_eq!(written(2.95e11), ["295 billion", "2,950億", "2,950亿"]);
        assert_eq!(written(4.2e12), ["4.2 trillion", "4.2兆", "4.2万亿"]);
        assert_eq!(written(26_000.0), ["26,000", "2.6万", "2.6万"]);
        assert_eq!(written(4750.0), ["4,750", "4,750", "4,750"]);
        assert_eq!(written(999_999_999.0), ["1 billion", "10億", "10亿"]);
        assert_eq!(written(-5.5e9), ["−5.5 billion", "−55億", "−55亿"]);
    }

    #[test]
    fn an_axis_has_the_largest_unit_that_fits() {
        assert_eq!(scale("en", 2.5e7), (1e6, "million"));
        assert_eq!(scale("ja", 2.5e7), (1e4, "万"));
        assert_eq!(scale("zh", 999.0), (1.0, ""));
    }

    #[test]
    fn a_share_is_written_in_percent() {
        assert_eq!([0.25, 0.155, 1.0, 0.0].map(percent), ["25%", "15.5%", "100%", "0%"]);
    }

    #[test]
    fn a_range_has_the_dash_of_its_language_and_says_where_it_is_open() {
        let written = |high| LANGUAGES.map(|lang| range(lang, "400", high));
        assert_eq!(written(Some("600")), ["400–600", "400～600", "400～600"]);
        assert_eq!(written(Some("400")), ["400"; 3]);
        assert_eq!(written(None), ["≥ 400"; 3]);
    }
}
