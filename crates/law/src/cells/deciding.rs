//! Which open input decides: two cells that differ only there have different outcomes.

use super::Open;
use super::grid::{Axis, Grid, Part};
use super::walk::Leaf;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// The axes along which some line of cells has two different outcomes; all where none has.
pub(super) fn deciding<T: Ord>(grid: &Grid<'_>, leaves: &[Leaf<T>]) -> Vec<Open> {
    let parts: Vec<(usize, Part)> =
        joined(numbered(leaves)).into_iter().map(|(outcome, part)| (outcome, long(part))).collect();
    let mut found: Vec<Open> = Vec::new();
    for (at, (outcome, one)) in parts.iter().enumerate() {
        for (_, other) in parts.iter().skip(at + 1).filter(|(other, _)| other != outcome) {
            let apart = only_axis_apart(grid, one, other);
            if let Some(axis) = apart.filter(|axis| !found.contains(&axis.open))
                && differs_only_there(grid, axis, one, other)
            {
                found.push(axis.open);
            }
        }
    }
    found.sort();
    if found.is_empty() { grid.axes.iter().map(|axis| axis.open).collect() } else { found }
}

/// A part in few bytes, since thousands of them are compared over and over.
type Short = Vec<Range<u16>>;

/// No input has more pieces than there are words of a kind, which are thousands at most.
fn short(part: &Part) -> Short {
    let end = |end: usize| u16::try_from(end).unwrap_or(u16::MAX);
    part.iter().map(|left| end(left.start)..end(left.end)).collect()
}

fn long(part: Short) -> Part {
    part.into_iter().map(|left| left.start.into()..left.end.into()).collect()
}

/// The parts of the leaves, each with the number of its outcomes.
fn numbered<T: Ord>(leaves: &[Leaf<T>]) -> Vec<(usize, Short)> {
    let mut numbers: BTreeMap<&[T], usize> = BTreeMap::new();
    let mut number = |leaf| {
        let next = numbers.len();
        *numbers.entry(leaf).or_insert(next)
    };
    leaves.iter().map(|leaf| (number(&leaf.outcomes), short(&leaf.part))).collect()
}

/// Joins parts with the same outcomes that lie side by side, along one slot at a time, until none can be joined.
fn joined(mut parts: Vec<(usize, Short)>) -> Vec<(usize, Short)> {
    let slots = parts.first().map_or(0, |(_, part)| part.len());
    loop {
        let before = parts.len();
        for slot in 0..slots {
            parts = joined_along(slot, parts);
        }
        if parts.len() == before {
            return parts;
        }
    }
}

fn joined_along(slot: usize, parts: Vec<(usize, Short)>) -> Vec<(usize, Short)> {
    let mut rows: HashMap<(usize, Short), Vec<Range<u16>>> = HashMap::new();
    for (outcome, mut part) in parts {
        let own = part.get_mut(slot).map(std::mem::take).unwrap_or_default();
        rows.entry((outcome, part)).or_default().push(own);
    }
    let with = |part: &Short, left| {
        let mut part = part.clone();
        if let Some(own) = part.get_mut(slot) {
            *own = left;
        }
        part
    };
    let whole = |((outcome, part), row): ((usize, Short), Vec<Range<u16>>)| {
        side_by_side(row).into_iter().map(move |left| (outcome, with(&part, left))).collect::<Vec<_>>()
    };
    rows.into_iter().flat_map(whole).collect()
}

/// Ranges with those that touch as one.
fn side_by_side(mut row: Vec<Range<u16>>) -> Vec<Range<u16>> {
    row.sort_by_key(|range| range.start);
    let mut out: Vec<Range<u16>> = Vec::new();
    for range in row {
        match out.last_mut().filter(|last| last.end == range.start) {
            Some(last) => last.end = range.end,
            None => out.push(range),
        }
    }
    out
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
