//! Fits the efficiencies on measured points, so that the stored ones can be made again.
//!
//! Coordinate search from a fixed start over three numbers between 0.05 and 0.98, on a loss that is quadratic for
//! small errors, linear for larger ones and flat beyond a factor of e: one broken point cannot pull the fit.

use crate::Worths;
use crate::assume::{Efficiencies, Fit, PhaseFit, StackFactor};
use crate::points::{Group, Point, Prepared, prepare};
use crate::quantile::quantile;
use crate::validate::validate;
use chipgate_base::Name;
use chipgate_catalogue::Chip;
use std::collections::BTreeMap;

const START: [f64; 3] = [0.5, 0.5, 0.8];
const LEAST: f64 = 0.05;
const MOST: f64 = 0.98;
const METHOD: &str = "coordinate search from 0.5, 0.5, 0.8 within 0.05 to 0.98; loss of ln(predicted/measured): quadratic to 0.15, linear to 1, then flat";

/// Fits both groups and the factors of software stacks.
#[must_use]
pub fn fit(points: &[Point], worths: &Worths, chips: &[Chip]) -> Fit {
    let ready: Vec<Prepared> = points
        .iter()
        .filter_map(|point| prepare(point, worths, chips).ok())
        .filter(|one| one.counted)
        .collect();
    let mut found = Fit {
        serving: group(&ready, worths, Group::Serving),
        training: group(&ready, worths, Group::Training),
        stacks: Vec::new(),
    };
    found.stacks = stacks(points, worths, &found, chips);
    found
}

fn group(ready: &[Prepared], worths: &Worths, group: Group) -> PhaseFit {
    let own: Vec<&Prepared> = ready.iter().filter(|one| one.group == group).collect();
    let efficiencies = search(&own, worths);
    let residuals = own.iter().map(|one| error(one, worths, &efficiencies)).collect();
    PhaseFit {
        efficiencies,
        points: own.iter().map(|one| one.point.id.clone()).collect(),
        residuals,
        method: Name::from(METHOD),
    }
}

/// Efficiencies with the least loss on some points.
#[must_use]
pub fn search(points: &[&Prepared], worths: &Worths) -> Efficiencies {
    let of = |list: [f64; 3]| {
        points.iter().map(|one| loss(error(one, worths, &Efficiencies::from_list(list)))).sum::<f64>()
    };
    let mut best = START;
    let mut least = of(best);
    let mut step = 0.2;
    while step > 0.002 {
        let before = least;
        for axis in 0..3 {
            for factor in [1.0 + step, 1.0 / (1.0 + step)] {
                let mut tried = best;
                if let Some(number) = tried.get_mut(axis) {
                    *number = (*number * factor).clamp(LEAST, MOST);
                }
                let found = of(tried);
                if found < least - 1e-9 {
                    (best, least) = (tried, found);
                }
            }
        }
        if least >= before {
            step /= 1.6;
        }
    }
    Efficiencies::from_list(best.map(|number| (number * 1000.0).round() / 1000.0))
}

/// `ln(predicted/measured)`; a point without a plan counts as a factor of e³.
fn error(one: &Prepared, worths: &Worths, efficiencies: &Efficiencies) -> f64 {
    one.predict(worths, efficiencies).map_or(-3.0, |found| (found.rate / one.measured).ln())
}

fn loss(error: f64) -> f64 {
    let size = error.abs().min(1.0);
    if size < 0.15 { size * size / 0.3 + 0.075 } else { size }
}

fn stacks(points: &[Point], worths: &Worths, found: &Fit, chips: &[Chip]) -> Vec<StackFactor> {
    let mut errors: BTreeMap<(&'static str, Name), Vec<f64>> = BTreeMap::new();
    for one in &validate(points, worths, found, chips).checked {
        if one.prepared.counted {
            errors
                .entry((one.prepared.group.word(), one.prepared.point.stack.clone()))
                .or_default()
                .push(-one.ln_error);
        }
    }
    let of = |((group, stack), list): ((&'static str, Name), Vec<f64>)| {
        let factor = quantile(&list, 0.5)?.exp();
        Some(StackFactor {
            group: Name::from(group),
            stack,
            factor: (factor * 1000.0).round() / 1000.0,
            points: list.len(),
        })
    };
    errors.into_iter().filter_map(of).collect()
}

/// Errors of points on a chip that the fit did not see, chip by chip: the guard against overfitting.
#[must_use]
pub fn leave_one_chip_out(
    points: &[Point],
    worths: &Worths,
    chips: &[Chip],
    group: Group,
) -> Vec<(Name, f64)> {
    let ready: Vec<Prepared> = points
        .iter()
        .filter_map(|point| prepare(point, worths, chips).ok())
        .filter(|one| one.counted && one.group == group)
        .collect();
    let mut names: Vec<Name> = ready.iter().map(|one| one.chip.clone()).collect();
    names.sort();
    names.dedup();
    let mut errors = Vec::new();
    for name in names {
        let seen: Vec<&Prepared> = ready.iter().filter(|one| one.chip != name).collect();
        let efficiencies = search(&seen, worths);
        errors.extend(
            ready
                .iter()
                .filter(|one| one.chip == name)
                .map(|one| (one.point.id.clone(), error(one, worths, &efficiencies))),
        );
    }
    errors
}
