//! Which boxes an item can have: quantities that are bound to each other by definition fit together.

use super::axes::{Axis, AxisId};
use super::boxes::Region;
use super::tree::Tree;
use crate::cells::{is_reachable, slack};
use crate::evaluate::Whose;
use crate::fact::FactId;
use crate::inputs::Inputs;
use chipgate_base::interval::Interval;

/// The least slack with which a box fits the definitions; `None` where it does not fit at all.
pub(super) fn slack_of<T: Ord + Clone>(tree: &Tree<'_, T>, region: &Region) -> Option<f64> {
    slack(tree.books.first()?, &tree.inputs(region))
}

/// An item can have values of this box, within a slack; without a slack nothing is left out.
pub(super) fn within_reach<T: Ord + Clone>(tree: &Tree<'_, T>, region: &Region, slack: Option<f64>) -> bool {
    let (Some(slack), Some(book)) = (slack, tree.books.first()) else {
        return true;
    };
    is_reachable(book, &tree.inputs(region), slack)
}

/// An axis of a quantity that a definition binds to others: to narrow any other leaves every item that there was.
pub(super) fn is_bound<T: Ord + Clone>(tree: &Tree<'_, T>, axis: AxisId) -> bool {
    let (Some(Axis::Fact(_, fact)), Some(book)) = (tree.axes.axis(axis), tree.books.first()) else {
        return false;
    };
    let bindings = &book.law.vocabulary.bindings;
    bindings.iter().any(|binding| binding.whole == *fact || binding.parts.contains(fact))
}

/// What the definitions leave of a range of an axis in a box.
///
/// Only exact figures are held to the definitions to the last digit: where a
/// box fits them only because published figures are rounded, the range stays.
pub(super) fn held_to_definitions<T: Ord + Clone>(
    tree: &Tree<'_, T>,
    region: &Region,
    axis: AxisId,
    range: Interval,
) -> Interval {
    let is_exact = slack_of(tree, region).is_some_and(|slack| slack < LEAST_ROUNDING);
    let bound = defined(tree, region, axis).filter(|_| is_exact);
    let held = bound.map(|bound| range.intersect(&bound)).filter(|held| !held.is_empty());
    held.unwrap_or(range)
}

/// A share of a figure that is no longer arithmetic, but rounding.
const LEAST_ROUNDING: f64 = 1e-6;

/// The range that follows for an axis from the quantities to which it is bound; `None` where it is bound to none.
fn defined<T: Ord + Clone>(tree: &Tree<'_, T>, region: &Region, axis: AxisId) -> Option<Interval> {
    let Some(Axis::Fact(whose, fact)) = tree.axes.axis(axis) else {
        return None;
    };
    let bindings = &tree.books.first()?.law.vocabulary.bindings;
    let inputs = tree.inputs(region);
    let of = whose_inputs(&inputs, *whose)?;
    let range = |fact: FactId| of.value(fact).interval();
    let follows = bindings.iter().filter_map(|binding| binding.solved_for(*fact, &range));
    follows.reduce(|a, b| a.intersect(&b))
}

fn whose_inputs(inputs: &Inputs, whose: Whose) -> Option<&Inputs> {
    match whose {
        Whose::Transaction => Some(inputs),
        Whose::Inside(at) => inputs.contents.get(at).map(|content| &content.inputs),
        Whose::Party(_) => None,
    }
}
