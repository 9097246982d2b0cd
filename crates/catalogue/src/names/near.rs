//! Which names of the table are the asked one or near it.

use super::draft::joined;
use super::fold::Folded;
use super::mark::{edits_allowed, letters, may_be_near};
use super::readings::{Reading, readings};
use super::score::{Asked, Common, common};
use super::spelling::{Spelling, spellings};
use super::table::{NameId, Table, WordId};
use super::words::{Kind, Words};
use rapidfuzz::distance::osa;
use std::collections::{BTreeMap, BTreeSet};

/// A name of the table that is the asked one or near it.
#[derive(Clone, Debug)]
pub(super) struct Near {
    pub name: NameId,
    pub exact: bool,
    pub score: f64,
    pub reasons: Vec<&'static str>,
}

/// Every name that is the asked one or near it; a name may come several times.
pub(super) fn search(table: &Table, words: &Words, query: &Folded) -> Vec<Near> {
    let mut near = exact(table, words, query);
    let mut known: BTreeMap<String, Vec<Spelling>> = BTreeMap::new();
    for reading in readings(table, words, query) {
        for word in &reading.words {
            known.entry(word.clone()).or_insert_with(|| spellings(table, words, word));
        }
        near.extend(in_words(table, words, &reading, &known));
    }
    near.extend(in_letters(table, words, query));
    near
}

/// Names with the same words in the same order, the form of the company left out.
fn exact(table: &Table, words: &Words, query: &Folded) -> Vec<Near> {
    let ids: Option<Vec<WordId>> = query.words.iter().map(|word| table.find_word(word)).collect();
    let own = without_forms(query.words.iter().map(|word| (words.kind(word), table.find_word(word))));
    let Some(own) = own else { return Vec::new() };
    let Some(rarest) = own.iter().min_by_key(|word| table.uses(**word)) else { return Vec::new() };
    let is_same = |name: &NameId| {
        without_forms(table.words_of(*name).map(|word| (table.kind(word), Some(word)))) == Some(own.clone())
    };
    let reasons = |name: NameId| {
        let mut reasons = Vec::new();
        if ids.as_ref().is_none_or(|ids| !ids.iter().copied().eq(table.words_of(name))) {
            reasons.push("form");
        }
        if query.traditional {
            reasons.push("script");
        }
        if query.look_alike {
            reasons.push("look_alike");
        }
        reasons
    };
    let says_enough =
        |name: &NameId| own.len() > 1 || is_distinctive(table, &own) || has_same_form(table, query, *name);
    let near = |name| Near { name, exact: !query.look_alike, score: 1.0, reasons: reasons(name) };
    table.names_with(*rarest).filter(is_same).filter(says_enough).map(near).collect()
}

fn is_distinctive(table: &Table, own: &[WordId]) -> bool {
    own.iter().any(|word| matches!(table.kind(*word), Kind::Plain | Kind::Number | Kind::Unspaced))
}

/// One word that many names share names a party only together with the form of the company.
fn has_same_form(table: &Table, query: &Folded, name: NameId) -> bool {
    table.words_of(name).map(|word| table.word(word)).eq(query.words.iter().map(String::as_str))
}

/// The words without forms of companies; all of them where there are no others, `None` where one is not known.
fn without_forms(words: impl Iterator<Item = (Kind, Option<WordId>)>) -> Option<Vec<WordId>> {
    let all: Vec<(Kind, Option<WordId>)> = words.collect();
    let others: Option<Vec<WordId>> =
        all.iter().filter(|(kind, _)| *kind != Kind::Form).map(|(_, word)| *word).collect();
    match others {
        Some(others) if others.is_empty() => all.into_iter().map(|(_, word)| word).collect(),
        others => others,
    }
}

fn in_words(
    table: &Table,
    words: &Words,
    reading: &Reading,
    known: &BTreeMap<String, Vec<Spelling>>,
) -> Vec<Near> {
    let asked: Vec<Asked> = reading
        .words
        .iter()
        .map(|word| Asked {
            kind: words.kind(word),
            length: word.chars().count(),
            word: table.find_word(word),
            spellings: known.get(word).cloned().unwrap_or_default(),
        })
        .collect();
    let near = |name| {
        let mut found = common(table, &asked, name);
        if reading.joined {
            found.because("joined");
        }
        if reading.look_alike {
            found.because("look_alike");
        }
        is_near(table, name, &found, reading.joined).then(|| Near {
            name,
            exact: false,
            score: (found.asked + found.other) / 2.0 * 0.99,
            reasons: found.reasons,
        })
    };
    candidates(table, &asked).into_iter().filter_map(near).collect()
}

/// Names that share a distinctive word; where none is surely one, also those with the rarest of the others.
fn candidates(table: &Table, asked: &[Asked]) -> BTreeSet<NameId> {
    let spelt: Vec<WordId> =
        asked.iter().flat_map(|word| &word.spellings).map(|spelling| spelling.word).collect();
    let is_distinctive = |word: WordId| matches!(table.kind(word), Kind::Plain | Kind::Unspaced);
    // A word that may be a slip of `corporation` as well as another word is not surely distinctive.
    let is_surely = |word: &Asked| {
        let mut all = word.spellings.iter();
        !word.spellings.is_empty() && all.all(|spelling| is_distinctive(spelling.word))
    };
    let mut found: BTreeSet<NameId> =
        spelt.iter().filter(|word| is_distinctive(**word)).flat_map(|word| table.names_with(*word)).collect();
    if asked.iter().any(is_surely) {
        return found;
    }
    let is_weak = |word: &&WordId| matches!(table.kind(**word), Kind::Weak | Kind::Place | Kind::Number);
    let families = spelt.iter().filter(is_weak).map(|word| table.family(*word));
    let uses = |family: &Vec<WordId>| family.iter().map(|word| table.uses(*word)).sum::<usize>();
    let rarest = families.min_by_key(uses).unwrap_or_default();
    found.extend(rarest.iter().flat_map(|word| table.names_with(*word)));
    found
}

