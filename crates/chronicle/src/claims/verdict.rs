//! From values to a verdict. The rule, in the order in which it is applied:
//!
//! 1. **A part.** A figure is true if its whole range lies within the narrow band of its tolerance round
//!    what is claimed, approximately true if within the wide band, false if it does not reach the wide
//!    band, and contested if its range lies on both sides of the edge. A statement is true or false as it
//!    holds or not; a day is true if it lies in the days claimed. What is open is not checkable.
//! 2. **The parts together** ([`Join`](super::Join)). All alike: that. Where some hold and others do not:
//!    approximately true, of those that hold; but contested if they are different meanings of one word.
//! 3. **Sources outside**, without forecasts. If some agree and some do not, or all say the opposite of
//!    what we find: contested. If they agree only approximately, a true claim is approximately true.
//!
//! How wide the bands are is said once for each class of figure, in `data/record/claims/classes.toml`, and
//! never for a single claim.

use super::evaluate::{Evaluator, Found};
use super::model::{Claim, Claimed, Join, Outside, Part, Rests, Said, Stance, Tolerance, Verdict};
use super::value::{Range, Value};
use chipgate_base::answer::Answer;
use chipgate_base::formula::FormulaProblem;

/// Why a verdict is what it is; the words are messages `claims_because_…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The only part decides.
    OnePart,
    /// All parts are alike.
    AllParts,
    /// Some parts hold; they are named.
    HoldsOf,
    /// Meanings of one word give different results.
    MeaningsDiffer,
    /// Estimates of a value reach both sides.
    EstimatesDiffer,
    /// Sources outside fall on both sides.
    SourcesDiffer,
    /// Sources outside say the opposite of what we find.
    SourcesAgainst,
    /// Sources outside come near, no more.
    SourcesNear,
    /// It is not computed but rests on the sources named.
    Stated,
}

chipgate_base::codes!(Reason {
    OnePart => "one_part",
    AllParts => "all_parts",
    HoldsOf => "holds_of",
    MeaningsDiffer => "meanings_differ",
    EstimatesDiffer => "estimates_differ",
    SourcesDiffer => "sources_differ",
    SourcesAgainst => "sources_against",
    SourcesNear => "sources_near",
    Stated => "stated",
});

/// A part with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedPart {
    /// Its verdict.
    pub verdict: Verdict,
    /// Its value; `None` for one that is stated, and for a formula that has a problem.
    pub found: Option<Found>,
    /// What is wrong with its formula. Loading reports the same, so that sound data have none.
    pub problem: Option<FormulaProblem>,
}

/// A claim with its verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// What the parts alone give, before sources outside are heard.
    pub own: Verdict,
    /// Which parts hold, where only some do.
    pub holds_of: Vec<usize>,
    /// The parts, in the order of the claim.
    pub parts: Vec<JudgedPart>,
    /// The asides, in the order of the claim.
    pub asides: Vec<JudgedPart>,
    /// Where each source outside stands, in the order of the claim.
    pub outside: Vec<Stance>,
}

/// Judges a claim.
#[must_use]
pub fn judge(claim: &Claim, tolerance: &Tolerance, evaluator: &Evaluator<'_>) -> Judged {
    let of = |parts: &[Part]| {
        parts.iter().map(|part| part_verdict(part, tolerance, evaluator)).collect::<Vec<_>>()
    };
    let (parts, asides) = (of(&claim.parts), of(&claim.asides));
    let verdicts: Vec<Verdict> = parts.iter().map(|part| part.verdict).collect();
    let (own, reason) = together(claim, &verdicts);
    let outside: Vec<Stance> = claim.outside.iter().map(|one| stance(one, claim, tolerance)).collect();
    let heard: Vec<Stance> = claim
        .outside
        .iter()
        .zip(&outside)
        .filter(|(one, _)| !one.forecast)
        .map(|(_, stance)| *stance)
        .collect();
    let (verdict, reason) = with_sources(own, reason, &heard);
    let holds_of = match own {
        Verdict::Approximately | Verdict::Contested if verdicts.iter().any(|one| !one.holds()) => {
            (0..verdicts.len()).filter(|at| verdicts.get(*at).is_some_and(|one| one.holds())).collect()
        }
        _ => Vec::new(),
    };
    Judged { verdict, reason, own, holds_of, parts, asides, outside }
}

fn part_verdict(part: &Part, tolerance: &Tolerance, evaluator: &Evaluator<'_>) -> JudgedPart {
    match &part.said {
        Said::Stated { verdict, .. } => JudgedPart { verdict: *verdict, found: None, problem: None },
        Said::Formula { expr, .. } => match evaluator.value(expr) {
            Ok(found) => JudgedPart {
                verdict: compared(&found.value, &part.claimed, tolerance),
                found: Some(found),
                problem: None,
            },
            Err(problem) => {
                JudgedPart { verdict: Verdict::NotCheckable, found: None, problem: Some(problem) }
            }
        },
    }
}

