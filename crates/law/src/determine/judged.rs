//! What a pass over a part of the cases says, and which rules may still change that.
//!
//! Where no rule is named, no fact that is still open can change the outcome: what is certain stays, and what is
//! possible only becomes less.

use super::gate::{Stated, open_entries, paragraphs};
use crate::book::{Book, Entry};
use crate::combine::{gate_measure_with, is_relieved, measures};
use crate::evaluate::Pass;
use crate::expr::ConclusionId;
use crate::rule::{Concludes, Measure, Step};
use crate::space::Judged;
use chipgate_base::Name;
use chipgate_base::answer::Answer;

/// The maker's stated class, and what became of it.
#[derive(Clone, Copy)]
pub(super) struct AsStated {
    pub class: Option<ConclusionId>,
    pub view: Stated,
}

impl AsStated {
    /// What cases say that fit the class: those that contradict it drop out where figures leave the class open.
    pub(super) fn judged<T>(
        self,
        book: &Book<'_>,
        pass: &Pass,
        judge: impl FnOnce() -> Judged<Vec<T>>,
    ) -> Judged<Vec<T>> {
        let class = self.class.filter(|_| self.view == Stated::Decides);
        match class.and_then(|id| Some((id, *pass.conclusions.get(id.0)?))) {
            Some((_, Answer::No)) => Judged { outcome: Vec::new(), open: Vec::new() },
            Some((id, Answer::Unknown)) => {
                let Judged { outcome, mut open } = judge();
                open.extend(open_classes(book, pass, |class| class == id));
                Judged { outcome, open }
            }
            _ => judge(),
        }
    }
}

/// Open rules of classes that fit.
fn open_classes(book: &Book<'_>, pass: &Pass, fits: impl Fn(ConclusionId) -> bool) -> Vec<usize> {
    let concludes = |at: &usize| match book.entries.get(*at).map(|entry| &entry.rule.concludes) {
        Some(Concludes::Paragraph(id)) => fits(*id),
        _ => false,
    };
    open_entries(book, pass, &[Step::Class]).into_iter().filter(concludes).collect()
}

/// The measures that a pass allows, and the rules that may still change them.
pub(super) fn judged_measures(book: &Book<'_>, pass: &Pass) -> Judged<Vec<Measure>> {
    let mildest = gate_measure_with(book, pass, &|answer| answer == Answer::Yes, Answer::Unknown);
    let strictest = gate_measure_with(book, pass, &|answer| answer != Answer::No, Answer::Yes);
    let open = if mildest == strictest { Vec::new() } else { open_measures(book, pass) };
    Judged { outcome: measures(book, pass), open }
}

/// Open requirements, and open exceptions that lift one which applies or may.
fn open_measures(book: &Book<'_>, pass: &Pass) -> Vec<usize> {
    let mut open = open_entries(book, pass, &[Step::Requirement]);
    open.extend(open_exceptions(book, pass));
    open
}

fn open_exceptions(book: &Book<'_>, pass: &Pass) -> impl Iterator<Item = usize> {
    let applies = |rule: &Name| requirements(book, pass, Answer::Unknown).any(|entry| entry.rule.id == *rule);
    let lifts = move |at: &usize| match book.entries.get(*at).map(|entry| &entry.rule.concludes) {
        Some(Concludes::Exception { relieves, .. }) => relieves.iter().any(applies),
        _ => false,
    };
    open_entries(book, pass, &[Step::Exception]).into_iter().filter(lifts)
}

/// The measures that a pass allows, also as an exception where all that may apply could be lifted.
pub(super) fn judged_with_exceptions(book: &Book<'_>, pass: &Pass) -> Judged<Vec<Measure>> {
    let Judged { outcome: mut measures, open } = judged_measures(book, pass);
    let all_could_be_lifted = gate_measure_with(book, pass, &|_| true, Answer::Unknown);
    if all_could_be_lifted == Measure::LicenseException {
        measures.push(Measure::LicenseException);
    }
    let open = if stands_in_any_case(book, pass) { open } else { open_measures(book, pass) };
    Judged { outcome: measures, open }
}

/// Some requirement applies that no exception lifts or may.
fn stands_in_any_case(book: &Book<'_>, pass: &Pass) -> bool {
    let mut certain = requirements(book, pass, Answer::Yes);
    certain.any(|entry| !is_relieved(book, pass, &entry.rule.id, Answer::Unknown))
}

/// The paragraphs of a pass, and the rules that may still add one.
pub(super) fn judged_paragraphs(book: &Book<'_>, pass: &Pass) -> Judged<Vec<Vec<Name>>> {
    let is_open = |id: ConclusionId| pass.conclusions.get(id.0) == Some(&Answer::Unknown);
    Judged { outcome: vec![paragraphs(book, pass, Answer::Yes)], open: open_classes(book, pass, is_open) }
}

/// Every measure that an open answer may come out as where its cases were not gone through.
pub(super) fn every_measure(book: &Book<'_>, pass: &Pass, ends: &[Measure]) -> Vec<Measure> {
    let named = requirements(book, pass, Answer::Unknown).filter_map(|entry| match entry.rule.concludes {
        Concludes::Requirement(measure, _) => Some(measure),
        _ => None,
    });
    let mildest = ends.iter().min().copied();
    let mut every: Vec<Measure> =
        named.filter(|measure| Some(*measure) >= mildest).chain(ends.to_vec()).collect();
    every.extend(could_be_lifted(book, pass).then_some(Measure::LicenseException));
    every.sort();
    every.dedup();
    every
}

/// Some requirement that applies or may is lifted by an exception that holds or may.
fn could_be_lifted(book: &Book<'_>, pass: &Pass) -> bool {
    let mut possible = requirements(book, pass, Answer::Unknown);
    possible.any(|entry| is_relieved(book, pass, &entry.rule.id, Answer::Unknown))
}

/// Requirements with at least this answer.
fn requirements<'b>(
    book: &'b Book<'_>,
    pass: &'b Pass,
    least: Answer,
) -> impl Iterator<Item = &'b Entry<'b>> {
    let entries = book.entries.iter().zip(&pass.answers).filter(move |(_, answer)| **answer >= least);
    entries.map(|(entry, _)| entry).filter(|entry| matches!(entry.rule.concludes, Concludes::Requirement(..)))
}
