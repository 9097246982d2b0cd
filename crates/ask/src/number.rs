//! Numbers and ranges as people write them in text: `4800`, `0.25`, `1e9`, `100..200`.
//!
//! A separator of thousands is refused, never guessed at: `15,832` is a number to
//! one reader, a range to another and fifteen and a bit to a third.

/// Marks that people put between groups of three digits, besides the point.
const SEPARATORS: [char; 14] =
    [',', '\'', '’', '‘', ' ', '\u{a0}', '\u{2009}', '\u{202f}', '_', '，', '、', '٬', '·', '`'];

/// Why a text is not read as a number or a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotRead {
    /// Groups of digits; what to write instead.
    Grouped(String),
    /// Two numbers in a form that is not the one of a range; what to write instead.
    Pair(String),
    /// A negative number.
    Negative,
    /// No number at all.
    Other,
}

/// Reads a number, as the same number twice, or a range `low..high`.
pub(super) fn read_range(text: &str) -> Result<(f64, f64), NotRead> {
    let text = text.trim();
    match text.split_once("..") {
        Some((low, high)) => range(low.trim(), high.trim()),
        None => plain(text).map(|number| (number, number)).ok_or_else(|| why(text)),
    }
}

/// The word for the upper end of a range that has none.
pub(super) const NO_END: &str = "inf";

fn range(low: &str, high: &str) -> Result<(f64, f64), NotRead> {
    if let Some(low) = plain(low).filter(|_| high == NO_END) {
        return Ok((low, f64::INFINITY));
    }
    if let (Some(low), Some(high)) = (plain(low), plain(high)) {
        return Ok((low, high));
    }
    let sides = [low, high].map(|side| plain(side).map_or_else(|| why(side), |_| NotRead::Other));
    if sides.contains(&NotRead::Negative) {
        return Err(NotRead::Negative);
    }
    match [low, high].map(without_groups) {
        [Some(low), Some(high)] => Err(NotRead::Grouped(format!("{low}..{high}"))),
        _ => Err(NotRead::Other),
    }
}

/// A number written with digits, a point and an exponent alone, from zero up; `None` for anything else.
///
/// ```
/// use chipgate_ask::plain_number;
///
/// assert_eq!(plain_number("2368"), Some(2_368.0));
/// // A comma may divide thousands or decimals, so nobody guesses.
/// assert_eq!(plain_number("2,368"), None);
/// ```
#[must_use]
pub fn plain_number(text: &str) -> Option<f64> {
    plain(text.trim())
}

/// Digits with a point and an exponent, from zero up.
fn plain(text: &str) -> Option<f64> {
    let (number, exponent) = text.split_once(['e', 'E']).map_or((text, None), |(a, b)| (a, Some(b)));
    let (whole, decimals) = number.split_once('.').map_or((number, None), |(a, b)| (a, Some(b)));
    let exponent = exponent.map(|exponent| exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
    let fits = is_digits(whole) && decimals.is_none_or(is_digits) && exponent.is_none_or(is_digits);
    text.parse().ok().filter(|number: &f64| fits && number.is_finite())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn why(text: &str) -> NotRead {
    if text.strip_prefix(['-', '−']).is_some_and(|rest| plain(rest.trim()).is_some()) {
        return NotRead::Negative;
    }
    let inside = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let pair = inside.unwrap_or(text).split_once([',', '，', ';']);
    let numbers = pair
        .map(|(low, high)| (low.trim(), high.trim()))
        .filter(|(low, high)| plain(low).is_some() && plain(high).is_some());
    match (without_groups(text), numbers) {
        (Some(number), _) => NotRead::Grouped(number),
        (None, Some((low, high))) => NotRead::Pair(format!("{low}..{high}")),
        (None, None) => NotRead::Other,
    }
}

/// The number without its separators where every group after the first has three digits, or two as in India.
fn without_groups(text: &str) -> Option<String> {
    if plain(text).is_some() {
        return Some(text.to_owned());
    }
    let (whole, decimals) = decimals(text);
    let is_mark = |c: char| SEPARATORS.contains(&c) || c == '.';
    let mut groups = whole.split(is_mark);
    let first = groups.next().filter(|group| is_digits(group) && group.len() <= 3)?;
    let rest: Vec<&str> = groups.collect();
    let last_has_three = rest.last().is_some_and(|group| group.len() == 3);
    let fits = last_has_three && rest.iter().all(|group| is_digits(group) && (2..=3).contains(&group.len()));
    let decimals = decimals.map(|decimals| format!(".{decimals}")).unwrap_or_default();
    fits.then(|| format!("{first}{}{decimals}", rest.concat()))
}

/// Splits off decimals: digits after the last mark, where that mark is another one than those before it.
fn decimals(text: &str) -> (&str, Option<&str>) {
    let marks = || text.char_indices().filter(|(_, c)| matches!(c, '.' | ',') || SEPARATORS.contains(c));
    let Some((at, last)) = marks().next_back().filter(|(_, c)| matches!(c, '.' | ',')) else {
        return (text, None);
    };
    let others = marks().filter(|(place, _)| *place < at);
    let is_decimal = others.clone().count() > 0 && others.clone().all(|(_, c)| c != last);
    let after = text.get(at + last.len_utf8()..).filter(|after| is_decimal && is_digits(after));
    (text.get(..at).filter(|_| after.is_some()).unwrap_or(text), after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_numbers_and_ranges_are_read() {
        for (text, low, high) in [
            ("15832", 15832.0, 15832.0),
            (" 0.25 ", 0.25, 0.25),
            ("1e9", 1e9, 1e9),
            ("2.5E-3", 0.0025, 0.0025),
            ("100..200", 100.0, 200.0),
            ("100 .. 200", 100.0, 200.0),
        ] {
            assert_eq!(read_range(text), Ok((low, high)), "{text}");
        }
    }

    #[test]
    fn a_separator_of_thousands_is_refused_with_the_number_to_write() {
        for text in
            ["15,832", "15'832", "15’832", "15 832", "15\u{a0}832", "15\u{202f}832", "15_832", "15，832"]
        {
            assert_eq!(read_range(text), Err(NotRead::Grouped("15832".to_owned())), "{text}");
        }
        for (text, remedy) in [
            ("1.234.567", "1234567"),
            ("1,234,567", "1234567"),
            ("1,58,320", "158320"),
            ("1,234.5", "1234.5"),
            ("1.234,5", "1234.5"),
            ("1,000..2,000", "1000..2000"),
            ("500..1,000", "500..1000"),
        ] {
            assert_eq!(read_range(text), Err(NotRead::Grouped(remedy.to_owned())), "{text}");
        }
    }

    #[test]
    fn a_range_has_one_form_in_text() {
        for text in ["100,2000", "[100, 2000]", "100, 2000", "[100,2000]"] {
            assert_eq!(read_range(text), Err(NotRead::Pair("100..2000".to_owned())), "{text}");
        }
    }

    #[test]
    fn a_range_may_have_no_upper_end() {
        assert_eq!(read_range("4750..inf"), Ok((4750.0, f64::INFINITY)));
    }

    #[test]
    fn what_is_no_number_from_zero_up_is_refused() {
        for text in ["-1", "−1", "-0.1", "-5..3"] {
            assert_eq!(read_range(text), Err(NotRead::Negative), "{text}");
        }
        for text in
            ["", "nan", "inf", "1e999", "+5", ".5", "5.", "inf..inf", "..", "0x10", "１２", "1..2..3", "ten"]
        {
            assert_eq!(read_range(text), Err(NotRead::Other), "{text}");
        }
    }
}
