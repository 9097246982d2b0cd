//! Scoring: how well the draws foresaw what was observed.

use crate::paired::quantile;

/// The score of one observation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Quantiles of the draws at 5, 25, 50, 75 and 95 percent.
    pub at: [f64; 5],
    /// Natural logarithm of the predictive density, per unit of the quantity.
    pub log_score: f64,
    /// Part of the draws below the observation.
    pub rank: f64,
    /// Whether it lies inside the 50 percent interval.
    pub in_50: bool,
    /// Whether it lies inside the 90 percent interval.
    pub in_90: bool,
}

/// Scores an observation by a Gaussian kernel over the draws (Silverman's width), mixed with a hundredth of
/// a wide tail so that one surprise is a bad score and not the end of the scale.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn score(draws: &[f64], observed: f64) -> Score {
    let mut sorted = draws.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = [0.05, 0.25, 0.5, 0.75, 0.95].map(|p| quantile(&sorted, p));
    let count = sorted.len().max(1) as f64;
    let mean = sorted.iter().sum::<f64>() / count;
    let deviation = (sorted.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / count).sqrt();
    let spread = deviation.min((at[3] - at[1]) / 1.34);
    let spread = if spread > 0.0 { spread } else { deviation };
    let width = (0.9 * spread * count.powf(-0.2)).max(1e-9 * mean.abs()).max(1e-300);
    let normal = |x: f64, scale: f64| {
        (-0.5 * (x / scale).powi(2)).exp() / (scale * (2.0 * std::f64::consts::PI).sqrt())
    };
    let density = sorted.iter().map(|x| normal(observed - x, width)).sum::<f64>() / count;
    let tail = normal(observed - mean, 5.0 * deviation.max(1e-2 * mean.abs()).max(width));
    let below = sorted.iter().filter(|x| **x < observed).count() as f64;
    Score {
        at,
        log_score: (0.99 * density + 0.01 * tail).max(1e-300).ln(),
        rank: below / count,
        in_50: at[1] <= observed && observed <= at[3],
        in_90: at[0] <= observed && observed <= at[4],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_score_is_near_the_density_of_a_known_distribution() {
        let draws: Vec<f64> = (0..4000)
            .map(|i| 10.0 + 2.0 * crate::draws::normal_quantile((f64::from(i) + 0.5) / 4000.0))
            .collect();
        let found = score(&draws, 11.0);
        let exact = -0.5 * 0.25 - (2.0 * (2.0 * std::f64::consts::PI).sqrt()).ln();
        assert!((found.log_score - exact).abs() < 0.03, "{} {exact}", found.log_score);
        assert!(found.in_50 && found.in_90 && (found.rank - 0.6915).abs() < 0.01);
        assert!(!score(&draws, 20.0).in_90 && score(&draws, 20.0).log_score < -8.0);
    }
}
