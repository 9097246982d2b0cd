//! What chips are worth, as text, JSON, tables and pages.

pub mod compare;
pub mod figures;
mod page;
pub mod rank;
mod roofline;
mod said;
pub mod validation;
