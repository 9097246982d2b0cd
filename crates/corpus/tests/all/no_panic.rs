//! Damaged data and requests are answered with problems, never with a panic.

use crate::support::{corpus, files_with, text_of, try_filled};
use chipgate_ask::Request;
use chipgate_base::tree::Tree;
use chipgate_corpus::{Corpus, embedded, read_json, read_toml};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeMap;

const REQUEST: &str = r#"
kind = "export"
to = "CN"
as_of = 2026-02-01
known_on = 2026-08-01
lens = "codified"
strict = true
end_user = "Example"
end_user_hq = "CN"
quantity = [10, 20]
buyer_class = ["private", "chipmaker"]

[item]
kind = "server"
tpp = [1000, 5000]
dense_fp8_tera_per_s = 300.5
datacenter = true
contains = [{ chip = "nvidia-h20-96gb", count = 8 }, { tpp = 3000, performance_density = 5.9 }]

[facts]
dd_certified = true
nac_notice_days = 25

[[party]]
role = "consignee"
name = "Huawei"
country = "CN"
"#;
const REQUEST_JSON: &str = r#"{"kind": "export", "to": "CN", "as_of": "2026-02-01", "strict": false,
"item": {"kind": "chip", "tpp": [1000, 5000], "datacenter": true, "us_available_on": "2025-01-01"},
"facts": {"dd_certified": true, "quantity": 5}, "party": [{"role": "purchaser", "name": "G42"}]}"#;

/// Bits of text on which readers stumble.
const STUMBLES: [&str; 16] =
    ["\"", "'", "[", "]", "{", "}", ",", ";", "\n", "\u{0}", "é", "华", "-1", "1e999", "nan", "9999-99-99"];

#[derive(Clone, Debug)]
enum Damage {
    Flip(Index, u8),
    Delete(Index, Index),
    Repeat(Index, Index),
    Insert(Index, &'static str),
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = any::<Index>;
    prop_oneof![
        (place(), any::<u8>()).prop_map(|(at, byte)| Damage::Flip(at, byte)),
        (place(), place()).prop_map(|(from, to)| Damage::Delete(from, to)),
        (place(), place()).prop_map(|(from, to)| Damage::Repeat(from, to)),
        (place(), select(&STUMBLES[..])).prop_map(|(at, text)| Damage::Insert(at, text)),
    ]
}

fn damages() -> impl Strategy<Value = Vec<Damage>> {
    prop::collection::vec(damage(), 1..6)
}

fn damaged(bytes: &[u8], damages: &[Damage]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for damage in damages {
        apply(&mut bytes, damage);
    }
    bytes
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    if bytes.is_empty() {
        return;
    }
    let stretch = |from: &Index, to: &Index| {
        let start = from.index(bytes.len());
        start..(start + to.index(200)).min(bytes.len())
    };
    match damage {
        Damage::Flip(at, byte) => {
            let at = at.index(bytes.len());
            bytes[at] ^= byte;
        }
        Damage::Delete(from, to) => drop(bytes.drain(stretch(from, to))),
        Damage::Repeat(from, to) => {
            let range = stretch(from, to);
            let again = bytes[range.clone()].to_vec();
            bytes.splice(range.end..range.end, again);
        }
        Damage::Insert(at, text) => {
            let at = at.index(bytes.len());
            bytes.splice(at..at, text.bytes());
        }
    }
}

fn paths() -> Vec<String> {
    embedded::files().iter().map(|(path, _)| path.to_owned()).collect()
}

/// One file of every kind, instruments being many.
fn kinds_of_files() -> Vec<String> {
    let mut kinds: Vec<String> = paths();
    kinds.retain(|path| !path.starts_with("law/instruments/") || path.contains("bis.8"));
    kinds
}

/// Every file of a folder of few, whose files have readers of their own; two of a folder of many that are alike.
fn some_of_every_folder() -> Vec<String> {
    let mut folders: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in paths() {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        folders.entry(folder).or_default().push(path);
    }
    let some = |paths: Vec<String>| {
        let most = if paths.len() > 12 { 2 } else { paths.len() };
        paths.into_iter().take(most)
    };
    folders.into_values().flat_map(some).collect()
}

/// Loads, and asks every case that could still be read.
fn load_and_ask(path: &str, bytes: Vec<u8>) {
    let loaded = Corpus::load(&files_with(&[(path, bytes)]), &[]);
    for problem in &loaded.problems {
        assert!(problem.place.line >= 1 && problem.place.column >= 1);
    }
    if let Some(corpus) = loaded.corpus {
        for case in corpus.cases.iter().take(3) {
            let _ = case.run(corpus.ground());
        }
    }
}

fn ask(tree: &Tree) {
    if let Ok(request) = Request::from_tree(tree) {
        let _ =
            try_filled(corpus(), &request.question).map(|asked| crate::support::determined(corpus(), &asked));
    }
    if let Ok(request) = Request::of_item(tree) {
        let _ = try_filled(corpus(), &request.question);
    }
}

fn ask_text(text: &str) {
    for tree in [read_toml("ask.toml", text), read_json("ask.json", text)].into_iter().flatten() {
        ask(&tree);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_data_are_read_without_a_panic(path in select(kinds_of_files()), damages in damages()) {
        let bytes = damaged(text_of(&path).as_bytes(), &damages);
        load_and_ask(&path, bytes);
    }

    #[test]
    fn a_reform_of_damaged_law_is_read_without_a_panic(
        path in select(kinds_of_files()), damages in damages(),
    ) {
        let bytes = damaged(text_of(&path).as_bytes(), &damages);
        let _ = Corpus::load(&embedded::files(), &[("law/reforms/test.toml".to_owned(), bytes)]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_text_in_place_of_a_file_is_read_without_a_panic(
        path in select(kinds_of_files()), text in "\\PC{0,400}",
    ) {
        load_and_ask(&path, text.into_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_requests_are_read_without_a_panic(
        text in select(&[REQUEST, REQUEST_JSON][..]), damages in damages(),
    ) {
        let bytes = damaged(text.as_bytes(), &damages);
        ask_text(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn random_requests_are_read_without_a_panic(text in "\\PC{0,200}") {
        ask_text(&text);
    }
}

#[test]
fn the_undamaged_requests_are_answered() {
    for tree in [read_toml("a", REQUEST).unwrap(), read_json("a", REQUEST_JSON).unwrap()] {
        let request = Request::from_tree(&tree).unwrap();
        assert_eq!(try_filled(corpus(), &request.question).err(), None);
    }
}

#[test]
fn an_empty_file_is_read_without_a_panic() {
    for path in some_of_every_folder() {
        let loaded = Corpus::load(&files_with(&[(&path, Vec::new())]), &[]);
        assert!(loaded.corpus.is_some() || !loaded.problems.is_empty(), "{path}");
    }
}

#[test]
fn deep_nesting_is_refused_without_a_panic() {
    let deep = format!("when = {}1{}", "[".repeat(20_000), "]".repeat(20_000));
    load_and_ask("law/rules/test.toml", deep.clone().into_bytes());
    ask_text(&deep);
    ask_text(&"[".repeat(20_000));
    let condition = format!("{}hbm{}", "(".repeat(5_000), ")".repeat(5_000));
    let rule = text_of("law/rules/ear/3a090.toml").replacen("hbm and", &format!("{condition} and"), 1);
    load_and_ask("law/rules/ear/3a090.toml", rule.into_bytes());
}
