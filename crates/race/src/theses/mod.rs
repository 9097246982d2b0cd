//! Tests that tell the dependence thesis from the bridge, run inside the model.
//!
//! Which policies they run, what they read and what they make of it is data: `data/race/theses.toml` and
//! `data/race/two_gates.toml`. What a test gives is what the priors of a scenario imply, not what history shows.
//! [`separation`] says how well each test tells the two apart, [`when`] says which assumptions decide it, [`gates`] what
//! the third reading predicts.

pub mod gates;
pub mod separation;
pub mod when;

use crate::data::{Asked, Policy, RaceData, Read, Run, Runs, Thesis};
use crate::draws::Priors;
use crate::experiment::{Cell, Found, NotFinite, Plan, Watch};
use crate::outcomes::Outcome;
use crate::paired::{Band, band};
use crate::rules::Rules;
use crate::setup::{Books, SetupError};
use crate::time::month_of;
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

/// The plan of all tests.
///
/// # Errors
///
/// Returns what the data lack.
pub fn plan(books: &mut Books<'_>, seed: u32, draws: u32) -> Result<Plan, SetupError> {
    let data = books.data();
    let asked = asked(data.theses.iter().map(|thesis| &*thesis.makes.reads));
    plan_of(books, &data.thesis_runs, &asked, (seed, draws))
}

/// Every quantity and span that is read, each once, in the order in which they are first read.
fn asked<'c>(reads: impl Iterator<Item = &'c [Read]>) -> Vec<&'c Asked> {
    let mut all: Vec<&Asked> = Vec::new();
    for read in reads.flatten() {
        if !all.contains(&&read.asked) {
            all.push(&read.asked);
        }
    }
    all
}

/// The plan of some runs under every scenario.
fn plan_of(
    books: &mut Books<'_>,
    runs: &Runs,
    asked: &[&Asked],
    (seed, draws): (u32, u32),
) -> Result<Plan, SetupError> {
    let data = books.data();
    let world = World::new(data)?;
    let start = begins(data, &runs.counted_from)?;
    let of_runs: Vec<Rules> = runs
        .runs
        .iter()
        .map(|run| rules(books, &world, run, (start, runs.wider)))
        .collect::<Result<_, _>>()?;
    let (mut priors, mut cells) = (Vec::new(), Vec::new());
    for scenario in &data.scenarios {
        priors.push((scenario.id.to_string(), Priors::new(data, Some(scenario))?));
        for (run, rules) in runs.runs.iter().zip(&of_runs) {
            let [scenario, policy, answer] = [&scenario.id, &run.seller, &run.buyer].map(|id| id.to_string());
            cells.push((Cell { scenario, policy, answer }, rules.clone()));
        }
    }
    Ok(Plan { world, priors, cells, outcomes: outcomes(asked, start)?, seed, draws })
}

/// The rules of a run; those of a wide one let more through on the US side, by cap and by offer, from a month on.
fn rules(
    books: &mut Books<'_>,
    world: &World,
    run: &Run,
    (from, wider): (usize, f64),
) -> Result<Rules, SetupError> {
    let data = books.data();
    let both = [policy(data, &run.seller)?, policy(data, &run.buyer)?];
    let compiled = Rules::compile(data, world, &books.of(world, &both)?, &both);
    let mut rules = compiled.map_err(|error| error.to_string())?;
    if run.wide {
        let (caps, offers) = (rules.cap.iter_mut(), rules.offer_scale.iter_mut());
        caps.skip(from).chain(offers.skip(from)).for_each(|value| *value *= wider);
    }
    Ok(rules)
}

fn policy<'c>(data: &'c RaceData, id: &str) -> Result<&'c Policy, SetupError> {
    data.policy(id).ok_or_else(|| SetupError::Data(format!("the data lack the policy `{id}`")))
}

/// First month of a policy.
fn begins(data: &RaceData, id: &str) -> Result<usize, SetupError> {
    let from = policy(data, id)?.from;
    month_of(from).ok_or_else(|| SetupError::Data(format!("`{id}` begins outside the run, on {from}")))
}

/// What tests read, with spans that are counted from month `start`.
fn outcomes(asked: &[&Asked], start: usize) -> Result<Vec<Outcome>, SetupError> {
    let outcome = |Asked { quantity, span }: &&Asked| {
        let found = span.months(start).and_then(|(from, to)| Outcome::new(quantity, from, to));
        found.ok_or_else(|| SetupError::Data(format!("no quantity `{quantity}`, or a span outside the run")))
    };
    asked.iter().map(outcome).collect()
}

/// Numbers by draw of some reads of the cells of one scenario, each list in the order of the reads.
fn draws(reads: &[Read], cells: &[&Found], asked: &[&Asked]) -> Vec<Vec<f64>> {
    let list = |read: &Read| {
        let place = asked.iter().position(|asked| **asked == read.asked)?;
        cells.get(read.run)?.values.get(place).map(Vec::as_slice)
    };
    let lists: Vec<&[f64]> = reads.iter().map(|read| list(read).unwrap_or_default()).collect();
    let draws = lists.iter().map(|list| list.len()).min().unwrap_or(0);
    let of_draw = |draw: usize| lists.iter().filter_map(|list| list.get(draw).copied()).collect();
    (0..draws).map(of_draw).collect()
}

/// The cells of each scenario, in the order of the runs; none where they are not complete.
fn by_scenario<'c, 'f>(
    data: &'c RaceData,
    runs: &'c Runs,
    found: &'f [Found],
) -> impl Iterator<Item = (&'c str, Vec<&'f Found>)> {
    data.scenarios.iter().filter_map(|scenario| {
        let cells: Vec<&Found> = found.iter().filter(|found| *found.cell.scenario == *scenario.id).collect();
        (cells.len() == runs.runs.len()).then_some((&*scenario.id, cells))
    })
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
    let asked = asked(data.theses.iter().map(|thesis| &*thesis.makes.reads));
    let mut all = Vec::new();
    for (scenario, cells) in by_scenario(data, &data.thesis_runs, found) {
        for thesis in &data.theses {
            let draws = draws(&thesis.makes.reads, &cells, &asked);
            let values = draws.iter().map(|numbers| thesis.makes.formula.value(numbers)).collect();
            all.push((thesis, scenario.to_owned(), values));
        }
    }
    all
}
