//! Training: time of a token, memory of a plan, and the best plan by enumeration.

use crate::assume::{Assumptions, Efficiencies};
use crate::links::{context_parallel, experts, gradients, sequence_parallel};
use crate::rates::Rates;
use crate::shape::Shape;
use crate::terms::Terms;
use crate::units::{Bytes, Flop, Seconds};

/// What is trained, apart from the model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// Tokens of a sequence, `s`.
    pub sequence: f64,
    /// Sequences of one step over all chips, `b`.
    pub sequences: f64,
    /// Chips, `n`.
    pub chips: u32,
    /// Only small added matrices learn (LoRA): no gradients of weights.
    pub low_rank: bool,
}

/// How chips share a training step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrainSplit {
    /// Tensor degree `t`.
    pub tensor: u32,
    /// Pipeline degree `p`.
    pub pipeline: u32,
    /// Context degree `c`: chips among which a sequence is cut.
    pub context: u32,
    /// Expert degree `e`; 1 for a dense model.
    pub expert: u32,
    /// Sequences in a micro-batch.
    pub micro_batch: u32,
    /// Activations are computed again in the backward pass.
    pub recompute: bool,
}

impl TrainSplit {
    /// Chips that hold one copy of the dense weights.
    #[must_use]
    pub fn chips(self) -> u32 {
        self.tensor * self.pipeline * self.context
    }
}

/// Useful operations of a token, forward and backward: `6·N_a + 3·S·(forward attention)` with causal credit.
///
/// `2·N_a` for each of three passes; a low-rank run skips the gradient of weights and has two. For
/// Llama-3.1-405B at `S` = 8,192 this is 2.53e12.
#[must_use]
pub fn useful_flop(shape: &Shape, run: &Run) -> Flop {
    let passes = if run.low_rank { 2.0 } else { 3.0 };
    (shape.dense_flop + shape.expert_flop) * passes + shape.forward_attention * (3.0 * run.sequence)
}

/// Micro-batches of one pipeline in a step, `m`, at least 1.
#[must_use]
pub fn micro_batches(run: &Run, split: TrainSplit) -> f64 {
    let replicas = (f64::from(run.chips) / f64::from(split.chips())).max(1.0);
    (run.sequences / (replicas * f64::from(split.micro_batch))).max(1.0)
}

/// Share of time in which a pipeline waits: `β = (p − 1)/(v·m + p − 1)`.
#[must_use]
pub fn bubble(run: &Run, split: TrainSplit, assumed: &Assumptions) -> f64 {
    let waiting = f64::from(split.pipeline) - 1.0;
    waiting / (assumed.virtual_stages * micro_batches(run, split) + waiting)
}

/// Parts of the time of one token in time of one chip, at peak rates, without the bubble.
///
/// A forward and two backward passes (one, for low-rank runs); recomputation adds a forward pass.
#[must_use]
pub fn token_terms(
    shape: &Shape,
    rates: &Rates,
    run: &Run,
    split: TrainSplit,
    assumed: &Assumptions,
) -> Terms {
    let passes = if run.low_rank { 2.0 } else { 3.0 };
    let again = if split.recompute { 1.0 } else { 0.0 };
    let tensor = f64::from(split.tensor);
    let sequence_exchange = if run.low_rank { 2.0 / 3.0 } else { 1.0 } * tensor;
    let reduced = sequence_parallel(shape, rates, split.tensor, assumed);
    let no_latency = Assumptions { hop: Seconds(0.0), ..assumed.clone() };
    let sent = experts(shape, rates, split.expert, 1.0, &no_latency);
    let passed = context_parallel(shape, rates, split.tensor, split.context, assumed);
    let summed = gradient_exchange(shape, rates, run, split, assumed);
    let once = |flop: Flop| flop * (passes + again);
    Terms {
        weights: Seconds(0.0),
        kv: Seconds(0.0),
        activations: shape.activations * (passes + again) / rates.memory_bandwidth,
        streamed: Seconds(0.0),
        linear: once(shape.dense_flop) / rates.linear,
        experts: once(shape.expert_flop) / rates.linear,
        attention: shape.forward_attention * (run.sequence * (3.0 + again)) / rates.attention,
        scale_up: reduced.scale_up * sequence_exchange + sent.scale_up * 2.0 + passed.scale_up + summed.0,
        scale_out: reduced.scale_out * sequence_exchange + sent.scale_out * 2.0 + passed.scale_out + summed.1,
        launch: Seconds(0.0),
    }
}

