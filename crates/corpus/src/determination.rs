//! The whole answer: both gates and the joint verdict.

use crate::ask::{Asked, Request, RequestProblem, fill};
use crate::corpus::Corpus;
use chipgate_law::Name;
use chipgate_law::determine::{Books, GateAnswer, GateReport, ProvidedThat, determine};
use chipgate_law::rule::Measure;
use jiff::civil::Date;

/// What China's gate says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChinaGate {
    /// Its rules are not loaded, so the answer is unknown.
    NotModelled,
}

/// The answer to one request.
#[derive(Clone, Debug, PartialEq)]
pub struct Determination {
    /// The request with everything that was filled in.
    pub asked: Asked,
    /// The gate of the United States.
    pub us: GateReport,
    /// China's gate.
    pub cn: ChinaGate,
    /// The stricter gate; unknown where China's possible answers would change it.
    pub verdict: GateAnswer,
}

/// Answers a request from the corpus.
///
/// # Errors
///
/// Returns everything in the request that does not fit.
pub fn answer(corpus: &Corpus, request: &Request, today: Date) -> Result<Determination, Vec<RequestProblem>> {
    let asked = fill(corpus, request, today)?;
    let books = Books::on(&corpus.law, asked.as_of, asked.known_on, asked.exporter.clone());
    Ok(answer_with(&books, asked))
}

/// Answers a filled request with rule books that were prepared for its day.
#[must_use]
pub fn answer_with(books: &Books<'_>, asked: Asked) -> Determination {
    let mut us = determine(books, asked.lens, &asked.inputs, &asked.manner);
    us.provided_that.extend(asked.provided.iter().map(|key| screening(key)));
    us.caveats.extend(asked.caveats.iter().map(|key| Name::from(*key)));
    let verdict = joint_verdict(us.answer);
    Determination { asked, us, cn: ChinaGate::NotModelled, verdict }
}

/// A presumption of the filling, in the form of those of the rules.
fn screening(key: &str) -> ProvidedThat {
    ProvidedThat {
        rule: Name::from("request"),
        needs: vec![Name::from(key)],
        would_be: Measure::LicenseRequired,
    }
}

/// With China's gate unknown, only the strictest answer is settled.
fn joint_verdict(us: GateAnswer) -> GateAnswer {
    match us {
        GateAnswer::Settled(Measure::Prohibited) => us,
        _ => GateAnswer::Unknown,
    }
}
