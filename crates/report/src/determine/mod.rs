//! A determination as text, JSON and one row of a table.

pub mod json;
pub mod row;
pub mod text;
