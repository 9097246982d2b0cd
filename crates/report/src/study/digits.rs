//! Numbers of the simulator for programs and tables.

/// A number with four digits that count; `-` where it is not finite.
#[must_use]
pub fn digits(number: f64) -> String {
    let size = number.abs();
    if size == 0.0 {
        return "0".to_owned();
    }
    if !number.is_finite() {
        return "-".to_owned();
    }
    if !(1e-3..1e9).contains(&size) {
        return format!("{number:.3e}");
    }
    let decimals = if size >= 1000.0 {
        0
    } else if size >= 100.0 {
        1
    } else if size >= 10.0 {
        2
    } else if size >= 1.0 {
        3
    } else {
        4
    };
    format!("{number:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn four_digits_count() {
        let numbers = [12_345.6, 234.56, 65.749, 6.5749, 0.123_45, 0.0, -3.5e-6, f64::NAN];
        let written = ["12346", "234.6", "65.75", "6.575", "0.1235", "0", "-3.500e-6", "-"];
        assert_eq!(numbers.map(digits), written.map(str::to_owned));
    }
}
