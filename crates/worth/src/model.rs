//! The shape of a language model, and the amounts of work and memory that follow from it.
//!
//! Symbols: `L` layers, `d` width, `n_q` query heads, `n_kv` key and value heads, `d_h` head size, `N`
//! parameters, `N_a` parameters used by a token, `E` experts of which `k` are chosen.

use chipgate_base::Name;

/// How attention stores what it has read.
#[derive(Clone, Debug, PartialEq)]
pub enum Attention {
    /// Several query heads share one head of keys and values (one each: classic multi-head attention).
    Grouped {
        /// Heads of keys and values, `n_kv`.
        kv_heads: u32,
        /// Size of a head, `d_h`.
        head_size: u32,
    },
    /// Keys and values are compressed into one latent vector a token (MLA).
    Latent {
        /// Size of the latent vector.
        latent: u32,
        /// Size of the part that carries the position.
        rope: u32,
        /// Size of a query or key head without position.
        head_size: u32,
        /// Size of a value head.
        value_size: u32,
        /// Size of the compressed query.
        query_latent: u32,
    },
}

/// The mixture of experts of a model.
#[derive(Clone, Debug, PartialEq)]
pub struct Experts {
    /// Routed experts of a layer, `E`.
    pub count: u32,
    /// Routed experts that a token uses, `k`.
    pub top_k: u32,
    /// Experts that every token uses.
    pub shared: u32,
    /// Inner width of one expert.
    pub width: u32,
    /// Layers with experts.
    pub layers: u32,
    /// Most nodes to which one token is sent; `None` when not limited.
    pub node_limit: Option<u32>,
}

/// A model.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Stable id.
    pub id: Name,
    /// Name.
    pub name: Name,
    /// Other names, for files of measured points.
    pub aliases: Vec<Name>,
    /// All parameters, `N`.
    pub parameters: f64,
    /// Parameters used by one token, `N_a`.
    pub active_parameters: f64,
    /// Layers, `L`.
    pub layers: u32,
    /// Width, `d`.
    pub width: u32,
    /// Query heads, `n_q`.
    pub query_heads: u32,
    /// Attention.
    pub attention: Attention,
    /// Inner width of a dense feed-forward layer.
    pub ffn_width: u32,
    /// The feed-forward layer has a gate (three matrices and not two).
    pub gated: bool,
    /// Experts; `None` for a dense model.
    pub experts: Option<Experts>,
    /// Source ids.
    pub sources: Vec<Name>,
    /// `high`, `medium` or `low`.
    pub confidence: Name,
    /// What a reader should know.
    pub note: Name,
}

