//! How the answers of rules combine: the strictest requirement and what lifts it, and by which policy an application is
//! reviewed.

use crate::book::Book;
use crate::evaluate::Pass;
use crate::rule::{Concludes, Measure, Policy, Step};
use chipgate_base::Name;
use chipgate_base::answer::Answer;

/// The answer of a gate: a measure, or open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GateAnswer {
    /// Settled.
    Settled(Measure),
    /// A fact that decides is not known.
    Unknown,
}

impl GateAnswer {
    /// The word used in JSON and CSV.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            GateAnswer::Settled(measure) => measure.code(),
            GateAnswer::Unknown => "unknown",
        }
    }
}

/// The measures that a pass allows: one when settled, the mildest and the strictest when open.
pub(crate) fn measures(book: &Book<'_>, pass: &Pass) -> Vec<Measure> {
    let mildest = gate_measure(book, pass, |answer| answer == Answer::Yes);
    let strictest = gate_measure(book, pass, |answer| answer != Answer::No);
    if mildest == strictest { vec![mildest] } else { vec![mildest, strictest] }
}

fn gate_measure(book: &Book<'_>, pass: &Pass, counts: impl Fn(Answer) -> bool) -> Measure {
    gate_measure_with(book, pass, &counts, Answer::Yes)
}

/// The strictest requirement that counts, or an exception where each is lifted by one with at least this answer.
pub(crate) fn gate_measure_with(
    book: &Book<'_>,
    pass: &Pass,
    counts: &dyn Fn(Answer) -> bool,
    exception: Answer,
) -> Measure {
    let mut strictest = Measure::NoLicenseRequired;
    let mut lifted = true;
    for (entry, answer) in book.entries.iter().zip(&pass.answers) {
        let Concludes::Requirement(measure, _) = &entry.rule.concludes else { continue };
        if *answer != Answer::No && counts(*answer) {
            strictest = strictest.max(*measure);
            lifted &= is_relieved(book, pass, &entry.rule.id, exception);
        }
    }
    let relieved = strictest > Measure::LicenseException && lifted;
    if relieved { Measure::LicenseException } else { strictest }
}

/// Some exception with at least this answer lifts this requirement.
pub(crate) fn is_relieved(book: &Book<'_>, pass: &Pass, requirement: &Name, least: Answer) -> bool {
    book.entries.iter().zip(&pass.answers).any(|(entry, answer)| {
        *answer >= least
            && matches!(&entry.rule.concludes,
                Concludes::Exception { relieves, .. } if relieves.contains(requirement))
    })
}

/// Policies of which the true one is one, whatever turns out of the rules that a pass leaves open.
pub(crate) fn possible_policies(book: &Book<'_>, pass: &Pass) -> Vec<Policy> {
    at_most(book, pass, &policies(book, pass).0, &open_of_step(book, pass, Step::Requirement))
}

/// Policies of which the true one is one: each open requirement may count or not.
pub(crate) fn at_most(book: &Book<'_>, pass: &Pass, certain: &[Policy], open: &[usize]) -> Vec<Policy> {
    open.iter().filter_map(|at| book.entries.get(*at)).fold(certain.to_vec(), |whole, entry| {
        let mut of_one = of_requirement(book, pass, &entry.rule.id).0;
        of_one.push(Policy::NotApplicable);
        strictest_of_each(&whole, &of_one)
    })
}

/// The policies that a pass allows, and whether some policy cannot be read.
pub(crate) fn policies(book: &Book<'_>, pass: &Pass) -> (Vec<Policy>, bool) {
    let mut whole = vec![Policy::NotApplicable];
    let mut unreadable = false;
    for (entry, answer) in book.entries.iter().zip(&pass.answers) {
        if *answer != Answer::Yes || !matches!(entry.rule.concludes, Concludes::Requirement(..)) {
            continue;
        }
        let (of_one, hidden) = of_requirement(book, pass, &entry.rule.id);
        unreadable |= hidden;
        whole = strictest_of_each(&whole, &of_one);
    }
    (whole, unreadable)
}

fn strictest_of_each(a: &[Policy], b: &[Policy]) -> Vec<Policy> {
    let mut out: Vec<Policy> = a.iter().flat_map(|a| b.iter().map(move |b| (*a).max(*b))).collect();
    out.sort();
    out.dedup();
    out
}

fn of_requirement(book: &Book<'_>, pass: &Pass, requirement: &Name) -> (Vec<Policy>, bool) {
    let mut ranked: Vec<(u32, Option<Policy>, Answer)> = book
        .entries
        .iter()
        .zip(&pass.answers)
        .filter_map(|(entry, answer)| match &entry.rule.concludes {
            Concludes::Review { policy, of, rank } if of.contains(requirement) => {
                Some((*rank, *policy, *answer))
            }
            _ => None,
        })
        .collect();
    ranked.sort_by_key(|(rank, ..)| *rank);
    first_that_hold(&ranked)
}

/// Goes down the ranks: an open one is possible, the first that is yes ends the search.
fn first_that_hold(ranked: &[(u32, Option<Policy>, Answer)]) -> (Vec<Policy>, bool) {
    let mut possible = Vec::new();
    let mut unreadable = false;
    for (_, policy, answer) in ranked {
        if *answer == Answer::No {
            continue;
        }
        unreadable |= policy.is_none();
        possible.push(policy.unwrap_or(Policy::NotStated));
        if *answer == Answer::Yes {
            return (possible, unreadable);
        }
    }
    possible.push(Policy::NotStated);
    (possible, unreadable)
}

/// Places in the book of rules of a step whose answer is open.
pub(crate) fn open_of_step(book: &Book<'_>, pass: &Pass, step: Step) -> Vec<usize> {
    (0..book.entries.len())
        .filter(|at| pass.answer(*at) == Answer::Unknown)
        .filter(|at| book.entries.get(*at).is_some_and(|entry| entry.rule.step == step))
        .collect()
}
