//! Words of one language, from the loaded message files.

pub use crate::history_page::Words;
use chipgate_corpus::Corpus;

/// All messages of a language; the English one stands in where it has none.
#[must_use]
pub fn words(corpus: &Corpus, lang: &str) -> Words {
    let mut phrases = corpus.messages.get("en").cloned().unwrap_or_default();
    phrases.extend(corpus.messages.get(lang).cloned().unwrap_or_default());
    Words::new(phrases)
}
