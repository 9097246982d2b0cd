//! Groups and names against copies of official lists, where a checkout has them.
//!
//! The copies lie beside the repository and are no part of it; without them
//! each test says that it was skipped.

use crate::support::{corpus, in_repository};
use chipgate_base::answer::Answer;
use chipgate_catalogue::names::fold;
use chipgate_law::book::View;
use chipgate_law::rule::Lens;
use jiff::civil::{Date, date};
use serde_json::Value as Json;
use std::collections::BTreeSet;

const GROUPS: &str = "../shared/data/us-official/country-groups.json";
const SCREENING: &str = "../shared/data/us-official/screening-list.json";
const DAY_OF_GROUPS: Date = date(2026, 7, 23);
const DAY_OF_SCREENING: Date = date(2026, 7, 31);
const ENTITY_LIST: &str = "Entity List (EL) - Bureau of Industry and Security";
const COMPARED: [(&str, &str); 8] = [
    ("A:1", "country_group_a1"),
    ("A:5", "country_group_a5"),
    ("A:6", "country_group_a6"),
    ("D:1", "country_group_d1"),
    ("D:4", "country_group_d4"),
    ("D:5", "country_group_d5"),
    ("E:1", "country_group_e1"),
    ("E:2", "country_group_e2"),
];
/// Names of the official table that differ from those of `countries.csv`.
const OTHER_NAMES: [(&str, &str); 7] = [
    ("Burma", "MM"),
    ("China (PRC)", "CN"),
    ("Congo (Democratic Republic of)", "CD"),
    ("Czech Republic", "CZ"),
    ("Korea, North", "KP"),
    ("Korea, South", "KR"),
    ("South Sudan, Republic of", "SS"),
];

fn read(path: &str) -> Option<Json> {
    let Ok(bytes) = std::fs::read(in_repository(path)) else {
        println!("skipped: the official list is not there");
        return None;
    };
    Some(serde_json::from_slice(&bytes).unwrap())
}

fn texts(json: &Json) -> Vec<&str> {
    let list = json.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(Json::as_str).collect()
}

fn code_of(name: &str) -> String {
    let own = |name: &str| {
        let folded = fold(name);
        let mut countries = corpus().catalogue.countries.iter();
        countries.find(|country| fold(&country.names.en) == folded)
    };
    let other = OTHER_NAMES.iter().find(|(known, _)| *known == name);
    match (other, own(name)) {
        (Some((_, code)), _) => (*code).to_owned(),
        (None, Some(country)) => country.code.to_string(),
        (None, None) => format!("? {name}"),
    }
}

/// Members of a set on the day of the official table.
fn members(set: &str) -> BTreeSet<String> {
    let view = View {
        gate: corpus().law.gates.seller(),
        as_of: DAY_OF_GROUPS,
        known_on: None,
        lens: Lens::Codified,
        asker: None,
    };
    let id = corpus().law.vocabulary.set(set).unwrap();
    let book = corpus().law.book(view);
    book.sets[id.0].members.iter().map(ToString::to_string).collect()
}

#[test]
fn country_groups_are_those_of_the_official_table() {
    let Some(table) = read(GROUPS) else { return };
    let mut compared = 0;
    for (group, set) in COMPARED {
        let official: BTreeSet<String> = texts(&table["groups"][group]).into_iter().map(code_of).collect();
        assert!(!official.is_empty(), "{group}");
        assert_eq!(members(set), official, "{group}");
        compared += 1;
    }
    println!("{compared} groups compared");
}

#[test]
fn every_listing_is_on_the_official_entity_list() {
    let Some(list) = read(SCREENING) else { return };
    let official = official_names(&list);
    let of_list = corpus().catalogue.lists.iter().filter(|listing| &*listing.list == "us.entity_list");
    let in_force: Vec<_> =
        of_list.filter(|listing| listing.is_in_force(DAY_OF_SCREENING) == Answer::Yes).collect();
    let missing: Vec<&str> = in_force
        .iter()
        .filter(|listing| !official.contains(&fold(&listing.name)))
        .map(|listing| &*listing.name)
        .collect();
    println!("{} listings compared", in_force.len());
    assert_eq!(missing, Vec::<&str>::new());
}

/// Names and aliases of the entries of the Entity List.
fn official_names(list: &Json) -> BTreeSet<String> {
    let sources = texts(&list["tables"]["sources"]);
    let place = sources.iter().position(|source| *source == ENTITY_LIST).unwrap();
    let entries = list["entries"].as_array().unwrap();
    entries
        .iter()
        .filter(|entry| entry["s"].as_u64() == u64::try_from(place).ok())
        .filter_map(|entry| entry["n"].as_str())
        .map(fold)
        .collect()
}
