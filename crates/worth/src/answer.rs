//! What one chip is worth for one workload, at both ends of what is known.

use crate::assume::{Assumptions, Efficiencies, Fit, PhaseFit};
use crate::cluster::{Cluster, Goodput, goodput};
use crate::model::Model;
use crate::numbers::Numbers;
use crate::plan::{NoPlan, Plan, Question, Task, best, splits};
use crate::rates::{NoRates, RateRange, Rates, first_known, rates};
use crate::serving::{Load, accepted_tokens, prefill_per_decode_chip, users_served};
use crate::shape::Shape;
use crate::terms::{Binding, binding};
use crate::training::{self, NoTrainPlan, Run, TrainPlan};
use crate::units::Seconds;
use crate::workload::{Workload, WorkloadKind, mean_context};
use chipgate_base::interval::Interval;
use chipgate_catalogue::Chip;

/// A range: what the figures of the chip allow, and round it what the model errs by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Low end with the model's error.
    pub low: f64,
    /// Middle (geometric mean of the ends that the figures allow).
    pub middle: f64,
    /// High end with the model's error; infinite where a figure has no upper end.
    pub high: f64,
}

impl Band {
    /// From the answers at both ends and an error factor of at least 1.
    #[must_use]
    pub fn of(a: f64, b: f64, error: f64) -> Band {
        let (low, high) = (a.min(b), a.max(b));
        let middle = if high.is_finite() { (low * high).sqrt() } else { low };
        Band { low: low / error, middle, high: high * error }
    }

    /// One over it.
    #[must_use]
    pub fn inverse(self) -> Band {
        Band { low: 1.0 / self.high, middle: 1.0 / self.middle, high: 1.0 / self.low }
    }

    /// Times a range of positive numbers.
    #[must_use]
    pub fn times(self, low: f64, high: f64) -> Band {
        Band { low: self.low * low, middle: self.middle * (low * high).sqrt(), high: self.high * high }
    }
}

/// What a chip is worth for a workload.
#[derive(Clone, Debug, PartialEq)]
pub struct Worth {
    /// Chip id.
    pub chip: String,
    /// Formats used.
    pub numbers: Numbers,
    /// Machine.
    pub cluster: String,
    /// Peak rates at both ends.
    pub rates: RateRange,
    /// Tokens a second and chip: prompt tokens in prefill, output tokens in decode and serving, trained tokens in training.
    pub tokens_per_s: Band,
    /// No plan is faster than this; tokens a second and chip, at the high end.
    pub bound: f64,
    /// What the step waits for most; capacity where a larger batch would not fit and memory or fixed time binds.
    pub binding: &'static str,
    /// Shares of the step's time, with the code of each.
    pub shares: Vec<(&'static str, f64)>,
    /// Operations for each byte of memory traffic, and the peak share of the roofline there.
    pub intensity: f64,
    /// Operations for each token.
    pub flop_per_token: f64,
    /// The part that depends on the kind.
    pub detail: Detail,
    /// USD for a million tokens, where a price is known.
    pub usd_per_million_tokens: Option<Band>,
    /// Joules for a token, where the rated power is known.
    pub joules_per_token: Option<Band>,
}

/// What only serving or only training has.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// Serving.
    Serving {
        /// The plan at the low end.
        plan: Plan,
        /// Time of one token for one user, in seconds; of one prompt in prefill.
        token_time_s: Band,
        /// Tokens of one user in a second.
        user_tokens_per_s: Band,
        /// Largest batch of one chip by memory alone; `None` in prefill.
        largest_batch: Option<f64>,
        /// Users at the stated speed for each chip; 0 where one step is slower than that.
        users_per_chip: Band,
        /// Chips that read prompts for each chip that writes; `None` unless it decodes apart.
        prefill_chips_per_chip: Option<f64>,
    },
    /// Training.
    Training {
        /// The plan at the low end.
        plan: TrainPlan,
        /// Days of the run without failures.
        days: Band,
        /// Chip-hours without failures.
        chip_hours: Band,
        /// Useful share of time.
        goodput: Goodput,
        /// Days of the run with failures; infinite when no work gets done.
        days_with_failures: Band,
        /// Megawatt-hours of the run.
        energy_mwh: Option<Band>,
        /// USD of the run.
        usd: Option<Band>,
    },
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NoAnswer {
    /// A rate is missing.
    #[error(transparent)]
    Rates(#[from] NoRates),
    /// No serving plan.
    #[error(transparent)]
    Plan(#[from] NoPlan),
    /// No training plan.
    #[error(transparent)]
    Train(#[from] NoTrainPlan),
}

impl NoAnswer {
    /// What to do.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            NoAnswer::Rates(found) => found.help(),
            NoAnswer::Plan(found) => found.help(),
            NoAnswer::Train(found) => found.help(),
        }
    }

    /// A missing figure (unknown), not a plan that does not fit.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        matches!(self, NoAnswer::Rates(NoRates::Unknown { .. }))
            || matches!(self, NoAnswer::Rates(NoRates::Format { has, .. }) if has.is_empty())
    }
}

/// Share of fitted points inside the band.
pub const BAND_SHARE: f64 = 0.8;

/// A question: chip, machine, model, workload.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Chip.
    pub chip: &'a Chip,
    /// Machine.
    pub cluster: &'a Cluster,
    /// Model.
    pub model: &'a Model,
    /// Workload.
    pub workload: &'a Workload,
    /// Stated constants.
    pub assumed: &'a Assumptions,
    /// Fitted efficiencies.
    pub fit: &'a Fit,
}

