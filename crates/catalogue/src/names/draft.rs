//! Makes the packed table of names; also run when the program is built.

use super::fold::folded;
use super::mark::letters;
use super::table::{PARTS, Part, pack};
use super::words::{Kind, Words};
use std::collections::{HashMap, HashSet};

/// A row with names: an entry of a list or a party.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named {
    /// Its name, then its aliases.
    pub names: Vec<String>,
    /// Is a person, a ship or an aircraft.
    pub is_person: bool,
}

/// Fewest bytes before the form of a company at the end of a name that was written without spaces.
const FEWEST_BEFORE_FORM: usize = 4;

/// The bytes of a table of these rows, whose numbers are their places.
pub(crate) fn table(rows: impl Iterator<Item = Named>, words: &Words) -> Vec<u8> {
    let mut names: Vec<Entry> = Vec::new();
    for (row, named) in rows.enumerate() {
        let mut seen = HashSet::new();
        for (alias, name) in named.names.iter().enumerate() {
            for form in known_as(name, words) {
                if !form.is_empty() && seen.insert(form.clone()) {
                    names.push(Entry { row, alias, is_person: named.is_person, words: form });
                }
            }
        }
    }
    pack(&parts(&names, &Vocabulary::new(&names, words), words))
}

/// All words of the names and those that stand for them, sorted, with their numbers.
struct Vocabulary {
    sorted: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Vocabulary {
    fn new(names: &[Entry], words: &Words) -> Vocabulary {
        let used: HashSet<&str> = names.iter().flat_map(|entry| &entry.words).map(String::as_str).collect();
        let means = used.iter().map(|word| words.means(word));
        let all: HashSet<String> = means.chain(used.iter().map(|word| (*word).to_owned())).collect();
        let mut sorted: Vec<String> = all.into_iter().collect();
        sorted.sort_unstable();
        let numbers = sorted.iter().cloned().zip(0..).collect();
        Vocabulary { sorted, numbers }
    }

    fn number(&self, word: &str) -> u32 {
        self.numbers.get(word).copied().unwrap_or_default()
    }
}

struct Entry {
    row: usize,
    alias: usize,
    is_person: bool,
    words: Vec<String>,
}

fn parts(names: &[Entry], vocabulary: &Vocabulary, words: &Words) -> [Vec<u8>; PARTS] {
    let mut parts: [Vec<u8>; PARTS] = Default::default();
    let mut used: Vec<Vec<u32>> = vec![Vec::new(); vocabulary.sorted.len()];
    let mut at = 0;
    for (name, entry) in (0_u32..).zip(names) {
        let joined = joined(&entry.words, words);
        number(&mut parts, Part::NameAt, at);
        at += entry.words.len();
        for word in &entry.words {
            let word = vocabulary.number(word) as usize;
            number(&mut parts, Part::NameWords, word);
            if let Some(list) = used.get_mut(word).filter(|list| list.last() != Some(&name)) {
                list.push(name);
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

fn add_words(parts: &mut [Vec<u8>; PARTS], vocabulary: &Vocabulary, words: &Words, used: &[Vec<u32>]) {
    let (mut text_at, mut used_at) = (0, 0);
    for (word, names) in vocabulary.sorted.iter().zip(used) {
        number(parts, Part::TextAt, text_at);
        number(parts, Part::Marks, letters(word) as usize);
        byte(parts, Part::Kinds, usize::from(words.kind(word).code()));
        number(parts, Part::Means, vocabulary.number(&words.means(word)) as usize);
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
    let affiliate = name.split_once("Affiliated Entity:").map(|(_, own)| own.trim());
    let own = affiliate.unwrap_or(name);
    let mut forms = vec![folded(own).words];
    if affiliate.is_some() {
        forms.push(folded(name).words);
    }
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
    while let Some(shorter) = words.without_ending(&joined).filter(|rest| rest.len() >= FEWEST_BEFORE_FORM) {
        joined.truncate(shorter.len());
    }
    joined
}

/// An entry is a person, a ship or an aircraft, for which companies are rarely mistaken.
///
/// Where the list does not say, a name in which no word is that of a company is taken to be a person's.
pub(crate) fn is_person(kind: &str, name: &str, words: &Words) -> bool {
    match kind {
        "" => folded(name).words.iter().all(|word| words.kind(word) == Kind::Plain),
        _ => matches!(kind, "individual" | "vessel" | "aircraft"),
    }
}
