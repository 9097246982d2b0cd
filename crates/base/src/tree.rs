//! A file of a user as a tree with places, whatever it was written in.

use crate::problem::{Problem, place};
use jiff::civil::Date;
use std::ops::Range;

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
    /// Text.
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

/// More entries than any request needs; work on them grows faster than their number.
const MOST_ENTRIES: usize = 1_000;

/// Refuses a table or list with more entries than any request needs.
///
/// # Errors
///
/// Returns the first table or list that is too wide, with its place.
pub fn check_width(tree: &Tree, path: &str, text: &str) -> Result<(), Problem> {
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