/// What the chip is worth.
///
/// # Errors
///
/// An unknown rate, a format that the chip lacks, or no plan that fits, each with the nearest change.
pub fn worth(asked: &Asked<'_>) -> Result<Worth, NoAnswer> {
    let numbers = first_known(asked.chip, &asked.workload.numbers)?;
    let range = rates(asked.chip, asked.cluster, numbers)?;
    let shape = Shape::of(asked.model, numbers);
    match asked.workload.kind {
        WorkloadKind::Training => train(asked, &shape, numbers, range),
        _ => serve(asked, &shape, numbers, range),
    }
}

/// The load of a workload.
#[must_use]
pub fn load_of(workload: &Workload, assumed: &Assumptions) -> Load {
    Load {
        input: workload.input_tokens,
        output: workload.output_tokens.max(1.0),
        context: mean_context(workload.input_tokens, workload.output_tokens, workload.varied),
        verified: f64::from(workload.drafts) + 1.0,
        accepted: accepted_tokens(workload.drafts, assumed.draft_acceptance),
        cached: workload.cached,
        token_limit: Seconds(workload.token_limit_ms.map_or(f64::INFINITY, |limit| limit / 1e3)),
    }
}

fn task(kind: WorkloadKind) -> Task {
    match kind {
        WorkloadKind::Prefill => Task::Prefill,
        WorkloadKind::Serving => Task::Mixed,
        _ => Task::Decode,
    }
}

fn question<'q>(asked: &Asked<'q>, shape: &'q Shape, rates: &'q Rates) -> Question<'q> {
    let workload = asked.workload;
    let splits = match workload.split {
        Some(split) => vec![split],
        None => splits(shape, rates.domain, workload.chips),
    };
    Question {
        shape,
        rates,
        load: load_of(workload, asked.assumed),
        task: task(workload.kind),
        splits,
        requests: workload.requests_per_chip,
        assumed: asked.assumed,
        fitted: asked.fit.serving.efficiencies,
    }
}