/// Why a model cannot be: the key that is wrong, what is wrong and what to do.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelFault {
    /// Key of the file.
    pub key: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Model {
    /// Keys and values stored for one token, in elements.
    ///
    /// `2·L·n_kv·d_h` for grouped heads, `L·(latent + rope)` for latent attention.
    #[must_use]
    pub fn kv_elements(&self) -> f64 {
        let layers = f64::from(self.layers);
        match &self.attention {
            Attention::Grouped { kv_heads, head_size } => {
                2.0 * layers * f64::from(*kv_heads) * f64::from(*head_size)
            }
            Attention::Latent { latent, rope, .. } => layers * f64::from(latent + rope),
        }
    }

    /// Copies into which the stored keys and values can be cut by a tensor group of `tensor` chips.
    ///
    /// One head is the smallest piece; a latent vector cannot be cut, every chip of the group holds it.
    #[must_use]
    pub fn kv_shards(&self, tensor: u32) -> f64 {
        match &self.attention {
            Attention::Grouped { kv_heads, .. } => f64::from(tensor.min(*kv_heads)),
            Attention::Latent { .. } => 1.0,
        }
    }

    /// Operations of attention in decode for one token and one stored token.
    ///
    /// `4·L·n_q·d_h`; in absorbed form for latent attention `2·L·n_q·((latent + rope) + latent)`
    /// (576 + 512 in DeepSeek-V3).
    #[must_use]
    pub fn decode_attention_flop(&self) -> f64 {
        let heads = f64::from(self.layers) * f64::from(self.query_heads);
        match &self.attention {
            Attention::Grouped { head_size, .. } => 4.0 * heads * f64::from(*head_size),
            Attention::Latent { latent, rope, .. } => 2.0 * heads * f64::from(2 * latent + rope),
        }
    }

    /// Operations of causal attention in a forward pass, for one token and one token of the sequence.
    ///
    /// A sequence of `S` tokens costs this times `S²`: `2·L·n_q·d_h`, with `d_h` the mean of key and value
    /// size where they differ (latent attention is not absorbed in prefill and training).
    #[must_use]
    pub fn forward_attention_flop(&self) -> f64 {
        let heads = f64::from(self.layers) * f64::from(self.query_heads);
        let size = match &self.attention {
            Attention::Grouped { head_size, .. } => 2 * head_size,
            Attention::Latent { rope, head_size, value_size, .. } => head_size + rope + value_size,
        };
        heads * f64::from(size)
    }

    /// Parameters of all routed experts.
    #[must_use]
    pub fn expert_parameters(&self) -> f64 {
        self.experts
            .as_ref()
            .map_or(0.0, |experts| self.one_expert() * f64::from(experts.count) * f64::from(experts.layers))
    }

    /// Parameters of the routed experts that one token uses.
    #[must_use]
    pub fn active_expert_parameters(&self) -> f64 {
        self.experts
            .as_ref()
            .map_or(0.0, |experts| self.one_expert() * f64::from(experts.top_k) * f64::from(experts.layers))
    }

    fn one_expert(&self) -> f64 {
        self.experts.as_ref().map_or(0.0, |experts| 3.0 * f64::from(self.width) * f64::from(experts.width))
    }

    /// Numbers that one token reads and writes between matrix products in a forward pass.
    ///
    /// `absorbed`: latent attention as decode runs it, on compressed keys and values.
    ///
    /// Each product reads its input and writes its output once; a gate, two norms and two residual sums
    /// count as well, and tokens are copied to and from their experts. The same count as roofline tools for
    /// inference make (Yuan et al. 2024, arXiv 2402.16363). Half of it, the writes, is what training keeps:
    /// about 17 numbers times `d` in a dense layer, the 34 bytes of Korthikanti et al. 2022 (arXiv 2205.05198).
    #[must_use]
    pub fn activation_elements(&self, absorbed: bool) -> f64 {
        let width = f64::from(self.width);
        let layers = f64::from(self.layers);
        let of_layer = self.attention_elements(absorbed) + 10.0 * width;
        let Some(experts) = &self.experts else {
            return layers * (of_layer + self.ffn_elements(self.ffn_width));
        };
        let moe_layers = f64::from(experts.layers);
        let used = f64::from(experts.top_k + experts.shared);
        let moved = 4.0 * f64::from(experts.top_k) * width;
        let of_experts = used * self.ffn_elements(experts.width) + moved;
        layers * of_layer
            + moe_layers * of_experts
            + (layers - moe_layers) * self.ffn_elements(self.ffn_width)
    }

    fn ffn_elements(&self, inner: u32) -> f64 {
        let (width, inner) = (f64::from(self.width), f64::from(inner));
        let products = if self.gated { 2.0 } else { 1.0 };
        width + products * inner + (products * inner + inner) + inner + width
    }

    fn attention_elements(&self, absorbed: bool) -> f64 {
        let (width, heads) = (f64::from(self.width), f64::from(self.query_heads));
        match &self.attention {
            Attention::Grouped { kv_heads, head_size } => {
                let size = f64::from(*head_size);
                let (query, kv) = (heads * size, 2.0 * f64::from(*kv_heads) * size);
                2.0 * width + 2.0 * (query + kv) + 2.0 * query
            }
            Attention::Latent { latent, rope, head_size, value_size, query_latent } => {
                let key = heads * f64::from(head_size + rope);
                let inner = if absorbed { heads * f64::from(2 * latent + rope) } else { 0.0 };
                let value = heads * f64::from(*value_size);
                let compressed = 2.0 * f64::from(*query_latent) + f64::from(latent + rope);
                2.0 * width + compressed + 2.0 * (key + inner + value)
            }
        }
    }

    /// The tensor degree cuts the query heads evenly.
    #[must_use]
    pub fn divides(&self, tensor: u32) -> bool {
        tensor > 0 && self.query_heads.is_multiple_of(tensor)
    }

    /// What cannot be true of these figures.
    #[must_use]
    pub fn faults(&self) -> Vec<ModelFault> {
        let mut faults = Vec::new();
        let mut fault = |wrong: bool, key, message: String, help: &str| {
            if wrong {
                faults.push(ModelFault { key, message, help: help.to_owned() });
            }
        };
        let positive = self.layers > 0 && self.width > 0 && self.query_heads > 0;
        fault(
            !positive,
            "layers",
            "layers, width and query heads must be at least 1".to_owned(),
            "write the counts of the model",
        );
        fault(
            self.parameters <= 0.0,
            "parameters",
            format!("{} parameters are not a model", self.parameters),
            "write a positive count",
        );
        let more_active = self.active_parameters > self.parameters || self.active_parameters <= 0.0;
        fault(
            more_active,
            "active_parameters",
            "a token cannot use more parameters than there are, nor none".to_owned(),
            "write at most `parameters`",
        );
        if let Attention::Grouped { kv_heads, head_size } = &self.attention {
            fault(
                *kv_heads == 0 || *head_size == 0,
                "kv_heads",
                "a model needs a head of keys and values".to_owned(),
                "write at least 1",
            );
            let near = nearest_divisor(self.query_heads, *kv_heads);
            let uneven = *kv_heads > 0 && !self.query_heads.is_multiple_of(*kv_heads);
            fault(
                uneven,
                "kv_heads",
                format!(
                    "{} query heads do not divide among {kv_heads} heads of keys and values",
                    self.query_heads
                ),
                &format!("the nearest count that divides is {near}"),
            );
        }
        if let Some(experts) = &self.experts {
            fault(
                experts.top_k == 0 || experts.top_k > experts.count,
                "top_k",
                format!("{} of {} experts cannot be chosen", experts.top_k, experts.count),
                "choose between 1 and all of them",
            );
            fault(
                experts.layers > self.layers,
                "experts.layers",
                format!("{} layers have experts, the model has {}", experts.layers, self.layers),
                "write at most `layers`",
            );
            let room = self.expert_parameters() <= self.parameters * 1.02;
            fault(
                !room,
                "experts",
                "the experts alone have more parameters than the model".to_owned(),
                "check width, count and layers of the experts",
            );
        }
        faults
    }
}

/// The divisor of `whole` that is nearest to `wanted`, the smaller of two at equal distance.
#[must_use]
pub fn nearest_divisor(whole: u32, wanted: u32) -> u32 {
    (1..=whole)
        .filter(|count| whole.is_multiple_of(*count))
        .min_by_key(|count| count.abs_diff(wanted))
        .unwrap_or(1)
}
