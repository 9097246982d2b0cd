//! The answer of a gate in the form that is shown and recorded.

use super::gate::Because;
use crate::combine::GateAnswer;
use crate::instrument::Authority;
use crate::rule::{Confidence, Measure, Policy, Step};
use crate::value::Value;
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_base::text::Text;
use jiff::civil::Date;

/// The answer of one gate with its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct GateReport {
    /// The answer.
    pub answer: GateAnswer,
    /// Why no requirement was found; `None` when one was, or when it is open.
    pub because: Option<Because>,
    /// Measures that are possible when the answer is open.
    pub possible: Vec<Measure>,
    /// Facts that would settle an open answer.
    pub missing: Vec<Missing>,
    /// More cells were open than are evaluated.
    pub too_many_cells: bool,
    /// ECCN paragraphs that hold in every case.
    pub eccn: Vec<Name>,
    /// Sets of paragraphs in the cases, where they differ.
    pub eccn_possible: Vec<Vec<Name>>,
    /// Facts that would settle the class.
    pub eccn_missing: Vec<Missing>,
    /// What became of the maker's stated class.
    pub stated_class: StatedClass,
    /// Exceptions that could matter, each with its answer.
    pub exceptions: Vec<ExceptionReport>,
    /// Review policy; `None` when open.
    pub review: Option<Policy>,
    /// Policies that are possible when the review is open.
    pub review_possible: Vec<Policy>,
    /// Facts that would settle an open review.
    pub review_missing: Vec<Missing>,
    /// A listing names a policy that cannot be read from what is modelled.
    pub review_unreadable: bool,
    /// Duties, by key.
    pub conditions: Vec<Name>,
    /// Payments.
    pub charges: Vec<Charge>,
    /// What the answer rests on.
    pub authority: Option<Authority>,
    /// How sure the reading is that gives the answer; the surest where several give it.
    pub confidence: Option<Confidence>,
    /// Rules behind the answer.
    pub basis: Vec<Basis>,
    /// Presumptions under which the answer holds.
    pub provided_that: Vec<ProvidedThat>,
    /// Gaps that could touch the answer, by key.
    pub caveats: Vec<Name>,
    /// The answer under the codified lens.
    pub codified_answer: GateAnswer,
    /// The answer under the enforced lens.
    pub enforced_answer: GateAnswer,
}

/// What became of the ECCN that the maker states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedClass {
    /// None was given.
    NotGiven,
    /// It agrees with the figures.
    Agrees,
    /// Figures leave the class open and it decides.
    Decides,
    /// It contradicts settled figures, which go before it.
    Conflicts,
    /// It is stricter than what the figures give, so that the answer is open.
    IsStricter,
    /// It is a class whose reasons for control are not modelled.
    NotModelled,
}

/// A fact that would settle something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// The fact; for a party's fact with the role in front, such as `end_user.headquarters`.
    pub fact: Name,
    /// Listed names of which the party's name is a part.
    pub entries: Vec<Name>,
}

/// A presumption under which an answer holds.
#[derive(Clone, Debug, PartialEq)]
pub struct ProvidedThat {
    /// The rule that would apply otherwise.
    pub rule: Name,
    /// The facts it needs.
    pub needs: Vec<Name>,
    /// The answer it would bring.
    pub would_be: Measure,
}

/// One rule behind an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Basis {
    /// Rule id.
    pub rule: Name,
    /// Text.
    pub title: Text,
    /// Step.
    pub step: Step,
    /// First day of the text.
    pub version: Date,
    /// Instrument id.
    pub instrument: Name,
    /// The provision, as lawyers cite it.
    pub provision: Name,
    /// Citation of the instrument.
    pub citation: Name,
    /// Address of the source; empty when there is none.
    pub url: Name,
    /// What it rests on.
    pub authority: Option<Authority>,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// The answer of the rule.
    pub answer: Answer,
    /// What it read.
    pub read: Vec<Read>,
}

/// One comparison that a rule made.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The fact, with the role in front for a party's fact.
    pub name: Name,
    /// Its value.
    pub value: Value,
    /// Unit of a quantity; empty otherwise.
    pub unit: Name,
    /// The test in words of the rule language, such as `>= 4800`.
    pub test: String,
    /// The named constant, for a comparison.
    pub threshold: Option<Threshold>,
    /// Whether it holds.
    pub answer: Answer,
    /// Source id of the value.
    pub source: Option<Name>,
}

/// A constant with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// Name in the rule.
    pub name: Name,
    /// The constant.
    pub value: f64,
}

/// An exception that could lift a requirement.
#[derive(Clone, Debug, PartialEq)]
pub struct ExceptionReport {
    /// Short name, such as `NAC`.
    pub id: Name,
    /// Rule id.
    pub rule: Name,
    /// Whether it is available.
    pub answer: Answer,
    /// Requirements that it does not lift although they are yes.
    pub leaves: Vec<Name>,
    /// Facts that it still needs.
    pub needs: Vec<Missing>,
    /// What it read.
    pub read: Vec<Read>,
}

/// A payment that falls due.
#[derive(Clone, Debug, PartialEq)]
pub struct Charge {
    /// Its id.
    pub id: Name,
    /// Rule id.
    pub rule: Name,
    /// `duty` or `share`.
    pub kind: Name,
    /// Part of the base.
    pub rate: f64,
    /// What it is taken from.
    pub base: Name,
    /// What it rests on.
    pub authority: Option<Authority>,
    /// Whether it falls due.
    pub answer: Answer,
    /// First day of the text that asks for it.
    pub from: Date,
    /// First day on which it is no longer asked for; `None` where no end is known.
    pub until: Option<Date>,
}
