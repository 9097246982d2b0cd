//! The hardest provisions, written in the rule language before it was fixed, stay as its test.
//!
//! Seven of the ten are rules of the data and have their cases there. The
//! foundry presumption, a share of owners and the two prongs of a foreign direct
//! product rule are not shipped; they stand here.

use crate::support::{corpus, files_with, sound, text_of};
use chipgate_corpus::Corpus;

const PARTS: [(&str, &str); 3] = [
    ("law/facts/hardest.toml", include_str!("hardest/facts.toml")),
    ("law/rules/ear/hardest.toml", include_str!("hardest/rules.toml")),
    ("law/rules/ear/hardest.cases.toml", include_str!("hardest/cases.toml")),
];

fn with_hardest() -> Corpus {
    let mut changes = PARTS.map(|(path, text)| (path, text.as_bytes().to_vec())).to_vec();
    let words = ["words/facts.en.toml", "words/facts.ja.toml", "words/facts.zh.toml"];
    changes.extend(words.map(|path| (path, with_words(path).into_bytes())));
    sound(&files_with(&changes), &[])
}

/// The words of facts with some for those that stand here.
fn with_words(path: &str) -> String {
    let names = PARTS[0].1.lines().filter_map(|line| line.strip_prefix("name")?.split('"').nth(1));
    let own: String = names.map(|name| format!("fact_{name} = \"{name}\"\n")).collect();
    text_of(path) + &own
}

#[test]
fn the_language_holds_the_foundry_presumption_a_share_of_owners_and_two_prongs() {
    let corpus = with_hardest();
    let own: Vec<_> = corpus.cases.iter().filter(|case| case.file.ends_with("hardest.cases.toml")).collect();
    assert!(own.len() >= 16);
    for case in own {
        let outcome = case.run(corpus.ground());
        assert!(outcome.differences.is_empty(), "{}: {:?}", case.name, outcome.differences);
    }
}

#[test]
fn the_ones_that_ship_have_cases() {
    let corpus = corpus();
    for rule in [
        "ear.742.6.review.january_2026",
        "ear.740.8.nac",
        "ear.740.8.aca",
        "ear.744.23.hq",
        "ear.744.11.review.presumption",
        "ear.742.6.a_class",
        "ear.letter_2025_04_09_nvidia",
        "ear.4a090.a",
    ] {
        let count = corpus.cases.iter().filter(|case| case.rule.as_deref() == Some(rule)).count();
        assert!(count >= 4, "{rule} has {count} cases");
    }
}
