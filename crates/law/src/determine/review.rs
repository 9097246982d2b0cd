//! Review policies: per requirement the lowest rank that is yes, over requirements the strictest.

use crate::book::Book;
use crate::cells::{self, Open};
use crate::combine::{at_most, open_of_step, policies, possible_policies};
use crate::evaluate::Pass;
use crate::inputs::Inputs;
use crate::rule::{Policy, Step};
use crate::space::Judged;

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
    let open_requirements = open_of_step(book, pass, Step::Requirement);
    if let [only] = at_most(book, pass, &possible, &open_requirements).as_slice() {
        return Review { possible: vec![*only], unreadable, deciding: Vec::new() };
    }
    let mut open = open_requirements;
    open.extend(open_of_step(book, pass, Step::Review));
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
    let mut open = open_of_step(book, pass, Step::Requirement);
    let (possible, _) = policies(book, pass);
    if at_most(book, pass, &possible, &open).len() == 1 {
        return Judged { outcome: possible, open: Vec::new() };
    }
    open.extend(open_of_step(book, pass, Step::Review));
    Judged { outcome: possible, open }
}
