//! Levers move what they should, in the direction they should.

use crate::support::*;
use chipgate_race::data::Side;
use chipgate_race::quantities::{COUNT, QUANTITIES, Quantity as Q};
use chipgate_race::time::MONTHS;

const GATES: [&str; 4] = ["cn.gate.train", "cn.gate.infer", "cn.gate.startup", "cn.gate.state"];

fn gates(value: f64) -> chipgate_race::data::Policy {
    levers(Side::Buyer, JUNE_2026, &GATES.map(|gate| (gate, value)), None)
}

#[test]
fn a_shut_chinese_gate_equals_a_ban() {
    let ban = rules(&[&policy("keep-ban"), &gates(0.0)]);
    for class in ["b30a", "one-notch-below", "h20"] {
        let shut = rules(&[&policy(class), &gates(0.0)]);
        for draw in draws(24) {
            let (a, b) = (path(&ban, &draw), path(&shut, &draw));
            // Rented compute and the figures of a class that nobody buys may differ.
            let same_levers =
                ["stock_cn_f", "smuggled_f", "domestic_units", "premium", "lag", "unmet", "legal_usd"];
            for (place, about) in
                QUANTITIES.iter().enumerate().filter(|(_, about)| same_levers.contains(&about.id))
            {
                for month in 0..MONTHS {
                    let (a, b) = (a[month][place], b[month][place]);
                    assert!(
                        (a - b).abs() <= 1e-9 * a.abs().max(1e-6),
                        "{class} {} {month}: {a} {b}",
                        about.id
                    );
                }
            }
        }
    }
}

fn until_2030(value: impl Fn(&[[f64; COUNT]]) -> f64, rules: &[chipgate_race::rules::Rules]) {
    for draw in draws(24) {
        let numbers: Vec<f64> = rules.iter().map(|rules| value(&path(rules, &draw))).collect();
        for pair in numbers.windows(2) {
            assert!(pair[1] >= pair[0] - 1e-9 * pair[0].abs(), "draw {}: {numbers:?}", draw.number);
        }
    }
}

#[test]
fn a_wider_chinese_gate_lets_no_fewer_imports_in() {
    let all: Vec<_> =
        [0.0, 0.1, 0.5, 1.0].iter().map(|gate| rules(&[&policy("b30a"), &gates(*gate)])).collect();
    until_2030(|path| sum(path, Q::LegalUsd, START..120), &all);
}

#[test]
fn a_higher_cap_lets_no_fewer_imports_in() {
    let all: Vec<_> = [0.0, 5.0, 50.0, 1e9]
        .iter()
        .map(|cap| {
            let cap = levers(
                Side::Seller,
                JUNE_2026,
                &[("us.practice", 1.0), ("us.cap_units", *cap)],
                Some("h200"),
            );
            rules(&[&cap, &gates(1.0)])
        })
        .collect();
    until_2030(|path| sum(path, Q::LegalUnits, START..120), &all);
    let none = path(&all[0], &draws(1)[0]);
    assert_eq!(sum(&none, Q::LegalUnits, START..120), 0.0);
}

#[test]
fn stronger_enforcement_lets_no_more_smuggled_chips_in_at_first() {
    let all: Vec<_> = [4.0, 2.0, 1.0, 0.25]
        .iter()
        .map(|factor| rules(&[&levers(Side::Seller, JUNE_2026, &[("us.enforcement", *factor)], None)]))
        .collect();
    // In later years a seized network heals; luck of the hit is drawn by month, so the order holds on the sum.
    until_2030(|path| sum(path, Q::SmuggledF, START..START + 12), &all);
}

#[test]
fn the_take_is_its_share_of_sales_and_a_ban_pays_none() {
    let rules = rules(&[&policy("h20"), &gates(1.0)]);
    let path = path(&rules, &draws(1)[0]);
    let months = START + 1..150;
    let sales = sum(&path, Q::LegalUsd, months.clone());
    assert!(sales > 0.0 && same(sum(&path, Q::Take, months), 0.15 * sales));
}

