//! `manifest.toml`: the number of the format and what the data cover.

use super::Reading;
use crate::toml_reader::Table;
use chipgate_ask::{Frame, Known};
use chipgate_base::Name;
use chipgate_base::problem::{Problem, place};
use chipgate_law::book::Law;
use chipgate_law::fact::Facts;
use chipgate_law::rule::Gate;

/// The newest format that this program reads.
const NEWEST_SCHEMA: u32 = 1;

/// The version of the data, and the frame of every question, still without the bounds of figures.
pub(super) fn read(reading: &Reading<'_>) -> Option<(Name, Frame)> {
    let Some(file) = reading.file("manifest.toml") else {
        reading.sink.add(Problem {
            message: "there is no `manifest.toml`".to_owned(),
            place: place("manifest.toml", "", 0..0),
            help: Some("point `--data` at a data folder of chipgate".to_owned()),
        });
        return None;
    };
    Table::read(file, manifest)?
}

fn manifest(table: &Table<'_>) -> Option<(Name, Frame)> {
    if !is_readable(table) {
        for (_, _) in table.entries() {}
        return None;
    }
    let covers = table.table("covers_to")?;
    let gates = [Gate::Us, Gate::Cn];
    let covers_to = gates.iter().filter_map(|gate| Some((*gate, covers.date(gate.code())?))).collect();
    covers.finish();
    let zones = zones(table);
    let reference = table.table("reference")?;
    let destination = reference.required_text("destination").text;
    let exports_from = reference.required_text("exports_from").text;
    let words = |key: &str| reference.texts(key).into_iter().map(|text| text.text).collect();
    let used_where_designed = words("used_where_designed");
    let exports_also_from = words("exports_also_from");
    reference.finish();
    let version = table.required_text("version").text;
    let covers_from = table.required_date("covers_from")?;
    let frame = Frame {
        destination,
        exports_from,
        exports_also_from,
        used_where_designed,
        covers_from,
        history_from: table.date("history_from").unwrap_or(covers_from),
        asks_to: table.required_date("asks_to")?,
        zones,
        covers_to,
        plausible: Vec::new(),
        known: Known::of(&Facts::default()),
    };
    Some((version, frame))
}

/// The time zone of each gate, which the tables inside the program must know.
fn zones(table: &Table<'_>) -> Vec<(Gate, Name)> {
    let Some(zones) = table.table("zones") else { return Vec::new() };
    let of = |gate: Gate| (gate, zones.required_text(gate.code()).text);
    let found = [Gate::Us, Gate::Cn].map(of).to_vec();
    zones.finish();
    found
}

/// A gate without a rule would let everything through, so data without its rules are refused.
pub(super) fn check_gates(reading: &Reading<'_>, law: &Law) {
    let Some(file) = reading.file("manifest.toml") else { return };
    let at = file.text.find("[covers_to]").map_or(0..0, |at| at..at + "[covers_to]".len());
    for gate in
        [Gate::Us, Gate::Cn].into_iter().filter(|gate| law.rules.iter().all(|rule| rule.gate != *gate))
    {
        let message =
            format!("there is no rule of the gate `{}`, and every answer asks both gates", gate.code());
        let help = "restore the files under `rules/`".to_owned();
        file.problem(at.clone(), message, Some(help));
    }
}

/// The format of the data is none that came after this program.
fn is_readable(table: &Table<'_>) -> bool {
    let number = table.number("schema").filter(|number| number.fract() == 0.0 && *number >= 1.0);
    let at = table.get("schema").map_or(table.at(), |value| value.span());
    let Some(number) = number else {
        table.problem(at, "`schema` must be a whole number from 1", "write `schema = 1`");
        return false;
    };
    if number > f64::from(NEWEST_SCHEMA) {
        let message = format!("the data are of format {number}, this program reads up to {NEWEST_SCHEMA}");
        table.problem(at, message, "install a newer chipgate");
        return false;
    }
    true
}
