//! The vertical axis that all panels of a quantity share.

use crate::Words;
use crate::study::Unit;
use crate::words::number::{power_of_ten, scale};

/// Values of one year that span more than this need a logarithmic axis; growth over the years does not.
const WIDE: f64 = 30.0;

/// An axis in people's numbers: `size` of them for one on the axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Axis {
    /// Logarithmic.
    pub log: bool,
    /// Unit of the axis in words: `million H100e`.
    pub label: String,
    /// Numbers on the axis, lowest first.
    pub ticks: Vec<f64>,
    low: f64,
    high: f64,
    factor: f64,
}

impl Axis {
    /// An axis that holds all numbers of the model; `None` where there is none.
    ///
    /// It is logarithmic where all are above zero and those of the last year lie far apart; never for shares.
    pub fn over(words: &Words, unit: &str, numbers: &[f64], last: &[f64]) -> Option<Axis> {
        let unit = Unit::of(unit);
        let (low, high) = ends(numbers)?;
        let (low_last, high_last) = ends(last)?;
        let largest = low.abs().max(high.abs()) * unit.factor;
        let (size, word) = scale(words.lang(), largest);
        let (size, word) = if unit.code == "flop" { power_of_ten(largest) } else { (size, word.to_owned()) };
        let factor = unit.factor / size;
        let axis = Axis { label: label(words, unit, &word), factor, ..Axis::default() };
        let is_share = unit.difference == "points";
        Some(if !is_share && low > 0.0 && high_last / low_last > WIDE {
            axis.logarithmic(low * factor, high * factor)
        } else {
            axis.linear(low * factor, high * factor)
        })
    }

    fn linear(mut self, low: f64, high: f64) -> Axis {
        let (low, high) = (low.min(0.0), high.max(0.0));
        let span = if high > low { high - low } else { 1.0 };
        let step = above(&[1.0, 2.0, 5.0], span / 4.0);
        let (first, last) = ((low / step).floor(), ((low + span) / step - 1e-9).ceil());
        self.ticks = counted(first, last).map(|at| at * step).collect();
        (self.low, self.high) = (first * step, last * step);
        self
    }

    fn logarithmic(mut self, low: f64, high: f64) -> Axis {
        self.log = true;
        self.high = above(&[1.0, 3.0], high);
        // The largest of the same numbers that is not above the lowest value.
        self.low = 1.0 / above(&[1.0, 10.0 / 3.0], 1.0 / low);
        let decades = counted(self.low.log10().floor(), self.high.log10().ceil());
        let ticks = |parts: &[f64]| -> Vec<f64> {
            let all =
                decades.clone().flat_map(|power| parts.iter().map(move |part| part * 10f64.powf(power)));
            all.filter(|tick| (self.low * 0.999..=self.high * 1.001).contains(tick)).collect()
        };
        let whole = ticks(&[1.0]);
        self.ticks = if whole.len() < 3 { ticks(&[1.0, 3.0]) } else { whole };
        self
    }

    /// A number of the model as it stands on the axis.
    pub fn shown(&self, value: f64) -> f64 {
        value * self.factor
    }

    /// Place of a number on the axis, from 0 at its foot to 1 at its head.
    pub fn place(&self, shown: f64) -> f64 {
        let of = |number: f64| if self.log { number.max(1e-300).ln() } else { number };
        ((of(shown) - of(self.low)) / (of(self.high) - of(self.low))).clamp(0.0, 1.0)
    }
}

/// The least and the greatest of some numbers.
fn ends(numbers: &[f64]) -> Option<(f64, f64)> {
    let finite = || numbers.iter().copied().filter(|number| number.is_finite());
    Some((finite().reduce(f64::min)?, finite().reduce(f64::max)?))
}

fn label(words: &Words, unit: Unit, word: &str) -> String {
    let axis = format!("race_axis_{}", unit.code);
    let value = format!("race_value_{}", unit.code);
    let key = if words.all().contains_key(&axis) { axis } else { value };
    words.fill(&key, &[("n", word)]).trim().to_owned()
}

/// The smallest of some numbers times a power of ten that is not below a value.
pub fn above(parts: &[f64], value: f64) -> f64 {
    let power = 10f64.powf((value * 0.999_999).log10().floor());
    let all = parts.iter().map(|part| part * power).chain([power * 10.0]);
    all.filter(|candidate| *candidate >= value * 0.999_999).fold(f64::INFINITY, f64::min)
}

/// Whole numbers from one to another, both included; at most fifty.
fn counted(first: f64, last: f64) -> impl Iterator<Item = f64> + Clone {
    (0..50i32).map(move |at| first + f64::from(at)).take_while(move |at| *at <= last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_span_has_a_linear_axis_with_zero_and_a_wide_one_decades() {
        let words = Words::default();
        let narrow = Axis::over(&words, "months", &[6.2, 14.8], &[6.2, 14.8]).unwrap();
        assert_eq!((narrow.log, &*narrow.ticks), (false, &[0.0, 5.0, 10.0, 15.0][..]));
        assert_eq!((narrow.place(0.0), narrow.place(15.0)), (0.0, 1.0));
        let wide = Axis::over(&words, "thousand H100e", &[100.0, 60_000.0], &[100.0, 60_000.0]).unwrap();
        assert_eq!((wide.log, wide.shown(60_000.0)), (true, 60.0));
        assert!(
            wide.ticks.iter().map(|tick| tick.log10().round()).eq([-1.0, 0.0, 1.0, 2.0]),
            "{:?}",
            wide.ticks
        );
        let grown = Axis::over(&words, "thousand H100e", &[100.0, 60_000.0], &[20_000.0, 60_000.0]).unwrap();
        assert!(!grown.log);
        assert!(wide.place(0.1) < 0.01 && wide.place(60.0) < 1.0);
    }

    #[test]
    fn a_quantity_that_is_always_zero_still_has_an_axis() {
        let flat = Axis::over(&Words::default(), "USD million", &[0.0, 0.0], &[0.0, 0.0]).unwrap();
        assert_eq!(flat.place(0.0), 0.0);
        assert!(Axis::over(&Words::default(), "USD million", &[], &[]).is_none());
    }
}
