//! How well each test tells the two theses apart.
//!
//! The measure is the area under the ROC curve between the draws of the dependence scenario and those of the bridge
//! scenario: the probability that a draw of the first lies farther on the side which the dependence thesis predicts
//! than a draw of the second, equal draws counting half (the statistic of Mann and Whitney; Hanley and McNeil,
//! Radiology 143 (1982), 29-36, with the error of their formulas 1 and 2). 0.5 is a coin and 1 is perfect.

use super::observed;
use crate::data::{RaceData, Thesis};
use crate::experiment::Found;

/// How well a test tells the two theses apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Separated<'c> {
    /// The test.
    pub thesis: &'c Thesis,
    /// Area under the ROC curve, 0 to 1: 0.5 is a coin, 1 perfect, below 0.5 the test points the wrong way.
    pub area: f64,
    /// Standard error of it, by Hanley and McNeil.
    pub error: f64,
    /// Whether the area reaches the least of the data. Only such a test has a vote.
    pub tells: bool,
}

/// The separation of every test, in the order of the data; empty where the two scenarios were not run.
#[must_use]
pub fn separations<'c>(data: &'c RaceData, found: &[Found]) -> Vec<Separated<'c>> {
    let judging = &data.judging.separation;
    let all = observed(data, found);
    let of = |thesis: &Thesis, scenario: &str| {
        all.iter().find(|(of, id, _)| of.id == thesis.id && id == scenario).map(|(_, _, values)| values)
    };
    let separated = |thesis: &'c Thesis| {
        let (dependence, bridge) = (of(thesis, &judging.dependence)?, of(thesis, &judging.bridge)?);
        let above = area(dependence, bridge);
        let area = if thesis.dependence_below { 1.0 - above } else { above };
        let error = error(area, dependence.len(), bridge.len());
        Some(Separated { thesis, area, error, tells: area >= judging.least })
    };
    data.theses.iter().filter_map(separated).collect()
}

/// The probability that one of the first numbers is above one of the second, equal ones counting half.
///
/// Not a number where either list is empty.
#[must_use]
// Few draws; the conversions are exact.
pub fn area(first: &[f64], second: &[f64]) -> f64 {
    let mut sorted = second.to_vec();
    sorted.sort_by(f64::total_cmp);
    let below = |x: &f64| sorted.partition_point(|other| other < x) as f64;
    let not_above = |x: &f64| sorted.partition_point(|other| other <= x) as f64;
    let wins: f64 = first.iter().map(|x| 0.5 * (below(x) + not_above(x))).sum();
    wins / (first.len() as f64 * sorted.len() as f64)
}

/// Standard error of an area over so many numbers of each kind.
// Few draws; the conversions are exact.
fn error(area: f64, first: usize, second: usize) -> f64 {
    let (n, m) = (first as f64, second as f64);
    let (q1, q2) = (area / (2.0 - area), 2.0 * area * area / (1.0 + area));
    let square = area * area;
    let sum = area * (1.0 - area) + (n - 1.0) * (q1 - square) + (m - 1.0) * (q2 - square);
    (sum / (n * m)).max(0.0).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_is_the_part_of_pairs_in_the_right_order_with_half_for_equal_ones() {
        assert_eq!(area(&[3.0, 4.0], &[1.0, 2.0]), 1.0);
        assert_eq!(area(&[1.0, 2.0], &[3.0, 4.0]), 0.0);
        assert_eq!(area(&[1.0, 1.0], &[1.0, 1.0]), 0.5);
        // Pairs by hand: 2 > 1, 2 < 3, 4 > 1, 4 > 3.
        assert_eq!(area(&[2.0, 4.0], &[1.0, 3.0]), 0.75);
    }

    #[test]
    fn the_error_is_near_that_of_the_published_example() {
        // Hanley and McNeil 1982: 58 normal and 51 abnormal images, area 0.893, error 0.032 from the readings
        // themselves; the formulas that need the area alone give 0.0325.
        let found = error(0.893, 51, 58);
        assert!((found - 0.032).abs() < 0.0006, "{found}");
    }

    #[test]
    fn two_normal_distributions_a_deviation_apart_have_the_area_of_the_formula() {
        let at = |i: i32| crate::draws::normal_quantile((f64::from(i) + 0.5) / 500.0);
        let (one, other): (Vec<f64>, Vec<f64>) = (0..500).map(|i| (at(i) + 1.0, at(i))).unzip();
        // The normal distribution at 1 over the root of 2.
        assert!((area(&one, &other) - 0.7602).abs() < 0.003);
    }
}
