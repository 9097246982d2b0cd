//! `chipgate chips|parties|instruments|rules|sources|reforms|facts|terms`: list and show.

mod outline;
pub(in crate::commands) mod parts;
pub(in crate::commands) mod rows;
pub(super) mod shown;
mod terms;

use crate::common::{Common, Format};
use crate::context::{Failure, corpus, emit, emit_table, no_page, pretty, words_of};
use chipgate_ask::{chip_help, party_help};
use chipgate_base::near::did_you_mean;
use chipgate_show::table::Cell;
use clap::{Args, Subcommand};

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
            return emit_table(common, &corpus, &rows::table(&corpus, kind, common));
        };
        let none = || unknown(&corpus, kind, id, common);
        if common.format == Format::Csv {
            let table = parts::table(&corpus, kind, id, common).ok_or_else(none)?;
            return emit_table(common, &corpus, &table);
        }
        let found = shown::value(&corpus, kind, id).ok_or_else(none)?;
        match common.format {
            Format::Json => emit(common, &pretty(&found)),
            Format::Text => emit(common, &outline::outline(&found, 0, &words_of(&corpus, common))),
            Format::Csv | Format::Html | Format::Dot => Err(no_page()),
        }
    }
}

fn unknown(corpus: &chipgate_corpus::Corpus, kind: Kind, id: &str, common: &Common) -> Failure {
    let help = match kind {
        Kind::Chips => Some(chip_help(corpus.ground(), id)),
        Kind::Parties => Some(party_help(corpus.ground(), id)),
        _ => None,
    };
    if let Some(help) = help {
        let message = format!("there is no `{id}` among the {}", format!("{kind:?}").to_ascii_lowercase());
        return Failure::request(message, help);
    }
    let table = rows::table(corpus, kind, common);
    let ids = table.rows.iter().filter_map(|row| match row.first() {
        Some(Cell::Text(id)) => Some(id.as_str()),
        _ => None,
    });
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
