//! What a question is answered from.

use crate::known::Known;
use chipgate_base::Name;
use chipgate_base::interval::Interval;
use chipgate_catalogue::Catalogue;
use chipgate_law::book::Law;
use chipgate_law::fact::FactId;
use chipgate_law::rule::Gate;
use jiff::civil::Date;

/// The law, the catalogue, and the frame that holds for every question.
///
/// A reform is the same ground with another law: `Ground { law: &reformed, ..ground }`.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// Facts, sets, instruments and rules.
    pub law: &'a Law,
    /// Chips, parties, lists, sources and countries.
    pub catalogue: &'a Catalogue,
    /// From when until when questions are answered, and what is taken where a question names nothing.
    pub frame: &'a Frame,
}

/// What every question is measured by.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// First day about which questions are answered.
    pub covers_from: Date,
    /// First day of a history that names none, unless the chip came later.
    pub history_from: Date,
    /// Last day about which questions are answered; after the last day covered they carry a caveat.
    pub asks_to: Date,
    /// The IANA time zone by whose days a gate's rules count, by gate.
    pub zones: Vec<(Gate, Name)>,
    /// Last day that the sources cover, by gate.
    pub covers_to: Vec<(Gate, Date)>,
    /// The destination that is asked about where a command names none.
    pub destination: Name,
    /// The country that an export leaves, by the words of the US gate.
    pub exports_from: Name,
    /// Other countries whose own export law is modelled; what leaves them is no export of US law.
    pub exports_also_from: Vec<Name>,
    /// Countries whose own chips are asked about in use.
    pub used_where_designed: Vec<Name>,
    /// Bounds of figures outside which a slip of unit is likely.
    pub plausible: Vec<Plausible>,
    /// The facts that the program names.
    pub known: Known,
}

impl Frame {
    /// Last day that the sources of a gate cover; `None` for a gate that the data do not have.
    #[must_use]
    pub fn covers_to(&self, gate: Gate) -> Option<Date> {
        self.covers_to.iter().find(|(of, _)| *of == gate).map(|(_, day)| *day)
    }
}

/// Bounds of a figure outside which a slip of unit is likely.
#[derive(Clone, Debug, PartialEq)]
pub struct Plausible {
    /// The fact, a number of the item.
    pub fact: FactId,
    /// The yes-or-no fact that must hold; `None`: the bounds are of every item.
    pub condition: Option<FactId>,
    /// The bounds, in the unit of the fact.
    pub range: Interval,
    /// Why.
    pub reason: Name,
}
