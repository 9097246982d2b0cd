//! `chipgate race backcast`.

use super::super::study::read::read;
use super::run::{no_plan, not_calibrated, only_in, say};
use crate::clock::page_day;
use crate::common::{Common, Format};
use crate::context::{Failure, corpus, emit, emit_table, words_of};
use chipgate_corpus::Corpus;
use chipgate_race::backcast::{Answer, Count, answers, count, questions};
use chipgate_race::reproduce::plan;
use chipgate_show::Words;
use chipgate_show::table::{Cell, Column, Table, figure, text};
use chipgate_study::page::render_sections;
use chipgate_study::{Findings, Run, Telling, told_cell, unit_cell};
use clap::Args;

/// Hold the model against the published series, the misses first
///
/// With --format html it is a page, each figure against the band of the model.
///
///   chipgate race backcast
#[derive(Args, Debug)]
pub struct Backcast {
    /// How many draws
    #[arg(long, default_value_t = 1024, value_parser = clap::value_parser!(u32).range(1..=65_536))]
    pub draws: u32,
    /// Same seed, same numbers
    #[arg(long, default_value_t = 1)]
    pub seed: u32,
}

impl Backcast {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let questions = questions(&corpus.race, &corpus.records.series);
        let outcomes = questions.iter().map(|question| question.outcome.clone()).collect();
        let plan = plan(&mut corpus.books(), outcomes, self.seed, self.draws).map_err(no_plan)?;
        let words = words_of(&corpus, common);
        let answers = answers(questions, &only_in(&words, &plan)?);
        if common.format == Format::Html {
            return page(common, &corpus, answers);
        }
        if common.format == Format::Text {
            say(&counted(&corpus, &count(&answers), &words));
        }
        let run = Run { seed: self.seed, draws: Some(self.draws), corpus: &corpus };
        emit_table(common, &corpus, &run.named_in(table(&answers, &words)))
    }
}

/// How many figures the model misses, and what its scores mean.
fn counted(corpus: &Corpus, count: &Count, words: &Words) -> String {
    let all = [count.missed, count.foreseen, count.differ, count.inputs];
    let [missed, foreseen, differ, inputs] = all.map(|count| count.to_string());
    let values = [
        ("missed", &*missed),
        ("foreseen", &*foreseen),
        ("differ", &*differ),
        ("inputs", &*inputs),
        ("calibrated", &*not_calibrated(corpus, words)),
    ];
    words.fill("race_note_backcast", &values)
}

/// The section of the study's page, with the equations to which it points.
fn page(common: &Common, corpus: &Corpus, answers: Vec<Answer<'_>>) -> Result<(), Failure> {
    let words = words_of(corpus, common);
    let study = read("h20", common, corpus)?;
    let found = Findings { backcast: answers, ..Findings::default() };
    let today = page_day(corpus)?;
    let story = Telling { corpus, study: &study, name: "h20", notes: &[], today, words: &words }.of(&found);
    emit(common, &render_sections(&story, &["misses", "equations"]))
}

const COLUMNS: [Column; 12] = [
    text("result"),
    text("series"),
    text("period"),
    figure("observed"),
    figure("p5"),
    figure("median"),
    figure("p95"),
    text("unit"),
    figure("distance"),
    figure("log_score_nats"),
    text("note"),
    text("source"),
];

fn table(answers: &[Answer<'_>], words: &Words) -> Table {
    let mut table = Table::new(&COLUMNS);
    for answer in answers {
        table.push(row(answer, words));
    }
    table
}

fn row(answer: &Answer<'_>, words: &Words) -> [Cell; 12] {
    let (question, score) = (&answer.question, &answer.score);
    let [p5, _, median, _, p95] = score.at;
    [
        result(answer.verdict().code(), words),
        (&question.series.id).into(),
        (&question.point.period.text).into(),
        question.observed.into(),
        p5.into(),
        median.into(),
        p95.into(),
        unit_cell(words, question.outcome.unit),
        answer.distance().into(),
        score.log_score.into(),
        told_cell(words, &format!("tests_note_{}", question.series.id), &question.link.note),
        (&question.point.source).into(),
    ]
}

/// The result of a comparison: a code for programs, words for people.
pub(super) fn result(code: &str, words: &Words) -> Cell {
    let slug: String = code.chars().filter(|letter| *letter != '%').collect();
    told_cell(words, &format!("race_result_{}", slug.replace(' ', "_")), code)
}
