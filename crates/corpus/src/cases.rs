//! An unmet case as a problem of its file.

use crate::Files;
use chipgate_ask::cases::Case;
use chipgate_base::problem::{Problem, place};

/// The problem of a case that is not met, at its place.
#[must_use]
pub fn unmet(case: &Case, files: &Files, message: String) -> Problem {
    let text = String::from_utf8_lossy(files.get(&case.file).unwrap_or_default()).into_owned();
    let place = place(&case.file, &text, case.at.clone());
    let help = "mend the rule if the case is right by the law; the case only if the law says otherwise";
    Problem { message, place, help: Some(help.to_owned()) }
}
