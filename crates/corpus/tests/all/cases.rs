//! Cases beside rules and cases of whole determinations.

use crate::support::corpus;
use chipgate_ask::cases::Case;

const FEWEST_VECTORS: usize = 60;

#[test]
fn every_case_is_met() {
    let (low, firm): (Vec<&Case>, Vec<&Case>) = corpus().cases.iter().partition(|case| case.low);
    let shown = differing(&low);
    let failed = differing(&firm);
    println!(
        "{} cases, {} of them low and {} of those not met",
        corpus().cases.len(),
        low.len(),
        shown.len()
    );
    for line in &shown {
        println!("low: {line}");
    }
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}

fn differing(cases: &[&Case]) -> Vec<String> {
    cases.iter().filter_map(|case| difference(case)).collect()
}

fn difference(case: &Case) -> Option<String> {
    let differences = case.run(corpus().ground()).differences;
    (!differences.is_empty()).then(|| format!("{} {}: {}", case.file, case.name, differences.join("; ")))
}

#[test]
fn the_vectors_of_outside_sources_are_all_there() {
    let vectors = corpus().cases.iter().filter(|case| case.name.starts_with("TV-"));
    assert!(vectors.count() >= FEWEST_VECTORS);
}

#[test]
fn a_case_of_a_good_source_is_low_only_with_a_reason() {
    let unexplained: Vec<&str> = corpus()
        .cases
        .iter()
        .filter(|case| case.low && matches!(&*case.confidence, "high" | "medium"))
        .filter(|case| case.reason.trim().is_empty())
        .map(|case| case.name.as_str())
        .collect();
    assert_eq!(unexplained, Vec::<&str>::new());
}

#[test]
fn every_case_expects_something() {
    let idle: Vec<&str> = corpus()
        .cases
        .iter()
        .filter(|case| case.expect == chipgate_ask::cases::Expect::default())
        .map(|case| case.name.as_str())
        .collect();
    assert_eq!(idle, Vec::<&str>::new());
}
