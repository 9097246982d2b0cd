//! Which cells an item can have: quantities that are bound to each other by definition fit together.

use super::Open;
use super::grid::{Axis, Grid, Part};
use super::pieces::Pieces;
use crate::book::Book;
use crate::expr::resolve::{Binding, Bound};
use crate::fact::FactId;
use crate::inputs::Inputs;
use chipgate_base::interval::Interval;
use std::ops::Range;

/// Slack of bound quantities: that of arithmetic, or of rounding where the inputs themselves are rounded.
const SLACKS: [f64; 2] = [1e-9, 0.01];

/// The least slack with which the inputs fit their own definitions; `None` when they do not fit at all.
pub(crate) fn slack(book: &Book<'_>, inputs: &Inputs) -> Option<f64> {
    SLACKS.into_iter().find(|slack| is_reachable(book, inputs, *slack))
}

/// Quantities that are bound to each other by definition fit together.
pub(crate) fn is_reachable(book: &Book<'_>, inputs: &Inputs, slack: f64) -> bool {
    let inside = || inputs.contents.iter().all(|content| is_reachable(book, &content.inputs, slack));
    let range = |fact: FactId| inputs.value(fact).interval();
    inside() && book.law.vocabulary.bindings.iter().all(|binding| binding.is_reachable(&range, slack))
}

impl Grid<'_> {
    /// Some cell of each part can be reached by an item, where both have the same piece of every axis but one.
    ///
    /// Without that axis the two parts must be alike.
    pub(super) fn reach_alike(&self, one: &Part, other: &Part, apart: Option<Open>) -> bool {
        if !self.may_reach(one) || !self.may_reach(other) {
            return false;
        }
        let Some((axis, slot)) = self.bound_with_choice(one, other) else {
            return true;
        };
        let pieces = |part: &Part| part.get(slot).cloned().unwrap_or_default();
        let at = |part: &Part, piece| with(part, slot, piece..piece + 1);
        if apart == Some(axis.open) {
            let on = |a| pieces(other).any(|b| self.reach_alike(&at(one, a), &at(other, b), apart));
            return pieces(one).any(on);
        }
        pieces(one).any(|piece| self.reach_alike(&at(one, piece), &at(other, piece), apart))
    }

    /// The first axis that a definition binds and of which more than one piece is left.
    fn bound_with_choice(&self, one: &Part, other: &Part) -> Option<(&Axis, usize)> {
        self.slack?;
        let choice = |part: &Part, slot| part.get(slot).is_some_and(|left: &Range<usize>| left.len() > 1);
        let bound = self.axes.iter().filter(|axis| self.is_bound(axis));
        let mut slots = bound.map(|axis| (axis, axis.slots.start));
        slots.find(|(_, slot)| choice(one, *slot) || choice(other, *slot))
    }

    fn is_bound(&self, axis: &Axis) -> bool {
        let (Open::Fact(fact) | Open::Inside(_, fact)) = axis.open else { return false };
        let mut bindings = self.book.law.vocabulary.bindings.iter();
        bindings.any(|binding| binding.whole == fact || binding.parts.contains(&fact))
    }

    /// An item may reach a cell of the part; certain where one piece is left of every bound axis.
    pub(super) fn may_reach(&self, part: &Part) -> bool {
        let Some(slack) = self.slack else { return true };
        let inside = (0..self.inputs.contents.len()).map(Some);
        let bindings = &self.book.law.vocabulary.bindings;
        std::iter::once(None).chain(inside).all(|at| {
            let range = |fact| self.range(part, at, fact);
            bindings
                .iter()
                .all(|binding| binding.is_reachable(&range, slack) || self.may_be_nothing(part, at, binding))
        })
    }

    /// The range of a quantity of the item, or of the circuit at a place inside.
    fn range(&self, part: &Part, at: Option<usize>, fact: FactId) -> Interval {
        let cut = self.axis(open(at, fact)).and_then(|axis| Grid::numbers(axis, part));
        let inputs = match at {
            Some(at) => self.inputs.contents.get(at).map_or(self.inputs, |content| &content.inputs),
            None => self.inputs,
        };
        cut.unwrap_or_else(|| inputs.value(fact).interval())
    }

    /// A first part of exactly zero binds nothing, and may still come out where zero is a piece by itself.
    fn may_be_nothing(&self, part: &Part, at: Option<usize>, binding: &Binding) -> bool {
        let [first, _] = binding.parts;
        let axis = self.axis(open(at, first)).filter(|_| binding.by == Bound::Product);
        axis.is_some_and(|axis| {
            let zero = |ranges: &[Interval]| ranges.first().and_then(Interval::exact) == Some(0.0);
            let left = part.get(axis.slots.start);
            left.is_some_and(|left| left.start == 0 && left.len() > 1)
                && matches!(&axis.pieces, Pieces::Numbers(ranges) if zero(ranges))
        })
    }
}

fn open(at: Option<usize>, fact: FactId) -> Open {
    at.map_or(Open::Fact(fact), |at| Open::Inside(at, fact))
}

/// The part with other pieces left of a slot.
pub(super) fn with(part: &Part, slot: usize, left: Range<usize>) -> Part {
    let mut part = part.clone();
    if let Some(old) = part.get_mut(slot) {
        *old = left;
    }
    part
}
