//! A model at given number formats: bytes and operations, worked out once.

use crate::model::{Attention, Model};
use crate::numbers::Numbers;
use crate::units::{Bytes, Flop};

/// Amounts of one model in one set of formats.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Weights that every token reads.
    pub dense_weights: Bytes,
    /// Weights of all routed experts.
    pub expert_weights: Bytes,
    /// Keys and values of one token.
    pub kv_per_token: Bytes,
    /// Keys and values of one token, in elements.
    pub kv_elements: f64,
    /// Heads among which keys and values can be cut; 1 where they cannot.
    pub kv_heads: f64,
    /// Activations read and written by one token in a forward pass of prefill or training.
    pub activations: Bytes,
    /// The same in a decode step.
    pub decode_activations: Bytes,
    /// Products with weights that every token uses, forward.
    pub dense_flop: Flop,
    /// Products with the chosen experts, forward.
    pub expert_flop: Flop,
    /// Attention in decode, for each stored token.
    pub decode_attention: Flop,
    /// Attention in a forward pass, for each token of the sequence.
    pub forward_attention: Flop,
    /// Layers.
    pub layers: f64,
    /// Layers with experts.
    pub expert_layers: f64,
    /// Width.
    pub width: f64,
    /// Routed experts, 0 for a dense model.
    pub experts: f64,
    /// Experts of a token.
    pub top_k: f64,
    /// Most nodes to which a token is sent.
    pub node_limit: f64,
    /// Bytes of one number on its way to an expert.
    pub dispatch_bytes: f64,
    /// Query heads.
    pub query_heads: u32,
    /// All parameters.
    pub parameters: f64,
    /// Parameters of the routed experts.
    pub expert_parameters: f64,
}

/// Bytes of an activation: engines keep them in sixteen bits.
pub const ACTIVATION_BYTES: f64 = 2.0;

impl Shape {
    /// Works the amounts out.
    #[must_use]
    pub fn of(model: &Model, numbers: Numbers) -> Shape {
        let weight = numbers.weights.weight_bytes();
        let experts = model.expert_parameters();
        let active = model.active_expert_parameters();
        let counts = model.experts.as_ref();
        Shape {
            dense_weights: Bytes((model.parameters - experts).max(0.0) * weight),
            expert_weights: Bytes(experts * weight),
            kv_per_token: Bytes(model.kv_elements() * numbers.attention.kv_bytes()),
            kv_elements: model.kv_elements(),
            kv_heads: match &model.attention {
                Attention::Grouped { kv_heads, .. } => f64::from(*kv_heads),
                Attention::Latent { .. } => 1.0,
            },
            activations: Bytes(model.activation_elements(false) * ACTIVATION_BYTES),
            decode_activations: Bytes(model.activation_elements(true) * ACTIVATION_BYTES),
            dense_flop: Flop(2.0 * (model.active_parameters - active).max(0.0)),
            expert_flop: Flop(2.0 * active),
            decode_attention: Flop(model.decode_attention_flop()),
            forward_attention: Flop(model.forward_attention_flop()),
            layers: f64::from(model.layers),
            expert_layers: counts.map_or(0.0, |experts| f64::from(experts.layers)),
            width: f64::from(model.width),
            experts: counts.map_or(0.0, |experts| f64::from(experts.count)),
            top_k: counts.map_or(0.0, |experts| f64::from(experts.top_k)),
            node_limit: counts.and_then(|experts| experts.node_limit).map_or(f64::INFINITY, f64::from),
            dispatch_bytes: numbers.weights.dispatch_bytes(),
            query_heads: model.query_heads,
            parameters: model.parameters,
            expert_parameters: experts,
        }
    }

    /// The share of experts that `tokens` tokens touch: `1 − (1 − k/E)^tokens`, all of a dense model's none.
    #[must_use]
    pub fn touched(&self, tokens: f64) -> f64 {
        if self.experts == 0.0 {
            return 0.0;
        }
        1.0 - (1.0 - self.top_k / self.experts).powf(tokens)
    }
}

/// Tokens at once from which products with weights wait for arithmetic and no longer for memory.
///
/// `B* = F·B_w/(2·W)`, times `E/k` for a mixture of experts.
#[must_use]
pub fn critical_batch(ridge: f64, weight_bytes: f64, model: &Model) -> f64 {
    let spread =
        model.experts.as_ref().map_or(1.0, |experts| f64::from(experts.count) / f64::from(experts.top_k));
    ridge * weight_bytes / 2.0 * spread
}

/// Operations of decode attention for each byte of stored keys and values.
///
/// `2·q·(n_q/n_kv)/B_kv` for grouped heads, about `242·q` at sixteen bits for the latent form of DeepSeek-V3.
#[must_use]
pub fn attention_intensity(shape: &Shape, tokens_per_step: f64) -> f64 {
    tokens_per_step * shape.decode_attention.0 / shape.kv_per_token.0
}
