//! `chipgate race quantities`.

use crate::context::{Failure, corpus, emit_table};
use crate::options::Common;
use chipgate_report::table::Table;
use clap::Args;

/// List what can be asked of the simulator or scored, with unit and meaning
#[derive(Args, Debug)]
pub struct Quantities {}

impl Quantities {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let mut table = Table::new(&["id", "unit", "meaning"]);
        for (id, unit, meaning) in chipgate_race::quantities::all() {
            table.push([id.to_owned(), unit.to_owned(), meaning.to_owned()]);
        }
        for link in &corpus.race.measured {
            let Some(series) = corpus.series(&link.series) else { continue };
            let meaning = format!("{}; scored as {} of the model", series.title, link.quantity);
            table.push([series.id.to_string(), series.unit.to_string(), meaning]);
        }
        emit_table(common, &table)
    }
}
