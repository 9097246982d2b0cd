//! Running plans from the command line: reforms, progress on stderr, Ctrl-C.

use crate::context::{Failure, WRONG_REQUEST, corpus};
use crate::options::Common;
use chipgate_corpus::race::{Study, Terms, reformed_terms, terms};
use chipgate_corpus::{Corpus, Problem};
use chipgate_law::Name;
use chipgate_race::experiment::{Found, NotFinite, Plan, Watch};
use chipgate_race::setup::plan;
use chipgate_race::summary::Summary;
use chipgate_report::problems;
pub use chipgate_report::study::digits;
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Terms of the rule books by the reforms laid over them.
pub struct TermsOf<'a> {
    common: &'a Common,
    /// The law with the reforms of the command line alone, and its terms.
    plain: Option<(Corpus, Vec<Terms>)>,
    known: BTreeMap<Vec<Name>, Vec<Terms>>,
}

impl<'a> TermsOf<'a> {
    pub fn new(common: &'a Common) -> TermsOf<'a> {
        TermsOf { common, plain: None, known: BTreeMap::new() }
    }

    /// Terms with the reforms of the command line and these.
    pub fn get(&mut self, names: &[Name]) -> Result<Vec<Terms>, Failure> {
        if let Some(found) = self.known.get(names) {
            return Ok(found.clone());
        }
        let found = self.read(names)?;
        self.known.insert(names.to_vec(), found.clone());
        Ok(found)
    }

    fn read(&mut self, names: &[Name]) -> Result<Vec<Terms>, Failure> {
        if self.plain.is_none() {
            let corpus = corpus(self.common)?;
            let found = terms(&corpus).map_err(|found| crate::context::request_failure(&found, None))?;
            self.plain = Some((corpus, found));
        }
        let Some((corpus, found)) = self.plain.as_ref().filter(|_| !names.is_empty()) else {
            return Ok(self.plain.as_ref().map(|(_, found)| found.clone()).unwrap_or_default());
        };
        let reformed = corpus.reformed(names).map_err(|found| collision(&found))?;
        let found = reformed_terms(corpus, found, &reformed);
        found.map_err(|found| crate::context::request_failure(&found, None))
    }
}

/// The plan of a study, with the terms of the rule books that it asked for.
pub fn planned<'a>(
    common: &'a Common,
    corpus: &Corpus,
    study: &Study,
) -> Result<(Plan, TermsOf<'a>), Failure> {
    let mut terms = TermsOf::new(common);
    let mut failed = None;
    let found = plan(corpus, study, |reforms| {
        terms.get(reforms).map_err(|failure| {
            let message = failure.message.clone();
            failed = Some(failure);
            message
        })
    });
    match (found, failed) {
        (Ok(plan), _) => Ok((plan, terms)),
        (Err(_), Some(failure)) => Err(failure),
        (Err(error), None) => Err(Failure::fault(error)),
    }
}

/// Refuses options that the race does not heed: it reads the law as enforced, with all that is known.
pub fn refuse_lens(common: &Common) -> Result<(), Failure> {
    let codified = common.lens.as_deref().is_some_and(|lens| lens != "enforced");
    if codified || common.known_on.is_some() {
        let help = "leave --lens and --known-on out; `chipgate history` and `determine` heed them";
        return Err(Failure::request("the race reads the law as enforced, with all that is known", help));
    }
    Ok(())
}

/// Reforms of a policy that do not fit together, or not with those of the command line.
fn collision(found: &[Problem]) -> Failure {
    let message = found.iter().map(|problem| problems::render(problem, None, false)).collect();
    Failure { message, code: WRONG_REQUEST }
}

/// Set when the user presses Ctrl-C.
static STOP: AtomicBool = AtomicBool::new(false);

/// Whether the user has pressed it.
pub fn stopped() -> bool {
    STOP.load(Ordering::Relaxed)
}

/// Runs a plan; says on stderr how far it is and that it was stopped.
pub fn run(plan: &Plan) -> Result<Vec<Found>, Failure> {
    let found = watched(plan.seed, |watch| plan.run(watch))?;
    if found.len() < plan.cells.len() {
        anstream::eprintln!("stopped: {} of {} cells are complete and kept", found.len(), plan.cells.len());
    }
    Ok(found)
}

/// Runs a plan in the same manner and keeps bands and effects alone.
pub fn summarize(plan: Plan, baseline: &str) -> Result<Summary, Failure> {
    let summary = watched(plan.seed, |watch| Summary::run(plan, baseline, watch))?;
    if summary.cells.len() < summary.asked {
        let (done, asked) = (summary.cells.len(), summary.asked);
        anstream::eprintln!("stopped: {done} of {asked} cells are complete and kept");
    }
    Ok(summary)
}

fn watched<T>(seed: u32, run: impl FnOnce(&Watch<'_>) -> Result<T, NotFinite>) -> Result<T, Failure> {
    // A second handler is refused; the first one does the same.
    let _ = ctrlc::set_handler(|| STOP.store(true, Ordering::Relaxed));
    let shows = std::io::stderr().is_terminal();
    let last = AtomicUsize::new(0);
    let progress = |done: usize, total: usize| {
        let percent = done * 100 / total.max(1);
        if shows && last.fetch_max(percent, Ordering::Relaxed) < percent {
            anstream::eprint!("\r{percent:>3}% of {total} runs");
        }
    };
    let found = run(&Watch { progress: &progress, stop: &STOP });
    if shows {
        anstream::eprint!("\r{:30}\r", "");
    }
    found.map_err(|error| {
        let help = replay(seed, &error);
        Failure { message: format!("error: {error}\nhelp: {help}\n"), code: crate::context::FAULT }
    })
}

/// The command that shows the whole path of a draw.
fn replay(seed: u32, error: &NotFinite) -> String {
    let NotFinite { draw, scenario, policy, answer, .. } = error;
    let answer = if answer.is_empty() { String::new() } else { format!(" --answer {answer}") };
    format!(
        "`chipgate race replay --draw {draw} --seed {seed} --scenario {scenario} --policy {policy}{answer}` shows its whole path; add `--study FILE` for a policy of your own"
    )
}

/// The draws of a plan with one cell.
pub fn only(plan: &Plan) -> Result<Vec<Vec<f64>>, Failure> {
    let found = run(plan)?;
    found.into_iter().next().map(|found| found.values).ok_or_else(|| Failure::fault("stopped before the end"))
}

/// Said with every result: nothing is fitted yet.
pub const NOT_CALIBRATED: &str =
    "modelled, prior uncertainty only: not yet calibrated; what lies after 2030 is extrapolation";
