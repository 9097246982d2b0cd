//! Conditions of rules: from text to a checked tree.
//!
//! The language has `and or not`, comparisons of a quantity with a named
//! threshold, `==` and `in` for words, and nothing else: no arithmetic, loops
//! or functions. What the law defines by arithmetic is a named quantity.
//!
//! ```text
//! tpp >= tpp_floor or (tpp >= dense_floor and performance_density >= density_floor)
//! destination in adv and not "3A090.a" in eccn   # a comment goes to the end of the line
//! ```
//!
//! [`parse`] gives an [`Expr`] with places; [`resolve`](resolve::resolve) checks
//! names, types and units against the declared facts and gives a [`Cond`].

mod cond;
mod lexer;
mod parser;
mod printer;
pub mod resolve;

pub use cond::{Atom, ConclusionId, Cond, SetId, Threshold};
pub use lexer::on_one_line;
pub use parser::{Expr, Operand, Word, parse};
pub use printer::print;

use std::ops::Range;

/// What is wrong with a condition, and where in its text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ExprProblem {
    /// What is wrong, small letter first.
    pub message: String,
    /// Byte range in the text of the condition.
    pub at: Range<usize>,
    /// What to do, when there is something to say.
    pub help: Option<String>,
}

impl ExprProblem {
    pub(crate) fn new(message: impl Into<String>, at: Range<usize>) -> ExprProblem {
        ExprProblem { message: message.into(), at, help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> ExprProblem {
        self.help = Some(help.into());
        self
    }
}
