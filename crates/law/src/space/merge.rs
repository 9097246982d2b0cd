//! Putting boxes together: boxes with one outcome become as large as joining along one axis at a time makes them.

use super::axes::AxisId;
use super::boxes::{Extent, Joined, Region};
use std::collections::{BTreeMap, BTreeSet};

/// Joins boxes that have the same key, until no two of them can be joined along one axis.
///
/// The boxes must not overlap. Those that come out cover exactly the same points
/// and do not overlap either. `is_whole` says that an extent is all of its axis.
#[must_use]
pub fn maximal<K: Ord + Clone>(
    boxes: Vec<(Region, K)>,
    is_whole: &dyn Fn(AxisId, &Extent) -> bool,
) -> Vec<(Region, K)> {
    let mut boxes = boxes;
    loop {
        let before = boxes.len();
        let axes: BTreeSet<AxisId> =
            boxes.iter().flat_map(|(region, _)| region.extents().map(|(axis, _)| axis)).collect();
        for axis in axes {
            boxes = joined_along(axis, boxes, is_whole);
        }
        if boxes.len() == before {
            return boxes;
        }
    }
}

/// Boxes with one key that agree on every axis but one, by that key and what they agree on.
type Rows<K> = BTreeMap<(K, Region), Vec<Extent>>;

/// Joins the boxes that differ on this axis alone.
fn joined_along<K: Ord + Clone>(
    axis: AxisId,
    boxes: Vec<(Region, K)>,
    is_whole: &dyn Fn(AxisId, &Extent) -> bool,
) -> Vec<(Region, K)> {
    let (rows, mut out) = rows(axis, boxes);
    for ((key, rest), extents) in rows {
        let parts = joined(extents).into_iter().map(|joined| match joined {
            Joined::Part(part) if !is_whole(axis, &part) => rest.clone().with(axis, part),
            Joined::Part(_) | Joined::Whole => rest.clone(),
        });
        out.extend(parts.map(|region| (region, key.clone())));
    }
    out
}

/// The rows along an axis, and the boxes that have all of it.
fn rows<K: Ord>(axis: AxisId, boxes: Vec<(Region, K)>) -> (Rows<K>, Vec<(Region, K)>) {
    let mut rows: Rows<K> = BTreeMap::new();
    let mut others = Vec::new();
    for (region, key) in boxes {
        match region.extent(axis).cloned() {
            Some(extent) => rows.entry((key, region.without(axis))).or_default().push(extent),
            None => others.push((region, key)),
        }
    }
    (rows, others)
}

/// Joins the extents of a row that touch.
fn joined(mut extents: Vec<Extent>) -> Vec<Joined> {
    extents.sort();
    let mut out: Vec<Joined> = Vec::new();
    for extent in extents {
        let together = out.last().and_then(|last| last.join(&extent));
        match (together, out.last_mut()) {
            (Some(together), Some(last)) => *last = together,
            _ => out.push(Joined::Part(extent)),
        }
    }
    out
}
