//! Tags: places for words so that none covers another.

use super::frame::Frame;
use super::length::count;

/// Distances from its point at which a tag is tried, in pixels.
const REACH: [f64; 6] = [12.0, 22.0, 34.0, 48.0, 64.0, 84.0];
/// Directions in which it is tried.
const TURNS: usize = 16;

/// A place for words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tag {
    /// Left edge.
    pub left: f64,
    /// Right edge.
    pub right: f64,
    /// Upper edge.
    pub top: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Tag {
    /// A place of a size whose upper left corner is given.
    pub fn new((left, top): (f64, f64), (width, height): (f64, f64)) -> Tag {
        Tag { left, right: left + width, top, bottom: top + height }
    }

    /// Whether two tags cover each other.
    pub fn meets(&self, other: &Tag) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether a point lies in the tag or nearer to it than a margin across and one along the height.
    pub fn covers(&self, (x, y): (f64, f64), (across, along): (f64, f64)) -> bool {
        (self.left - across..self.right + across).contains(&x)
            && (self.top - along..self.bottom + along).contains(&y)
    }

    /// Whether the tag lies in the plot of a frame, away from its edges.
    pub fn is_inside(&self, frame: &Frame, margin: f64) -> bool {
        self.left > frame.left + margin
            && self.right < frame.right - margin
            && self.top > frame.top + margin
            && self.bottom < frame.bottom - margin
    }

    /// The place of the tag that is nearest to a point.
    pub fn nearest(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (x.clamp(self.left, self.right), y.clamp(self.top, self.bottom))
    }

    /// Places of a size around a point, the nearest first.
    fn around((x, y): (f64, f64), (width, height): (f64, f64)) -> impl Iterator<Item = Tag> {
        let tag = move |reach: f64, turn: usize| {
            let angle = std::f64::consts::TAU * count(turn) / count(TURNS);
            let middle = x + angle.cos() * (reach + width / 2.0);
            let height_of = y - angle.sin() * (reach + height / 2.0);
            Tag::new((middle - width / 2.0, height_of - height / 2.0), (width, height))
        };
        REACH.into_iter().flat_map(move |reach| (0..TURNS).map(move |turn| tag(reach, turn)))
    }
}

/// Points of a plot with the tags that were given to some of them.
pub struct Tags<'a> {
    frame: &'a Frame,
    points: &'a [(f64, f64)],
    taken: Vec<Tag>,
}

impl<'a> Tags<'a> {
    /// Begins without tags.
    pub fn new(frame: &'a Frame, points: &'a [(f64, f64)]) -> Tags<'a> {
        Tags { frame, points, taken: Vec::new() }
    }

    /// The nearest free place of a size to a point: off all tags, and off the points where that can be had.
    ///
    /// `None` where no place within reach is free.
    pub fn place(&mut self, point: (f64, f64), size: (f64, f64)) -> Option<Tag> {
        let is_free =
            |tag: &Tag| tag.is_inside(self.frame, 2.0) && !self.taken.iter().any(|one| tag.meets(one));
        let covered = |tag: &Tag| self.points.iter().filter(|dot| tag.covers(**dot, (5.0, 4.0))).count();
        let found = Tag::around(point, size).filter(is_free).min_by_key(covered)?;
        self.taken.push(found);
        Some(found)
    }
}

/// Rows in which stretches lie side by side without touching.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    gap: f64,
    taken: Vec<Vec<(f64, f64)>>,
}

impl Rows {
    /// Begins without rows; two stretches of a row are at least `gap` apart.
    pub fn apart(gap: f64) -> Rows {
        Rows { gap, taken: Vec::new() }
    }

    /// How many rows hold something.
    pub fn count(&self) -> usize {
        self.taken.len()
    }

    /// Whether a row has room for a stretch.
    pub fn has_room(&self, row: usize, (from, to): (f64, f64)) -> bool {
        let taken = self.taken.get(row).map(Vec::as_slice).unwrap_or_default();
        taken.iter().all(|(start, end)| to + self.gap <= *start || end + self.gap <= from)
    }

    /// The first of `most` rows that has room for a stretch.
    pub fn first(&self, most: usize, stretch: (f64, f64)) -> Option<usize> {
        (0..most).find(|row| self.has_room(*row, stretch))
    }

    /// The first row that has room for a stretch, which may be a new one.
    pub fn first_of_any(&self, stretch: (f64, f64)) -> usize {
        self.first(self.count(), stretch).unwrap_or(self.count())
    }

    /// Lays a stretch into a row.
    pub fn take(&mut self, row: usize, stretch: (f64, f64)) {
        while self.taken.len() <= row {
            self.taken.push(Vec::new());
        }
        if let Some(taken) = self.taken.get_mut(row) {
            taken.push(stretch);
        }
    }
}

