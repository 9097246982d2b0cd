//! A word that must be one of a few.

use crate::toml_reader::Table;
use chipgate_base::near::did_you_mean;

/// A word out of a short list of choices; a problem when it is none of them.
pub(super) fn choice<T: Copy>(table: &Table<'_>, key: &str, choices: &[(&str, T)]) -> Option<T> {
    let text = table.required_text(key);
    let found = choices.iter().find(|(word, _)| *word == &*text.text).map(|(_, choice)| *choice);
    if found.is_none() && !text.text.is_empty() {
        let words = choices.iter().map(|(word, _)| *word);
        let help = did_you_mean(&text.text, words.clone())
            .unwrap_or_else(|| format!("write one of {}", words.collect::<Vec<_>>().join(", ")));
        table.problem(text.at, format!("unknown `{key}`: `{}`", text.text), &help);
    }
    found
}
