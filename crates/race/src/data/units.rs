//! Units of compute: three rulers, and what each author counts in.

use chipgate_base::Name;

/// Rulers with the base unit in which quantities of the model are given.
pub const RULERS: [(&str, &str); 3] =
    [("8-bit", "thousand H100e"), ("bandwidth", "thousand H100e bandwidth"), ("FP4", "thousand B300e")];

/// A unit in which compute is counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Stable id.
    pub id: Name,
    /// Ruler: `8-bit`, `bandwidth` or `FP4`. A number moves only between units of one ruler.
    pub ruler: Name,
    /// How many base units of the ruler it has: H100e by 8-bit rate or bandwidth, B300e by FP4 rate.
    pub size: f64,
    /// Name in words.
    pub name: Name,
    /// Source ids.
    pub sources: Vec<Name>,
    /// Grade of the size.
    pub grade: Name,
    /// How the size comes about; may be empty.
    pub note: Name,
}

impl Unit {
    /// A number in the base unit of the ruler, in this unit.
    #[must_use]
    pub fn from_base(&self, number: f64) -> f64 {
        number / self.size
    }

    /// Whether quantities with this unit are counted by its ruler.
    #[must_use]
    pub fn fits(&self, unit: &str) -> bool {
        RULERS.iter().any(|(ruler, base)| *self.ruler == **ruler && *base == unit)
    }
}
