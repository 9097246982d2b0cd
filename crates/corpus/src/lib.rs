//! Placed of `data/` to checked values, with the place of every problem.
//!
//! The only crate that knows TOML and CSV. [`Corpus::load`] reads what it can
//! and reports everything that is wrong; [`ask`] turns a request into inputs,
//! filling in what the catalogue knows.

mod cases;
mod corpus;
mod csv_reader;
pub mod embedded;
mod files;
pub mod folders;
mod in_force;
mod json_tree;
mod load;
pub mod messages;
mod toml_reader;
mod toml_tree;

pub use cases::{lacks, unmet};
pub use corpus::{
    Corpus, Coverage, LANGUAGES, Loaded, Messages, PublishedTpp, Reach, ReformFile, Term, Uncollected,
    WellKnown,
};
pub use files::{FileError, Files, MOST_BYTES, read_regular, read_stream};
pub use in_force::ReformDays;
pub use json_tree::{check_json, read_json};
pub use load::race::{read_observations, read_study};
pub use load::worth::{OwnWorkload, own_points, own_workload};
pub use toml_tree::read_toml;
