//! Numbers as people read them: thousands in groups of three, large amounts with their word, shares in percent,
//! powers of ten.
//!
//! The digits are the same in all three languages; only the words of large amounts differ. For people only: JSON
//! and CSV keep plain digits.

/// From here on an amount is written with a power of ten.
const LARGEST: f64 = 1e15;
/// Below this a number of which so many digits count is written with a power of ten.
const SMALLEST: f64 = 1e-3;

/// How many digits of a number are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Digits {
    /// At most so many decimals, without zeros at the end.
    UpTo(usize),
    /// So many digits that count, without zeros at the end: `11,400`, `2.5`; a tiny number with a power of ten.
    Counting(i32),
    /// Four digits that count, and every whole one, with zeros at the end: `12,346`, `6.570`, `1.250e-4`.
    Four,
}

/// A number with its thousands in groups of three: `1,234,567.5`.
///
/// Infinity is `∞`, and `–` stands where there is no number.
#[must_use]
pub fn grouped(value: f64, digits: Digits) -> String {
    if !value.is_finite() {
        return if value.is_nan() { "–".to_owned() } else { with_sign(value, "∞") };
    }
    let size = value.abs();
    let text = match digits {
        Digits::UpTo(decimals) => trimmed(&format!("{size:.decimals$}")),
        Digits::Counting(_) if size == 0.0 => "0".to_owned(),
        Digits::Counting(_) if size < SMALLEST => return power(value),
        Digits::Counting(count) => counting(size, count),
        Digits::Four => four_digits(size),
    };
    with_sign(value, &in_groups(&text))
}

/// A number with at most four decimals: `2,368`, `2.9091`.
///
/// ```
/// use chipgate_show::words::number::{amount, number, percent, power, signed};
///
/// assert_eq!(number(1_234_567.5), "1,234,567.5");
/// assert_eq!(signed(-0.3, 2), "−0.30");
/// assert_eq!(percent(0.155, 1), "15.5%");
/// assert_eq!((amount("en", 5.5e9).as_str(), amount("ja", 5.5e9).as_str()), ("5.5 billion", "55億"));
/// assert_eq!(power(2.73e26), "2.73 × 10²⁶");
/// ```
#[must_use]
pub fn number(value: f64) -> String {
    grouped(value, Digits::UpTo(4))
}

/// A number with three digits that count: `11,400`, `0.386`.
#[must_use]
pub fn short(value: f64) -> String {
    grouped(value, Digits::Counting(3))
}

/// A number of an axis or a band: three digits that count and at most four decimals; a tiny one with a power of ten.
///
/// Whole numbers below ten thousand keep all their digits.
#[must_use]
pub fn rounded(value: f64) -> String {
    match value.abs() {
        size if size > 0.0 && size < SMALLEST => power(value),
        _ => number(three_digits(value)),
    }
}

/// A number with so many decimals, zeros at the end included: `0.70`.
#[must_use]
pub fn exactly(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return grouped(value, Digits::UpTo(decimals));
    }
    with_sign(value, &in_groups(&format!("{:.decimals$}", value.abs())))
}

/// A difference with its sign and so many decimals: `+0.12`, `−0.30`.
#[must_use]
pub fn signed(value: f64, decimals: usize) -> String {
    format!("{value:+.decimals$}").replace('-', "−")
}

/// A number with its error, each with two decimals: `0.96 ± 0.01`.
#[must_use]
pub fn with_error(value: f64, error: f64) -> String {
    let [value, error] = [value, error].map(|number| exactly(number, 2));
    format!("{value} ± {error}")
}

/// A share between 0 and 1 in percent, with at most so many decimals: `25%`, `15.5%`.
#[must_use]
pub fn percent(share: f64, decimals: usize) -> String {
    let parts = (0..decimals).fold(1.0, |parts, _| parts * 10.0);
    let rounded = (share * (100.0 * parts)).round() / parts;
    format!("{}%", grouped(rounded, Digits::UpTo(decimals)))
}

