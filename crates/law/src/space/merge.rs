//! Putting boxes together: boxes with one outcome become boxes as large as joining along one axis at a time makes them.

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

/// Joins the boxes that differ on this axis alone.
fn joined_along<K: Ord + Clone>(
    axis: AxisId,
    boxes: Vec<(Region, K)>,
    is_whole: &dyn Fn(AxisId, &Extent) -> bool,
) -> Vec<(Region, K)> {
    let mut rows: BTreeMap<(K, Region), Vec<Extent>> = BTreeMap::new();
    let mut out = Vec::new();
    for (region, key) in boxes {
        match region.extent(axis).cloned() {
            Some(extent) => rows.entry((key, region.without(axis))).or_default().push(extent),
            None => out.push((region, key)),
        }
    }
    for ((key, rest), extents) in rows {
        for joined in joined(extents) {
            let whole = joined.as_ref().is_none_or(|extent| is_whole(axis, extent));
            let part = joined.filter(|_| !whole);
            let region = part.map_or_else(|| rest.clone(), |extent| rest.clone().with(axis, extent));
            out.push((region, key.clone()));
        }
    }
    out
}

/// Joins the extents that touch; `None` stands for the whole axis.
fn joined(mut extents: Vec<Extent>) -> Vec<Option<Extent>> {
    extents.sort();
    let mut out: Vec<Option<Extent>> = Vec::new();
    for extent in extents {
        let last = out.last().cloned().flatten();
        match last.and_then(|last| last.join(&extent)) {
            Some(joined) => {
                out.pop();
                out.push(match joined {
                    Joined::Part(part) => Some(part),
                    Joined::Whole => None,
                });
            }
            None => out.push(Some(extent)),
        }
    }
    out
}
