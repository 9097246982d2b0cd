//! One value of a request: a text, a day, a yes or no, a number, a range or a list.

use super::{Places, RequestProblem, Where};
use crate::part::Part;
use crate::question::Given;
use chipgate_base::near::did_you_mean;
use chipgate_base::tree::{Node, Tree};
use jiff::civil::Date;
use std::ops::Range;

pub(super) type Problems = Vec<RequestProblem>;

pub(super) type Entry = (String, Range<usize>, Tree);

pub(super) fn table<'t>(tree: &'t Tree, message: &str, help: &str) -> Result<&'t [Entry], Problems> {
    match &tree.node {
        Node::Table(entries) => Ok(entries),
        _ => Err(vec![problem(&tree.at, message, help)]),
    }
}

/// Takes every entry and collects what is wrong with any.
pub(super) fn each(
    entries: &[Entry],
    mut take: impl FnMut(&str, &Range<usize>, &Tree) -> Result<(), Problems>,
) -> Result<(), Problems> {
    let mut problems = Vec::new();
    for (key, at, value) in entries {
        problems.extend(take(key, at, value).err().into_iter().flatten());
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

impl Places {
    /// A text, whose place is noted.
    pub(super) fn text(&mut self, key: &str, part: Part, value: &Tree) -> Result<Option<String>, Problems> {
        let text = text(key, value).map_err(|problem| vec![problem])?;
        self.say(part, Where::Bytes(value.at.clone()));
        Ok(Some(text))
    }

    /// A day, whose place is noted.
    pub(super) fn date(&mut self, key: &str, value: &Tree) -> Result<Option<Date>, Problems> {
        let day = match &value.node {
            Node::Date(day) => Some(*day),
            Node::Text(text) => text.parse().ok(),
            _ => None,
        };
        self.say(Part::new(key), Where::Bytes(value.at.clone()));
        let message = || format!("`{key}` is not a date that exists");
        day.map(Some).ok_or_else(|| vec![problem(&value.at, &message(), "write YYYY-MM-DD")])
    }

    /// The value of a fact, whose place is noted.
    pub(super) fn given(&mut self, key: &str, part: Part, value: &Tree) -> Result<Given, Problems> {
        self.say(part, Where::Bytes(value.at.clone()));
        given(key, value)
    }
}

pub(super) fn flag(key: &str, value: &Tree) -> Result<bool, Problems> {
    match value.node {
        Node::Flag(is) => Ok(is),
        _ => {
            let message = format!("`{key}` must be true or false");
            Err(vec![problem(&value.at, &message, "write true or false")])
        }
    }
}

pub(super) fn problem(at: &Range<usize>, message: &str, help: &str) -> RequestProblem {
    RequestProblem { message: message.to_owned(), at: Where::Bytes(at.clone()), help: Some(help.to_owned()) }
}

pub(super) fn unknown_key<'k>(
    key: &str,
    at: &Range<usize>,
    known: impl Iterator<Item = &'k str>,
) -> RequestProblem {
    let help = did_you_mean(key, known)
        .unwrap_or_else(|| "other facts go under `[facts]`; `chipgate facts` lists them".to_owned());
    problem(at, &format!("unknown key `{key}`"), &help)
}

pub(super) fn text(key: &str, value: &Tree) -> Result<String, RequestProblem> {
    match &value.node {
        Node::Text(text) if is_blank(text) => Err(problem(&value.at, &empty(key), LEAVE_OUT)),
        Node::Text(text) => Ok(text.clone()),
        _ => Err(problem(&value.at, &format!("`{key}` must be text"), "write it in quotes")),
    }
}

/// Nothing in a text can be seen as a letter or a digit.
pub(crate) fn is_blank(text: &str) -> bool {
    // Fillers of the Korean script count as letters and show nothing.
    let is_filler = |c| matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}');
    !text.chars().any(|c| c.is_alphanumeric() && !is_filler(c))
}

/// What to do about an empty word.
pub(crate) const LEAVE_OUT: &str = "write it, or leave it out where it is not known";

pub(crate) fn empty(key: &str) -> String {
    format!("`{key}` is empty")
}

fn given(key: &str, value: &Tree) -> Result<Given, Problems> {
    Ok(match &value.node {
        Node::Text(text) => Given::Text(text.clone()),
        Node::Number(number) => Given::Number(*number),
        Node::Flag(is) => Given::YesNo(*is),
        Node::Date(day) => Given::Date(*day),
        Node::List(list) => list_given(key, &value.at, list)?,
        Node::Table(_) => {
            return Err(vec![problem(&value.at, &format!("`{key}` cannot be a table"), "write a value")]);
        }
    })
}

fn list_given(key: &str, at: &Range<usize>, list: &[Tree]) -> Result<Given, Problems> {
    if let [Tree { node: Node::Number(low), .. }, Tree { node: Node::Number(high), .. }] = list {
        return Ok(Given::Range(*low, *high));
    }
    let words = list.iter().map(|tree| match &tree.node {
        Node::Text(text) => Some(text.clone()),
        _ => None,
    });
    words.collect::<Option<Vec<String>>>().map(Given::Words).ok_or_else(|| {
        vec![problem(
            at,
            &format!("`{key}` must be a range `[low, high]` or a list of words"),
            "write one of the two",
        )]
    })
}
