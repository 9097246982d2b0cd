//! How the answers of both gates read as steps from free to closed.

use super::Market;
use chipgate_ask::determination::Determination;
use chipgate_ask::gates::possible;
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_law::determine::GateAnswer;
use chipgate_law::rule::{Measure, Policy};

/// What one gate says of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Open {
    /// No license or approval is needed.
    Free,
    /// Advised against.
    Discouraged,
    /// Allowed with leave, case by case.
    Licensed,
    /// Denied by policy or forbidden.
    Closed,
    /// The rules settle it neither way; a study draws or sets it.
    Unknown,
}

impl Open {
    /// Place in the order of the four steps, from free to closed; `None` where unknown.
    #[must_use]
    pub fn place(self) -> Option<usize> {
        match self {
            Open::Free => Some(0),
            Open::Discouraged => Some(1),
            Open::Licensed => Some(2),
            Open::Closed => Some(3),
            Open::Unknown => None,
        }
    }
}

/// What the gate of the side that sells says; its review policy decides what a requirement is worth.
pub(super) fn of_seller(found: &Determination) -> Open {
    match found.gates.seller().answer {
        GateAnswer::Settled(Measure::NoLicenseRequired | Measure::LicenseException) => Open::Free,
        GateAnswer::Settled(Measure::Prohibited) => Open::Closed,
        GateAnswer::Settled(_) => of_review(found),
        GateAnswer::Unknown => Open::Unknown,
    }
}

/// A policy that is open or not stated leaves it to practice.
fn of_review(found: &Determination) -> Open {
    match found.gates.seller().review {
        Some(Policy::PresumptionOfApproval | Policy::CaseByCase) => Open::Licensed,
        Some(Policy::PresumptionOfDenial | Policy::PolicyOfDenial) => Open::Closed,
        Some(Policy::NotStated | Policy::NotApplicable) | None => Open::Unknown,
    }
}

/// The step of the gate of the side that buys, and the mildest that is possible.
pub(super) fn of_buyer(found: &Determination) -> (Open, Open) {
    let mildest = possible(found.gates.buyer()).into_iter().min().map_or(Open::Free, step);
    match found.gates.buyer().answer {
        GateAnswer::Settled(measure) => (step(measure), step(measure)),
        GateAnswer::Unknown => (Open::Unknown, mildest),
    }
}

fn step(measure: Measure) -> Open {
    match measure {
        Measure::NoLicenseRequired | Measure::LicenseException => Open::Free,
        Measure::Discouraged => Open::Discouraged,
        Measure::ApprovalRequired | Measure::LicenseRequired => Open::Licensed,
        Measure::Prohibited => Open::Closed,
    }
}

/// Payments of a kind to the government of the side that sells that fall due, as a share of their base: all are added up.
pub(super) fn charges(found: &Determination, kind: &str) -> f64 {
    let due = found.gates.seller().charges.iter().filter(|charge| &*charge.kind == kind);
    due.filter(|charge| charge.answer == Answer::Yes).fold(0.0, |sum, charge| sum + charge.rate)
}

/// Whether a duty of the side that sells stands for a lever.
pub(super) fn has_duty(market: &Market, found: &Determination, lever: &str) -> bool {
    let stands = |condition: &Name| {
        market.duties.iter().any(|duty| duty.condition == *condition && *duty.lever == *lever)
    };
    found.gates.seller().conditions.iter().any(stands)
}
