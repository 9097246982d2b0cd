//! The race on the embedded data.
// Helpers of tests may stop a test; the lint knows only functions marked as tests.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod agreement;
mod classes;
mod conservation;
mod draws;
mod instruction_sets;
mod levers;
mod measures;
mod rulebooks;
mod summary;
mod support;
mod targets;
mod theses;
mod threads;
mod unsettled;
