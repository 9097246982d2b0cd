//! `race/judging.toml`: from which number on a test tells the theses apart, and how assumptions are rescaled.

use crate::folders;
use crate::load::{Reading, unknown_id};
use crate::toml_reader::{Placed, Table};
use chipgate_base::Name;
use chipgate_base::text::Text;
use chipgate_catalogue::{Source, find};
use chipgate_race::data::{Judging, RaceData, Rescaling, Separation};

/// Reads the file; without it nothing is told apart and nothing is rescaled.
pub(super) fn judging(reading: &Reading<'_>, sources: &[Source], data: &RaceData) -> Judging {
    let Some(file) = reading.file_in(folders::RACE, "judging.toml") else {
        return Judging {
            separation: Separation { least: f64::INFINITY, ..Separation::default() },
            ..Judging::default()
        };
    };
    let read = Table::read(file, |root| Judging {
        separation: part(root, "separation")
            .map(|table| separation(&table, sources, data))
            .unwrap_or_default(),
        rescaling: part(root, "rescaling").map(|table| rescaling(&table)).unwrap_or_default(),
    });
    read.unwrap_or_default()
}

fn part<'a>(root: &Table<'a>, key: &str) -> Option<Table<'a>> {
    let table = root.table(key);
    if table.is_none() {
        root.problem(0..0, format!("there is no `[{key}]`"), "add it with its numbers and their reason");
    }
    table
}

fn separation(table: &Table<'_>, sources: &[Source], data: &RaceData) -> Separation {
    let [dependence, bridge] = ["dependence", "bridge"].map(|key| scenario(table, key, data));
    let least = table.number("least").unwrap_or(f64::NAN);
    if !(0.5..=1.0).contains(&least) {
        let at = table.get("least").map_or(table.at(), |value| value.span());
        table.problem(at, "`least` must be an area from 0.5 to 1", "write a number such as 0.7");
    }
    let text = |key: &str| table.text(key).map_or_else(|| Name::from(""), |text| text.text);
    let reason = Text::new(table.required_text("reason").text, text("reason_ja"), text("reason_zh"));
    let named = table.texts("sources");
    for source in &named {
        if find(sources, &source.text, |source| &source.id).is_none() {
            unknown(table, "source", source, sources.iter().map(|source| &*source.id));
        }
    }
    let sources = named.into_iter().map(|source| source.text).collect();
    let read = Separation { dependence, bridge, least, reason, sources };
    table.finish();
    read
}

fn scenario(table: &Table<'_>, key: &str, data: &RaceData) -> Name {
    let named = table.required_text(key);
    if !named.text.is_empty() && data.scenario(&named.text).is_none() {
        unknown(table, "scenario", &named, data.scenarios.iter().map(|scenario| &*scenario.id));
    }
    named.text
}

fn unknown<'a>(table: &Table<'_>, what: &str, named: &Placed, known: impl Iterator<Item = &'a str> + Clone) {
    unknown_id(table.file, named.at.clone(), what, &named.text, known);
}

fn rescaling(table: &Table<'_>) -> Rescaling {
    let factors = super::numbers(table, "factors").unwrap_or_default();
    if factors.iter().any(|factor| *factor <= 0.0 || *factor == 1.0) {
        let at = table.get("factors").map_or(table.at(), |value| value.span());
        table.problem(at, "a factor must be above 0 and not 1", "write numbers such as 0.25 and 4.0");
    }
    let read = Rescaling { factors, reason: table.required_text("reason").text };
    table.finish();
    read
}
