//! Results of chipgate as text, JSON, CSV, SVG and HTML.
//!
//! A determination carries its evidence; nothing here looks law up or decides.
//! Words come from the message files by key, so that codes stay the same in
//! every language.

pub mod actors;
mod arguments;
pub mod claims;
pub mod coverage;
pub mod determine;
pub mod history;
pub mod in_force;
pub mod page;
pub mod timeline;
pub mod worth;

pub use arguments::ARGUMENTS;
