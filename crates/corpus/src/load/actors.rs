//! Actors, their roles, positions and citations, with every link checked.

use super::tables::source_list;
use super::{Reading, second_of, unknown_id};
use crate::actors::{Actor, Citation, Move, Position, Role, Stance, When};
use crate::corpus::find;
use crate::csv_reader::{Row, read};
use chipgate_law::Name;
use chipgate_law::catalogue::{Chip, Country, PartyRecord, Source};
use chipgate_law::instrument::Instrument;
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
const ROLE_COLUMNS: [&str; 13] = [
    "actor",
    "organization",
    "role_en",
    "role_ja",
    "role_zh",
    "sector",
    "from",
    "until",
    "ended",
    "seen_on",
    "sources",
    "confidence",
    "note",
];
const MOVE_COLUMNS: [&str; 7] =
    ["actor", "from_sector", "to_sector", "when", "sources", "confidence", "note"];
const POSITION_COLUMNS: [&str; 18] = [
    "id",
    "listed",
    "actor",
    "families",
    "chips",
    "instruments",
    "subject_en",
    "subject_ja",
    "subject_zh",
    "stance",
    "from",
    "to",
    "argument_en",
    "argument_ja",
    "argument_zh",
    "sources",
    "confidence",
    "note",
];
const CITATION_COLUMNS: [&str; 12] = [
    "position",
    "actor",
    "cites",
    "evidence",
    "instrument",
    "kind",
    "what_en",
    "what_ja",
    "what_zh",
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
const CITATION_KINDS: [&str; 6] =
    ["cites", "co_author", "leans_on", "own_argument", "own_model", "public_data"];
const CONFIDENCES: [&str; 3] = ["high", "medium", "low"];

/// What actors and positions may name.
pub(super) struct Links<'a> {
    pub sources: &'a [Source],
    pub parties: &'a [PartyRecord],
    pub chips: &'a [Chip],
    pub countries: &'a [Country],
    pub instruments: &'a [Instrument],
}

