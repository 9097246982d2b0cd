//! Exchanges between chips.

use crate::assume::Assumptions;
use crate::rates::Rates;
use crate::shape::{ACTIVATION_BYTES, Shape};
use crate::units::{Bytes, BytesPerS, Seconds};

/// Time of the exchanges inside and between nodes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Exchange {
    /// Inside a node or supernode.
    pub scale_up: Seconds,
    /// Between nodes.
    pub scale_out: Seconds,
}

/// The rate that a group of `chips` sees: its node's links if it fits in a node.
fn rate(rates: &Rates, chips: u32, assumed: &Assumptions) -> (BytesPerS, bool) {
    let inside = chips <= rates.domain;
    let peak = if inside { rates.scale_up } else { rates.scale_out };
    (peak * assumed.link_share, inside)
}

fn at(time: Seconds, inside: bool) -> Exchange {
    if inside {
        Exchange { scale_up: time, scale_out: Seconds(0.0) }
    } else {
        Exchange { scale_up: Seconds(0.0), scale_out: time }
    }
}

/// Tensor parallel inference: `reduces` all-reduces a layer of `tokens·d` activations, each `2·(t−1)/t` of its bytes.
#[must_use]
pub fn all_reduce(
    shape: &Shape,
    rates: &Rates,
    tensor: u32,
    tokens: f64,
    reduces: f64,
    assumed: &Assumptions,
) -> Exchange {
    if tensor <= 1 {
        return Exchange::default();
    }
    let degree = f64::from(tensor);
    let bytes = Bytes(2.0 * (degree - 1.0) / degree * tokens * shape.width * ACTIVATION_BYTES);
    let (speed, inside) = rate(rates, tensor, assumed);
    at((bytes / speed + assumed.hop) * (reduces * shape.layers), inside)
}

/// Tensor and sequence parallel training: a layer gathers and scatters its activations four times each, of which
/// every chip of the group moves `(t−1)/t`. Returns the time of one token.
#[must_use]
pub fn sequence_parallel(shape: &Shape, rates: &Rates, tensor: u32, assumed: &Assumptions) -> Exchange {
    if tensor <= 1 {
        return Exchange::default();
    }
    let degree = f64::from(tensor);
    let bytes = Bytes(8.0 * (degree - 1.0) / degree * shape.width * ACTIVATION_BYTES);
    let (speed, inside) = rate(rates, tensor, assumed);
    at(bytes / speed * shape.layers, inside)
}

/// Expert parallel: one chip sends `tokens` tokens to their experts on `expert` chips and takes the results back.
///
/// A token crosses the network once for each node that holds one of its experts, at most the model's node limit,
/// and reaches its experts there over the links of the node. Both go on at the same time, so the longer counts.
#[must_use]
pub fn experts(shape: &Shape, rates: &Rates, expert: u32, tokens: f64, assumed: &Assumptions) -> Exchange {
    if expert <= 1 || shape.experts == 0.0 {
        return Exchange::default();
    }
    let chips = f64::from(expert);
    let domain = f64::from(rates.domain.min(expert));
    let nodes = chips / domain;
    let bytes = Bytes(tokens * shape.width * (shape.dispatch_bytes + ACTIVATION_BYTES));
    let reached_nodes = distinct(nodes, shape.top_k).min(shape.node_limit);
    let remote_nodes = reached_nodes * (nodes - 1.0) / nodes;
    let reached_chips = distinct(chips, shape.top_k);
    let out = bytes * remote_nodes / (rates.scale_out * assumed.link_share);
    let inside = bytes * reached_chips / (rates.scale_up * assumed.link_share);
    let latency = assumed.hop * 2.0;
    let is_inside = inside.0 >= out.0;
    at((inside.max(out) + latency) * shape.expert_layers, is_inside)
}

/// How many of `places` are hit when `picks` fall on them at random: `p·(1 − (1 − 1/p)^k)`.
#[must_use]
pub fn distinct(places: f64, picks: f64) -> f64 {
    places * (1.0 - (1.0 - 1.0 / places).powf(picks))
}

/// Data parallel: a ring sums `bytes` of gradients over `replicas`, `2·(r−1)/r` of them through each chip.
#[must_use]
pub fn gradients(bytes: Bytes, rates: &Rates, chips: u32, replicas: f64, assumed: &Assumptions) -> Exchange {
    if replicas <= 1.0 {
        return Exchange::default();
    }
    let (speed, inside) = rate(rates, chips, assumed);
    at(bytes * (2.0 * (replicas - 1.0) / replicas) / speed, inside)
}

/// Context parallel training: each chip receives the keys and values of the rest of the sequence, once forward and twice
/// backward, two bytes each. Returns the time of one token.
#[must_use]
pub fn context_parallel(
    shape: &Shape,
    rates: &Rates,
    tensor: u32,
    context: u32,
    assumed: &Assumptions,
) -> Exchange {
    if context <= 1 {
        return Exchange::default();
    }
    let others = f64::from(context) - 1.0;
    let (speed, inside) = rate(rates, tensor * context, assumed);
    at(Bytes(3.0 * others * shape.kv_elements * ACTIVATION_BYTES) / speed, inside)
}
