//! Makes the packed table of names; also run when the program is built.

use super::fold::folded;
use super::mark::letters;
use super::table::{PARTS, Part, pack};
use super::words::{Kind, Words};
use std::collections::{BTreeMap, BTreeSet};

/// A row with names: an entry of a list or a party.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named {
    /// Its name, then its aliases.
    pub names: Vec<String>,
    /// Is a person, a ship or an aircraft.
    pub is_person: bool,
}

/// Forms of company words at the end of a name that was written without spaces, with the fewest letters before them.
const FEWEST_BEFORE_FORM: usize = 4;

/// The bytes of a table of these rows, whose numbers are their places.
pub(crate) fn table(rows: impl Iterator<Item = Named>, words: &Words) -> Vec<u8> {
    let mut names: Vec<Entry> = Vec::new();
    let mut vocabulary: BTreeMap<String, u32> = BTreeMap::new();
    for (row, named) in rows.enumerate() {
        let mut seen = BTreeSet::new();
        for (alias, name) in named.names.iter().enumerate() {
            for form in known_as(name, words) {
                if !form.is_empty() && seen.insert(form.clone()) {
                    names.push(Entry { row, alias, is_person: named.is_person, words: form });
                }
            }
        }
    }
    for word in names.iter().flat_map(|entry| &entry.words) {
        vocabulary.insert(words.means(word), 0);
        vocabulary.insert(word.clone(), 0);
    }
    for (at, number) in vocabulary.values_mut().enumerate() {
        *number = u32::try_from(at).unwrap_or(u32::MAX);
    }
    pack(&parts(&names, &vocabulary, words))
}

struct Entry {
    row: usize,
    alias: usize,
    is_person: bool,
    words: Vec<String>,
}

fn parts(names: &[Entry], vocabulary: &BTreeMap<String, u32>, words: &Words) -> [Vec<u8>; PARTS] {
    let mut parts: [Vec<u8>; PARTS] = Default::default();
    let id = |word: &String| vocabulary.get(word).copied().unwrap_or_default();
    let mut used: Vec<Vec<u32>> = vec![Vec::new(); vocabulary.len()];
    let mut at = 0;
    for (name, entry) in names.iter().enumerate() {
        let joined = joined(&entry.words, words);
        number(&mut parts, Part::NameAt, at);
        at += entry.words.len();
        for word in &entry.words {
            number(&mut parts, Part::NameWords, id(word) as usize);
            if let Some(list) =
                used.get_mut(id(word) as usize).filter(|list| list.last() != Some(&(name as u32)))
            {
                list.push(name as u32);
            }
        }
        number(&mut parts, Part::Rows, entry.row);
        byte(&mut parts, Part::Aliases, entry.alias);
        byte(&mut parts, Part::Persons, usize::from(entry.is_person));
        number(&mut parts, Part::JoinedMarks, letters(&joined) as usize);
        byte(&mut parts, Part::JoinedLengths, joined.chars().count());
    }
    number(&mut parts, Part::NameAt, at);
    add_words(&mut parts, vocabulary, words, &used);
    parts
}

fn add_words(
    parts: &mut [Vec<u8>; PARTS],
    vocabulary: &BTreeMap<String, u32>,
    words: &Words,
    used: &[Vec<u32>],
) {
    let (mut text_at, mut used_at) = (0, 0);
    for ((word, _), names) in vocabulary.iter().zip(used) {
        number(parts, Part::TextAt, text_at);
        number(parts, Part::Marks, letters(word) as usize);
        byte(parts, Part::Kinds, usize::from(words.kind(word).code()));
        let means = vocabulary.get(&words.means(word)).copied().unwrap_or_default();
        number(parts, Part::Means, means as usize);
        number(parts, Part::UsedAt, used_at);
        for name in names {
            number(parts, Part::Used, *name as usize);
        }
        if let Some(text) = parts.get_mut(Part::Text as usize) {
            text.extend_from_slice(word.as_bytes());
        }
        text_at += word.len();
        used_at += names.len();
    }
    number(parts, Part::TextAt, text_at);
    number(parts, Part::UsedAt, used_at);
}

fn number(parts: &mut [Vec<u8>; PARTS], part: Part, value: usize) {
    if let Some(bytes) = parts.get_mut(part as usize) {
        bytes.extend_from_slice(&u32::try_from(value).unwrap_or(u32::MAX).to_le_bytes());
    }
}

fn byte(parts: &mut [Vec<u8>; PARTS], part: Part, value: usize) {
    if let Some(bytes) = parts.get_mut(part as usize) {
        bytes.push(u8::try_from(value).unwrap_or(u8::MAX));
    }
}

/// The folded forms under which a listed name is known: the name, for an affiliate its own part, and where a
/// name in brackets tells the party from others, that name and the one before it.
fn known_as(name: &str, words: &Words) -> Vec<Vec<String>> {
    let own = name.split_once("Affiliated Entity:").map_or(name, |(_, own)| own.trim());
    let mut forms = vec![folded(own).words];
    if let Some((before, bracket)) = bracketed(own) {
        let short = folded(bracket).words;
        if says_much(&short, words) {
            forms.push(short);
            forms.push(folded(before).words);
        }
    }
    forms
}

fn bracketed(name: &str) -> Option<(&str, &str)> {
    let inside = name.trim_end_matches(['.', ' ']).strip_suffix(')')?;
    let (before, bracket) = inside.rsplit_once('(')?;
    (!before.trim().is_empty()).then_some((before, bracket))
}

fn says_much(short: &[String], words: &Words) -> bool {
    short.iter().any(|word| matches!(words.kind(word), Kind::Plain | Kind::Unspaced))
}

/// The words of a name without spaces and without forms of companies at its end.
pub(crate) fn joined(name: &[String], words: &Words) -> String {
    let mut joined: String = name.concat();
    while let Some(shorter) = without_form(&joined, words) {
        joined = shorter;
    }
    joined
}

fn without_form(joined: &str, words: &Words) -> Option<String> {
    let ends = joined.char_indices().skip(FEWEST_BEFORE_FORM).map(|(at, _)| at);
    ends.filter_map(|at| joined.split_at_checked(at))
        .find(|(_, end)| words.kind(end) == Kind::Form)
        .map(|(before, _)| before.to_owned())
}

/// The kind of an entry is that of a person, a ship or an aircraft, for which companies are not mistaken.
pub(crate) fn is_person(kind: &str) -> bool {
    matches!(kind, "individual" | "vessel" | "aircraft")
}
