//! Words and numbers for readers: phrases of one language from the loaded message files, and how numbers are written.

pub mod number;
mod phrases;

use crate::locale;
use chipgate_base::message::{MessagePart, parts};
pub use phrases::{Words, with_code};
use std::collections::BTreeMap;

/// All messages of a language, from those of every language by its code; the English one stands in where it has none.
#[must_use]
pub fn words(messages: &BTreeMap<String, BTreeMap<String, String>>, lang: &str) -> Words {
    let mut phrases = messages.get("en").cloned().unwrap_or_default();
    phrases.extend(messages.get(lang).cloned().unwrap_or_default());
    for phrase in phrases.values_mut().filter(|phrase| phrase.contains("{day.")) {
        *phrase = with_days(lang, phrase);
    }
    Words::new(lang, phrases)
}

/// A message with the days that stand in it in the form of the language.
fn with_days(lang: &str, phrase: &str) -> String {
    let shown = |(part, raw): (MessagePart<'_>, &str)| match part {
        MessagePart::Day(Some(day)) => locale::day(lang, day),
        _ => raw.to_owned(),
    };
    parts(phrase).into_iter().map(shown).collect()
}
