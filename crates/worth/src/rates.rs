//! The rates of a chip in its machine: at the low and the high end of what is known.

use crate::cluster::Cluster;
use crate::numbers::{Numbers, Precision};
use crate::units::{Bytes, BytesPerS, FlopPerS};
use chipgate_base::interval::Interval;
use chipgate_catalogue::Chip;

/// Rates at one end of the ranges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    /// Peak rate of products with weights, `F`.
    pub linear: FlopPerS,
    /// Peak rate of attention.
    pub attention: FlopPerS,
    /// Memory bandwidth, `W`.
    pub memory_bandwidth: BytesPerS,
    /// Memory, `M`.
    pub memory: Bytes,
    /// Bandwidth between chips of one node or supernode, one direction, `W_s`.
    pub scale_up: BytesPerS,
    /// Bandwidth between nodes, one direction, `W_o`.
    pub scale_out: BytesPerS,
    /// Chips of one node or supernode.
    pub domain: u32,
}

impl Rates {
    /// Operations per byte at which arithmetic and memory take the same time.
    #[must_use]
    pub fn ridge(&self) -> f64 {
        self.linear / self.memory_bandwidth
    }
}

/// Rates at both ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateRange {
    /// Every rate at its low end.
    pub low: Rates,
    /// Every rate at its high end; infinite where it has none.
    pub high: Rates,
}

/// Why the rates of a chip do not answer the question.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NoRates {
    /// The chip has no rate in the format; these it has.
    #[error("`{chip}` has no known {format} rate")]
    Format {
        /// Chip id.
        chip: String,
        /// Format asked for.
        format: &'static str,
        /// Formats that the chip has.
        has: Vec<&'static str>,
    },
    /// A figure is not known.
    #[error("{quantity} of `{chip}` is not known")]
    Unknown {
        /// Chip id.
        chip: String,
        /// Quantity of the catalogue.
        quantity: &'static str,
    },
}

impl NoRates {
    /// What to do.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            NoRates::Format { has, .. } if has.is_empty() => "no matrix rate of it is published".to_owned(),
            NoRates::Format { has, .. } => format!("nearest change: run it in {}", has.join(" or ")),
            NoRates::Unknown { quantity, .. } => {
                format!("give a range for `{quantity}` in a [chip] table of your own")
            }
        }
    }
}

/// The rates of a chip for a run in these formats.
///
/// # Errors
///
/// A format that the chip lacks, or a figure that nobody published. A link that is not known is the range
/// from the host bus upward: a guess is made of nothing.
pub fn rates(chip: &Chip, cluster: &Cluster, numbers: Numbers) -> Result<RateRange, NoRates> {
    let linear = rate(chip, numbers.weights)?;
    let attention = match numbers.attention.rate(chip) {
        Some(found) => found,
        None => rate(chip, Precision::Bf16)?,
    };
    let bandwidth = figure(chip, "memory_bandwidth_gb_per_s")?;
    let memory = figure(chip, "memory_gb")?;
    let link = scale_up(chip)?;
    let ends = |pick: fn(&Interval) -> f64| Rates {
        linear: FlopPerS(pick(&linear) * 1e12),
        attention: FlopPerS(pick(&attention) * 1e12),
        memory_bandwidth: BytesPerS(pick(&bandwidth) * 1e9),
        memory: Bytes(pick(&memory) * 1e9),
        scale_up: BytesPerS(pick(&link) * 1e9),
        scale_out: BytesPerS(cluster.scale_out_gb_per_s * 1e9),
        domain: cluster.domain_chips,
    };
    Ok(RateRange { low: ends(|range| range.low.at), high: ends(|range| range.high.at) })
}

/// The first of several formats for which the chip has a rate.
///
/// # Errors
///
/// None of them is known; the first is named.
pub fn first_known(chip: &Chip, wanted: &[Numbers]) -> Result<Numbers, NoRates> {
    let known = wanted.iter().find(|numbers| numbers.weights.rate(chip).is_some());
    let first = wanted.first().copied().unwrap_or(Numbers::of(Precision::Bf16));
    known.copied().ok_or_else(|| no_format(chip, first.weights))
}

fn rate(chip: &Chip, format: Precision) -> Result<Interval, NoRates> {
    format.rate(chip).ok_or_else(|| no_format(chip, format))
}

fn no_format(chip: &Chip, format: Precision) -> NoRates {
    let has =
        Precision::ALL.into_iter().filter(|other| other.rate(chip).is_some()).map(Precision::word).collect();
    NoRates::Format { chip: chip.id.to_string(), format: format.word(), has }
}

fn figure(chip: &Chip, quantity: &'static str) -> Result<Interval, NoRates> {
    let found = chip.figure(quantity, "").map(|figure| figure.range).filter(|range| range.low.at > 0.0);
    found.ok_or_else(|| NoRates::Unknown { chip: chip.id.to_string(), quantity })
}

/// One direction of the chip's own links, or of its host bus where that is faster.
fn scale_up(chip: &Chip) -> Result<Interval, NoRates> {
    let half = |name: &str| {
        chip.figure(name, "").map(|figure| (figure.range.low.at / 2.0, figure.range.high.at / 2.0))
    };
    let bus = half("bus_gb_per_s").map_or(0.0, |(low, _)| low);
    let (low, high) = half("link_gb_per_s").unwrap_or((0.0, f64::INFINITY));
    if low.max(bus) <= 0.0 && high <= 0.0 {
        return Err(NoRates::Unknown { chip: chip.id.to_string(), quantity: "link_gb_per_s" });
    }
    // A tenth of the slowest bus in the catalogue stands for "some way to reach the next chip".
    Ok(Interval::between(low.max(bus).max(0.8), high.max(bus)))
}
