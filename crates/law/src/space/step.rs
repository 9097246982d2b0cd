//! A node as a walk reads it: small and alike for numbers and yes or no, so that a walk is short.

use super::cuts::Split;
use super::point::{Coordinate, Point};
use super::tree::Line;

/// One step of a walk.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    test: Test,
    axis: u32,
    first: u32,
}

#[derive(Clone, Copy, Debug)]
enum Test {
    /// The walk ends.
    Leaf,
    /// The number is at least this; a no is 0 and a yes 1.
    AtLeast(f64),
    /// The class of the word; those of the axis begin at this place of the table.
    Class { from: u32, words: u32, parts: u32 },
}

impl Step {
    pub(super) const LEAF: Step = Step { test: Test::Leaf, axis: 0, first: 0 };

    /// The step of a line whose links begin at `first`; adds the classes of its words to the table.
    pub(super) fn of(line: &Line, first: usize, table: &mut Vec<u32>) -> Step {
        let test = match &line.split {
            Split::Numbers(cut) => Test::AtLeast(cut.first_above()),
            Split::YesNo => Test::AtLeast(1.0),
            Split::Words(classes) => {
                let from = small(table.len());
                table.extend_from_slice(&classes.of);
                Test::Class { from, words: small(classes.of.len()), parts: small(classes.words.len()) }
            }
        };
        Step { test, axis: line.axis.0, first: small(first) }
    }

    /// The place of the link to the part in which a point lies; `None` for a leaf.
    #[inline]
    pub(super) fn link(&self, point: &Point, table: &[u32]) -> Option<usize> {
        let part = match self.test {
            Test::Leaf => return None,
            Test::AtLeast(least) => {
                let number = point.number(self.axis);
                u32::from(number >= least) + 2 * u32::from(number.is_nan())
            }
            Test::Class { from, words, parts } => match point.coordinate(self.axis) {
                Coordinate::Word(code) if code < words => *table.get((from + code) as usize)?,
                Coordinate::Word(_) => *table.get(from as usize)?,
                _ => parts,
            },
        };
        Some((self.first + part) as usize)
    }
}

/// A place in a table; the cap keeps tables far smaller than what does not fit.
fn small(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
