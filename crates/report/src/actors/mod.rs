//! Actors: who held which post when, who argued what, and on whose evidence.

mod dot;
mod show;

pub use dot::dot;
pub use show::{json, text};

use crate::Words;
use crate::table::Table;
use chipgate_corpus::Corpus;
use chipgate_corpus::actors::{Actor, Move, When};

/// One row an actor.
#[must_use]
pub fn table(corpus: &Corpus, lang: &str) -> Table {
    let columns = ["id", "name", "kind", "sort", "country", "roles", "moves", "positions", "confidence"];
    let mut table = Table::new(&columns);
    for actor in &corpus.actors {
        table.push([
            actor.id.to_string(),
            actor.label(lang),
            actor.kind.to_string(),
            actor.sort.to_string(),
            actor.country.to_string(),
            actor.roles.len().to_string(),
            actor.moves().len().to_string(),
            corpus.positions_of(&actor.id).len().to_string(),
            actor.confidence.to_string(),
        ]);
    }
    table
}

/// The days of a role in words; what is not known is said to be so.
fn days(from: Option<&When>, until: Option<&When>, words: &Words) -> String {
    let since = from.map(|when| words.fill("actors_since", &[("from", &when.to_string())]));
    let to = until.map(|when| words.fill("actors_until", &[("until", &when.to_string())]));
    let known: Vec<String> = since.into_iter().chain(to).collect();
    if known.is_empty() { words.get("actors_dates_unknown").to_owned() } else { known.join(", ") }
}

/// When a move happened, as far as it is known.
fn moved(one: &Move, words: &Words) -> String {
    match (one.when, one.after, one.by) {
        (Some(when), ..) => when.to_string(),
        (None, Some(after), Some(by)) => {
            words.fill("actors_between", &[("after", &after.to_string()), ("by", &by.to_string())])
        }
        (None, None, Some(by)) => words.fill("actors_by", &[("by", &by.to_string())]),
        _ => words.get("actors_when_unknown").to_owned(),
    }
}

/// Places of the actors that are persons of the argument: those with a position, in the order of their ids.
fn arguing(corpus: &Corpus) -> Vec<&Actor> {
    corpus.actors.iter().filter(|actor| !corpus.positions_of(&actor.id).is_empty()).collect()
}
