//! A point: one value on every axis, or none where it is not known.

use super::axes::AxisId;

/// The value of a point on one axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Coordinate {
    /// A number, in the unit of the fact.
    Number(f64),
    /// A word, by its code in the table of the axis.
    Word(u32),
    /// Yes or no.
    YesNo(bool),
    /// Nothing is known; what turns on it stays open.
    NotKnown,
}

impl Coordinate {
    /// A number, or 0 for no and 1 for yes; not a number where it is neither.
    pub(super) fn number(self) -> f64 {
        match self {
            Coordinate::Number(number) => number,
            Coordinate::YesNo(is) => f64::from(u8::from(is)),
            Coordinate::Word(_) | Coordinate::NotKnown => f64::NAN,
        }
    }
}

/// One value on every axis of a tree.
///
/// A point is filled once and may then be changed axis by axis, so that a walk
/// reads no names and copies nothing.
#[derive(Clone, Debug)]
pub struct Point {
    coordinates: Vec<Coordinate>,
    /// The same as numbers, for steps that compare.
    numbers: Vec<f64>,
}

impl PartialEq for Point {
    fn eq(&self, other: &Point) -> bool {
        self.coordinates == other.coordinates
    }
}

impl Point {
    pub(super) fn new(coordinates: Vec<Coordinate>) -> Point {
        let numbers = coordinates.iter().map(|coordinate| coordinate.number()).collect();
        Point { coordinates, numbers }
    }

    /// The value on an axis; `NotKnown` for an axis of another tree.
    #[must_use]
    pub fn at(&self, axis: AxisId) -> Coordinate {
        self.coordinate(axis.0)
    }

    /// Changes the value on an axis. It must be of the axis's kind.
    pub fn set(&mut self, axis: AxisId, coordinate: Coordinate) {
        let at = axis.0 as usize;
        if let (Some(slot), Some(number)) = (self.coordinates.get_mut(at), self.numbers.get_mut(at)) {
            *slot = coordinate;
            *number = coordinate.number();
        }
    }

    #[inline]
    pub(super) fn coordinate(&self, axis: u32) -> Coordinate {
        self.coordinates.get(axis as usize).copied().unwrap_or(Coordinate::NotKnown)
    }

    /// The value as a number, a no as 0 and a yes as 1; not a number where it is not known.
    #[inline]
    pub(super) fn number(&self, axis: u32) -> f64 {
        self.numbers.get(axis as usize).copied().unwrap_or(f64::NAN)
    }
}
