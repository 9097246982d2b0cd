//! The walk over the parts of a grid: each is judged once, and cut where it is open.

use super::grid::{Axis, Grid, Part};
use super::pieces::Pieces;
use super::reach::with;
use super::{MOST_PARTS, Open};
use crate::evaluate::{Pass, Whose};
use crate::expr::Atom;
use crate::fact::FactId;
use crate::space::search::{Look, OpenTest, open_tests};
use crate::space::{Axis as Input, Judged};
use std::ops::Range;

/// A part whose cells have the same outcomes.
pub(super) struct Leaf<T> {
    pub part: Part,
    pub outcomes: Vec<T>,
}

/// A walk.
pub(super) struct Walk<'w, T> {
    grid: &'w Grid<'w>,
    judge: &'w dyn Fn(&Pass) -> Judged<Vec<T>>,
}

impl<'w, T> Walk<'w, T> {
    pub(super) fn new(grid: &'w Grid<'w>, judge: &'w dyn Fn(&Pass) -> Judged<Vec<T>>) -> Walk<'w, T> {
        Walk { grid, judge }
    }

    /// The leaves that an item can reach and that contradict nothing; `None` where there are too many parts.
    pub(super) fn leaves(&self) -> Option<Vec<Leaf<T>>> {
        let mut leaves = Vec::new();
        let mut ahead = vec![self.grid.whole()];
        let mut seen = 0;
        while let Some(part) = ahead.pop() {
            if !self.grid.may_reach(&part) {
                continue;
            }
            seen += 1;
            if seen > MOST_PARTS {
                return None;
            }
            match self.see(part) {
                Seen::Leaf(leaf) if leaf.outcomes.is_empty() => {}
                Seen::Leaf(leaf) => leaves.extend(Some(leaf).filter(|leaf| self.is_reached(&leaf.part))),
                Seen::Cut(parts) => ahead.extend(parts),
            }
        }
        Some(leaves)
    }

    fn is_reached(&self, part: &Part) -> bool {
        self.grid.reach_alike(part, part, None)
    }

    fn see(&self, part: Part) -> Seen<T> {
        let case = self.grid.case(&part);
        let pass = self.grid.book.pass_case(&case);
        let judged = (self.judge)(&pass);
        if judged.open.is_empty() {
            return Seen::Leaf(Leaf { part, outcomes: judged.outcome });
        }
        let look = Look { place: 0, book: self.grid.book, case, pass };
        let tests = open_tests(&look, &judged.open);
        match tests.iter().find_map(|test| self.cut(&part, test)) {
            Some(parts) => Seen::Cut(parts),
            None => Seen::Leaf(Leaf { part, outcomes: judged.outcome }),
        }
    }

    /// The part cut where a test is open; `None` where the grid does not cut there.
    fn cut(&self, part: &Part, test: &OpenTest<'_>) -> Option<Vec<Part>> {
        let axis = self.grid.axis(input_of(&test.axis))?;
        let slot = slot_of(axis, part, &test.axis)?;
        let left = part.get(slot)?.clone();
        Some(pieces_of(axis, left, test.atom).into_iter().map(|left| with(part, slot, left)).collect())
    }
}

enum Seen<T> {
    Leaf(Leaf<T>),
    Cut(Vec<Part>),
}

/// The open input that a test reads.
fn input_of(axis: &Input) -> Open {
    let of = |whose: Whose, fact: FactId| match whose {
        Whose::Transaction => Open::Fact(fact),
        Whose::Party(at) => Open::Party(at, fact),
        Whose::Inside(at) => Open::Inside(at, fact),
    };
    match axis {
        Input::Fact(whose, fact) | Input::Has(whose, fact, _) => of(*whose, *fact),
        Input::Contents(fact) => Open::Contents(*fact),
        Input::Start(_, at) => Open::Start(*at),
    }
}

/// The slot to cut: that of the word, else the first of the axis of which more than one piece is left.
fn slot_of(axis: &Axis, part: &Part, input: &Input) -> Option<usize> {
    let has_choice = |slot: &usize| part.get(*slot).is_some_and(|left| left.len() > 1);
    let own = match (&axis.pieces, input) {
        (Pieces::Lists(words), Input::Has(_, _, word)) => words.binary_search(word).ok(),
        _ => None,
    };
    let own = own.map(|at| axis.slots.start + at).filter(has_choice);
    own.or_else(|| axis.slots.clone().find(has_choice))
}

/// Numbers are cut in two where the test changes its answer, or beside it; of all else each piece is by itself.
fn pieces_of(axis: &Axis, left: Range<usize>, atom: Option<&Atom>) -> Vec<Range<usize>> {
    let (Pieces::Numbers(ranges), Some(Atom::Compare(_, comparison, threshold))) = (&axis.pieces, atom)
    else {
        return left.map(|piece| piece..piece + 1).collect();
    };
    let answer = |at: usize| ranges.get(at).map(|range| range.compare(*comparison, threshold.value));
    let first = answer(left.start);
    let at = (left.start + 1..left.end).find(|at| answer(*at) != first).unwrap_or(left.start + 1);
    vec![left.start..at, at..left.end]
}
