//! The whole answer to a policy question: what the rules said, what the chips are worth, what each policy does.
//!
//! Three steps, each a value: [`Findings::of`] gathers everything, with progress and stop as its argument ([`Watch`]);
//! [`Telling::of`] makes a [`Story`] of it in a language; [`files`] tells the story as a page, CSV, JSON and Markdown.
//! Nothing here prints, reads a file or keeps a state.

mod chance;
mod files;
mod gather;
mod json;
mod markdown;
mod measure;
mod notes;
pub mod page;
mod rows;
mod run;
mod story;
mod told;
mod watch;

pub use chance::chance;
pub use files::files;
pub use gather::Findings;
pub use json::json;
pub use markdown::markdown;
pub(crate) use markdown::separation_means;
pub use measure::{
    Unit, is_none, odds, odds_share, quantity_name, quantity_title, reduce, unit_name, unit_slug,
};
pub use notes::notes;
pub use rows::table;
pub use run::Run;
pub use story::{Story, Telling};
pub use told::{told, told_cell, unit_cell};
pub use watch::{Error, Event, Watch};
