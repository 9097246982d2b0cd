//! Draws: a pure function of seed, draw number and name.
//!
//! The values of a draw come from a scrambled Sobol sequence, one dimension for
//! each parameter, so that policies share them and the average settles quickly.
//! Random months come from a counter-based hash of (seed, draw, name, month):
//! drawing them "when needed" would give equal policies different luck.

use crate::arithmetic::Z95;
use crate::data::{Prior, RaceData, Scale, Scenario};
use crate::parameters::{PARAMETERS, Parameter};
use crate::time::MONTHS;

/// Tails beyond these probabilities are cut.
const TAIL: f64 = 0.005;

/// The values of one draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// Number of the draw.
    pub number: u32,
    /// Value of each parameter.
    pub values: [f64; PARAMETERS],
    /// Uniform number of each month that decides whether the top network of smugglers is lost.
    pub hit: Vec<f64>,
    /// Uniform number of each month that moves the Chinese gate.
    pub gate: Vec<f64>,
    /// Uniform number that decides whether a redesigned product exists.
    pub redesign: f64,
}

impl Draw {
    /// The value of a parameter.
    #[must_use]
    pub fn get(&self, parameter: Parameter) -> f64 {
        self.values.get(parameter.place()).copied().unwrap_or(f64::NAN)
    }
}

/// The priors of a scenario, in the order of the parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Priors {
    priors: Vec<Prior>,
    /// Place of a parameter whose values are multiplied, and by what.
    scaled: Option<(usize, f64)>,
}

impl Priors {
    /// The priors of the data with those of a scenario in their place.
    ///
    /// # Errors
    ///
    /// Returns the id of an assumption that the equations read and the data lack.
    pub fn new(data: &RaceData, scenario: Option<&Scenario>) -> Result<Priors, String> {
        let of = |id: &'static str| {
            let own = scenario.and_then(|scenario| scenario.overrides.iter().find(|(over, _)| **over == *id));
            let prior = own.map(|(_, prior)| prior).or_else(|| Some(&data.assumption(id)?.prior));
            prior.cloned().ok_or_else(|| format!("the data lack the assumption `{id}`"))
        };
        let priors = Parameter::ALL.iter().map(|(_, id)| of(id)).collect::<Result<_, _>>()?;
        Ok(Priors { priors, scaled: None })
    }

    /// Replaces a prior by one value.
    #[must_use]
    pub fn with(mut self, parameter: Parameter, value: f64) -> Priors {
        if let Some(prior) = self.priors.get_mut(parameter.place()) {
            *prior = Prior::Fixed(value);
        }
        self
    }

    /// Multiplies every value of a parameter, kept inside its bounds.
    ///
    /// `None` where a factor means nothing: for a share, a difference or a place in the band of a series, and where
    /// the bounds would stop the middle value, so that they and not the factor would be run.
    #[must_use]
    pub fn scaled(&self, parameter: Parameter, factor: f64) -> Option<Priors> {
        let Prior::Quantiles { scale: Scale::Log, at: [_, middle, _], bounds: [least, most] } =
            self.priors.get(parameter.place())?
        else {
            return None;
        };
        let then = middle * factor;
        (*least < then && then < *most)
            .then(|| Priors { scaled: Some((parameter.place(), factor)), ..self.clone() })
    }

    /// The value of the prior at a place and probability, multiplied where that is asked.
    fn value(&self, place: usize, prior: &Prior, u: f64) -> f64 {
        let value = quantile(prior, u);
        match (self.scaled, prior) {
            (Some((at, factor)), Prior::Quantiles { bounds: [least, most], .. }) if at == place => {
                (value * factor).clamp(*least, *most)
            }
            _ => value,
        }
    }

    /// The draw with this number.
    #[must_use]
    pub fn draw(&self, seed: u32, number: u32) -> Draw {
        let mut values = [0.0; PARAMETERS];
        for (place, (value, prior)) in values.iter_mut().zip(&self.priors).enumerate() {
            *value = self.value(place, prior, uniform(seed, number, place));
        }
        let months = |name: u64| (0..MONTHS).map(|month| hashed(seed, number, name, month)).collect();
        Draw { number, values, hit: months(1), gate: months(2), redesign: hashed(seed, number, 3, 0) }
    }

    /// Every parameter at its median, and no luck.
    #[must_use]
    pub fn central(&self) -> Draw {
        let mut values = [0.0; PARAMETERS];
        for (place, (value, prior)) in values.iter_mut().zip(&self.priors).enumerate() {
            *value = self.value(place, prior, 0.5);
        }
        let middle = || vec![0.5; MONTHS];
        Draw { number: 0, values, hit: middle(), gate: middle(), redesign: 0.5 }
    }
}

