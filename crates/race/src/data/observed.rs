//! What happened, or what somebody else says will.

use chipgate_base::Name;
use jiff::civil::Date;

/// A number that the model can be scored with.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// Id of the row.
    pub id: Name,
    /// A quantity of the model, or a series of the data.
    pub quantity: Name,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// The number, in the unit of the quantity.
    pub value: f64,
    /// Low and high end, where known.
    pub range: (Option<f64>, Option<f64>),
}
