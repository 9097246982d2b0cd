//! Screening lists: each with its day and its count, and its entries, read when they are asked for.

use crate::party::Listing;
use chipgate_base::Name;
use chipgate_base::text::Text;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::sync::OnceLock;

/// A list of parties as it stood on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct ScreeningList {
    /// Stable id, such as `us.entity_list`.
    pub id: Name,
    /// Its title in three languages.
    pub title: Text,
    /// Who keeps it.
    pub authority: Name,
    /// Where it is published.
    pub citation: Name,
    /// Path of its file below the data folder.
    pub file: String,
    /// The day of the copy.
    pub dated: Date,
    /// How many entries it had on that day.
    pub entries: usize,
    /// An entry took effect up to so many days before its page was published.
    pub lead_days: u16,
    /// Source id.
    pub source: Name,
    /// The fact of a party by which its entries speak to the rules; `None` for a list that says nothing to them.
    pub fact: Option<Name>,
    /// A requirement whose entries speak by another fact, and that fact.
    pub special: Option<(Name, Name)>,
    /// Half owned by its entries counts as being on it, where the ownership rule is in force.
    pub owners_count: bool,
}

impl ScreeningList {
    /// Every fact by which its entries speak.
    pub fn facts(&self) -> impl Iterator<Item = &Name> {
        self.fact.iter().chain(self.special.iter().map(|(_, fact)| fact))
    }

    /// The fact by which one of its entries speaks.
    #[must_use]
    pub fn fact_of(&self, entry: &Listing) -> Option<&Name> {
        let special = self.special.as_ref().filter(|(requirement, _)| *requirement == entry.requirement);
        special.map(|(_, fact)| fact).or(self.fact.as_ref())
    }
}

/// Reads the entry of a list in the row that begins at a byte of its file; `None` where the row is damaged.
pub type ReadEntry = fn(&ScreeningList, &str, usize) -> Option<Listing>;

/// All lists.
#[derive(Debug, Default)]
pub struct Lists {
    all: Vec<ScreeningList>,
    own: Vec<Listing>,
    tables: Vec<Table>,
}

/// The file of a list.
#[derive(Debug)]
struct Table {
    read: ReadEntry,
    text: Cow<'static, str>,
    lines: OnceLock<Vec<Line>>,
    sha256: OnceLock<String>,
}

/// A line of the file, and the entry in it once it was asked for.
#[derive(Debug)]
struct Line {
    start: usize,
    listing: OnceLock<Option<Box<Listing>>>,
}

impl Lists {
    /// Lists with the entries that were read one by one, sorted by id, the text of each file, and who reads its rows.
    pub fn new(
        all: Vec<ScreeningList>,
        own: Vec<Listing>,
        texts: Vec<Cow<'static, str>>,
        read: ReadEntry,
    ) -> Lists {
        let tables = texts
            .into_iter()
            .map(|text| Table { read, text, lines: OnceLock::new(), sha256: OnceLock::new() })
            .collect();
        Lists { all, own, tables }
    }

    /// What is known of every list, in the order of the data.
    #[must_use]
    pub fn all(&self) -> &[ScreeningList] {
        &self.all
    }

    /// The list with this id.
    #[must_use]
    pub fn list(&self, id: &str) -> Option<&ScreeningList> {
        self.all.iter().find(|list| &*list.id == id)
    }

    /// SHA-256 of the file of a list, in hexadecimal; empty for a list that is not there.
    #[must_use]
    pub fn sha256(&self, id: &str) -> &str {
        let table = self.all.iter().zip(&self.tables).find(|(list, _)| &*list.id == id);
        table.map_or("", |(_, table)| table.sha256.get_or_init(|| hex(&table.text)))
    }

    /// The entry with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Listing> {
        crate::find(&self.own, id, |listing| &listing.id)
            .or_else(|| self.all.iter().zip(&self.tables).find_map(|(list, table)| table.find(list, id)))
    }

    /// Every entry: first those read one by one, then list by list, each sorted by id.
    pub fn iter(&self) -> impl Iterator<Item = &Listing> {
        let tables = self.all.iter().zip(&self.tables);
        let listed = tables
            .flat_map(|(list, table)| table.lines().iter().filter_map(|line| table.listing(list, line)));
        self.own.iter().chain(listed)
    }

    /// The entry in a place of [`Lists::iter`].
    pub fn at(&self, place: usize) -> Option<&Listing> {
        let Some(mut below) = place.checked_sub(self.own.len()) else { return self.own.get(place) };
        for (list, table) in self.all.iter().zip(&self.tables) {
            match table.lines().get(below) {
                Some(line) => return table.listing(list, line),
                None => below -= table.lines().len(),
            }
        }
        None
    }

    /// How many entries there are.
    pub fn count(&self) -> usize {
        self.own.len() + self.tables.iter().map(|table| table.lines().len()).sum::<usize>()
    }
}

impl Table {
    fn lines(&self) -> &[Line] {
        self.lines.get_or_init(|| {
            let starts = line_starts(&self.text);
            starts.into_iter().map(|start| Line { start, listing: OnceLock::new() }).collect()
        })
    }

    fn listing<'a>(&'a self, list: &ScreeningList, line: &'a Line) -> Option<&'a Listing> {
        let read = || (self.read)(list, &self.text, line.start).map(Box::new);
        line.listing.get_or_init(read).as_deref()
    }

    fn find(&self, list: &ScreeningList, id: &str) -> Option<&Listing> {
        let lines = self.lines();
        let at = lines.binary_search_by(|line| id_at(&self.text, line.start).cmp(id)).ok()?;
        self.listing(list, lines.get(at)?)
    }
}

/// Where the rows of a file begin, sorted by id; a row is one line.
pub fn line_starts(text: &str) -> Vec<usize> {
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
    let mut starts: Vec<usize> = ends.filter(|start| *start < text.len()).collect();
    if !starts.is_sorted_by_key(|start| id_at(text, *start)) {
        starts.sort_by_key(|start| id_at(text, *start));
    }
    starts
}

/// The id at the start of a row.
pub fn id_at(text: &str, start: usize) -> &str {
    let line = text.get(start..).unwrap_or_default();
    line.split_once(',').map_or(line, |(id, _)| id)
}

fn hex(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
