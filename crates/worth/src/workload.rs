//! A workload: what is asked of a chip.

use crate::numbers::Numbers;
use chipgate_base::Name;
use chipgate_base::text::Text;

/// The kind of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkloadKind {
    /// Reading prompts.
    Prefill,
    /// Writing answers on chips of their own (disaggregated serving).
    Decode,
    /// Reading and writing on the same chips.
    Serving,
    /// Training.
    Training,
}

impl WorkloadKind {
    /// Every kind.
    pub const ALL: [WorkloadKind; 4] =
        [WorkloadKind::Prefill, WorkloadKind::Decode, WorkloadKind::Serving, WorkloadKind::Training];

    /// The word in data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            WorkloadKind::Prefill => "prefill",
            WorkloadKind::Decode => "decode",
            WorkloadKind::Serving => "serving",
            WorkloadKind::Training => "training",
        }
    }
}

/// A workload of `data/worth/workloads/` or of a user.
#[derive(Clone, Debug, PartialEq)]
pub struct Workload {
    /// Stable id.
    pub id: Name,
    /// What it is, in our words, in the languages of the reader.
    pub title: Text,
    /// WorkloadKind.
    pub kind: WorkloadKind,
    /// Model id.
    pub model: Name,
    /// Number formats, the best first; a chip uses the first for which it has a rate.
    pub numbers: Vec<Numbers>,
    /// Tokens of a prompt; of a sequence in training.
    pub input_tokens: f64,
    /// Tokens of an answer.
    pub output_tokens: f64,
    /// Answers vary in length as in real use, so a request holds more on average than half of its answer.
    pub varied: bool,
    /// Drafted tokens in a step.
    pub drafts: u32,
    /// Share of prompt tokens found in a cache.
    pub cached: f64,
    /// Longest time of one token, in milliseconds; `None` without limit.
    pub token_limit_ms: Option<f64>,
    /// Chips of one replica at most; in training chips of the run.
    pub chips: u32,
    /// Requests decoding at once on each chip; `None`: the largest batch is searched.
    pub requests_per_chip: Option<f64>,
    /// Tensor degree, pipeline degree and expert degree, where they are stated.
    pub split: Option<crate::serving::Split>,
    /// Training: tokens of the run.
    pub training_tokens: f64,
    /// Training: sequences of one step; `None` for the assumed number of tokens.
    pub sequences_per_step: Option<f64>,
    /// Training: only small added matrices learn.
    pub low_rank: bool,
    /// Speed at which users are counted, in tokens a second.
    pub user_tokens_per_s: f64,
    /// Cluster id; `None` for the machine in which the chip is sold.
    pub cluster: Option<Name>,
    /// Source ids.
    pub sources: Vec<Name>,
    /// What a reader should know.
    pub note: Name,
}

/// Mean tokens held by a request while it decodes.
///
/// Fixed lengths: the prompt and half of the answer. Lengths that vary as in an exponential distribution: a step
/// is more likely to fall into a long answer, and the mean is the prompt and the whole mean answer.
#[must_use]
pub fn mean_context(input: f64, output: f64, varied: bool) -> f64 {
    input + if varied { output } else { output / 2.0 }
}
