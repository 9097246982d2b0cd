//! TPP against figures that others published; densities that differ are shown.

use crate::support::{corpus, filled, question};
use chipgate_base::interval::Interval;
use chipgate_catalogue::quantity::{PERFORMANCE_DENSITY, TPP};
use chipgate_corpus::PublishedTpp;
use chipgate_law::value::Value;

const TOLERANCE: f64 = 0.01;

#[test]
fn a_published_tpp_is_met_within_one_percent_or_explained() {
    let rows = &corpus().published_tpp;
    let wrong: Vec<String> = rows.iter().filter_map(judged).collect();
    rows.iter().for_each(show_density);
    assert!(rows.len() > 30);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Says what is wrong with a row: a difference without an explanation, or an explanation without a difference.
fn judged(row: &PublishedTpp) -> Option<String> {
    let own = own(row, TPP);
    let agrees = near(own, row.tpp?);
    let explained = !row.explanation.is_empty();
    (agrees == explained).then(|| {
        format!(
            "{} in {}: published {:?}, ours {own:?}, explained: {explained}",
            row.chip, row.source, row.tpp
        )
    })
}

fn show_density(row: &PublishedTpp) {
    let own = own(row, PERFORMANCE_DENSITY);
    if let (Some(published), Some(range)) = (row.performance_density, own)
        && !near(own, published)
    {
        println!(
            "{} in {}: density {published}, ours {:.2} to {:.2}",
            row.chip, row.source, range.low.at, range.high.at
        );
    }
}

fn own(row: &PublishedTpp, quantity: &str) -> Option<Interval> {
    let asked = filled(corpus(), &question(&format!("chip = \"{}\"\nto = \"CN\"", row.chip)));
    let fact = corpus().law.vocabulary.facts.find(quantity).unwrap();
    match asked.inputs.value(fact) {
        Value::Number(range) => Some(*range),
        _ => None,
    }
}

fn near(own: Option<Interval>, published: f64) -> bool {
    own.is_some_and(|range| {
        range.low.at * (1.0 - TOLERANCE) <= published && published <= range.high.at * (1.0 + TOLERANCE)
    })
}