/// Reads `actors/`: the actors with their roles, and the positions with their citations, each sorted by id.
pub(super) fn read_all(reading: &Reading<'_>, links: &Links<'_>) -> (Vec<Actor>, Vec<Position>) {
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
    for file in reading.files("actors/", "actors.csv") {
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
        names: [row.required("name_en"), row.name("name_ja"), row.name("name_zh")],
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

fn roles(reading: &Reading<'_>, links: &Links<'_>, actors: &mut [Actor]) {
    for file in reading.files("actors/", "roles.csv") {
        read(file, &ROLE_COLUMNS, |row| {
            let role = role(row, links, actors);
            let Some(actor) = actor_of(row, "actor", actors) else { return };
            let before = actor.roles.iter().filter_map(|role| role.from).next_back();
            let order = before.zip(role.from);
            if order.is_some_and(|(before, from)| from.days.latest < before.days.earliest) {
                let help = "put the roles of an actor in the order of time";
                row.problem("from", "the role begins before the one above it", help);
            }
            actor.roles.push(role);
        });
    }
}

fn role(row: &Row<'_>, links: &Links<'_>, actors: &[Actor]) -> Role {
    organization(row, links, actors);
    let (from, until) = (when(row, "from"), when(row, "until"));
    let seen_on: Vec<When> =
        row.list("seen_on").iter().filter_map(|text| time(row, "seen_on", text)).collect();
    if from.zip(until).is_some_and(|(from, until)| until.days.latest < from.days.earliest) {
        row.problem("until", "the role ends before it begins", "put the earlier time under `from`");
    }
    let ended = row.yes_no("ended").unwrap_or(false);
    if until.is_some() && !ended {
        row.problem("ended", "the role has an end but is not marked as ended", "write `ended = yes`");
    }
    if until.zip(seen_on.last()).is_some_and(|(until, seen)| until.days.latest < seen.days.earliest) {
        row.problem("seen_on", "the role is seen after its end", "correct one of both");
    }
    Role {
        organization: row.name("organization"),
        titles: [row.required("role_en"), row.required("role_ja"), row.required("role_zh")],
        sector: row.one_of("sector", &SECTORS),
        from,
        until,
        ended,
        seen_on,
        sources: source_list(row, "sources", links.sources),
        confidence: row.one_of("confidence", &CONFIDENCES),
        note: row.name("note"),
    }
}

/// An organization is an actor or a party.
fn organization(row: &Row<'_>, links: &Links<'_>, actors: &[Actor]) {
    let id = row.name("organization");
    let known = actors.iter().map(|actor| &*actor.id).chain(links.parties.iter().map(|party| &*party.id));
    if !id.is_empty() && !known.clone().any(|other| *other == *id) {
        unknown_id(row.file, row.span("organization"), "organization", &id, known);
    }
}

fn stated_moves(reading: &Reading<'_>, links: &Links<'_>, actors: &mut [Actor]) {
    for file in reading.files("actors/", "stated_moves.csv") {
        read(file, &MOVE_COLUMNS, |row| {
            let stated = Move {
                from_sector: row.one_of("from_sector", &SECTORS),
                from_organization: Name::from(""),
                to_sector: row.one_of("to_sector", &SECTORS),
                to_organization: Name::from(""),
                when: when(row, "when"),
                after: None,
                by: None,
                beside: false,
                stated: true,
                sources: source_list(row, "sources", links.sources),
                confidence: row.one_of("confidence", &CONFIDENCES),
                note: row.required("note"),
            };
            if let Some(actor) = actor_of(row, "actor", actors) {
                actor.stated_moves.push(stated);
            }
        });
    }
}

fn positions(reading: &Reading<'_>, links: &Links<'_>, actors: &[Actor]) -> Vec<Position> {
    let mut positions = Vec::new();
    let mut seen = BTreeSet::new();
    for file in reading.files("actors/", "positions.csv") {
        read(file, &POSITION_COLUMNS, |row| {
            let Some(position) = position(row, links, actors) else { return };
            if second_of(&mut seen, &position.id).is_some() {
                row.problem("id", format!("two positions have the id `{}`", position.id), "rename one");
            }
            positions.push(position);
        });
    }
    positions.sort_by(|a, b| a.id.cmp(&b.id));
    positions
}

fn position(row: &Row<'_>, links: &Links<'_>, actors: &[Actor]) -> Option<Position> {
    row.required("actor");
    known(row, "actor", "actor", actors, |actor| &actor.id);
    known_list(row, "chips", "chip", links.chips.iter().map(|chip| &*chip.id));
    known_list(row, "families", "chip family", links.chips.iter().map(|chip| &*chip.family));
    known_list(row, "instruments", "instrument", links.instruments.iter().map(|one| &*one.id));
    let stances: Vec<&str> = Stance::ALL.iter().map(|(_, code)| *code).collect();
    let code = row.one_of("stance", &stances);
    let stance = Stance::ALL.iter().find(|(_, word)| **word == *code).map(|(stance, _)| *stance);
    row.required("from");
    let (from, to) = (when(row, "from"), when(row, "to"));
    if from.zip(to).is_some_and(|(from, to)| to.days.latest < from.days.earliest) {
        row.problem("to", "the position ends before it begins", "put the earlier time under `from`");
    }
    let sources = source_list(row, "sources", links.sources);
    Some(Position {
        id: row.required("id"),
        listed: row.name("listed"),
        actor: row.name("actor"),
        families: row.list("families"),
        chips: row.list("chips"),
        instruments: row.list("instruments"),
        subjects: [row.required("subject_en"), row.required("subject_ja"), row.required("subject_zh")],
        stance: stance?,
        from: from?,
        to,
        arguments: [row.required("argument_en"), row.required("argument_ja"), row.required("argument_zh")],
        citations: Vec::new(),
        sources,
        confidence: row.one_of("confidence", &CONFIDENCES),
        note: row.name("note"),
    })
}

fn citations(reading: &Reading<'_>, links: &Links<'_>, actors: &mut [Actor], positions: &mut [Position]) {
    for file in reading.files("actors/", "citations.csv") {
        read(file, &CITATION_COLUMNS, |row| {
            let citation = citation(row, links, actors);
            let has = |column: &str| !row.text(column).is_empty();
            match (has("position"), has("actor")) {
                (true, true) => {
                    row.problem(
                        "actor",
                        "both a position and an actor make this citation",
                        "keep one of both",
                    );
                }
                (false, false) => {
                    row.problem("position", "nobody makes this citation", "name a position or an actor");
                }
                (true, false) => cited_in(row, positions, citation),
                (false, true) => {
                    if let Some(actor) = actor_of(row, "actor", actors) {
                        actor.citations.push(citation);
                    }
                }
            }
        });
    }
}

fn cited_in(row: &Row<'_>, positions: &mut [Position], citation: Citation) {
    known(row, "position", "position", positions, |position| &position.id);
    let at = positions.binary_search_by(|position| (*position.id).cmp(row.text("position")));
    if let Some(position) = at.ok().and_then(|at| positions.get_mut(at)) {
        position.citations.push(citation);
    }
}

fn citation(row: &Row<'_>, links: &Links<'_>, actors: &[Actor]) -> Citation {
    if ["cites", "evidence", "instrument"].iter().all(|column| row.text(column).is_empty()) {
        row.problem(
            "cites",
            "the citation names nobody and nothing",
            "name an actor, a source or an instrument",
        );
    }
    known(row, "cites", "actor", actors, |actor| &actor.id);
    known(row, "evidence", "source", links.sources, |source| &source.id);
    known_list(row, "instrument", "instrument", links.instruments.iter().map(|one| &*one.id));
    Citation {
        cites: row.name("cites"),
        evidence: row.name("evidence"),
        instrument: row.name("instrument"),
        kind: row.one_of("kind", &CITATION_KINDS),
        what: [row.required("what_en"), row.required("what_ja"), row.required("what_zh")],
        sources: source_list(row, "sources", links.sources),
        confidence: row.one_of("confidence", &CONFIDENCES),
        note: row.name("note"),
    }
}

/// Reports an id that is not in a list sorted by id; an empty one names nothing.
fn known<T>(row: &Row<'_>, column: &str, what: &str, sorted: &[T], key: fn(&T) -> &Name) {
    let id = row.name(column);
    if !id.is_empty() && find(sorted, &id, key).is_none() {
        unknown_id(row.file, row.span(column), what, &id, sorted.iter().map(|one| &**key(one)));
    }
}

fn known_list<'k>(row: &Row<'_>, column: &str, what: &str, known: impl Iterator<Item = &'k str> + Clone) {
    for id in row.list(column) {
        if !known.clone().any(|other| *other == *id) {
            unknown_id(row.file, row.span(column), what, &id, known.clone());
        }
    }
}

fn actor_of<'a>(row: &Row<'_>, column: &str, actors: &'a mut [Actor]) -> Option<&'a mut Actor> {
    row.required(column);
    known(row, column, "actor", actors, |actor| &actor.id);
    let at = actors.binary_search_by(|actor| (*actor.id).cmp(row.text(column))).ok()?;
    actors.get_mut(at)
}

fn when(row: &Row<'_>, column: &str) -> Option<When> {
    let text = row.text(column);
    if text.is_empty() { None } else { time(row, column, text) }
}

fn time(row: &Row<'_>, column: &str, text: &str) -> Option<When> {
    let found = When::parse(text);
    if found.is_none() {
        let help = "write YYYY, YYYY-MM or YYYY-MM-DD, as exactly as it is known";
        row.problem(column, format!("`{text}` is not a time that exists"), help);
    }
    found
}
