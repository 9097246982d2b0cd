//! Small expressions of the data: one reader, one tree, one writer, two dialects.
//!
//! A [`Dialect`] says which signs and words there are. [`CONDITION`] is the language of rules, with names and words
//! but neither numbers nor arithmetic, so that every constant of the law has a name and a unit. [`FORMULA`] is that of
//! claims and published analyses: numbers, days, arithmetic and calls.
//!
//! ```
//! use chipgate_base::formula::{CONDITION, FORMULA, parse, print};
//!
//! let condition = parse("tpp >= floor and destination in adv   # 742.6(a)(6)", &CONDITION).unwrap();
//! assert_eq!(print(&condition), "tpp >= floor and destination in adv");
//! assert!(parse("tpp >= 4800", &CONDITION).unwrap_err().message.starts_with("a number stands"));
//!
//! let formula = parse("1 + 2 * 3", &FORMULA).unwrap();
//! assert_eq!(formula, parse("1 + (2 * 3)", &FORMULA).unwrap());
//! ```
//!
//! Names are not looked up here: whoever knows what a name can mean walks the tree.

mod dialect;
mod lexer;
mod parser;
mod printer;
#[cfg(test)]
mod tests;
mod tree;

pub use dialect::{CONDITION, Dialect, FORMULA};
pub use lexer::on_one_line;
pub use parser::parse;
pub use printer::{print, print_with};
pub use tree::{Expr, Op, Part};

use std::ops::Range;

/// What is wrong with an expression, and where in its text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct FormulaProblem {
    /// What is wrong, small letter first.
    pub message: String,
    /// Byte range in the text of the expression.
    pub at: Range<usize>,
    /// What to do, when there is something to say.
    pub help: Option<String>,
}

impl FormulaProblem {
    /// A problem at a place, without a remedy.
    pub fn new(message: impl Into<String>, at: Range<usize>) -> FormulaProblem {
        FormulaProblem { message: message.into(), at, help: None }
    }

    /// The same with what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> FormulaProblem {
        self.help = Some(help.into());
        self
    }
}
