//! The best plan for serving: every split of a replica, and the largest batch in each.
//!
//! For a split, output grows with the number of requests: a step's time has a fixed part, parts proportional to
//! requests, and weights of experts touched, which grow ever slower; so time over requests falls. The best batch is
//! therefore the largest that fits in memory, in the engine and in the time limit, and bisection finds it exactly.

use crate::assume::{Assumptions, Efficiencies};
use crate::rates::Rates;
use crate::serving::{
    Load, Split, decode_step, mixed_step, prefill_token, requests_that_fit, speed, weights_on_chip,
};
use crate::shape::Shape;
use crate::terms::Terms;
use crate::units::Seconds;

/// What is asked of the chips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Reading prompts only.
    Prefill,
    /// Writing answers only; prompts are read elsewhere.
    Decode,
    /// Both on the same chips.
    Mixed,
}

/// Everything that a serving question fixes.
#[derive(Clone, Debug)]
pub struct Question<'q> {
    /// The model.
    pub shape: &'q Shape,
    /// The chip.
    pub rates: &'q Rates,
    /// The load.
    pub load: Load,
    /// The task.
    pub task: Task,
    /// Splits to choose from.
    pub splits: Vec<Split>,
    /// Requests for each chip, where they are stated.
    pub requests: Option<f64>,
    /// Stated constants.
    pub assumed: &'q Assumptions,
    /// Fitted efficiencies.
    pub fitted: Efficiencies,
}

/// A plan and what it gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// The split.
    pub split: Split,
    /// Requests decoding at once for each chip; 0 for prefill.
    pub requests: f64,
    /// Parts of the step (for prefill: of one prompt token).
    pub terms: Terms,
    /// Tokens a second and chip: output tokens, prompt tokens for prefill.
    pub tokens_per_s: f64,
    /// Time of one token for one user; for prefill the time to read one prompt.
    pub token_time: Seconds,
    /// The batch is as large as the memory allows.
    pub memory_full: bool,
    /// The batch is as large as the time limit allows.
    pub time_full: bool,
}

/// No plan works: what did not fit, and the nearest change that would.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NoPlan {
    /// Weights and one request need more memory than a chip has, in the best split.
    #[error(
        "does not fit in memory: at best {needed_gb:.1} GB are needed on each of {chips} chips, {usable_gb:.1} GB are usable"
    )]
    Memory {
        /// GB needed for each chip.
        needed_gb: f64,
        /// GB usable.
        usable_gb: f64,
        /// Chips of that split.
        chips: u32,
        /// Chips from which it would fit, by powers of two; `None` when more chips do not help.
        enough_chips: Option<u32>,
        /// Tokens of context that would fit; `None` when not even the weights do.
        context_that_fits: Option<f64>,
    },
    /// The fastest step is slower than the limit for one token.
    #[error("too slow: one token takes {fastest_ms:.1} ms at best, the limit is {limit_ms:.1} ms")]
    Time {
        /// Fastest time, in milliseconds.
        fastest_ms: f64,
        /// Limit, in milliseconds.
        limit_ms: f64,
    },
    /// No split is possible: the heads do not divide.
    #[error("{heads} heads do not divide among {tensor} chips")]
    Heads {
        /// Query heads.
        heads: u32,
        /// Tensor degree asked for.
        tensor: u32,
        /// Nearest degree that divides.
        nearest: u32,
    },
}

impl NoPlan {
    /// The nearest feasible change.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            NoPlan::Memory { enough_chips: Some(chips), context_that_fits, .. } => {
                let shorter = context_that_fits
                    .map_or(String::new(), |tokens| format!(", or a context of at most {tokens:.0} tokens"));
                format!("nearest change: {chips} chips in a replica{shorter}")
            }
            NoPlan::Memory { context_that_fits: Some(tokens), .. } => {
                format!("nearest change: a context of at most {tokens:.0} tokens")
            }
            NoPlan::Memory { .. } => {
                "nearest change: fewer bits for weights, or a chip with more memory".to_owned()
            }
            NoPlan::Time { fastest_ms, .. } => {
                format!("nearest change: a limit of {:.0} ms for one token", fastest_ms.ceil())
            }
            NoPlan::Heads { nearest, .. } => format!("nearest change: a tensor degree of {nearest}"),
        }
    }
}

