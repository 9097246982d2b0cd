//! Running plans from the command line: reforms, progress on stderr, Ctrl-C.

use crate::common::Common;
use crate::context::{FAULT, Failure, question_failure};
use chipgate_corpus::Corpus;
use chipgate_race::experiment::{Found, NotFinite, Plan, Watch};
use chipgate_race::setup::SetupError;
use chipgate_race::summary::Summary;
use chipgate_report::Words;
use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What stands against a plan; reforms that do not fit together are a wrong request, told with their places.
pub fn no_plan(error: SetupError) -> Failure {
    match error {
        SetupError::Reforms(found) => Failure::of_problems(&found, |_| None, false),
        SetupError::Question(found) => question_failure(found),
        SetupError::Data(_) => Failure::fault(error),
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

/// Set when the user presses Ctrl-C.
static STOP: AtomicBool = AtomicBool::new(false);

/// Whether the user has pressed it.
pub fn stopped() -> bool {
    STOP.load(Ordering::Relaxed)
}

/// Runs a plan; says on stderr how far it is and that it was stopped.
pub fn run(plan: &Plan) -> Result<Vec<Found>, Failure> {
    run_saying(plan, |done, asked| format!("stopped: {done} of {asked} cells are complete and kept"))
}

/// The same in the reader's language.
pub fn run_in(words: &Words, plan: &Plan) -> Result<Vec<Found>, Failure> {
    let counts = |done: usize, asked: usize| [done.to_string(), asked.to_string()];
    run_saying(plan, |done, asked| {
        let [done, asked] = counts(done, asked);
        words.fill("race_note_stopped", &[("done", &done), ("asked", &asked)])
    })
}

fn run_saying(plan: &Plan, stopped: impl Fn(usize, usize) -> String) -> Result<Vec<Found>, Failure> {
    let found = watched(plan.seed, |watch| plan.run(watch))?;
    if found.len() < plan.cells.len() {
        say(&stopped(found.len(), plan.cells.len()));
    }
    Ok(found)
}

/// Writes a line for people to standard error.
pub fn say(line: &str) {
    crate::output::note(format_args!("{line}\n"));
}

/// Runs a plan in the same manner and keeps bands and effects alone.
pub fn summarize(plan: Plan, baseline: &str) -> Result<Summary, Failure> {
    let summary = watched(plan.seed, |watch| Summary::run(plan, baseline, watch))?;
    if summary.cells.len() < summary.asked {
        let (done, asked) = (summary.cells.len(), summary.asked);
        crate::output::note(format_args!("stopped: {done} of {asked} cells are complete and kept\n"));
    }
    Ok(summary)
}

/// Runs something with progress on stderr, until Ctrl-C; a number that is not finite is told with the command that replays it.
pub fn watched<T>(seed: u32, run: impl FnOnce(&Watch<'_>) -> Result<T, NotFinite>) -> Result<T, Failure> {
    // A second handler is refused; the first one does the same.
    let _ = ctrlc::set_handler(|| STOP.store(true, Ordering::Relaxed));
    let shows = std::io::stderr().is_terminal();
    let last = AtomicUsize::new(0);
    let progress = |done: usize, total: usize| {
        let percent = done * 100 / total.max(1);
        if shows && last.fetch_max(percent, Ordering::Relaxed) < percent {
            crate::output::note(format_args!("\r{percent:>3}% of {total} runs"));
        }
    };
    let found = run(&Watch { progress: &progress, stop: &STOP });
    if shows {
        crate::output::note(format_args!("\r{:30}\r", ""));
    }
    found.map_err(|error| {
        let help = replay(seed, &error);
        Failure::with_help(error, help, FAULT)
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
    first(run(plan)?)
}

/// The same in the reader's language.
pub fn only_in(words: &Words, plan: &Plan) -> Result<Vec<Vec<f64>>, Failure> {
    first(run_in(words, plan)?)
}

fn first(found: Vec<Found>) -> Result<Vec<Vec<f64>>, Failure> {
    found.into_iter().next().map(|found| found.values).ok_or_else(|| Failure::fault("stopped before the end"))
}

/// Said with every result in the reader's language: nothing is fitted yet.
pub fn not_calibrated(corpus: &Corpus, words: &Words) -> String {
    words.fill("race_note_calibrated", &[("year", &corpus.race.last_known_year().to_string())])
}

/// The same in English, for a study that runs without its page.
pub fn not_calibrated_in_english(corpus: &Corpus) -> String {
    let year = corpus.race.last_known_year();
    format!("modelled, prior uncertainty only: not yet calibrated; what lies after {year} is extrapolation")
}
