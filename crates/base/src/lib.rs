//! What can be known of a number, a day or a word, and where a mistake stands.
//!
//! The ground floor: every other crate stands on it, and it stands on none. It is pure, like the law above it: no files,
//! no clock, no randomness.
//!
//! * [`answer`] and [`interval`]: yes, no or not known; a number known within two ends.
//! * [`day`] and [`period`]: a day that is known within a span; the time that a figure is about.
//! * [`text`]: one thing said in English, Japanese and Chinese.
//! * [`formula`]: the one reader and writer of small expressions, in two dialects: conditions of rules, formulas of claims.
//! * [`message`]: the places in a message that are filled.
//! * [`problem`] and [`near`]: what is wrong in a file, where, and what may have been meant.
//! * [`tree`]: a file of a user as a tree with places.
//! * [`codes!`](crate::codes): the words by which data and JSON name the variants of a type.

pub mod answer;
mod codes;
pub mod day;
pub mod formula;
pub mod interval;
pub mod message;
pub mod near;
pub mod period;
pub mod problem;
pub mod text;
pub mod tree;

/// A shared, immutable word: an id, a symbol, a country code.
pub type Name = std::sync::Arc<str>;
