//! T1 to T10: tests that tell the dependence thesis from the bridge, run inside the model.
//!
//! The shock is twelve months of free sales from July 2026 (`twelve-months`), the
//! path without it the ban, both with China buying freely. What a test gives is
//! what the priors of a scenario imply, not what history shows.

use crate::draws::Priors;
use crate::experiment::{Cell, Found, NotFinite, Plan, Watch};
use crate::outcomes::Outcome;
use crate::paired::{Band, band};
use crate::rules::Rules;
use crate::setup::{Books, SetupError};
use crate::world::World;
use chipgate_corpus::Corpus;
use chipgate_corpus::race::Thesis;

/// First month of the shock: July 2026.
const START: usize = 102;

/// The result of one test under one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Tested<'c> {
    /// The test.
    pub thesis: &'c Thesis,
    /// Id of the scenario.
    pub scenario: String,
    /// The band of the observable; one number has a band without width.
    pub band: Band,
    /// Part of the draws on the side that the dependence thesis predicts.
    pub dependence: f64,
}

/// Policies of the four cells: United States, China.
const CELLS: [(&str, &str); 4] = [
    ("keep-ban", "cn-buy-freely"),
    ("twelve-months", "cn-buy-freely"),
    ("b30a", "cn-buy-freely"),
    ("b30a", "cn-as-it-stands"),
];

/// Quantities and spans that the tests read.
const ASKED: [(&str, usize, usize); 14] = [
    ("domestic_units", START + 24, START + 35),
    ("domestic_share_cards", START + 9, START + 11),
    ("domestic_usd", START, START + 2),
    ("gate", 120, 131),
    ("domestic_unit_f", 119, 119),
    ("domestic_share_stock", 119, 119),
    ("gap_training", START + 11, START + 11),
    ("new_cn_f", START, START + 35),
    ("legal_f", START, START + 35),
    ("lag", START + 12, START + 23),
    ("legal_usd", START, START + 11),
    ("legal_usd", START + 12, START + 23),
    ("legal_usd", START + 24, START + 35),
    ("premium", 108, 119),
];

/// The plan of all tests.
///
/// # Errors
///
/// Returns what the data lack.
pub fn plan(corpus: &Corpus, seed: u32, draws: u32) -> Result<Plan, SetupError> {
    let world = World::new(&corpus.race)?;
    let mut priors = Vec::new();
    let mut cells = Vec::new();
    let mut books = Books::new(corpus);
    for scenario in &corpus.race.scenarios {
        priors.push((scenario.id.to_string(), Priors::new(&corpus.race, Some(scenario))?));
        for (us, cn) in CELLS {
            let policy = |id: &str| {
                corpus.race.policy(id).ok_or_else(|| SetupError(format!("the data lack the policy `{id}`")))
            };
            let both = [policy(us)?, policy(cn)?];
            let rules = Rules::compile(&corpus.race, &world, &books.of(&world, &both)?, &both);
            let cell =
                Cell { scenario: scenario.id.to_string(), policy: us.to_owned(), answer: cn.to_owned() };
            cells.push((cell, rules.map_err(|error| error.to_string())?));
        }
    }
    let outcome = |(id, from, to): (&str, usize, usize)| {
        Outcome::new(id, from, to).ok_or_else(|| SetupError(format!("no quantity `{id}`")))
    };
    let outcomes = ASKED.into_iter().map(outcome).collect::<Result<_, _>>()?;
    Ok(Plan { world, priors, cells, outcomes, seed, draws })
}

/// Runs the plan and reads every test.
///
/// # Errors
///
/// Returns the first number that is not finite.
pub fn run<'c>(corpus: &'c Corpus, plan: &Plan, watch: &Watch<'_>) -> Result<Vec<Tested<'c>>, NotFinite> {
    Ok(read(corpus, &plan.run(watch)?))
}

/// Reads every test from what the plan gave.
#[must_use]
pub fn read<'c>(corpus: &'c Corpus, found: &[Found]) -> Vec<Tested<'c>> {
    let mut all = Vec::new();
    for scenario in &corpus.race.scenarios {
        let cells: Vec<&Found> = found.iter().filter(|found| *found.cell.scenario == *scenario.id).collect();
        let [ban, window, open, gated] = cells.as_slice() else { continue };
        for thesis in &corpus.race.theses {
            let values = observable(&thesis.id, ban, window, open, gated);
            let is_dependent = |value: &&f64| (**value < thesis.threshold) == thesis.dependence_below;
            // Few draws; the conversion is exact.
            #[allow(clippy::cast_precision_loss)]
            let dependence = values.iter().filter(is_dependent).count() as f64 / values.len().max(1) as f64;
            all.push(Tested { thesis, scenario: scenario.id.to_string(), band: band(&values), dependence });
        }
    }
    all
}

fn observable(id: &str, ban: &Found, window: &Found, open: &Found, gated: &Found) -> Vec<f64> {
    let of = |cell: &'_ Found, at: usize| cell.values.get(at).cloned().unwrap_or_default();
    let pairs = |at: usize, with: fn(f64, f64) -> f64| -> Vec<f64> {
        of(window, at).into_iter().zip(of(ban, at)).map(|(sale, none)| with(sale, none)).collect()
    };
    match id {
        "T1" => pairs(0, |sale, none| sale / none - 1.0),
        "T2" => pairs(1, |sale, none| sale - none),
        "T3" => pairs(2, |sale, none| sale / none - 1.0),
        "T4" => vec![gate_by_quality(&of(gated, 3), &of(gated, 4))],
        "T5" => of(open, 5),
        "T6" => pairs(6, |sale, none| sale - none),
        "T7" => {
            let more = pairs(7, |sale, none| sale - none);
            more.into_iter()
                .zip(of(window, 8).into_iter().zip(of(ban, 8)))
                .map(|(more, (sold, none))| 1.0 - more / (sold - none).max(1e-9))
                .collect()
        }
        "T8" => pairs(9, |sale, none| sale - none),
        "T9" => {
            let years = [10, 11, 12].map(|at| of(open, at));
            let [first, second, third] = &years;
            let best = |a: f64, b: f64, c: f64| c / a.max(b).max(c).max(1e-9);
            first.iter().zip(second).zip(third).map(|((a, b), c)| best(*a, *b, *c)).collect()
        }
        "T10" => of(gated, 13),
        _ => Vec::new(),
    }
}

/// Mean gate of the draws with quality above the median, less that of the others.
fn gate_by_quality(gates: &[f64], quality: &[f64]) -> f64 {
    let middle = band(quality).at[2];
    let mean = |above: bool| {
        let of: Vec<f64> = gates
            .iter()
            .zip(quality)
            .filter(|(_, q)| (**q > middle) == above)
            .map(|(gate, _)| *gate)
            .collect();
        // Few draws; the conversion is exact.
        #[allow(clippy::cast_precision_loss)]
        let count = of.len().max(1) as f64;
        of.iter().sum::<f64>() / count
    };
    mean(true) - mean(false)
}
