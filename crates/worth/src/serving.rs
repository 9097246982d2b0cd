//! Serving: prefill, decode, and both on the same chips.
//!
//! Every function takes one replica whose chips are split by a [`Split`] and answers for one chip of it.

use crate::assume::{Assumptions, Efficiencies};
use crate::links::{all_reduce, experts};
use crate::rates::Rates;
use crate::shape::Shape;
use crate::terms::Terms;
use crate::units::{Bytes, Seconds};

/// How the chips of one replica share the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Split {
    /// Tensor degree `t`: chips among which attention and dense weights are cut.
    pub tensor: u32,
    /// Pipeline degree `p`: stages of layers.
    pub pipeline: u32,
    /// Expert degree `e`: chips among which experts are spread; 1 leaves them to the tensor group.
    pub expert: u32,
}

impl Split {
    /// One chip.
    pub const ONE: Split = Split { tensor: 1, pipeline: 1, expert: 1 };

    /// Chips of the replica.
    #[must_use]
    pub fn chips(self) -> u32 {
        self.tensor.max(self.expert) * self.pipeline
    }

    /// Chips among which the experts of one stage are spread.
    #[must_use]
    pub fn expert_chips(self) -> f64 {
        f64::from(self.tensor.max(self.expert))
    }
}

/// What is served.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Load {
    /// Tokens of a prompt, mean.
    pub input: f64,
    /// Tokens of an answer, mean.
    pub output: f64,
    /// Keys and values that a request holds while it decodes, in tokens, mean over the steps.
    pub context: f64,
    /// Tokens verified in a step, `q`: one and the drafts.
    pub verified: f64,
    /// Tokens accepted in a step, `a`.
    pub accepted: f64,
    /// Share of prompt tokens found in a cache.
    pub cached: f64,
    /// Longest time for one token of one user; infinite where there is no limit.
    pub token_limit: Seconds,
}

/// Bytes of weights on one chip.
#[must_use]
pub fn weights_on_chip(shape: &Shape, split: Split) -> Bytes {
    let stages = f64::from(split.pipeline);
    (shape.dense_weights / f64::from(split.tensor) + shape.expert_weights / split.expert_chips()) / stages
}

/// Bytes of keys and values on one chip for each request of that chip.
///
/// A tensor group of `t` chips holds the requests of all of them; what it cannot cut, every chip holds.
#[must_use]
pub fn kv_on_chip(shape: &Shape, split: Split, context: f64) -> Bytes {
    let tensor = f64::from(split.tensor);
    shape.kv_per_token * (context * tensor / tensor.min(shape.kv_heads))
}

/// Requests on one chip that fit beside the weights: `(M·u − weights)/(ctx·k_kv)`. Negative where weights do not fit.
///
/// A stage of a pipeline holds a part of the layers for all requests of the pipeline, so stages cancel.
#[must_use]
pub fn requests_that_fit(
    shape: &Shape,
    rates: &Rates,
    split: Split,
    context: f64,
    assumed: &Assumptions,
) -> f64 {
    let room = rates.memory.0 * assumed.memory_share - weights_on_chip(shape, split).0;
    room / kv_on_chip(shape, split, context).0
}

/// One decode step with `requests` requests for each chip, at peak rates.
///
/// `T_mem = (weights touched + B·ctx·k_kv + activations)/W`, `T_cmp = B·q·(2·N_a + attention·ctx)/F`,
/// `T_com` two all-reduces a layer, or dispatch and combine. A pipeline of `p` stages holds `p` such batches; each step of
/// one batch takes the time of all layers.
#[must_use]
pub fn decode_step(
    shape: &Shape,
    rates: &Rates,
    split: Split,
    requests: f64,
    load: &Load,
    assumed: &Assumptions,
) -> Terms {
    let tensor = f64::from(split.tensor);
    let tokens = requests * load.verified;
    let of_group = tokens * split.expert_chips();
    let weights =
        shape.dense_weights / tensor + shape.expert_weights * shape.touched(of_group) / split.expert_chips();
    let kv = kv_on_chip(shape, split, load.context) * requests;
    let reduces = if split.expert > 1 { 1.0 } else { 2.0 };
    let reduced = all_reduce(shape, rates, split.tensor, tokens * tensor, reduces, assumed);
    let sent = experts(shape, rates, split.expert, tokens, assumed);
    Terms {
        weights: weights / rates.memory_bandwidth,
        kv: kv / rates.memory_bandwidth,
        activations: shape.decode_activations * tokens / rates.memory_bandwidth,
        streamed: Seconds(0.0),
        linear: shape.dense_flop * tokens / rates.linear,
        experts: shape.expert_flop * tokens / rates.linear,
        attention: shape.decode_attention * (tokens * load.context) / rates.attention,
        scale_up: reduced.scale_up + sent.scale_up,
        scale_out: reduced.scale_out + sent.scale_out,
        launch: assumed.launch,
    }
}

