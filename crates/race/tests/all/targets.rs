//! The central run against published figures. Bounds are those of the published analyses.

use crate::support::*;
use chipgate_race::outcomes::Outcome;

fn central(id: &str, from: usize, to: usize) -> f64 {
    Outcome::new(id, from, to).unwrap().of_path(&path(&rules(&[]), &priors("central").central()))
}

#[track_caller]
fn within(found: f64, low: f64, high: f64) {
    assert!((low..=high).contains(&found), "{found} outside {low} to {high}");
}

#[test]
fn stocks_by_source_at_the_end_of_2025_are_those_of_epoch_within_a_tenth() {
    within(central("sold_huawei_f", 95, 95), 708.0 * 0.9, 708.0 * 1.1);
    within(central("sold_legal_f", 95, 95), 402.0 * 0.9, 402.0 * 1.1);
    within(central("sold_smuggled_f", 95, 95), 660.0 * 0.9, 660.0 * 1.1);
    within(central("sold_us_f", 95, 95), 15_750.0 * 0.9, 15_750.0 * 1.1);
    within(central("sold_world_f", 95, 95), 20_930.0 * 0.9, 20_930.0 * 1.1);
}

#[test]
fn the_domestic_share_of_cards_in_2025_is_that_of_idc() {
    within(central("domestic_share_cards", 84, 95), 0.37, 0.45);
}

#[test]
fn the_quarter_with_the_us_gate_open_and_the_chinese_gate_shut_sells_next_to_nothing() {
    within(central("legal_usd", 91, 93), 0.0, 300.0);
    within(central("legal_usd", 85, 87), 4_100.0, 5_100.0);
}

#[test]
fn the_share_of_huawei_in_the_output_of_nvidia_falls_after_2025() {
    let share =
        |from: usize| central("domestic_f", from, from + 11) / central("us_output_f", from, from + 11);
    assert!(share(84) > share(96));
}
