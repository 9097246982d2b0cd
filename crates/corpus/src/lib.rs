//! Placed of `data/` to checked values, with the place of every problem.
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
mod in_force;
mod load;
pub mod messages;
pub mod next;
mod passage;
pub mod plane;
pub mod race;
pub mod reference;
pub mod series;
mod toml_reader;

pub use corpus::{
    Corpus, Coverage, LANGUAGES, Loaded, Manifest, Messages, Plausible, PublishedTpp, Reach, ReformFile,
    Term, Uncollected,
};
pub use files::{FileError, Files, MOST_BYTES, read_regular, read_stream};
pub use in_force::ReformDays;
pub use load::worth::{OwnWorkload, own_points, own_workload};
