//! What every possible case says, where three values alone leave an answer open.
//!
//! Three-valued logic loses what two open conditions have in common: a chip of
//! TPP 3,000 on a die of 400 to 600 mm² is in `.a` or in `.b`, and needs a
//! license either way. So each open input is cut at the constants with which it
//! is compared, and each unknown word takes one value of every kind that the
//! rules tell apart. A *cell* has one piece of every open input.
//!
//! The cells are not gone through one by one. A *part* has some pieces of each
//! open input; where its outcome can change no more it stands for all of its
//! cells, else it is cut at the first test that leaves it open:
//!
//! ```text
//!            TPP  0 ──── 1600 ──── 4800 ────
//!   density  0   ┌──────────┬─────────┬─────┐
//!            1.6 │          │    ?    │     │   one pass for all below 1600,
//!            3.2 │    no    ├─────────┤ yes │   one for all from 4800,
//!            5.9 │          │   yes   │     │   more only in between
//!                └──────────┴─────────┴─────┘
//! ```

mod deciding;
mod grid;
mod open;
mod pieces;
mod reach;
mod walk;

pub use open::open_tests;
pub(crate) use reach::{is_reachable, slack};

use crate::book::Book;
use crate::evaluate::Pass;
use crate::fact::FactId;
use crate::inputs::Inputs;
use crate::space::Judged;
use grid::Grid;
use walk::Walk;

/// Most parts that are looked at; more leave the answer unknown, with that reason.
pub const MOST_PARTS: usize = 1 << 14;

/// An input that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Open {
    /// A fact of the transaction or the item.
    Fact(FactId),
    /// A fact of the party at this place.
    Party(usize, FactId),
    /// A fact of the circuit at this place inside the item.
    Inside(usize, FactId),
    /// A fact over contents that are not known.
    Contents(FactId),
    /// Whether the text at this place of the book has begun.
    Start(usize),
}

/// What the cells say.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings<T> {
    /// Every outcome that some cell has, sorted.
    pub possible: Vec<T>,
    /// The inputs for which two cells that differ only there have different outcomes.
    pub deciding: Vec<Open>,
}

/// There are more parts than are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooMany {
    /// The open inputs.
    pub open: Vec<Open>,
}

/// The outcomes of every reachable cell of the inputs that leave `entries` open.
///
/// `judge` gives the outcomes that a pass allows: one when it is settled, none
/// when it contradicts something that is known; and the rules that leave that
/// open. Where it names none, no further fact may change the outcomes.
///
/// # Errors
///
/// Returns the open inputs when there are more than [`MOST_PARTS`] parts.
pub fn explore<T: Ord + Clone>(
    book: &Book<'_>,
    inputs: &Inputs,
    pass: &Pass,
    entries: &[usize],
    judge: &dyn Fn(&Pass) -> Judged<Vec<T>>,
) -> Result<Findings<T>, TooMany> {
    let tests = open_tests(book, inputs, pass, entries);
    let grid = Grid::of(book, inputs, pass, &tests);
    let Some(leaves) = Walk::new(&grid, judge).leaves() else {
        return Err(TooMany { open: tests.into_keys().collect() });
    };
    let mut possible: Vec<T> = leaves.iter().flat_map(|leaf| &leaf.outcomes).cloned().collect();
    possible.sort();
    possible.dedup();
    Ok(Findings { possible, deciding: deciding::deciding(&grid, &leaves) })
}
