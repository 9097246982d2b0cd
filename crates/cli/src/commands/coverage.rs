//! `chipgate coverage`.

use crate::common::{Common, Format};
use crate::context::{Failure, corpus, emit, emit_table, words_of};
use chipgate_corpus::Corpus;
use chipgate_report::coverage::{beyond, collected};
use chipgate_show::table::{Cell, Table, list, text};
use clap::Args;

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
                emit(common, &format!("{}\n{}", heads.join("\n"), table(&corpus).text(&words)))
            }
            _ => emit_table(common, &corpus, &table(&corpus)),
        }
    }
}

/// Collected provisions, then what was not collected; citation and sources stand for the last alone.
pub(super) fn table(corpus: &Corpus) -> Table {
    let columns =
        [text("id"), text("status"), list("rules"), text("reason"), text("citation"), list("sources")];
    let mut table = Table::new(&columns);
    for row in &corpus.coverage {
        let (id, status, reason) = (&row.id, &row.status, &row.reason);
        table.push([
            id.into(),
            status.into(),
            row.rules.as_slice().into(),
            reason.into(),
            Cell::Missing,
            Cell::Missing,
        ]);
    }
    for row in &corpus.uncollected {
        table.push([
            (&row.id).into(),
            "uncollected".into(),
            Cell::Missing,
            format!("{}; {}", row.what, row.why).as_str().into(),
            (&row.citation).into(),
            row.sources.as_slice().into(),
        ]);
    }
    table
}
