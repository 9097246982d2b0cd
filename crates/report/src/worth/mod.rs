//! What chips are worth, as text, JSON, tables and pages.

pub mod compare;
pub mod figures;
mod frame;
pub mod rank;
mod said;
pub mod validation;
