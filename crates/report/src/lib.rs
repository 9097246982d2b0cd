//! Results of chipgate as text, JSON, CSV, SVG and HTML.
//!
//! A determination carries its evidence; nothing here looks law up or decides.
//! Words come from the message files by key, so that codes stay the same in
//! every language.

pub mod actors;
pub mod actors_page;
pub mod claims;
pub mod claims_page;
pub mod coverage;
mod draw;
pub mod history;
pub mod history_page;
pub mod json;
pub mod locale;
mod page;
pub mod problems;
pub mod row;
pub mod study;
pub mod study_page;
pub mod table;
pub mod text;
pub mod timeline;
pub mod timeline_page;
mod visible;
mod words;
pub mod worth;

pub use visible::{visible, visible_lines};
pub use words::{ARGUMENTS, Words, number, words};
