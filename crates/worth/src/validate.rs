//! Predicted against measured: errors, summaries, order of chips, physical bounds.

use crate::Worths;
use crate::assume::Fit;
use crate::points::{Group, Point, Prepared, fitted, prepare};
use crate::quantile::quantile;
use chipgate_base::Name;
use chipgate_catalogue::Chip;
use std::collections::BTreeMap;

/// One point with its prediction.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The point made ready.
    pub prepared: Prepared,
    /// Predicted tokens a second and chip.
    pub predicted: f64,
    /// Its physical bound.
    pub bound: f64,
    /// What binds.
    pub binding: &'static str,
    /// `ln(predicted / measured)`, of rates.
    pub ln_error: f64,
    /// The same with the factor of the software stack.
    pub ln_error_with_stack: f64,
}

/// Every point, and those that were not predicted with the reason.
#[derive(Clone, Debug)]
pub struct Validation {
    /// Predicted points, in the order of the file.
    pub checked: Vec<Checked>,
    /// The others.
    pub left_out: Vec<(Point, String)>,
}

/// Errors of some points.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// What they have in common.
    pub name: String,
    /// Points.
    pub points: usize,
    /// Median of `|ln error|`.
    pub median: f64,
    /// Its 90th percentile.
    pub p90: f64,
    /// Median of the signed error: above zero the model is too fast.
    pub bias: f64,
}

/// Order of chips inside one workload.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// Workload: phase, model and scenario.
    pub workload: String,
    /// Chips.
    pub chips: usize,
    /// Kendall's τ of predicted and measured rates of chips.
    pub tau: f64,
    /// The same with the factor of each software stack.
    pub tau_with_stack: f64,
}

/// Thresholds for a summary and the order of chips.
pub const SERVING_LIMITS: (f64, f64) = (0.25, 0.60);
/// Median and 90th percentile of training.
pub const TRAINING_LIMITS: (f64, f64) = (0.15, 0.35);
/// Least τ.
pub const TAU_LIMIT: f64 = 0.7;
/// Fewest chips of a workload for which an order is told.
pub const CHIPS_FOR_ORDER: usize = 4;

/// Predicts every point with the stored fit.
#[must_use]
pub fn validate(points: &[Point], worths: &Worths, fit: &Fit, chips: &[Chip]) -> Validation {
    let mut found = Validation { checked: Vec::new(), left_out: Vec::new() };
    for point in points {
        match check(point, worths, fit, chips) {
            Ok(checked) => found.checked.push(checked),
            Err(reason) => found.left_out.push((point.clone(), reason)),
        }
    }
    found
}

fn check(point: &Point, worths: &Worths, fit: &Fit, chips: &[Chip]) -> Result<Checked, String> {
    let prepared = prepare(point, worths, chips)?;
    let found =
        prepared.predict(worths, &fitted(fit, prepared.group)).ok_or("no plan fits in memory or time")?;
    let ln_error = (found.rate / prepared.measured).ln();
    let stack = fit
        .stacks
        .iter()
        .find(|factor| &*factor.group == prepared.group.word() && factor.stack == point.stack);
    let ln_error_with_stack = ln_error + stack.map_or(0.0, |factor| factor.factor.ln());
    Ok(Checked {
        prepared,
        predicted: found.rate,
        bound: found.bound,
        binding: found.binding,
        ln_error,
        ln_error_with_stack,
    })
}

impl Validation {
    /// Errors of the points that count in a group.
    #[must_use]
    pub fn summary(&self, group: Group) -> Option<Summary> {
        summarize(group.word(), &self.counted(group), |one| one.ln_error)
    }

    /// The same with the factor of each software stack, which is not in the headline.
    #[must_use]
    pub fn summary_with_stacks(&self, group: Group) -> Option<Summary> {
        summarize(group.word(), &self.counted(group), |one| one.ln_error_with_stack)
    }

    fn counted(&self, group: Group) -> Vec<&Checked> {
        self.checked.iter().filter(|one| one.prepared.counted && one.prepared.group == group).collect()
    }

