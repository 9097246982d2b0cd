//! The rule books say month by month what the stand-in table says.

use crate::support::*;
use chipgate_corpus::race::{LeverValue, Open, terms};
use chipgate_race::setup::lawful;
use chipgate_race::time::{MONTHS, first_day, label};

#[test]
fn the_class_of_each_month_is_that_of_the_table_but_for_named_months() {
    let lawful = lawful(&CORPUS, &WORLD, &terms(&CORPUS).unwrap());
    let by_table = |month: usize| {
        let day = first_day(month).last_of_month();
        let set = CORPUS.race.history.iter().rfind(|set| *set.lever == *"us.class" && set.from <= day);
        match &set.unwrap().value {
            LeverValue::Word(class) => class.to_string(),
            LeverValue::Number(_) => unreachable!(),
        }
    };
    let class_on = |month: usize| {
        let day = first_day(month).last_of_month();
        lawful.iter().rfind(|(from, _)| *from <= day).map(|(_, class)| class.to_string())
    };
    let differ: Vec<String> = (29..MONTHS)
        .filter(|month| *month < 101)
        .filter_map(|month| {
            let (by_rules, by_table) = (class_on(month)?, by_table(month));
            (by_rules != by_table).then(|| format!("{}: rules {by_rules}, table {by_table}", label(month)))
        })
        .collect();
    println!("{}", differ.join("\n"));
    // In August to December 2025 the H20 was licensed in practice under a letter that states no policy.
    let named = ["2025-08", "2025-09", "2025-10", "2025-11", "2025-12"];
    let found: Vec<&str> = differ.iter().map(|line| &line[..7]).collect();
    assert_eq!(found, named, "{differ:?}");
}

#[test]
fn the_chinese_gate_of_the_table_narrows_where_the_rule_book_speaks() {
    let terms = terms(&CORPUS).unwrap();
    let table = rules(&[]);
    let of = |class: &str, month: usize| {
        let day = first_day(month).last_of_month();
        terms.iter().rfind(|terms| *terms.class == *class && terms.from <= day).map(|terms| terms.cn)
    };
    // Open until the first half of 2025, advised against from August 2025, the H200 stopped in January 2026 at first.
    assert_eq!(of("h20", 80), Some([Open::Free, Open::Unknown, Open::Free, Open::Unknown]));
    assert!(of("h20", 92).unwrap().iter().all(|open| *open != Open::Free));
    assert_eq!(of("h200", 97).unwrap()[3], Open::Closed);
    for month in [80, 92, 96] {
        let free = of("h20", month).unwrap()[0] == Open::Free;
        assert_eq!(free, table.gate[0][month] >= 1.0, "{}", label(month));
    }
}

#[test]
fn a_reform_changes_the_class_without_any_other_edit() {
    use chipgate_corpus::{Corpus, embedded};
    let files = embedded::files();
    let text = String::from_utf8(files.get("reforms/safe-chips-act.toml").unwrap().to_vec()).unwrap();
    let reformed = Corpus::load(&files, &[("reforms/safe-chips-act.toml".to_owned(), text.into_bytes())])
        .corpus
        .unwrap();
    let (before, after) = (
        lawful(&CORPUS, &WORLD, &terms(&CORPUS).unwrap()),
        lawful(&reformed, &WORLD, &terms(&reformed).unwrap()),
    );
    assert_eq!(before.last().unwrap().1.to_string(), "h200");
    assert_ne!(before, after);
    assert_eq!(after.last().unwrap().1.to_string(), "none");
}
