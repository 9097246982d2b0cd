//! Machines: how many chips reach each other fast, and how fast the rest; failures and goodput.

use crate::assume::Assumptions;
use crate::units::{Bytes, BytesPerS, Seconds};
use chipgate_base::Name;

/// How chips are put together.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Stable id.
    pub id: Name,
    /// Name.
    pub name: Name,
    /// Chips that are sold in this machine; empty for a machine of any chip.
    pub chips: Vec<Name>,
    /// Chips of one node or supernode.
    pub domain_chips: u32,
    /// Network bandwidth of one chip to other nodes, one direction, in GB/s.
    pub scale_out_gb_per_s: f64,
    /// Chips of the whole; `None` when it is not one installation.
    pub size: Option<u32>,
    /// Source ids.
    pub sources: Vec<Name>,
    /// `high`, `medium` or `low`.
    pub confidence: Name,
    /// What a reader should know.
    pub note: Name,
}

/// The share of time in which a cluster that fails does useful work.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goodput {
    /// Share between 0 and 1.
    pub share: f64,
    /// Time between two failures of any chip.
    pub between_failures: Seconds,
    /// Best time between checkpoints.
    pub checkpoint_interval: Seconds,
}

/// `G = 1 − t_s/τ − (τ/2 + t_r)/MTBF` at the best `τ = √(2·t_s·MTBF)`, with `MTBF` that of a chip over `n`.
///
/// Young's approximation; failures of chips are taken as independent. Never below zero.
#[must_use]
pub fn goodput(chips: f64, assumed: &Assumptions) -> Goodput {
    let between = Seconds(assumed.mtbf_chip_hours * 3600.0 / chips.max(1.0));
    let interval = Seconds((2.0 * assumed.checkpoint.0 * between.0).sqrt());
    let lost = assumed.checkpoint.0 / interval.0 + (interval.0 / 2.0 + assumed.restart.0) / between.0;
    Goodput { share: (1.0 - lost).max(0.0), between_failures: between, checkpoint_interval: interval }
}

/// Whether gradients between two sites hide behind a step: `T_step > 2·N·B_grad / W_site`.
///
/// Returns the time that the exchange takes.
#[must_use]
pub fn between_sites(parameters: f64, gradient_bytes: f64, site: BytesPerS) -> Seconds {
    Bytes(2.0 * parameters * gradient_bytes) / site
}
