//! Which open input decides: two cells that differ only there have different outcomes.

use super::Open;
use super::grid::{Axis, Grid, Part};
use super::walk::Leaf;
use std::ops::Range;

/// The axes along which some line of cells has two different outcomes; all where none has.
pub(super) fn deciding<T: PartialEq>(grid: &Grid<'_>, leaves: &[Leaf<T>]) -> Vec<Open> {
    let mut found: Vec<Open> = Vec::new();
    for (at, one) in leaves.iter().enumerate() {
        for other in leaves.iter().skip(at + 1).filter(|other| other.outcomes != one.outcomes) {
            let apart = only_axis_apart(grid, &one.part, &other.part);
            if let Some(axis) = apart.filter(|axis| !found.contains(&axis.open))
                && differs_only_there(grid, axis, &one.part, &other.part)
            {
                found.push(axis.open);
            }
        }
        if found.len() == grid.axes.len() {
            break;
        }
    }
    found.sort();
    if found.is_empty() { grid.axes.iter().map(|axis| axis.open).collect() } else { found }
}

/// The one axis of which two parts have no piece in common; `None` where there are more.
fn only_axis_apart<'g>(grid: &'g Grid<'_>, one: &Part, other: &Part) -> Option<&'g Axis> {
    let is_apart =
        |axis: &&Axis| axis.slots.clone().any(|slot| common(one.get(slot), other.get(slot)).is_empty());
    let mut apart = grid.axes.iter().filter(is_apart);
    apart.next().filter(|_| apart.next().is_none())
}

/// Two cells that an item can have, one of each part, are alike on every other axis.
fn differs_only_there(grid: &Grid<'_>, axis: &Axis, one: &Part, other: &Part) -> bool {
    let beside = |part: &Part, against: &Part| -> Part {
        let slots = part.iter().zip(against).enumerate();
        let left = slots.map(|(slot, (own, against))| {
            if axis.slots.contains(&slot) { own.clone() } else { common(Some(own), Some(against)) }
        });
        left.collect()
    };
    grid.reach_alike(&beside(one, other), &beside(other, one), Some(axis.open))
}

/// The pieces in both.
fn common(one: Option<&Range<usize>>, other: Option<&Range<usize>>) -> Range<usize> {
    let (Some(one), Some(other)) = (one, other) else { return 0..0 };
    one.start.max(other.start)..one.end.min(other.end)
}
