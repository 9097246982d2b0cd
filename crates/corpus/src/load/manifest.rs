//! `manifest.toml`: the number of the format and the days that can be asked about.

use super::Reading;
use crate::folders;
use crate::toml_reader::Table;
use chipgate_ask::{Frame, Known};
use chipgate_base::Name;
use chipgate_base::problem::{Problem, place};
use chipgate_law::fact::Facts;

/// The format that this program reads; since 2 the folders stand in groups.
const SCHEMA: u32 = 2;

/// The version of the data, and the frame of every question, still without the bounds of figures.
pub(super) fn read(reading: &Reading<'_>) -> Option<(Name, Frame)> {
    let Some(file) = reading.file(folders::MANIFEST) else {
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
    let reference = table.table("reference")?;
    let destination = reference.required_text("destination").text;
    let exports_from = reference.required_text("exports_from").text;
    let histories_from = reference.required_date("histories_from");
    let words = |key: &str| reference.texts(key).into_iter().map(|text| text.text).collect();
    let used_where_designed = words("used_where_designed");
    let exports_also_from = words("exports_also_from");
    reference.finish();
    let version = table.required_text("version").text;
    let frame = Frame {
        destination,
        histories_from: histories_from?,
        exports_from,
        exports_also_from,
        used_where_designed,
        covers_from: table.required_date("covers_from")?,
        asks_to: table.required_date("asks_to")?,
        plausible: Vec::new(),
        known: Known::of(&Facts::default()),
    };
    Some((version, frame))
}

/// The data are of the format that this program reads, neither an older nor a newer one.
fn is_readable(table: &Table<'_>) -> bool {
    let number = table.number("schema").filter(|number| number.fract() == 0.0 && *number >= 1.0);
    let at = table.get("schema").map_or(table.at(), |value| value.span());
    let Some(number) = number else {
        table.problem(at, "`schema` must be a whole number from 1", &format!("write `schema = {SCHEMA}`"));
        return false;
    };
    if number > f64::from(SCHEMA) {
        let message = format!("the data are of format {number}, this program reads up to {SCHEMA}");
        table.problem(at, message, "install a newer chipgate");
    } else if number < f64::from(SCHEMA) {
        let message = format!(
            "the data are of format {number}, whose folders were regrouped; this program reads format {SCHEMA}"
        );
        table.problem(at, message, "take newer data, or move the folders as CHANGELOG.md says");
    }
    (number - f64::from(SCHEMA)).abs() < f64::EPSILON
}