/// Sum of gradients over replicas, for one token: two bytes each, dense ones over `t·p`, experts' over `e·p` chips.
fn gradient_exchange(
    shape: &Shape,
    rates: &Rates,
    run: &Run,
    split: TrainSplit,
    assumed: &Assumptions,
) -> (Seconds, Seconds) {
    let copies = f64::from(run.chips) / f64::from(split.tensor * split.pipeline);
    let share = if run.low_rank { 0.01 } else { 1.0 };
    let bytes = Bytes(on_chip(shape, split) * 2.0 * share);
    let exchange = gradients(bytes, rates, run.chips, copies, assumed);
    let tokens = run.sequences * run.sequence / f64::from(run.chips);
    (exchange.scale_up / tokens, exchange.scale_out / tokens)
}

/// Parameters on one chip.
fn on_chip(shape: &Shape, split: TrainSplit) -> f64 {
    let stages = f64::from(split.pipeline);
    let spread = f64::from(split.expert.max(if split.expert > 1 { 1 } else { split.tensor }));
    (shape.parameters - shape.expert_parameters) / (f64::from(split.tensor) * stages)
        + shape.expert_parameters / (spread * stages)
}

/// Bytes of one chip: training state, optimiser state shared by all replicas, and activations kept for backward.
///
/// Half of the activation traffic is written and so kept, cut by `t·c`; a stage keeps as many micro-batches as there are
/// stages. With recomputation only the input of each layer is kept. A low-rank run keeps weights without gradients.
#[must_use]
pub fn memory_on_chip(shape: &Shape, run: &Run, split: TrainSplit, assumed: &Assumptions) -> Bytes {
    let parameters = on_chip(shape, split);
    let (state, optimizer) = if run.low_rank {
        (shape.dense_weights.0 / shape.parameters, 0.0)
    } else {
        (assumed.state_bytes, assumed.optimizer_bytes * shape.parameters / f64::from(run.chips))
    };
    let cut = f64::from(split.tensor * split.context);
    let kept = if split.recompute { shape.layers * shape.width * 2.0 } else { shape.activations.0 / 2.0 };
    let in_flight = micro_batches(run, split).min(f64::from(split.pipeline)) / f64::from(split.pipeline);
    let tokens = run.sequence * f64::from(split.micro_batch);
    Bytes(parameters * state + optimizer + kept * tokens * in_flight / cut)
}

/// A training plan and what it gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrainPlan {
    /// The split.
    pub split: TrainSplit,
    /// Parts of the time of one token, at peak rates, without the bubble.
    pub terms: Terms,
    /// Share of time that the pipeline waits.
    pub bubble: f64,
    /// Tokens a second and chip.
    pub tokens_per_s: f64,
    /// GB on one chip.
    pub memory_gb: f64,
    /// Useful operations a second over the peak rate of the format used, with causal credit (MFU).
    pub utilisation: f64,
}

/// Why no training plan works.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NoTrainPlan {
    /// Training state does not fit.
    #[error(
        "training does not fit in memory: at best {needed_gb:.1} GB are needed on each of {chips} chips, {usable_gb:.1} GB are usable"
    )]
    Memory {
        /// GB needed for each chip in the best split.
        needed_gb: f64,
        /// GB usable.
        usable_gb: f64,
        /// Chips.
        chips: u32,
    },
}

impl NoTrainPlan {
    /// The nearest feasible change.
    #[must_use]
    pub fn help(&self) -> String {
        let NoTrainPlan::Memory { needed_gb, usable_gb, chips } = self;
        let more = (f64::from(*chips) * needed_gb / usable_gb).ceil();
        format!("nearest change: about {more:.0} chips, or a shorter sequence")
    }
}

/// What one split gives.
#[must_use]
pub fn evaluate(
    shape: &Shape,
    rates: &Rates,
    run: &Run,
    split: TrainSplit,
    assumed: &Assumptions,
    fitted: &Efficiencies,
) -> TrainPlan {
    let terms = token_terms(shape, rates, run, split, assumed);
    let bubble = bubble(run, split, assumed);
    // Work waits for the pipeline; exchanges are counted in full.
    let exchange = Terms { scale_up: terms.scale_up, scale_out: terms.scale_out, ..Terms::default() };
    let work = Terms { scale_up: Seconds(0.0), scale_out: Seconds(0.0), ..terms };
    let token = work.training(fitted) / (1.0 - bubble) + exchange.training(fitted);
    TrainPlan {
        split,
        terms,
        bubble,
        tokens_per_s: 1.0 / token.0,
        memory_gb: memory_on_chip(shape, run, split, assumed).0 / 1e9,
        utilisation: (useful_flop(shape, run) / rates.linear).0 / token.0,
    }
}

