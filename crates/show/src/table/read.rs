//! A table read back from CSV or JSON, by the kinds of its columns.

use super::machine::{fields, parted, unguarded};
use super::{Cell, Column, Kind, Table};
use serde_json::Value;
use std::fmt;

/// Why a text is not this table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The row below the header, from 1; 0 for the header or the whole.
    pub row: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "row {}: {}", self.row, self.message)
    }
}

impl std::error::Error for Unreadable {}

impl Table {
    /// Reads what [`Table::csv`] wrote.
    ///
    /// # Errors
    ///
    /// Returns the first row whose fields are not those of the columns, or whose value is not of its kind:
    /// a number with a thousands separator is none.
    pub fn from_csv(columns: &[Column], csv: &str) -> Result<Table, Unreadable> {
        let mut table = Table::new(columns);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
        let wanted = table.fields();
        for (at, record) in reader.records().enumerate() {
            let record = record.map_err(|error| Unreadable { row: at, message: error.to_string() })?;
            let values: Vec<&str> = record.iter().collect();
            if at > 0 {
                table.rows.push(row(at, columns, &values, &from_text)?);
            } else if values != wanted {
                let message = format!("the columns are {}, not {}", values.join(","), wanted.join(","));
                return Err(Unreadable { row: 0, message });
            }
        }
        Ok(table)
    }

    /// Reads what [`Table::json`] wrote.
    ///
    /// # Errors
    ///
    /// Returns the first row whose keys are not those of the columns, or whose value is not of its kind.
    pub fn from_json(columns: &[Column], json: &Value) -> Result<Table, Unreadable> {
        let mut table = Table::new(columns);
        let wrong = |row: usize, message: &str| Unreadable { row, message: message.to_owned() };
        let list = json.as_array().ok_or_else(|| wrong(0, "it is not a list"))?;
        for (at, object) in (1..).zip(list) {
            let object = object.as_object().ok_or_else(|| wrong(at, "it is not an object"))?;
            let fields = table.fields();
            let values: Option<Vec<&Value>> = fields.iter().map(|field| object.get(field)).collect();
            let values = values.filter(|values| values.len() == object.len());
            let values =
                values.ok_or_else(|| wrong(at, &format!("the keys are not {}", fields.join(","))))?;
            table.rows.push(row(at, columns, &values, &|kind, values: &[&Value]| from_value(kind, values))?);
        }
        Ok(table)
    }
}

/// Cuts a row into the fields of its columns and reads each.
fn row<V: fmt::Display>(
    at: usize,
    columns: &[Column],
    mut values: &[V],
    read: &dyn Fn(Kind, &[V]) -> Option<Cell>,
) -> Result<Vec<Cell>, Unreadable> {
    let mut cells = Vec::new();
    for column in columns {
        let length = fields(*column).len().min(values.len());
        let (own, rest) = values.split_at(length);
        values = rest;
        let cell = read(column.kind, own).ok_or_else(|| {
            let told: Vec<String> = own.iter().map(|value| format!("`{value}`")).collect();
            let message = format!("{} under `{}` is not of its kind", told.join(" and "), column.name);
            Unreadable { row: at, message }
        })?;
        cells.push(cell.under(column.kind));
    }
    Ok(cells)
}

/// A cell from the fields of CSV; `None` where they are not of this kind.
fn from_text(kind: Kind, values: &[&str]) -> Option<Cell> {
    let number = |text: &str| {
        if text.is_empty() { Some(None) } else { finite(text.parse().ok()?).map(Some) }
    };
    match (kind, values) {
        (Kind::Range, [low, high]) => Some(Cell::Range { low: number(low)?, high: number(high)? }),
        (Kind::List, [text]) => Some(Cell::List(parted(unguarded(text)))),
        (_, [""]) => Some(Cell::Missing),
        (Kind::Number, [text]) => number(text).map(Cell::from),
        (Kind::Day, [text]) => text.parse().ok().map(Cell::Day),
        (Kind::Text, [text]) => Some(Cell::from(unguarded(text))),
        (Kind::YesNo, [text]) => text.parse().ok().map(Cell::YesNo),
        _ => None,
    }
}

/// A cell from the values of JSON; `None` where they are not of this kind.
fn from_value(kind: Kind, values: &[&Value]) -> Option<Cell> {
    let number = |value: &Value| if value.is_null() { Some(None) } else { finite(value.as_f64()?).map(Some) };
    match (kind, values) {
        (Kind::Range, [low, high]) => Some(Cell::Range { low: number(low)?, high: number(high)? }),
        (Kind::List, [value]) => {
            let words: Option<Vec<String>> =
                value.as_array()?.iter().map(|word| word.as_str().map(ToOwned::to_owned)).collect();
            words.map(Cell::List)
        }
        (_, [Value::Null]) => Some(Cell::Missing),
        (Kind::Number, [value]) => number(value).map(Cell::from),
        (Kind::Day, [value]) => value.as_str()?.parse().ok().map(Cell::Day),
        (Kind::Text, [value]) => value.as_str().map(Cell::from),
        (Kind::YesNo, [value]) => value.as_bool().map(Cell::YesNo),
        _ => None,
    }
}

fn finite(number: f64) -> Option<f64> {
    number.is_finite().then_some(number)
}
