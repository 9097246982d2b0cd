//! Questions to a tree that are walks: the leaves of a box, a slice, the lines and the last point along an axis.

use super::axes::AxisId;
use super::boxes::{Extent, Region};
use super::cuts::{Cut, Side};
use super::merge::maximal;
use super::point::{Coordinate, Point};
use super::reach::{held_to_definitions, is_bound, slack_of, within_reach};
use super::tree::{Leaf, Tree, Walked};
use chipgate_base::interval::{End, Interval};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The part of a leaf that lies in the box asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece<T> {
    /// The box of the leaf inside the box asked about.
    pub region: Region,
    /// The leaf.
    pub leaf: Arc<Leaf<T>>,
}

/// A way along an axis of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// Down.
    Low,
    /// Up.
    High,
}

/// How far something goes along an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// The number; infinite where there is no end.
    pub at: f64,
    /// The number itself still belongs to it.
    pub is_attained: bool,
}

/// The leaves below a box, made as they are asked for. See [`Tree::leaves_below`].
pub struct Leaves<'t, 'l, T> {
    tree: &'t mut Tree<'l, T>,
    asked: Region,
    slack: Option<f64>,
    /// Nodes that are still to be seen, each by its parts from the root down, so that they outlast the cache.
    ahead: Vec<Vec<usize>>,
}

impl<'l, T: Ord + Clone> Tree<'l, T> {
    /// The leaves below a box, each with the part of it inside the box; parts that no item can have are left out.
    ///
    /// A value that is not known is not among them unless the box says `NotKnown` of its axis.
    pub fn leaves_below(&mut self, asked: Region) -> Leaves<'_, 'l, T> {
        let slack = slack_of(self, &asked);
        Leaves { tree: self, asked, slack, ahead: vec![Vec::new()] }
    }

    /// Whether an item can have values of this box, as [`Tree::leaves_below`] asks it of the boxes below `asked`.
    #[must_use]
    pub fn is_possible(&self, region: &Region, asked: &Region) -> bool {
        within_reach(self, region, slack_of(self, asked))
    }

    /// A definition binds the quantity of this axis to others.
    #[must_use]
    pub fn is_bound(&self, axis: AxisId) -> bool {
        is_bound(self, axis)
    }

    /// The box of the points that agree with `point` on all axes but these.
    #[must_use]
    pub fn slice(&self, point: &Point, free: &[AxisId]) -> Region {
        let fixed = self.axes.iter().map(|(id, _)| id).filter(|id| !free.contains(id));
        fixed.fold(Region::whole(), |region, id| region.with(id, extent_at(point.at(id))))
    }

    /// The leaves below a box, put together into boxes as large as joining along one axis at a time makes them.
    pub fn maximal_boxes(&mut self, asked: Region) -> Vec<(Region, Vec<T>)> {
        self.maximal_boxes_by(asked, |leaf| leaf.outcomes.clone())
    }

    /// The same for what `key` says of a leaf, such as the outcome of one book or whether two books agree.
    pub fn maximal_boxes_by<K: Ord + Clone>(
        &mut self,
        asked: Region,
        key: impl Fn(&Leaf<T>) -> K,
    ) -> Vec<(Region, K)> {
        let pieces = self.leaves_below(asked).map(|piece| (piece.region, key(&piece.leaf))).collect();
        maximal(pieces, &|axis, extent| self.axes.is_whole(axis, extent))
    }

    /// Every outcome in a box, by book.
    pub fn possible(&mut self, asked: Region) -> BTreeSet<Vec<T>> {
        self.leaves_below(asked).map(|piece| piece.leaf.outcomes.clone()).collect()
    }

    /// The axes along which the outcome changes inside a box, all else equal.
    pub fn deciding(&mut self, asked: Region) -> BTreeSet<AxisId> {
        let pieces: Vec<Piece<T>> = self.leaves_below(asked).collect();
        let mut found = BTreeSet::new();
        for (at, piece) in pieces.iter().enumerate() {
            let others = pieces.iter().skip(at + 1);
            let differing = others.filter(|other| other.leaf.outcomes != piece.leaf.outcomes);
            found.extend(differing.filter_map(|other| only_axis_apart(&piece.region, &other.region)));
        }
        found
    }

    /// The places at which a leaf below a box ends along an axis of numbers, rising: nowhere else can the outcome change along it.
    ///
    /// The ends of the box itself are not among them.
    pub fn cuts_below(&mut self, asked: Region, axis: AxisId) -> Vec<Cut> {
        let Some(all) = self.axes.numbers(axis) else { return Vec::new() };
        let within = range_of(&asked, axis, &all);
        let ranges: Vec<Interval> =
            self.leaves_below(asked).map(|piece| range_of(&piece.region, axis, &all)).collect();
        let ends = ranges.iter().flat_map(|range| [cut_under(range.low), cut_over(range.high)]);
        let mut cuts: Vec<Cut> = ends.filter(|cut| cut.divides(&within)).collect();
        cuts.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.side.cmp(&b.side)));
        cuts.dedup();
        cuts
    }

    /// How far the leaves with a wanted outcome go along an axis of numbers inside a box.
    ///
    /// Exact, without search: the end of a leaf, or what the definitions of bound quantities leave of it. `None`
    /// where no leaf is wanted or the axis has no numbers.
    pub fn extreme(
        &mut self,
        asked: Region,
        axis: AxisId,
        toward: Toward,
        wanted: impl Fn(&Leaf<T>) -> bool,
    ) -> Option<Limit> {
        let all = self.axes.numbers(axis)?;
        let pieces: Vec<Region> =
            self.leaves_below(asked).filter(|piece| wanted(&piece.leaf)).map(|piece| piece.region).collect();
        let ranges =
            pieces.iter().map(|region| held_to_definitions(self, region, axis, range_of(region, axis, &all)));
        ranges.map(|range| Limit::of(&range, toward)).reduce(|a, b| a.further(b, toward))
    }
}

