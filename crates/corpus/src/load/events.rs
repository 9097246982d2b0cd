//! Events and their links.

use super::tables::source_list;
use super::{Reading, second_of, unknown_id};
use crate::corpus::Corpus;
use crate::csv_reader::{Row, read};
use crate::folders;
use chipgate_base::Name;
use chipgate_base::day::DaySpan;
use chipgate_base::text::Text;
use chipgate_chronicle::events::{Event, KINDS, PRECISIONS};
use std::collections::BTreeSet;

const EVENT_COLUMNS: [&str; 14] = [
    "id",
    "earliest",
    "latest",
    "precision",
    "sides",
    "kind",
    "title_en",
    "title_ja",
    "title_zh",
    "actors",
    "instruments",
    "chips",
    "sources",
    "confidence",
];

/// Reads the events when everything to which they link is known.
pub(super) fn read_all(reading: &Reading<'_>, corpus: &Corpus) -> Vec<Event> {
    let mut events = Vec::new();
    let mut seen = BTreeSet::new();
    for file in reading.files(folders::EVENTS, "events.csv") {
        read(file, &EVENT_COLUMNS, |row| {
            let id = row.required("id");
            if second_of(&mut seen, &id).is_some() {
                row.problem("id", format!("two events have the id `{id}`"), "rename one");
            }
            events.extend(event(row, id, corpus));
        });
    }
    events.sort_by(|a: &Event, b| (a.when.earliest, &a.id).cmp(&(b.when.earliest, &b.id)));
    events
}

/// One row; `None` where its days cannot be read.
fn event(row: &Row<'_>, id: Name, corpus: &Corpus) -> Option<Event> {
    let precision = row.one_of("precision", &PRECISIONS);
    let when = when(row, &precision);
    let known = |ids: Vec<Name>, column, what, is: &dyn Fn(&str) -> bool, all: &[&str]| {
        for id in ids.iter().filter(|id| !is(id)) {
            unknown_id(row.file, row.span(column), what, id, all.iter().copied());
        }
        ids
    };
    let parties: Vec<&str> = corpus.catalogue.parties.iter().map(|party| &*party.id).collect();
    let actors: Vec<&str> =
        parties.into_iter().chain(corpus.records.actors.iter().map(|actor| &*actor.id)).collect();
    let instruments: Vec<&str> = corpus.law.instruments.iter().map(|instrument| &*instrument.id).collect();
    let chips: Vec<&str> = corpus.catalogue.chips.iter().map(|chip| &*chip.id).collect();
    let is_actor = |id: &str| corpus.catalogue.party(id).is_some() || corpus.chronicle().actor(id).is_some();
    let event = Event {
        id,
        when: when.unwrap_or(DaySpan::on(corpus.frame.covers_from)),
        precision,
        sides: sides(row, &chipgate_chronicle::events::sides(&corpus.law.gates)),
        kind: row.one_of("kind", &KINDS),
        titles: Text::new(row.required("title_en"), row.required("title_ja"), row.required("title_zh")),
        actors: known(row.list("actors"), "actors", "party or actor", &is_actor, &actors),
        instruments: known(
            row.list("instruments"),
            "instruments",
            "instrument",
            &|id| instruments.contains(&id),
            &instruments,
        ),
        chips: known(row.list("chips"), "chips", "chip", &|id| corpus.catalogue.chip(id).is_some(), &chips),
        sources: source_list(row, "sources", &corpus.catalogue.sources),
        confidence: row.one_of("confidence", &["high", "medium", "low"]),
    };
    when.map(|_| event)
}

/// Whose event it is, of the words that are known.
fn sides(row: &Row<'_>, known: &[&str]) -> Vec<Name> {
    let sides = row.list("sides");
    if sides.is_empty() {
        let help = format!("name one or more of {}, with `;` between them", known.join(", "));
        row.problem("sides", "no side is named", &help);
    }
    for side in sides.iter().filter(|side| !known.contains(&&***side)) {
        let help = format!("write {}, with `;` between them", known.join(", "));
        row.problem("sides", format!("unknown side `{side}`"), &help);
    }
    sides
}

/// The days of an event; a problem where they do not fit each other or the precision.
fn when(row: &Row<'_>, precision: &str) -> Option<DaySpan> {
    row.required("earliest");
    row.required("latest");
    let (earliest, latest) = row.date("earliest").zip(row.date("latest"))?;
    let fits = match precision {
        "day" => earliest == latest,
        "month" => earliest == latest.first_of_month() && latest == latest.last_of_month(),
        _ => earliest < latest,
    };
    if latest < earliest {
        row.problem("latest", "the event ends before it begins", "put the earlier day first");
    } else if !fits {
        let help = "a `day` has one day twice, a `month` its first and last day, a `span` two days";
        row.problem("precision", format!("the days are not those of a `{precision}`"), help);
    }
    Some(DaySpan { earliest, latest })
}
