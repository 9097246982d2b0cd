//! The places in a message: arguments that the program fills, words of the term list, and days.

use crate::files::Files;
use crate::folders;
use crate::load::message_language;
use chipgate_base::problem::{Problem, place};
use jiff::civil::Date;
use std::ops::Range;
use toml::de::DeTable;

/// One part of a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part<'a> {
    /// Words as they stand.
    Text,
    /// `{name}`: a value that the program passes.
    Argument(&'a str),
    /// `{term.id}`: a word of the term list; `{Term.id}` with a capital first letter.
    Term {
        /// Id in the term list.
        id: &'a str,
        /// Begins with a capital letter.
        capital: bool,
    },
    /// `{day.YYYY-MM-DD}`: a day, shown in the reader's form; `None` where it does not exist.
    Day(Option<Date>),
}

/// Parts of a message in order, each with its text as written.
#[must_use]
pub fn parts(text: &str) -> Vec<(Part<'_>, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, inside, after)) = next_place(rest) {
        found.push((Part::Text, before));
        let end = rest.len() - after.len();
        found.push((part(inside), rest.get(before.len()..end).unwrap_or_default()));
        rest = after;
    }
    found.push((Part::Text, rest));
    found.retain(|(_, raw)| !raw.is_empty());
    found
}

fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    let (before, opened) = text.split_once('{')?;
    let (inside, after) = opened.split_once('}')?;
    Some((before, inside, after))
}

fn part(inside: &str) -> Part<'_> {
    match inside.split_once('.') {
        Some(("term", id)) => Part::Term { id, capital: false },
        Some(("Term", id)) => Part::Term { id, capital: true },
        Some(("day", day)) => Part::Day(day.parse().ok()),
        _ => Part::Argument(inside),
    }
}

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
            let Part::Argument(argument) = part else { continue };
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

#[cfg(test)]
mod tests {
    use super::{Part, parts};
    use jiff::civil::date;

    #[test]
    fn a_message_falls_into_words_arguments_terms_and_days() {
        let text = "{Term.license} for {item} before {day.2022-10-21}, {term.x} {day.2022-13-01}";
        let found: Vec<Part<'_>> = parts(text).into_iter().map(|(part, _)| part).collect();
        let term = |id, capital| Part::Term { id, capital };
        let day = Part::Day(Some(date(2022, 10, 21)));
        let places = [
            term("license", true),
            Part::Text,
            Part::Argument("item"),
            Part::Text,
            day,
            Part::Text,
            term("x", false),
            Part::Text,
            Part::Day(None),
        ];
        assert_eq!(found, places);
        assert_eq!(parts(text).iter().map(|(_, raw)| *raw).collect::<String>(), text);
    }

    #[test]
    fn an_open_brace_alone_is_text() {
        assert_eq!(parts("a { b"), [(Part::Text, "a { b")]);
    }
}
