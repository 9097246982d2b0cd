//! A fan: what a quantity may be from year to year, as surfaces between its quantiles and a line for its median.
//!
//! Lengths are whole tenths of a pixel, so that places are short and a page of many fans stays small.

use maud::{Markup, html};
use std::fmt::Write;

/// The quantiles that a fan is made of: 5, 25, 50, 75 and 95 percent.
pub const QUANTILES: usize = 5;

/// The places of a quantity's quantiles.
#[derive(Clone, Debug, PartialEq)]
pub struct Fan {
    points: Vec<(f64, [f64; QUANTILES])>,
}

impl Fan {
    /// Takes, year by year, a place across and the heights of the quantiles.
    ///
    /// One year alone is drawn as a stretch that reaches `alone` to either side.
    pub fn new(points: impl Iterator<Item = (f64, [f64; QUANTILES])>, alone: f64) -> Fan {
        let points: Vec<(f64, [f64; QUANTILES])> = points.collect();
        match points.as_slice() {
            [(x, heights)] => Fan { points: vec![(x - alone, *heights), (x + alone, *heights)] },
            _ => Fan { points },
        }
    }

    /// The line of a quantile.
    pub fn line(&self, of: usize) -> String {
        path(self.of(of))
    }

    /// The surface between two quantiles.
    pub fn surface(&self, class: &str, low: usize, high: usize) -> Markup {
        let edge = path(self.of(high).chain(self.of(low).rev()));
        html! { path class=(class) d={ (edge) "Z" } {} }
    }

    /// Where the median ends.
    pub fn end(&self) -> Option<(f64, f64)> {
        self.of(QUANTILES / 2).next_back()
    }

    fn of(&self, quantile: usize) -> impl DoubleEndedIterator<Item = (f64, f64)> + '_ {
        self.points.iter().map(move |(x, heights)| (*x, heights.get(quantile).copied().unwrap_or(f64::NAN)))
    }
}

/// A line through points.
fn path(points: impl Iterator<Item = (f64, f64)>) -> String {
    let mut path = String::from("M");
    for (x, y) in points {
        let _ = write!(path, "{x:.0} {y:.0} ");
    }
    path.truncate(path.trim_end().len());
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surface_goes_along_the_upper_quantile_and_back_along_the_lower_one() {
        let points = [(0.0, [50.0, 40.0, 30.0, 20.0, 10.0]), (100.0, [55.0, 45.0, 35.0, 25.0, 15.0])];
        let fan = Fan::new(points.into_iter(), 5.0);
        assert_eq!(
            fan.surface("most", 0, 4).0,
            "<path class=\"most\" d=\"M0 10 100 15 100 55 0 50Z\"></path>"
        );
        assert_eq!(fan.line(2), "M0 30 100 35");
        assert_eq!(fan.end(), Some((100.0, 35.0)));
    }

    #[test]
    fn one_year_alone_is_a_short_stretch_and_none_is_nothing() {
        let fan = Fan::new([(50.0, [3.0, 2.0, 1.0, 0.0, 0.0])].into_iter(), 10.0);
        assert_eq!(fan.line(2), "M40 1 60 1");
        assert_eq!(Fan::new([].into_iter(), 10.0).end(), None);
    }
}
