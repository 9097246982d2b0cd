//! Cells that name something known, or a time.

use crate::csv_reader::Row;
use crate::load::unknown_id;
use chipgate_base::Name;
use chipgate_catalogue::find;
use chipgate_chronicle::actors::{Actor, When};

/// Reports an id that is not in a list sorted by id; an empty one names nothing.
pub(super) fn known<T>(row: &Row<'_>, column: &str, what: &str, sorted: &[T], key: fn(&T) -> &Name) {
    let id = row.name(column);
    if !id.is_empty() && find(sorted, &id, key).is_none() {
        unknown_id(row.file, row.span(column), what, &id, sorted.iter().map(|one| &**key(one)));
    }
}

pub(super) fn known_list<'k>(
    row: &Row<'_>,
    column: &str,
    what: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) {
    for id in row.list(column) {
        if !known.clone().any(|other| *other == *id) {
            unknown_id(row.file, row.span(column), what, &id, known.clone());
        }
    }
}

pub(super) fn actor_of<'a>(row: &Row<'_>, column: &str, actors: &'a mut [Actor]) -> Option<&'a mut Actor> {
    row.required(column);
    known(row, column, "actor", actors, |actor| &actor.id);
    let at = actors.binary_search_by(|actor| (*actor.id).cmp(row.text(column))).ok()?;
    actors.get_mut(at)
}

pub(super) fn when(row: &Row<'_>, column: &str) -> Option<When> {
    let text = row.text(column);
    if text.is_empty() { None } else { time(row, column, text) }
}

pub(super) fn time(row: &Row<'_>, column: &str, text: &str) -> Option<When> {
    let found = When::parse(text);
    if found.is_none() {
        let help = "write YYYY, YYYY-MM or YYYY-MM-DD, as exactly as it is known";
        row.problem(column, format!("`{text}` is not a time that exists"), help);
    }
    found
}
