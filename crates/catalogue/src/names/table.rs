//! The folded names in packed form: built once, read in place.
//!
//! A table is a run of bytes, so that the one of the embedded data is made when the program is built and costs
//! nothing when it starts. Numbers are little-endian.

use super::words::Kind;
use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

/// Number of a word in the table.
pub(crate) type WordId = u32;
/// Number of a name in the table.
pub(crate) type NameId = usize;

/// Parts of the table, in the order in which they are packed.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// Letters of all words, one after the other.
    Text,
    /// Where each word begins in the letters, and the end.
    TextAt,
    /// Letters that each word has.
    Marks,
    /// Kind of each word.
    Kinds,
    /// The word that stands for each.
    Means,
    /// Where the names with each word begin, and the end.
    UsedAt,
    /// Names with each word.
    Used,
    /// Where the words of each name begin, and the end.
    NameAt,
    /// Words of each name.
    NameWords,
    /// The row to which each name belongs.
    Rows,
    /// Which of the row's names it is: 0 is the name, others are aliases.
    Aliases,
    /// 1 where the name is that of a person, a ship or an aircraft.
    Persons,
    /// Letters of each name without spaces.
    JoinedMarks,
    /// Length of each name without spaces.
    JoinedLengths,
}

pub(super) const PARTS: usize = 14;

/// Packed names.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    bytes: Cow<'static, [u8]>,
    starts: [usize; PARTS + 1],
    words_by_length: OnceLock<Vec<Vec<Marked>>>,
    names_by_length: OnceLock<Vec<Vec<Marked>>>,
}

/// The greatest length that a packed name has.
const LONGEST: usize = 255;

impl Table {
    /// A table from its bytes; one that holds nothing where they are none.
    pub fn new(bytes: Cow<'static, [u8]>) -> Table {
        let mut starts = [0; PARTS + 1];
        let mut at = PARTS * 4;
        for (part, start) in starts.iter_mut().enumerate() {
            *start = at;
            at += number(&bytes, part) as usize;
        }
        Table { bytes, starts, words_by_length: OnceLock::new(), names_by_length: OnceLock::new() }
    }

    fn part(&self, part: Part) -> &[u8] {
        let at = part as usize;
        let (Some(start), Some(end)) = (self.starts.get(at), self.starts.get(at + 1)) else { return &[] };
        self.bytes.get(*start..*end).unwrap_or_default()
    }

