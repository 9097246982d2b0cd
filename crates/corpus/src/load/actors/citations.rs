//! Whom and what positions and actors cite.

use super::links::{actor_of, known, known_list};
use super::{CONFIDENCES, Links};
use crate::csv_reader::{Row, read};
use crate::folders;
use crate::load::Reading;
use crate::load::tables::source_list;
use chipgate_base::text::Text;
use chipgate_chronicle::actors::{Actor, Citation, Position};

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
const CITATION_KINDS: [&str; 6] =
    ["cites", "co_author", "leans_on", "own_argument", "own_model", "public_data"];

pub(super) fn citations(
    reading: &Reading<'_>,
    links: &Links<'_>,
    actors: &mut [Actor],
    positions: &mut [Position],
) {
    for file in reading.files(folders::ACTORS, "citations.csv") {
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
        what: Text::new(row.required("what_en"), row.required("what_ja"), row.required("what_zh")),
        sources: source_list(row, "sources", links.sources),
        confidence: row.one_of("confidence", &CONFIDENCES),
        note: row.name("note"),
    }
}
