//! CSV rows with places, checked against the columns that the reader knows.

use crate::toml_reader::File;
use chipgate_base::Name;
use jiff::civil::Date;
use std::borrow::Cow;
use std::ops::Range;

/// One row of a table.
pub(crate) struct Row<'a> {
    pub file: File<'a>,
    columns: &'a [&'a str],
    record: csv::StringRecord,
    start: usize,
}

/// Reads a file whose header must be exactly `columns`, and calls `each` for every row.
pub(crate) fn read(file: File<'_>, columns: &[&str], mut each: impl FnMut(&Row<'_>)) {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file.text.as_bytes());
    let header = reader.headers().map(|header| header.iter().map(str::to_owned).collect::<Vec<_>>());
    if header.as_ref().ok().is_none_or(|found| found != columns) {
        let help = format!("the first line must be `{}`", columns.join(","));
        file.problem(
            0..file.text.find('\n').unwrap_or(0),
            "the columns are not those of this table",
            Some(help),
        );
        return;
    }
    for record in reader.into_records() {
        match record {
            Ok(record) => each_record(file, columns, record, &mut each),
            Err(error) => {
                let at = error.position().map_or(0, |position| byte(position.byte()));
                file.problem(at..at, "this row cannot be read", Some(error.to_string()));
            }
        }
    }
}

/// The row that begins at a byte of a file and ends with its line; `None` where it does not have these columns.
///
/// For one row out of many: to set up a reader of the whole file would take longer than to read the row.
pub(crate) fn row_at<'a>(file: File<'a>, columns: &'a [&'a str], start: usize) -> Option<Row<'a>> {
    let mut record = csv::StringRecord::new();
    let mut at = start;
    loop {
        let end = end_of_field(file.text, at);
        record.push_field(&unquoted(file.text.get(at..end)?));
        if file.text.as_bytes().get(end) != Some(&b',') {
            break;
        }
        at = end + 1;
    }
    (record.len() == columns.len()).then_some(Row { file, columns, record, start })
}

fn unquoted(field: &str) -> Cow<'_, str> {
    match field.strip_prefix('"').and_then(|field| field.strip_suffix('"')) {
        Some(inside) => Cow::Owned(inside.replace("\"\"", "\"")),
        None => Cow::Borrowed(field),
    }
}

fn byte(position: u64) -> usize {
    usize::try_from(position).unwrap_or_default()
}

fn each_record(file: File<'_>, columns: &[&str], record: csv::StringRecord, each: &mut impl FnMut(&Row<'_>)) {
    let start = record.position().map_or(0, |position| byte(position.byte()));
    if record.len() == columns.len() {
        each(&Row { file, columns, record, start });
        return;
    }
    let message = format!("the row has {} fields, the table has {}", record.len(), columns.len());
    file.problem(start..start, message, Some("quote a field that contains a comma".to_owned()));
}

impl Row<'_> {
    fn index(&self, column: &str) -> usize {
        self.columns.iter().position(|name| *name == column).unwrap_or(usize::MAX)
    }

    /// A field without white space round it; empty when it is empty.
    pub fn text(&self, column: &str) -> &str {
        self.record.get(self.index(column)).unwrap_or_default().trim()
    }

    pub fn name(&self, column: &str) -> Name {
        Name::from(self.text(column))
    }

    /// A field that must not be empty.
    pub fn required(&self, column: &str) -> Name {
        if self.text(column).is_empty() {
            self.problem(column, format!("`{column}` is empty"), "fill it in");
        }
        self.name(column)
    }

    /// Parts of a field between semicolons.
    pub fn list(&self, column: &str) -> Vec<Name> {
        self.list_between(column, ';')
    }

    /// Parts of a field between separators.
    pub fn list_between(&self, column: &str, separator: char) -> Vec<Name> {
        let parts = self.text(column).split(separator).map(str::trim);
        parts.filter(|part| !part.is_empty()).map(Name::from).collect()
    }

    pub fn number(&self, column: &str) -> Option<f64> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let number = text.parse().ok().filter(|number: &f64| number.is_finite());
        if number.is_none() {
            self.problem(column, format!("`{text}` is not a number"), "write digits with a point");
        }
        number
    }

    pub fn date(&self, column: &str) -> Option<Date> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let day = text.parse().ok();
        if day.is_none() {
            self.problem(column, format!("`{text}` is not a date that exists"), "write YYYY-MM-DD");
        }
        day
    }

    /// `yes`, `no`, or empty.
    pub fn yes_no(&self, column: &str) -> Option<bool> {
        match self.text(column) {
            "yes" => Some(true),
            "no" => Some(false),
            "" => None,
            other => {
                self.problem(
                    column,
                    format!("`{other}` is neither `yes` nor `no`"),
                    "write yes, no or nothing",
                );
                None
            }
        }
    }

    pub fn one_of(&self, column: &str, known: &[&str]) -> Name {
        let text = self.text(column);
        if !known.contains(&text) {
            let near = chipgate_base::near::did_you_mean(text, known.iter().copied());
            let help = near.unwrap_or_else(|| format!("write one of {}", known.join(", ")));
            self.problem(column, format!("unknown `{column}`: `{text}`"), &help);
        }
        self.name(column)
    }

    pub fn problem(&self, column: &str, message: impl Into<String>, help: &str) {
        self.file.problem(self.span(column), message, Some(help.to_owned()));
    }

    /// The bytes of a field in the file.
    pub fn span(&self, column: &str) -> Range<usize> {
        let mut start = self.start;
        for _ in 0..self.index(column).min(self.columns.len()) {
            start = end_of_field(self.file.text, start) + 1;
        }
        start..end_of_field(self.file.text, start)
    }
}

fn end_of_field(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut quoted = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => quoted = !quoted,
            b',' | b'\n' | b'\r' if !quoted => break,
            _ => {}
        }
        at += 1;
    }
    at
}
