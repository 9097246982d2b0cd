//! What kind of word a word of a name is: it decides how much the word says.

use std::collections::HashMap;

/// Kinds of words, from those that say nothing to those that tell a party from all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The form of a company: left out of every comparison.
    Form,
    /// A preposition or article: left out as well.
    Stop,
    /// A word that many names have, such as a branch of trade.
    Weak,
    /// A country or city.
    Place,
    /// Digits.
    Number,
    /// Every other word.
    Plain,
    /// A run of Chinese, Japanese or Korean script, written without spaces.
    Unspaced,
}

impl Kind {
    /// Every kind, in the order of the packed table.
    pub const ALL: [Kind; 7] =
        [Kind::Form, Kind::Stop, Kind::Weak, Kind::Place, Kind::Number, Kind::Plain, Kind::Unspaced];

    /// The kind as one byte of a packed table.
    pub fn code(self) -> u8 {
        Kind::ALL.iter().position(|known| *known == self).map_or(0, |at| u8::try_from(at).unwrap_or(0))
    }

    /// The kind of a byte; a plain word for one that is not known.
    pub fn of_code(code: u8) -> Kind {
        Kind::ALL.get(usize::from(code)).copied().unwrap_or(Kind::Plain)
    }

    /// The kind as the table of words writes it.
    pub fn of_word(word: &str) -> Option<Kind> {
        match word {
            "form" => Some(Kind::Form),
            "stop" => Some(Kind::Stop),
            "weak" => Some(Kind::Weak),
            "place" => Some(Kind::Place),
            _ => None,
        }
    }
}

/// The words that the data declare, folded.
#[derive(Clone, Debug, Default)]
pub struct Words {
    known: HashMap<String, (Kind, String)>,
    /// Forms of companies that are recognised at the end of a name written without spaces.
    endings: Vec<String>,
}

/// Fewest letters of such a form; shorter ones end too many other words.
const FEWEST_OF_ENDING: usize = 3;
/// Fewest characters of the distinctive part of a run of Chinese script.
const FEWEST_OF_CORE: usize = 2;
/// The one shorter form that is recognised.
const SHORT_ENDING: &str = "co";

impl Words {
    /// Declares a word, with the word for which it is short where there is one.
    pub fn add(&mut self, word: &str, kind: Kind, means: &str) {
        if kind == Kind::Form && (word.chars().count() >= FEWEST_OF_ENDING || word == SHORT_ENDING) {
            self.endings.push(word.to_owned());
        }
        self.known.insert(word.to_owned(), (kind, means.to_owned()));
    }

    /// A name written without spaces without the form of a company at its end.
    pub fn without_ending<'a>(&self, joined: &'a str) -> Option<&'a str> {
        self.endings.iter().find_map(|ending| joined.strip_suffix(ending.as_str()))
    }

    /// The kind of a folded word.
    pub fn kind(&self, word: &str) -> Kind {
        if let Some((kind, _)) = self.known.get(word) {
            return *kind;
        }
        if word.chars().any(is_unspaced) {
            return Kind::Unspaced;
        }
        if word.bytes().all(|byte| byte.is_ascii_digit()) { Kind::Number } else { Kind::Plain }
    }

    /// The word that stands for all its spellings: the full one for a short one, the distinctive part of a
    /// run of Chinese script.
    pub fn means(&self, word: &str) -> String {
        match self.known.get(word) {
            Some((_, means)) if !means.is_empty() => means.clone(),
            Some(_) => word.to_owned(),
            None if word.chars().any(is_unspaced) => self.core(word),
            None => word.to_owned(),
        }
    }

    /// A run of Chinese script without the words that say little; where nothing else is left, without the form of
    /// the company alone, and else the whole run.
    pub fn core(&self, run: &str) -> String {
        let says_enough = |core: &String| core.chars().count() >= FEWEST_OF_CORE;
        let cores = [Kind::Place, Kind::Form].map(|least| self.without(run, least));
        cores.into_iter().find(says_enough).unwrap_or_else(|| run.to_owned())
    }

    /// A run of Chinese script without the words of a kind and of those that say less.
    fn without(&self, run: &str, least: Kind) -> String {
        let chars: Vec<char> = run.chars().collect();
        let mut core = String::new();
        let mut at = 0;
        while let Some(first) = chars.get(at) {
            match self.longest_at(&chars, at, least) {
                Some(length) => at += length,
                None => {
                    core.push(*first);
                    at += 1;
                }
            }
        }
        core
    }

    fn longest_at(&self, chars: &[char], at: usize, least: Kind) -> Option<usize> {
        const LONGEST: usize = 7;
        (1..=LONGEST.min(chars.len() - at)).rev().find(|length| {
            let word: String = chars.iter().skip(at).take(*length).collect();
            self.known.get(&word).is_some_and(|(kind, _)| *kind <= least)
        })
    }
}

/// Is written without spaces between words: Chinese, Japanese, Korean.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}
