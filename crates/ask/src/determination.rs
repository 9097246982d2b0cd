//! The whole answer: both gates and the joint verdict.

use crate::gates::{GateBooks, joint_authority, joint_possible, joint_verdict, possible};
use crate::ground::Ground;
use crate::passage::us_gate;
use crate::{Asked, Question, QuestionProblem, fill};
use chipgate_base::Name;
use chipgate_law::determine::{Basis, GateAnswer, GateReport, ProvidedThat, determine};
use chipgate_law::inputs::Inputs;
use chipgate_law::instrument::Authority;
use chipgate_law::rule::{Measure, Policy};
use chipgate_law::value::Value;
use jiff::civil::Date;

/// The fact by which China's rules read what the US gate said of the same transaction.
pub const US_LICENSE_NEEDED: &str = "us_license_needed";

/// The answer to one request.
#[derive(Clone, Debug, PartialEq)]
pub struct Determination {
    /// The request with everything that was filled in.
    pub asked: Asked,
    /// The gate of the United States.
    pub us: GateReport,
    /// China's gate.
    pub cn: GateReport,
    /// The stricter gate; unknown where the possible answers of an open gate would change it.
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

    /// Rules behind the answers of both gates, those of the United States first.
    pub fn basis(&self) -> impl Iterator<Item = &Basis> {
        self.us.basis.iter().chain(&self.cn.basis)
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
    let mut us = us_gate(&books.us, &books.known, &asked);
    let mut cn = china(books, &asked, &us);
    us.provided_that.extend(asked.provided.iter().map(|key| screening(key)));
    us.caveats.extend(asked.caveats.iter().map(|key| Name::from(*key)));
    cn.caveats.extend(asked.caveats_cn.iter().map(|key| Name::from(*key)));
    let (verdict, verdict_possible) = (joint_verdict(&us, &cn), joint_possible(&us, &cn));
    let verdict_authority = joint_authority(&us, &cn, verdict);
    Determination { asked, us, cn, verdict, verdict_possible, verdict_authority }
}

/// China's gate: the same transaction, with what the US gate said of it as a fact.
fn china(books: &GateBooks<'_>, asked: &Asked, us: &GateReport) -> GateReport {
    let mut inputs: Inputs = asked.inputs.clone();
    // The US gate says nothing of an import into another country, so its silence there is no answer.
    let is_silent = matches!(inputs.value(books.known.act), Value::Symbol(act) if &**act == "import");
    if !is_silent {
        inputs.set(books.known.us_license_needed, license_needed(us), None);
    }
    // A maker's stated ECCN is a class of US law and says nothing here.
    let manner = chipgate_law::determine::Manner { stated_eccn: None, ..asked.manner.clone() };
    determine(&books.cn, asked.lens, &inputs, &manner)
}

/// Whether the US gate asks for a license or prohibits; open only where its possible answers differ in that.
fn license_needed(us: &GateReport) -> Value {
    let needs = |measure: &Measure| *measure >= Measure::LicenseRequired;
    let possible = possible(us);
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
    let us = &found.us;
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
