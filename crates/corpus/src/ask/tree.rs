//! Request files as a tree with places, whether written in TOML or JSON.

use crate::toml_reader::number_of;
use chipgate_base::problem::{Problem, Sink, place};
use jiff::civil::Date;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value with its place in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// Byte range in the text of the file.
    pub at: Range<usize>,
    /// The value.
    pub node: Node,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Placed.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Flag(bool),
    /// A date.
    Date(Date),
    /// A list.
    List(Vec<Tree>),
    /// Keys, with their places, and values.
    Table(Vec<(String, Range<usize>, Tree)>),
}

/// Reads a TOML file.
///
/// # Errors
///
/// Returns what is wrong with its syntax or dates, with the place.
pub fn read_toml(path: &str, text: &str) -> Result<Tree, Problem> {
    let root = DeTable::parse(text).map_err(|error| Problem {
        message: error.message().lines().next().unwrap_or("not TOML").to_owned(),
        place: place(path, text, error.span().unwrap_or(0..0)),
        help: Some("write valid TOML here".to_owned()),
    })?;
    let sink = Sink::default();
    let tree = Tree { at: 0..0, node: table(root.get_ref(), path, text, &sink) };
    match sink.take().into_iter().next() {
        Some(problem) => Err(problem),
        None => check_width(&tree, path, text).map(|()| tree),
    }
}

fn table(map: &DeTable<'_>, path: &str, text: &str, sink: &Sink) -> Node {
    let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let name: &std::borrow::Cow<'_, str> = key.get_ref();
        (name.to_string(), key.span(), from_toml(value, path, text, sink))
    };
    Node::Table(map.iter().map(entry).collect())
}

/// A TOML value as a tree.
pub(crate) fn from_toml(value: &Spanned<DeValue<'_>>, path: &str, text: &str, sink: &Sink) -> Tree {
    let node = match value.get_ref() {
        DeValue::String(word) => Node::Text(word.to_string()),
        DeValue::Boolean(is) => Node::Flag(*is),
        DeValue::Integer(_) | DeValue::Float(_) => Node::Number(number_of(value).unwrap_or(f64::NAN)),
        DeValue::Datetime(_) => date(value, path, text, sink),
        DeValue::Array(list) => {
            Node::List(list.iter().map(|item| from_toml(item, path, text, sink)).collect())
        }
        DeValue::Table(map) => table(map, path, text, sink),
    };
    Tree { at: value.span(), node }
}

fn date(value: &Spanned<DeValue<'_>>, path: &str, text: &str, sink: &Sink) -> Node {
    let file = crate::toml_reader::File { path, text, sink };
    crate::toml_reader::date_of(file, "date", value).map_or(Node::Flag(false), Node::Date)
}

/// More entries than any request needs; work on them grows faster than their number.
const MOST_ENTRIES: usize = 1_000;

/// Refuses a table or list with more entries than any request needs.
pub(super) fn check_width(tree: &Tree, path: &str, text: &str) -> Result<(), Problem> {
    let (found, inside): (usize, Vec<&Tree>) = match &tree.node {
        Node::List(list) => (list.len(), list.iter().collect()),
        Node::Table(entries) => (entries.len(), entries.iter().map(|(.., value)| value).collect()),
        _ => return Ok(()),
    };
    if found > MOST_ENTRIES {
        return Err(Problem {
            message: format!("{found} entries stand here, and at most {MOST_ENTRIES} are read"),
            place: place(path, text, tree.at.start..tree.at.start),
            help: Some("write like entries once, with their `count`".to_owned()),
        });
    }
    inside.into_iter().try_for_each(|tree| check_width(tree, path, text))
}
