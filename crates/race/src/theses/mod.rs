//! T1 to T10: tests that tell the dependence thesis from the bridge, run inside the model.
//!
//! The shock is twelve months of free sales from July 2026 (`twelve-months`), the path without it the ban,
//! both with the Chinese gate open and the mandates as they stand. Where a test asks what China does, the US
//! gate is open (`b30a`) and the Chinese one reacts. What a test gives is what the priors of a scenario
//! imply, not what history shows. [`separation`] says how well each test tells the two apart, [`when`] says which assumptions decide it, [`gates`] what the third reading
//! predicts.

pub mod gates;
pub mod separation;
pub mod when;

use crate::data::{Policy, RaceData, Thesis};
use crate::draws::Priors;
use crate::experiment::{Cell, Found, NotFinite, Plan, Watch};
use crate::outcomes::Outcome;
use crate::paired::{Band, band};
use crate::rules::Rules;
use crate::setup::{Books, SetupError};
use crate::time::{month_of, year};
use crate::world::World;

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

/// Policies of the three cells: United States, China.
const CELLS: [(&str, &str); 3] =
    [("keep-ban", "cn-gate-open"), (SHOCK, "cn-gate-open"), ("b30a", "cn-as-it-stands")];

/// The policy that is the shock; its first month is that of the shock.
const SHOCK: &str = "twelve-months";

/// When a test looks.
#[derive(Clone, Copy)]
enum Span {
    /// Months after the shock begins, both counted.
    After(usize, usize),
    /// A calendar year, as the words of the test name it.
    Year(i16),
    /// The last month of one.
    EndOf(i16),
}

impl Span {
    /// First and last month of the run; `None` outside it.
    fn months(self, start: usize) -> Option<(usize, usize)> {
        match self {
            Span::After(from, to) => Some((start + from, start + to)),
            Span::Year(of) => year(of),
            Span::EndOf(of) => year(of).map(|(_, last)| (last, last)),
        }
    }
}

/// Quantities and spans that the tests read.
const ASKED: [(&str, Span); 13] = [
    ("domestic_units", Span::After(24, 35)),
    ("domestic_share_cards", Span::After(11, 11)),
    ("domestic_usd", Span::After(0, 2)),
    ("gate", Span::Year(2028)),
    ("domestic_share_stock", Span::EndOf(2027)),
    ("gap_training", Span::After(23, 23)),
    ("domestic_f", Span::After(0, 35)),
    ("legal_f", Span::After(0, 35)),
    ("lag", Span::After(12, 23)),
    ("legal_usd", Span::After(0, 11)),
    ("legal_usd", Span::After(12, 23)),
    ("legal_usd", Span::After(24, 35)),
    ("premium", Span::Year(2027)),
];

/// The plan of all tests.
///
/// # Errors
///
/// Returns what the data lack.
pub fn plan(books: &mut Books<'_>, seed: u32, draws: u32) -> Result<Plan, SetupError> {
    let start = begins(books.data(), SHOCK)?;
    let outcomes = outcomes(&ASKED, start)?;
    Ok(Plan { outcomes, seed, draws, ..under_all(books, &CELLS, |_, rules| rules)? })
}

/// Pairs of policies under every scenario, on rules that `change` may alter by the place of the pair.
fn under_all(
    books: &mut Books<'_>,
    pairs: &[(&str, &str)],
    change: impl Fn(usize, Rules) -> Rules,
) -> Result<Plan, SetupError> {
    let data = books.data();
    let world = World::new(data)?;
    let mut of_pairs = Vec::new();
    for (place, (us, cn)) in pairs.iter().enumerate() {
        let both = [policy(data, us)?, policy(data, cn)?];
        let rules = Rules::compile(data, &world, &books.of(&world, &both)?, &both);
        of_pairs.push(change(place, rules.map_err(|error| error.to_string())?));
    }
    let (mut priors, mut cells) = (Vec::new(), Vec::new());
    for scenario in &data.scenarios {
        priors.push((scenario.id.to_string(), Priors::new(data, Some(scenario))?));
        for ((us, cn), rules) in pairs.iter().zip(&of_pairs) {
            let [policy, answer] = [us, cn].map(|id| (*id).to_owned());
            cells.push((Cell { scenario: scenario.id.to_string(), policy, answer }, rules.clone()));
        }
    }
    Ok(Plan { world, priors, cells, outcomes: Vec::new(), seed: 0, draws: 0 })
}

