//! Numbers of many draws as bands, and two policies compared draw by draw.

/// A band with the Monte Carlo error of its median.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Quantiles at 5, 25, 50, 75 and 95 percent.
    pub at: [f64; 5],
    /// Mean.
    pub mean: f64,
    /// Monte Carlo error of the median: spread of eight parts of the draws, over the root of eight.
    pub error: f64,
}

/// Parts of the draws from which the error is judged.
const PARTS: usize = 8;

/// The band of some numbers.
#[must_use]
pub fn band(values: &[f64]) -> Band {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = [0.05, 0.25, 0.5, 0.75, 0.95].map(|p| quantile(&sorted, p));
    Band {
        at,
        mean: mean(values),
        error: error(values, |part| {
            let mut sorted = part.to_vec();
            sorted.sort_by(f64::total_cmp);
            quantile(&sorted, 0.5)
        }),
    }
}

/// The effect of a policy against another, on the same draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// The band of the differences.
    pub band: Band,
    /// Part of the draws in which the policy gives more; draws without difference count half. Where no draw
    /// differs it says nothing: see [`Effect::chance`].
    pub positive: f64,
    /// Monte Carlo error of that part.
    pub positive_error: f64,
    /// Part of the draws in which the two differ at all, 0 to 1.
    pub differs: f64,
}

/// Part of the draws from which an effect has a sign.
pub const CLEAR: f64 = 0.75;

impl Effect {
    /// Part of the draws in which the policy gives more; `None` where no draw differs.
    #[must_use]
    pub fn chance(&self) -> Option<f64> {
        (self.differs > 0.0).then_some(self.positive)
    }

    /// Whether the policy gives more, or less, in at least three quarters of the draws; `None` where neither.
    #[must_use]
    pub fn gives_more(&self) -> Option<bool> {
        let positive = self.chance()?;
        (positive >= CLEAR || positive <= 1.0 - CLEAR).then_some(positive >= CLEAR)
    }
}

/// Compares two policies draw by draw.
#[must_use]
pub fn effect(policy: &[f64], baseline: &[f64]) -> Effect {
    let differences: Vec<f64> = policy.iter().zip(baseline).map(|(a, b)| a - b).collect();
    let signs: Vec<f64> = differences
        .iter()
        .zip(baseline)
        .map(|(difference, base)| {
            let noise = 1e-9 * base.abs().max(1e-12);
            if *difference > noise {
                1.0
            } else if *difference < -noise {
                0.0
            } else {
                0.5
            }
        })
        .collect();
    let differ: Vec<f64> = signs.iter().map(|sign| if *sign == 0.5 { 0.0 } else { 1.0 }).collect();
    Effect {
        band: band(&differences),
        positive: mean(&signs),
        positive_error: error(&signs, mean),
        differs: mean(&differ),
    }
}

/// The first year whose median effect has another sign than that of the first year with any; `None` if none.
#[must_use]
pub fn year_it_turns(effects: &[(i16, Effect)]) -> Option<i16> {
    let signed = effects.iter().filter(|(_, effect)| effect.band.at[2] != 0.0);
    let mut signs = signed.map(|(year, effect)| (*year, effect.band.at[2] > 0.0));
    let (_, first) = signs.next()?;
    signs.find(|(_, sign)| *sign != first).map(|(year, _)| year)
}

/// A quantile of sorted numbers, between them.
///
/// ```
/// use chipgate_race::paired::quantile;
///
/// assert_eq!(quantile(&[1.0, 2.0, 3.0, 4.0, 5.0], 0.5), 3.0);
/// assert_eq!(quantile(&[1.0, 2.0], 0.25), 1.25);
/// ```
#[must_use]
pub fn quantile(sorted: &[f64], p: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let place = p * last as f64;
    let below = place.floor() as usize;
    let of = |index: usize| sorted.get(index.min(last)).copied().unwrap_or(f64::NAN);
    let part = place - below as f64;
    if part == 0.0 { of(below) } else { of(below) + (of(below + 1) - of(below)) * part }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

fn error(values: &[f64], of: impl Fn(&[f64]) -> f64) -> f64 {
    let size = values.len() / PARTS;
    if size < 2 {
        return f64::NAN;
    }
    let parts: Vec<f64> = values.chunks_exact(size).take(PARTS).map(of).collect();
    let center = mean(&parts);
    let spread: f64 =
        parts.iter().map(|part| (part - center).powi(2)).sum::<f64>() / (parts.len() - 1) as f64;
    (spread / parts.len() as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_stand_between_numbers_and_equal_policies_are_even() {
        let values: Vec<f64> = (0..=100).map(f64::from).collect();
        assert_eq!(band(&values).at, [5.0, 25.0, 50.0, 75.0, 95.0]);
        let none = effect(&values, &values);
        assert_eq!((none.chance(), none.differs, none.band.at), (None, 0.0, [0.0; 5]));
        assert_eq!(none.gives_more(), None);
        let more: Vec<f64> = values.iter().map(|value| value + 1.0).collect();
        assert_eq!((effect(&more, &values).chance(), effect(&more, &values).differs), (Some(1.0), 1.0));
        assert_eq!(effect(&values, &more).gives_more(), Some(false));
    }

    #[test]
    fn the_year_it_turns_is_the_first_with_the_other_sign() {
        let of = |x: f64| effect(&[x, x], &[0.0, 0.0]);
        assert_eq!(year_it_turns(&[(2026, of(0.0)), (2027, of(1.0)), (2028, of(-1.0))]), Some(2028));
        assert_eq!(year_it_turns(&[(2027, of(1.0)), (2028, of(2.0))]), None);
    }
}
