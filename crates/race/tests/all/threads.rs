//! The same seed gives the same bytes, and a draw is the same alone and in a run.

use crate::support::*;
use chipgate_race::experiment::{Cell, Plan, Watch};
use chipgate_race::outcomes::Outcome;
use chipgate_race::quantities;
use std::sync::atomic::{AtomicBool, Ordering};

fn plan(draws: u32) -> Plan {
    let cell = |policy: &str| Cell {
        scenario: "central".to_owned(),
        policy: policy.to_owned(),
        answer: String::new(),
    };
    let cells = ["keep-ban", "b30a"].map(|id| (cell(id), rules(&[&policy(id)]))).to_vec();
    let outcomes = quantities::all().iter().filter_map(|(id, ..)| Outcome::of_year(id, 2028)).collect();
    let priors = vec![("central".to_owned(), priors("central"))];
    Plan { world: WORLD.clone(), priors, cells, outcomes, seed: 11, draws }
}

fn run(plan: &Plan, threads: usize) -> Vec<chipgate_race::experiment::Found> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let stop = AtomicBool::new(false);
    pool.install(|| plan.run(&Watch { progress: &|_, _| {}, stop: &stop })).unwrap()
}

fn bits(found: &[chipgate_race::experiment::Found]) -> Vec<u64> {
    found.iter().flat_map(|cell| cell.values.iter().flatten().map(|value| value.to_bits())).collect()
}

#[test]
fn one_thread_and_five_give_the_same_bytes() {
    let plan = plan(200);
    assert_eq!(bits(&run(&plan, 1)), bits(&run(&plan, 5)));
}

#[test]
fn a_draw_replayed_alone_is_its_place_in_the_run() {
    let plan = plan(200);
    let found = run(&plan, 2);
    for number in [0_u32, 31, 32, 199] {
        let alone = path(&plan.cells[1].1, &priors("central").draw(11, number));
        for (outcome, values) in plan.outcomes.iter().zip(&found[1].values) {
            let (a, b) = (values[number as usize], outcome.of_path(&alone));
            assert!(same(a, b) || a.is_nan() && b.is_nan(), "{} draw {number}: {a} {b}", outcome.quantity);
        }
    }
}

#[test]
fn more_draws_begin_with_the_same_ones() {
    let (few, many) = (run(&plan(40), 2), run(&plan(200), 2));
    for (few, many) in few[0].values.iter().zip(&many[0].values) {
        assert!(few.iter().zip(many).all(|(a, b)| a.to_bits() == b.to_bits()));
    }
}

#[test]
fn a_stopped_run_keeps_what_is_complete() {
    let plan = plan(64);
    let stop = AtomicBool::new(false);
    let progress = |done: usize, _: usize| {
        if done >= 64 {
            stop.store(true, Ordering::Relaxed);
        }
    };
    let found = plan.run(&Watch { progress: &progress, stop: &stop }).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].values[0].len(), 64);
}

#[test]
fn a_number_that_is_not_finite_names_the_draw() {
    let mut plan = plan(64);
    plan.priors[0].1 = priors("central").with(chipgate_race::parameters::Parameter::DomDrawMonths, f64::NAN);
    let stop = AtomicBool::new(false);
    let error = plan.run(&Watch { progress: &|_, _| {}, stop: &stop }).unwrap_err().to_string();
    assert!(error.contains("draw 0") && error.contains("2024-01"), "{error}");
}

#[test]
fn a_number_that_is_not_finite_stops_the_run_with_the_draw_that_replays_it() {
    let mut plan = plan(64);
    plan.world.us_share[110] = f64::NAN;
    let stop = AtomicBool::new(false);
    let error = plan.run(&Watch { progress: &|_, _| {}, stop: &stop }).unwrap_err();
    assert_eq!((error.scenario.as_str(), error.month.as_str()), ("central", "2027-03"));
    let alone = chipgate_race::oracle::run(
        &plan.world,
        &plan.cells[0].1,
        &priors("central").draw(11, error.draw),
        chipgate_race::time::MONTHS,
    );
    let place = quantities::QUANTITIES.iter().position(|about| about.id == error.quantity).unwrap();
    assert!(alone[109][place].is_finite() && !alone[110][place].is_finite(), "{error}");
}
