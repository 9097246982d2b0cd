//! `chipgate race reproduce`.

use super::run::{NOT_CALIBRATED, no_plan, only};
use crate::common::{Common, Format};
use crate::context::{Failure, corpus, emit_table};
use chipgate_race::data::Analysis;
use chipgate_race::reproduce::{Rebuilt, outcomes, plan, rebuild};
use chipgate_report::study::Run;
use chipgate_report::table::{Cell, Column, Table, figure, text};
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
        let plan = plan(&mut corpus.books(), asked, self.seed, self.draws).map_err(no_plan)?;
        let draws = only(&plan)?;
        let rebuilt = rebuild(analyses, &corpus.race.units, &draws).map_err(no_plan)?;
        if common.format == Format::Text {
            let passed = rebuilt.iter().filter(|row| row.passes == Some(true)).count();
            let compared = rebuilt.iter().filter(|row| row.passes.is_some()).count();
            crate::output::note(format_args!("{passed} of {compared} pass; {NOT_CALIBRATED}\n"));
        }
        let run = Run { seed: self.seed, draws: Some(self.draws), corpus: &corpus };
        emit_table(common, &corpus, &run.named_in(table(&rebuilt)))
    }
}

const COLUMNS: [Column; 12] = [
    text("analysis"),
    text("output"),
    text("unit"),
    figure("theirs"),
    figure("ours"),
    figure("p5"),
    figure("p95"),
    figure("from"),
    figure("to"),
    text("result"),
    text("note"),
    text("source"),
];

fn table(rebuilt: &[Rebuilt<'_>]) -> Table {
    let mut table = Table::new(&COLUMNS);
    for row in rebuilt {
        table.push(cells(row));
    }
    table
}

fn cells(row: &Rebuilt<'_>) -> [Cell; 12] {
    let analysis = row.analysis;
    let Some(output) = row.output else { return not_rebuilt(analysis) };
    let result = if row.passes == Some(true) { "pass" } else { "miss" };
    let note =
        if output.note.is_empty() && row.passes == Some(false) { &analysis.reason } else { &output.note };
    [
        (&analysis.id).into(),
        (&output.name).into(),
        (&output.unit).into(),
        output.theirs.into(),
        row.ours.into(),
        row.band.map(|(low, _)| low).into(),
        row.band.map(|(_, high)| high).into(),
        output.low.into(),
        output.high.into(),
        result.into(),
        note.into(),
        (&analysis.source).into(),
    ]
}

fn not_rebuilt(analysis: &Analysis) -> [Cell; 12] {
    let mut cells = [const { Cell::Missing }; 12];
    let [id, output, .., result, note, source] = &mut cells;
    (*id, *output) = ((&analysis.id).into(), (&analysis.title).into());
    (*result, *note, *source) = ("not rebuilt".into(), (&analysis.reason).into(), (&analysis.source).into());
    cells
}
