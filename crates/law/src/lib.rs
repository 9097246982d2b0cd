//! What export-control rules say about one transaction on one day.
//!
//! The crate is pure: it reads no files, has no clock, no randomness and no
//! async, so that the same question has the same answer tomorrow. Text becomes
//! checked values in `chipgate-corpus`; this crate decides.
//!
//! The way of a question, one module a step:
//!
//! 1. [`value`]: what can be known of a fact.
//! 2. [`fact`]: which facts there are.
//! 3. [`expr`]: a condition of a rule, from text to a checked tree.
//! 4. [`instrument`], [`rule`] and [`gate`]: dated law, and whose it is.
//! 5. [`book`]: the rules that hold on a day, in the order in which they are read.
//! 6. [`evaluate`]: one pass of a rule book over one set of inputs, in three values.
//! 7. [`cells`]: what a pass over every possible case says where a fact is open.
//! 8. [`mod@determine`]: the whole answer with its evidence.
//! 9. [`space`]: the law of a day as a tree of boxes, for many questions and for questions about lines.

pub mod book;
pub mod cells;
mod combine;
pub mod determine;
pub mod evaluate;
pub mod expr;
pub mod fact;
pub mod gate;
pub mod inputs;
pub mod instrument;
pub mod rule;
pub mod space;
pub mod value;
