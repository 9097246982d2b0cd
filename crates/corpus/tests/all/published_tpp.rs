//! TPP and performance density against figures that others published.

use crate::support::{corpus, filled, request};
use chipgate_corpus::PublishedTpp;
use chipgate_law::interval::Interval;
use chipgate_law::quantity::{PERFORMANCE_DENSITY, TPP};
use chipgate_law::value::Value;

const TOLERANCE: f64 = 0.01;
/// Published densities have two or three digits.
const DENSITY_TOLERANCE: f64 = 0.02;

#[test]
fn a_published_tpp_is_met_within_one_percent_or_explained() {
    let wrong: Vec<String> = corpus()
        .published_tpp
        .iter()
        .filter_map(judged)
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn judged(row: &PublishedTpp) -> Option<String> {
    let agrees = row.tpp.is_none_or(|tpp| near(own(row, TPP), tpp, TOLERANCE))
        && row
            .performance_density
            .is_none_or(|density| near(own(row, PERFORMANCE_DENSITY), density, DENSITY_TOLERANCE));
    let explained = !row.explanation.is_empty();
    (agrees == explained).then(|| {
        format!(
            "{} in {}: published {:?} and {:?}, ours {:?} and {:?}, explained: {explained}",
            row.chip,
            row.source,
            row.tpp,
            row.performance_density,
            own(row, TPP),
            own(row, PERFORMANCE_DENSITY)
        )
    })
}

fn own(row: &PublishedTpp, quantity: &str) -> Option<Interval> {
    let asked = filled(
        corpus(),
        &request(&format!("chip = \"{}\"\nto = \"CN\"", row.chip)),
    );
    let fact = corpus().law.vocabulary.facts.find(quantity).unwrap();
    match asked.inputs.value(fact) {
        Value::Number(range) => Some(*range),
        _ => None,
    }
}

fn near(own: Option<Interval>, published: f64, tolerance: f64) -> bool {
    own.is_some_and(|range| {
        range.low.at * (1.0 - tolerance) <= published
            && published <= range.high.at * (1.0 + tolerance)
    })
}
