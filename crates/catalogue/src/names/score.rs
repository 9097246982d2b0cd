//! How much of two names is the same, each word counted by what it says.

use super::spelling::{Differs, EDIT, Spelling, means_the_same};
use super::table::{NameId, Table, WordId};
use super::words::Kind;
use std::collections::BTreeMap;

/// A word of the name that is looked up.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub kind: Kind,
    pub length: usize,
    pub word: Option<WordId>,
    pub spellings: Vec<Spelling>,
}

/// What two names have in common.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Common {
    /// Share of the asked name that stands in the other.
    pub asked: f64,
    /// Share of the other name that stands in the asked one.
    pub other: f64,
    /// Distinctive words in common, and how many of them are the same letter by letter.
    pub distinctive: usize,
    pub same: usize,
    /// Other words in common.
    pub others: usize,
    /// Letters of the longest distinctive word in common.
    pub longest: usize,
    /// A word is misspelt.
    pub is_misspelt: bool,
    /// A distinctive word differs by two letters.
    pub is_far: bool,
    /// All distinctive words in common are names of persons or ships too.
    pub is_personal: bool,
    pub reasons: Vec<&'static str>,
}

/// Weights of words by what they say.
const WEAK: f64 = 0.15;
const PLACE: f64 = 0.25;
const NUMBER: f64 = 0.4;
/// A plain word weighs between this and 1, more the rarer it is.
const LEAST_PLAIN: f64 = 0.45;
/// Shorter forms of companies are near other words by chance.
const FEWEST_OF_FORM: usize = 7;
/// A name is a part of another where less than this share is in common.
const WHOLE: f64 = 0.9;

/// What a word of the table says.
fn weight(table: &Table, word: WordId) -> f64 {
    match table.kind(word) {
        Kind::Form | Kind::Stop => 0.0,
        Kind::Weak => WEAK,
        Kind::Place => PLACE,
        Kind::Number => NUMBER,
        Kind::Plain => rarity(table, word) * by_length(table.word(word).chars().count()),
        Kind::Unspaced => 1.0,
    }
}

fn rarity(table: &Table, word: WordId) -> f64 {
    let count = |count: usize| u32::try_from(count).map_or(f64::MAX, f64::from);
    let names = count(table.names().max(2));
    let uses = count(table.uses(word).max(1));
    ((names / uses).ln() / (names / 4.0).ln()).clamp(LEAST_PLAIN, 1.0)
}

fn by_length(length: usize) -> f64 {
    match length {
        0..=2 => 0.5,
        3 => 0.8,
        _ => 1.0,
    }
}

impl Asked {
    /// What the word says: that of the table's word it is or, misspelt, may be; the most for one never seen.
    fn weight(&self, table: &Table) -> f64 {
        if self.may_be_form(table) {
            return 0.0;
        }
        if let Some(word) = self.word {
            return weight(table, word);
        }
        let least = self.spellings.iter().map(|spelling| weight(table, spelling.word)).reduce(f64::min);
        least.unwrap_or_else(|| match self.kind {
            Kind::Form | Kind::Stop => 0.0,
            Kind::Weak => WEAK,
            Kind::Place => PLACE,
            Kind::Number => NUMBER,
            Kind::Plain | Kind::Unspaced => by_length(self.length),
        })
    }

    /// May be a slip of a form of company, though some list has the word as it stands, misspelt there too.
    fn may_be_form(&self, table: &Table) -> bool {
        let is_form = |spelling: &&Spelling| table.kind(spelling.word) == Kind::Form;
        let is_long = |spelling: &Spelling| table.word(spelling.word).chars().count() >= FEWEST_OF_FORM;
        self.spellings.iter().filter(is_form).any(is_long)
    }

    fn meets(&self, table: &Table, word: WordId) -> Option<Spelling> {
        let spelt = self.spellings.iter().find(|spelling| spelling.word == word).copied();
        spelt.or_else(|| means_the_same(table, self.word?, word))
    }
}

/// What a name of the table has in common with the asked words.
pub(super) fn common(table: &Table, asked: &[Asked], name: NameId) -> Common {
    let mut common = Common { is_personal: true, ..Common::default() };
    let mut met: BTreeMap<usize, f64> = BTreeMap::new();
    let (mut in_common, mut of_other) = (0.0, 0.0);
    let mut last = None;
    for word in table.words_of(name) {
        let weight = weight(table, word);
        of_other += weight;
        let Some((at, spelling)) = best(table, asked, &met, word).filter(|_| weight > 0.0) else { continue };
        met.insert(at, weight * spelling.likeness);
        in_common += weight * spelling.likeness;
        if let Some(asked) = asked.get(at) {
            common.add(table, asked, word, spelling);
        }
        if last.is_some_and(|last| last > at) {
            common.because("order");
        }
        last = Some(at);
    }
    let of_asked: f64 = asked
        .iter()
        .enumerate()
        .map(|(at, word)| met.get(&at).copied().unwrap_or_else(|| word.weight(table)))
        .sum();
    let met: f64 = met.values().sum();
    common.asked = if of_asked > 0.0 { met / of_asked } else { 0.0 };
    common.other = if of_other > 0.0 { in_common / of_other } else { 0.0 };
    if common.asked.min(common.other) < WHOLE {
        common.because("part");
    }
    common
}

fn best(
    table: &Table,
    asked: &[Asked],
    met: &BTreeMap<usize, f64>,
    word: WordId,
) -> Option<(usize, Spelling)> {
    let free = asked.iter().enumerate().filter(|(at, _)| !met.contains_key(at));
    let spelt = free.filter_map(|(at, asked)| Some((at, asked.meets(table, word)?)));
    spelt.reduce(|best, next| if next.1.likeness > best.1.likeness { next } else { best })
}

impl Common {
    fn add(&mut self, table: &Table, asked: &Asked, word: WordId, spelling: Spelling) {
        if matches!(table.kind(word), Kind::Plain | Kind::Unspaced) {
            let length = table.word(word).chars().count().min(asked.length);
            self.distinctive += 1;
            self.is_personal &= table.names_with(word).any(|name| table.is_person(name));
            self.is_far |= spelling.differs == Differs::Edits && spelling.likeness < 1.0 - 1.5 * EDIT;
            self.same += usize::from(spelling.differs == Differs::Not);
            self.longest = self.longest.max(length);
        } else {
            self.others += 1;
        }
        match spelling.differs {
            Differs::Not => {}
            Differs::Short => self.because("short"),
            Differs::Edits => {
                self.is_misspelt |= table.kind(word) == Kind::Plain;
                self.because("edits");
            }
            Differs::Part => self.because("part"),
        }
    }

    pub fn because(&mut self, reason: &'static str) {
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }
}