fn policy<'c>(data: &'c RaceData, id: &str) -> Result<&'c Policy, SetupError> {
    data.policy(id).ok_or_else(|| SetupError::Data(format!("the data lack the policy `{id}`")))
}

/// First month of a policy.
fn begins(data: &RaceData, id: &str) -> Result<usize, SetupError> {
    let from = policy(data, id)?.from;
    month_of(from).ok_or_else(|| SetupError::Data(format!("`{id}` begins outside the run, on {from}")))
}

/// What tests read, with a shock that begins in month `start`.
fn outcomes(asked: &[(&str, Span)], start: usize) -> Result<Vec<Outcome>, SetupError> {
    let outcome = |(id, span): &(&str, Span)| {
        let found = span.months(start).and_then(|(from, to)| Outcome::new(id, from, to));
        found.ok_or_else(|| SetupError::Data(format!("no quantity `{id}`, or a span outside the run")))
    };
    asked.iter().map(outcome).collect()
}

/// Runs the plan and reads every test.
///
/// # Errors
///
/// Returns the first number that is not finite.
pub fn run<'c>(data: &'c RaceData, plan: &Plan, watch: &Watch<'_>) -> Result<Vec<Tested<'c>>, NotFinite> {
    Ok(read(data, &plan.run(watch)?))
}

/// Reads every test from what the plan gave.
#[must_use]
pub fn read<'c>(data: &'c RaceData, found: &[Found]) -> Vec<Tested<'c>> {
    let tested = |(thesis, scenario, values): (&'c Thesis, String, Vec<f64>)| {
        let speaks = values.iter().filter(|value| speaks_for_dependence(thesis, **value)).count();
        // Few draws; the conversion is exact.
        let dependence = speaks as f64 / values.len().max(1) as f64;
        Tested { thesis, scenario, band: band(&values), dependence }
    };
    observed(data, found).into_iter().map(tested).collect()
}

/// Whether a value lies on the side that the dependence thesis predicts.
#[must_use]
pub fn speaks_for_dependence(thesis: &Thesis, value: f64) -> bool {
    (value < thesis.threshold) == thesis.dependence_below
}

/// The observable of each test, scenario and draw, in the order of draws.
fn observed<'c>(data: &'c RaceData, found: &[Found]) -> Vec<(&'c Thesis, String, Vec<f64>)> {
    let mut all = Vec::new();
    for scenario in &data.scenarios {
        let cells: Vec<&Found> = found.iter().filter(|found| *found.cell.scenario == *scenario.id).collect();
        let [ban, window, gated] = cells.as_slice() else { continue };
        for thesis in &data.theses {
            all.push((thesis, scenario.id.to_string(), observable(&thesis.id, ban, window, gated)));
        }
    }
    all
}

fn observable(id: &str, ban: &Found, window: &Found, gated: &Found) -> Vec<f64> {
    let of = |cell: &'_ Found, at: usize| cell.values.get(at).cloned().unwrap_or_default();
    let pairs = |at: usize, with: fn(f64, f64) -> f64| -> Vec<f64> {
        of(window, at).into_iter().zip(of(ban, at)).map(|(sale, none)| with(sale, none)).collect()
    };
    let more: fn(f64, f64) -> f64 = |sale, none| sale - none;
    match id {
        "T1" => pairs(0, |sale, none| sale / none - 1.0),
        "T2" => pairs(1, more),
        "T3" => pairs(2, |sale, none| sale / none - 1.0),
        "T4" => of(gated, 3),
        "T5" => of(gated, 4),
        "T6" => pairs(5, more),
        "T7" => {
            let sold = pairs(7, more);
            pairs(6, more).into_iter().zip(sold).map(|(made, sold)| -made / sold.max(1e-9)).collect()
        }
        "T8" => pairs(8, more),
        "T9" => {
            let [first, second, third] = [9, 10, 11].map(|at| of(gated, at));
            let over_best = |a: f64, b: f64, c: f64| c / a.max(b).max(c).max(1e-9);
            first.iter().zip(&second).zip(&third).map(|((a, b), c)| over_best(*a, *b, *c)).collect()
        }
        "T10" => of(gated, 12),
        _ => Vec::new(),
    }
}
