//! The rule books of all gates, and how their answers meet.

use crate::known::Known;
use chipgate_base::Name;
use chipgate_law::book::Law;
use chipgate_law::determine::{Books, GateAnswer, GateReport};
use chipgate_law::gate::ByGate;
use chipgate_law::instrument::Authority;
use chipgate_law::rule::Measure;
use jiff::civil::Date;

/// The rule books of all gates on one day.
#[derive(Clone, Debug)]
pub struct GateBooks<'law> {
    /// All law.
    pub(crate) law: &'law Law,
    /// Those of each gate.
    pub gates: ByGate<Books<'law>>,
    /// The facts that the program names.
    pub(crate) known: Known,
}

impl<'law> GateBooks<'law> {
    /// Prepares the rule books of a day; who asks matters for letters, and only where knowledge is limited.
    #[must_use]
    pub fn on(law: &'law Law, as_of: Date, known_on: Option<Date>, asker: Option<Name>) -> GateBooks<'law> {
        let gates = law.gates.each(|gate, _| Books::on(law, gate, as_of, known_on, asker.clone()));
        GateBooks { law, gates, known: Known::of(&law.vocabulary.facts) }
    }
}

/// The strictest of the gates.
///
/// Where a gate is open, the joint verdict is settled only if every answer that
/// is possible there gives the same one.
#[must_use]
pub fn joint_verdict(gates: &ByGate<GateReport>) -> GateAnswer {
    match joint_possible(gates).as_slice() {
        [only] => GateAnswer::Settled(*only),
        _ => GateAnswer::Unknown,
    }
}

/// Every joint verdict that is possible, from the mildest.
#[must_use]
pub fn joint_possible(gates: &ByGate<GateReport>) -> Vec<Measure> {
    let meet = |before: Vec<Measure>, report: &GateReport| {
        let own = possible(report);
        let mut verdicts: Vec<Measure> =
            before.iter().flat_map(|one| own.iter().map(move |other| *one.max(other))).collect();
        verdicts.sort_unstable();
        verdicts.dedup();
        verdicts
    };
    gates.values().fold(vec![Measure::NoLicenseRequired], meet)
}

/// What the joint verdict rests on: the strongest authority among the gates that give it.
///
/// `None` where it is open, or where no requirement was found.
#[must_use]
pub fn joint_authority(gates: &ByGate<GateReport>, verdict: GateAnswer) -> Option<Authority> {
    if verdict == GateAnswer::Unknown || verdict == GateAnswer::Settled(Measure::NoLicenseRequired) {
        return None;
    }
    gates.values().filter(|gate| gate.answer == verdict).filter_map(|gate| gate.authority).min()
}

/// The gate's answer rests on nothing but press reports of unpublished guidance.
#[must_use]
pub fn is_reported(gate: &GateReport) -> bool {
    let found = gate.because.is_none() && gate.answer != GateAnswer::Unknown;
    found && gate.authority == Some(Authority::WindowGuidance)
}

/// Every answer that a gate can come out with: one where it is settled.
#[must_use]
pub fn possible(report: &GateReport) -> Vec<Measure> {
    match report.answer {
        GateAnswer::Settled(measure) => vec![measure],
        // An open gate whose cases were not gone through can come out in any way.
        GateAnswer::Unknown if report.possible.is_empty() || report.too_many_cells => {
            vec![Measure::NoLicenseRequired, Measure::Prohibited]
        }
        GateAnswer::Unknown => report.possible.clone(),
    }
}
