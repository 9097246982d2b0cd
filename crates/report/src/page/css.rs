//! Styles that several pages share.

/// The look of a page, of the answers of a gate, of the line of time with its strips, and of tables.
pub const BASE: &str = include_str!("base.css");
