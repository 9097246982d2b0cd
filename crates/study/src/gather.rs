//! What a study finds: the race, and beside it claims, histories of both gates, worth, tests and the backcast.

use crate::{Error, Watch};
use chipgate_ask::Question;
use chipgate_ask::reference::Reference;
use chipgate_base::Name;
use chipgate_chronicle::claims::Checked;
use chipgate_corpus::Corpus;
use chipgate_race::backcast::{self, Answer};
use chipgate_race::data::Study;
use chipgate_race::reproduce;
use chipgate_race::rests::{self, Rest};
use chipgate_race::setup::{Books, SetupError, plan};
use chipgate_race::summary::Summary;
use chipgate_race::theses::gates::{self, Gated};
use chipgate_race::theses::separation::{Separated, separations};
use chipgate_race::theses::when::{When, when};
use chipgate_race::theses::{self, Tested};
use chipgate_race::unsettled::{Unsettled, unsettled};
use chipgate_survey::history::{Histories, History, Span};
use chipgate_worth::answer::Worth;
use chipgate_worth::load::Load;
use chipgate_worth::workload::Workload;
use jiff::ToSpan;

/// Draws of the tests and of the backcast: enough for two digits.
const DRAWS: u32 = 1024;

/// Everything that a study finds. What was stopped, or is not asked for, is empty.
#[derive(Default)]
pub struct Findings<'c> {
    /// What the race found.
    pub summary: Summary,
    /// T1 to T10 under each scenario.
    pub tested: Vec<Tested<'c>>,
    /// How well each test tells the two theses apart.
    pub separated: Vec<Separated<'c>>,
    /// Effects whose sign rests on one judged assumption.
    pub rests: Vec<Rest>,
    /// Which assumptions decide each test.
    pub when: Vec<When<'c>>,
    /// What the two-gate thesis predicts.
    pub gated: Vec<Gated<'c>>,
    /// Where a rule book settles nothing, without the reforms of policies.
    pub unsettled: Vec<Unsettled>,
    /// The model against published series, the misses first.
    pub backcast: Vec<Answer<'c>>,
    /// The claims of the articles, checked.
    pub claims: Vec<Checked<'c>>,
    /// What both gates said of the study's chips, in the order of the study.
    pub histories: Vec<History>,
    /// What the study's chips are worth for each of its workloads.
    pub worths: Vec<(&'c Workload, Vec<Worth>)>,
}

impl<'c> Findings<'c> {
    /// Runs the study and gathers what stands beside it. `asked` is what is asked of each chip besides chip, place and
    /// day. When the watch says stop, tests and backcast are left out and what is complete is kept.
    ///
    /// # Errors
    ///
    /// A part that cannot be planned, a number that is not finite, or a backcast that was stopped while it ran.
    pub fn of(
        corpus: &'c Corpus,
        study: &Study,
        asked: Question,
        watch: &Watch<'_>,
    ) -> Result<Findings<'c>, Error> {
        let mut books = corpus.books();
        let plan = plan(&mut books, study)?;
        let unsettled = unsettled(&books.with(&plan.world, &study.reforms, &[])?);
        let summary = watch.summary(plan, &study.baseline)?;
        let found = tests_and_backcast(corpus, &mut books, study, watch)?;
        let claims =
            if study.claims { corpus.chronicle().check_claims(&corpus.records.claims) } else { Vec::new() };
        let (histories, worths) = (histories(corpus, study, asked)?, worths(corpus, study)?);
        Ok(Findings { summary, unsettled, claims, histories, worths, ..found })
    }
}

/// What runs after the race itself; each part is left out once the watch says stop.
fn tests_and_backcast<'c>(
    corpus: &'c Corpus,
    books: &mut Books<'c>,
    study: &Study,
    watch: &Watch<'_>,
) -> Result<Findings<'c>, Error> {
    let mut found = Findings::default();
    let draws = DRAWS.min(study.draws);
    if !watch.stopped() {
        found = tests(books, study, draws, watch)?;
    }
    if !watch.stopped() {
        found.rests = rests(books, study, watch)?;
    }
    if !watch.stopped() {
        found.gated = gated(books, study.seed, draws, watch)?;
    }
    if !watch.stopped() {
        found.backcast = backcast(corpus, books, study.seed, draws, watch)?;
    }
    Ok(found)
}

