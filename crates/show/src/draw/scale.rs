//! Where a number or a day stands in a drawing.
//!
//! ```text
//! numbers  low ──────────── high      linear, logarithmic or days
//!           │                │
//! pixels   from ─────────── to        `from` may be the greater, as on an axis that goes up
//! ```

use super::days::read;
use chipgate_base::day::{day_number, day_of};
use jiff::civil::Date;

/// How numbers are spread over the pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// Equal steps take equal room.
    Linear,
    /// Equal ratios take equal room.
    Log,
}

/// Maps numbers between two ends to pixels between two places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    kind: Kind,
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// Equal steps of the numbers take equal room.
    pub fn linear(ends: (f64, f64), places: (f64, f64)) -> Scale {
        Scale { kind: Kind::Linear, low: ends.0, high: ends.1, from: places.0, to: places.1 }
    }

    /// Equal ratios of the numbers take equal room; what is not above zero stands at the lower end.
    ///
    /// ```
    /// use chipgate_show::draw::Scale;
    ///
    /// // The middle of 1 to 100 by ratios is 10.
    /// assert_eq!(Scale::log((1.0, 100.0), (0.0, 200.0)).at(10.0), 100.0);
    /// assert_eq!(Scale::linear((0.0, 100.0), (0.0, 200.0)).at(10.0), 20.0);
    /// ```
    pub fn log(ends: (f64, f64), places: (f64, f64)) -> Scale {
        let low = ends.0.max(f64::MIN_POSITIVE);
        Scale { kind: Kind::Log, low, ..Scale::linear(ends, places) }
    }

    /// Days from one to another: the first begins at the first place, the last ends at the second.
    pub fn days(first: Date, last: Date, places: (f64, f64)) -> Scale {
        let (first, last) = (day_number(first), day_number(last));
        Scale::linear((first, last.max(first) + 1.0), places)
    }

    /// The same of days given as text; a text that is no day reads as the beginning of 1970.
    pub fn days_of_text(first: &str, last: &str, places: (f64, f64)) -> Scale {
        let first = read(first).or_else(|| day_of(0.0)).unwrap_or_default();
        Scale::days(first, read(last).unwrap_or(first), places)
    }

    /// The same scale whose ends lie farther apart, by a share of their distance on either side.
    ///
    /// Where all numbers are one, `least` stands for the distance.
    pub fn with_room(self, share: f64, least: f64) -> Scale {
        let (low, high) = (self.laid(self.low), self.laid(self.high));
        let room = if high > low { (high - low) * share } else { least };
        Scale { low: self.number(low - room), high: self.number(high + room), ..self }
    }

    /// The least and the greatest number.
    pub fn ends(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// The places of the least and of the greatest number.
    pub fn places(&self) -> (f64, f64) {
        (self.from, self.to)
    }

    /// Whether equal ratios take equal room.
    pub fn is_log(&self) -> bool {
        self.kind == Kind::Log
    }

    /// The place of a number; what lies beyond an end stands at that end.
    pub fn at(&self, number: f64) -> f64 {
        self.placed(self.share(number).clamp(0.0, 1.0))
    }

    /// The place of a number, which may lie outside the drawing.
    pub fn beyond(&self, number: f64) -> f64 {
        self.placed(self.share(number))
    }

    /// The place at which a day begins, held within the drawing.
    pub fn day(&self, day: Date) -> f64 {
        self.at(day_number(day))
    }

    /// The same of a day given as text; `None` where the text is no day.
    pub fn day_of_text(&self, day: &str) -> Option<f64> {
        read(day).map(|day| self.day(day))
    }

    /// The day of the least number on a scale of days; `None` beyond the calendar.
    pub fn first_day(&self) -> Option<Date> {
        day_of(self.low)
    }

    /// Pixels that a step of one takes on a linear scale, or that a day takes on one of days.
    pub fn step(&self) -> f64 {
        (self.to - self.from) / (self.high - self.low)
    }

    /// How far a number lies from the low end to the high one; a scale without extent has all in its middle.
    fn share(&self, number: f64) -> f64 {
        if self.low >= self.high {
            return 0.5;
        }
        match self.kind {
            Kind::Linear => (number - self.low) / (self.high - self.low),
            Kind::Log => (number.max(f64::MIN_POSITIVE) / self.low).ln() / (self.high / self.low).ln(),
        }
    }

    fn placed(&self, share: f64) -> f64 {
        self.from + share * (self.to - self.from)
    }

    /// A number as it is laid out with equal steps.
    fn laid(&self, number: f64) -> f64 {
        if self.is_log() { number.log10() } else { number }
    }

    /// The number that is laid out so.
    fn number(&self, laid: f64) -> f64 {
        if self.is_log() { 10f64.powf(laid) } else { laid }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn a_linear_scale_has_the_middle_number_in_its_middle_and_holds_what_lies_beyond() {
        let scale = Scale::linear((10.0, 30.0), (100.0, 300.0));
        assert_eq!([10.0, 20.0, 30.0].map(|number| scale.at(number)), [100.0, 200.0, 300.0]);
        assert_eq!((scale.at(-5.0), scale.at(f64::INFINITY)), (100.0, 300.0));
        assert_eq!(scale.beyond(40.0), 400.0);
        assert_eq!(scale.step(), 10.0);
    }

    #[test]
    fn a_scale_that_goes_up_has_its_least_number_at_the_greater_place() {
        let scale = Scale::linear((0.0, 4.0), (80.0, 0.0));
        assert_eq!((scale.at(0.0), scale.at(1.0), scale.at(4.0)), (80.0, 60.0, 0.0));
    }

    #[test]
    fn equal_ratios_take_equal_room_on_a_logarithmic_scale() {
        let scale = Scale::log((1.0, 1000.0), (0.0, 300.0));
        assert!(near(scale.at(10.0), 100.0) && near(scale.at(100.0), 200.0));
        assert_eq!((scale.at(0.0), scale.at(-3.0), scale.at(1e9)), (0.0, 0.0, 300.0));
        assert!(near(scale.beyond(10_000.0), 400.0));
    }

    #[test]
    fn the_first_day_begins_and_the_last_day_ends_at_the_ends() {
        // Ten days: each takes a tenth of the room.
        let scale = Scale::days(date(2026, 1, 1), date(2026, 1, 10), (0.0, 100.0));
        assert_eq!(scale.day(date(2026, 1, 1)), 0.0);
        assert!(near(scale.day(date(2026, 1, 10)), 90.0));
        assert_eq!(scale.day(date(2026, 1, 11)), 100.0);
        assert_eq!((scale.day(date(2020, 1, 1)), scale.day(date(2030, 1, 1))), (0.0, 100.0));
        assert_eq!((scale.step(), scale.first_day()), (10.0, Some(date(2026, 1, 1))));
        assert_eq!(scale.day_of_text("2026-01"), Some(0.0));
        assert_eq!(scale.day_of_text("soon"), None);
        assert_eq!(Scale::days_of_text("2026-01-01", "2026-01-10", (0.0, 100.0)), scale);
    }

    #[test]
    fn room_is_added_on_both_sides_in_the_measure_of_the_scale() {
        let linear = Scale::linear((10.0, 20.0), (0.0, 1.0)).with_room(0.1, 5.0);
        assert_eq!(linear.ends(), (9.0, 21.0));
        let log = Scale::log((1.0, 100.0), (0.0, 1.0)).with_room(0.5, 1.0).ends();
        assert!(near(log.0, 0.1) && (log.1 - 1000.0).abs() < 1e-6);
        assert_eq!(Scale::linear((3.0, 3.0), (0.0, 1.0)).with_room(0.1, 5.0).ends(), (-2.0, 8.0));
    }

    #[test]
    fn a_scale_without_extent_has_everything_in_its_middle() {
        assert_eq!(Scale::linear((5.0, 5.0), (0.0, 100.0)).at(5.0), 50.0);
    }
}
