//! Text of `data/` to checked values, with the place of every problem.
//!
//! The only crate that knows TOML and CSV. [`Corpus::load`] reads what it can
//! and reports everything that is wrong; [`ask`] turns a request into inputs,
//! filling in what the catalogue knows.

pub mod actors;
pub mod ask;
pub mod cases;
pub mod claims;
pub mod compare;
mod corpus;
mod csv_reader;
pub mod determination;
pub mod embedded;
pub mod events;
mod files;
pub mod gates;
pub mod history;
pub mod lists;
mod load;
pub mod messages;
pub mod names;
mod period;
pub mod plane;
mod problem;
pub mod race;
pub mod reference;
pub mod series;
mod toml_reader;

pub use corpus::{
    Corpus, Coverage, LANGUAGES, Loaded, Manifest, Messages, PublishedTpp, Reach, ReformFile, Term,
};
pub use files::{FileError, Files};
pub use load::worth::{OwnWorkload, own_points, own_workload};
pub use problem::{Place, Problem};
