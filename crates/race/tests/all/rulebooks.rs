//! The rule books drive the race, in history and under reforms.

use crate::support::*;
use chipgate_base::Name;
use chipgate_corpus::{Corpus, embedded};
use chipgate_race::data::{LeverValue, Side};
use chipgate_race::quantities::Quantity as Q;
use chipgate_race::rules::{RuleError, Rules};
use chipgate_race::time::{MONTHS, label, month_of};
use jiff::civil::date;

/// What was sold, from the dated events: class and first month.
const SOLD: [(&str, &str); 9] = [
    ("2018-01", "flagship"),
    ("2022-09", "none"),
    ("2022-11", "a100"),
    ("2023-04", "h100"),
    ("2023-11", "none"),
    ("2024-02", "h20"),
    ("2025-05", "none"),
    ("2025-08", "h20"),
    ("2026-01", "h200"),
];

#[test]
fn the_class_of_each_month_is_the_one_that_was_sold() {
    let rules = rules(&[]);
    for month in 0..START {
        let sold = SOLD.iter().rfind(|(from, _)| *from <= label(month).as_str()).unwrap().1;
        // In January 2026 the class changes on the 15th.
        assert_eq!(&*rules.class[month], sold, "{}", label(month));
    }
}

#[test]
fn the_book_alone_gives_every_class_but_that_of_a_letter_without_a_policy() {
    let best = |day| law(&[]).days.iter().rfind(|law| law.from <= day).unwrap().best.to_string();
    for (day, class) in [
        (date(2022, 8, 25), "flagship"),
        (date(2022, 8, 26), "none"),
        (date(2022, 11, 7), "a100"),
        (date(2023, 3, 21), "h100"),
        (date(2023, 10, 23), "none"),
        (date(2024, 2, 1), "h20"),
        (date(2025, 4, 9), "none"),
        (date(2026, 1, 15), "h200"),
    ] {
        assert_eq!(best(day), class, "{day}");
    }
    // Sold from August 2025 all the same, under licenses for which no rule names a policy.
    assert_eq!(best(date(2025, 10, 1)), "none");
}

/// Share of wanted imports let in, as the press told it: the numbers are judgement, the months are dated.
#[test]
fn gates_of_history_are_those_of_the_dated_events() {
    let rules = rules(&[]);
    let gate = |month: &str, segment: usize| {
        let at = (0..MONTHS).find(|at| label(*at) == month).unwrap();
        (rules.gate[segment][at] * 1000.0).round() / 1000.0
    };
    assert_eq!([0, 1, 2, 3].map(|segment| gate("2024-12", segment)), [1.0; 4]);
    assert_eq!([0, 1, 2, 3].map(|segment| gate("2025-10", segment)), [0.02, 0.02, 0.04, 0.02]);
    assert_eq!([0, 1, 2, 3].map(|segment| gate("2026-01", segment)), [0.0; 4]);
    assert_eq!([0, 1, 2, 3].map(|segment| gate("2026-03", segment)), [0.05, 0.05, 0.05, 0.0]);
    assert_eq!([0, 1, 2, 3].map(|segment| gate("2026-08", segment)), [0.0; 4]);
    assert_eq!(rules.take[month_of(date(2025, 9, 1)).unwrap()], 0.15);
    assert_eq!((rules.take[100], rules.cap[100]), (0.25, 46.0));
    assert!(rules.cap[90] > 1e6);
}

/// The sources of China's gate reach to 7 October 2026.
#[test]
fn the_chain_takes_over_after_the_last_day_that_sources_cover_and_starts_where_the_book_stands() {
    let h200 = rules(&[]);
    let october = month_of(date(2026, 10, 1)).unwrap();
    assert_eq!((h200.gate_reacts[0][october - 1], h200.gate_reacts[0][october + 1]), (0.0, 1.0));
    assert!((h200.gate_reacts[0][october] - 24.0 / 31.0).abs() < 1e-12);
    assert_eq!(h200.gate_start, [3.0; 4]);
    let b30a = rules(&[&policy("b30a"), &policy("cn-as-it-stands")]);
    assert_eq!(b30a.gate_start, [1.0, 1.0, 1.0, 3.0]);
    assert_eq!(b30a.gate[0][october - 1], WORLD.constants.gate_levels[1]);
    // A policy that holds the gate keeps the book.
    let open = rules(&[&policy("b30a"), &policy("cn-buy-freely")]);
    assert_eq!((open.gate[0][200], open.gate_reacts[0][200], open.mandate[3][200]), (1.0, 0.0, 0.0));
}

