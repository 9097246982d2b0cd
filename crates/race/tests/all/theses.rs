//! The theses can be told apart: T1 to T10 come out as numbers, and the two priors differ.

use crate::support::*;
use chipgate_race::quantities::Quantity as Q;

/// Median change of domestic output in 2028, flagship sold freely against a ban.
fn output_change(scenario: &str) -> f64 {
    let priors = priors(scenario);
    let (ban, sale) = (
        rules(&[&policy("keep-ban"), &policy("cn-buy-freely")]),
        rules(&[&policy("no-controls"), &policy("cn-buy-freely")]),
    );
    let mut changes: Vec<f64> = (0..64)
        .map(|number| {
            let draw = priors.draw(1, number);
            let of = |rules| sum(&path(rules, &draw), Q::DomesticUnits, 120..132);
            of(&sale) / of(&ban) - 1.0
        })
        .collect();
    changes.sort_by(f64::total_cmp);
    changes[32]
}

#[test]
fn t1_sales_lower_domestic_output_under_dependence_and_leave_it_under_the_bridge() {
    let (dependence, bridge) = (output_change("dependence"), output_change("bridge"));
    assert!(dependence < -0.15, "dependence {dependence}");
    assert!(bridge.abs() < 0.05, "bridge {bridge}");
}
