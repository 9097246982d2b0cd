//! `chipgate race theses`.

use super::run::{NOT_CALIBRATED, digits, run};
use crate::context::{Failure, corpus, emit_table};
use crate::options::Common;
use chipgate_race::theses::{plan, read};
use chipgate_report::table::Table;
use clap::Args;

/// Run the tests T1 to T10 inside the model: what each scenario implies, and for which thesis it speaks
///
///   chipgate race theses
#[derive(Args, Debug)]
pub struct Theses {
    /// How many draws
    #[arg(long, default_value_t = 1024, value_parser = clap::value_parser!(u32).range(1..=65_536))]
    pub draws: u32,
    /// Same seed, same numbers
    #[arg(long, default_value_t = 1)]
    pub seed: u32,
}

impl Theses {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let plan = plan(&corpus, self.seed, self.draws).map_err(Failure::fault)?;
        let tested = read(&corpus, &run(&plan)?);
        let mut table = Table::new(&[
            "test",
            "scenario",
            "p5",
            "median",
            "p95",
            "threshold",
            "unit",
            "dependence",
            "observable",
            "if_dependence",
            "if_bridge",
        ]);
        for row in &tested {
            table.push([
                row.thesis.id.to_string(),
                row.scenario.clone(),
                digits(row.band.at[0]),
                digits(row.band.at[2]),
                digits(row.band.at[4]),
                digits(row.thesis.threshold),
                row.thesis.unit.to_string(),
                format!("{:.3}", row.dependence),
                row.thesis.observable.to_string(),
                row.thesis.dependence.to_string(),
                row.thesis.bridge.to_string(),
            ]);
        }
        anstream::eprintln!(
            "`dependence` is the part of the draws on that side of the threshold; {NOT_CALIBRATED}"
        );
        emit_table(common, &table)
    }
}
