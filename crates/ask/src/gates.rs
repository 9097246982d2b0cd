//! The rule books of both gates, and how their answers meet.

use crate::known::Known;
use chipgate_base::Name;
use chipgate_law::book::Law;
use chipgate_law::determine::{Books, GateAnswer, GateReport};
use chipgate_law::instrument::Authority;
use chipgate_law::rule::{Gate, Measure};
use jiff::civil::Date;

/// The rule books of both gates on one day.
#[derive(Clone, Debug)]
pub struct GateBooks<'law> {
    /// Those of the United States.
    pub us: Books<'law>,
    /// Those of China.
    pub cn: Books<'law>,
    /// The facts that the program names.
    pub(crate) known: Known,
}

impl<'law> GateBooks<'law> {
    /// Prepares the rule books of a day; who asks matters for letters, and only where knowledge is limited.
    #[must_use]
    pub fn on(law: &'law Law, as_of: Date, known_on: Option<Date>, asker: Option<Name>) -> GateBooks<'law> {
        let of = |gate| Books::on(law, gate, as_of, known_on, asker.clone());
        let known = Known::of(&law.vocabulary.facts);
        GateBooks { us: of(Gate::Us), cn: of(Gate::Cn), known }
    }
}

/// The stricter of two gates.
///
/// Where a gate is open, the joint verdict is settled only if every answer that
/// is possible there gives the same one.
#[must_use]
pub fn joint_verdict(us: &GateReport, cn: &GateReport) -> GateAnswer {
    let verdicts = joint_possible(us, cn);
    match verdicts.as_slice() {
        [only] => GateAnswer::Settled(*only),
        _ => GateAnswer::Unknown,
    }
}

/// Every joint verdict that is possible, from the mildest.
#[must_use]
pub fn joint_possible(us: &GateReport, cn: &GateReport) -> Vec<Measure> {
    let (ours, theirs) = (possible(us), possible(cn));
    let mut verdicts: Vec<Measure> =
        ours.iter().flat_map(|us| theirs.iter().map(move |cn| *us.max(cn))).collect();
    verdicts.sort_unstable();
    verdicts.dedup();
    verdicts
}

/// What the joint verdict rests on: the strongest authority among the gates that give it.
///
/// `None` where it is open, or where no requirement was found.
#[must_use]
pub fn joint_authority(us: &GateReport, cn: &GateReport, verdict: GateAnswer) -> Option<Authority> {
    if verdict == GateAnswer::Unknown || verdict == GateAnswer::Settled(Measure::NoLicenseRequired) {
        return None;
    }
    [us, cn].into_iter().filter(|gate| gate.answer == verdict).filter_map(|gate| gate.authority).min()
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
