//! What a study tells beside the race: claims, histories of both gates, worth, tests and the backcast.

use super::super::race::run::{no_plan, only, run, stopped, watched};
use super::super::worth::question::Question;
use crate::asked::Ask;
use crate::common::Common;
use crate::context::{Failure, question_failure};
use chipgate_ask::reference::Reference;
use chipgate_base::Name;
use chipgate_chronicle::claims::Checked;
use chipgate_corpus::Corpus;
use chipgate_race::backcast::{self, Answer};
use chipgate_race::data::Study;
use chipgate_race::reproduce;
use chipgate_race::rests::Rest;
use chipgate_race::setup::{Books, plan};
use chipgate_race::theses::gates::{self, Gated};
use chipgate_race::theses::separation::{Separated, separations};
use chipgate_race::theses::when::{When, when};
use chipgate_race::theses::{self, Tested};
use chipgate_survey::history::{Histories, History, Span};
use chipgate_worth::answer::Worth;
use chipgate_worth::workload::Workload;
use jiff::ToSpan;

/// Draws of the tests and of the backcast: enough for two digits.
const DRAWS: u32 = 1024;

/// Everything beside the race.
pub struct Gathered<'c> {
    pub tested: Vec<Tested<'c>>,
    pub separated: Vec<Separated<'c>>,
    pub rests: Vec<Rest>,
    pub when: Vec<When<'c>>,
    pub gated: Vec<Gated<'c>>,
    pub backcast: Vec<Answer<'c>>,
    pub claims: Vec<Checked<'c>>,
    pub histories: Vec<History>,
    pub worths: Vec<(&'c Workload, Vec<Worth>)>,
}

impl<'c> Gathered<'c> {
    /// Gathers it; tests and backcast are left out when the user has stopped the race.
    pub fn of(
        corpus: &'c Corpus,
        books: &mut Books<'c>,
        study: &Study,
        common: &Common,
    ) -> Result<Gathered<'c>, Failure> {
        let draws = DRAWS.min(study.draws);
        let Tests { tested, separated, when } =
            if stopped() { Tests::default() } else { tests(books, study, draws)? };
        Ok(Gathered {
            tested,
            separated,
            rests: if stopped() { Vec::new() } else { rests(books, study)? },
            when,
            gated: if stopped() { Vec::new() } else { gated(books, study.seed, draws)? },
            backcast: if stopped() { Vec::new() } else { backcast(corpus, books, study.seed, draws)? },
            claims: if study.claims {
                corpus.chronicle().check_claims(&corpus.records.claims)
            } else {
                Vec::new()
            },
            histories: histories(corpus, study, common)?,
            worths: worths(corpus, study)?,
        })
    }
}

/// What one run of the tests gives.
#[derive(Default)]
struct Tests<'c> {
    tested: Vec<Tested<'c>>,
    separated: Vec<Separated<'c>>,
    when: Vec<When<'c>>,
}

/// The tests, how well each tells the theses apart, and which assumptions decide them under the first scenario of
/// the study.
fn tests<'c>(books: &mut Books<'c>, study: &Study, draws: u32) -> Result<Tests<'c>, Failure> {
    let data = books.data();
    let plan = theses::plan(books, study.seed, draws).map_err(no_plan)?;
    let found = run(&plan)?;
    let scenario = study.scenarios.first().map_or("", |id| &**id);
    Ok(Tests {
        tested: theses::read(data, &found),
        separated: separations(data, &found),
        when: when(data, &plan, &found, scenario),
    })
}

/// Effects that rest on one judged assumption, under the first scenario and the first Chinese answer of the study.
fn rests(books: &mut Books<'_>, study: &Study) -> Result<Vec<Rest>, Failure> {
    let first = |names: &[Name]| names.iter().take(1).cloned().collect();
    let one = Study { scenarios: first(&study.scenarios), answers: first(&study.answers), ..study.clone() };
    let plan = plan(books, &one).map_err(no_plan)?;
    watched(plan.seed, |watch| chipgate_race::rests::rests(books.data(), plan, &study.baseline, watch))
}

fn gated<'c>(books: &mut Books<'c>, seed: u32, draws: u32) -> Result<Vec<Gated<'c>>, Failure> {
    let plan = gates::plan(books, seed, draws).map_err(no_plan)?;
    Ok(gates::read(books.data(), &run(&plan)?))
}

fn backcast<'c>(
    corpus: &'c Corpus,
    books: &mut Books<'c>,
    seed: u32,
    draws: u32,
) -> Result<Vec<Answer<'c>>, Failure> {
    let questions = backcast::questions(&corpus.race, &corpus.records.series);
    let outcomes = questions.iter().map(|question| question.outcome.clone()).collect();
    let plan = reproduce::plan(books, outcomes, seed, draws).map_err(no_plan)?;
    Ok(backcast::answers(questions, &only(&plan)?))
}

/// What both gates said of the study's chips, from launch to the last day that the sources cover.
fn histories(corpus: &Corpus, study: &Study, common: &Common) -> Result<Vec<History>, Failure> {
    if study.chips.is_empty() {
        return Ok(Vec::new());
    }
    let base = Ask::default().question(common)?;
    let covered = corpus.law.covers_to.iter().map(|(_, day)| *day).max().unwrap_or(corpus.frame.covers_from);
    let until = covered.checked_add(1.day()).map_err(Failure::fault)?;
    let ask = Reference { to: corpus.frame.destination.to_string(), base };
    let histories = Histories::new(corpus.ground(), Span { ask, from: None, until });
    let chips = study.chips.iter().filter_map(|id| corpus.catalogue.chip(id));
    let found: Result<Vec<History>, _> = chips.map(|chip| histories.of(chip)).collect();
    found.map_err(question_failure)
}

/// Worth of each chip for each workload; a chip that a workload cannot ask is left out.
fn worths<'c>(corpus: &'c Corpus, study: &Study) -> Result<Vec<(&'c Workload, Vec<Worth>)>, Failure> {
    let mut all = Vec::new();
    for workload in study.workloads.iter().filter_map(|id| corpus.worths.workload(id)) {
        let question = Question::read(corpus, &workload.id)?;
        let chips = study.worth.iter().filter_map(|id| corpus.catalogue.chip(id));
        all.push((workload, chips.filter_map(|chip| question.of(chip).ok()).collect()));
    }
    Ok(all)
}
