//! Text of `data/` to checked values, with the place of every problem.
//!
//! The only crate that knows TOML and CSV. [`Corpus::load`] reads what it can
//! and reports everything that is wrong; [`ask`] turns a request into inputs,
//! filling in what the catalogue knows.

pub mod ask;
pub mod cases;
pub mod compare;
mod corpus;
mod csv_reader;
pub mod determination;
pub mod embedded;
mod files;
pub mod history;
mod load;
pub mod names;
pub mod plane;
mod problem;
pub mod reference;
mod toml_reader;

pub use corpus::{Corpus, Coverage, Loaded, Manifest, Messages, PublishedTpp, ReformFile};
pub use files::{FileError, Files};
pub use load::worth::{OwnWorkload, own_points, own_workload};
pub use problem::{Place, Problem};
