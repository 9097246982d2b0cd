//! The third reading: whichever government is tighter sets the volume.
//!
//! It predicts that (G1) while the Chinese gate binds, imports do not follow a wider US side, (G2) the premium
//! stays higher than with an open Chinese gate, and (G3) smuggling and renting abroad take the residual.

use super::when::Part;
use super::{asked, by_scenario, draws, plan_of};
use crate::data::{Asked, GateTest, RaceData};
use crate::experiment::{Found, NotFinite, Plan, Watch};
use crate::paired::{Band, band};
use crate::setup::{Books, SetupError};

/// The result of one prediction under one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Gated<'c> {
    /// The prediction.
    pub test: &'c GateTest,
    /// Id of the scenario.
    pub scenario: String,
    /// The band of the observable over the draws in which the Chinese gate binds.
    pub band: Band,
    /// Part of those draws on the side that the two-gate thesis predicts; its count is of draws in which the gate binds.
    pub two_gate: Part,
    /// Part of all draws in which the gate binds, 0 to 1.
    pub binds: f64,
}

/// The plan of the three predictions.
///
/// # Errors
///
/// Returns what the data lack.
pub fn plan(books: &mut Books<'_>, seed: u32, draws: u32) -> Result<Plan, SetupError> {
    let data = books.data();
    plan_of(books, &data.gate_runs, &asked_of(data), (seed, draws))
}

fn asked_of(data: &RaceData) -> Vec<&Asked> {
    let tests = data.gate_tests.iter().map(|test| &*test.makes.reads);
    asked(tests.chain(data.gate_runs.binds.iter().map(|binds| &*binds.reads)))
}

/// Runs the plan and reads the predictions.
///
/// # Errors
///
/// Returns the first number that is not finite.
pub fn run<'c>(data: &'c RaceData, plan: &Plan, watch: &Watch<'_>) -> Result<Vec<Gated<'c>>, NotFinite> {
    Ok(read(data, &plan.run(watch)?))
}

/// Reads the predictions from what the plan gave.
#[must_use]
pub fn read<'c>(data: &'c RaceData, found: &[Found]) -> Vec<Gated<'c>> {
    let asked = asked_of(data);
    let mut all = Vec::new();
    for (scenario, cells) in by_scenario(data, &data.gate_runs, found) {
        let binds = binding(data, &cells, &asked);
        let gated = |test| gated(test, scenario, &draws(&test.makes.reads, &cells, &asked), &binds);
        all.extend(data.gate_tests.iter().map(gated));
    }
    all
}

/// Whether the Chinese gate binds, by draw.
fn binding(data: &RaceData, cells: &[&Found], asked: &[&Asked]) -> Vec<bool> {
    let Some(binds) = &data.gate_runs.binds else { return Vec::new() };
    draws(&binds.reads, cells, asked).iter().map(|numbers| binds.formula.holds(numbers)).collect()
}

/// One prediction over those draws in which the gate binds and the observable exists.
fn gated<'c>(test: &'c GateTest, scenario: &str, draws: &[Vec<f64>], binds: &[bool]) -> Gated<'c> {
    let observed = draws.iter().map(|numbers| test.makes.formula.value(numbers));
    let kept = observed.zip(binds).filter(|(value, binds)| **binds && value.is_finite());
    let values: Vec<f64> = kept.map(|(value, _)| value).collect();
    let is_theirs = |value: &f64| (*value < test.threshold) == test.two_gate_below;
    Gated {
        test,
        scenario: scenario.to_owned(),
        band: band(&values),
        two_gate: Part::of(values.iter().map(is_theirs)),
        binds: Part::of(binds.iter().copied()).share,
    }
}
