//! Bands, effects and turns of a study against a second way: paths of the slow reference, counted by hand.

use crate::support::*;
use chipgate_race::experiment::{Cell, Plan, Watch};
use chipgate_race::outcomes::Outcome;
use chipgate_race::summary::Summary;
use std::sync::atomic::AtomicBool;

const DRAWS: u32 = 41;
const POLICIES: [&str; 3] = ["keep-ban", "b30a", "no-controls"];

fn cell(scenario: &str, policy: &str) -> Cell {
    Cell { scenario: scenario.to_owned(), policy: policy.to_owned(), answer: "cn-buy-freely".to_owned() }
}

fn plan() -> Plan {
    let answer = policy("cn-buy-freely");
    let mut cells = Vec::new();
    for scenario in ["central", "bridge"] {
        for id in POLICIES {
            cells.push((cell(scenario, id), rules(&[&policy(id), &answer])));
        }
    }
    let years = [2027, 2028, 2029].map(|year| Outcome::of_year("stock_cn_f", year).unwrap());
    let priors = ["central", "bridge"].map(|id| (id.to_owned(), priors(id)));
    Plan {
        world: WORLD.clone(),
        priors: priors.to_vec(),
        cells,
        outcomes: years.to_vec(),
        seed: 3,
        draws: DRAWS,
    }
}

fn summary(stop: bool) -> Summary {
    let stop = AtomicBool::new(stop);
    Summary::run(plan(), "keep-ban", &Watch { progress: &|_, _| {}, stop: &stop }).unwrap()
}

/// The stock of each draw, by the slow reference.
fn slow(scenario: &str, id: &str, year: i16) -> Vec<f64> {
    let rules = rules(&[&policy(id), &policy("cn-buy-freely")]);
    let outcome = Outcome::of_year("stock_cn_f", year).unwrap();
    let priors = priors(scenario);
    (0..DRAWS).map(|number| outcome.of_path(&path(&rules, &priors.draw(3, number)))).collect()
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

#[test]
fn bands_and_effects_are_those_of_the_slow_paths() {
    let summary = summary(false);
    assert_eq!((summary.cells.len(), summary.asked), (6, 6));
    for scenario in ["central", "bridge"] {
        for id in POLICIES {
            for year in [2027, 2029] {
                let number = summary.number(&cell(scenario, id), "stock_cn_f", year).unwrap();
                let (values, base) = (slow(scenario, id, year), slow(scenario, "keep-ban", year));
                assert!(same(number.band.at[2], middle(values.clone())), "{scenario} {id} {year}");
                let Some(effect) = number.effect else {
                    assert_eq!(id, "keep-ban");
                    continue;
                };
                let differences: Vec<f64> = values.iter().zip(&base).map(|(a, b)| a - b).collect();
                let more = differences.iter().filter(|difference| **difference > 0.0).count();
                assert!(same(effect.band.at[2], middle(differences)), "{scenario} {id} {year}");
                assert!(
                    (effect.positive - more as f64 / f64::from(DRAWS)).abs() < 1e-12,
                    "{scenario} {id} {year}"
                );
            }
        }
    }
}

#[test]
fn a_cell_that_is_not_there_has_no_number_and_a_stopped_study_says_how_much_is_missing() {
    let whole = summary(false);
    assert_eq!(whole.years("stock_cn_f"), [2027, 2028, 2029]);
    assert!(whole.number(&cell("central", "h20"), "stock_cn_f", 2028).is_none());
    assert!(whole.number(&cell("central", "b30a"), "stock_cn_f", 2030).is_none());
    let stopped = summary(true);
    assert_eq!((stopped.cells.len(), stopped.asked), (0, 6));
}
