//! Running plans from the command line: reforms, progress on stderr, Ctrl-C.

use crate::common::Common;
use crate::context::{FAULT, Failure, question_failure};
use chipgate_corpus::Corpus;
use chipgate_race::experiment::{self, Found, NotFinite, Plan};
use chipgate_race::setup::SetupError;
use chipgate_show::Words;
use chipgate_study::{Error, Event, Watch};
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

/// Runs a plan; says on stderr how far it is and, in the reader's language, that it was stopped.
pub fn run_in(words: &Words, plan: &Plan) -> Result<Vec<Found>, Failure> {
    watched(
        |watch| watch.cells(plan),
        |done, asked| {
            let [done, asked] = [done.to_string(), asked.to_string()];
            words.fill("race_note_stopped", &[("done", &done), ("asked", &asked)])
        },
    )
}

/// Runs a study, or a part of it, in the same manner; that it was stopped is said in English.
pub fn run<T>(run: impl FnOnce(&Watch<'_>) -> Result<T, Error>) -> Result<T, Failure> {
    watched(run, |done, asked| format!("stopped: {done} of {asked} cells are complete and kept"))
}

/// Writes a line for people to standard error.
pub fn say(line: &str) {
    crate::output::note(format_args!("{line}\n"));
}

/// Runs something with progress on stderr, until Ctrl-C.
fn watched<T>(
    run: impl FnOnce(&Watch<'_>) -> Result<T, Error>,
    stopped: impl Fn(usize, usize) -> String,
) -> Result<T, Failure> {
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
    let said = |event| match event {
        Event::PartOver => {
            last.store(0, Ordering::Relaxed);
            if shows {
                crate::output::note(format_args!("\r{:30}\r", ""));
            }
        }
        Event::Stopped { done, asked } => say(&stopped(done, asked)),
    };
    run(&Watch { run: experiment::Watch { progress: &progress, stop: &STOP }, said: &said }).map_err(failed)
}

/// What ended a run; a number that is not finite is told with the command that replays it.
fn failed(error: Error) -> Failure {
    match error {
        Error::Setup(error) => no_plan(error),
        Error::NotFinite { seed, found } => {
            let help = replay(seed, &found);
            Failure::with_help(found, help, FAULT)
        }
        Error::Stopped => Failure::fault(error),
    }
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
pub fn only_in(words: &Words, plan: &Plan) -> Result<Vec<Vec<f64>>, Failure> {
    let found = run_in(words, plan)?.into_iter().next();
    found.map(|found| found.values).ok_or_else(|| failed(Error::Stopped))
}

/// Said with every result in the reader's language: nothing is fitted yet.
pub fn not_calibrated(corpus: &Corpus, words: &Words) -> String {
    words.fill("race_note_calibrated", &[("year", &corpus.race.last_known_year().to_string())])
}
