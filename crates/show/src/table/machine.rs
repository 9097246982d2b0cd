//! A table for programs: CSV and JSON with the same fields.

use super::{Cell, Column, Kind, Table};
use crate::json;
use serde_json::{Map, Value};

/// Between the words of a list in CSV.
const BETWEEN: char = ';';
/// Before a mark that belongs to a word of a list.
const ESCAPE: char = '\\';
/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// What is put before such a cell, so that it stays text.
const GUARD: char = '\'';

impl Table {
    /// Comma-separated values with a header line.
    ///
    /// ```
    /// use chipgate_show::table::{Table, list, number, text};
    ///
    /// let mut table = Table::new(&[text("chip"), number("tpp"), list("eccn")]);
    /// table.push([("h20".to_owned()).into(), 2368.0.into(), chipgate_show::table::Cell::list(["3A991.p"])]);
    /// assert_eq!(table.csv(), "chip,tpp,eccn\nh20,2368,3A991.p\n");
    /// ```
    #[must_use]
    pub fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory cannot fail.
        let _ = writer.write_record(self.fields());
        for row in &self.rows {
            let cells = self.columns.iter().zip(row).flat_map(|(column, cell)| values(*column, cell));
            let _ = writer.write_record(cells.map(|value| in_csv(&value)));
        }
        writer.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    }

    /// A list of objects.
    #[must_use]
    pub fn json(&self) -> Value {
        let object = |row: &Vec<Cell>| {
            let values = self.columns.iter().zip(row).flat_map(|(column, cell)| values(*column, cell));
            Value::Object(self.fields().into_iter().zip(values).collect::<Map<_, _>>())
        };
        Value::Array(self.rows.iter().map(object).collect())
    }

    /// Names of the fields: those of the columns, two for a range.
    #[must_use]
    pub fn fields(&self) -> Vec<String> {
        self.columns.iter().flat_map(|column| fields(*column)).collect()
    }
}

/// The fields of one column.
pub(super) fn fields(column: Column) -> Vec<String> {
    match column.kind {
        Kind::Range => ["low", "high"].map(|end| format!("{}_{end}", column.name)).to_vec(),
        _ => vec![column.name.to_owned()],
    }
}

/// The values of one cell, one for each field.
fn values(column: Column, cell: &Cell) -> Vec<Value> {
    let end = |at: &Option<f64>| at.map_or(Value::Null, json::number);
    match cell {
        Cell::Range { low, high } => vec![end(low), end(high)],
        Cell::Missing => vec![Value::Null; fields(column).len()],
        Cell::Number(number) => vec![json::number(*number)],
        Cell::Day(day) => vec![Value::from(day.to_string())],
        Cell::Text(text) | Cell::Word { code: text, .. } => vec![Value::from(text.as_str())],
        Cell::List(words) => vec![Value::from(words.clone())],
        Cell::YesNo(is) => vec![Value::from(*is)],
    }
}

fn in_csv(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => guarded(text),
        Value::Array(words) => guarded(&joined(words)),
        // Without an exponent, which JSON writes and spreadsheets misread.
        Value::Number(number) => number.as_f64().map_or_else(String::new, |number| number.to_string()),
        other => other.to_string(),
    }
}

fn joined(words: &[Value]) -> String {
    let escaped = |word: &Value| {
        let mut out = String::new();
        for c in word.as_str().unwrap_or_default().chars() {
            if c == BETWEEN || c == ESCAPE {
                out.push(ESCAPE);
            }
            out.push(c);
        }
        out
    };
    words.iter().map(escaped).collect::<Vec<_>>().join(&BETWEEN.to_string())
}

/// The words of a list as CSV has them.
pub(super) fn parted(text: &str) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let (mut words, mut word) = (Vec::new(), String::new());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            ESCAPE => word.extend(chars.next()),
            BETWEEN => words.push(std::mem::take(&mut word)),
            _ => word.push(c),
        }
    }
    words.push(word);
    words
}

/// Text that no spreadsheet runs as a formula.
fn guarded(text: &str) -> String {
    if looks_like_formula(text) { format!("{GUARD}{text}") } else { text.to_owned() }
}

/// The text behind a guard.
pub(super) fn unguarded(text: &str) -> &str {
    text.strip_prefix(GUARD).filter(|rest| looks_like_formula(rest)).unwrap_or(text)
}

/// Guards in front are looked through, so that a guarded text differs from a text that is written so.
fn looks_like_formula(text: &str) -> bool {
    text.trim_start_matches(GUARD).starts_with(FORMULA)
}
