//! A TOML file of a user as a tree with places.

use crate::toml_reader::{File, date_of, number_of};
use chipgate_base::problem::{Problem, Sink, place};
use chipgate_base::tree::{Node, Tree, check_width};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

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
    let file = File { path, text, sink };
    date_of(file, "date", value).map_or(Node::Flag(false), Node::Date)
}
