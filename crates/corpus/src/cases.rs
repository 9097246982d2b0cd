//! An unmet case, or one that is not there, as a problem of its file.

use crate::Files;
use crate::folders;
use chipgate_ask::cases::Case;
use chipgate_ask::promised::{Lacking, Promise};
use chipgate_base::problem::{Problem, place};
use std::ops::Range;

/// The problem of a case that is not met, at its place.
#[must_use]
pub fn unmet(case: &Case, files: &Files, message: String) -> Problem {
    let text = String::from_utf8_lossy(files.get(&case.file).unwrap_or_default()).into_owned();
    let place = place(&case.file, &text, case.at.clone());
    let help = "mend the rule if the case is right by the law; the case only if the law says otherwise";
    Problem { message, place, help: Some(help.to_owned()) }
}

/// The problem of a rule that lacks a promised case, where the rule stands.
#[must_use]
pub fn lacks(lacking: &Lacking, files: &Files) -> Problem {
    let (path, at) = rule_at(&lacking.rule, files).unwrap_or_default();
    let text = String::from_utf8_lossy(files.get(&path).unwrap_or_default()).into_owned();
    let (rule, from) = (&lacking.rule, lacking.from);
    let message = format!("the text of `{rule}` from {from} lacks {}", what(lacking.promise));
    let help = "add it to the cases beside the rule; where it cannot be asked, say why under `[[unasked]]`";
    Problem { message, place: place(&path, &text, at), help: Some(help.to_owned()) }
}

fn what(promise: Promise) -> &'static str {
    match promise {
        Promise::Yes => "a case `yes` while it holds",
        Promise::No => "a case `no` while it holds",
        Promise::DayBefore => "a case on the last day before it",
        Promise::Unknown => "a case `unknown` that names what is missing",
    }
}

/// The file of a rule and the bytes of its id.
fn rule_at(rule: &str, files: &Files) -> Option<(String, Range<usize>)> {
    let id = format!("\"{rule}\"");
    let rules =
        files.iter().filter(|(path, _)| path.starts_with(folders::RULES) && !path.ends_with(".cases.toml"));
    rules.filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?))).find_map(
        |(path, text)| {
            let is_own = |(at, _): &(usize, &str)| {
                let line = text.get(..*at).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
                line.trim_end().trim_end_matches('=').trim() == "id"
            };
            let (at, _) = text.match_indices(&id).find(is_own)?;
            Some((path.to_owned(), at..at + id.len()))
        },
    )
}
