//! What a run of the simulator was made from.

use chipgate_corpus::Corpus;
use chipgate_show::table::{Cell, Table, number, text};

/// Seed, draws and data of a run: the same three give the same numbers.
#[derive(Clone, Copy, Debug)]
pub struct Run<'c> {
    /// The seed.
    pub seed: u32,
    /// How many draws; `None` for one draw that is replayed.
    pub draws: Option<u32>,
    /// The data.
    pub corpus: &'c Corpus,
}

impl Run<'_> {
    /// The table with the columns `seed`, `draws` and `corpus` (SHA-256 of the data) for programs.
    #[must_use]
    pub fn named_in(&self, table: Table) -> Table {
        let table = table.with(number("seed"), &self.seed.into());
        let table = match self.draws {
            Some(draws) => table.with(number("draws"), &draws.into()),
            None => table,
        };
        table.with(text("corpus"), &Cell::from(&self.corpus.sha256))
    }
}
