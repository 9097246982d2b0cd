//! Which boxes an item can have: quantities that are bound to each other by definition fit together.

use super::axes::{Axis, AxisId};
use super::boxes::Region;
use super::tree::Tree;
use crate::cells::{is_reachable, slack};
use crate::evaluate::Whose;
use crate::inputs::Inputs;
use crate::interval::{End, Interval};
use crate::quantity::{DIE_AREA, DRAM_BW, DRAM_PLUS_IC_BW, IC_BW, PERFORMANCE_DENSITY, TPP};

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
    let facts = &tree.books.first()?.law.vocabulary.facts;
    let inputs = tree.inputs(region);
    let of = whose_inputs(&inputs, *whose)?;
    let range = |key: &str| facts.find(key).map_or(Interval::UNKNOWN, |fact| of.value(fact).interval());
    match &*facts.get(*fact)?.name {
        // Without a die that counts the density is zero, whatever the TPP.
        TPP if range(PERFORMANCE_DENSITY).exact() == Some(0.0) => None,
        TPP => Some(range(PERFORMANCE_DENSITY).times(&range(DIE_AREA))),
        PERFORMANCE_DENSITY => Some(range(TPP).over(&range(DIE_AREA))),
        DIE_AREA => Some(range(TPP).over(&range(PERFORMANCE_DENSITY))),
        DRAM_PLUS_IC_BW => Some(range(DRAM_BW).plus(&range(IC_BW))),
        DRAM_BW => Some(less(&range(DRAM_PLUS_IC_BW), &range(IC_BW))),
        IC_BW => Some(less(&range(DRAM_PLUS_IC_BW), &range(DRAM_BW))),
        _ => None,
    }
}

fn whose_inputs(inputs: &Inputs, whose: Whose) -> Option<&Inputs> {
    match whose {
        Whose::Transaction => Some(inputs),
        Whose::Inside(at) => inputs.contents.get(at).map(|content| &content.inputs),
        Whose::Party(_) => None,
    }
}

/// What is left of a sum without one of its parts; never less than zero.
fn less(sum: &Interval, part: &Interval) -> Interval {
    let end = |of: End, without: End| End { at: of.at - without.at, open: of.open || without.open };
    let low = if part.high.at.is_finite() { end(sum.low, part.high) } else { Interval::UNKNOWN.low };
    Interval::UNKNOWN.intersect(&Interval { low, high: end(sum.high, part.low) })
}

#[cfg(test)]
mod tests {
    use super::less;
    use crate::interval::Interval;

    #[test]
    fn a_part_is_what_the_other_part_leaves_of_the_sum() {
        let sum = Interval::between(5000.0, 6000.0);
        assert_eq!(less(&sum, &Interval::between(1000.0, 2000.0)), Interval::between(3000.0, 5000.0));
        assert_eq!(less(&sum, &Interval::at_least(1000.0)), Interval::between(0.0, 5000.0));
        assert_eq!(less(&Interval::UNKNOWN, &Interval::exactly(10.0)), Interval::UNKNOWN);
    }
}
