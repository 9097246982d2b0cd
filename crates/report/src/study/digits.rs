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
    } else if size >= 1.0 {
        2
    } else {
        4
    };
    format!("{number:.decimals$}")
}