impl<T: Ord + Clone> Iterator for Leaves<'_, '_, T> {
    type Item = Piece<T>;

    fn next(&mut self) -> Option<Piece<T>> {
        while let Some(path) = self.ahead.pop() {
            if let Some(piece) = self.see(path) {
                return Some(piece);
            }
        }
        None
    }
}

impl<T: Ord + Clone> Leaves<'_, '_, T> {
    /// The piece of a node that is a leaf; the parts of another node are put ahead.
    fn see(&mut self, path: Vec<usize>) -> Option<Piece<T>> {
        let choose = |depth: usize| path.get(depth).copied();
        self.tree.make_way(|depth, _| choose(depth));
        let inner = match self.tree.walk(|depth, _| choose(depth)) {
            Walked::Leaf(leaf) => {
                let (leaf, region) = (leaf.clone(), leaf.region.intersect(&self.asked)?);
                return Some(Piece { region: self.without_wholes(region), leaf });
            }
            Walked::Cut(inner) => inner,
            Walked::Gap(_) => return None,
        };
        let parts = (0..=inner.line.split.parts()).rev();
        let bound = is_bound(self.tree, inner.line.axis);
        let open: Vec<usize> =
            parts.filter(|part| self.is_asked(&self.tree.part(inner, *part), bound)).collect();
        self.ahead.extend(open.into_iter().map(|part| [path.as_slice(), &[part]].concat()));
        None
    }

    /// The box has points that are asked for and that an item can have; where it was narrowed along an axis that
    /// is not `bound`, an item can have them as before.
    fn is_asked(&self, part: &Region, bound: bool) -> bool {
        let names_unknown = |(axis, extent): (AxisId, &Extent)| {
            *extent != Extent::NotKnown || self.asked.extent(axis) == Some(&Extent::NotKnown)
        };
        part.extents().all(names_unknown)
            && part
                .intersect(&self.asked)
                .is_some_and(|part| !bound || within_reach(self.tree, &part, self.slack))
    }

    fn without_wholes(&self, region: Region) -> Region {
        let wholes: Vec<AxisId> = region
            .extents()
            .filter(|(axis, extent)| self.tree.axes.is_whole(*axis, extent))
            .map(|(axis, _)| axis)
            .collect();
        wholes.into_iter().fold(region, Region::without)
    }
}

impl Limit {
    fn of(range: &Interval, toward: Toward) -> Limit {
        let End { at, open } = match toward {
            Toward::Low => range.low,
            Toward::High => range.high,
        };
        Limit { at, is_attained: !open }
    }

    /// The limit that lies further; at the same number the one that is attained.
    fn further(self, other: Limit, toward: Toward) -> Limit {
        let up = other.at.total_cmp(&self.at);
        let order = if toward == Toward::High { up } else { up.reverse() };
        if order.then(other.is_attained.cmp(&self.is_attained)).is_gt() { other } else { self }
    }
}

/// The cut just below a lower end.
fn cut_under(end: End) -> Cut {
    Cut { at: end.at, side: if end.open { Side::Above } else { Side::Below } }
}

/// The cut just above an upper end.
fn cut_over(end: End) -> Cut {
    Cut { at: end.at, side: if end.open { Side::Below } else { Side::Above } }
}

fn extent_at(coordinate: Coordinate) -> Extent {
    match coordinate {
        Coordinate::Number(number) => Extent::Numbers(Interval::exactly(number)),
        Coordinate::Word(code) => Extent::Words([code].into()),
        Coordinate::YesNo(is) => Extent::YesNo(is),
        Coordinate::NotKnown => Extent::NotKnown,
    }
}

fn range_of(region: &Region, axis: AxisId, all: &Interval) -> Interval {
    match region.extent(axis) {
        Some(Extent::Numbers(range)) => *range,
        _ => *all,
    }
}

/// The one axis on which two boxes have no point in common; `None` where there is none, or more than one.
fn only_axis_apart(a: &Region, b: &Region) -> Option<AxisId> {
    let apart = |(axis, extent): &(AxisId, &Extent)| {
        b.extent(*axis).is_some_and(|other| extent.intersect(other).is_none())
    };
    let mut axes = a.extents().filter(apart).map(|(axis, _)| axis);
    axes.next().filter(|_| axes.next().is_none())
}
