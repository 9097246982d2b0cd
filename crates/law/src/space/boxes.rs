//! Boxes: per axis a range of numbers, some words, yes or no, or not known.

use super::axes::AxisId;
use super::point::{Coordinate, Point};
use chipgate_base::interval::{End, Interval};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a box leaves of one axis.
#[derive(Clone, Debug)]
pub enum Extent {
    /// A range of numbers, in the unit of the fact.
    Numbers(Interval),
    /// Some words, by their code in the table of the axis, rising.
    Words(Arc<[u32]>),
    /// Yes, or no.
    YesNo(bool),
    /// The value is not known, so the whole axis counts and nothing on it is ever cut.
    NotKnown,
}

impl Extent {
    /// The values in both; `None` where there are none.
    #[must_use]
    pub fn intersect(&self, other: &Extent) -> Option<Extent> {
        match (self, other) {
            (Extent::Numbers(a), Extent::Numbers(b)) => {
                Some(a.intersect(b)).filter(|both| !both.is_empty()).map(Extent::Numbers)
            }
            (Extent::Words(a), Extent::Words(b)) => {
                let both: Vec<u32> = a.iter().filter(|word| b.binary_search(word).is_ok()).copied().collect();
                (!both.is_empty()).then(|| Extent::Words(both.into()))
            }
            (one, other) => (one == other).then(|| one.clone()),
        }
    }

    /// The values in either, where they fill one extent without a gap; `None` where they do not.
    ///
    /// A yes and a no give the whole axis, which is no extent: see [`Joined`].
    fn join(&self, other: &Extent) -> Option<Joined> {
        match (self, other) {
            (Extent::Numbers(a), Extent::Numbers(b)) => join_ranges(a, b).map(Joined::part),
            (Extent::Words(a), Extent::Words(b)) => {
                let mut words: Vec<u32> = a.iter().chain(b.iter()).copied().collect();
                words.sort_unstable();
                words.dedup();
                Some(Joined::Part(Extent::Words(words.into())))
            }
            (Extent::YesNo(a), Extent::YesNo(b)) if a != b => Some(Joined::Whole),
            _ => None,
        }
    }

    /// The value lies inside; one that is not known lies only in an extent that is not known.
    #[must_use]
    pub fn contains(&self, coordinate: Coordinate) -> bool {
        match (self, coordinate) {
            (Extent::Numbers(range), Coordinate::Number(number)) => {
                !range.intersect(&Interval::exactly(number)).is_empty()
            }
            (Extent::Words(words), Coordinate::Word(code)) => words.binary_search(&code).is_ok(),
            (Extent::YesNo(is), Coordinate::YesNo(other)) => *is == other,
            (Extent::NotKnown, Coordinate::NotKnown) => true,
            _ => false,
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Extent::Numbers(_) => 0,
            Extent::Words(_) => 1,
            Extent::YesNo(_) => 2,
            Extent::NotKnown => 3,
        }
    }
}

/// Two extents put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Joined {
    /// They are a part of the axis.
    Part(Extent),
    /// They are all of it.
    Whole,
}

impl Joined {
    fn part(range: Interval) -> Joined {
        Joined::Part(Extent::Numbers(range))
    }

    /// This and another extent, where they fill one extent without a gap.
    pub(super) fn join(&self, other: &Extent) -> Option<Joined> {
        match self {
            Joined::Part(part) => part.join(other),
            Joined::Whole => None,
        }
    }
}

/// Two ranges as one, where the second begins at the point at which the first ends.
fn join_ranges(a: &Interval, b: &Interval) -> Option<Interval> {
    let (first, second) = if a.low.at.total_cmp(&b.low.at).is_le() { (a, b) } else { (b, a) };
    let touches = first.high.at == second.low.at && first.high.open != second.low.open;
    touches.then_some(Interval { low: first.low, high: second.high })
}

fn compare_ends(a: End, b: End) -> Ordering {
    a.at.total_cmp(&b.at).then(a.open.cmp(&b.open))
}

impl Ord for Extent {
    fn cmp(&self, other: &Extent) -> Ordering {
        match (self, other) {
            (Extent::Numbers(a), Extent::Numbers(b)) => {
                compare_ends(a.low, b.low).then_with(|| compare_ends(a.high, b.high))
            }
            (Extent::Words(a), Extent::Words(b)) => a.cmp(b),
            (Extent::YesNo(a), Extent::YesNo(b)) => a.cmp(b),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

impl PartialOrd for Extent {
    fn partial_cmp(&self, other: &Extent) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Extent {
    fn eq(&self, other: &Extent) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Extent {}

/// A box: an extent for each axis that it narrows. An axis that it does not name is there as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Region {
    pub(super) extents: BTreeMap<AxisId, Extent>,
}

impl Region {
    /// The whole space.
    #[must_use]
    pub fn whole() -> Region {
        Region::default()
    }

    /// The same box with another extent on one axis.
    #[must_use]
    pub fn with(mut self, axis: AxisId, extent: Extent) -> Region {
        self.extents.insert(axis, extent);
        self
    }

    /// The same box with the whole of one axis.
    #[must_use]
    pub fn without(mut self, axis: AxisId) -> Region {
        self.extents.remove(&axis);
        self
    }

    /// What it leaves of an axis; `None` where that is all of it.
    #[must_use]
    pub fn extent(&self, axis: AxisId) -> Option<&Extent> {
        self.extents.get(&axis)
    }

    /// The axes that it narrows, each with what is left, in the order of the axes.
    pub fn extents(&self) -> impl Iterator<Item = (AxisId, &Extent)> {
        self.extents.iter().map(|(axis, extent)| (*axis, extent))
    }

    /// The box of the points in both; `None` where there are none.
    ///
    /// A value that is not known is no point of a range: it meets only itself and the whole axis.
    #[must_use]
    pub fn intersect(&self, other: &Region) -> Option<Region> {
        let mut both = self.clone();
        for (axis, extent) in &other.extents {
            let shared = match self.extents.get(axis) {
                Some(own) => own.intersect(extent)?,
                None => extent.clone(),
            };
            both.extents.insert(*axis, shared);
        }
        Some(both)
    }

    /// The point lies inside.
    #[must_use]
    pub fn contains(&self, point: &Point) -> bool {
        self.extents.iter().all(|(axis, extent)| extent.contains(point.at(*axis)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(low: f64, low_open: bool, high: f64, high_open: bool) -> Extent {
        let end = |at, open| End { at, open };
        Extent::Numbers(Interval { low: end(low, low_open), high: end(high, high_open) })
    }

    #[test]
    fn two_ranges_join_only_where_one_begins_at_the_point_at_which_the_other_ends() {
        let below = numbers(0.0, false, 5.0, true);
        let from = numbers(5.0, false, 9.0, true);
        let joined = Some(Joined::Part(numbers(0.0, false, 9.0, true)));
        assert_eq!(below.join(&from), joined);
        assert_eq!(from.join(&below), joined);
        assert_eq!(below.join(&numbers(5.0, true, 9.0, true)), None, "the number 5 would be lost");
        assert_eq!(below.join(&numbers(6.0, false, 9.0, true)), None);
    }

    #[test]
    fn what_is_not_known_meets_only_what_is_not_known() {
        let range = numbers(0.0, false, 5.0, true);
        assert_eq!(Extent::NotKnown.intersect(&range), None);
        assert_eq!(Extent::NotKnown.intersect(&Extent::NotKnown), Some(Extent::NotKnown));
        assert!(!range.contains(Coordinate::NotKnown));
    }
}