    /// All numbers of a part.
    fn numbers(&self, part: Part) -> impl Iterator<Item = u32> + '_ {
        let (numbers, _) = self.part(part).as_chunks::<4>();
        numbers.iter().map(|bytes| u32::from_le_bytes(*bytes))
    }

    fn number(&self, part: Part, at: usize) -> u32 {
        number(self.part(part), at)
    }

    /// Numbers of a list whose places are in another part.
    fn list(&self, places: Part, values: Part, at: usize) -> impl Iterator<Item = u32> + '_ {
        let (from, to) = (self.number(places, at) as usize, self.number(places, at + 1) as usize);
        let (numbers, _) = self.part(values).as_chunks::<4>();
        numbers.get(from..to.max(from)).unwrap_or_default().iter().map(|bytes| u32::from_le_bytes(*bytes))
    }

    pub fn words(&self) -> usize {
        self.part(Part::Kinds).len()
    }

    pub fn names(&self) -> usize {
        self.part(Part::Persons).len()
    }

    pub fn word(&self, word: WordId) -> &str {
        let at = word as usize;
        let (from, to) = (self.number(Part::TextAt, at) as usize, self.number(Part::TextAt, at + 1) as usize);
        let bytes = self.part(Part::Text).get(from..to).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// The number of a word; words are sorted.
    pub fn find_word(&self, wanted: &str) -> Option<WordId> {
        let (mut low, mut high) = (0, self.words());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.word(u32::try_from(middle).ok()?).cmp(wanted) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return u32::try_from(middle).ok(),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    pub fn kind(&self, word: WordId) -> Kind {
        Kind::of_code(self.part(Part::Kinds).get(word as usize).copied().unwrap_or_default())
    }

    /// The word that stands for it.
    pub fn means(&self, word: WordId) -> WordId {
        self.number(Part::Means, word as usize)
    }

    /// All words that stand for the same as this one.
    pub fn family(&self, word: WordId) -> Vec<WordId> {
        let means = self.means(word);
        (0..)
            .zip(self.numbers(Part::Means))
            .filter(|(_, other)| *other == means)
            .map(|(word, _)| word)
            .collect()
    }

    /// The words of so many letters.
    pub fn words_of_length(&self, lengths: RangeInclusive<usize>) -> impl Iterator<Item = Marked> + '_ {
        let sorted = self.words_by_length.get_or_init(|| {
            let words = (0..).zip(self.numbers(Part::Marks)).map(|(number, mark)| Marked { number, mark });
            by_length(words.map(|word| (self.word(word.number).chars().count(), word)))
        });
        of_length(sorted, lengths)
    }

    /// The names of so many letters, counted without spaces and, at the end, without the form of the company.
    pub fn names_of_length(&self, lengths: RangeInclusive<usize>) -> impl Iterator<Item = Marked> + '_ {
        let sorted = self.names_by_length.get_or_init(|| {
            let names =
                (0..).zip(self.numbers(Part::JoinedMarks)).map(|(number, mark)| Marked { number, mark });
            let lengths = self.part(Part::JoinedLengths).iter().map(|length| usize::from(*length));
            by_length(lengths.zip(names))
        });
        of_length(sorted, lengths)
    }

    /// How many names have a word.
    pub fn uses(&self, word: WordId) -> usize {
        let at = word as usize;
        (self.number(Part::UsedAt, at + 1) - self.number(Part::UsedAt, at)) as usize
    }

    /// The names that have a word.
    pub fn names_with(&self, word: WordId) -> impl Iterator<Item = NameId> + '_ {
        self.list(Part::UsedAt, Part::Used, word as usize).map(|name| name as usize)
    }

    /// The words of a name.
    pub fn words_of(&self, name: NameId) -> impl Iterator<Item = WordId> + '_ {
        self.list(Part::NameAt, Part::NameWords, name)
    }

    /// The row of a name and which of its names it is.
    pub fn row(&self, name: NameId) -> (usize, usize) {
        let alias = self.part(Part::Aliases).get(name).copied().unwrap_or_default();
        (self.number(Part::Rows, name) as usize, usize::from(alias))
    }

    /// Is the name of a person, a ship or an aircraft.
    pub fn is_person(&self, name: NameId) -> bool {
        self.part(Part::Persons).get(name) == Some(&1)
    }
}

/// A word or name with the letters that it has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Marked {
    pub number: u32,
    pub mark: u32,
}

/// Words or names in a list for each length.
fn by_length(all: impl Iterator<Item = (usize, Marked)>) -> Vec<Vec<Marked>> {
    let mut sorted: Vec<Vec<Marked>> = vec![Vec::new(); LONGEST + 1];
    for (length, marked) in all {
        if let Some(list) = sorted.get_mut(length.min(LONGEST)) {
            list.push(marked);
        }
    }
    sorted
}

/// Those of some lengths; all very long ones stand together.
fn of_length(sorted: &[Vec<Marked>], lengths: RangeInclusive<usize>) -> impl Iterator<Item = Marked> {
    let (from, to) = (*lengths.start().min(&LONGEST), *lengths.end().min(&LONGEST));
    sorted.iter().take(to + 1).skip(from).flatten().copied()
}

fn number(bytes: &[u8], at: usize) -> u32 {
    let found = bytes.get(at * 4..at * 4 + 4).and_then(|bytes| bytes.try_into().ok());
    found.map_or(0, u32::from_le_bytes)
}

/// Packs parts into the bytes of a table.
pub(super) fn pack(parts: &[Vec<u8>; PARTS]) -> Vec<u8> {
    let size = |part: &Vec<u8>| u32::try_from(part.len()).unwrap_or(u32::MAX).to_le_bytes();
    let mut bytes: Vec<u8> = parts.iter().flat_map(size).collect();
    for part in parts {
        bytes.extend_from_slice(part);
    }
    bytes
}
