//! Scoring: how well the draws foresaw what was observed.
//!
//! The log score is the natural logarithm of the predictive density at the observation (Gneiting and Raftery,
//! JASA 102 (2007), 359-378), here the density of the *logarithm* of the quantity, so that scores of thousands
//! of units and of billions of dollars are of one kind and their mean means something. Higher is better; the unit
//! is the nat. A quantity that is not positive in every draw and in the observation has no such score.

use crate::paired::quantile;

/// The least log score, in nats: an observation that lies outside all draws is a bad score and not the end of the
/// scale. Exp(-10) is about one in 22,000.
pub const FLOOR: f64 = -10.0;

/// Least width of the kernel in the logarithm: one percent, so that draws that agree do not count as certain.
const LEAST_WIDTH: f64 = 0.01;

/// The score of one observation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Quantiles of the draws at 5, 25, 50, 75 and 95 percent.
    pub at: [f64; 5],
    /// Natural logarithm of the predictive density of the logarithm of the quantity, in nats, at least [`FLOOR`];
    /// higher is better. `None` where the observation or a draw is not positive.
    pub log_score: Option<f64>,
    /// Part of the draws below the observation.
    pub rank: f64,
    /// Whether it lies inside the 50 percent interval.
    pub in_50: bool,
    /// Whether it lies inside the 90 percent interval.
    pub in_90: bool,
}

/// Scores an observation against draws.
#[must_use]
// Few draws; the conversions are exact.
pub fn score(draws: &[f64], observed: f64) -> Score {
    let mut sorted = draws.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = [0.05, 0.25, 0.5, 0.75, 0.95].map(|p| quantile(&sorted, p));
    let below = sorted.iter().filter(|x| **x < observed).count() as f64;
    Score {
        at,
        log_score: log_score(&sorted, observed),
        rank: below / sorted.len().max(1) as f64,
        in_50: at[1] <= observed && observed <= at[3],
        in_90: at[0] <= observed && observed <= at[4],
    }
}

/// The density of ln x by a Gaussian kernel of Silverman's width over the logarithms of sorted draws, as a logarithm.
// Few draws; the conversions are exact.
fn log_score(sorted: &[f64], observed: f64) -> Option<f64> {
    let is_positive = observed > 0.0 && sorted.first().is_some_and(|least| *least > 0.0);
    if !is_positive {
        return None;
    }
    let logs: Vec<f64> = sorted.iter().map(|x| x.ln()).collect();
    let count = logs.len() as f64;
    let mean = logs.iter().sum::<f64>() / count;
    let deviation = (logs.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / count).sqrt();
    let quarters = (quantile(&logs, 0.75) - quantile(&logs, 0.25)) / 1.34;
    let spread = if quarters > 0.0 { deviation.min(quarters) } else { deviation };
    let width = (0.9 * spread * count.powf(-0.2)).max(LEAST_WIDTH);
    let scale = width * (2.0 * std::f64::consts::PI).sqrt() * count;
    let near = |x: &f64| (-0.5 * ((observed.ln() - x) / width).powi(2)).exp();
    let density = logs.iter().map(near).sum::<f64>() / scale;
    Some(density.ln().max(FLOOR))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws of a log-normal distribution with median 10 and a spread of 0.2.
    fn draws(unit: f64) -> Vec<f64> {
        let at = |i: i32| crate::draws::normal_quantile((f64::from(i) + 0.5) / 4000.0);
        (0..4000).map(|i| unit * 10.0 * (0.2 * at(i)).exp()).collect()
    }

    #[test]
    fn the_score_is_near_the_log_density_of_the_logarithm_in_a_known_distribution() {
        let found = score(&draws(1.0), 11.0);
        let z = (11.0_f64 / 10.0).ln() / 0.2;
        let exact = -0.5 * z * z - (0.2 * (2.0 * std::f64::consts::PI).sqrt()).ln();
        assert!((found.log_score.unwrap() - exact).abs() < 0.03, "{:?} {exact}", found.log_score);
        assert!(found.in_50 && found.in_90 && (found.rank - 0.683).abs() < 0.01);
    }

    #[test]
    fn the_score_does_not_depend_on_the_unit() {
        let (thousands, units) = (score(&draws(1.0), 12.0), score(&draws(1000.0), 12_000.0));
        assert!((thousands.log_score.unwrap() - units.log_score.unwrap()).abs() < 1e-9);
    }

    #[test]
    fn a_surprise_has_the_floor_and_a_quantity_that_can_be_zero_has_no_score() {
        assert_eq!(score(&draws(1.0), 1e6).log_score, Some(FLOOR));
        assert_eq!(score(&[0.0, 1.0, 2.0], 1.0).log_score, None);
        assert_eq!(score(&[1.0, 2.0], -1.0).log_score, None);
    }
}
