//! `chipgate race score`.

use super::run::{no_plan, not_calibrated, only_in, say};
use crate::common::{Common, Format};
use crate::context::{Failure, corpus, emit, emit_table, file_failure, pretty, user_file, words_of};
use chipgate_corpus::{Corpus, read_observations};
use chipgate_race::backcast::of_observation;
use chipgate_race::data::Observation;
use chipgate_race::outcomes::Outcome;
use chipgate_race::reproduce::plan;
use chipgate_race::score::{FLOOR, Score as Found, score};
use chipgate_show::Words;
use chipgate_show::number::{exactly, number, percent};
use chipgate_show::table::{Cell, Column, Table, day, figure, text, yes_no};
use chipgate_study::{Run, told_cell};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// Score the model's bands with what was observed: log score and coverage of intervals
///
/// The log score is the logarithm of the predictive density of the logarithm of the quantity, in nats: higher is
/// better, and its mean is over quantities that are positive in every draw. An observation outside all draws gets
/// the floor of -10.
///
/// The file has the columns id,quantity,from,to,value,low,high. A quantity is
/// an id of `chipgate race quantities` or a series of `chipgate series list`,
/// dates are days, the value is in the unit of that id. A series that the model
/// does not give is told and left out of the score.
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
        let asked: Vec<Option<(Outcome, f64)>> =
            observations.iter().map(|observation| of_observation(&corpus.race, observation)).collect();
        let outcomes = asked.iter().flatten().map(|(outcome, _)| outcome.clone()).collect();
        let plan = plan(&mut corpus.books(), outcomes, self.seed, self.draws).map_err(no_plan)?;
        let words = words_of(&corpus, common);
        let mut draws = only_in(&words, &plan)?.into_iter();
        let scored: Vec<Scored> = observations
            .into_iter()
            .zip(asked)
            .map(|(observation, asked)| Scored {
                observation,
                found: asked.and_then(|(_, value)| Some((value, score(&draws.next()?, value)))),
            })
            .collect();
        let run = Run { seed: self.seed, draws: Some(self.draws), corpus: &corpus };
        show(common, &run, &scored, &words)
    }

    /// Reads the file; a series of the data that the model does not give is kept and told.
    fn read(&self, corpus: &Corpus) -> Result<Vec<Observation>, Failure> {
        let file = user_file(&self.file)?;
        let quantities = chipgate_race::quantities::all();
        let own = quantities.iter().map(|(id, ..)| *id);
        let series = corpus.records.series.iter().flat_map(|series| [&*series.id, &*series.group]);
        let known: Vec<&str> = own.chain(series).filter(|id| !id.is_empty()).collect();
        let (observations, problems) = read_observations(&file.path, &file.text, &known);
        if !problems.is_empty() {
            return Err(file_failure(&problems, &file));
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

/// An observation with its figure in the unit of the model and its score; `None` where the model gives no such number.
struct Scored {
    observation: Observation,
    found: Option<(f64, Found)>,
}

const COLUMNS: [Column; 17] = [
    text("id"),
    text("quantity"),
    day("from"),
    day("to"),
    figure("value"),
    figure("p5"),
    figure("p25"),
    figure("median"),
    figure("p75"),
    figure("p95"),
    figure("rank"),
    yes_no("in_50"),
    yes_no("in_90"),
    text("transform"),
    figure("log_score_nats"),
    yes_no("scored"),
    text("note"),
];

fn table(scored: &[Scored], words: &Words) -> Table {
    let mut table = Table::new(&COLUMNS);
    for one in scored {
        table.push(row(one, words));
    }
    table
}

fn row(scored: &Scored, words: &Words) -> Vec<Cell> {
    let observation = &scored.observation;
    let value = scored.found.as_ref().map_or(observation.value, |(value, _)| *value);
    let mut cells: Vec<Cell> = vec![
        (&observation.id).into(),
        (&observation.quantity).into(),
        observation.from.into(),
        observation.to.into(),
        value.into(),
    ];
    match &scored.found {
        Some((_, score)) => {
            cells.extend(score.at.map(Cell::from));
            let (half, most) = (score.in_50.into(), score.in_90.into());
            let transform = match score.log_score {
                Some(_) => "ln".into(),
                None => told_cell(words, "race_no_transform", "none: not positive in every draw"),
            };
            cells.extend([score.rank.into(), half, most, transform, score.log_score.into()]);
            cells.extend([true.into(), Cell::Missing]);
        }
        None => {
            cells.extend([const { Cell::Missing }; 10]);
            cells.extend([false.into(), told_cell(words, "race_not_given", "the model does not give it")]);
        }
    }
    cells
}

/// The mean log score with its unit, direction, transform and floor.
fn mean_in_words(words: &Words, mean: f64, over: usize, floored: usize) -> String {
    if over == 0 {
        return words.get("race_note_score_no_log").to_owned();
    }
    let values = [
        ("mean", &*exactly(mean, 2)),
        ("count", &*over.to_string()),
        ("floored", &*floored.to_string()),
        ("floor", &*number(FLOOR)),
    ];
    words.fill("race_note_score_log", &values)
}

fn show(common: &Common, run: &Run<'_>, scored: &[Scored], words: &Words) -> Result<(), Failure> {
    let table = run.named_in(table(scored, words));
    let scores: Vec<&Found> = scored.iter().filter_map(|one| Some(&one.found.as_ref()?.1)).collect();
    let left = scored.len() - scores.len();
    // Few rows; the conversion is exact.
    let mean =
        |of: &dyn Fn(&Found) -> f64| scores.iter().map(|score| of(score)).sum::<f64>() / scores.len() as f64;
    let part = |is: bool| if is { 1.0 } else { 0.0 };
    let logs: Vec<f64> = scores.iter().filter_map(|score| score.log_score).collect();
    // Few rows.
    let log_score = logs.iter().sum::<f64>() / logs.len() as f64;
    let floored = logs.iter().filter(|score| **score <= FLOOR).count();
    let (half, most) = (mean(&|score| part(score.in_50)), mean(&|score| part(score.in_90)));
    match common.format {
        Format::Json => {
            let summary = json!({ "observations": scores.len(), "not_scored": left,
                "mean_log_score_nats": (!logs.is_empty()).then_some(log_score), "mean_over": logs.len(),
                "higher_is_better": true, "log_score_of": "density of the natural logarithm of the quantity",
                "floor_nats": FLOOR, "at_the_floor": floored,
                "coverage_50": half, "coverage_90": most, "calibrated": false,
                "seed": run.seed, "draws": run.draws, "corpus": chipgate_report::determine::json::corpus_head(run.corpus) });
            emit(common, &pretty(&json!({ "summary": summary, "rows": table.json() })))
        }
        _ if scores.is_empty() => {
            say(&words.fill("race_note_score_none", &[("count", &left.to_string())]));
            emit_table(common, run.corpus, &table)
        }
        _ => {
            let values = [
                ("scored", &*scores.len().to_string()),
                ("left", &*left.to_string()),
                ("log", &*mean_in_words(words, log_score, logs.len(), floored)),
                ("half", &*percent(half, 0)),
                ("most", &*percent(most, 0)),
                ("calibrated", &*not_calibrated(run.corpus, words)),
            ];
            say(&words.fill("race_note_score", &values));
            emit_table(common, run.corpus, &table)
        }
    }
}
