//! Review policies: per requirement the lowest rank that is yes, over requirements the strictest.

use crate::book::Book;
use crate::cells::{self, Open};
use crate::evaluate::Pass;
use crate::inputs::Inputs;
use crate::rule::{Concludes, Policy, Step};
use crate::space::Judged;
use chipgate_base::Name;
use chipgate_base::answer::Answer;

/// How an application would be reviewed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Review {
    /// Policies that are possible, sorted; one when it is settled.
    pub possible: Vec<Policy>,
    /// A requirement whose entry names a policy that cannot be read from what is modelled.
    pub unreadable: bool,
    /// Inputs that would settle it.
    pub deciding: Vec<Open>,
}

/// The review of every requirement that is yes.
pub(super) fn review(book: &Book<'_>, inputs: &Inputs, pass: &Pass) -> Review {
    let (possible, unreadable) = policies(book, pass);
    let open_requirements = open_entries(book, pass, Step::Requirement);
    if let [only] = at_most(book, pass, &possible, &open_requirements).as_slice() {
        return Review { possible: vec![*only], unreadable, deciding: Vec::new() };
    }
    let mut open = open_requirements;
    open.extend(open_entries(book, pass, Step::Review));
    let judge = |pass: &Pass| judged(book, pass);
    match cells::explore(book, inputs, pass, &open, &judge) {
        Ok(findings) => {
            let settled = findings.possible.len() <= 1;
            let deciding = if settled { Vec::new() } else { findings.deciding };
            Review { possible: findings.possible, unreadable, deciding }
        }
        Err(too_many) => {
            let possible = possible_policies(book, pass);
            Review { possible, unreadable, deciding: too_many.open }
        }
    }
}

/// The policies that a pass allows, and the rules that may still change them.
fn judged(book: &Book<'_>, pass: &Pass) -> Judged<Vec<Policy>> {
    let mut open = open_entries(book, pass, Step::Requirement);
    let (possible, _) = policies(book, pass);
    if at_most(book, pass, &possible, &open).len() == 1 {
        return Judged { outcome: possible, open: Vec::new() };
    }
    open.extend(open_entries(book, pass, Step::Review));
    Judged { outcome: possible, open }
}

/// Policies of which the true one is one, whatever turns out of the rules that a pass leaves open.
pub(crate) fn possible_policies(book: &Book<'_>, pass: &Pass) -> Vec<Policy> {
    at_most(book, pass, &policies(book, pass).0, &open_entries(book, pass, Step::Requirement))
}

/// Policies of which the true one is one: each open requirement may count or not.
fn at_most(book: &Book<'_>, pass: &Pass, certain: &[Policy], open: &[usize]) -> Vec<Policy> {
    open.iter().filter_map(|at| book.entries.get(*at)).fold(certain.to_vec(), |whole, entry| {
        let mut of_one = of_requirement(book, pass, &entry.rule.id).0;
        of_one.push(Policy::NotApplicable);
        strictest_of_each(&whole, &of_one)
    })
}

fn open_entries(book: &Book<'_>, pass: &Pass, step: Step) -> Vec<usize> {
    (0..book.entries.len())
        .filter(|at| pass.answer(*at) == Answer::Unknown)
        .filter(|at| book.entries.get(*at).is_some_and(|entry| entry.rule.step == step))
        .collect()
}

/// The policies that a pass allows, and whether some policy cannot be read.
fn policies(book: &Book<'_>, pass: &Pass) -> (Vec<Policy>, bool) {
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
