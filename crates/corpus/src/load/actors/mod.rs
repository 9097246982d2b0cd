//! Actors, their roles, positions and citations, with every link checked.

mod citations;
mod links;
mod positions;
mod roles;

use super::tables::source_list;
use super::{Reading, second_of};
use crate::csv_reader::{Row, read};
use crate::folders;
use chipgate_base::Name;
use chipgate_base::text::Text;
use chipgate_catalogue::{Chip, Country, PartyRecord, Source, find};
use chipgate_chronicle::actors::{Actor, Position};
use chipgate_law::instrument::Instrument;
use citations::citations;
use links::known;
use positions::positions;
use roles::{roles, stated_moves};
use std::collections::BTreeSet;

const ACTOR_COLUMNS: [&str; 16] = [
    "id",
    "name_en",
    "name_ja",
    "name_zh",
    "unconfirmed",
    "short",
    "aliases",
    "kind",
    "sort",
    "country",
    "party",
    "listed",
    "articles",
    "sources",
    "confidence",
    "note",
];
const SECTORS: [&str; 10] = [
    "government",
    "think_tank",
    "company",
    "investor",
    "advisory_council",
    "university",
    "industry_body",
    "press",
    "analyst",
    "international",
];
/// Sorts of actors beyond the sectors in which persons hold roles.
const OTHER_SORTS: [&str; 4] = ["regulator", "legislature", "court", "group"];
const CONFIDENCES: [&str; 3] = ["high", "medium", "low"];

/// What actors and positions may name.
pub(in crate::load) struct Links<'a> {
    pub sources: &'a [Source],
    pub parties: &'a [PartyRecord],
    pub chips: &'a [Chip],
    pub countries: &'a [Country],
    pub instruments: &'a [Instrument],
}

/// Reads `record/actors/`: the actors with their roles, and the positions with their citations, each sorted by id.
pub(in crate::load) fn read_all(reading: &Reading<'_>, links: &Links<'_>) -> (Vec<Actor>, Vec<Position>) {
    let mut actors = actors(reading, links);
    roles(reading, links, &mut actors);
    stated_moves(reading, links, &mut actors);
    let mut positions = positions(reading, links, &actors);
    citations(reading, links, &mut actors, &mut positions);
    (actors, positions)
}

fn actors(reading: &Reading<'_>, links: &Links<'_>) -> Vec<Actor> {
    let mut actors = Vec::new();
    let mut seen = BTreeSet::new();
    for file in reading.files(folders::ACTORS, "actors.csv") {
        read(file, &ACTOR_COLUMNS, |row| {
            let actor = actor(row, links);
            if second_of(&mut seen, &actor.id).is_some() {
                row.problem("id", format!("two actors have the id `{}`", actor.id), "rename one");
            }
            actors.push(actor);
        });
    }
    actors.sort_by(|a, b| a.id.cmp(&b.id));
    actors
}

fn actor(row: &Row<'_>, links: &Links<'_>) -> Actor {
    let id = row.required("id");
    let party = row.name("party");
    known(row, "party", "party", links.parties, |party| &party.id);
    if party.is_empty() && find(links.parties, &id, |party| &party.id).is_some() {
        let message = format!("`{id}` is also the id of a party, which `party` does not name");
        row.problem("party", message, "name the party, or choose another id for the actor");
    }
    known(row, "country", "country", links.countries, |country| &country.code);
    let sorts: Vec<&str> = SECTORS.iter().chain(&OTHER_SORTS).copied().collect();
    Actor {
        id,
        names: Text::new(row.required("name_en"), row.name("name_ja"), row.name("name_zh")),
        unconfirmed: unconfirmed(row),
        short: row.name("short"),
        aliases: row.list("aliases"),
        kind: row.one_of("kind", &["person", "organization"]),
        sort: row.one_of("sort", &sorts),
        country: row.name("country"),
        party,
        listed: row.name("listed"),
        articles: row.list("articles"),
        roles: Vec::new(),
        stated_moves: Vec::new(),
        citations: Vec::new(),
        sources: source_list(row, "sources", links.sources),
        confidence: row.one_of("confidence", &CONFIDENCES),
        note: row.name("note"),
    }
}

/// Languages whose name is not confirmed; the row must say why.
fn unconfirmed(row: &Row<'_>) -> Vec<Name> {
    let languages = row.list("unconfirmed");
    for language in languages.iter().filter(|language| !["ja", "zh"].contains(&&***language)) {
        row.problem("unconfirmed", format!("unknown language `{language}`"), "write ja, zh or both");
    }
    if !languages.is_empty() && row.text("note").is_empty() {
        row.problem("note", "an unconfirmed name has no note", "say what is not confirmed");
    }
    languages
}
