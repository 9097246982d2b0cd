//! `chipgate simulate`.

use super::race::run::{NOT_CALIBRATED, TermsOf, digits, run};
use crate::context::{Failure, UserFile, corpus, emit_table, file_problem, files, user_file};
use crate::options::Common;
use chipgate_corpus::Corpus;
use chipgate_corpus::race::{Study, read_study};
use chipgate_race::experiment::{Found, Plan};
use chipgate_race::paired::{band, effect};
use chipgate_race::setup::plan;
use chipgate_report::table::Table;
use clap::Args;
use std::path::Path;

/// Run a study: policies over scenarios on common draws, with bands and paired effects
///
/// A study is a name of `data/studies/` or a file with question, scenarios,
/// policies, answers, outcomes, seed and draws. Each row has the band of an
/// outcome and the effect against the baseline on the same draws, with the
/// probability that the policy gives more. Results are modelled and not yet calibrated.
///
///   chipgate simulate h20 --draws 512 --format csv -o h20.csv
#[derive(Args, Debug)]
pub struct Simulate {
    /// Name or file of the study
    #[arg(value_name = "NAME|FILE", default_value = "h20")]
    pub study: String,
    /// How many draws (default: those of the study)
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=65_536))]
    pub draws: Option<u32>,
    /// Same seed, same bytes (default: that of the study)
    #[arg(long)]
    pub seed: Option<u32>,
}

impl Simulate {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let mut study = self.read(common, &corpus)?;
        study.draws = self.draws.unwrap_or(study.draws);
        study.seed = self.seed.unwrap_or(study.seed);
        let mut terms = TermsOf::new(common);
        let plan = plan(&corpus, &study, |reforms| terms.get(reforms)).map_err(Failure::fault)?;
        let found = run(&plan)?;
        anstream::eprintln!(
            "{}\n{} draws, seed {}; {NOT_CALIBRATED}",
            study.question,
            study.draws,
            study.seed
        );
        emit_table(common, &table(&study, &plan, &found))
    }

    fn read(&self, common: &Common, corpus: &Corpus) -> Result<Study, Failure> {
        let path = format!("studies/{}.toml", self.study);
        let file = match files(common)?.get(&path) {
            Some(bytes) => UserFile { path, text: String::from_utf8_lossy(bytes).into_owned() },
            None => user_file(Path::new(&self.study))?,
        };
        let quantities: Vec<&str> = chipgate_race::quantities::all().iter().map(|(id, ..)| *id).collect();
        let (study, problems) = read_study(&file.path, &file.text, corpus, &quantities);
        match study {
            Some(study) if problems.is_empty() => Ok(study),
            _ => {
                let message = problems.iter().map(|problem| file_problem(problem, &file)).collect();
                Err(Failure { message, code: crate::context::WRONG_REQUEST })
            }
        }
    }
}

/// A row for each cell and outcome.
fn table(study: &Study, plan: &Plan, found: &[Found]) -> Table {
    let mut table = Table::new(&[
        "scenario",
        "answer",
        "policy",
        "quantity",
        "span",
        "unit",
        "p5",
        "p25",
        "median",
        "p75",
        "p95",
        "median_error",
        "effect",
        "effect_p5",
        "effect_p95",
        "effect_error",
        "positive",
        "positive_error",
    ]);
    for cell in found {
        let same = |other: &&Found| {
            other.cell.policy == *study.baseline
                && other.cell.scenario == cell.cell.scenario
                && other.cell.answer == cell.cell.answer
        };
        let baseline = found.iter().find(same);
        for (at, outcome) in plan.outcomes.iter().enumerate() {
            let Some(values) = cell.values.get(at) else { continue };
            let band = band(values);
            let mut row = vec![
                cell.cell.scenario.clone(),
                cell.cell.answer.clone(),
                cell.cell.policy.clone(),
                outcome.quantity.to_owned(),
                outcome.span(),
                outcome.unit.to_owned(),
            ];
            row.extend(band.at.iter().map(|number| digits(*number)));
            row.push(digits(band.error));
            let other = baseline.and_then(|baseline| baseline.values.get(at));
            match other.filter(|_| cell.cell.policy != *study.baseline) {
                Some(other) => {
                    let found = effect(values, other);
                    row.extend(
                        [found.band.at[2], found.band.at[0], found.band.at[4], found.band.error].map(digits),
                    );
                    row.extend([format!("{:.3}", found.positive), format!("{:.3}", found.positive_error)]);
                }
                None => row.extend(std::iter::repeat_n(String::new(), 6)),
            }
            table.rows.push(row);
        }
    }
    table
}
