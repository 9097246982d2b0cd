//! Events as rows.

use super::title;
use chipgate_chronicle::events::Event;
use chipgate_show::table::{Cell, Column, Table, day, list, text as word};

const COLUMNS: [Column; 12] = [
    word("id"),
    day("earliest"),
    day("latest"),
    word("precision"),
    list("sides"),
    word("kind"),
    word("title"),
    list("actors"),
    list("instruments"),
    list("chips"),
    list("sources"),
    word("confidence"),
];

/// Events as rows for programs; titles are in `lang`.
#[must_use]
pub fn table(events: &[&Event], lang: &str) -> Table {
    let mut table = Table::new(&COLUMNS);
    for event in events {
        table.push(cells(event, lang));
    }
    table
}

fn cells(event: &Event, lang: &str) -> [Cell; 12] {
    [
        (&event.id).into(),
        event.when.earliest.into(),
        event.when.latest.into(),
        (&event.precision).into(),
        event.sides.as_slice().into(),
        (&event.kind).into(),
        title(event, lang).into(),
        event.actors.as_slice().into(),
        event.instruments.as_slice().into(),
        event.chips.as_slice().into(),
        event.sources.as_slice().into(),
        (&event.confidence).into(),
    ]
}
