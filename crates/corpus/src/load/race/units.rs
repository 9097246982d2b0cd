//! The bridge between the units in which analyses count compute.

use crate::csv_reader::read;
use crate::folders;
use crate::load::tables::source_list;
use crate::load::{Reading, second_of};
use chipgate_catalogue::Source;
use chipgate_race::data::{RULERS, Unit};
use std::collections::BTreeSet;

const COLUMNS: [&str; 7] = ["id", "ruler", "size", "name", "sources", "grade", "note"];
const GRADES: [&str; 5] = ["published", "derived", "measured", "estimated", "disputed"];

/// Units, sorted by id.
pub(super) fn units(reading: &Reading<'_>, sources: &[Source]) -> Vec<Unit> {
    let mut all: Vec<Unit> = Vec::new();
    let mut seen = BTreeSet::new();
    let Some(file) = reading.file_in(folders::RACE, "units.csv") else { return all };
    read(file, &COLUMNS, |row| {
        row.required("size");
        let size = row.number("size").filter(|size| *size > 0.0);
        if size.is_none() {
            row.problem(
                "size",
                "a unit needs a size above 0",
                "write how many base units of its ruler it has",
            );
        }
        let unit = Unit {
            id: row.required("id"),
            ruler: row.one_of("ruler", &RULERS.map(|(ruler, _)| ruler)),
            size: size.unwrap_or(1.0),
            name: row.required("name"),
            sources: source_list(row, "sources", sources),
            grade: row.one_of("grade", &GRADES),
            note: row.name("note"),
        };
        if second_of(&mut seen, &unit.id).is_some() {
            row.problem("id", format!("two units have the id `{}`", unit.id), "rename one");
        }
        all.push(unit);
    });
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}