fn serve(asked: &Asked<'_>, shape: &Shape, numbers: Numbers, range: RateRange) -> Result<Worth, NoAnswer> {
    let low_question = question(asked, shape, &range.low);
    let low = best(&low_question)?;
    let high = best(&question(asked, shape, &range.high))?;
    let error = asked.fit.serving.error_factor(BAND_SHARE);
    let load = low_question.load;
    let tokens_per_s = Band::of(low.tokens_per_s, high.tokens_per_s, error);
    let parts = low.terms.serving_parts(&asked.fit.serving.efficiencies);
    let per_step = if low.requests > 0.0 { low.requests * load.accepted } else { 1.0 - load.cached };
    let flop = flop_of(shape, &low, &load, range.low);
    let largest = (low.requests > 0.0).then(|| {
        crate::serving::requests_that_fit(shape, &range.low, low.split, load.context, asked.assumed)
    });
    let token_time = Band::of(low.token_time.0, high.token_time.0, error);
    let users = users_served(1.0, 1.0, asked.workload.user_tokens_per_s, 1.0);
    Ok(Worth {
        chip: asked.chip.id.to_string(),
        numbers,
        cluster: asked.cluster.id.to_string(),
        rates: range,
        tokens_per_s,
        bound: bound(&high, &load),
        binding: named(&parts, low.memory_full && asked.workload.kind != WorkloadKind::Prefill),
        shares: shares(&parts),
        intensity: flop / (low.terms.memory().0 * range.low.memory_bandwidth.0),
        flop_per_token: flop / per_step,
        usd_per_million_tokens: cost(asked, tokens_per_s),
        joules_per_token: joules(asked, tokens_per_s),
        detail: Detail::Serving {
            plan: low,
            token_time_s: token_time,
            user_tokens_per_s: token_time.inverse(),
            largest_batch: largest,
            users_per_chip: tokens_per_s.times(users, users),
            prefill_chips_per_chip: prefill_chips(asked, shape, &range.low, &load, low.tokens_per_s),
        },
    })
}

/// Tokens a second at peak rates with everything hidden.
fn bound(plan: &Plan, load: &Load) -> f64 {
    let done = if plan.requests > 0.0 { plan.requests * load.accepted } else { 1.0 / (1.0 - load.cached) };
    done / plan.terms.bound().0
}

/// Operations of the plan's step (of a prompt token in prefill).
fn flop_of(shape: &Shape, plan: &Plan, load: &Load, low: Rates) -> f64 {
    let _ = (shape, load);
    (plan.terms.linear + plan.terms.experts).0 * low.linear.0 + plan.terms.attention.0 * low.attention.0
}

fn prefill_chips(asked: &Asked<'_>, shape: &Shape, rates: &Rates, load: &Load, decode: f64) -> Option<f64> {
    if asked.workload.kind != WorkloadKind::Decode {
        return None;
    }
    let prefill = Question { task: Task::Prefill, requests: None, ..question(asked, shape, rates) };
    // The rate already leaves cached tokens out, so the whole prompt is counted.
    let found = best(&Question { load: Load { cached: 0.0, ..*load }, ..prefill }).ok()?;
    Some(prefill_per_decode_chip(load, found.tokens_per_s, decode))
}

fn named(parts: &[(Binding, Seconds)], memory_full: bool) -> &'static str {
    match binding(parts) {
        // Each further request would share the same reading of weights, but there is no room for it.
        Binding::MemoryBandwidth | Binding::Fixed if memory_full => "capacity_and_memory_bandwidth",
        other => other.code(),
    }
}

fn shares(parts: &[(Binding, Seconds)]) -> Vec<(&'static str, f64)> {
    let whole: f64 = parts.iter().map(|(_, time)| time.0).sum();
    parts.iter().map(|(binding, time)| (binding.code(), time.0 / whole)).collect()
}

