//! In which ways the words of a name can be meant: as they stand, joined, split, or with letters for digits.

use super::fold::Folded;
use super::table::Table;
use super::words::{Kind, Words};

/// One way to read a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub words: Vec<String>,
    /// Words were joined or split.
    pub joined: bool,
    /// Characters were taken for others that look like them.
    pub look_alike: bool,
}

/// More readings than a name of a party has.
const MOST: usize = 16;
/// Fewest letters of a word that is taken for several words, and of one of these.
const FEWEST_TO_SPLIT: usize = 6;
const FEWEST_OF_PIECE: usize = 3;
/// Characters of a word beyond which no split is tried.
const LONGEST_TO_SPLIT: usize = 80;
/// Characters that can be written for a letter.
const LOOKS: [(&str, &str); 4] = [("0", "o"), ("1", "l"), ("rn", "m"), ("vv", "w")];

/// Every reading of a name, the one as it stands first.
pub(super) fn readings(table: &Table, words: &Words, query: &Folded) -> Vec<Reading> {
    let plain = Reading { words: query.words.clone(), joined: false, look_alike: query.look_alike };
    let mut all = vec![plain.clone()];
    for at in 0..plain.words.len() {
        all.extend(merged(table, words, &plain, at));
        all.extend(split(table, words, &plain, at));
        all.extend(looked_alike(table, words, &plain, at));
    }
    all.truncate(MOST);
    all
}

fn with(reading: &Reading, at: usize, taken: usize, instead: Vec<String>) -> Reading {
    let mut words: Vec<String> = reading.words.iter().take(at).cloned().collect();
    words.extend(instead);
    words.extend(reading.words.iter().skip(at + taken).cloned());
    Reading { words, joined: true, look_alike: reading.look_alike }
}

/// `hua wei` as `huawei`, where that is a word of the table that tells parties apart.
fn merged(table: &Table, words: &Words, reading: &Reading, at: usize) -> Vec<Reading> {
    let several = |taken: usize| {
        let parts = reading.words.get(at..at + taken)?;
        let word = parts.concat();
        (words.kind(&word) == Kind::Plain && table.find_word(&word).is_some())
            .then(|| with(reading, at, taken, vec![word]))
    };
    [2, 3].into_iter().filter_map(several).collect()
}

/// `huaweicloud` as `huawei cloud`, where all pieces are words of the table.
fn split(table: &Table, words: &Words, reading: &Reading, at: usize) -> Option<Reading> {
    let word = reading.words.get(at)?;
    let length = word.len();
    let is_long = (FEWEST_TO_SPLIT..=LONGEST_TO_SPLIT).contains(&length);
    if !is_long || !word.is_ascii() || words.kind(word) != Kind::Plain {
        return None;
    }
    let pieces = best_pieces(table, words, word)?;
    (pieces.len() > 1).then(|| with(reading, at, 1, pieces))
}

/// The pieces of a word that are all words of the table; those of the longest words.
fn best_pieces(table: &Table, words: &Words, word: &str) -> Option<Vec<String>> {
    // For each place, the value of the best split before it and where its last piece begins.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; word.len() + 1];
    if let Some(first) = best.first_mut() {
        *first = Some((0, 0));
    }
    for end in 1..=word.len() {
        let here = (0..end).filter_map(|from| {
            let (value, _) = (*best.get(from)?)?;
            let piece = word.get(from..end).filter(|piece| *piece != word)?;
            Some((value + worth(table, words, piece)?, from))
        });
        let here = here.max();
        if let Some(slot) = best.get_mut(end) {
            *slot = here;
        }
    }
    let mut pieces = Vec::new();
    let mut end = word.len();
    while end > 0 {
        let (_, from) = (*best.get(end)?)?;
        pieces.push(word.get(from..end)?.to_owned());
        end = from;
    }
    pieces.reverse();
    Some(pieces)
}

/// Long pieces are worth more than many short ones; `None` for a piece that is no word.
fn worth(table: &Table, words: &Words, piece: &str) -> Option<usize> {
    let kind = words.kind(piece);
    let is_known = match kind {
        Kind::Stop | Kind::Unspaced => false,
        Kind::Number => true,
        Kind::Form | Kind::Weak | Kind::Place => piece.len() >= FEWEST_OF_PIECE || piece == "co",
        Kind::Plain => piece.len() >= FEWEST_OF_PIECE && table.find_word(piece).is_some(),
    };
    is_known.then(|| piece.len() * piece.len())
}

fn looked_alike(table: &Table, words: &Words, reading: &Reading, at: usize) -> Option<Reading> {
    let word = reading.words.get(at).filter(|word| words.kind(word) == Kind::Plain)?;
    let instead = LOOKS.iter().fold(word.clone(), |word, (look, letter)| word.replace(look, letter));
    (instead != *word && table.find_word(&instead).is_some()).then(|| Reading {
        look_alike: true,
        joined: false,
        ..with(reading, at, 1, vec![instead])
    })
}
