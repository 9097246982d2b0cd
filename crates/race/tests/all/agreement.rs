//! The fast kernel says what the slow reference says.

use crate::support::*;
use chipgate_race::kernel::{WIDTH, run_block};
use chipgate_race::quantities::QUANTITIES;
use chipgate_race::time::MONTHS;

#[test]
fn the_kernel_agrees_with_the_reference_on_every_quantity_month_and_policy() {
    let redesign = levers(
        chipgate_race::data::Side::Seller,
        JUNE_2026,
        &[("us.redesign", 1.0), ("us.practice", 0.0)],
        Some("none"),
    );
    for scenario in ["central", "dependence", "two-gate"] {
        let priors = priors(scenario);
        for (us, cn) in [
            ("keep-ban", "cn-as-it-stands"),
            ("h200", "cn-as-it-stands"),
            ("no-controls", "cn-buy-freely"),
            ("b30a", "cn-no-foreign-inference"),
            ("redesign", "cn-half-domestic"),
        ] {
            let us = if us == "redesign" { redesign.clone() } else { policy(us) };
            let rules = rules(&[&us, &policy(cn)]);
            let draws: Vec<_> =
                (0..u32::try_from(WIDTH).unwrap() - 3).map(|number| priors.draw(3, 1000 + number)).collect();
            let paths: Vec<_> = draws.iter().map(|draw| path(&rules, draw)).collect();
            run_block(&WORLD, &rules, &draws, MONTHS, |month, numbers| {
                for (lane, path) in paths.iter().enumerate() {
                    for (place, about) in QUANTITIES.iter().enumerate() {
                        let (slow, fast) = (path[month][place], numbers[place].0[lane]);
                        assert!(slow.is_finite(), "{} month {month}", about.id);
                        assert!(
                            same(slow, fast),
                            "{scenario} {} month {month} draw {lane}: {slow} {fast}",
                            about.id
                        );
                    }
                }
            });
        }
    }
}
