//! `gates.toml`: whose law there is, in which order it is asked, and what one gate reads of another.

use super::choice::choice;
use super::instruments::swapped;
use super::{Reading, second_of, unknown_id};
use crate::folders;
use crate::toml_reader::{Placed, Table};
use chipgate_base::Name;
use chipgate_base::problem::{Problem, place};
use chipgate_law::book::Law;
use chipgate_law::expr::resolve::Vocabulary;
use chipgate_law::fact::Facts;
use chipgate_law::gate::{Gate, GateEntry, Gates, Reads, Side};
use std::collections::BTreeSet;

/// The gates in the order of the file; none where something in it does not fit.
pub(super) fn read(reading: &Reading<'_>, vocabulary: &Vocabulary) -> Gates {
    let Some(file) = reading.file(folders::GATES) else {
        reading.sink.add(Problem {
            message: format!("there is no `{}`", folders::GATES),
            place: place(folders::GATES, "", 0..0),
            help: Some("without gates nobody is asked: restore the file".to_owned()),
        });
        return Gates::default();
    };
    let list = Table::read(file, |root| entries(root, vocabulary)).unwrap_or_default();
    Gates::new(list).unwrap_or_else(|| {
        let help = "give one gate `side = \"seller\"` and one `side = \"buyer\"`".to_owned();
        file.problem(0..0, "not exactly one gate of each side".to_owned(), Some(help));
        Gates::default()
    })
}

fn entries(root: &Table<'_>, vocabulary: &Vocabulary) -> Vec<GateEntry> {
    let mut list: Vec<GateEntry> = Vec::new();
    let mut seen = BTreeSet::new();
    for table in root.tables("gate") {
        let id = table.required_text("id");
        if second_of(&mut seen, &id.text).is_some() {
            let message = format!("two gates have the id `{}`", id.text);
            table.problem(id.at.clone(), message, "rename one");
        }
        let found = entry(&table, id, &list, vocabulary);
        table.finish();
        list.extend(found);
    }
    list
}

/// One gate; it reads only those that stand before it.
fn entry(table: &Table<'_>, id: Placed, earlier: &[GateEntry], vocabulary: &Vocabulary) -> Option<GateEntry> {
    let reads = table.tables("reads").into_iter().filter_map(|inner| {
        let found = reads(&inner, earlier, &vocabulary.facts);
        inner.finish();
        found
    });
    let reads = reads.collect();
    Some(GateEntry {
        id: id.text,
        country: country(table, vocabulary),
        title: table.title(),
        in_words: table.in_languages("in_words"),
        side: table.get("side").and_then(|_| choice(table, "side", &swapped(&Side::ALL))),
        zone: table.required_text("zone").text,
        classifies: table.flag("classifies").unwrap_or(false),
        asks_of_transit: table.flag("asks_of_transit").unwrap_or(false),
        reads,
        covers_to: table.required_date("covers_to")?,
    })
}

/// The country whose law it is, which the data know.
fn country(table: &Table<'_>, vocabulary: &Vocabulary) -> Name {
    let country = table.required_text("country");
    let known = &vocabulary.countries;
    if !country.text.is_empty() && !known.contains(&country.text) {
        unknown_id(
            table.file,
            country.at.clone(),
            "country",
            &country.text,
            known.iter().map(|code| &**code),
        );
    }
    country.text
}

fn reads(table: &Table<'_>, earlier: &[GateEntry], facts: &Facts) -> Option<Reads> {
    let (gate, fact) = (table.required_text("gate"), table.required_text("fact"));
    let silent_on: Vec<Name> = table.texts("silent_on").into_iter().map(|text| text.text).collect();
    let place = earlier.iter().position(|entry| entry.id == gate.text);
    if place.is_none() {
        let known = earlier.iter().map(|entry| &*entry.id);
        unknown_id(table.file, gate.at.clone(), "earlier gate", &gate.text, known);
    }
    let found = facts.find(&fact.text);
    if found.is_none() {
        let known = facts.iter().map(|(_, fact)| &*fact.name);
        unknown_id(table.file, fact.at.clone(), "fact", &fact.text, known);
    }
    Some(Reads { gate: Gate::at(place?), fact: found?, silent_on })
}

/// A gate without a rule would let everything through, so data without its rules are refused.
pub(super) fn check(reading: &Reading<'_>, law: &Law) {
    let Some(file) = reading.file(folders::GATES) else { return };
    let is_empty = |gate| law.rules.iter().all(|rule| rule.gate != gate);
    for (_, entry) in law.gates.iter().filter(|(gate, _)| is_empty(*gate)) {
        let quoted = format!("\"{}\"", entry.id);
        let at = file.text.find(&quoted).map_or(0..0, |at| at..at + quoted.len());
        let message = format!("there is no rule of the gate `{}`, and every answer asks all gates", entry.id);
        file.problem(at, message, Some("restore the files under `law/rules/`".to_owned()));
    }
}