#[test]
fn a_mandate_raises_the_domestic_share() {
    let mandate = |floor: f64| {
        let names = ["cn.mandate.train", "cn.mandate.infer", "cn.mandate.startup", "cn.mandate.state"];
        rules(&[
            &policy("no-controls"),
            &gates(1.0),
            &levers(Side::Buyer, JUNE_2026, &names.map(|name| (name, floor)), None),
        ])
    };
    let all = [mandate(0.0), mandate(0.5), mandate(0.95)];
    for draw in draws(16) {
        let cover = |rules| at(&path(rules, &draw), Q::Cover, START + 2);
        let covers = all.iter().map(cover).collect::<Vec<_>>();
        assert!(covers[0] <= covers[1] && covers[1] <= covers[2], "{covers:?}");
    }
}

#[test]
fn a_rule_inside_a_month_is_weighted_by_days() {
    let from = jiff::civil::Date::constant(2026, 6, 11);
    let rules = rules(&[&levers(Side::Seller, from, &[("us.take", 0.4)], Some("none"))]);
    assert!((rules.available[START] - 10.0 / 30.0).abs() < 1e-12);
    assert!((rules.take[START] - (0.25 * 10.0 + 0.4 * 20.0) / 30.0).abs() < 1e-12);
    assert_eq!((rules.available[START + 1], rules.take[START + 1]), (0.0, 0.4));
}

#[test]
fn a_redesign_comes_after_its_lags_and_a_clipped_chip_displaces_more_per_unit_of_arithmetic() {
    let none = levers(Side::Seller, JUNE_2026, &[("us.redesign", 1.0), ("us.practice", 0.0)], Some("none"));
    let rules_of_redesign = rules(&[&none, &gates(1.0)]);
    let mut came = 0;
    for draw in draws(32) {
        let path = path(&rules_of_redesign, &draw);
        let lag = draw.get(chipgate_race::parameters::Parameter::RedesignAnnounce)
            + draw.get(chipgate_race::parameters::Parameter::RedesignVolume);
        for month in START..150 {
            if (month - START) as f64 - lag < 0.0 {
                assert_eq!(at(&path, Q::LegalUnits, month), 0.0);
            }
        }
        came += usize::from(sum(&path, Q::LegalUnits, START..150) > 0.0);
    }
    assert!((12..30).contains(&came), "{came}");
    let delta =
        |class: &str| at(&path(&rules(&[&policy(class)]), &priors("central").central()), Q::Delta, 104);
    // The H20 takes the packaging of an H100 for a seventh of its arithmetic: published analysis, section 6.
    assert!(delta("h20") / delta("h200") > 6.0);
    assert!((0.5..1.6).contains(&delta("h200")), "{}", delta("h200"));
}

#[test]
fn orders_pulled_forward_are_a_loan() {
    use chipgate_race::draws::Priors;
    // A gate that is open and an offer that does not bind, then a stop that everybody saw coming.
    let from = jiff::civil::Date::constant(2028, 1, 1);
    let stop = |leaked: f64| {
        let open =
            levers(Side::Seller, JUNE_2026, &[("us.practice", 1.0), ("us.cap_units", 1e9)], Some("h20"));
        let stop = levers(Side::Seller, from, &[("us.leaked", leaked)], Some("none"));
        rules(&[&open, &gates(1.0), &stop])
    };
    let draw = Priors::central(&priors("central"));
    let (calm, rush) = (path(&stop(0.0), &draw), path(&stop(1.0), &draw));
    assert!(sum(&rush, Q::LegalUsd, 114..120) >= sum(&calm, Q::LegalUsd, 114..120));
    assert!(same(sum(&rush, Q::LegalUsd, 0..114), sum(&calm, Q::LegalUsd, 0..114)));
    assert_eq!(sum(&rush, Q::LegalUsd, 121..150), 0.0);
}
