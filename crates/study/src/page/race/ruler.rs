//! The vertical axis that all panels of a quantity share, and how large one on it is.

use super::FRAME;
use crate::Unit;
use chipgate_show::Words;
use chipgate_show::draw::ticks::{around, decades, round_above, round_below};
use chipgate_show::draw::{Axis, Scale};
use chipgate_show::words::number::{power_of_ten, rounded, scale};

/// Values of one year that span more than this need a logarithmic axis; growth over the years does not.
const WIDE: f64 = 30.0;
/// The ends of a logarithmic axis are these times a power of ten.
const ENDS: [f64; 2] = [1.0, 3.0];
/// The steps of a linear axis are these times a power of ten.
const STEPS: [f64; 3] = [1.0, 2.0, 5.0];

/// An axis in people's numbers: `factor` of them for one of the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruler {
    /// Unit of the axis in words: `million H100e`.
    pub label: String,
    /// Where people's numbers stand, and which are named.
    pub axis: Axis,
    factor: f64,
}

impl Ruler {
    /// An axis that holds all numbers of the model; `None` where there is none.
    ///
    /// It is logarithmic where all are above zero and those of the last year lie far apart; never for shares.
    pub fn over(words: &Words, unit: &str, numbers: &[f64], last: &[f64]) -> Option<Ruler> {
        let unit = Unit::of(unit);
        let (low, high) = ends(numbers)?;
        let (low_last, high_last) = ends(last)?;
        let largest = low.abs().max(high.abs()) * unit.factor;
        let (size, word) = scale(words.lang(), largest);
        let (size, word) = if unit.code == "flop" { power_of_ten(largest) } else { (size, word.to_owned()) };
        let factor = unit.factor / size;
        let is_share = unit.difference == "points";
        let is_wide = !is_share && low > 0.0 && high_last / low_last > WIDE;
        let axis = if is_wide { logarithmic } else { linear }((low * factor, high * factor));
        Some(Ruler { label: label(words, unit, &word), axis, factor })
    }

    /// A number of the model as it stands on the axis.
    pub fn shown(&self, value: f64) -> f64 {
        value * self.factor
    }

    /// The height of a number of the model.
    pub fn at(&self, value: f64) -> f64 {
        self.axis.scale.at(self.shown(value))
    }
}

/// From zero, or below it, to beyond the greatest number.
fn linear((low, high): (f64, f64)) -> Axis {
    let ticks = around((low.min(0.0), high.max(0.0)), &STEPS, 4.0);
    let (foot, head) = ends(&ticks).unwrap_or((0.0, 1.0));
    Axis::new(Scale::linear((foot, head), FRAME.up()), ticks, rounded)
}

fn logarithmic((low, high): (f64, f64)) -> Axis {
    let ends = (round_below(&ENDS, low), round_above(&ENDS, high));
    let powers = decades(ends, &[1.0]);
    let ticks = if powers.len() < 3 { decades(ends, &ENDS) } else { powers };
    Axis::new(Scale::log(ends, FRAME.up()), ticks, rounded)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn over(unit: &str, numbers: &[f64], last: &[f64]) -> Option<Ruler> {
        Ruler::over(&Words::default(), unit, numbers, last)
    }

    fn named(ruler: &Ruler) -> Vec<f64> {
        ruler.axis.ticks.iter().map(|tick| tick.number).collect()
    }

    #[test]
    fn a_narrow_span_has_a_linear_axis_with_zero_and_a_wide_one_decades() {
        let narrow = over("months", &[6.2, 14.8], &[6.2, 14.8]).unwrap();
        assert_eq!((narrow.axis.scale.is_log(), named(&narrow)), (false, vec![0.0, 5.0, 10.0, 15.0]));
        assert_eq!((narrow.at(0.0), narrow.axis.scale.at(15.0)), (FRAME.bottom, FRAME.top));
        let wide = over("thousand H100e", &[100.0, 60_000.0], &[100.0, 60_000.0]).unwrap();
        assert_eq!((wide.axis.scale.is_log(), wide.shown(60_000.0)), (true, 60.0));
        let powers: Vec<f64> = named(&wide).iter().map(|tick| tick.log10().round()).collect();
        assert_eq!(powers, [-1.0, 0.0, 1.0, 2.0]);
        let grown = over("thousand H100e", &[100.0, 60_000.0], &[20_000.0, 60_000.0]).unwrap();
        assert!(!grown.axis.scale.is_log());
        assert!(FRAME.bottom - wide.at(100.0) < 10.0 && wide.at(60_000.0) > FRAME.top);
    }

    #[test]
    fn a_quantity_that_is_always_zero_still_has_an_axis() {
        let flat = over("USD million", &[0.0, 0.0], &[0.0, 0.0]).unwrap();
        assert_eq!(flat.at(0.0), FRAME.bottom);
        assert!(over("USD million", &[], &[]).is_none());
    }
}
