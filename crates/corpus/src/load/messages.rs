//! Message files: one language a file, the same keys and arguments in each, legal words from the term list.

use super::{Reading, unknown_id};
use crate::corpus::{LANGUAGES, Messages, Term};
use crate::folders;
use crate::messages::place_of;
use crate::toml_reader::{File, Table};
use chipgate_base::message::{MessagePart, parts};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub(super) fn read(reading: &Reading<'_>, terms: &[Term]) -> BTreeMap<String, Messages> {
    let mut all: BTreeMap<String, Messages> = BTreeMap::new();
    for file in reading.files(folders::WORDS, ".toml") {
        let Some(lang) = language(file.path) else {
            let help = "end the name of the file with en.toml, ja.toml or zh.toml".to_owned();
            file.problem(0..0, "the language of this file is not known", Some(help));
            continue;
        };
        let english = file.path.replace(&format!("{lang}.toml"), "en.toml");
        let originals = reading.file(&english).map(|file| texts(file.text)).unwrap_or_default();
        let of_language = all.entry(lang.to_owned()).or_default();
        Table::read(file, |root| of_language.extend(in_file(root, lang, &originals, terms)));
    }
    all
}

/// The language in which a message file is written, by the end of its name.
pub(crate) fn language(path: &str) -> Option<&'static str> {
    LANGUAGES.into_iter().find(|lang| path.ends_with(&format!("{lang}.toml")))
}

fn in_file(root: &Table<'_>, lang: &str, originals: &Messages, terms: &[Term]) -> Messages {
    let mut found = Messages::new();
    for (key, value) in root.entries() {
        let Some(text) = value.get_ref().as_str() else {
            root.wrong_type(&key.text, value.span(), "text", value.get_ref());
            continue;
        };
        check(root, &key.text, text, value.span(), originals);
        let expanded = expand(root.file, text, &value.span(), lang, terms);
        found.insert(key.text.to_string(), expanded);
    }
    for key in originals.keys().filter(|key| !found.contains_key(*key)) {
        root.problem(0..0, format!("there is no message `{key}`"), "translate it from the English file");
    }
    found
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
fn check(root: &Table<'_>, key: &str, text: &str, at: Range<usize>, originals: &Messages) {
    let Some(original) = originals.get(key) else {
        root.problem(at, format!("message `{key}` is not in the English file"), "add it there or remove it");
        return;
    };
    if arguments(text) != arguments(original) {
        let wanted: Vec<&str> = arguments(original).into_iter().collect();
        let message = format!("message `{key}` has other arguments than the English one");
        let help = if wanted.is_empty() {
            "use none".to_owned()
        } else {
            format!("use {{{}}}", wanted.join("}, {"))
        };
        root.problem(at, message, &help);
    }
}

/// The places of a text that the program fills.
fn arguments(text: &str) -> BTreeSet<&str> {
    parts(text).into_iter().filter_map(|(part, _)| argument(part)).collect()
}

fn argument(part: MessagePart<'_>) -> Option<&str> {
    match part {
        MessagePart::Argument(name) => Some(name),
        _ => None,
    }
}

/// Puts the words of the term list into a text; days stay as they are, for the renderer.
fn expand(file: File<'_>, text: &str, at: &Range<usize>, lang: &str, terms: &[Term]) -> String {
    let mut out = String::new();
    for (part, raw) in parts(text) {
        match part {
            MessagePart::Term { id, capital } => match terms.iter().find(|term| *term.id == *id) {
                Some(term) if capital => out.push_str(&capitalized(term.in_language(lang))),
                Some(term) => out.push_str(term.in_language(lang)),
                None => {
                    let known = terms.iter().map(|term| &*term.id);
                    unknown_id(file, place_of(file.text, at, raw), "term", id, known);
                }
            },
            MessagePart::Day(None) => {
                let help = "write `{day.YYYY-MM-DD}` with a day that exists".to_owned();
                file.problem(place_of(file.text, at, raw), format!("`{raw}` is not a day"), Some(help));
            }
            MessagePart::Text | MessagePart::Argument(_) | MessagePart::Day(Some(_)) => out.push_str(raw),
        }
    }
    out
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
