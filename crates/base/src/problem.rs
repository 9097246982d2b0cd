//! What is wrong in a file, where, and what to do.

use std::cell::RefCell;
use std::ops::Range;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Path below the data folder, or the path of a request file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Byte range in the file.
    pub bytes: Range<usize>,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, small letter first, one line.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What to do.
    pub help: Option<String>,
}

/// Collects problems while reading goes on.
#[derive(Debug, Default)]
pub struct Sink {
    problems: RefCell<Vec<Problem>>,
}

impl Sink {
    /// Keeps a problem.
    pub fn add(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    /// All problems, sorted by place, each once; nothing is left inside.
    pub fn take(&self) -> Vec<Problem> {
        let mut problems = self.problems.take();
        problems.sort_by(|a, b| {
            (&a.place.file, a.place.line, a.place.column, &a.message).cmp(&(
                &b.place.file,
                b.place.line,
                b.place.column,
                &b.message,
            ))
        });
        problems.dedup();
        problems
    }
}

/// The place of a byte range in a text.
///
/// ```
/// use chipgate_base::problem::place;
///
/// let place = place("rules.toml", "id = 1\nwhen = x", 14..15);
/// assert_eq!((place.line, place.column), (2, 8));
/// ```
pub fn place(file: &str, text: &str, bytes: Range<usize>) -> Place {
    let before = text.get(..bytes.start.min(text.len())).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let start_of_line = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(start_of_line..).unwrap_or_default().chars().count() + 1;
    Place { file: file.to_owned(), line, column, bytes }
}
