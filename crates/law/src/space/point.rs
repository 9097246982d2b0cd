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

/// One value on every axis of a tree.
///
/// A point is filled once and may then be changed axis by axis, so that a walk
/// reads no names and copies nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    pub(super) coordinates: Vec<Coordinate>,
}

impl Point {
    /// The value on an axis; `NotKnown` for an axis of another tree.
    #[must_use]
    pub fn at(&self, axis: AxisId) -> Coordinate {
        self.coordinates.get(axis.0 as usize).copied().unwrap_or(Coordinate::NotKnown)
    }

    /// Changes the value on an axis.
    pub fn set(&mut self, axis: AxisId, coordinate: Coordinate) {
        if let Some(slot) = self.coordinates.get_mut(axis.0 as usize) {
            *slot = coordinate;
        }
    }
}
