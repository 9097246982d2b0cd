//! What is taken to be so (never fitted), and what was fitted on the measured points.

use crate::units::Seconds;
use chipgate_base::Name;

/// Constants that are stated, each with a source, in `data/worth/assumptions.toml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumptions {
    /// Share of a link's rate that large messages reach, `η_s` and `η_o`.
    pub link_share: f64,
    /// Share of the memory that weights, keys and values may fill, `u`.
    pub memory_share: f64,
    /// Time between two decode steps in which nothing is computed.
    pub launch: Seconds,
    /// Latency of one exchange inside a group.
    pub hop: Seconds,
    /// Requests that an engine keeps in one replica, or on one chip where attention is data parallel.
    pub most_requests: f64,
    /// Prompt tokens that one chip (or tensor group) takes at once.
    pub prefill_tokens: f64,
    /// Share of drafted tokens that are accepted.
    pub draft_acceptance: f64,
    /// Interleaved stages on one chip of a pipeline, `v`.
    pub virtual_stages: f64,
    /// Tokens in one training step where none are stated.
    pub step_tokens: f64,
    /// Tokens processed by a low-rank fine-tuning run where none are stated.
    pub lora_tokens: f64,
    /// Bytes of training state that go with each parameter: weight and gradient.
    pub state_bytes: f64,
    /// Bytes of optimiser state of each parameter, shared by all replicas.
    pub optimizer_bytes: f64,
    /// Chip-hours between two failures of one chip.
    pub mtbf_chip_hours: f64,
    /// Time to save a checkpoint.
    pub checkpoint: Seconds,
    /// Time to restart after a failure.
    pub restart: Seconds,
    /// Watts drawn at the wall for each watt of a chip's rated power, servers and cooling included.
    pub power_overhead: f64,
    /// Price of a kilowatt-hour, in USD.
    pub usd_per_kwh: f64,
    /// Years over which the price of a chip is spread.
    pub lifetime_years: f64,
    /// USD of server and network for each USD of chip.
    pub system_price_factor: f64,
    /// The text and source of each, for reports: key, number, unit, meaning, source ids.
    pub told: Vec<Told>,
}

/// One assumption as it is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Key.
    pub key: Name,
    /// Number.
    pub number: f64,
    /// Unit.
    pub unit: Name,
    /// What it means and why it is so.
    pub meaning: Name,
    /// Source ids.
    pub sources: Vec<Name>,
}

/// Fitted efficiencies of one phase, at most three.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Efficiencies {
    /// Share of the peak arithmetic rate, `η_f`.
    pub arithmetic: f64,
    /// Share of the peak memory bandwidth, `η_w`.
    pub memory: f64,
    /// Serving: mean load of experts over the greatest load, `η_balance`.
    /// Training: share of the exchanges that is not hidden behind arithmetic.
    pub third: f64,
}

impl Efficiencies {
    /// A machine without losses: the physical bound.
    pub const IDEAL: Efficiencies = Efficiencies { arithmetic: 1.0, memory: 1.0, third: 1.0 };

    /// As a list, for the search.
    #[must_use]
    pub fn list(self) -> [f64; 3] {
        [self.arithmetic, self.memory, self.third]
    }

    /// From a list.
    #[must_use]
    pub fn from_list([arithmetic, memory, third]: [f64; 3]) -> Efficiencies {
        Efficiencies { arithmetic, memory, third }
    }
}

/// The fit of one phase with its record.
#[derive(Clone, Debug, PartialEq)]
pub struct PhaseFit {
    /// The efficiencies.
    pub efficiencies: Efficiencies,
    /// Points on which they were fitted.
    pub points: Vec<Name>,
    /// `ln(predicted / measured)` of these points, in the same order.
    pub residuals: Vec<f64>,
    /// How it was done.
    pub method: Name,
}

impl PhaseFit {
    /// The error that a share of the fitted points does not exceed, as a factor of at least 1.
    #[must_use]
    pub fn error_factor(&self, share: f64) -> f64 {
        let errors: Vec<f64> = self.residuals.iter().map(|error| error.abs()).collect();
        crate::quantile::quantile(&errors, share).unwrap_or(0.0).exp()
    }
}

/// The stored fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// Prefill, decode and both together.
    pub serving: PhaseFit,
    /// Training.
    pub training: PhaseFit,
    /// For each phase and software stack: measured over predicted, and on how many points. Not in the headline.
    pub stacks: Vec<StackFactor>,
}

/// What a software stack reaches, against the fit of all stacks.
#[derive(Clone, Debug, PartialEq)]
pub struct StackFactor {
    /// `serving` or `training`.
    pub group: Name,
    /// Stack.
    pub stack: Name,
    /// Median of measured over predicted.
    pub factor: f64,
    /// Points.
    pub points: usize,
}
