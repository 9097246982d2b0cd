//! What the law crate may depend on, and which words an answer may not use.

use crate::support::{corpus, in_repository};
use toml::de::DeTable;

const LAW_DEPENDENCIES: [&str; 2] = ["jiff", "thiserror"];
const WORDS_OF_AN_ALL_CLEAR: [&str; 5] = ["clear", "cleared", "safe", "safely", "approved"];

#[test]
fn the_law_crate_depends_on_dates_and_errors_alone() {
    let text = std::fs::read_to_string(in_repository("crates/law/Cargo.toml")).unwrap();
    let manifest = DeTable::parse(&text).unwrap();
    let dependencies = manifest.get_ref()["dependencies"].get_ref().as_table().unwrap();
    let names: Vec<&str> = dependencies.keys().map(|key| &**key.get_ref()).collect();
    assert_eq!(names, LAW_DEPENDENCIES);
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