/// The places of words along a line, from left to right, that do not reach over the one kept before.
///
/// Each has the room that it takes.
pub fn with_room<T>(words: impl Iterator<Item = (T, f64, f64)>) -> Vec<(T, f64)> {
    let mut kept: Vec<(T, f64)> = Vec::new();
    for (word, at, room) in words {
        if kept.last().is_none_or(|(_, before)| at - before > room) {
            kept.push((word, at));
        }
    }
    kept
}

/// Two heights moved apart where they are nearer than `least`; both stay between two edges.
pub fn apart(one: f64, other: f64, least: f64, (top, bottom): (f64, f64)) -> (f64, f64) {
    if (one - other).abs() >= least {
        return (one, other);
    }
    let half = least / 2.0;
    let middle = f64::midpoint(one, other).clamp(top + half, bottom - half);
    if one <= other { (middle - half, middle + half) } else { (middle + half, middle - half) }
}

/// The upper edges of blocks of some height below each other, in their order.
///
/// Each has its middle where it is wanted, or as far below as the ones before it need; then the end of the last.
pub fn stacked(wanted: &[(f64, f64)], from: f64, gap: f64) -> (Vec<f64>, f64) {
    let mut free = from;
    let mut tops = Vec::new();
    for (middle, height) in wanted {
        let top = f64::max(free, middle - height / 2.0);
        tops.push(top);
        free = top + height + gap;
    }
    (tops, free)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { size: (400.0, 300.0), left: 0.0, right: 400.0, top: 0.0, bottom: 300.0 };

    #[test]
    fn no_tag_covers_another_and_all_lie_inside_however_many_are_asked_for() {
        let points: Vec<(f64, f64)> =
            (0..40).map(|at| (150.0 + count(at % 8) * 9.0, 120.0 + count(at / 8) * 9.0)).collect();
        let mut tags = Tags::new(&FRAME, &points);
        let placed: Vec<Tag> = points.iter().filter_map(|point| tags.place(*point, (50.0, 15.0))).collect();
        assert!(placed.len() > 10 && placed.len() < points.len(), "{}", placed.len());
        for (at, one) in placed.iter().enumerate() {
            assert!(one.is_inside(&FRAME, 2.0));
            assert!(placed.iter().skip(at + 1).all(|other| !one.meets(other)), "{one:?}");
        }
    }

    #[test]
    fn a_lone_tag_stands_beside_its_point() {
        // The first place tried lies to the right: 12 pixels away, its middle at the height of the point.
        let tag = Tags::new(&FRAME, &[(100.0, 100.0)]).place((100.0, 100.0), (50.0, 20.0));
        assert_eq!(tag, Some(Tag { left: 112.0, right: 162.0, top: 90.0, bottom: 110.0 }));
    }

    #[test]
    fn tags_meet_only_where_they_cover_each_other() {
        let tag = Tag::new((0.0, 0.0), (10.0, 10.0));
        assert!(tag.meets(&Tag::new((5.0, 5.0), (10.0, 10.0))));
        assert!(!tag.meets(&Tag::new((10.0, 0.0), (10.0, 10.0))));
        assert!(tag.covers((12.0, 5.0), (3.0, 0.0)) && !tag.covers((12.0, 5.0), (1.0, 0.0)));
        assert_eq!(tag.nearest((20.0, 4.0)), (10.0, 4.0));
    }

    #[test]
    fn a_stretch_without_room_goes_to_the_next_row() {
        let mut rows = Rows::apart(2.0);
        for stretch in [(0.0, 10.0), (11.0, 20.0), (12.0, 20.0)] {
            let row = rows.first_of_any(stretch);
            rows.take(row, stretch);
        }
        // The second is only one pixel away from the first; the third is two away and fits behind it.
        assert_eq!(rows.count(), 2);
        assert_eq!(rows.first(2, (0.0, 5.0)), Some(1));
        assert_eq!(rows.first(1, (0.0, 5.0)), None);
    }

    #[test]
    fn words_that_would_touch_the_one_before_are_left_out() {
        let words = [("a", 0.0, 10.0), ("b", 5.0, 10.0), ("c", 11.0, 10.0)];
        assert_eq!(with_room(words.into_iter()), [("a", 0.0), ("c", 11.0)]);
    }

    #[test]
    fn two_numbers_are_moved_apart_around_their_middle_and_stay_inside() {
        assert_eq!(apart(10.0, 50.0, 20.0, (0.0, 100.0)), (10.0, 50.0));
        assert_eq!(apart(50.0, 54.0, 20.0, (0.0, 100.0)), (42.0, 62.0));
        assert_eq!(apart(98.0, 96.0, 20.0, (0.0, 100.0)), (100.0, 80.0));
    }

    #[test]
    fn blocks_stand_where_they_are_wanted_or_below_those_before_them() {
        let (tops, end) = stacked(&[(50.0, 20.0), (55.0, 20.0), (200.0, 10.0)], 4.0, 8.0);
        assert_eq!((tops, end), (vec![40.0, 68.0, 195.0], 213.0));
    }
}
