//! `chipgate race quantities`.

use super::replay::unknown;
use crate::context::{Failure, corpus, emit_table};
use crate::options::Common;
use chipgate_corpus::Corpus;
use chipgate_report::table::Table;
use clap::Args;

/// List what can be asked of the simulator or scored, with unit and meaning
///
/// With `--units`: the units in which authors count compute, by ruler, and how many
/// base units each has. With `--in`: the quantities that can be given in a unit,
/// with the number by which theirs is multiplied.
///
///   chipgate race quantities --in b300e
#[derive(Args, Debug)]
pub struct Quantities {
    /// List the units of compute
    #[arg(long, conflicts_with = "unit")]
    pub units: bool,
    /// List the quantities that can be given in this unit
    #[arg(long = "in", value_name = "UNIT")]
    pub unit: Option<String>,
}

impl Quantities {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let table = match &self.unit {
            Some(unit) => in_unit(&corpus, unit)?,
            None if self.units => units(&corpus),
            None => quantities(&corpus),
        };
        emit_table(common, &table)
    }
}

fn quantities(corpus: &Corpus) -> Table {
    let mut table = Table::new(&["id", "unit", "meaning"]);
    for (id, unit, meaning) in chipgate_race::quantities::all() {
        table.push([id.to_owned(), unit.to_owned(), meaning.to_owned()]);
    }
    for link in &corpus.race.measured {
        let Some(series) = corpus.series(&link.series) else { continue };
        let meaning = format!("{}; scored as {} of the model", series.title, link.quantity);
        table.push([series.id.to_string(), series.unit.to_string(), meaning]);
    }
    table
}

fn units(corpus: &Corpus) -> Table {
    let mut table = Table::new(&["id", "ruler", "size", "name", "grade", "note", "source"]);
    for unit in &corpus.race.units {
        table.push([
            unit.id.to_string(),
            unit.ruler.to_string(),
            unit.size.to_string(),
            unit.name.to_string(),
            unit.grade.to_string(),
            unit.note.to_string(),
            unit.sources.join(";"),
        ]);
    }
    table
}

fn in_unit(corpus: &Corpus, id: &str) -> Result<Table, Failure> {
    let unit = corpus
        .race
        .unit(id)
        .ok_or_else(|| unknown("unit", id, corpus.race.units.iter().map(|unit| &*unit.id)))?;
    let mut table = Table::new(&["id", "times", "unit", "meaning"]);
    for (id, own, meaning) in chipgate_race::quantities::all() {
        if unit.fits(own) {
            let times = format!("{:.4}", unit.from_base(1.0));
            table.push([id.to_owned(), times, format!("thousand {}", unit.id), meaning.to_owned()]);
        }
    }
    Ok(table)
}
