//! Published analyses that can be rebuilt from their own inputs.

use crate::formula::Formula;
use chipgate_base::Name;
use std::collections::BTreeMap;

/// An analysis with its inputs and outputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// Id, such as `M7`.
    pub id: Name,
    /// Text.
    pub title: Name,
    /// Source id.
    pub source: Name,
    /// The author's inputs by name.
    pub inputs: BTreeMap<Name, f64>,
    /// What comes out.
    pub outputs: Vec<AnalysisOutput>,
    /// Why it, or a part of it, cannot be rebuilt; may be empty.
    pub reason: Name,
}

/// An output with the band in which it counts as rebuilt.
#[derive(Clone, Debug, PartialEq)]
pub struct AnalysisOutput {
    /// What it is.
    pub name: Name,
    /// Unit.
    pub unit: Name,
    /// The published number.
    pub theirs: f64,
    /// Least number that passes.
    pub low: f64,
    /// Largest number that passes.
    pub high: f64,
    /// The author's equation over the inputs; `None` where the model is asked.
    pub formula: Option<Formula>,
    /// What the model is asked: quantity, first and last month from January 2018; `None` where there is a formula.
    pub quantity: Option<(Name, usize, usize)>,
    /// Id of the author's unit, in which a number of the model is given; `None` for the quantity's own.
    pub unit_of: Option<Name>,
    /// Why a miss is expected, or what differs; may be empty.
    pub note: Name,
}
