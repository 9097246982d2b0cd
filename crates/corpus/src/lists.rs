//! Screening lists: each with its day and its count, and its entries, read when they are asked for.

use crate::csv_reader::{Row, row_at};
use crate::problem::Sink;
use crate::toml_reader::File;
use chipgate_law::Name;
use chipgate_law::catalogue::Listing;
use chipgate_law::instrument::DaySpan;
use chipgate_law::title::Title;
use jiff::ToSpan;
use jiff::civil::Date;
use std::borrow::Cow;
use std::sync::OnceLock;

/// Columns of the file of a list.
pub(crate) const COLUMNS: [&str; 13] = [
    "id",
    "name",
    "aliases",
    "countries",
    "type",
    "citation",
    "from_earliest",
    "from_latest",
    "requirement",
    "footnote",
    "exceptions",
    "policy",
    "programmes",
];

/// A list of parties as it stood on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct ScreeningList {
    /// Stable id, such as `us.entity_list`.
    pub id: Name,
    /// Its title in three languages.
    pub title: Title,
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
}

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
    text: Cow<'static, str>,
    lines: OnceLock<Vec<Line>>,
}

/// A line of the file, and the entry in it once it was asked for.
#[derive(Debug)]
struct Line {
    start: usize,
    listing: OnceLock<Option<Box<Listing>>>,
}

impl Lists {
    /// Lists with the entries that were read one by one, sorted by id, and the text of each file.
    pub(crate) fn new(all: Vec<ScreeningList>, own: Vec<Listing>, texts: Vec<Cow<'static, str>>) -> Lists {
        let tables = texts.into_iter().map(|text| Table { text, lines: OnceLock::new() }).collect();
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

    /// The entry with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Listing> {
        crate::corpus::find(&self.own, id, |listing| &listing.id)
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
    pub(crate) fn at(&self, place: usize) -> Option<&Listing> {
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
    pub(crate) fn count(&self) -> usize {
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
        let read = || {
            let sink = Sink::default();
            let file = File { path: &list.file, text: &self.text, sink: &sink };
            row_at(file, &COLUMNS, line.start).map(|row| Box::new(listing(&row, list)))
        };
        line.listing.get_or_init(read).as_deref()
    }

    fn find(&self, list: &ScreeningList, id: &str) -> Option<&Listing> {
        let lines = self.lines();
        let at = lines.binary_search_by(|line| id_at(&self.text, line.start).cmp(id)).ok()?;
        self.listing(list, lines.get(at)?)
    }
}

/// Where the rows of a file begin, sorted by id; a row is one line.
pub(crate) fn line_starts(text: &str) -> Vec<usize> {
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
    let mut starts: Vec<usize> = ends.filter(|start| *start < text.len()).collect();
    if !starts.is_sorted_by_key(|start| id_at(text, *start)) {
        starts.sort_by_key(|start| id_at(text, *start));
    }
    starts
}

/// The id at the start of a row.
pub(crate) fn id_at(text: &str, start: usize) -> &str {
    let line = text.get(start..).unwrap_or_default();
    line.split_once(',').map_or(line, |(id, _)| id)
}

/// The entry in a row of the file of a list.
pub(crate) fn listing(row: &Row<'_>, list: &ScreeningList) -> Listing {
    Listing {
        id: row.required("id"),
        list: list.id.clone(),
        name: row.required("name"),
        aliases: row.list_between("aliases", '|'),
        countries: row.list("countries"),
        kind: row.name("type"),
        from: span(row, list),
        seen: Some(list.dated),
        until: None,
        citation: row.name("citation"),
        requirement: row.name("requirement"),
        footnote: row.name("footnote"),
        footnote_from: None,
        exceptions: row.list("exceptions"),
        policy: row.name("policy"),
        programmes: row.list("programmes"),
        sources: vec![list.source.clone()],
        note: Name::from(""),
    }
}

/// The span of publication, begun earlier by what an effect can precede its page.
fn span(row: &Row<'_>, list: &ScreeningList) -> Option<DaySpan> {
    let (earliest, latest) = (row.date("from_earliest")?, row.date("from_latest")?);
    if latest < earliest {
        let help = "put the earlier day first";
        row.problem("from_earliest", "the span ends before it begins", help);
    }
    let earliest = earliest.checked_sub(i32::from(list.lead_days).days()).unwrap_or(earliest);
    Some(DaySpan { earliest, latest })
}
