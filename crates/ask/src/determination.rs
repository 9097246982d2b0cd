//! The whole answer: all gates and the joint verdict.

use crate::gates::{GateBooks, joint_authority, joint_possible, joint_verdict, possible};
use crate::ground::Ground;
use crate::passage::with_transit;
use crate::{Asked, Question, QuestionProblem, fill};
use chipgate_base::Name;
use chipgate_law::determine::{Basis, GateAnswer, GateReport, Manner, ProvidedThat, determine};
use chipgate_law::gate::{ByGate, Gate};
use chipgate_law::inputs::Inputs;
use chipgate_law::instrument::Authority;
use chipgate_law::rule::{Measure, Policy};
use chipgate_law::value::Value;
use jiff::civil::Date;
use std::borrow::Cow;

/// The answer to one request.
#[derive(Clone, Debug, PartialEq)]
pub struct Determination {
    /// The request with everything that was filled in.
    pub asked: Asked,
    /// What each gate says.
    pub gates: ByGate<GateReport>,
    /// Facts that rules read and that are what an earlier gate says; nobody is asked for them.
    pub worked_out: Vec<Name>,
    /// The strictest gate; unknown where the possible answers of an open gate would change it.
    pub verdict: GateAnswer,
    /// Every joint verdict that is possible, from the mildest; one where it is settled.
    pub verdict_possible: Vec<Measure>,
    /// The strongest authority among the gates that give the joint verdict; `None` where it is open or nothing was found.
    pub verdict_authority: Option<Authority>,
}

impl Determination {
    /// The gate that decides rests on press reports alone, so the joint verdict is a report too.
    #[must_use]
    pub fn is_reported(&self) -> bool {
        self.verdict_authority == Some(Authority::WindowGuidance)
    }

    /// Rules behind the answers of all gates, in their order.
    pub fn basis(&self) -> impl Iterator<Item = &Basis> {
        self.gates.values().flat_map(|report| &report.basis)
    }
}

/// Answers a request from the ground.
///
/// # Errors
///
/// Returns everything in the question that does not fit.
pub fn answer(
    ground: Ground<'_>,
    question: &Question,
    today: Date,
) -> Result<Determination, Vec<QuestionProblem>> {
    let asked = fill(ground, question, today)?;
    let books = GateBooks::on(ground.law, asked.as_of, asked.known_on, asked.exporter.clone());
    Ok(answer_with(&books, asked))
}

/// Answers a filled request with rule books that were prepared for its day.
#[must_use]
pub fn answer_with(books: &GateBooks<'_>, asked: Asked) -> Determination {
    let mut gates = books.law.gates.each(|gate, earlier| of_gate(books, gate, &asked, earlier));
    let seller = &mut gates[books.law.gates.seller()];
    seller.provided_that.extend(asked.provided.iter().map(|key| screening(key)));
    seller.caveats.extend(asked.caveats.iter().map(|key| Name::from(*key)));
    let (verdict, verdict_possible) = (joint_verdict(&gates), joint_possible(&gates));
    let verdict_authority = joint_authority(&gates, verdict);
    let worked_out = books.law.read_of_gates().collect();
    Determination { asked, gates, worked_out, verdict, verdict_possible, verdict_authority }
}

/// What one gate says, with what it reads of those before it as facts.
pub(crate) fn of_gate(
    books: &GateBooks<'_>,
    gate: Gate,
    asked: &Asked,
    earlier: &[GateReport],
) -> GateReport {
    let entry = &books.law.gates[gate];
    let mut inputs: Cow<'_, Inputs> = Cow::Borrowed(&asked.inputs);
    for read in &entry.reads {
        let is_silent =
            matches!(inputs.value(books.known.act), Value::Symbol(act) if read.silent_on.contains(act));
        if let Some(report) = earlier.get(read.gate.place()).filter(|_| !is_silent) {
            inputs.to_mut().set(read.fact, license_needed(report), None);
        }
    }
    let stated_eccn = asked.manner.stated_eccn.clone().filter(|_| entry.classifies);
    let manner = Manner { stated_eccn, ..asked.manner.clone() };
    let own = &books.gates[gate];
    let mut report = if entry.asks_of_transit {
        with_transit(own, &books.known, asked, &inputs, &manner)
    } else {
        determine(own, asked.lens, &inputs, &manner)
    };
    let is_late = asked.as_of > entry.covers_to;
    report.caveats.extend(is_late.then(|| Name::from(AFTER_HORIZON)));
    report
}

/// The caveat of a gate whose sources end before the day asked about.
pub const AFTER_HORIZON: &str = "after_horizon";

/// Whether a gate asks for a license or prohibits; open only where its possible answers differ in that.
fn license_needed(report: &GateReport) -> Value {
    let needs = |measure: &Measure| *measure >= Measure::LicenseRequired;
    let possible = possible(report);
    match (possible.iter().any(needs), possible.iter().all(needs)) {
        (any, all) if any == all => Value::YesNo(all),
        _ => Value::Unknown,
    }
}

/// A presumption of the filling, in the form of those of the rules.
fn screening(key: &str) -> ProvidedThat {
    ProvidedThat {
        rule: Name::from("request"),
        needs: vec![Name::from(key)],
        would_be: Measure::LicenseRequired,
    }
}

/// The review policy in one word: settled, or the possible ones joined by `|`.
#[must_use]
pub fn review_word(found: &Determination) -> String {
    let us = found.gates.seller();
    if let Some(policy) = us.review {
        return policy.code().to_owned();
    }
    let possible: Vec<&str> = us
        .review_possible
        .iter()
        .filter(|policy| **policy != Policy::NotApplicable)
        .map(|policy| policy.code())
        .collect();
    if possible.len() < 2 || us.review_unreadable { "unknown".to_owned() } else { possible.join("|") }
}