#[test]
fn policies_of_the_book_are_the_levers_that_they_replace() {
    let of = |us: &str, cn: &str| {
        let rules = rules(&[&policy(us), &policy(cn)]);
        let at = 120;
        let mandate = [0, 1, 2, 3].map(|segment| rules.mandate[segment][at]);
        let gate = [0, 1, 2, 3].map(|segment| rules.gate[segment][at]);
        (rules.class[at].to_string(), rules.take[at], rules.cap[at] < 1e6, gate, mandate)
    };
    let open = [1.0; 4];
    assert_eq!(of("h20", "cn-buy-freely"), ("h20".into(), 0.15, false, open, [0.0; 4]));
    assert_eq!(of("h200", "cn-buy-freely"), ("h200".into(), 0.25, true, open, [0.0; 4]));
    assert_eq!(of("b30a", "cn-half-domestic"), ("b30a".into(), 0.15, false, open, [0.5; 4]));
    assert_eq!(of("no-controls", "cn-buy-freely"), ("flagship".into(), 0.0, false, open, [0.0; 4]));
    let only_training = ([1.0, 0.0, 1.0, 0.0], [0.0, 1.0, 0.0, 1.0]);
    let found = of("h200", "cn-no-foreign-inference");
    assert_eq!((found.3, found.4), only_training);
    for ban in ["keep-ban", "stronger-enforcement"] {
        assert_eq!(of(ban, "cn-buy-freely").0, "none");
    }
    let window = rules(&[&policy("twelve-months")]);
    assert_eq!((&*window.class[102], &*window.class[113], &*window.class[114]), ("b30a", "b30a", "none"));
}

fn laid(path: &str, text: &str) -> Corpus {
    Corpus::load(&embedded::files(), &[(path.to_owned(), text.as_bytes().to_vec())]).corpus.unwrap()
}

const HEAD: &str = "gate = \"cn\"\n[reform]\ntitle = \"t\"\ntitle_ja = \"t\"\ntitle_zh = \"t\"\nabout = \"a\"\n[[instrument]]\nid = \"cn.test\"\ntitle = \"t\"\ntitle_ja = \"t\"\ntitle_zh = \"t\"\ncitation = \"none\"\nauthority = \"draft\"\nsource = \"race.judgement\"\npublished = 2026-06-01\n[[instrument.effect]]\nid = \"main\"\nkind = \"amend\"\nfrom = 2026-06-01\n[[rule]]\nid = \"reform.cn.test\"\ntitle = \"t\"\ntitle_ja = \"t\"\ntitle_zh = \"t\"\nstep = \"requirement\"\nconcludes = { requirement = \"prohibited\", reasons = [\"domestic_chips\"] }\n[[rule.version]]\ninstrument = \"cn.test\"\nfrom = 2026-06-01\nprovision = \"test\"\nconfidence = \"low\"\n";

/// Rules of a policy over law with one more Chinese rule.
fn with_rule(when: &str, us: &str, cn: &str) -> Rules {
    let corpus = laid("law/reforms/test.toml", &format!("{HEAD}when = '{when}'\n"));
    let both = [&policy(us), &policy(cn)];
    let law = corpus.books().of(&WORLD, &both).unwrap();
    Rules::compile(&CORPUS.race, &WORLD, &law, &both).unwrap()
}

