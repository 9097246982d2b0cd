//! `chipgate race replay`.

use super::super::study::read::read;
use super::run::{no_plan, not_calibrated, say};
use crate::common::{Common, Format};
use crate::context::{Failure, corpus, emit, emit_table, pretty, words_of};
use chipgate_base::near::did_you_mean;
use chipgate_corpus::Corpus;
use chipgate_race::data::Policy;
use chipgate_race::draws::{Draw, Priors};
use chipgate_race::oracle;
use chipgate_race::parameters::Parameter;
use chipgate_race::quantities::{Month, QUANTITIES};
use chipgate_race::rules::Rules;
use chipgate_race::time::{MONTHS, label};
use chipgate_race::world::World;
use chipgate_report::determine::json;
use chipgate_show::Words;
use chipgate_show::table::{Cell, Column, Table, figure, number, text, yes_no};
use chipgate_study::{Run, told_cell, unit_cell};
use clap::Args;
use serde_json::{Map, Value, json};

/// Replay one draw alone: its assumptions and its whole path, month by month
///
/// Uses the slow reference, so the path is also a second opinion on a run.
///
///   chipgate race replay --draw 17 --policy b30a --answer cn-buy-freely --format csv
#[derive(Args, Debug)]
pub struct Replay {
    /// Number of the draw
    #[arg(long, value_parser = clap::value_parser!(u32).range(0..65_536))]
    pub draw: u32,
    /// Seed of the run
    #[arg(long, default_value_t = 1)]
    pub seed: u32,
    /// Scenario
    #[arg(long, default_value = "central")]
    pub scenario: String,
    /// Policy of the United States (default: history and the rules of 2026)
    #[arg(long)]
    pub policy: Option<String>,
    /// Answer of China (default: the gate reacts)
    #[arg(long)]
    pub answer: Option<String>,
    /// Study whose reforms hold and whose own policies may be named (name or file)
    #[arg(long, value_name = "NAME|FILE")]
    pub study: Option<String>,
    /// Print the assumptions of the draw instead of the path
    #[arg(long)]
    pub assumptions: bool,
}

impl Replay {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let words = words_of(&corpus, common);
        let priors = self.priors(&corpus)?;
        let draw = priors.draw(self.seed, self.draw);
        if self.assumptions {
            let table = self.run_of(&corpus).named_in(assumptions(&corpus, &draw, &words));
            return emit_table(common, &corpus, &table.with(number("draw"), &self.draw.into()));
        }
        let world = World::new(&corpus.race).map_err(Failure::fault)?;
        let rules = self.rules(common, &corpus, &world)?;
        let path = oracle::run(&world, &rules, &draw, MONTHS);
        if common.format == Format::Json {
            return emit(common, &pretty(&self.json(&corpus, &draw, &path)));
        }
        say(&self.named(&corpus, &words));
        emit_table(
            common,
            &corpus,
            &self.run_of(&corpus).named_in(months(&path)).with(number("draw"), &self.draw.into()),
        )
    }

    /// Which draw it is.
    fn named(&self, corpus: &Corpus, words: &Words) -> String {
        let (draw, seed) = (self.draw.to_string(), self.seed.to_string());
        let values = [("draw", &*draw), ("seed", &*seed), ("calibrated", &*not_calibrated(corpus, words))];
        words.fill("race_note_replay", &values)
    }

    fn run_of<'c>(&self, corpus: &'c Corpus) -> Run<'c> {
        Run { seed: self.seed, draws: None, corpus }
    }

    fn priors(&self, corpus: &Corpus) -> Result<Priors, Failure> {
        let scenario = corpus.race.scenario(&self.scenario).ok_or_else(|| {
            let known = corpus.race.scenarios.iter().map(|scenario| &*scenario.id);
            unknown("scenario", &self.scenario, known)
        })?;
        Priors::new(&corpus.race, Some(scenario)).map_err(Failure::fault)
    }

    fn rules(&self, common: &Common, corpus: &Corpus, world: &World) -> Result<Rules, Failure> {
        let study = self.study.as_deref().map(|study| read(study, common, corpus)).transpose()?;
        let known: Vec<&Policy> =
            study.iter().flat_map(|study| &study.own).chain(&corpus.race.policies).collect();
        let mut policies: Vec<&Policy> = Vec::new();
        for id in self.policy.iter().chain(&self.answer) {
            let found = known.iter().find(|policy| *policy.id == **id);
            policies
                .push(found.ok_or_else(|| unknown("policy", id, known.iter().map(|policy| &*policy.id)))?);
        }
        let reforms = study.as_ref().map(|study| study.reforms.as_slice()).unwrap_or_default();
        let lawful = corpus.books().with(world, reforms, &policies).map_err(no_plan)?;
        Rules::compile(&corpus.race, world, &lawful, &policies).map_err(Failure::fault)
    }

    fn json(&self, corpus: &Corpus, draw: &Draw, path: &[Month]) -> Value {
        let named = |numbers: &mut dyn Iterator<Item = (&'static str, f64)>| -> Map<String, Value> {
            numbers.map(|(id, number)| (id.to_owned(), json!(number))).collect()
        };
        let values = named(&mut Parameter::ALL.iter().map(|(parameter, id)| (*id, draw.get(*parameter))));
        let months: Vec<Value> = path
            .iter()
            .enumerate()
            .map(|(month, numbers)| {
                let mut row =
                    named(&mut QUANTITIES.iter().zip(numbers).map(|(about, number)| (about.id, *number)));
                row.insert("month".to_owned(), json!(label(month)));
                Value::Object(row)
            })
            .collect();
        json!({ "draw": self.draw, "seed": self.seed, "scenario": self.scenario, "policy": self.policy,
            "answer": self.answer, "calibrated": false, "corpus": json::corpus_head(corpus), "assumptions": values, "months": months })
    }
}

/// A row for each month.
fn months(path: &[Month]) -> Table {
    let quantities = QUANTITIES.iter().map(|about| figure(about.id));
    let mut table = Table::new(&std::iter::once(text("month")).chain(quantities).collect::<Vec<_>>());
    for (month, numbers) in path.iter().enumerate() {
        let cells = numbers.iter().map(|number| Cell::from(*number));
        table.push(std::iter::once(label(month).into()).chain(cells).collect::<Vec<Cell>>());
    }
    table
}

const ASSUMPTIONS: [Column; 7] = [
    text("assumption"),
    text("symbol"),
    figure("value"),
    text("unit"),
    text("equation"),
    yes_no("judgement"),
    text("confidence"),
];

fn assumptions(corpus: &Corpus, draw: &Draw, words: &Words) -> Table {
    let mut table = Table::new(&ASSUMPTIONS);
    for (parameter, id) in Parameter::ALL {
        let Some(assumption) = corpus.race.assumption(id) else { continue };
        table.push([
            (*id).into(),
            (&assumption.symbol).into(),
            draw.get(*parameter).into(),
            unit_cell(words, &assumption.unit),
            (&assumption.equation).into(),
            assumption.judgement.into(),
            told_cell(words, &format!("tests_confidence_{}", assumption.confidence), &assumption.confidence),
        ]);
    }
    table
}

/// A message for an id that is not known.
pub(super) fn unknown<'k>(what: &str, id: &str, known: impl Iterator<Item = &'k str> + Clone) -> Failure {
    let near = did_you_mean(id, known.clone());
    let help = near.unwrap_or_else(|| format!("known are {}", known.collect::<Vec<_>>().join(", ")));
    Failure::request(format!("unknown {what} `{id}`"), help)
}
