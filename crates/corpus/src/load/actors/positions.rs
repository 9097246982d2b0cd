//! What actors argued.

use super::links::{known, known_list, when};
use super::{CONFIDENCES, Links};
use crate::csv_reader::{Row, read};
use crate::folders;
use crate::load::tables::source_list;
use crate::load::{Reading, second_of};
use chipgate_base::text::Text;
use chipgate_chronicle::actors::{Actor, Position, Stance};
use std::collections::BTreeSet;

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

pub(super) fn positions(reading: &Reading<'_>, links: &Links<'_>, actors: &[Actor]) -> Vec<Position> {
    let mut positions = Vec::new();
    let mut seen = BTreeSet::new();
    for file in reading.files(folders::ACTORS, "positions.csv") {
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
        subjects: Text::new(
            row.required("subject_en"),
            row.required("subject_ja"),
            row.required("subject_zh"),
        ),
        stance: stance?,
        from: from?,
        to,
        arguments: Text::new(
            row.required("argument_en"),
            row.required("argument_ja"),
            row.required("argument_zh"),
        ),
        citations: Vec::new(),
        sources,
        confidence: row.one_of("confidence", &CONFIDENCES),
        note: row.name("note"),
    })
}