fn train(asked: &Asked<'_>, shape: &Shape, numbers: Numbers, range: RateRange) -> Result<Worth, NoAnswer> {
    let workload = asked.workload;
    let run = run_of(workload, asked.assumed);
    let PhaseFit { efficiencies, .. } = &asked.fit.training;
    let plan = |rates: &Rates, efficiencies: &Efficiencies| {
        training::best(shape, rates, &run, asked.assumed, efficiencies)
    };
    let (low, high) = (plan(&range.low, efficiencies)?, plan(&range.high, efficiencies)?);
    let error = asked.fit.training.error_factor(BAND_SHARE);
    let tokens_per_s = Band::of(low.tokens_per_s, high.tokens_per_s, error);
    let chips = f64::from(run.chips);
    let seconds =
        tokens_per_s.inverse().times(workload.training_tokens / chips, workload.training_tokens / chips);
    let (days, chip_hours) =
        (seconds.times(1.0 / 86_400.0, 1.0 / 86_400.0), seconds.times(chips / 3600.0, chips / 3600.0));
    let lost = goodput(chips, asked.assumed);
    let slower = if lost.share > 0.0 { 1.0 / lost.share } else { f64::INFINITY };
    let parts = low.terms.training_parts(efficiencies);
    let flop = training::useful_flop(shape, &run).0;
    let hours = chip_hours.times(slower, slower);
    Ok(Worth {
        chip: asked.chip.id.to_string(),
        numbers,
        cluster: asked.cluster.id.to_string(),
        rates: range,
        tokens_per_s,
        bound: 1.0 / high.terms.bound().0,
        binding: binding(&parts).code(),
        shares: shares(&parts),
        intensity: flop / (low.terms.memory().0 * range.low.memory_bandwidth.0),
        flop_per_token: flop,
        usd_per_million_tokens: cost(asked, tokens_per_s),
        joules_per_token: joules(asked, tokens_per_s),
        detail: Detail::Training {
            plan: low,
            days,
            chip_hours,
            goodput: lost,
            days_with_failures: days.times(slower, slower),
            energy_mwh: watts(asked).map(|power| hours.times(power.0 / 1e6, power.1 / 1e6)),
            usd: usd_per_hour(asked).map(|usd| hours.times(usd.0, usd.1)),
        },
    })
}

/// The run of a training workload.
#[must_use]
pub fn run_of(workload: &Workload, assumed: &Assumptions) -> Run {
    let sequence = workload.input_tokens.max(1.0);
    let assumed_batch = (assumed.step_tokens / sequence).max(f64::from(workload.chips) / 8.0).max(1.0);
    Run {
        sequence,
        sequences: workload.sequences_per_step.unwrap_or(assumed_batch),
        chips: workload.chips,
        low_rank: workload.low_rank,
    }
}

fn figure(chip: &Chip, name: &str) -> Option<Interval> {
    chip.figure(name, "").map(|figure| figure.range)
}

/// Watts at the wall for one chip.
fn watts(asked: &Asked<'_>) -> Option<(f64, f64)> {
    let power = figure(asked.chip, "tdp_w")?;
    let overhead = asked.assumed.power_overhead;
    Some((power.low.at * overhead, power.high.at * overhead))
}

/// USD of one chip-hour: its price and its share of the system over their life, and power.
fn usd_per_hour(asked: &Asked<'_>) -> Option<(f64, f64)> {
    let price = figure(asked.chip, "price_usd")?;
    let power = watts(asked)?;
    let assumed = asked.assumed;
    let hour = |price: f64, watts: f64| {
        price * assumed.system_price_factor / (assumed.lifetime_years * 8766.0)
            + watts / 1e3 * assumed.usd_per_kwh
    };
    Some((hour(price.low.at, power.0), hour(price.high.at, power.1)))
}

fn cost(asked: &Asked<'_>, tokens_per_s: Band) -> Option<Band> {
    let (low, high) = usd_per_hour(asked)?;
    Some(tokens_per_s.inverse().times(low / 3600.0 * 1e6, high / 3600.0 * 1e6))
}

fn joules(asked: &Asked<'_>, tokens_per_s: Band) -> Option<Band> {
    let (low, high) = watts(asked)?;
    Some(tokens_per_s.inverse().times(low, high))
}