/// The fastest plan that fits, over tensor, pipeline, context and expert degrees, micro-batch and recomputation.
///
/// # Errors
///
/// No split fits in memory.
pub fn best(
    shape: &Shape,
    rates: &Rates,
    run: &Run,
    assumed: &Assumptions,
    fitted: &Efficiencies,
) -> Result<TrainPlan, NoTrainPlan> {
    let usable = rates.memory.0 * assumed.memory_share;
    let mut best: Option<TrainPlan> = None;
    let mut least = f64::INFINITY;
    for split in splits(shape, rates, run) {
        let needed = memory_on_chip(shape, run, split, assumed).0;
        least = least.min(needed);
        if needed > usable
            || best
                .is_some_and(|best| cannot_beat(shape, rates, run, split, assumed, fitted, best.tokens_per_s))
        {
            continue;
        }
        let found = evaluate(shape, rates, run, split, assumed, fitted);
        if best.is_none_or(|best| found.tokens_per_s > best.tokens_per_s) {
            best = Some(found);
        }
    }
    best.ok_or(NoTrainPlan::Memory { needed_gb: least / 1e9, usable_gb: usable / 1e9, chips: run.chips })
}

/// Without any exchange it is slower already.
fn cannot_beat(
    shape: &Shape,
    rates: &Rates,
    run: &Run,
    split: TrainSplit,
    assumed: &Assumptions,
    fitted: &Efficiencies,
    record: f64,
) -> bool {
    let again = if split.recompute { 4.0 / 3.0 } else { 1.0 };
    let arithmetic =
        (shape.dense_flop + shape.expert_flop) * if run.low_rank { 2.0 } else { 3.0 } / rates.linear;
    let token = arithmetic * again / fitted.arithmetic / (1.0 - bubble(run, split, assumed));
    1.0 / token.0 <= record
}

fn splits(shape: &Shape, rates: &Rates, run: &Run) -> impl Iterator<Item = TrainSplit> {
    let powers = |most: u32| (0..20).map(|power| 1_u32 << power).take_while(move |degree| *degree <= most);
    let (heads, layers, chips, experts) = (shape.query_heads, shape.layers, run.chips, shape.experts);
    let contexts = if run.sequence >= 8192.0 { 64 } else { 1 };
    let run = *run;
    powers(rates.domain.min(chips).min(16))
        .filter(move |tensor| heads.is_multiple_of(*tensor))
        .flat_map(move |tensor| {
            powers(chips / tensor)
                .filter(move |stages| f64::from(*stages) <= layers / 2.0 || *stages == 1)
                .flat_map(move |pipeline| {
                    powers((chips / tensor / pipeline).min(contexts)).flat_map(move |context| {
                        expert_degrees(experts, chips / pipeline).flat_map(move |expert| {
                            [1_u32, 2, 4].into_iter().flat_map(move |micro_batch| {
                                [false, true].into_iter().map(move |recompute| TrainSplit {
                                    tensor,
                                    pipeline,
                                    context,
                                    expert,
                                    micro_batch,
                                    recompute,
                                })
                            })
                        })
                    })
                })
        })
        .filter(move |split| enough_sequences(&run, *split))
}

fn expert_degrees(experts: f64, chips: u32) -> impl Iterator<Item = u32> {
    let wanted = move |degree: &u32| {
        if experts > 0.0 { f64::from(*degree) <= experts && *degree <= chips } else { *degree == 1 }
    };
    (0..10).map(|power| 1_u32 << power).take_while(wanted)
}

/// Every replica has at least one micro-batch, and chips divide into replicas.
fn enough_sequences(run: &Run, split: TrainSplit) -> bool {
    let replicas = f64::from(run.chips) / f64::from(split.chips());
    let first = split.micro_batch == 1;
    run.chips.is_multiple_of(split.chips())
        && (run.sequences >= replicas * f64::from(split.micro_batch)
            || (first && run.sequences >= replicas * 0.999))
}
