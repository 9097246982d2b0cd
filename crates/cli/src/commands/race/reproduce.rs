//! `chipgate race reproduce`.

use super::backcast::result;
use super::run::{no_plan, not_calibrated, only_in, say};
use crate::common::{Common, Format};
use crate::context::{Failure, corpus, emit_table, words_of};
use chipgate_corpus::Corpus;
use chipgate_race::data::Analysis;
use chipgate_race::reproduce::{Rebuilt, outcomes, plan, rebuild};
use chipgate_show::Words;
use chipgate_show::table::{Cell, Column, Table, figure, text};
use chipgate_study::{Run, told_cell, unit_cell, unit_slug};
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
        let words = words_of(&corpus, common);
        let draws = only_in(&words, &plan)?;
        let rebuilt = rebuild(analyses, &corpus.race.units, &draws).map_err(no_plan)?;
        if common.format == Format::Text {
            say(&counted(&corpus, &rebuilt, &words));
        }
        let run = Run { seed: self.seed, draws: Some(self.draws), corpus: &corpus };
        emit_table(common, &corpus, &run.named_in(table(&rebuilt, &words)))
    }
}

/// How many outputs lie within the range of what was published.
fn counted(corpus: &Corpus, rebuilt: &[Rebuilt<'_>], words: &Words) -> String {
    let passed = rebuilt.iter().filter(|row| row.passes == Some(true)).count().to_string();
    let compared = rebuilt.iter().filter(|row| row.passes.is_some()).count().to_string();
    let calibrated = not_calibrated(corpus, words);
    let values = [("passed", &*passed), ("compared", &*compared), ("calibrated", &*calibrated)];
    words.fill("race_note_reproduce", &values)
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

fn table(rebuilt: &[Rebuilt<'_>], words: &Words) -> Table {
    let mut table = Table::new(&COLUMNS);
    for row in rebuilt {
        table.push(cells(row, words));
    }
    table
}

fn cells(row: &Rebuilt<'_>, words: &Words) -> [Cell; 12] {
    let analysis = row.analysis;
    let Some(output) = row.output else { return not_rebuilt(analysis, words) };
    let code = if row.passes == Some(true) { "pass" } else { "miss" };
    let note = if output.note.is_empty() && row.passes == Some(false) {
        why(words, &analysis.id, &analysis.reason)
    } else {
        why(words, &output.name, &output.note)
    };
    [
        (&analysis.id).into(),
        told_cell(words, &format!("race_output_{}", unit_slug(&output.name)), &output.name),
        unit_cell(words, &output.unit),
        output.theirs.into(),
        row.ours.into(),
        row.band.map(|(low, _)| low).into(),
        row.band.map(|(_, high)| high).into(),
        output.low.into(),
        output.high.into(),
        result(code, words),
        note,
        (&analysis.source).into(),
    ]
}

fn not_rebuilt(analysis: &Analysis, words: &Words) -> [Cell; 12] {
    let mut cells = [const { Cell::Missing }; 12];
    let [id, output, .., verdict, note, source] = &mut cells;
    (*id, *output) = ((&analysis.id).into(), (&analysis.title).into());
    (*verdict, *note, *source) =
        (result("not rebuilt", words), why(words, &analysis.id, &analysis.reason), (&analysis.source).into());
    cells
}

/// Why an output, or a whole analysis, is not met or is not what it seems.
fn why(words: &Words, of: &str, reason: &str) -> Cell {
    told_cell(words, &format!("race_why_{}", unit_slug(of)), reason)
}
