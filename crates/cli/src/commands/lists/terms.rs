//! The term list: legal words in three languages, each with where it is used so.

use super::shown::source;
use crate::common::{Common, Format};
use chipgate_base::Name;
use chipgate_corpus::{Corpus, LANGUAGES, Term};
use chipgate_show::table::{Cell, Column, Table, list, text};
use serde_json::{Map, Value, json};

/// For people the three words, those of their language first; for programs every column.
pub(super) fn table(corpus: &Corpus, common: &Common) -> Table {
    if common.format == Format::Text { words(corpus, common.lang.code()) } else { columns(corpus) }
}

fn words(corpus: &Corpus, lang: &str) -> Table {
    let order = match lang {
        "ja" => ["ja", "en", "zh"],
        "zh" => ["zh", "en", "ja"],
        _ => LANGUAGES,
    };
    let [first, second, third] = order.map(text);
    let mut table = Table::new(&[text("id"), first, second, third, text("domain")]);
    for term in &corpus.terms {
        let [first, second, third] = order.map(|lang| Cell::from(term.in_language(lang)));
        table.push([(&term.id).into(), first, second, third, (&term.domain).into()]);
    }
    table
}

const COLUMNS: [Column; 9] = [
    text("id"),
    text("en"),
    text("ja"),
    text("zh"),
    text("domain"),
    list("source_en"),
    list("source_ja"),
    list("source_zh"),
    text("note"),
];

fn columns(corpus: &Corpus) -> Table {
    let mut table = Table::new(&COLUMNS);
    for term in &corpus.terms {
        let [en, ja, zh] = ["en", "ja", "zh"].map(|lang| Cell::from(term.words.own(lang)));
        let [source_en, source_ja, source_zh] = term.sources.each_ref().map(|sources| named(sources));
        let (id, domain, note) = ((&term.id).into(), (&term.domain).into(), (&term.note).into());
        table.push([id, en, ja, zh, domain, source_en, source_ja, source_zh, note]);
    }
    table
}

/// Source ids, or `ours` where we chose the word.
fn named(sources: &[Name]) -> Cell {
    if sources.is_empty() { Cell::list(["ours"]) } else { sources.into() }
}

/// One term with its sources whole; `None` where there is none with this id.
pub(super) fn shown(corpus: &Corpus, id: &str) -> Option<Value> {
    let term = corpus.term(id)?;
    let words: Map<String, Value> = LANGUAGES
        .into_iter()
        .zip(&term.sources)
        .map(|(lang, sources)| (lang.to_owned(), word(corpus, term, lang, sources)))
        .collect();
    Some(json!({ "id": &*term.id, "domain": &*term.domain, "words": words, "note": &*term.note }))
}

fn word(corpus: &Corpus, term: &Term, lang: &str, sources: &[Name]) -> Value {
    let whole: Vec<Value> = sources.iter().filter_map(|id| source(corpus, id)).collect();
    json!({ "word": term.in_language(lang), "ours": sources.is_empty(), "sources": whole })
}
