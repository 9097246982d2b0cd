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
mod model;
mod value;
pub mod verdict;

pub use checked::{Checked, filled_in, show, show_number, show_range};
pub use chipgate_base::formula::{Expr, Op, Part, print, print_with};
use chipgate_base::formula::{FORMULA, FormulaProblem};
pub use evaluate::{Evaluator, FUNCTIONS, Found, Law, Read};
pub use model::{
    Article, Claim, Claimed, Join, Outside, Part as ClaimPart, Rests, Said, Stance, Tolerance, Verdict,
};
pub use value::{Range, Value};
pub use verdict::{Judged, JudgedPart, Reason};

/// Reads a formula.
///
/// # Errors
///
/// Returns the first place that cannot be read, with what was expected there.
pub fn parse(text: &str) -> Result<Expr, FormulaProblem> {
    chipgate_base::formula::parse(text, &FORMULA)
}