/// The tests, how well each tells the theses apart, and which assumptions decide them under the first scenario of
/// the study.
fn tests<'c>(
    books: &mut Books<'c>,
    study: &Study,
    draws: u32,
    watch: &Watch<'_>,
) -> Result<Findings<'c>, Error> {
    let data = books.data();
    let plan = theses::plan(books, study.seed, draws)?;
    let found = watch.cells(&plan)?;
    let scenario = study.scenarios.first().map_or("", |id| &**id);
    Ok(Findings {
        tested: theses::read(data, &found),
        separated: separations(data, &found),
        when: when(data, &plan, &found, scenario),
        ..Findings::default()
    })
}

/// Effects that rest on one judged assumption, under the first scenario and the first Chinese answer of the study.
fn rests(books: &mut Books<'_>, study: &Study, watch: &Watch<'_>) -> Result<Vec<Rest>, Error> {
    let first = |names: &[Name]| names.iter().take(1).cloned().collect();
    let one = Study { scenarios: first(&study.scenarios), answers: first(&study.answers), ..study.clone() };
    let plan = plan(books, &one)?;
    watch.part(plan.seed, |watch| rests::rests(books.data(), plan, &study.baseline, watch))
}

fn gated<'c>(
    books: &mut Books<'c>,
    seed: u32,
    draws: u32,
    watch: &Watch<'_>,
) -> Result<Vec<Gated<'c>>, Error> {
    let plan = gates::plan(books, seed, draws)?;
    Ok(gates::read(books.data(), &watch.cells(&plan)?))
}

fn backcast<'c>(
    corpus: &'c Corpus,
    books: &mut Books<'c>,
    seed: u32,
    draws: u32,
    watch: &Watch<'_>,
) -> Result<Vec<Answer<'c>>, Error> {
    let questions = backcast::questions(&corpus.race, &corpus.records.series);
    let outcomes = questions.iter().map(|question| question.outcome.clone()).collect();
    let plan = reproduce::plan(books, outcomes, seed, draws)?;
    Ok(backcast::answers(questions, &watch.only(&plan)?))
}

/// What both gates said of the study's chips, from launch to the last day that the sources cover.
fn histories(corpus: &Corpus, study: &Study, base: Question) -> Result<Vec<History>, Error> {
    if study.chips.is_empty() {
        return Ok(Vec::new());
    }
    let covered =
        corpus.law.gates.iter().map(|(_, entry)| entry.covers_to).max().unwrap_or(corpus.frame.covers_from);
    let until = covered.checked_add(1.day()).map_err(|error| SetupError::Data(error.to_string()))?;
    let ask = Reference { to: corpus.frame.destination.to_string(), base };
    let histories = Histories::new(corpus.ground(), Span { ask, from: None, until });
    let chips = study.chips.iter().filter_map(|id| corpus.catalogue.chip(id));
    let found: Result<Vec<History>, _> = chips.map(|chip| histories.of(chip)).collect();
    found.map_err(|found| SetupError::Question(found).into())
}

/// Worth of each chip for each workload; a chip that a workload cannot ask is left out.
fn worths<'c>(corpus: &'c Corpus, study: &Study) -> Result<Vec<(&'c Workload, Vec<Worth>)>, Error> {
    let mut all = Vec::new();
    for workload in study.workloads.iter().filter_map(|id| corpus.worths.workload(id)) {
        let load = Load::of_data(&corpus.worths, workload).ok_or_else(no_model)?;
        let chips = study.worth.iter().filter_map(|id| corpus.catalogue.chip(id));
        all.push((workload, chips.filter_map(|chip| load.worth_of(chip).ok()).collect()));
    }
    Ok(all)
}

fn no_model() -> SetupError {
    SetupError::Data("the model of the workload is missing".to_owned())
}
