//! `chipgate coverage`.

use crate::context::{Failure, corpus, emit_table};
use crate::options::Common;
use chipgate_corpus::Corpus;
use chipgate_report::table::{Table, list, text};
use clap::Args;

/// Show what became of every provision of the law
///
/// modelled: changes an answer and has a case. outline: answered without
/// detail, never a false all-clear. recorded: a dated event without legal
/// effect. not_modelled: stands as a caveat where it could matter.
///
///   chipgate coverage --format csv
#[derive(Args, Debug)]
pub struct Coverage {}

impl Coverage {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        emit_table(common, &corpus, &table(&corpus))
    }
}

pub(super) fn table(corpus: &Corpus) -> Table {
    let mut table = Table::new(&[text("id"), text("status"), list("rules"), text("reason")]);
    for row in &corpus.coverage {
        table.push([
            (&row.id).into(),
            (&row.status).into(),
            row.rules.as_slice().into(),
            (&row.reason).into(),
        ]);
    }
    table
}
