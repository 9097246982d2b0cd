//! What stands under a name: its kind, and how people read its numbers.

use super::Cell;

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A number.
    Number,
    /// A number known within two ends; two fields for programs, `<name>_low` and `<name>_high`.
    Range,
    /// A day.
    Day,
    /// Words, an id or a code.
    Text,
    /// Several words, ids or codes; never missing, but perhaps empty.
    List,
    /// Yes or no.
    YesNo,
}

impl Kind {
    /// Whether a cell can stand in a column of this kind.
    pub(super) fn takes(self, cell: &Cell) -> bool {
        match cell {
            Cell::Missing => true,
            Cell::Number(_) => self == Kind::Number,
            Cell::Range { .. } => self == Kind::Range,
            Cell::Day(_) => self == Kind::Day,
            Cell::Text(_) | Cell::Word { .. } => self == Kind::Text,
            Cell::List(_) => self == Kind::List,
            Cell::YesNo(_) => self == Kind::YesNo,
        }
    }
}

/// How many digits of a number people read. Programs read them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Digits {
    /// Thousands in groups and at most four decimals.
    Grouped,
    /// Four digits that count: results of a model.
    Four,
    /// As they are: a year, a line of a file.
    Plain,
}

/// A named column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name, also the key in JSON.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    pub(super) digits: Digits,
    pub(super) for_people: bool,
}

impl Column {
    const fn new(name: &'static str, kind: Kind, digits: Digits) -> Column {
        Column { name, kind, digits, for_people: true }
    }

    /// The same column, left out of the form for people.
    #[must_use]
    pub const fn for_programs(self) -> Column {
        Column { for_people: false, ..self }
    }
}

/// A column of numbers.
#[must_use]
pub const fn number(name: &'static str) -> Column {
    Column::new(name, Kind::Number, Digits::Grouped)
}

/// A column of numbers of which people read four digits.
#[must_use]
pub const fn figure(name: &'static str) -> Column {
    Column::new(name, Kind::Number, Digits::Four)
}

/// A column of years or places, whose digits are not grouped.
#[must_use]
pub const fn year(name: &'static str) -> Column {
    Column::new(name, Kind::Number, Digits::Plain)
}

/// A column of numbers known within two ends.
#[must_use]
pub const fn range(name: &'static str) -> Column {
    Column::new(name, Kind::Range, Digits::Grouped)
}

/// A column of days.
#[must_use]
pub const fn day(name: &'static str) -> Column {
    Column::new(name, Kind::Day, Digits::Plain)
}

/// A column of words, ids or codes.
#[must_use]
pub const fn text(name: &'static str) -> Column {
    Column::new(name, Kind::Text, Digits::Plain)
}

/// A column of lists.
#[must_use]
pub const fn list(name: &'static str) -> Column {
    Column::new(name, Kind::List, Digits::Plain)
}

/// A column of yes and no.
#[must_use]
pub const fn yes_no(name: &'static str) -> Column {
    Column::new(name, Kind::YesNo, Digits::Plain)
}
