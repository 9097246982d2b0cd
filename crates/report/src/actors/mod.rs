//! Actors: who held which post when, who argued what, and on whose evidence.

mod dot;
pub mod page;
mod show;

pub use dot::dot;
pub use show::{json, text};

use chipgate_chronicle::actors::{Actor, Move, Role};
use chipgate_corpus::Corpus;
use chipgate_show::Words;
use chipgate_show::table::{Column, Table, number, text as word};

const COLUMNS: [Column; 9] = [
    word("id"),
    word("name"),
    word("kind"),
    word("sort"),
    word("country"),
    number("roles"),
    number("moves"),
    number("positions"),
    word("confidence"),
];

/// One row an actor.
#[must_use]
pub fn table(corpus: &Corpus, lang: &str) -> Table {
    let mut table = Table::new(&COLUMNS);
    for actor in &corpus.records.actors {
        table.push([
            (&actor.id).into(),
            actor.label(lang).into(),
            (&actor.kind).into(),
            (&actor.sort).into(),
            (&actor.country).into(),
            actor.roles.len().into(),
            actor.moves().len().into(),
            corpus.chronicle().positions_of(&actor.id).len().into(),
            (&actor.confidence).into(),
        ]);
    }
    table
}

/// The days of a role in words; what is not known is said to be so.
fn days(role: &Role, words: &Words) -> String {
    let since = role.from.map(|when| words.fill("actors_since", &[("from", &when.to_string())]));
    let to = role.until.map(|when| words.fill("actors_until", &[("until", &when.to_string())]));
    let ended = (role.ended && to.is_none()).then(|| words.get("actors_ended").to_owned());
    let known: Vec<String> = since.into_iter().chain(to).chain(ended).collect();
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
    corpus
        .records
        .actors
        .iter()
        .filter(|actor| !corpus.chronicle().positions_of(&actor.id).is_empty())
        .collect()
}
