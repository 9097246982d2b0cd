//! Message files: one language a file, the same keys in each.

use super::Reading;
use crate::corpus::Messages;
use crate::toml_reader::Table;
use std::collections::{BTreeMap, BTreeSet};

const LANGUAGES: [&str; 3] = ["en", "ja", "zh"];

pub(super) fn read(reading: &Reading<'_>) -> BTreeMap<String, Messages> {
    let mut all: BTreeMap<String, Messages> = BTreeMap::new();
    for file in reading.files("messages/", ".toml") {
        let lang = LANGUAGES.into_iter().find(|lang| file.path.ends_with(&format!("{lang}.toml")));
        let Some(lang) = lang else {
            let help = "end the name of the file with en.toml, ja.toml or zh.toml".to_owned();
            file.problem(0..0, "the language of this file is not known", Some(help));
            continue;
        };
        let english = file.path.replace(&format!("{lang}.toml"), "en.toml");
        let originals = reading.file(&english).map(|file| texts(file.text)).unwrap_or_default();
        Table::read(file, |root| {
            let mut found = BTreeSet::new();
            for (key, value) in root.entries() {
                let Some(text) = value.get_ref().as_str() else {
                    root.wrong_type(&key.text, value.span(), "text", value.get_ref());
                    continue;
                };
                check(root, &key.text, text, value.span(), &originals);
                found.insert(key.text.to_string());
                all.entry(lang.to_owned()).or_default().insert(key.text.to_string(), text.to_owned());
            }
            for key in originals.keys().filter(|key| !found.contains(*key)) {
                root.problem(
                    0..0,
                    format!("there is no message `{key}`"),
                    "translate it from the English file",
                );
            }
        });
    }
    all
}

fn texts(text: &str) -> Messages {
    let parsed = toml::de::DeTable::parse(text);
    let entries = parsed.ok().map(|table| {
        let pairs = table.get_ref().iter().filter_map(|(key, value)| {
            Some((key.get_ref().to_string(), value.get_ref().as_str()?.to_owned()))
        });
        pairs.collect()
    });
    entries.unwrap_or_default()
}

/// A translation has the places of the English text, and no other.
fn check(root: &Table<'_>, key: &str, text: &str, at: std::ops::Range<usize>, originals: &Messages) {
    let Some(original) = originals.get(key) else {
        root.problem(at, format!("message `{key}` is not in the English file"), "add it there or remove it");
        return;
    };
    if arguments(text) != arguments(original) {
        let wanted: Vec<String> = arguments(original).into_iter().collect();
        let message = format!("message `{key}` has other arguments than the English one");
        root.problem(at, message, &format!("use {{{}}}", wanted.join("}, {")));
    }
}

fn arguments(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for part in text.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}') {
            names.insert(name.to_owned());
        }
    }
    names
}