/// Large units: the first number that is written with each, and its word.
type Units = [(f64, &'static str); 3];
const ENGLISH: Units = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")];
const JAPANESE: Units = [(1e12, "兆"), (1e8, "億"), (1e4, "万")];
const CHINESE: Units = [(1e12, "万亿"), (1e8, "亿"), (1e4, "万")];

fn units(lang: &str) -> Units {
    match lang {
        "ja" => JAPANESE,
        "zh" => CHINESE,
        _ => ENGLISH,
    }
}

/// An amount to three significant digits with its word: `5.5 billion`, in Japanese `55億`, in Chinese `55亿`; a huge
/// one with a power of ten.
///
/// Whole numbers below ten thousand keep all their digits. Where there is no finite amount stands `–`.
#[must_use]
pub fn amount(lang: &str, value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    if value.abs() >= LARGEST {
        return power(value);
    }
    // An amount that rounds up to the next unit is written in it.
    let value = three_digits(value);
    match units(lang).into_iter().find(|(size, _)| value.abs() >= *size) {
        Some((size, word)) => format!("{}{word}", number(three_digits(value / size))),
        None => number(value),
    }
}

/// The largest unit that is not larger than a value, with its word: `(1e6, "million")`, in Japanese and Chinese
/// `(1e4, "万")`; `(1, "")` where there is none.
#[must_use]
pub fn scale(lang: &str, value: f64) -> (f64, &'static str) {
    let found = units(lang).into_iter().find(|(size, _)| value.abs() >= *size);
    found.map_or((1.0, ""), |(size, word)| (size, word.trim()))
}

/// A number with three digits that count and its power of ten: `2.73 × 10²⁶`.
#[must_use]
pub fn power(value: f64) -> String {
    let text = format!("{:.2e}", value.abs());
    let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
    with_sign(value, &format!("{} × 10{}", trimmed(digits), raised(power)))
}

/// The power of ten below a number, and how it is written: `(1e26, "10²⁶")`.
#[must_use]
pub fn power_of_ten(value: f64) -> (f64, String) {
    let power = if value > 0.0 { value.log10().floor() } else { 0.0 };
    (10f64.powf(power), format!("10{}", raised(&format!("{power:.0}"))))
}

/// Four digits that count, without groups, for Markdown: `12346`, `6.570`, `-3.500e-6`; `-` where it is not finite.
#[must_use]
pub fn four_digits(value: f64) -> String {
    let size = value.abs();
    let decimals = match size {
        0.0 => 0,
        size if !size.is_finite() => return "-".to_owned(),
        size if !(1e-3..1e9).contains(&size) => return format!("{value:.3e}"),
        1000.0.. => 0,
        100.0.. => 1,
        10.0.. => 2,
        1.0.. => 3,
        _ => 4,
    };
    format!("{value:.decimals$}")
}

/// Rounded to three significant digits; whole numbers below ten thousand and zero stay.
fn three_digits(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() || (value.fract() == 0.0 && value.abs() < 1e4) {
        return value;
    }
    let scale = 10f64.powf(2.0 - value.abs().log10().floor());
    (value * scale).round() / scale
}

/// So many digits of a number above zero that count.
fn counting(size: f64, count: i32) -> String {
    let decimals = count - 1 - size.log10().floor() as i32;
    if let Ok(decimals) = usize::try_from(decimals) {
        return trimmed(&format!("{size:.decimals$}"));
    }
    let scale = 10f64.powi(-decimals);
    format!("{:.0}", (size / scale).round() * scale)
}

/// Digits without the zeros at the end of their decimals.
fn trimmed(digits: &str) -> String {
    if digits.contains('.') {
        digits.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        digits.to_owned()
    }
}

/// Digits with the sign of a number; what is written as zero has none.
fn with_sign(value: f64, digits: &str) -> String {
    let is_zero = digits.chars().all(|digit| matches!(digit, '0' | '.'));
    if value < 0.0 && !is_zero { format!("−{digits}") } else { digits.to_owned() }
}

/// Digits without a sign, perhaps with decimals, with their thousands in groups of three; an exponent stays.
fn in_groups(digits: &str) -> String {
    let end = digits.find(['.', 'e']).unwrap_or(digits.len());
    let (whole, rest) = digits.split_at(end);
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

/// An exponent in raised digits.
fn raised(power: &str) -> String {
    const HIGH: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raise = |digit: char| digit.to_digit(10).and_then(|digit| HIGH.get(digit as usize)).copied();
    power.chars().map(|digit| raise(digit).unwrap_or('⁻')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each number beside the text in which it must be written.
    fn are_written(how: impl Fn(f64) -> String, cases: &[(f64, &str)]) {
        for (value, text) in cases {
            assert_eq!(how(*value), *text, "{value}");
        }
    }

    #[test]
    fn thousands_stand_in_groups_of_three() {
        let cases = [
            (2368.0, "2,368"),
            (999.0, "999"),
            (150_000.0, "150,000"),
            (1_234_567.5, "1,234,567.5"),
            (5.92, "5.92"),
            (2.909_090_9, "2.9091"),
            (-1500.0, "−1,500"),
        ];
        are_written(number, &cases);
    }

    #[test]
    fn what_rounds_to_zero_has_no_sign_and_what_is_not_finite_no_digits() {
        are_written(number, &[(0.0, "0"), (-0.000_01, "0")]);
        are_written(short, &[(f64::INFINITY, "∞"), (f64::NEG_INFINITY, "−∞"), (f64::NAN, "–")]);
    }

    #[test]
    fn three_digits_are_kept_on_either_side_of_the_point() {
        let cases = [
            (0.0, "0"),
            (0.386, "0.386"),
            (0.003_864, "0.00386"),
            (14.8e12, "14,800,000,000,000"),
            (714.3, "714"),
            (999.7, "1,000"),
            (2.5, "2.5"),
            (-11_424.0, "−11,400"),
            (0.000_051_24, "5.12 × 10⁻⁵"),
        ];
        are_written(short, &cases);
    }

    #[test]
    fn a_number_of_a_band_keeps_whole_digits_and_at_most_four_decimals() {
        let cases = [
            (4321.0, "4,321"),
            (43_210.0, "43,200"),
            (1.575, "1.58"),
            (0.003_864, "0.0039"),
            (0.000_535, "5.35 × 10⁻⁴"),
            (0.0, "0"),
            (f64::NAN, "–"),
        ];
        are_written(rounded, &cases);
    }

    #[test]
    fn four_digits_count_with_groups_for_people_and_without_for_markdown() {
        let cases = [
            (12_345.6, "12,346", "12346"),
            (234.56, "234.6", "234.6"),
            (65.749, "65.75", "65.75"),
            (6.5749, "6.575", "6.575"),
            (0.123_45, "0.1235", "0.1235"),
            (0.0, "0", "0"),
            (-3.5e-6, "−3.500e-6", "-3.500e-6"),
            (f64::NAN, "–", "-"),
        ];
        are_written(|value| grouped(value, Digits::Four), &cases.map(|(value, text, _)| (value, text)));
        are_written(four_digits, &cases.map(|(value, _, text)| (value, text)));
    }

    #[test]
    fn decimals_that_are_asked_for_stay_and_a_difference_has_its_sign() {
        are_written(|value| exactly(value, 2), &[(0.7, "0.70"), (1234.0, "1,234.00"), (-0.001, "0.00")]);
        are_written(|value| signed(value, 2), &[(0.123, "+0.12"), (-0.3, "−0.30"), (0.0, "+0.00")]);
        assert_eq!(with_error(0.957, 0.012), "0.96 ± 0.01");
    }

    #[test]
    fn a_share_is_written_in_percent() {
        let cases = [(0.25, "25%"), (0.155, "15.5%"), (1.0, "100%"), (0.0, "0%"), (0.0625, "6.3%")];
        are_written(|share| percent(share, 1), &cases);
        are_written(|share| percent(share, 0), &[(0.125, "13%"), (0.994, "99%")]);
    }

    #[test]
    fn a_large_amount_has_the_units_of_its_language() {
        let written = |value| ["en", "ja", "zh"].map(|lang| amount(lang, value));
        assert_eq!(written(5.5e9), ["5.5 billion", "55億", "55亿"]);
        assert_eq!(written(1_300_000.0), ["1.3 million", "130万", "130万"]);
        assert_eq!(written(2.95e11), ["295 billion", "2,950億", "2,950亿"]);
        assert_eq!(written(4.2e12), ["4.2 trillion", "4.2兆", "4.2万亿"]);
        assert_eq!(written(26_000.0), ["26,000", "2.6万", "2.6万"]);
        assert_eq!(written(20_538.0), ["20,500", "2.05万", "2.05万"]);
        assert_eq!(written(4750.0), ["4,750"; 3]);
        assert_eq!(written(999_999_999.0), ["1 billion", "10億", "10亿"]);
        assert_eq!(written(-5.5e9), ["−5.5 billion", "−55億", "−55亿"]);
        assert_eq!(written(2.728e26), ["2.73 × 10²⁶"; 3]);
        assert_eq!(written(f64::INFINITY), ["–"; 3]);
    }

    #[test]
    fn an_axis_has_the_largest_unit_that_fits() {
        assert_eq!(scale("en", 2.5e7), (1e6, "million"));
        assert_eq!(scale("ja", 2.5e7), (1e4, "万"));
        assert_eq!(scale("zh", 999.0), (1.0, ""));
        assert_eq!(power_of_ten(2.5e26), (1e26, "10²⁶".to_owned()));
    }

    #[test]
    fn a_power_of_ten_has_three_digits_that_count() {
        let cases = [(9.24e25, "9.24 × 10²⁵"), (9.999e25, "1 × 10²⁶"), (-4.0e-5, "−4 × 10⁻⁵")];
        are_written(power, &cases);
    }
}
