//! How results of the race are judged: numbers of `data/race/judging.toml`, each with its reason.

use chipgate_base::Name;
use chipgate_base::text::Text;

/// How results of the race are judged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judging {
    /// Whether a test tells the two theses apart.
    pub separation: Separation,
    /// On which judged assumption the sign of an effect rests.
    pub rescaling: Rescaling,
}

/// Which two scenarios a test must tell apart, and how well.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Separation {
    /// Id of the scenario that stands for the dependence thesis.
    pub dependence: Name,
    /// Id of the scenario that stands for the bridge thesis.
    pub bridge: Name,
    /// Least area under the ROC curve, 0.5 to 1, at which a test counts as telling them apart.
    pub least: f64,
    /// Why this number, in three languages.
    pub reason: Text,
    /// Source ids of the measure and of the number.
    pub sources: Vec<Name>,
}

/// By what judged assumptions are multiplied, one at a time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rescaling {
    /// The factors.
    pub factors: Vec<f64>,
    /// Why these.
    pub reason: Name,
}
