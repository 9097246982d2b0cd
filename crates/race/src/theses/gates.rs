//! The third reading: whichever government is tighter sets the volume.
//!
//! It predicts that (G1) while the Chinese gate binds, imports do not follow a wider US side, (G2) the premium
//! stays higher than with an open Chinese gate, and (G3) smuggling and renting abroad take the residual. The US
//! side sells the H200 under its cap; it is made a quarter wider by its cap and its offer.

use super::when::Part;
use crate::draws::Priors;
use crate::experiment::{Cell, Found, NotFinite, Plan, Watch};
use crate::outcomes::Outcome;
use crate::paired::{Band, band};
use crate::rules::Rules;
use crate::setup::{Books, SetupError};
use crate::world::World;
use chipgate_corpus::Corpus;
use chipgate_corpus::race::GateTest;

/// First month of the wider US side: June 2026.
const FROM: usize = 101;
/// How much wider it is.
const WIDER: f64 = 1.25;
/// The Chinese gate binds where its mean of the year is below this, the level of `discouraged`.
pub const BINDS: f64 = 0.3;
/// Least part of the imports of an open gate that must be lost before a share of it means something.
const LOST: f64 = 0.1;
/// Cells: H200 with the gate that reacts, the same with a wider US side, the same with an open gate.
const CELLS: [(&str, bool); 3] =
    [("cn-as-it-stands", false), ("cn-as-it-stands", true), ("cn-gate-open", false)];
/// Quantities of 2027, and rented compute at the end of 2026.
const ASKED: [(&str, usize, usize); 6] = [
    ("legal_f", 108, 119),
    ("gate", 108, 119),
    ("premium", 108, 119),
    ("smuggled_f", 108, 119),
    ("offshore_f", 119, 119),
    ("offshore_f", 107, 107),
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
pub fn plan(corpus: &Corpus, seed: u32, draws: u32) -> Result<Plan, SetupError> {
    let world = World::new(&corpus.race)?;
    let policy = |id: &str| {
        corpus.race.policy(id).ok_or_else(|| SetupError(format!("the data lack the policy `{id}`")))
    };
    let mut priors = Vec::new();
    let mut cells = Vec::new();
    let mut books = Books::new(corpus);
    for scenario in &corpus.race.scenarios {
        priors.push((scenario.id.to_string(), Priors::new(&corpus.race, Some(scenario))?));
        for (answer, is_wider) in CELLS {
            let both = [policy("h200")?, policy(answer)?];
            let rules = Rules::compile(&corpus.race, &world, &books.of(&world, &both)?, &both);
            let rules = rules.map_err(|error| error.to_string())?;
            let cell = Cell {
                scenario: scenario.id.to_string(),
                policy: if is_wider { "h200, a quarter wider" } else { "h200" }.to_owned(),
                answer: answer.to_owned(),
            };
            cells.push((cell, if is_wider { wider(rules) } else { rules }));
        }
    }
    let outcome = |(id, from, to): (&str, usize, usize)| {
        Outcome::new(id, from, to).ok_or_else(|| SetupError(format!("no quantity `{id}`")))
    };
    let outcomes = ASKED.into_iter().map(outcome).collect::<Result<_, _>>()?;
    Ok(Plan { world, priors, cells, outcomes, seed, draws })
}

/// Rules whose US side lets a quarter more through, by cap and by offer.
fn wider(mut rules: Rules) -> Rules {
    let (caps, offers) = (rules.cap.iter_mut(), rules.offer_scale.iter_mut());
    for value in caps.skip(FROM).chain(offers.skip(FROM)) {
        *value *= WIDER;
    }
    rules
}

/// Runs the plan and reads the predictions.
///
/// # Errors
///
/// Returns the first number that is not finite.
pub fn run<'c>(corpus: &'c Corpus, plan: &Plan, watch: &Watch<'_>) -> Result<Vec<Gated<'c>>, NotFinite> {
    Ok(read(corpus, &plan.run(watch)?))
}

/// Reads the predictions from what the plan gave.
#[must_use]
pub fn read<'c>(corpus: &'c Corpus, found: &[Found]) -> Vec<Gated<'c>> {
    let mut all = Vec::new();
    for scenario in &corpus.race.scenarios {
        let cells: Vec<&Found> = found.iter().filter(|found| *found.cell.scenario == *scenario.id).collect();
        let [gated, wide, open] = cells.as_slice() else { continue };
        let gates = of(gated, 1);
        for test in &corpus.race.gate_tests {
            let values = binding(&observable(&test.id, gated, wide, open), &gates);
            let is_theirs = |value: &f64| (*value < test.threshold) == test.two_gate_below;
            all.push(Gated {
                test,
                scenario: scenario.id.to_string(),
                band: band(&values),
                two_gate: Part::of(values.iter().map(is_theirs)),
                binds: Part::of(gates.iter().map(|gate| *gate < BINDS)).share,
            });
        }
    }
    all
}

fn of(cell: &Found, at: usize) -> Vec<f64> {
    cell.values.get(at).cloned().unwrap_or_default()
}

/// The values of those draws in which the gate binds and the observable exists.
fn binding(values: &[f64], gates: &[f64]) -> Vec<f64> {
    let binds = values.iter().zip(gates).filter(|(value, gate)| **gate < BINDS && value.is_finite());
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
