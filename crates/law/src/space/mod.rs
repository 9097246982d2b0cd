//! One space: the law of a day as an exact decision tree.
//!
//! A rule book, with some facts fixed, is a function that is constant on boxes.
//! A [`Tree`] builds the boxes lazily from the reference evaluator itself: a node
//! asks [`Book::pass_case`](crate::book::Book::pass_case) about its box. Where the
//! outcome is settled it is a leaf; where it is open it is cut at the first open
//! test, a number at a constant and a side, a word by the classes that the open
//! tests tell apart, a list one word at a time, yes or no in two.
//!
//! Three-valued logic makes this sound: a settled box is settled for every point
//! in it. Cutting only at the constants of open tests makes it finite. The tree
//! can be wrong only if the evaluator is.
//!
//! ```text
//!   points, boxes          Tree                       reference evaluator
//!   ──────────────         ─────────────────          ───────────────────
//!   leaf_of(point)    ──▶  cut, cut, … leaf
//!   leaves_below(box) ──▶  a gap? make the node  ──▶  pass over the box, judge
//! ```
//!
//! A value that is not known is not a point of its axis. Each node has one more
//! part for it, in which the axis keeps its whole range and is never cut; the
//! leaves below it have the three-valued answer.
//!
//! Nodes are made where somebody walks, under a cap; a full cache is emptied and
//! made again. No question has too many cells.
//!
//! 1. [`Axis`]: what can be open. [`Cut`] and [`Split`]: how it is cut. [`Region`]: a box. [`Point`]: a point.
//! 2. [`Judge`]: what is asked of a box; [`Outcome`] is the standard.
//! 3. [`Tree`]: the walk to a leaf, all leaves below a box, a slice, the last point along an axis.
//! 4. [`maximal`]: boxes put together.

mod axes;
mod boxes;
mod classes;
mod cuts;
mod grow;
mod merge;
mod outcome;
mod point;
mod reach;
pub(crate) mod search;
mod step;
mod tree;
mod walks;
mod words;

pub use axes::{Axis, AxisId};
pub use boxes::{Extent, Region};
pub use cuts::{Classes, Cut, Side, Split};
pub use merge::maximal;
pub use outcome::{Judge, Judged, Outcome};
pub use point::{Coordinate, Point};
pub use tree::{DifferentFacts, Leaf, Line, Tree, USUAL_CAP};
pub use walks::{Leaves, Limit, Piece, Toward};
pub use words::Words;
