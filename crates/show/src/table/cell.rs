//! One value of a table.

use super::Kind;
use chipgate_base::Name;
use chipgate_base::interval::Interval;
use jiff::civil::Date;

/// A value. What is not known is missing: never zero, never no, never a dash.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Nothing is known, or nothing is to be said.
    Missing,
    /// A finite number.
    Number(f64),
    /// A number between two ends, both included; `None` is an end that is not known.
    Range {
        /// The lower end.
        low: Option<f64>,
        /// The upper end.
        high: Option<f64>,
    },
    /// A day.
    Day(Date),
    /// Words that are the same for everybody.
    Text(String),
    /// A code for programs, with its words for people.
    Word {
        /// The code.
        code: String,
        /// The words.
        words: String,
    },
    /// Several words.
    List(Vec<String>),
    /// Yes or no.
    YesNo(bool),
}

impl Cell {
    /// A list of the words that are not empty.
    pub fn list<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> Cell {
        let words = words.into_iter().map(|word| word.as_ref().to_owned());
        Cell::List(words.filter(|word| !word.is_empty()).collect())
    }

    /// A code with its words.
    pub fn word(code: impl Into<String>, words: impl Into<String>) -> Cell {
        Cell::Word { code: code.into(), words: words.into() }
    }

    /// A number between two ends; an end that is not finite is not known.
    #[must_use]
    pub fn range(low: f64, high: f64) -> Cell {
        let end = |at: f64| at.is_finite().then_some(at);
        Cell::Range { low: end(low), high: end(high) }
    }

    /// The value in the one form that a column of this kind has for it.
    pub(super) fn under(self, kind: Kind) -> Cell {
        match self {
            Cell::Missing if kind == Kind::List => Cell::List(Vec::new()),
            Cell::Number(number) if !number.is_finite() => Cell::Missing,
            // There is one zero.
            Cell::Number(number) => Cell::Number(number + 0.0),
            Cell::Range { low: None, high: None } => Cell::Missing,
            Cell::Text(text) if text.is_empty() => Cell::Missing,
            Cell::Word { code, .. } if code.is_empty() => Cell::Missing,
            other => other,
        }
    }
}

/// Words for people are no part of the value.
impl PartialEq for Cell {
    fn eq(&self, other: &Cell) -> bool {
        match (self, other) {
            (Cell::Missing, Cell::Missing) => true,
            (Cell::Number(one), Cell::Number(two)) => one == two,
            (Cell::Range { low, high }, Cell::Range { low: other_low, high: other_high }) => {
                (low, high) == (other_low, other_high)
            }
            (Cell::Day(one), Cell::Day(two)) => one == two,
            (Cell::List(one), Cell::List(two)) => one == two,
            (Cell::YesNo(one), Cell::YesNo(two)) => one == two,
            (
                Cell::Text(one) | Cell::Word { code: one, .. },
                Cell::Text(two) | Cell::Word { code: two, .. },
            ) => one == two,
            _ => false,
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Cell {
        Cell::Text(text.clone())
    }
}

impl From<&Name> for Cell {
    fn from(name: &Name) -> Cell {
        Cell::Text(name.to_string())
    }
}

impl From<&[Name]> for Cell {
    fn from(names: &[Name]) -> Cell {
        Cell::list(names.iter().map(|name| &**name))
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Cell {
        Cell::Number(number)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Cell {
        // Counts of rows and figures stay far below 2^53.
        Cell::Number(count as f64)
    }
}

impl From<u32> for Cell {
    fn from(count: u32) -> Cell {
        Cell::Number(f64::from(count))
    }
}

impl From<i16> for Cell {
    fn from(year: i16) -> Cell {
        Cell::Number(f64::from(year))
    }
}

impl From<bool> for Cell {
    fn from(is: bool) -> Cell {
        Cell::YesNo(is)
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Cell {
        Cell::Day(day)
    }
}

impl From<Interval> for Cell {
    fn from(interval: Interval) -> Cell {
        Cell::range(interval.low.at, interval.high.at)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Missing, Into::into)
    }
}
