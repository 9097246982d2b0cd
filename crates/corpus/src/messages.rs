//! Where a part of a message stands in its file, and whether the program passes what a message asks for.

use crate::files::Files;
use crate::folders;
use crate::load::message_language;
use chipgate_base::message::{MessagePart, parts};
use chipgate_base::problem::{Problem, place};
use std::ops::Range;
use toml::de::DeTable;

/// The bytes of a place within a value of a file; the whole value where it is written with escapes.
pub(crate) fn place_of(file: &str, value: &Range<usize>, raw: &str) -> Range<usize> {
    let within = file.get(value.clone()).and_then(|text| text.find(raw));
    within.map_or_else(|| value.clone(), |at| value.start + at..value.start + at + raw.len())
}

/// Arguments that a message has and the program does not pass, with file, line, column and remedy.
///
/// `passed` names, for each message that the program fills, the arguments that it passes.
#[must_use]
pub fn check_arguments(files: &Files, passed: &[(&str, &[&str])]) -> Vec<Problem> {
    let texts = files.iter().filter_map(|(path, bytes)| {
        let of_messages = path.starts_with(folders::WORDS) && message_language(path).is_some();
        of_messages.then_some((path, std::str::from_utf8(bytes).ok()?))
    });
    texts.flat_map(|(path, text)| check_file(path, text, passed)).collect()
}

fn check_file(path: &str, text: &str, passed: &[(&str, &[&str])]) -> Vec<Problem> {
    let Ok(root) = DeTable::parse(text) else { return Vec::new() };
    let mut problems = Vec::new();
    for (key, value) in root.get_ref() {
        let key = key.get_ref().as_ref();
        let known = passed.iter().find(|(name, _)| *name == key).map_or(&[][..], |(_, known)| *known);
        for (part, raw) in parts(value.get_ref().as_str().unwrap_or_default()) {
            let MessagePart::Argument(argument) = part else { continue };
            if !known.contains(&argument) {
                let at = place(path, text, place_of(text, &value.span(), raw));
                problems.push(not_passed(key, argument, known, at));
            }
        }
    }
    problems
}

fn not_passed(key: &str, argument: &str, known: &[&str], at: chipgate_base::problem::Place) -> Problem {
    let help = if known.is_empty() {
        "remove it; the program passes nothing to this message".to_owned()
    } else {
        format!("use {{{}}}", known.join("}, {"))
    };
    let message = format!("message `{key}` has an argument `{argument}` that the program does not pass");
    Problem { message, place: at, help: Some(help) }
}
