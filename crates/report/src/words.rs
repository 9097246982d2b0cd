//! Words and numbers for readers: phrases of one language from the loaded message files, and how numbers are written.

mod arguments;
pub mod number;
mod phrases;

use crate::locale;
pub use arguments::ARGUMENTS;
use chipgate_corpus::Corpus;
use chipgate_corpus::messages::{Part, parts};
pub use phrases::{Words, with_code};

/// All messages of a language; the English one stands in where it has none.
#[must_use]
pub fn words(corpus: &Corpus, lang: &str) -> Words {
    let mut phrases = corpus.messages.get("en").cloned().unwrap_or_default();
    phrases.extend(corpus.messages.get(lang).cloned().unwrap_or_default());
    for phrase in phrases.values_mut().filter(|phrase| phrase.contains("{day.")) {
        *phrase = with_days(lang, phrase);
    }
    Words::new(lang, phrases)
}

/// A message with the days that stand in it in the form of the language.
fn with_days(lang: &str, phrase: &str) -> String {
    let shown = |(part, raw): (Part<'_>, &str)| match part {
        Part::Day(Some(day)) => locale::day(lang, day),
        _ => raw.to_owned(),
    };
    parts(phrase).into_iter().map(shown).collect()
}
