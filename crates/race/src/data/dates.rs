//! Months that have a name, and the classes that average units take their figures from.

use chipgate_base::Name;

/// A month at which something begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    /// Name by which the equations ask for it.
    pub name: Name,
    /// The month, counted from January 2018.
    pub month: usize,
    /// Source ids.
    pub sources: Vec<Name>,
    /// What begins, and why then.
    pub note: Name,
}

/// From a month on, an average unit has the figures of a class.
#[derive(Clone, Debug, PartialEq)]
pub struct Average {
    /// Which unit, one of [`AVERAGES`](crate::world::AVERAGES).
    pub of: Name,
    /// Id of the class.
    pub class: Name,
    /// First month, counted from January 2018.
    pub from: usize,
}
