//! The law crate from outside, on a toy law that is built by the public functions alone.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "in a test a missing value is a failure, and what tests share stands outside the test functions"
)]

mod book;
mod cells;
mod determine;
mod evaluate;
mod order;
mod space;
mod toy;
