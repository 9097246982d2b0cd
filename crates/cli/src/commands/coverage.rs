//! `chipgate coverage`.

use crate::context::{Failure, corpus, emit_table};
use crate::options::Common;
use chipgate_report::table::Table;
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
        let mut table = Table::new(&["id", "status", "rules", "reason"]);
        for row in &corpus.coverage {
            let rules: Vec<&str> = row.rules.iter().map(|rule| &**rule).collect();
            table.push([row.id.to_string(), row.status.to_string(), rules.join(";"), row.reason.to_string()]);
        }
        emit_table(common, &table)
    }
}