#[test]
fn a_chinese_rule_of_one_line_changes_the_imports_with_no_other_edit() {
    let plain = rules(&[&policy("b30a"), &policy("cn-buy-freely")]);
    let ruled =
        with_rule("acquired_in_china and nvidia_chip and buyer_is_large_platform", "b30a", "cn-buy-freely");
    let draw = priors("central").central();
    let imports = |rules: &Rules| sum(&path(rules, &draw), Q::LegalUsd, START..MONTHS);
    assert!(imports(&ruled) < 0.9 * imports(&plain), "{} {}", imports(&ruled), imports(&plain));
    assert!(imports(&ruled) > 0.0);
}

#[test]
fn a_gate_that_the_book_shuts_equals_a_ban() {
    let shut = with_rule("acquired_in_china and cn_computing_item and foreign_chip", "b30a", "cn-buy-freely");
    let none = levers(Side::Seller, JUNE_2026, &[("us.practice", 1.0)], Some("none"));
    let ban = rules(&[&policy("b30a"), &none, &policy("cn-buy-freely")]);
    for draw in draws(8) {
        let (a, b) = (path(&shut, &draw), path(&ban, &draw));
        for quantity in [Q::StockCnF, Q::SmuggledF, Q::DomesticUnits, Q::Premium, Q::Unmet, Q::LegalUsd] {
            for month in 0..MONTHS {
                let (a, b) = (at(&a, quantity, month), at(&b, quantity, month));
                assert!(same(a, b), "{quantity:?} {}: {a} {b}", label(month));
            }
        }
    }
}

#[test]
fn an_american_reform_changes_the_class_without_any_other_edit() {
    let text = embedded::files().get("law/reforms/safe-chips-act.toml").unwrap().to_vec();
    let reformed = laid("law/reforms/safe-chips-act.toml", &String::from_utf8(text).unwrap());
    let after = reformed.books().of(&WORLD, &[]).unwrap();
    assert_eq!(law(&[]).days.last().unwrap().best.to_string(), "h200");
    assert_eq!(after.days.last().unwrap().best.to_string(), "none");
}

/// October 2023 to the H20's first sales is some four months; the part of that day keeps 15% of the arithmetic.
#[test]
fn the_redesign_is_what_the_book_leaves_of_the_flagship_and_is_dated_by_the_book() {
    let from = date(2023, 10, 1);
    let found = rules(&[&levers(Side::Seller, from, &[("us.redesign", 1.0)], Some("none"))]);
    let at = |day| month_of(day).unwrap();
    let november = at(date(2023, 11, 1));
    assert_eq!((found.since_rule[november - 2], found.since_rule[november]), (-1.0, 0.0));
    assert_eq!(found.since_rule[november + 4], 4.0);
    let h20 = WORLD.classes["h20"];
    assert!((found.clipped[0][november] / h20.f - 1.0).abs() < 0.03, "{}", found.clipped[0][november]);
    assert_eq!(found.clipped[1][november], 1.0);
    // The letter of April 2025 begins a new wait, and takes memory bandwidth away.
    let april = at(date(2025, 4, 1));
    assert_eq!(found.since_rule[april], 0.0);
    assert!(found.clipped[1][april] < found.clipped[1][april - 1]);
    // Who may buy the flagship itself wants no part of it.
    let free = levers(Side::Seller, JUNE_2026, &[("us.redesign", 1.0)], None);
    let free = rules(&[&policy("no-controls"), &free]);
    assert_eq!(free.since_rule[150], -1.0);
    // What the rules leave does not grow with the flagship.
    assert_eq!(found.clipped[0][130], found.clipped[0][200]);
}

#[test]
fn a_lever_that_asks_the_books_is_refused_without_them() {
    let found = Rules::compile(&CORPUS.race, &WORLD, &Default::default(), &[]);
    assert!(matches!(found, Err(RuleError::NoLaw(_))), "{found:?}");
    let mut own = policy("cn-as-it-stands");
    own.settings.push(chipgate_race::data::Setting {
        lever: Name::from("cn.gate.train"),
        from: JUNE_2026,
        value: LeverValue::Number(0.4),
        band: None,
    });
    assert_eq!(rules(&[&own]).gate[0][150], 0.4);
}
