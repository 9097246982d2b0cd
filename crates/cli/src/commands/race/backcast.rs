//! `chipgate race backcast`.

use super::super::study::read::read;
use super::run::{NOT_CALIBRATED, no_plan, only};
use crate::clock::page_day;
use crate::context::{Failure, corpus, emit, emit_table, words_of};
use crate::options::{Common, Format};
use chipgate_corpus::Corpus;
use chipgate_race::backcast::{Answer, Verdict, answers, questions};
use chipgate_race::reproduce::plan;
use chipgate_race::setup::Books;
use chipgate_race::summary::Summary;
use chipgate_report::study::{Run, Story};
use chipgate_report::study_page::render_sections;
use chipgate_report::table::{Cell, Column, Table, figure, text};
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
        let questions = questions(&corpus);
        let outcomes = questions.iter().map(|question| question.outcome.clone()).collect();
        let plan = plan(&mut Books::new(&corpus), outcomes, self.seed, self.draws).map_err(no_plan)?;
        let answers = answers(questions, &only(&plan)?);
        if common.format == Format::Html {
            return page(common, &corpus, &answers);
        }
        if common.format == Format::Text {
            let of = |verdicts: &[Verdict]| {
                answers.iter().filter(|answer| verdicts.contains(&answer.verdict())).count()
            };
            let inputs = of(&[Verdict::InputAgrees, Verdict::InputDiffers]);
            crate::output::note(format_args!(
                "{} of {} lie outside the 90 percent interval; {} of {inputs} inputs differ by more than a twentieth; {NOT_CALIBRATED}\n",
                of(&[Verdict::Miss]),
                answers.len() - inputs,
                of(&[Verdict::InputDiffers])
            ));
        }
        let run = Run { seed: self.seed, draws: Some(self.draws), corpus: &corpus };
        emit_table(common, &corpus, &run.named_in(table(&answers)))
    }
}

/// The section of the study's page, with the equations to which it points.
fn page(common: &Common, corpus: &Corpus, answers: &[Answer<'_>]) -> Result<(), Failure> {
    let words = words_of(corpus, common);
    let study = read("h20", common, corpus)?;
    let story = Story {
        corpus,
        study: &study,
        name: "h20",
        summary: &Summary::default(),
        tested: &[],
        when: &[],
        gated: &[],
        unsettled: &[],
        backcast: answers,
        claims: &[],
        histories: &[],
        worths: &[],
        today: page_day(corpus)?,
        words: &words,
    };
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
    figure("log_score"),
    text("note"),
    text("source"),
];

fn table(answers: &[Answer<'_>]) -> Table {
    let mut table = Table::new(&COLUMNS);
    for answer in answers {
        table.push(row(answer));
    }
    table
}

fn row(answer: &Answer<'_>) -> [Cell; 12] {
    let (question, score) = (&answer.question, &answer.score);
    let [p5, _, median, _, p95] = score.at;
    [
        result(answer.verdict()).into(),
        (&question.series.id).into(),
        (&question.point.period.text).into(),
        question.observed.into(),
        p5.into(),
        median.into(),
        p95.into(),
        question.outcome.unit.into(),
        answer.distance().into(),
        score.log_score.into(),
        (&question.link.note).into(),
        (&question.point.source).into(),
    ]
}

fn result(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Miss => "miss",
        Verdict::InputDiffers => "input differs",
        Verdict::In90 => "in 90%",
        Verdict::In50 => "in 50%",
        Verdict::InputAgrees => "input agrees",
    }
}
