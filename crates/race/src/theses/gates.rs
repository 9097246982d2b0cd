//! The third reading: whichever government is tighter sets the volume.
//!
//! It predicts that (G1) while the Chinese gate binds, imports do not follow a wider US side, (G2) the premium
//! stays higher than with an open Chinese gate, and (G3) smuggling and renting abroad take the residual. The US
//! side sells the H200 under its cap; it is made a quarter wider by its cap and its offer.

use super::when::Part;
use super::{Span, begins, outcomes, under_all};
use crate::data::{GateTest, RaceData};
use crate::experiment::{Found, NotFinite, Plan, Watch};
use crate::paired::{Band, band};
use crate::rules::Rules;
use crate::setup::{Books, SetupError};

/// The policy of the US side.
const SALE: &str = "h200";
/// How much wider the US side is made.
const WIDER: f64 = 1.25;
/// Least part of the imports of an open gate that must be lost before a share of it means something.
const LOST: f64 = 0.1;
/// Cells: the sale with the gate that reacts, the same with a wider US side, the same with an open gate.
const CELLS: [(&str, &str); 3] =
    [(SALE, "cn-as-it-stands"), (SALE, "cn-as-it-stands"), (SALE, "cn-gate-open")];
/// Place of the cell with the wider US side.
const WIDE: usize = 1;
/// Quantities of 2027, and rented compute at the end of 2026.
const ASKED: [(&str, Span); 6] = [
    ("legal_f", Span::Year(2027)),
    ("gate", Span::Year(2027)),
    ("premium", Span::Year(2027)),
    ("smuggled_f", Span::Year(2027)),
    ("offshore_f", Span::EndOf(2027)),
    ("offshore_f", Span::EndOf(2026)),
];

/// The result of one prediction under one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Gated<'c> {
    /// The prediction.
    pub test: &'c GateTest,
    /// Id of the scenario.
    pub scenario: String,
    /// The band of the observable over the draws in which the Chinese gate binds in 2027.
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
    let from = begins(books.data(), SALE)?;
    let change = |place, rules| if place == WIDE { wider(rules, from) } else { rules };
    Ok(Plan { outcomes: outcomes(&ASKED, from)?, seed, draws, ..under_all(books, &CELLS, change)? })
}

/// Rules whose US side lets a quarter more through, by cap and by offer.
fn wider(mut rules: Rules, from: usize) -> Rules {
    let (caps, offers) = (rules.cap.iter_mut(), rules.offer_scale.iter_mut());
    for value in caps.skip(from).chain(offers.skip(from)) {
        *value *= WIDER;
    }
    rules
}

/// Runs the plan and reads the predictions.
///
/// # Errors
///
/// Returns the first number that is not finite.
pub fn run<'c>(data: &'c RaceData, plan: &Plan, watch: &Watch<'_>) -> Result<Vec<Gated<'c>>, NotFinite> {
    Ok(read(data, plan, &plan.run(watch)?))
}

/// Reads the predictions from what the plan gave.
///
/// The Chinese gate binds where its mean of 2027 is below the level of a gate that advises against.
#[must_use]
pub fn read<'c>(data: &'c RaceData, plan: &Plan, found: &[Found]) -> Vec<Gated<'c>> {
    let [_, discouraged, ..] = plan.world.constants.gate_levels;
    let mut all = Vec::new();
    for scenario in &data.scenarios {
        let cells: Vec<&Found> = found.iter().filter(|found| *found.cell.scenario == *scenario.id).collect();
        let [gated, wide, open] = cells.as_slice() else { continue };
        let gates = of(gated, 1);
        for test in &data.gate_tests {
            let values = binding(&observable(&test.id, gated, wide, open), &gates, discouraged);
            let is_theirs = |value: &f64| (*value < test.threshold) == test.two_gate_below;
            all.push(Gated {
                test,
                scenario: scenario.id.to_string(),
                band: band(&values),
                two_gate: Part::of(values.iter().map(is_theirs)),
                binds: Part::of(gates.iter().map(|gate| *gate < discouraged)).share,
            });
        }
    }
    all
}

fn of(cell: &Found, at: usize) -> Vec<f64> {
    cell.values.get(at).cloned().unwrap_or_default()
}

/// The values of those draws in which the gate binds and the observable exists.
fn binding(values: &[f64], gates: &[f64], discouraged: f64) -> Vec<f64> {
    let binds = values.iter().zip(gates).filter(|(value, gate)| **gate < discouraged && value.is_finite());
    binds.map(|(value, _)| *value).collect()
}

/// G1: ln of imports with a wider US side over imports without, over ln of the width; 0 where both are none.
/// G2: premium with the gate that reacts less that with an open one. G3: what smuggling and renting gain from the
/// shut gate over what legal imports lose; not a number where they lose less than a tenth.
fn observable(id: &str, gated: &Found, wide: &Found, open: &Found) -> Vec<f64> {
    let pairs = |a: &Found, b: &Found, at: usize, with: fn(f64, f64) -> f64| -> Vec<f64> {
        of(a, at).into_iter().zip(of(b, at)).map(|(a, b)| with(a, b)).collect()
    };
    let more: fn(f64, f64) -> f64 = |a, b| a - b;
    match id {
        "G1" => pairs(wide, gated, 0, |wide, plain| {
            if wide > 1e-9 && plain > 1e-9 { (wide / plain).ln() / WIDER.ln() } else { 0.0 }
        }),
        "G2" => pairs(gated, open, 2, more),
        "G3" => {
            let lost =
                pairs(
                    open,
                    gated,
                    0,
                    |open, gated| {
                        if open - gated > LOST * open { open - gated } else { f64::NAN }
                    },
                );
            let [smuggled, at_end, before] = [3, 4, 5].map(|at| pairs(gated, open, at, more));
            let gained = smuggled.iter().zip(&at_end).zip(&before).map(|((s, end), before)| s + end - before);
            gained.zip(lost).map(|(gained, lost)| gained / lost).collect()
        }
        _ => Vec::new(),
    }
}
