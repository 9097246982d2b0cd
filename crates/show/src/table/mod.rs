//! One table in three forms: columns for people, CSV, JSON.
//!
//! A column has a name and a kind, a cell a value of that kind. People read grouped digits and words of
//! their language; programs read plain numbers, `true`/`false`, ISO days, and a range as two fields.
//! What was written as CSV or JSON reads back to the same table ([`Table::from_csv`], [`Table::from_json`]).

mod cell;
mod column;
mod machine;
mod people;
mod read;

pub use cell::Cell;
pub use column::{Column, Kind, day, figure, list, number, range, text, year, yes_no};
pub use people::{ends_in_words, padded, side_by_side};
pub use read::Unreadable;

/// Rows of typed cells under named columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// Rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new(columns: &[Column]) -> Table {
        Table { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row: a cell for each column, of its kind or missing.
    pub fn push(&mut self, row: impl Into<Vec<Cell>>) {
        let row: Vec<Cell> = row.into();
        debug_assert_eq!(row.len(), self.columns.len(), "a row has a cell for each column");
        let cells = self.columns.iter().zip(row).map(|(column, cell)| {
            debug_assert!(column.kind.takes(&cell), "{cell:?} does not belong under `{}`", column.name);
            cell.under(column.kind)
        });
        self.rows.push(cells.collect());
    }

    /// Adds a column with a cell for each row.
    #[must_use]
    pub fn beside(mut self, column: Column, cells: impl IntoIterator<Item = Cell>) -> Table {
        self.columns.push(column);
        for (row, cell) in self.rows.iter_mut().zip(cells) {
            row.push(cell.under(column.kind));
        }
        self
    }

    /// Adds a column that has the same value in every row and is left out for people, who read it once elsewhere.
    #[must_use]
    pub fn with(mut self, column: Column, cell: &Cell) -> Table {
        self.columns.push(column.for_programs());
        for row in &mut self.rows {
            row.push(cell.clone().under(column.kind));
        }
        self
    }
}

#[cfg(test)]
mod tests;
