//! `chipgate race backcast`.

use super::super::study::read::read;
use super::run::{NOT_CALIBRATED, digits, no_plan, only};
use crate::clock::page_day;
use crate::context::{Failure, corpus, emit, emit_table, words_of};
use crate::options::{Common, Format};
use chipgate_corpus::Corpus;
use chipgate_race::backcast::{Answer, Count, answers, count, questions};
use chipgate_race::reproduce::plan;
use chipgate_race::setup::Books;
use chipgate_race::summary::Summary;
use chipgate_report::study::Story;
use chipgate_report::study_page::render_sections;
use chipgate_report::table::Table;
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
        let mut table = Table::new(&[
            "result",
            "series",
            "period",
            "observed",
            "p5",
            "median",
            "p95",
            "unit",
            "distance",
            "log_score_nats",
            "note",
            "source",
        ]);
        for answer in &answers {
            table.push(row(answer));
        }
        if common.format == Format::Text {
            let Count { missed, foreseen, differ, inputs } = count(&answers);
            crate::output::note(format_args!(
                "{missed} of {foreseen} figures that the model foresees lie outside its 90 percent interval; {differ} of {inputs} figures that went into it differ by more than a twentieth; log scores in nats, higher is better; {NOT_CALIBRATED}\n"
            ));
        }
        emit_table(common, &table)
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
        separated: &[],
        rests: &[],
        when: &[],
        gated: &[],
        unsettled: &[],
        backcast: answers,
        claims: &[],
        histories: &[],
        worths: &[],
        notes: &[],
        today: page_day(corpus)?,
        words: &words,
    };
    emit(common, &render_sections(&story, &["misses", "equations"]))
}

fn row(answer: &Answer<'_>) -> [String; 12] {
    let (question, score) = (&answer.question, &answer.score);
    [
        answer.verdict().code().to_owned(),
        question.series.id.to_string(),
        question.point.period.text.to_string(),
        digits(question.observed),
        digits(score.at[0]),
        digits(score.at[2]),
        digits(score.at[4]),
        question.outcome.unit.to_owned(),
        digits(answer.distance()),
        score.log_score.map(|score| format!("{score:.2}")).unwrap_or_default(),
        question.link.note.to_string(),
        question.point.source.to_string(),
    ]
}
