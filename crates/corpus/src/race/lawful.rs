//! What the rule books let through: which class of chips may go to which segment, day by day.
//!
//! The simulator sees only the outcome. A reform that is laid over the law, of
//! either gate, changes it without any other edit.

use super::SEGMENTS;
use crate::ask::{Given, Request, RequestProblem, Said, Where};
use crate::corpus::Corpus;
use crate::determination::Determination;
use crate::gates::GateBooks;
use crate::history::days_of_change;
use crate::reference::Reference;
use chipgate_law::Name;
use chipgate_law::determine::GateAnswer;
use chipgate_law::rule::{Measure, Policy};
use jiff::civil::Date;

/// A chip that stands for a class of the simulator from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassChip {
    /// Class id, or `flagship`.
    pub class: Name,
    /// Chip id.
    pub chip: Name,
    /// First day on which it could be sold.
    pub earliest: Date,
}

/// A fact about the buyers of a segment.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentFact {
    /// The segment.
    pub segment: Name,
    /// Name of the fact.
    pub fact: Name,
    /// Its value, a word.
    pub value: Name,
}

/// What one gate says of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// No license is needed.
    Free,
    /// Allowed with leave, or advised against.
    Licensed,
    /// Denied by policy or forbidden.
    Closed,
    /// The rules settle it neither way; a study draws or sets it.
    Unknown,
}

/// Terms of a class from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// First day.
    pub from: Date,
    /// Class id.
    pub class: Name,
    /// The gate of the United States.
    pub us: Open,
    /// China's gate, by segment.
    pub cn: [Open; 4],
}

/// Terms of every class to China, at each day on which something can change.
///
/// # Errors
///
/// Returns what does not fit in the question that is asked.
pub fn terms(corpus: &Corpus) -> Result<Vec<Terms>, Vec<RequestProblem>> {
    let mut days = days_of_change(&corpus.law);
    days.extend(corpus.race.chips.iter().map(|chip| chip.earliest));
    let first = corpus.manifest.covers_from;
    days.insert(first);
    let mut all = Vec::new();
    let mut last: Vec<(Name, Open, [Open; 4])> = Vec::new();
    for day in days.into_iter().filter(|day| *day >= first) {
        let books = GateBooks::on(&corpus.law, day, None, None);
        for class in classes(corpus, day) {
            let found = class_on(corpus, &books, class, day)?;
            let before = last.iter_mut().find(|(id, ..)| *id == class.class);
            match before {
                Some(before) if (before.1, before.2) == (found.us, found.cn) => continue,
                Some(before) => (before.1, before.2) = (found.us, found.cn),
                None => last.push((class.class.clone(), found.us, found.cn)),
            }
            all.push(found);
        }
    }
    Ok(all)
}

/// The chips that stand for classes on a day, the latest of each.
fn classes(corpus: &Corpus, day: Date) -> Vec<&ClassChip> {
    let mut found: Vec<&ClassChip> = Vec::new();
    for chip in corpus.race.chips.iter().filter(|chip| chip.earliest <= day) {
        found.retain(|old| old.class != chip.class);
        found.push(chip);
    }
    found
}

fn class_on(
    corpus: &Corpus,
    books: &GateBooks<'_>,
    class: &ClassChip,
    day: Date,
) -> Result<Terms, Vec<RequestProblem>> {
    let closed = Terms { from: day, class: class.class.clone(), us: Open::Unknown, cn: [Open::Unknown; 4] };
    let Some(chip) = corpus.chip(&class.chip) else { return Ok(closed) };
    let mut terms = closed;
    for (slot, segment) in terms.cn.iter_mut().zip(SEGMENTS) {
        let ask = Reference { to: corpus.manifest.destination.to_string(), base: request(corpus, segment) };
        let found = ask.ask(corpus, Some(books), chip, day)?;
        *slot = of_china(&found);
        // The American rules do not ask what the buyer does with it; a private buyer stands for all.
        if segment == "train" {
            terms.us = of_us(&found);
        }
    }
    Ok(terms)
}

/// What is asked of a buyer of a segment.
fn request(corpus: &Corpus, segment: &str) -> Request {
    let mut request = Request::default();
    for fact in corpus.race.segment_facts.iter().filter(|fact| *fact.segment == *segment) {
        let said = Said {
            value: Given::Text(fact.value.to_string()),
            at: Where::Flag(format!("--fact {}", fact.fact)),
        };
        request.facts.insert(fact.fact.to_string(), said);
    }
    request
}

fn of_us(found: &Determination) -> Open {
    match found.us.answer {
        GateAnswer::Settled(Measure::NoLicenseRequired | Measure::LicenseException) => Open::Free,
        GateAnswer::Settled(Measure::Prohibited) => Open::Closed,
        GateAnswer::Settled(_) => of_review(found),
        GateAnswer::Unknown => Open::Unknown,
    }
}

/// A policy that is open or not stated leaves it to practice.
fn of_review(found: &Determination) -> Open {
    match found.us.review {
        Some(Policy::PresumptionOfApproval | Policy::CaseByCase) => Open::Licensed,
        Some(Policy::PresumptionOfDenial | Policy::PolicyOfDenial) => Open::Closed,
        Some(Policy::NotStated | Policy::NotApplicable) | None => Open::Unknown,
    }
}

fn of_china(found: &Determination) -> Open {
    match found.cn.answer {
        GateAnswer::Settled(Measure::NoLicenseRequired | Measure::LicenseException) => Open::Free,
        GateAnswer::Settled(Measure::Prohibited) => Open::Closed,
        GateAnswer::Settled(_) => Open::Licensed,
        GateAnswer::Unknown => Open::Unknown,
    }
}

/// The class that may be sold, from day to day: the first of `order` that is free or licensed.
///
/// `order` runs from the best class to the worst; `none` stands where no class is let through.
#[must_use]
pub fn best_class(terms: &[Terms], order: &[&str]) -> Vec<(Date, Name)> {
    let mut days: Vec<Date> = terms.iter().map(|terms| terms.from).collect();
    days.dedup();
    let mut out: Vec<(Date, Name)> = Vec::new();
    for day in days {
        let of = |class: &str| terms.iter().rfind(|terms| *terms.class == *class && terms.from <= day);
        let open =
            |class: &&&str| of(class).is_some_and(|terms| matches!(terms.us, Open::Free | Open::Licensed));
        let best = order.iter().find(open).map_or("none", |class| *class);
        if out.last().is_none_or(|(_, last)| **last != *best) {
            out.push((day, Name::from(best)));
        }
    }
    out
}
