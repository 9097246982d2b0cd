//! The articles' claims: what each says, the formula over our data that checks it, and the verdict.
//!
//! A formula is a small expression over chips, series, rules and events:
//!
//! ```text
//! chip("nvidia-b30a", tpp) / chip("nvidia-h20-96gb", tpp)
//! series("nvda_china_revenue_fy_billto", "FY2025") / series("nvda_revenue_fy", "FY2025")
//! answer("nvidia-h20-96gb", "CN", 2025-11-26) == license_required
//! ```
//!
//! [`parse`] gives an [`Expr`] with places, [`Evaluator`] looks every name up and gives a
//! [`Value`], [`judge`](verdict::judge) compares it with what the article says.

mod checked;
mod evaluate;
mod functions;
mod lexer;
mod model;
mod parser;
mod value;
pub mod verdict;

pub use checked::{Checked, filled_in, show, show_number, show_range};
pub use evaluate::{Evaluator, Found, Law, Read};
pub use functions::FUNCTIONS;
pub use model::{Article, Claim, Claimed, Join, Outside, Part as ClaimPart, Rests, Said, Texts, Tolerance};
pub use parser::{Expr, Op, Part, parse, print, print_with};
pub use value::{Range, Value};
pub use verdict::{Judged, JudgedPart, Reason, Stance, Verdict};

/// What is wrong with a formula, and where in its text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct FormulaProblem {
    /// What is wrong, small letter first.
    pub message: String,
    /// Byte range in the text of the formula.
    pub at: std::ops::Range<usize>,
    /// What to do, when there is something to say.
    pub help: Option<String>,
}

impl FormulaProblem {
    pub(crate) fn new(message: impl Into<String>, at: std::ops::Range<usize>) -> FormulaProblem {
        FormulaProblem { message: message.into(), at, help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> FormulaProblem {
        self.help = Some(help.into());
        self
    }
}
