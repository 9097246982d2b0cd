//! `chipgate coverage`.

use crate::context::{Failure, corpus, emit, emit_table, pretty, words_of};
use crate::options::{Common, Format};
use chipgate_corpus::Corpus;
use chipgate_report::coverage::{STATUSES, beyond, collected, count};
use chipgate_report::table::Table;
use clap::Args;
use serde_json::{Value, json};

/// Show what became of every collected provision, and which are known that were not collected
///
/// modelled: changes an answer and has a case. outline: answered without
/// detail, never a false all-clear. recorded: a dated event without legal
/// effect. not_modelled: stands as a caveat where it could matter.
/// uncollected: known to exist, and no other row stands for it.
///
///   chipgate coverage --format csv
#[derive(Args, Debug)]
pub struct Coverage {}

impl Coverage {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        match common.format {
            Format::Text => {
                let words = words_of(&corpus, common);
                let heads = [collected(&corpus, &words), beyond(&corpus, &words), String::new()];
                emit(common, &format!("{}\n{}", heads.join("\n"), table(&corpus).text()))
            }
            Format::Json => emit(common, &pretty(&as_json(&corpus))),
            _ => emit_table(common, &table(&corpus)),
        }
    }
}

/// Collected provisions, then what was not collected; citation and sources stand for the last alone.
fn table(corpus: &Corpus) -> Table {
    let mut table = Table::new(&["id", "status", "rules", "reason", "citation", "sources"]);
    for row in &corpus.coverage {
        let [id, status, reason] = [&row.id, &row.status, &row.reason].map(ToString::to_string);
        table.push([id, status, joined(&row.rules), reason, String::new(), String::new()]);
    }
    for row in &corpus.uncollected {
        let reason = format!("{}; {}", row.what, row.why);
        let (id, citation) = (row.id.to_string(), row.citation.to_string());
        table.push([id, "uncollected".to_owned(), String::new(), reason, citation, joined(&row.sources)]);
    }
    table
}

fn joined(names: &[chipgate_law::Name]) -> String {
    names.iter().map(|name| &**name).collect::<Vec<_>>().join(";")
}

fn list(names: &[chipgate_law::Name]) -> Vec<&str> {
    names.iter().map(|name| &**name).collect()
}

fn as_json(corpus: &Corpus) -> Value {
    let counts: serde_json::Map<String, Value> =
        STATUSES.iter().map(|status| ((*status).to_owned(), json!(count(corpus, status)))).collect();
    let collected = corpus.coverage.iter().map(|row| {
        json!({"id": &*row.id, "status": &*row.status, "rules": list(&row.rules), "reason": &*row.reason})
    });
    let uncollected = corpus.uncollected.iter().map(|row| {
        json!({"id": &*row.id, "gate": row.gate.code(), "what": &*row.what, "citation": &*row.citation,
            "why": &*row.why, "sources": list(&row.sources)})
    });
    json!({
        "schema": "chipgate.coverage/2",
        "covers": "collected provisions only",
        "collected": corpus.coverage.len(),
        "counts": counts,
        "provisions": collected.collect::<Vec<_>>(),
        "uncollected": uncollected.collect::<Vec<_>>(),
    })
}
