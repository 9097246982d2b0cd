//! One table in three forms: columns for people, CSV, JSON.

use serde_json::{Map, Value};

/// Rows of text under named columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Names of the columns, as JSON keys.
    pub columns: Vec<&'static str>,
    /// Rows, each as long as the columns.
    pub rows: Vec<Vec<String>>,
}

/// Widest column on a terminal; longer cells are not cut but push the rest to the right.
const WIDEST: usize = 48;

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new(columns: &[&'static str]) -> Table {
        Table { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn push<const N: usize>(&mut self, row: [String; N]) {
        self.rows.push(row.to_vec());
    }

    /// Columns side by side.
    #[must_use]
    pub fn text(&self) -> String {
        let header: Vec<String> = self.columns.iter().map(|name| (*name).to_owned()).collect();
        let widths = self.widths(&header);
        let mut out = String::new();
        for row in std::iter::once(&header).chain(&self.rows) {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                let gap = width.saturating_sub(display_width(cell));
                line.push_str(cell);
                line.push_str(&" ".repeat(gap + 2));
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    fn widths(&self, header: &[String]) -> Vec<usize> {
        let column = |at: usize| {
            let cells =
                self.rows.iter().chain(std::iter::once_with(|| &NO_ROW)).filter_map(move |row| row.get(at));
            let widest = cells.map(|cell| display_width(cell)).filter(|width| *width <= WIDEST).max();
            let own = header.get(at).map_or(0, |cell| display_width(cell));
            widest.unwrap_or(0).max(own)
        };
        (0..header.len()).map(column).collect()
    }

    /// Comma-separated values with a header line.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory cannot fail; a row of another length is left out.
        let _ = writer.write_record(&self.columns);
        for row in &self.rows {
            let _ = writer.write_record(row);
        }
        writer.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    }

    /// A list of objects.
    #[must_use]
    pub fn json(&self) -> Value {
        let object = |row: &Vec<String>| {
            let pairs = self.columns.iter().zip(row);
            Value::Object(
                pairs
                    .map(|(key, cell)| ((*key).to_owned(), Value::from(cell.as_str())))
                    .collect::<Map<_, _>>(),
            )
        };
        Value::Array(self.rows.iter().map(object).collect())
    }
}

static NO_ROW: Vec<String> = Vec::new();

/// Columns on a terminal: East Asian characters take two.
/// A text with blanks after it up to a width in columns of a terminal, where wide letters count as two.
#[must_use]
pub fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(display_width(text))))
}

fn display_width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_with_a_comma_is_quoted_and_a_wide_character_takes_two_columns() {
        let mut table = Table::new(&["id", "name"]);
        table.push(["a".to_owned(), "x, y".to_owned()]);
        assert_eq!(table.csv(), "id,name\na,\"x, y\"\n");
        assert_eq!(display_width("華為 H20"), 8);
        assert_eq!(padded("華為", 6), "華為  ");
        assert_eq!(padded("too long", 3), "too long");
    }
}
