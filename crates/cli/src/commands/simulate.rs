//! `chipgate simulate`.

use super::race::run::{no_plan, not_calibrated, run};
use super::study::read::Which;
use crate::common::Common;
use crate::context::{Failure, corpus, emit_table, words_of};
use chipgate_race::experiment::Cell;
use chipgate_race::setup::plan;
use chipgate_race::summary::{CellSummary, Summary};
use chipgate_study::{Run, notes, table};
use clap::Args;

/// Run a study: policies over scenarios on common draws, with bands and paired effects
///
/// A study is a name of `data/race/studies/` or a file with question, scenarios,
/// policies, answers, outcomes, seed and draws. Each row has the band of an
/// outcome and the effect against the baseline on the same draws, with the
/// probability that the policy gives more. Results are modelled and not yet calibrated.
///
///   chipgate simulate h20 --draws 512 --format csv -o h20.csv
#[derive(Args, Debug)]
pub struct Simulate {
    /// Which study.
    #[command(flatten)]
    pub which: Which,
}

impl Simulate {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let study = self.which.read(common, &corpus)?;
        let plan = plan(&mut corpus.books(), &study).map_err(no_plan)?;
        let summary = run(|watch| watch.summary(plan, &study.baseline))?;
        let question = study.question.in_language(common.lang.code());
        crate::output::note(format_args!(
            "{question}\n{} draws, seed {}; {}\n",
            study.draws,
            study.seed,
            not_calibrated(&corpus, &words_of(&corpus, common))
        ));
        let notes = notes(&corpus, &study, &words_of(&corpus, common));
        for line in notes.into_iter().chain(same_as_baseline(&summary)) {
            crate::output::note(format_args!("{line}\n"));
        }
        let run = Run { seed: study.seed, draws: Some(study.draws), corpus: &corpus };
        emit_table(common, &corpus, &table(&summary, &run))
    }
}

/// A line for each policy that differs from the baseline in no draw of no outcome.
fn same_as_baseline(summary: &Summary) -> Vec<String> {
    let same = summary.cells.iter().filter(|cell| summary.is_same(cell));
    let line = |cell: &CellSummary| {
        let Cell { scenario, policy, answer } = &cell.cell;
        let baseline = &summary.baseline;
        format!("`{policy}` under `{answer}` and `{scenario}`: nothing differs from `{baseline}` in any draw")
    };
    same.map(line).collect()
}
