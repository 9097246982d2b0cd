//! Chips and their figures as plain records.

use crate::quantity::DenseRate;
use chipgate_base::Name;
use chipgate_base::day::DaySpan;
use chipgate_base::interval::Interval;

/// A chip as sold.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    /// Stable id.
    pub id: Name,
    /// Name as sold.
    pub name: Name,
    /// Party id of its designer.
    pub designer: Name,
    /// Product family, as letters name it.
    pub family: Name,
    /// First sale or general availability, else announcement; `None` when unknown.
    pub launch: Option<DaySpan>,
    /// `available`, `internal`, `cloud-only`, `announced` and so on.
    pub status: Name,
    /// `datacenter`, `consumer`, `workstation` or `edge`.
    pub market: Name,
    /// Kind of memory; empty when unknown.
    pub memory_type: Name,
    /// Every matrix rate is published; `None` when no rate is.
    pub rates_complete: Option<bool>,
    /// Designed or marketed for datacenters; `None` when unknown or disputed.
    pub datacenter: Option<bool>,
    /// Source of the datacenter fact.
    pub datacenter_source: Name,
    /// Id of the chip from which it was cut down; empty when none.
    pub china_variant_of: Name,
    /// The maker's own ECCN; empty when none is stated.
    pub stated_eccn: Name,
    /// Source of the stated ECCN.
    pub stated_eccn_source: Name,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// Sources of the row.
    pub sources: Vec<Name>,
    /// What a reader should know.
    pub note: Name,
}

/// One figure of a chip.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Such as `dense_tera_per_s`, `memory_bandwidth_gb_per_s`.
    pub quantity: Name,
    /// Number format of a rate; empty otherwise.
    pub format: Name,
    /// The range in which it lies.
    pub range: Interval,
    /// Unit as in the data.
    pub unit: Name,
    /// Source ids.
    pub sources: Vec<Name>,
    /// `value` where the figure was looked up at its source, `row` where only the row's sources are known.
    pub attribution: Name,
    /// Where in the source; empty when not noted.
    pub locator: Name,
    /// `published`, `derived`, `measured`, `estimated` or `disputed`.
    pub grade: Name,
    /// What a reader should know.
    pub note: Name,
}

impl Chip {
    /// The figure of this name and format.
    #[must_use]
    pub fn figure(&self, quantity: &str, format: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| &*figure.quantity == quantity && &*figure.format == format)
    }

    /// Its dense rates.
    #[must_use]
    pub fn dense_rates(&self) -> Vec<DenseRate> {
        self.figures
            .iter()
            .filter(|figure| &*figure.quantity == "dense_tera_per_s")
            .map(|figure| DenseRate { format: figure.format.to_string(), tera_per_s: figure.range })
            .collect()
    }
}
