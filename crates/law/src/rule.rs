//! Rules: what a provision concludes, from when, on which condition.

use crate::expr::{ConclusionId, Cond};
use crate::fact::FactId;
use crate::gate::Gate;
use chipgate_base::Name;
use chipgate_base::day::DaySpan;
use chipgate_base::text::Text;
use jiff::civil::Date;

/// Where a rule stands in the order of 15 CFR part 732.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Names a yes-or-no fact.
    Define,
    /// Says by which route the item is subject to this law.
    Jurisdiction,
    /// Says to which paragraph an item belongs.
    Class,
    /// Requires a license or forbids.
    Requirement,
    /// Relieves from requirements.
    Exception,
    /// Says how an application is reviewed.
    Review,
    /// Adds a duty.
    Condition,
    /// Adds a payment.
    Charge,
    /// Says what is not modelled but could touch the answer.
    Caveat,
}

chipgate_base::codes!(Step {
    Define => "define",
    Jurisdiction => "jurisdiction",
    Class => "class",
    Requirement => "requirement",
    Exception => "exception",
    Review => "review",
    Condition => "condition",
    Charge => "charge",
    Caveat => "caveat",
});

/// What a gate says of a transaction, from the mildest to the strictest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// No requirement was found in what is modelled.
    NoLicenseRequired,
    /// A requirement is lifted by a named exception.
    LicenseException,
    /// Advised against.
    Discouraged,
    /// An authority must approve.
    ApprovalRequired,
    /// A license is needed.
    LicenseRequired,
    /// Forbidden.
    Prohibited,
}

chipgate_base::codes!(Measure {
    NoLicenseRequired => "no_license_required",
    LicenseException => "license_exception",
    Discouraged => "discouraged",
    ApprovalRequired => "approval_required",
    LicenseRequired => "license_required",
    Prohibited => "prohibited",
});

/// How an application is reviewed, from nothing said to the strictest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Policy {
    /// No requirement, so no review.
    NotApplicable,
    /// The provision names no policy.
    NotStated,
    /// Approval unless there is a reason against.
    PresumptionOfApproval,
    /// Each on its merits.
    CaseByCase,
    /// Denial unless there is a reason against.
    PresumptionOfDenial,
    /// Denial.
    PolicyOfDenial,
}

chipgate_base::codes!(Policy {
    NotApplicable => "not_applicable",
    NotStated => "not_stated",
    PresumptionOfApproval => "presumption_of_approval",
    CaseByCase => "case_by_case",
    PresumptionOfDenial => "presumption_of_denial",
    PolicyOfDenial => "policy_of_denial",
});

/// What a rule concludes when its condition holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Concludes {
    /// A named fact is yes; otherwise it is no.
    Fact(FactId),
    /// The item is subject to this law, by a route.
    Jurisdiction(Vec<ConclusionId>),
    /// The item is in a paragraph.
    Paragraph(ConclusionId),
    /// A requirement, with its reasons for control.
    Requirement(Measure, Vec<Name>),
    /// An exception that lifts the requirements named.
    Exception {
        /// Its short name, such as `NAC`.
        id: Name,
        /// Rule ids of the requirements it lifts.
        relieves: Vec<Name>,
    },
    /// A review policy for the requirements named.
    Review {
        /// The policy; `None` where the entry's policy cannot be read from what is modelled.
        policy: Option<Policy>,
        /// Rule ids of the requirements it is for.
        of: Vec<Name>,
        /// The lowest rank that holds decides.
        rank: u32,
    },
    /// A duty, by the key of its words.
    Condition(Name),
    /// A payment.
    Charge {
        /// Its id.
        id: Name,
        /// What it is: `duty` or `share`.
        kind: Name,
        /// Part of the base, 0 to 1.
        rate: f64,
        /// What it is taken from, such as `customs_value`.
        base: Name,
    },
    /// A gap, by the key of its words.
    Caveat(Name),
}

/// Under which lens a version counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VersionLens {
    /// Under both.
    Both,
    /// Only as codified text.
    Codified,
    /// Only as enforced.
    Enforced,
}

impl VersionLens {
    /// Whether such a text can count under a lens.
    ///
    /// ```
    /// use chipgate_law::rule::{Lens, VersionLens};
    ///
    /// assert!(VersionLens::Both.counts_under(Lens::Enforced));
    /// assert!(!VersionLens::Codified.counts_under(Lens::Enforced));
    /// ```
    #[must_use]
    pub fn counts_under(self, lens: Lens) -> bool {
        match self {
            VersionLens::Both => true,
            VersionLens::Codified => lens == Lens::Codified,
            VersionLens::Enforced => lens == Lens::Enforced,
        }
    }
}

/// How a question reads the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lens {
    /// The published text with its own compliance dates.
    Codified,
    /// The text less what its authority said it does not apply, plus letters and guidance.
    Enforced,
}

impl Lens {
    /// The word used in data and JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Lens::Codified => "codified",
            Lens::Enforced => "enforced",
        }
    }
}

/// How sure the reading of a version is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Press, or general knowledge not read again. Decides and is marked.
    Low,
    /// A faithful reproduction.
    Medium,
    /// Seen in primary text.
    High,
}

impl Confidence {
    /// The word used in data and JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        }
    }
}

/// The text of a rule from one day on.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Where its instrument stands in the law's list.
    pub instrument: usize,
    /// First day it holds (or must be complied with).
    pub from: DaySpan,
    /// First day it no longer holds, where its instrument says so.
    pub until: Option<Date>,
    /// Under which lens it counts.
    pub lens: VersionLens,
    /// The provision, as lawyers cite it.
    pub provision: Name,
    /// The condition as written.
    pub text: Name,
    /// The condition, checked.
    pub when: Cond,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// What a reader should know; empty when nothing.
    pub note: Name,
}

/// A rule with its dated versions.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Stable id, such as `ear.3a090.a`.
    pub id: Name,
    /// Text in our words.
    pub title: Text,
    /// Whose law it is.
    pub gate: Gate,
    /// Where it stands in the order of a determination.
    pub step: Step,
    /// What it concludes.
    pub concludes: Concludes,
    /// Its texts, sorted by first day.
    pub versions: Vec<Version>,
}
