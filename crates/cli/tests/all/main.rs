//! The program from outside, in one test program.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod claims;
mod commands;
mod edges;
mod race;
mod records;
mod same_bytes;
mod study;
mod study_law;
mod study_race;
mod study_tests;
mod support;
mod tables;
mod terms;
mod third_gate;
mod timeline;
