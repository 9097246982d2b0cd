//! Which words of the table a word may be another spelling of.

use super::mark::{edits_allowed, letters, may_be_near};
use super::table::{Table, WordId};
use super::words::{Kind, Words};
use rapidfuzz::distance::osa;

/// A word of the table that a word may be meant to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spelling {
    pub word: WordId,
    /// 1 for the same word, less for one that differs.
    pub likeness: f64,
    pub differs: Differs,
}

/// How two spellings differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Differs {
    Not,
    Short,
    Edits,
    Part,
}

/// What an edit takes from the likeness.
pub(super) const EDIT: f64 = 0.08;
const SHORT: f64 = 0.97;
const PART: f64 = 0.85;

/// Every word of the table that may be meant.
pub(super) fn spellings(table: &Table, words: &Words, text: &str) -> Vec<Spelling> {
    let own = table.find_word(text);
    let mut found = Vec::new();
    found.extend(own.map(|word| Spelling { word, likeness: 1.0, differs: Differs::Not }));
    match words.kind(text) {
        Kind::Unspaced => unspaced(table, words, text, &mut found),
        Kind::Plain => misspelt(table, text, own, &mut found),
        Kind::Form | Kind::Stop | Kind::Weak | Kind::Place | Kind::Number => {}
    }
    found
}

fn misspelt(table: &Table, text: &str, own: Option<WordId>, found: &mut Vec<Spelling>) {
    let length = text.chars().count();
    // The word that is meant can be longer by the letter that was left out.
    let most = edits_allowed(length + 1);
    if most == 0 {
        return;
    }
    let compared = osa::BatchComparator::new(text.chars());
    let mark = letters(text);
    for other in table.words_of_length(length.saturating_sub(most)..=length + most) {
        if !may_be_near(mark, other.mark, most) || Some(other.number) == own {
            continue;
        }
        let meant = table.word(other.number);
        let allowed = edits_allowed(meant.chars().count()).min(most);
        let cutoff = osa::Args::default().score_cutoff(allowed);
        let edits = compared.distance_with_args(meant.chars(), &cutoff);
        if let Some(edits) = edits.filter(|edits| *edits > 0) {
            let likeness = if edits == 1 { 1.0 - EDIT } else { 1.0 - 2.0 * EDIT };
            found.push(Spelling { word: other.number, likeness, differs: Differs::Edits });
        }
    }
}

/// Fewest characters of a distinctive part.
const FEWEST: usize = 2;
/// Fewest characters of a run in which some may differ.
const FEWEST_TO_EDIT: usize = 4;

/// Runs that hold the distinctive part of this one, or whose own it holds.
fn unspaced(table: &Table, words: &Words, text: &str, found: &mut Vec<Spelling>) {
    let core = words.core(text);
    for word in (0..).take(table.words()) {
        if table.kind(word) != Kind::Unspaced {
            continue;
        }
        let (other, other_core) = (table.word(word), table.word(table.means(word)));
        if other == text {
            continue;
        }
        let holds = |whole: &str, part: &str| part.chars().count() >= FEWEST && whole.contains(part);
        let spelling = if other_core == core {
            Some((SHORT, Differs::Short))
        } else if holds(text, other_core) || holds(other, &core) {
            Some((PART, Differs::Part))
        } else {
            nearly_same(&core, other_core).then_some((PART, Differs::Edits))
        };
        found.extend(spelling.map(|(likeness, differs)| Spelling { word, likeness, differs }));
    }
}

fn nearly_same(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    let cutoff = osa::Args::default().score_cutoff(edits_allowed(shorter).max(1));
    shorter >= FEWEST_TO_EDIT && osa::distance_with_args(a.chars(), b.chars(), &cutoff).is_some()
}

/// Two words stand for the same, such as `tech` and `technology`.
pub(super) fn means_the_same(table: &Table, a: WordId, b: WordId) -> Option<Spelling> {
    let differs = if a == b { Differs::Not } else { Differs::Short };
    let likeness = if a == b { 1.0 } else { SHORT };
    (table.means(a) == table.means(b)).then_some(Spelling { word: b, likeness, differs })
}