    /// Summaries by a key, sorted by it.
    #[must_use]
    pub fn by(&self, key: impl Fn(&Checked) -> String) -> Vec<Summary> {
        let mut groups: BTreeMap<String, Vec<&Checked>> = BTreeMap::new();
        for one in &self.checked {
            groups.entry(key(one)).or_default().push(one);
        }
        groups.iter().filter_map(|(name, points)| summarize(name, points, |one| one.ln_error)).collect()
    }

    /// Order of chips in every workload with enough chips. Rates of one chip are averaged by their logarithm.
    #[must_use]
    pub fn orders(&self) -> Vec<Order> {
        let mut workloads: BTreeMap<String, BTreeMap<Name, Vec<&Checked>>> = BTreeMap::new();
        for one in &self.checked {
            let ready = &one.prepared;
            let name = format!("{} {} {}", ready.point.phase, ready.model, ready.scenario);
            workloads
                .entry(name.trim().to_owned())
                .or_default()
                .entry(ready.chip.clone())
                .or_default()
                .push(one);
        }
        let enough = workloads.into_iter().filter(|(_, chips)| chips.len() >= CHIPS_FOR_ORDER);
        enough.map(|(workload, chips)| order(workload, &chips)).collect()
    }

    /// Points whose prediction or measurement is above the physical bound: id and which.
    #[must_use]
    pub fn broken_bounds(&self) -> Vec<(Name, &'static str)> {
        let over = |one: &Checked, rate: f64| rate > one.bound * (1.0 + 1e-9);
        let predicted = self
            .checked
            .iter()
            .filter(|one| over(one, one.predicted))
            .map(|one| (one.prepared.point.id.clone(), "predicted"));
        let measured = self
            .checked
            .iter()
            .filter(|one| over(one, one.prepared.measured))
            .map(|one| (one.prepared.point.id.clone(), "measured"));
        predicted.chain(measured).collect()
    }
}

fn order(workload: String, chips: &BTreeMap<Name, Vec<&Checked>>) -> Order {
    let mean = |points: &[&Checked], of: &dyn Fn(&Checked) -> f64| {
        points.iter().map(|one| of(one)).sum::<f64>() / points.len() as f64
    };
    let rows: Vec<(f64, f64, f64)> = chips
        .values()
        .map(|points| {
            let measured = mean(points, &|one| one.prepared.measured.ln());
            let predicted = mean(points, &|one| one.predicted.ln());
            (measured, predicted, measured + mean(points, &|one| one.ln_error_with_stack))
        })
        .collect();
    let tau = |pick: fn(&(f64, f64, f64)) -> f64| {
        kendall_tau(&rows.iter().map(|row| (row.0, pick(row))).collect::<Vec<_>>())
    };
    Order { workload, chips: rows.len(), tau: tau(|row| row.1), tau_with_stack: tau(|row| row.2) }
}

fn summarize(name: &str, points: &[&Checked], error: impl Fn(&Checked) -> f64) -> Option<Summary> {
    let signed: Vec<f64> = points.iter().map(|one| error(one)).collect();
    let absolute: Vec<f64> = signed.iter().map(|error| error.abs()).collect();
    Some(Summary {
        name: name.to_owned(),
        points: points.len(),
        median: quantile(&absolute, 0.5)?,
        p90: quantile(&absolute, 0.9)?,
        bias: quantile(&signed, 0.5)?,
    })
}

/// Kendall's τ-a: pairs in the same order less pairs in the other, over all pairs.
///
/// ```
/// use chipgate_worth::validate::kendall_tau;
///
/// // Two of three pairs stand in one order, one stands in the other.
/// assert!((kendall_tau(&[(1.0, 1.0), (2.0, 3.0), (3.0, 2.0)]) - 1.0 / 3.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn kendall_tau(pairs: &[(f64, f64)]) -> f64 {
    let mut balance = 0.0;
    let mut all = 0.0;
    for (at, first) in pairs.iter().enumerate() {
        for second in pairs.iter().skip(at + 1) {
            let agree = (first.0 - second.0) * (first.1 - second.1);
            balance += if agree > 0.0 {
                1.0
            } else if agree < 0.0 {
                -1.0
            } else {
                0.0
            };
            all += 1.0;
        }
    }
    if all == 0.0 { 0.0 } else { balance / all }
}