/// Step 1: a value against what is claimed.
#[must_use]
pub fn compared(value: &Value, claimed: &Claimed, tolerance: &Tolerance) -> Verdict {
    match (value, claimed) {
        (Value::Truth(Answer::Yes), Claimed::Yes) => Verdict::True,
        (Value::Truth(Answer::No), Claimed::Yes) => Verdict::False,
        (Value::Number(range), Claimed::Figure { range: claimed, strictly }) => {
            figure(range, claimed, *strictly, tolerance)
        }
        (Value::Day(days), Claimed::Days(claimed)) => {
            let (days, claimed) = (Range::from(days), Range::from(claimed));
            match (days.is_within(&claimed), days.meets(&claimed)) {
                (true, _) => Verdict::True,
                (false, false) => Verdict::False,
                (false, true) => Verdict::NotCheckable,
            }
        }
        _ => Verdict::NotCheckable,
    }
}

fn figure(range: &Range, claimed: &Range, strictly: bool, tolerance: &Tolerance) -> Verdict {
    let on_the_edge =
        strictly && tolerance.true_within == 0.0 && (range.low == claimed.low || range.high == claimed.high);
    let wide = claimed.widened(tolerance.approximately_within);
    if range.is_within(&claimed.widened(tolerance.true_within)) && !on_the_edge {
        Verdict::True
    } else if range.is_within(&wide) && !on_the_edge {
        Verdict::Approximately
    } else if range.meets(&wide) && !(on_the_edge && range.low == range.high) {
        Verdict::Contested
    } else {
        Verdict::False
    }
}

/// Step 2: the parts together.
fn together(claim: &Claim, verdicts: &[Verdict]) -> (Verdict, Reason) {
    let only_stated = claim.parts.iter().all(|part| matches!(part.said, Said::Stated { .. }));
    if claim.join == Join::One {
        let verdict = verdicts.first().copied().unwrap_or(Verdict::NotCheckable);
        return (verdict, if only_stated { Reason::Stated } else { Reason::OnePart });
    }
    let first = verdicts.first().copied().unwrap_or(Verdict::NotCheckable);
    if verdicts.iter().all(|one| *one == first) {
        return (first, Reason::AllParts);
    }
    let some_hold = verdicts.iter().any(|one| one.holds());
    if verdicts.iter().all(|one| one.holds()) {
        return (Verdict::Approximately, Reason::AllParts);
    }
    match (some_hold, claim.join) {
        (true, Join::Meanings) => (Verdict::Contested, Reason::MeaningsDiffer),
        (true, _) => (Verdict::Approximately, Reason::HoldsOf),
        (false, _) if verdicts.contains(&Verdict::Contested) => (Verdict::Contested, Reason::EstimatesDiffer),
        (false, _) => (Verdict::False, Reason::AllParts),
    }
}

/// Where a source stands: against what the claim as a whole says.
fn stance(outside: &Outside, claim: &Claim, tolerance: &Tolerance) -> Stance {
    let said = match &outside.value {
        Rests::Word(stance) => return *stance,
        Rests::On(said) => said,
    };
    let claimed = claim.parts.iter().map(|part| &part.claimed).find(|claimed| **claimed != Claimed::Yes);
    match (said, claimed) {
        (Claimed::Figure { range, .. }, Some(Claimed::Figure { range: claimed, .. })) => {
            if range.meets(&claimed.widened(tolerance.true_within)) {
                Stance::Agrees
            } else if range.meets(&claimed.widened(tolerance.approximately_within)) {
                Stance::Nearly
            } else {
                Stance::Disagrees
            }
        }
        (Claimed::Days(days), Some(Claimed::Days(claimed))) => {
            if Range::from(days).meets(&Range::from(claimed)) { Stance::Agrees } else { Stance::Disagrees }
        }
        _ => Stance::Disagrees,
    }
}

/// Step 3: sources outside.
fn with_sources(own: Verdict, reason: Reason, heard: &[Stance]) -> (Verdict, Reason) {
    let says = |stance: Stance| heard.contains(&stance);
    let agree = says(Stance::Agrees) || says(Stance::Nearly);
    match (agree, says(Stance::Disagrees)) {
        (true, true) => (Verdict::Contested, Reason::SourcesDiffer),
        (false, true) if own.holds() => (Verdict::Contested, Reason::SourcesAgainst),
        (true, false) if own == Verdict::False => (Verdict::Contested, Reason::SourcesAgainst),
        (true, false) if own == Verdict::True && !says(Stance::Agrees) => {
            (Verdict::Approximately, Reason::SourcesNear)
        }
        _ => (own, reason),
    }
}
