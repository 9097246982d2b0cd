//! Results of chipgate as text, JSON, CSV, SVG and HTML.
//!
//! A determination carries its evidence; nothing here looks law up or decides.
//! Words come from the message files by key, so that codes stay the same in
//! every language.

pub mod actors;
pub mod actors_page;
mod arguments;
pub mod claims;
pub mod claims_page;
pub mod coverage;
pub mod history;
pub mod history_page;
pub mod in_force;
pub mod json;
pub mod page;
pub mod row;
pub mod text;
pub mod timeline;
pub mod timeline_page;
pub mod worth;

pub use arguments::ARGUMENTS;