/// Every sensible split of at most `chips` chips: tensor groups inside a node, experts over powers of two.
///
/// A degree that is not a power of two appears only as the whole of `chips`. Splits of a dense model have no expert degree.
#[must_use]
pub fn splits(shape: &Shape, domain: u32, chips: u32) -> Vec<Split> {
    let mut all = Vec::new();
    let tensors =
        degrees(domain.min(chips)).into_iter().filter(|tensor| shape.query_heads.is_multiple_of(*tensor));
    for tensor in tensors {
        for pipeline in
            degrees(chips / tensor).into_iter().filter(|stages| f64::from(*stages) <= shape.layers.min(16.0))
        {
            all.push(Split { tensor, pipeline, expert: 1 });
            let most = chips / pipeline;
            let spread = degrees(most).into_iter().filter(|expert| {
                *expert > 1 && expert.is_multiple_of(tensor) && f64::from(*expert) <= shape.experts * 2.0
            });
            all.extend(spread.map(|expert| Split { tensor, pipeline, expert }));
        }
    }
    all
}

/// Powers of two up to `most`, and `most` itself.
fn degrees(most: u32) -> Vec<u32> {
    let mut all: Vec<u32> =
        (0..31).map(|power| 1_u32 << power).take_while(|degree| *degree <= most).collect();
    if most > 0 && !most.is_power_of_two() {
        all.push(most);
    }
    all
}

/// The plan with most tokens a second and chip; of equals the one with fewest chips.
///
/// # Errors
///
/// What did not fit, for the split that came nearest.
pub fn best(question: &Question<'_>) -> Result<Plan, NoPlan> {
    let mut best: Option<Plan> = None;
    let mut nearest: Option<NoPlan> = None;
    for split in &question.splits {
        // Pruning: no batch beats the bound of arithmetic alone.
        match plan(question, *split) {
            Ok(found) if best.is_none_or(|best| found.tokens_per_s > best.tokens_per_s * (1.0 + 1e-12)) => {
                best = Some(found)
            }
            Ok(_) => {}
            Err(fault) => nearest = Some(nearer(nearest, fault)),
        }
    }
    best.ok_or_else(|| nearest.map_or_else(|| heads(question), |fault| with_enough_chips(question, fault)))
}

fn heads(question: &Question<'_>) -> NoPlan {
    let heads = question.shape.query_heads;
    NoPlan::Heads { heads, tensor: 0, nearest: crate::model::nearest_divisor(heads, 8) }
}

/// A split that is too slow came nearer than one that does not fit, and less missing memory nearer than more.
fn nearer(known: Option<NoPlan>, other: NoPlan) -> NoPlan {
    match (known, other) {
        (Some(NoPlan::Time { fastest_ms, limit_ms }), NoPlan::Time { fastest_ms: second, .. }) => {
            NoPlan::Time { fastest_ms: fastest_ms.min(second), limit_ms }
        }
        (Some(first @ NoPlan::Memory { .. }), second @ NoPlan::Memory { .. }) => {
            if needed(&first) <= needed(&second) { first } else { second }
        }
        (Some(first @ NoPlan::Time { .. }), _) => first,
        (_, other) => other,
    }
}

fn needed(fault: &NoPlan) -> f64 {
    if let NoPlan::Memory { needed_gb, .. } = fault { *needed_gb } else { f64::INFINITY }
}

fn plan(question: &Question<'_>, split: Split) -> Result<Plan, NoPlan> {
    let fits = fit(question, split)?;
    if question.task == Task::Prefill {
        return Ok(prefill_plan(question, split));
    }
    let engine = question.assumed.most_requests / f64::from(split.tensor);
    let most = question.requests.unwrap_or_else(|| fits.min(engine));
    let stated = question.requests.is_some();
    let whole =
        |requests: f64| (requests * f64::from(split.tensor)).floor().max(1.0) / f64::from(split.tensor);
    let most = if stated { most } else { whole(most) };
    let at = |requests: f64| at_batch(question, split, requests);
    let full = at(most);
    let limit = question.load.token_limit;
    if full.token_time <= limit {
        return Ok(Plan { memory_full: !stated && fits < engine, ..full });
    }
    largest_in_time(split, most, limit, &at)
}

