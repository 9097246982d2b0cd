//! `chipgate chips|parties|instruments|rules|sources|reforms|facts|terms`: list and show.

mod rows;
pub(super) mod shown;
mod terms;

use crate::context::{Failure, corpus, emit, emit_table, no_page, pretty};
use crate::options::{Common, Format};
use chipgate_corpus::ask::{chip_help, party_help};
use chipgate_law::expr::resolve::did_you_mean;
use clap::{Args, Subcommand};
use serde_json::Value;

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Chips,
    Parties,
    Instruments,
    Rules,
    Sources,
    Reforms,
    Facts,
    Terms,
}

/// List or show.
#[derive(Args, Debug)]
pub struct Lists {
    #[command(subcommand)]
    pub action: Option<Action>,
}

/// What to do with the list.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Print a line for each
    List,
    /// Print one whole
    Show {
        /// Its id
        id: String,
    },
}

impl Lists {
    pub fn run(&self, kind: Kind, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let Some(Action::Show { id }) = &self.action else {
            return emit_table(common, &rows::table(&corpus, kind, common));
        };
        let found = shown::value(&corpus, kind, id).ok_or_else(|| unknown(&corpus, kind, id, common))?;
        match common.format {
            Format::Json => emit(common, &pretty(&found)),
            Format::Text => emit(common, &outline(&found, 0)),
            Format::Csv | Format::Html | Format::Dot => Err(no_page()),
        }
    }
}

fn unknown(corpus: &chipgate_corpus::Corpus, kind: Kind, id: &str, common: &Common) -> Failure {
    let help = match kind {
        Kind::Chips => Some(chip_help(corpus, id)),
        Kind::Parties => Some(party_help(corpus, id)),
        _ => None,
    };
    if let Some(help) = help {
        let message = format!("there is no `{id}` among the {}", format!("{kind:?}").to_ascii_lowercase());
        return Failure::request(message, help);
    }
    let table = rows::table(corpus, kind, common);
    let ids = table.rows.iter().filter_map(|row| row.first()).map(String::as_str);
    unknown_among(id, &format!("{kind:?}").to_ascii_lowercase(), ids)
}

/// Says that an id is not among those that `chipgate <word> list` prints, and which one may be meant.
pub(super) fn unknown_among<'a>(id: &str, word: &str, ids: impl Iterator<Item = &'a str>) -> Failure {
    let ids: Vec<&str> = ids.collect();
    let wanted = id.to_ascii_lowercase();
    let near = did_you_mean(id, ids.iter().copied())
        .or_else(|| ids.iter().find(|id| id.contains(&wanted)).map(|id| format!("did you mean `{id}`?")));
    Failure::request(
        format!("there is no `{id}` among the {word}"),
        near.unwrap_or_else(|| format!("`chipgate {word} list` prints every id")),
    )
}

/// A value as indented lines; empty ones are left out.
fn outline(value: &Value, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(map) => map
            .iter()
            .filter(|(_, inside)| !is_empty(inside))
            .map(|(key, inside)| match inside {
                Value::Object(_) | Value::Array(_) => {
                    format!("{indent}{key}:\n{}", outline(inside, depth + 1))
                }
                plain => format!("{indent}{key}: {}\n", word(plain)),
            })
            .collect(),
        Value::Array(list) => list
            .iter()
            .map(|inside| match inside {
                Value::Object(_) => format!("{}\n", outline(inside, depth)),
                plain => format!("{indent}{}\n", word(plain)),
            })
            .collect(),
        plain => format!("{indent}{}\n", word(plain)),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}
