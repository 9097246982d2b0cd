//! `chipgate race score`.

use super::run::{NOT_CALIBRATED, digits, only};
use crate::context::{Failure, corpus, emit, emit_table, file_problem, pretty, user_file};
use crate::options::{Common, Format};
use chipgate_corpus::Corpus;
use chipgate_corpus::race::{Observation, read_observations};
use chipgate_race::backcast::of_observation;
use chipgate_race::reproduce::plan;
use chipgate_race::score::{Score as Found, score};
use chipgate_report::table::Table;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// Score the model's bands with what was observed: log score and coverage of intervals
///
/// The file has the columns id,quantity,from,to,value,low,high. A quantity is
/// an id of `chipgate race quantities`, dates are days, the value is in its unit.
///
///   chipgate race score outcomes.csv
#[derive(Args, Debug)]
pub struct Score {
    /// CSV of observations
    pub file: PathBuf,
    /// How many draws
    #[arg(long, default_value_t = 4096, value_parser = clap::value_parser!(u32).range(1..=65_536))]
    pub draws: u32,
    /// Same seed, same numbers
    #[arg(long, default_value_t = 1)]
    pub seed: u32,
}

impl Score {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let observations = self.read(&corpus)?;
        let mut asked = Vec::new();
        for observation in &observations {
            let found = of_observation(&corpus, observation);
            asked.push(found.ok_or_else(|| {
                Failure::request(
                    format!("`{}` lies outside the run", observation.id),
                    "choose a span from 2018 to 2035",
                )
            })?);
        }
        let outcomes = asked.iter().map(|(outcome, _)| outcome.clone()).collect();
        let plan = plan(&corpus, outcomes, self.seed, self.draws).map_err(Failure::fault)?;
        let draws = only(&plan)?;
        let scores: Vec<Found> =
            draws.iter().zip(&asked).map(|(draws, (_, value))| score(draws, *value)).collect();
        show(common, &observations, &asked.iter().map(|(_, value)| *value).collect::<Vec<_>>(), &scores)
    }

    fn read(&self, corpus: &Corpus) -> Result<Vec<Observation>, Failure> {
        let file = user_file(&self.file)?;
        let quantities = chipgate_race::quantities::all();
        let own = quantities.iter().map(|(id, ..)| *id);
        let known: Vec<&str> = own.chain(corpus.race.measured.iter().map(|link| &*link.series)).collect();
        let (observations, problems) = read_observations(&file.path, &file.text, &known);
        if !problems.is_empty() {
            let message = problems.iter().map(|problem| file_problem(problem, &file)).collect();
            return Err(Failure { message, code: crate::context::WRONG_REQUEST });
        }
        if observations.is_empty() {
            return Err(Failure::request(
                format!("`{}` has no rows", file.path),
                "add a row below the header",
            ));
        }
        Ok(observations)
    }
}

fn show(
    common: &Common,
    observations: &[Observation],
    values: &[f64],
    scores: &[Found],
) -> Result<(), Failure> {
    let mut table = Table::new(&[
        "id",
        "quantity",
        "from",
        "to",
        "value",
        "p5",
        "p25",
        "median",
        "p75",
        "p95",
        "rank",
        "in_50",
        "in_90",
        "log_score",
    ]);
    for ((observation, value), score) in observations.iter().zip(values).zip(scores) {
        let yes_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        let mut cells = vec![
            observation.id.to_string(),
            observation.quantity.to_string(),
            observation.from.to_string(),
            observation.to.to_string(),
            digits(*value),
        ];
        cells.extend(score.at.iter().map(|number| digits(*number)));
        cells.extend([
            format!("{:.3}", score.rank),
            yes_no(score.in_50),
            yes_no(score.in_90),
            format!("{:.3}", score.log_score),
        ]);
        table.rows.push(cells);
    }
    // Few rows; the conversion is exact.
    #[allow(clippy::cast_precision_loss)]
    let share =
        |of: fn(&Found) -> bool| scores.iter().filter(|score| of(score)).count() as f64 / scores.len() as f64;
    #[allow(clippy::cast_precision_loss)]
    let mean = scores.iter().map(|score| score.log_score).sum::<f64>() / scores.len() as f64;
    let (half, most) = (share(|score| score.in_50), share(|score| score.in_90));
    match common.format {
        Format::Json => {
            let summary = json!({ "observations": scores.len(), "mean_log_score": mean, "coverage_50": half, "coverage_90": most, "calibrated": false });
            emit(common, &pretty(&json!({ "summary": summary, "rows": table.json() })))
        }
        _ => {
            anstream::eprintln!(
                "{} observations: mean log score {mean:.3}, {:.0}% in the 50% interval, {:.0}% in the 90% interval; {NOT_CALIBRATED}",
                scores.len(),
                half * 100.0,
                most * 100.0
            );
            emit_table(common, &table)
        }
    }
}