/// Bisects over whole requests of a tensor group.
fn largest_in_time(
    split: Split,
    most: f64,
    limit: Seconds,
    at: &impl Fn(f64) -> Plan,
) -> Result<Plan, NoPlan> {
    let group = f64::from(split.tensor);
    let (mut below, mut above) = (1.0, (most * group).max(1.0));
    let first = at(below / group);
    if first.token_time > limit {
        return Err(NoPlan::Time { fastest_ms: first.token_time.0 * 1e3, limit_ms: limit.0 * 1e3 });
    }
    let mut best = first;
    while above - below > 1.0 {
        let middle = f64::floor((below + above) / 2.0);
        let found = at(middle / group);
        if found.token_time <= limit {
            (below, best) = (middle, found);
        } else {
            above = middle;
        }
    }
    Ok(Plan { time_full: true, ..best })
}

fn at_batch(question: &Question<'_>, split: Split, requests: f64) -> Plan {
    let (shape, rates, load, assumed) = (question.shape, question.rates, &question.load, question.assumed);
    let terms = match question.task {
        Task::Mixed => mixed_step(shape, rates, split, requests, load, assumed),
        _ => decode_step(shape, rates, split, requests, load, assumed),
    };
    let (tokens_per_s, token_time) = speed(&terms, requests, load, &question.fitted);
    Plan { split, requests, terms, tokens_per_s, token_time, memory_full: false, time_full: false }
}

fn prefill_plan(question: &Question<'_>, split: Split) -> Plan {
    let load = &question.load;
    let terms = prefill_token(question.shape, question.rates, split, load.input, question.assumed);
    let token = terms.serving(&question.fitted);
    // Tokens found in the cache cost nothing.
    let tokens_per_s = 1.0 / (token.0 * (1.0 - load.cached));
    let token_time = token * (load.input * (1.0 - load.cached) / f64::from(split.tensor));
    Plan { split, requests: 0.0, terms, tokens_per_s, token_time, memory_full: false, time_full: false }
}

/// Requests for each chip that fit; an error when not one request of a group does.
fn fit(question: &Question<'_>, split: Split) -> Result<f64, NoPlan> {
    let (shape, rates) = (question.shape, question.rates);
    if !shape.query_heads.is_multiple_of(split.tensor) {
        let nearest = crate::model::nearest_divisor(shape.query_heads, split.tensor);
        return Err(NoPlan::Heads { heads: shape.query_heads, tensor: split.tensor, nearest });
    }
    let context = if question.task == Task::Prefill { question.load.input } else { question.load.context };
    let fits = requests_that_fit(shape, rates, split, context, question.assumed);
    // A measured point states its batch; it was run, so it did fit.
    if question.requests.is_some() || fits * f64::from(split.tensor) >= 1.0 {
        return Ok(fits);
    }
    let usable = rates.memory.0 * question.assumed.memory_share;
    let weights = weights_on_chip(shape, split).0;
    let one = crate::serving::kv_on_chip(shape, split, context).0 / f64::from(split.tensor);
    let tokens = (usable - weights) / one * context;
    Err(NoPlan::Memory {
        needed_gb: (weights + one) / 1e9,
        usable_gb: usable / 1e9,
        chips: split.chips(),
        enough_chips: None,
        context_that_fits: (tokens >= 1.0).then(|| tokens.floor()),
    })
}

/// Tries larger replicas until the workload fits, to name the nearest change.
fn with_enough_chips(question: &Question<'_>, fault: NoPlan) -> NoPlan {
    let NoPlan::Memory { needed_gb, usable_gb, chips, context_that_fits, .. } = fault else {
        return fault;
    };
    let fits = |chips: &u32| {
        let more =
            Question { splits: splits(question.shape, question.rates.domain, *chips), ..question.clone() };
        more.splits.iter().any(|split| fit(&more, *split).is_ok())
    };
    let enough_chips =
        (1..=12).map(|power| 1_u32 << power).filter(|more| *more > chips).find(|chips| fits(chips));
    NoPlan::Memory { needed_gb, usable_gb, chips, enough_chips, context_that_fits }
}
