//! Draws are what they promise.

use crate::support::*;
use chipgate_race::draws::uniform;
use chipgate_race::parameters::{PARAMETERS, Parameter as P};
use proptest::prelude::*;

#[test]
fn every_dimension_is_uniform_and_pairs_fill_the_square() {
    let count = 4096_u32;
    for dimension in 0..PARAMETERS {
        let mut cells = [0_u32; 64];
        for number in 0..count {
            cells[(uniform(5, number, dimension) * 64.0) as usize] += 1;
        }
        // A scrambled sequence of this length puts exactly the same number in each cell.
        assert!(cells.iter().all(|found| *found == count / 64), "{dimension}: {cells:?}");
    }
    for (a, b) in [(0, 1), (3, 40), (10, 11), (60, 84)] {
        let mut cells = [0_u32; 64];
        for number in 0..count {
            let (x, y) = (uniform(5, number, a), uniform(5, number, b));
            cells[(x * 8.0) as usize * 8 + (y * 8.0) as usize] += 1;
        }
        let worst = cells.iter().map(|found| found.abs_diff(count / 64)).max().unwrap();
        assert!(worst < 32, "{a} {b}: {worst}");
    }
}

#[test]
fn quantiles_of_many_draws_are_those_of_the_data() {
    let all = draws(4096);
    for (parameter, low, mid, high) in [
        (P::SmuggleScale, 8.0, 19.0, 44.0),
        (P::SpillShare, 0.6, 0.78, 0.9),
        (P::DomDrawMonths, 9.0, 12.0, 16.0),
        (P::ChoiceWait, -6.0, -5.0, -4.0),
    ] {
        let mut values: Vec<f64> = all.iter().map(|draw| draw.get(parameter)).collect();
        values.sort_by(f64::total_cmp);
        for (p, expected) in [(0.05, low), (0.5, mid), (0.95, high)] {
            let found = values[(p * 4096.0) as usize];
            assert!((found - expected).abs() < 0.05 * expected.abs(), "{} {p}: {found}", parameter.id());
        }
    }
}

proptest! {
    #[test]
    fn a_draw_is_a_function_of_seed_and_number(seed in 0_u32..1000, number in 0_u32..65_536) {
        let priors = priors("bridge");
        prop_assert_eq!(priors.draw(seed, number), priors.draw(seed, number));
        prop_assert!(priors.draw(seed, number) != priors.draw(seed + 1, number));
    }
}

#[test]
fn every_assumption_of_the_data_is_read_and_every_one_read_is_there() {
    let known: Vec<&str> = P::ALL.iter().map(|(_, id)| *id).collect();
    for assumption in &CORPUS.race.assumptions {
        assert!(known.contains(&&*assumption.id), "{} is read by no equation", assumption.id);
    }
    assert_eq!(CORPUS.race.assumptions.len(), PARAMETERS);
}