/// A number of the scrambled sequence, above 0 and below 1.
#[must_use]
pub fn uniform(seed: u32, number: u32, dimension: usize) -> f64 {
    let dimension = u32::try_from(dimension).unwrap_or_default();
    let sample = f64::from(sobol_burley::sample(number, dimension, seed));
    // The sequence has 24 bits; half a step keeps it away from both ends.
    sample + 0.5 / 16_777_216.0
}

/// A hash of seed, draw, name and month as a number from 0 to 1.
fn hashed(seed: u32, number: u32, name: u64, month: usize) -> f64 {
    let key = (u64::from(seed) << 32 | u64::from(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut x = key ^ (name << 32 | month as u64).wrapping_mul(0xD1B5_4A32_D192_ED03);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^= x >> 31;
    // 53 bits are exact.
    let mantissa = (x >> 11) as f64;
    (mantissa + 0.5) / 9_007_199_254_740_992.0
}

/// The value of a prior at a probability, the tails of half a percent cut off.
#[must_use]
pub fn quantile(prior: &Prior, u: f64) -> f64 {
    let z = normal_quantile(TAIL + (1.0 - 2.0 * TAIL) * u);
    match prior {
        Prior::Fixed(value) => *value,
        Prior::Band { .. } => z,
        Prior::Discrete { values, probabilities } => {
            let mut below = 0.0;
            for (value, probability) in values.iter().zip(probabilities) {
                below += probability;
                if u < below {
                    return *value;
                }
            }
            values.last().copied().unwrap_or(f64::NAN)
        }
        Prior::Quantiles { scale, at: [low, mid, high], bounds: [least, most] } => {
            let (to, from) = maps(*scale);
            let (low, mid, high) = (to(*low), to(*mid), to(*high));
            let side = if z < 0.0 { mid - low } else { high - mid };
            from(mid + z / Z95 * side).clamp(*least, *most)
        }
    }
}

type Map = fn(f64) -> f64;

fn maps(scale: Scale) -> (Map, Map) {
    match scale {
        Scale::Linear => (|x| x, |x| x),
        Scale::Log => (f64::ln, f64::exp),
        Scale::Logit => (|x| (x / (1.0 - x)).ln(), |x| 1.0 / (1.0 + (-x).exp())),
    }
}

/// Quantile of the standard normal distribution (Acklam's approximation, relative error about 1e-9).
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    const A: [f64; 6] = [
        -3.969_683_028_665_376e1,
        2.209460984245205e2,
        -2.759285104469687e2,
        1.383_577_518_672_69e2,
        -3.066479806614716e1,
        2.506628277459239,
    ];
    const B: [f64; 5] = [
        -5.447609879822406e1,
        1.615858368580409e2,
        -1.556989798598866e2,
        6.680131188771972e1,
        -1.328068155288572e1,
    ];
    const C: [f64; 6] = [
        -7.784894002430293e-3,
        -3.223964580411365e-1,
        -2.400758277161838,
        -2.549732539343734,
        4.374664141464968,
        2.938163982698783,
    ];
    const D: [f64; 4] = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416];
    let horner = |list: &[f64], x: f64| list.iter().fold(0.0, |sum, c| sum * x + c);
    let tail = |q: f64| horner(&C, q) / (horner(&D, q) * q + 1.0);
    if p < 0.02425 {
        tail((-2.0 * p.ln()).sqrt())
    } else if p > 1.0 - 0.02425 {
        -tail((-2.0 * (1.0 - p).ln()).sqrt())
    } else {
        let q = p - 0.5;
        let r = q * q;
        horner(&A, r) * q / (horner(&B, r) * r + 1.0)
    }
}