/// Shares in common from which names are near.
const NEARLY_ALL: f64 = 0.9;
const MOST_OF_IT: f64 = 0.75;
const HALF: f64 = 0.55;
/// Words of so many letters differ from others by one often.
const SHORT: usize = 5;
/// A single word of fewer letters must not differ by two.
const FEWEST_FOR_TWO: usize = 10;
const MOST_OF_BOTH: f64 = 0.6;
const ALL_OF_A_PERSON: f64 = 0.85;

fn is_near(table: &Table, name: NameId, found: &Common, joined: bool) -> bool {
    let least = found.asked.min(found.other);
    if joined {
        // Two slips in one word are too much to build on.
        let is_sure = !found.is_misspelt || found.distinctive > 1;
        let is_whole = (found.other >= NEARLY_ALL && found.asked >= MOST_OF_BOTH)
            || (found.asked >= NEARLY_ALL && found.other >= MOST_OF_IT);
        return is_sure && is_whole;
    }
    if found.distinctive == 0 {
        let is_whole = found.other >= NEARLY_ALL && found.others > 1;
        return is_whole && (found.asked >= NEARLY_ALL || (found.others > 2 && found.asked >= MOST_OF_BOTH));
    }
    if table.is_person(name) {
        return least >= ALL_OF_A_PERSON && (found.distinctive >= 2 || found.same == found.distinctive);
    }
    if found.same == 0 && found.distinctive == 1 && found.is_misspelt {
        let is_alone = found.others == 0 && found.longest <= SHORT + 1;
        let wanted = if found.longest <= SHORT || is_alone { NEARLY_ALL } else { MOST_OF_IT };
        return least >= wanted && !(found.is_far && found.longest < FEWEST_FOR_TWO);
    }
    let is_inside = found.other >= MOST_OF_IT && (found.asked >= MOST_OF_BOTH || !found.is_personal);
    is_inside || (found.asked >= MOST_OF_IT && found.other >= HALF) || least >= MOST_OF_BOTH
}

/// Fewest words of a name, or letters of its distinctive words, for a comparison letter by letter.
const FEWEST_WORDS: usize = 3;
const FEWEST_LETTERS: usize = 5;
/// Two words of so many letters together are told apart from others by more than one letter.
const MANY_LETTERS: usize = 16;
/// Words of so many letters together, by more than two.
const VERY_MANY_LETTERS: usize = 30;
const FEWEST_OF_A_PERSON: usize = 10;

/// Names whose letters without spaces are nearly those of the asked one.
fn in_letters(table: &Table, words: &Words, query: &Folded) -> Vec<Near> {
    let own = joined(&query.words, words);
    let length = own.chars().count();
    if length < FEWEST_LETTERS {
        return Vec::new();
    }
    let (mark, most) = (letters(&own), edits_allowed(length));
    let compared = osa::BatchComparator::new(own.chars());
    let cutoff = osa::Args::default().score_cutoff(most);
    let mut near = Vec::new();
    for other in table.names_of_length(length.saturating_sub(most)..=length + most) {
        if !may_be_near(mark, other.mark, most) {
            continue;
        }
        let name = other.number as NameId;
        let text: Vec<String> = table.words_of(name).map(|word| table.word(word).to_owned()).collect();
        let Some(edits) = compared.distance_with_args(joined(&text, words).chars(), &cutoff) else {
            continue;
        };
        let is_far = edits > 1 && length < FEWEST_FOR_TWO;
        if !is_far && says_enough(table, name, length, edits) {
            let mut reasons = vec!["joined"];
            if edits > 0 {
                reasons.push("edits");
            }
            let score = if edits == 0 { 0.98 } else { 0.9 };
            near.push(Near { name, exact: false, score, reasons });
        }
    }
    near
}

/// A difference of a letter is a slip only where enough letters are the same in words that say something.
fn says_enough(table: &Table, name: NameId, length: usize, edits: usize) -> bool {
    if table.is_person(name) {
        return length >= FEWEST_OF_A_PERSON;
    }
    let says_something = |word: &WordId| !matches!(table.kind(*word), Kind::Form | Kind::Stop);
    let words: Vec<WordId> = table.words_of(name).filter(says_something).collect();
    let distinctive = words.iter().filter(|word| matches!(table.kind(**word), Kind::Plain));
    let letters: usize = distinctive.map(|word| table.word(*word).chars().count()).sum();
    let fewest = if edits == 0 || length >= MANY_LETTERS { 2 } else { FEWEST_WORDS };
    let slips = if length >= VERY_MANY_LETTERS { 2 } else { 1 };
    (edits <= slips && words.len() >= fewest) || letters >= FEWEST_LETTERS
}
