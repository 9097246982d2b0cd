//! Which numbers and days an axis names: round ones.

use jiff::civil::Date;

/// An axis names no more numbers than this, whatever it spans.
const MOST: i32 = 50;

/// Round numbers between two ends, with at most `steps` steps from the first to the last.
///
/// The step is one of `parts` times a power of ten, and the least that is not below an equal part of the whole.
///
/// ```text
/// inside((-0.28, 0.01), &[1.0, 2.0, 5.0], 4.0)   -0.2  -0.1  0
/// ```
pub fn inside((low, high): (f64, f64), parts: &[f64], steps: f64) -> Vec<f64> {
    let step = round_above(parts, ((high - low) / steps).max(1e-12));
    let first = (low / step).ceil() * step;
    let all = (0..MOST).map(|at| first + f64::from(at) * step);
    all.take_while(|tick| *tick <= high + 1e-9 * step).collect()
}

/// Round numbers that hold two numbers between them: the first is not above the lower, the last not below the upper.
pub fn around((low, high): (f64, f64), parts: &[f64], steps: f64) -> Vec<f64> {
    let span = if high > low { high - low } else { 1.0 };
    let step = round_above(parts, span / steps);
    let (first, last) = ((low / step).floor(), ((low + span) / step - 1e-9).ceil());
    (0..MOST).map(|at| first + f64::from(at)).take_while(|at| *at <= last).map(|at| at * step).collect()
}

/// The numbers between two ends that are one of `parts` times a power of ten; `parts` lie from 1 to 10.
///
/// Ends that are themselves such a number count, though the last digit may be off.
pub fn decades((low, high): (f64, f64), parts: &[f64]) -> Vec<f64> {
    if !(low > 0.0 && high.is_finite()) {
        return Vec::new();
    }
    let (first, last) = (low.log10().floor(), high.log10().ceil());
    let powers = (0..MOST).map(|at| first + f64::from(at)).take_while(|power| *power <= last);
    let all = powers.flat_map(|power| parts.iter().map(move |part| part * 10f64.powf(power)));
    all.filter(|tick| (low * 0.999..=high * 1.001).contains(tick)).collect()
}

/// Doublings and halvings of one between two ends: `0.25`, `0.5`, `1`, `2`.
pub fn doublings((low, high): (f64, f64)) -> Vec<f64> {
    (-MOST..=MOST).map(|power| f64::from(power).exp2()).filter(|tick| (low..=high).contains(tick)).collect()
}

/// The first days of quarters from the number of one day to before that of another.
pub fn quarters((from, until): (f64, f64)) -> Vec<Date> {
    let year = |number: f64| chipgate_base::day::day_of(number).map(Date::year);
    let years = year(from).unwrap_or(0)..=year(until).unwrap_or(-1);
    let days = years.flat_map(|year| [1, 4, 7, 10].map(|month| Date::new(year, month, 1).ok()));
    days.flatten().filter(|day| (from..until).contains(&chipgate_base::day::day_number(*day))).collect()
}

/// The first of some years, the last, and the one in the middle where they are not close together.
pub fn first_middle_last(years: &[i16]) -> Vec<i16> {
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return Vec::new() };
    let middle = (last - first >= 3).then_some(i16::midpoint(*first, *last));
    let mut all: Vec<i16> = [Some(*first), middle, Some(*last)].into_iter().flatten().collect();
    all.dedup();
    all
}

/// The smallest of some numbers times a power of ten that is not below a value.
pub fn round_above(parts: &[f64], value: f64) -> f64 {
    let power = 10f64.powf((value * 0.999_999).log10().floor());
    let all = parts.iter().map(|part| part * power).chain([power * 10.0]);
    all.filter(|candidate| *candidate >= value * 0.999_999).fold(f64::INFINITY, f64::min)
}

/// The largest of some numbers times a power of ten that is not above a value.
pub fn round_below(parts: &[f64], value: f64) -> f64 {
    let inverse: Vec<f64> = parts.iter().map(|part| if *part > 1.0 { 10.0 / part } else { 1.0 }).collect();
    1.0 / round_above(&inverse, 1.0 / value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const PARTS: [f64; 3] = [1.0, 2.0, 5.0];

    fn are(ticks: &[f64], expected: &[f64]) -> bool {
        ticks.len() == expected.len() && ticks.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9)
    }

    #[test]
    fn ticks_are_round_and_lie_inside() {
        // A quarter of the span is 0.0725, so the step is 0.1.
        assert!(are(&inside((-0.28, 0.01), &PARTS, 4.0), &[-0.2, -0.1, 0.0]));
        assert!(are(&inside((3.0, 97.0), &PARTS, 4.0), &[50.0]));
        assert!(are(&inside((0.0, 1.25), &[1.0, 2.5, 5.0], 5.0), &[0.0, 0.25, 0.5, 0.75, 1.0, 1.25]));
        assert!(inside((f64::NAN, 1.0), &PARTS, 4.0).is_empty());
    }

    #[test]
    fn ticks_around_numbers_hold_them_all() {
        assert!(are(&around((0.0, 14.8), &PARTS, 4.0), &[0.0, 5.0, 10.0, 15.0]));
        assert!(are(&around((-3.0, 4.0), &PARTS, 4.0), &[-4.0, -2.0, 0.0, 2.0, 4.0]));
        // Where all numbers are zero the axis still goes up to one.
        assert!(are(&around((0.0, 0.0), &PARTS, 4.0), &[0.0, 0.5, 1.0]));
    }

    #[test]
    fn a_logarithmic_axis_names_powers_of_ten_and_parts_of_them() {
        assert!(are(&decades((0.5, 2000.0), &[1.0]), &[1.0, 10.0, 100.0, 1000.0]));
        assert!(are(&decades((0.3, 5.0), &PARTS), &[0.5, 1.0, 2.0, 5.0]));
        assert!(decades((0.0, 5.0), &PARTS).is_empty());
        assert!(decades((1.0, f64::INFINITY), &PARTS).is_empty());
        assert!(are(&doublings((0.2, 4.0)), &[0.25, 0.5, 1.0, 2.0, 4.0]));
    }

    #[test]
    fn the_next_round_number_is_the_nearest_one_on_its_side() {
        assert_eq!(round_above(&PARTS, 3.0), 5.0);
        assert_eq!(round_above(&PARTS, 5.0), 5.0);
        assert_eq!(round_above(&PARTS, 6.0), 10.0);
        assert!((round_below(&[1.0, 3.0], 7.0) - 3.0).abs() < 1e-9);
        assert!((round_below(&[1.0, 3.0], 0.2) - 0.1).abs() < 1e-9);
    }

    #[test]
    fn quarters_begin_on_their_first_day_and_lie_within_the_days() {
        let day = |year, month, day| chipgate_base::day::day_number(date(year, month, day));
        let found = quarters((day(2025, 2, 1), day(2026, 1, 2)));
        assert_eq!(found, [date(2025, 4, 1), date(2025, 7, 1), date(2025, 10, 1), date(2026, 1, 1)]);
        assert!(quarters((day(2025, 2, 1), day(2025, 3, 1))).is_empty());
    }

    #[test]
    fn years_close_together_have_no_middle() {
        assert_eq!(first_middle_last(&[2025, 2026, 2027, 2028, 2029]), [2025, 2027, 2029]);
        assert_eq!(first_middle_last(&[2025, 2026, 2027]), [2025, 2027]);
        assert_eq!(first_middle_last(&[2025]), [2025]);
        assert!(first_middle_last(&[]).is_empty());
    }
}
