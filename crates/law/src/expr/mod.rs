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
pub mod resolve;

pub use chipgate_base::formula::{Expr, FormulaProblem, on_one_line};
pub use cond::{Atom, ConclusionId, Cond, FactId, SetId, Threshold};

use chipgate_base::formula::CONDITION;

/// Reads a condition.
///
/// # Errors
///
/// Returns the first place that cannot be read, with what was expected there.
///
/// ```
/// use chipgate_law::expr::parse;
///
/// assert!(parse("tpp >= floor and not consumer").is_ok());
/// let problem = parse("tpp >= floor and").unwrap_err();
/// assert_eq!(problem.at, 16..16);
/// ```
pub fn parse(text: &str) -> Result<Expr, FormulaProblem> {
    chipgate_base::formula::parse(text, &CONDITION)
}
