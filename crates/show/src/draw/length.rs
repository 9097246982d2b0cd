//! How lengths are written into a drawing.

/// A length in pixels with one decimal.
pub fn px(length: f64) -> String {
    format!("{length:.1}")
}

/// A length as a whole number, for drawings whose unit is a tenth of a pixel.
pub fn whole(length: f64) -> String {
    format!("{length:.0}")
}

/// A part of the width in percent with two decimals, for drawings that take the width of the screen.
pub fn percent(part: f64) -> String {
    format!("{part:.2}%")
}

/// A small count as a number to draw with.
pub fn count(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_length_has_its_own_decimals() {
        assert_eq!([px(3.0), whole(3.4), percent(33.333)], ["3.0", "3", "33.33%"]);
        assert_eq!(count(7), 7.0);
    }
}