/// Prefill of one prompt token in a prompt of `prompt` tokens, in time of one chip, at peak rates.
///
/// `2·N_a + attention·S` operations; weights are read once for all prompt tokens that are taken at once.
#[must_use]
pub fn prefill_token(
    shape: &Shape,
    rates: &Rates,
    split: Split,
    prompt: f64,
    assumed: &Assumptions,
) -> Terms {
    let tensor = f64::from(split.tensor);
    let batch = assumed.prefill_tokens;
    let reduces = if split.expert > 1 { 1.0 } else { 2.0 };
    let reduced = all_reduce(shape, rates, split.tensor, batch, reduces, assumed);
    let sent = experts(shape, rates, split.expert, batch, assumed);
    let weights = shape.dense_weights / tensor + shape.expert_weights / split.expert_chips();
    // The tensor group takes `batch` tokens at once, so one of them costs each of `t` chips a share.
    let share = tensor / batch;
    Terms {
        weights: weights / rates.memory_bandwidth * share,
        kv: Seconds(0.0),
        activations: Seconds(0.0),
        streamed: shape.activations / rates.memory_bandwidth,
        linear: shape.dense_flop / rates.linear,
        experts: shape.expert_flop / rates.linear,
        attention: shape.forward_attention * prompt / rates.attention,
        scale_up: reduced.scale_up * share + sent.scale_up / batch,
        scale_out: reduced.scale_out * share + sent.scale_out / batch,
        launch: Seconds(0.0),
    }
}

/// One step in which every request gains its tokens and the prompts that replace finished requests are read.
///
/// In steady state each step finishes `requests·a/output` requests, and as many prompts come in.
#[must_use]
pub fn mixed_step(
    shape: &Shape,
    rates: &Rates,
    split: Split,
    requests: f64,
    load: &Load,
    assumed: &Assumptions,
) -> Terms {
    let decode = decode_step(shape, rates, split, requests, load, assumed);
    let prompts = requests * load.accepted / load.output;
    let tokens = load.input * (1.0 - load.cached) * prompts;
    decode.and(&prefill_token(shape, rates, split, load.input, assumed).times(tokens))
}

/// Output tokens a second and chip, and the time of one token for one user, of a step.
#[must_use]
pub fn speed(terms: &Terms, requests: f64, load: &Load, fitted: &Efficiencies) -> (f64, Seconds) {
    let step = terms.serving(fitted);
    (requests * load.accepted / step.0, step / load.accepted)
}

/// Chips for prefill for each chip for decode: `(λ·S_in/R_pre) : (λ·S_out/R_dec)`, cached prompt tokens left out.
#[must_use]
pub fn prefill_per_decode_chip(load: &Load, prefill_tokens_per_s: f64, decode_tokens_per_s: f64) -> f64 {
    (load.input * (1.0 - load.cached) / prefill_tokens_per_s) / (load.output / decode_tokens_per_s)
}

/// Concurrent users at a speed: `chips·R_dec/(tokens per second of a user while active × share active)`.
#[must_use]
pub fn users_served(
    chips: f64,
    tokens_per_s_per_chip: f64,
    user_tokens_per_s: f64,
    active_share: f64,
) -> f64 {
    chips * tokens_per_s_per_chip / (user_tokens_per_s * active_share)
}

/// Tokens accepted a step when `drafts` are verified and each is accepted with a chance that the ones before it were.
///
/// `1 + α + α² + …`; with one draft this is `1 + α`.
#[must_use]
pub fn accepted_tokens(drafts: u32, acceptance: f64) -> f64 {
    (0..=drafts).map(|power| acceptance.powi(i32::try_from(power).unwrap_or(i32::MAX))).sum()
}
