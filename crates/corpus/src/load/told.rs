//! Every condition, caveat and base of a charge that a rule can bring up, and every fact that can be asked for, has
//! words for its reader.

use super::Reading;
use crate::corpus::Messages;
use crate::folders;
use crate::toml_reader::Table;
use chipgate_base::near::did_you_mean;

/// Families of keys that a rule concludes and that readers see as words.
const FAMILIES: [&str; 3] = ["condition", "caveat", "base"];

/// Reports keys of rules and of the reforms of the data without an English message; translations are
/// compared with the English file elsewhere.
pub(super) fn check(reading: &Reading<'_>, english: &Messages) {
    let mut files = reading.files(folders::RULES, ".toml");
    files.extend(reading.files(folders::REFORMS, ".toml"));
    for file in files.into_iter().filter(|file| !file.path.ends_with(".cases.toml")) {
        Table::read_quietly(file, |root| {
            for concludes in root.tables("rule").iter().filter_map(|rule| rule.table("concludes")) {
                FAMILIES.iter().for_each(|family| check_key(&concludes, family, english));
            }
        });
    }
    check_facts(reading, english);
}

/// Facts over parties are asked for by the facts of each party, so they need no words.
fn check_facts(reading: &Reading<'_>, english: &Messages) {
    for file in reading.files(folders::FACTS, ".toml") {
        Table::read_quietly(file, |root| {
            for fact in root.tables("fact").iter().filter(|fact| !is_over_parties(fact)) {
                check_fact(fact, english);
            }
        });
    }
}

fn is_over_parties(fact: &Table<'_>) -> bool {
    fact.get("over").is_some_and(|over| over.get_ref().as_str().is_none())
}

fn check_fact(fact: &Table<'_>, english: &Messages) {
    let Some(value) = fact.get("name") else { return };
    let Some(name) = value.get_ref().as_str() else { return };
    let message = format!("fact_{name}");
    if !english.contains_key(&message) {
        let help = format!("add `{message}` to words/facts.en.toml and translate it");
        fact.problem(value.span(), format!("fact `{name}` has no message `{message}`"), &help);
    }
}

fn check_key(concludes: &Table<'_>, family: &str, english: &Messages) {
    let Some(value) = concludes.get(family) else { return };
    let Some(key) = value.get_ref().as_str() else { return };
    let message = format!("{family}_{key}");
    if english.contains_key(&message) {
        return;
    }
    let help = near(family, key, english)
        .unwrap_or_else(|| format!("add `{message}` to words/text.en.toml and translate it"));
    concludes.problem(value.span(), format!("{family} `{key}` has no message `{message}`"), &help);
}

/// A key of the family that may be meant.
fn near(family: &str, key: &str, english: &Messages) -> Option<String> {
    let known = english.keys().filter_map(|name| name.strip_prefix(family)?.strip_prefix('_'));
    did_you_mean(key, known)
}
