//! `chipgate race reproduce`.

use super::run::{NOT_CALIBRATED, digits, no_plan, only};
use crate::context::{Failure, corpus, emit_table};
use crate::options::{Common, Format};
use chipgate_race::reproduce::{Rebuilt, outcomes, plan, rebuild};
use chipgate_race::setup::Books;
use chipgate_report::table::Table;
use clap::Args;

/// Rebuild published analyses from their authors' inputs: theirs, ours, and pass or the reason
///
/// Rows that begin with "the model" ask the simulator under the rules as they
/// stood and stand; their number is the median of the draws.
///
///   chipgate race reproduce
#[derive(Args, Debug)]
pub struct Reproduce {
    /// How many draws the model takes
    #[arg(long, default_value_t = 1024, value_parser = clap::value_parser!(u32).range(1..=65_536))]
    pub draws: u32,
    /// Same seed, same numbers
    #[arg(long, default_value_t = 1)]
    pub seed: u32,
}

impl Reproduce {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let analyses = &corpus.race.analyses;
        let asked = outcomes(analyses).map_err(no_plan)?;
        let plan = plan(&mut Books::new(&corpus), asked, self.seed, self.draws).map_err(no_plan)?;
        let draws = only(&plan)?;
        let rebuilt = rebuild(analyses, &corpus.race.units, &draws).map_err(no_plan)?;
        let mut table = Table::new(&[
            "analysis", "output", "unit", "theirs", "ours", "p5", "p95", "from", "to", "result", "note",
            "source",
        ]);
        for row in &rebuilt {
            table.rows.push(cells(row));
        }
        if common.format == Format::Text {
            let passed = rebuilt.iter().filter(|row| row.passes == Some(true)).count();
            let compared = rebuilt.iter().filter(|row| row.passes.is_some()).count();
            crate::output::note(format_args!("{passed} of {compared} pass; {NOT_CALIBRATED}\n"));
        }
        emit_table(common, &table)
    }
}

fn cells(row: &Rebuilt<'_>) -> Vec<String> {
    let analysis = row.analysis;
    let Some(output) = row.output else {
        let mut cells = vec![String::new(); 12];
        let set = [
            (0, analysis.id.to_string()),
            (1, analysis.title.to_string()),
            (9, "not rebuilt".to_owned()),
            (10, analysis.reason.to_string()),
            (11, analysis.source.to_string()),
        ];
        for (at, text) in set {
            if let Some(cell) = cells.get_mut(at) {
                *cell = text;
            }
        }
        return cells;
    };
    let result = if row.passes == Some(true) { "pass" } else { "miss" };
    let note =
        if output.note.is_empty() && row.passes == Some(false) { &analysis.reason } else { &output.note };
    let (low, high) =
        row.band.map_or((String::new(), String::new()), |(low, high)| (digits(low), digits(high)));
    vec![
        analysis.id.to_string(),
        output.name.to_string(),
        output.unit.to_string(),
        digits(output.theirs),
        row.ours.map(digits).unwrap_or_default(),
        low,
        high,
        digits(output.low),
        digits(output.high),
        result.to_owned(),
        note.to_string(),
        analysis.source.to_string(),
    ]
}
