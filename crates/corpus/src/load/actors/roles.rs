//! Roles in the order of time, and moves that roles cannot give.

use super::links::{actor_of, time, when};
use super::{CONFIDENCES, Links, SECTORS};
use crate::csv_reader::{Row, read};
use crate::folders;
use crate::load::tables::source_list;
use crate::load::{Reading, unknown_id};
use chipgate_base::Name;
use chipgate_base::text::Text;
use chipgate_chronicle::actors::{Actor, Move, Role, When};

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

pub(super) fn roles(reading: &Reading<'_>, links: &Links<'_>, actors: &mut [Actor]) {
    for file in reading.files(folders::ACTORS, "roles.csv") {
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
        titles: Text::new(row.required("role_en"), row.required("role_ja"), row.required("role_zh")),
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

pub(super) fn stated_moves(reading: &Reading<'_>, links: &Links<'_>, actors: &mut [Actor]) {
    for file in reading.files(folders::ACTORS, "stated_moves.csv") {
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
