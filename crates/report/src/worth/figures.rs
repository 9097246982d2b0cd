//! Numbers of the worth model as people read them.

use crate::table::Cell;
use chipgate_worth::answer::Band;
use serde_json::{Value, json};

/// Three significant digits, with separators from 10,000 on.
#[must_use]
pub fn short(number: f64) -> String {
    if !number.is_finite() {
        return "∞".to_owned();
    }
    if number == 0.0 {
        return "0".to_owned();
    }
    let digits = 2 - number.abs().log10().floor() as i32;
    if digits >= 0 {
        return trim(&format!("{number:.*}", digits.unsigned_abs().min(12) as usize));
    }
    let scale = 10_f64.powi(-digits);
    separated((number / scale).round() * scale)
}

fn trim(text: &str) -> String {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text.to_owned()
    }
}

fn separated(number: f64) -> String {
    let text = format!("{:.0}", number.abs());
    let mut out = String::new();
    for (at, digit) in text.chars().enumerate() {
        if at > 0 && (text.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if number < 0.0 { format!("-{out}") } else { out }
}

/// Middle and ends, such as `1,490 (1,080–2,050)`.
#[must_use]
pub fn band(band: Band) -> String {
    format!("{} ({}–{})", short(band.middle), short(band.low), short(band.high))
}

/// Low end, middle and high end of a band; an infinite end is missing.
#[must_use]
pub(super) fn cells(band: Option<Band>) -> [Cell; 3] {
    band.map_or([const { Cell::Missing }; 3], |band| [band.low, band.middle, band.high].map(Cell::from))
}

/// A band as an object; an infinite end is null.
#[must_use]
pub fn band_json(band: Band) -> Value {
    let end = |number: f64| if number.is_finite() { json!(number) } else { Value::Null };
    json!({ "low": end(band.low), "middle": end(band.middle), "high": end(band.high) })
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn three_digits_are_kept_on_either_side_of_the_point() {
        let cases = [
            (0.0, "0"),
            (0.386, "0.386"),
            (14.8e12, "14,800,000,000,000"),
            (714.3, "714"),
            (2.5, "2.5"),
            (11_424.0, "11,400"),
        ];
        for (number, text) in cases {
            assert_eq!(short(number), text);
        }
    }
}
