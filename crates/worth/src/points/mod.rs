//! Measured points, and what the model predicts for them.

mod prepare;
mod serve;
mod train;

pub use prepare::{find_chip, prepare};

use crate::Worths;
use crate::assume::{Efficiencies, Fit};
use crate::plan::{Question, Task, best};
use crate::rates::{RateRange, Rates};
use crate::serving::{Load, Split};
use crate::shape::Shape;
use crate::terms::binding;
use crate::training::{self, Run, TrainSplit};
use chipgate_base::Name;

/// One measured point, as in `data/worth/measurements/points.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Stable id.
    pub id: Name,
    /// `prefill`, `decode`, `serving`, `training`, `training_legacy`, or empty: not predicted.
    pub phase: Name,
    /// Chip, by id or another name.
    pub chip: Name,
    /// Chips of the system.
    pub chips: Option<f64>,
    /// Model, by id or another name.
    pub model: Name,
    /// Formats, such as `fp8` or `fp8/bf16` (weights/attention).
    pub precision: Name,
    /// Prompt tokens; tokens of a sequence in training.
    pub input_tokens: Option<f64>,
    /// Answer tokens; tokens of the run in training.
    pub output_tokens: Option<f64>,
    /// Requests decoding on each chip; in training sequences of a step for each chip.
    pub requests_per_chip: Option<f64>,
    /// Words such as `tp8 pp4 cp2 ep32 dep4 draft1 cached0.5 tpot50 lora`.
    pub parallel: Name,
    /// Such as `output_tokens_per_s offline`.
    pub metric: Name,
    /// Such as `tok/s`, `tok/s/chip`, `tok/s/node`.
    pub unit: Name,
    /// Measured value.
    pub value: Option<f64>,
    /// Software stack.
    pub stack: Name,
    /// Source id, or text in a file of a user.
    pub source: Name,
    /// `high`, `medium` or `low`.
    pub confidence: Name,
}

/// Inputs of a known benchmark, for points that leave them empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Benchmark {
    /// Model id.
    pub model: Name,
    /// `offline`, `server`, `interactive`, or empty for all.
    pub scenario: Name,
    /// Mean prompt tokens.
    pub input_tokens: Option<f64>,
    /// Mean answer tokens.
    pub output_tokens: Option<f64>,
    /// Limit of the time for one token, in milliseconds.
    pub token_limit_ms: Option<f64>,
    /// Source ids.
    pub sources: Vec<Name>,
    /// What a reader should know.
    pub note: Name,
}

/// The two groups for which efficiencies are fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Prefill, decode and both.
    Serving,
    /// Training.
    Training,
}

impl Group {
    /// The word in results.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Group::Serving => "serving",
            Group::Training => "training",
        }
    }
}

/// A point with everything that is needed to predict it.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The point.
    pub point: Point,
    /// Catalogue id of its chip.
    pub chip: Name,
    /// Catalogue id of its model.
    pub model: Name,
    /// Its group.
    pub group: Group,
    /// In the summary and the fit; legacy rows are predicted only.
    pub counted: bool,
    /// `offline`, `server`, `interactive` or empty.
    pub scenario: &'static str,
    /// Measured tokens a second and chip.
    pub measured: f64,
    /// Value of the point for one token a second and chip; `None` where the value is a time, which is its inverse.
    scale: Scale,
    /// Inputs that were assumed, in words of the data.
    pub assumed: Vec<String>,
    shape: Shape,
    rates: RateRange,
    job: Job,
}

#[derive(Clone, Copy, Debug)]
enum Scale {
    Times(f64),
    Over(f64),
}

#[derive(Clone, Debug)]
enum Job {
    Serve { task: Task, load: Load, splits: Vec<Split>, requests: Option<f64> },
    Train { run: Run, split: Option<TrainSplit> },
}

/// A prediction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Predicted {
    /// Tokens a second and chip.
    pub rate: f64,
    /// Physical bound of it.
    pub bound: f64,
    /// What binds.
    pub binding: &'static str,
}

impl Prepared {
    /// Predicts the point; `None` where no plan fits.
    #[must_use]
    pub fn predict(&self, worths: &Worths, fitted: &Efficiencies) -> Option<Predicted> {
        let low = self.at(worths, &self.rates.low, fitted)?;
        let high =
            if self.rates.low == self.rates.high { low } else { self.at(worths, &self.rates.high, fitted)? };
        Some(Predicted { rate: (low.rate * high.rate).sqrt(), bound: high.bound, binding: low.binding })
    }

    /// The value in the unit of the point, for a rate of tokens.
    #[must_use]
    pub fn value(&self, rate: f64) -> f64 {
        match self.scale {
            Scale::Times(factor) => rate * factor,
            Scale::Over(factor) => factor / rate,
        }
    }

    fn at(&self, worths: &Worths, rates: &Rates, fitted: &Efficiencies) -> Option<Predicted> {
        let shape = &self.shape;
        match &self.job {
            Job::Serve { task, load, splits, requests } => {
                let question = Question {
                    shape,
                    rates,
                    load: *load,
                    task: *task,
                    splits: splits.clone(),
                    requests: *requests,
                    assumed: &worths.assumed,
                    fitted: *fitted,
                };
                let plan = best(&question).ok()?;
                let done = if plan.requests > 0.0 {
                    plan.requests * load.accepted
                } else {
                    1.0 / (1.0 - load.cached)
                };
                let binding = binding(&plan.terms.serving_parts(fitted)).code();
                Some(Predicted { rate: plan.tokens_per_s, bound: done / plan.terms.bound().0, binding })
            }
            Job::Train { run, split } => {
                let plan = match split {
                    Some(split) => training::evaluate(shape, rates, run, *split, &worths.assumed, fitted),
                    None => training::best(shape, rates, run, &worths.assumed, fitted).ok()?,
                };
                let binding = binding(&plan.terms.training_parts(fitted)).code();
                Some(Predicted { rate: plan.tokens_per_s, bound: 1.0 / plan.terms.bound().0, binding })
            }
        }
    }
}

/// The efficiencies of a group.
#[must_use]
pub fn fitted(fit: &Fit, group: Group) -> Efficiencies {
    match group {
        Group::Serving => fit.serving.efficiencies,
        Group::Training => fit.training.efficiencies,
    }
}
