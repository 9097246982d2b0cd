//! A table for people: columns side by side, grouped digits, words of the reader's language.

use super::column::Digits;
use super::{Cell, Column, Table};
use crate::Words;
use crate::visible::visible;
use crate::words::number::{self, grouped};

/// Widest column on a terminal; longer cells are not cut but push the rest to the right.
const WIDEST: usize = 48;

impl Table {
    /// Columns side by side.
    #[must_use]
    pub fn text(&self, words: &Words) -> String {
        let of_people = |column: &&Column| column.for_people;
        let header: Vec<String> =
            self.columns.iter().filter(of_people).map(|column| column.name.to_owned()).collect();
        let cells = |row: &Vec<Cell>| {
            let pairs = self.columns.iter().zip(row).filter(|(column, _)| column.for_people);
            pairs.map(|(column, cell)| in_words(*column, cell, words)).collect()
        };
        side_by_side(&std::iter::once(header).chain(self.rows.iter().map(cells)).collect::<Vec<_>>())
    }
}

/// Lines of cells, each column as wide as its widest cell that is not too wide; the first line is the header.
#[must_use]
pub fn side_by_side(lines: &[Vec<String>]) -> String {
    let widths = widths(lines);
    let mut out = String::new();
    for line in lines {
        let cells = line.iter().zip(&widths).map(|(cell, width)| format!("{}  ", padded(cell, *width)));
        out.push_str(cells.collect::<String>().trim_end());
        out.push('\n');
    }
    out
}

fn widths(lines: &[Vec<String>]) -> Vec<usize> {
    let Some((header, rows)) = lines.split_first() else { return Vec::new() };
    let column = |(at, name): (usize, &String)| {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| display_width(cell));
        cells.filter(|width| *width <= WIDEST).max().unwrap_or(0).max(display_width(name))
    };
    header.iter().enumerate().map(column).collect()
}

fn in_words(column: Column, cell: &Cell, words: &Words) -> String {
    let number = |number: f64| in_digits(column.digits, number);
    match cell {
        Cell::Missing => String::new(),
        Cell::Number(value) => number(*value),
        Cell::Range { low, high } => ends_in_words(low.map(number), high.map(number), words),
        Cell::Day(day) => day.to_string(),
        Cell::Text(text) | Cell::Word { words: text, .. } => visible(text).into_owned(),
        Cell::List(list) => list.iter().map(|word| visible(word)).collect::<Vec<_>>().join("; "),
        Cell::YesNo(is) => words.get(if *is { "cell_yes" } else { "cell_no" }).to_owned(),
    }
}

fn in_digits(how: Digits, number: f64) -> String {
    match how {
        Digits::Plain => number.to_string(),
        Digits::Four => grouped(number, number::Digits::Four),
        // Four decimals would show nothing of a number this small, and a number this large has too many digits.
        Digits::Grouped if number != 0.0 && !(1e-3..1e15).contains(&number.abs()) => {
            grouped(number, number::Digits::Four)
        }
        Digits::Grouped => number::number(number),
    }
}

/// A range in words; `low` and `high` are the ends in digits, `None` where an end is not known.
#[must_use]
pub fn ends_in_words(low: Option<String>, high: Option<String>, words: &Words) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => low,
        (Some(low), Some(high)) => words.fill("cell_range", &[("low", &low), ("high", &high)]),
        // From zero without an upper end: nothing is known.
        (Some(low), None) if low == "0" => words.get("cell_unknown").to_owned(),
        (Some(low), None) => words.fill("cell_at_least", &[("low", &low)]),
        (None, Some(high)) => words.fill("cell_up_to", &[("high", &high)]),
        (None, None) => String::new(),
    }
}

/// A text with blanks after it up to a width in columns of a terminal, where wide letters count as two.
#[must_use]
pub fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(display_width(text))))
}

/// Columns on a terminal: East Asian characters take two.
pub(super) fn display_width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}')
}
