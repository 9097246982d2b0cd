//! A cut is a constant and a side of it.
//!
//! `>= 4800` and `< 4800` change their answer just below the constant, `> 4800`
//! and `<= 4800` just above it; `==` and `!=` change it on both sides.

use super::boxes::Extent;
use super::point::Coordinate;
use chipgate_base::interval::{Comparison, End, Interval};
use std::sync::Arc;

/// On which side of its constant a cut lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Just below, so that the constant belongs to the upper part.
    Below,
    /// Just above, so that the constant belongs to the lower part.
    Above,
}

/// A place at which an axis of numbers is cut in two.
///
/// ```
/// use chipgate_base::interval::{Comparison, Interval};
/// use chipgate_law::space::Cut;
///
/// // The constant of `>= 4800` belongs to the upper part, that of `> 4800` to the lower.
/// let at_least = Cut::of(Comparison::AtLeast, 4800.0)[0];
/// let more_than = Cut::of(Comparison::MoreThan, 4800.0)[0];
/// assert!(at_least.is_under(4800.0) && !more_than.is_under(4800.0));
/// let [below, above] = at_least.parts(&Interval::UNKNOWN);
/// assert!(below.high.open && !above.low.open);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// The constant, in the unit of the fact.
    pub at: f64,
    /// The side on which the cut lies.
    pub side: Side,
}

impl Cut {
    /// The places at which a comparison with a constant changes its answer, in rising order.
    #[must_use]
    pub fn of(comparison: Comparison, at: f64) -> Vec<Cut> {
        let on = |side| Cut { at, side };
        match comparison {
            Comparison::AtLeast | Comparison::LessThan => vec![on(Side::Below)],
            Comparison::MoreThan | Comparison::AtMost => vec![on(Side::Above)],
            Comparison::Equal | Comparison::NotEqual => vec![on(Side::Below), on(Side::Above)],
        }
    }

    /// The number lies in the upper part.
    #[must_use]
    pub fn is_under(&self, number: f64) -> bool {
        match self.side {
            Side::Below => number >= self.at,
            Side::Above => number > self.at,
        }
    }

    /// The least number of a computer in the upper part.
    #[must_use]
    pub fn first_above(&self) -> f64 {
        match self.side {
            Side::Below => self.at,
            Side::Above => self.at.next_up(),
        }
    }

    /// The part of a range below the cut and the part above it; either may be empty.
    #[must_use]
    pub fn parts(&self, range: &Interval) -> [Interval; 2] {
        let end = |open| End { at: self.at, open };
        let below = Interval { low: range.low, high: end(self.side == Side::Below) };
        let above = Interval { low: end(self.side == Side::Above), high: range.high };
        [range.intersect(&below), range.intersect(&above)]
    }

    /// Numbers of the range lie on both sides.
    #[must_use]
    pub fn divides(&self, range: &Interval) -> bool {
        self.parts(range).iter().all(|part| !part.is_empty())
    }
}

/// How a node divides its axis. After its parts comes one more, for a value that is not known.
#[derive(Clone, Debug, PartialEq)]
pub enum Split {
    /// Below a cut, and above it.
    Numbers(Cut),
    /// No, and yes.
    YesNo,
    /// One part for each class of words that the open tests tell apart.
    Words(Classes),
}

/// Classes of the words of one axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Classes {
    /// The class of each word, by the word's code.
    pub(super) of: Arc<[u32]>,
    /// The words of each class, by code and rising.
    pub(super) words: Vec<Arc<[u32]>>,
}

impl Split {
    /// How many parts there are, without the one for a value that is not known.
    #[must_use]
    pub fn parts(&self) -> usize {
        match self {
            Split::Numbers(_) | Split::YesNo => 2,
            Split::Words(classes) => classes.words.len(),
        }
    }

    /// The part in which a value lies; the last one where it is not known. A no counts as 0 and a yes as 1.
    #[must_use]
    pub(super) fn part_of(&self, coordinate: Coordinate) -> usize {
        let number = coordinate.number();
        match (self, coordinate) {
            (Split::Words(classes), Coordinate::Word(code)) => classes.part_of(code),
            (Split::Numbers(cut), _) if !number.is_nan() => usize::from(cut.is_under(number)),
            (Split::YesNo, _) if !number.is_nan() => usize::from(number >= 1.0),
            _ => self.parts(),
        }
    }

    /// The values of one part, given the range of numbers that is cut; `NotKnown` for the last.
    pub(super) fn extent(&self, part: usize, range: &Interval) -> Extent {
        match self {
            Split::Numbers(cut) => {
                cut.parts(range).get(part).map_or(Extent::NotKnown, |part| Extent::Numbers(*part))
            }
            Split::YesNo if part < 2 => Extent::YesNo(part == 1),
            Split::YesNo => Extent::NotKnown,
            Split::Words(classes) => {
                classes.words.get(part).map_or(Extent::NotKnown, |words| Extent::Words(words.clone()))
            }
        }
    }
}

impl Classes {
    /// The words of one class, by their codes in the table of the axis; `None` for a part that is no class.
    #[must_use]
    pub fn words(&self, part: usize) -> Option<&[u32]> {
        self.words.get(part).map(|words| &**words)
    }

    /// The class of a word; that of words named nowhere for a code of another tree.
    fn part_of(&self, code: u32) -> usize {
        let class = self.of.get(code as usize).or_else(|| self.of.first());
        class.map_or(self.words.len(), |class| *class as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Comparison::{AtLeast, AtMost, Equal, LessThan, MoreThan, NotEqual};

    #[test]
    fn the_constant_belongs_to_the_part_in_which_the_comparison_answers_as_it_does_there() {
        for comparison in [AtLeast, MoreThan, AtMost, LessThan, Equal, NotEqual] {
            for number in [4800.0_f64.next_down(), 4800.0, 4800.0_f64.next_up()] {
                let mut part = Interval::UNKNOWN;
                for cut in Cut::of(comparison, 4800.0) {
                    part = cut.parts(&part)[usize::from(cut.is_under(number))];
                }
                let at_number = Interval::exactly(number).compare(comparison, 4800.0);
                assert_eq!(part.compare(comparison, 4800.0), at_number, "{number} {comparison:?}");
            }
        }
    }

    #[test]
    fn a_cut_at_the_end_of_a_range_divides_it_only_where_numbers_lie_on_both_sides() {
        let upto = Interval::between(100.0, 4800.0);
        assert!(Cut { at: 4800.0, side: Side::Below }.divides(&upto));
        assert!(!Cut { at: 4800.0, side: Side::Above }.divides(&upto));
        assert!(!Cut { at: 100.0, side: Side::Below }.divides(&upto));
        assert!(Cut { at: 100.0, side: Side::Above }.divides(&upto));
    }
}
