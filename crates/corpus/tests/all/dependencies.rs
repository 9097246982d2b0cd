//! What the law crate may depend on, and which words an answer may not use.

use crate::support::{corpus, in_repository};
use toml::de::DeTable;

const LAW_DEPENDENCIES: [&str; 3] = ["chipgate-base", "jiff", "thiserror"];
const BASE_DEPENDENCIES: [&str; 3] = ["jiff", "strsim", "thiserror"];
const WORDS_OF_AN_ALL_CLEAR: [&str; 5] = ["clear", "cleared", "safe", "safely", "approved"];

#[test]
fn the_law_crate_and_its_ground_depend_on_dates_words_and_errors_alone() {
    assert_eq!(dependencies("law"), LAW_DEPENDENCIES);
    assert_eq!(dependencies("base"), BASE_DEPENDENCIES);
}

/// The crates from the ground up; two on one floor stand side by side and use nothing of each other.
const FLOORS: [&[&str]; 9] = [
    &["base"],
    &["law", "catalogue", "show"],
    &["ask", "worth"],
    &["survey", "chronicle"],
    &["race"],
    &["corpus"],
    &["report"],
    &["study"],
    &["cli"],
];

#[test]
fn a_crate_uses_only_what_stands_on_a_floor_below() {
    let mut below: Vec<String> = Vec::new();
    for floor in FLOORS {
        for name in floor {
            let own = dependencies(name).into_iter().filter(|used| used.starts_with("chipgate-"));
            let above: Vec<String> = own.filter(|used| !below.contains(used)).collect();
            assert_eq!(above, Vec::<String>::new(), "`{name}` uses what does not stand below it");
        }
        below.extend(floor.iter().map(|name| format!("chipgate-{name}")));
    }
    let crates = std::fs::read_dir(in_repository("crates")).unwrap().count();
    assert_eq!(below.len(), crates, "every crate stands on a floor");
}

fn dependencies(of: &str) -> Vec<String> {
    let text = std::fs::read_to_string(in_repository(&format!("crates/{of}/Cargo.toml"))).unwrap();
    let manifest = DeTable::parse(&text).unwrap();
    let dependencies = manifest.get_ref()["dependencies"].get_ref().as_table().unwrap();
    dependencies.keys().map(|key| key.get_ref().to_string()).collect()
}

#[test]
fn no_message_sounds_like_an_all_clear() {
    let found: Vec<String> = corpus().messages["en"]
        .iter()
        .filter(|(_, text)| sounds_like_an_all_clear(text))
        .map(|(key, text)| format!("{key} = {text}"))
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

fn sounds_like_an_all_clear(text: &str) -> bool {
    text.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|word| WORDS_OF_AN_ALL_CLEAR.contains(&word))
}
