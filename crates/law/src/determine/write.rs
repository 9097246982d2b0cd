//! How what was found becomes the report that is shown and recorded.

use super::gate::{Found, Stated};
use super::report::{Basis, Charge, ExceptionReport, GateReport, Missing, StatedClass};
use super::{evidence, review, why};
use crate::book::{Book, Entry};
use crate::combine::{GateAnswer, is_relieved};
use crate::evaluate::Pass;
use crate::inputs::Inputs;
use crate::instrument::{Authority, EffectKind};
use crate::rule::{Concludes, Measure, Policy, Step};
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use jiff::civil::Date;

/// The key under which a maker's class is given.
const STATED_ECCN: &str = "stated_eccn";

/// The report of what was found.
pub(super) fn report(book: &Book<'_>, inputs: &Inputs, found: &Found) -> GateReport {
    let pass = &found.pass;
    let review = review::review(book, inputs, pass);
    let none_found = found.answer == GateAnswer::Settled(Measure::NoLicenseRequired);
    let needs_no_reason = !none_found && found.stated != Stated::IsStricter;
    let why_not = (!needs_no_reason).then(|| why::why_not(book, inputs, pass));
    let nearest = why_not.as_ref().map_or(&[][..], |(_, nearest)| nearest);
    let basis_places = evidence::basis_places(book, pass, found.answer, nearest);
    let missing = |open: &[crate::cells::Open]| evidence::missing(book, inputs, open);
    let mut report = GateReport {
        answer: found.answer,
        because: why_not.as_ref().map(|(because, _)| *because).filter(|_| none_found),
        possible: if found.answer == GateAnswer::Unknown { found.possible.clone() } else { Vec::new() },
        missing: missing(&found.deciding),
        too_many_cells: found.too_many,
        eccn: found.paragraphs.clone(),
        eccn_possible: found.paragraph_sets.clone(),
        eccn_missing: missing(&found.class_deciding),
        stated_class: stated_class(found.stated),
        exceptions: exceptions(book, inputs, pass),
        review: None,
        review_possible: Vec::new(),
        review_missing: missing(&review.deciding),
        review_unreadable: review.unreadable,
        conditions: keys(book, pass, Step::Condition),
        charges: charges(book, pass),
        authority: None,
        confidence: None,
        basis: basis_places.iter().filter_map(|at| evidence::basis(book, inputs, pass, *at)).collect(),
        provided_that: Vec::new(),
        caveats: keys(book, pass, Step::Caveat),
        codified_answer: found.answer,
        enforced_answer: found.answer,
    };
    if none_found {
        keep_comparisons(&mut report.basis);
    }
    set_review(&mut report, &review);
    set_authority(&mut report, book, pass, &basis_places);
    if found.stated == Stated::Conflicts {
        report.caveats.push(Name::from("stated_eccn_conflicts"));
    }
    if found.stated == Stated::IsStricter {
        report.caveats.push(Name::from("stated_eccn_is_stricter"));
        report.missing.insert(0, Missing { fact: Name::from(STATED_ECCN), entries: Vec::new() });
    }
    report
}

/// Of the classes that miss, those that compare figures say why; the others go where there are any.
fn keep_comparisons(basis: &mut Vec<Basis>) {
    let compares = |basis: &Basis| basis.read.iter().any(|read| read.threshold.is_some());
    if basis.iter().any(compares) {
        basis.retain(|basis| basis.step != Step::Class || compares(basis));
    }
}

fn stated_class(stated: Stated) -> StatedClass {
    match stated {
        Stated::NotGiven => StatedClass::NotGiven,
        Stated::Agrees => StatedClass::Agrees,
        Stated::Decides => StatedClass::Decides,
        Stated::Conflicts => StatedClass::Conflicts,
        Stated::IsStricter => StatedClass::IsStricter,
        Stated::NotModelled => StatedClass::NotModelled,
    }
}

fn set_review(report: &mut GateReport, review: &review::Review) {
    if report.answer == GateAnswer::Settled(Measure::NoLicenseRequired) {
        report.review = Some(Policy::NotApplicable);
        report.review_missing.clear();
        return;
    }
    let open_answer = report.answer == GateAnswer::Unknown;
    match review.possible.as_slice() {
        _ if review.unreadable => report.review_possible.clone_from(&review.possible),
        [only] if !(open_answer && *only == Policy::NotApplicable) => report.review = Some(*only),
        possible => report.review_possible = possible.to_vec(),
    }
}

/// The answer rests on the strongest authority among the requirements that give it, not on milder ones beside
/// them, nor on open ones where another applies.
fn set_authority(report: &mut GateReport, book: &Book<'_>, pass: &Pass, places: &[usize]) {
    let giving = giving(book, pass, report.answer, places.iter().copied());
    report.authority = giving.iter().filter_map(|entry| authority_of(book, entry)).min();
    report.confidence = giving.iter().map(|entry| entry.version.confidence).max();
}

/// Where the text as it stands gives the same answer as the text as enforced, the answer rests on that text too.
pub(super) fn rest_on_the_text(report: &mut GateReport, codified: &Book<'_>, found: &Found) {
    let giving = giving(codified, &found.pass, found.answer, 0..codified.entries.len());
    let text = giving.iter().filter_map(|entry| authority_of(codified, entry)).min();
    report.authority = report.authority.into_iter().chain(text).min();
}

fn authority_of(book: &Book<'_>, entry: &Entry<'_>) -> Option<Authority> {
    book.law.instrument_of(entry.version).map(|instrument| instrument.authority)
}

/// Of the requirements at `places`, those that give the answer: the ones that apply, else the ones that may.
fn giving<'b, 'law>(
    book: &'b Book<'law>,
    pass: &Pass,
    answer: GateAnswer,
    places: impl Iterator<Item = usize> + Clone,
) -> Vec<&'b Entry<'law>> {
    let gives = |entry: &Entry<'_>| match (&entry.rule.concludes, answer) {
        (Concludes::Requirement(measure, _), GateAnswer::Settled(settled)) => {
            settled == Measure::LicenseException || *measure == settled
        }
        (Concludes::Requirement(..), GateAnswer::Unknown) => true,
        _ => false,
    };
    let that = |wanted: Answer| {
        let at = places.clone().filter(move |at| pass.answer(*at) == wanted);
        at.filter_map(|at| book.entries.get(at)).filter(|entry| gives(entry)).collect::<Vec<_>>()
    };
    Some(that(Answer::Yes)).filter(|found| !found.is_empty()).unwrap_or_else(|| that(Answer::Unknown))
}

fn keys(book: &Book<'_>, pass: &Pass, step: Step) -> Vec<Name> {
    let mut keys: Vec<Name> = book
        .entries
        .iter()
        .zip(&pass.answers)
        .filter(|(entry, answer)| entry.rule.step == step && **answer != Answer::No)
        .filter_map(|(entry, _)| match &entry.rule.concludes {
            Concludes::Condition(key) | Concludes::Caveat(key) => Some(key.clone()),
            _ => None,
        })
        .collect();
    keys.dedup();
    keys
}

fn charges(book: &Book<'_>, pass: &Pass) -> Vec<Charge> {
    let due = book.entries.iter().zip(&pass.answers).filter(|(_, answer)| **answer != Answer::No);
    due.filter_map(|(entry, answer)| match &entry.rule.concludes {
        Concludes::Charge { id, kind, rate, base } => Some(Charge {
            id: id.clone(),
            rule: entry.rule.id.clone(),
            kind: kind.clone(),
            rate: *rate,
            base: base.clone(),
            authority: book.law.instrument_of(entry.version).map(|instrument| instrument.authority),
            answer: *answer,
            from: entry.version.from.earliest,
            until: end_of(book, entry),
        }),
        _ => None,
    })
    .collect()
}

/// The first day after the one asked about on which a text says that this one has ended.
fn end_of(book: &Book<'_>, entry: &Entry<'_>) -> Option<Date> {
    let effects = book.law.instruments.iter().flat_map(|instrument| &instrument.effects);
    let ends = effects
        .filter(|effect| matches!(effect.kind, EffectKind::Rescind | EffectKind::Expire))
        .filter(|effect| effect.targets.contains(&entry.rule.id))
        .map(|effect| effect.from.earliest);
    ends.chain(entry.version.until).filter(|day| *day > book.view.as_of).min()
}

/// Exceptions are shown whenever some requirement is yes or open.
fn exceptions(book: &Book<'_>, inputs: &Inputs, pass: &Pass) -> Vec<ExceptionReport> {
    let holding = requirements(book, pass, Answer::Yes);
    let required = if holding.is_empty() { requirements(book, pass, Answer::Unknown) } else { holding };
    if required.is_empty() {
        return Vec::new();
    }
    (0..book.entries.len()).filter_map(|at| exception(book, inputs, pass, at, &required)).collect()
}

/// Ids of the requirements with this answer.
fn requirements<'a>(book: &'a Book<'_>, pass: &Pass, wanted: Answer) -> Vec<&'a Name> {
    let is_requirement = |concludes: &Concludes| matches!(concludes, Concludes::Requirement(..));
    book.entries
        .iter()
        .zip(&pass.answers)
        .filter(|(entry, answer)| **answer == wanted && is_requirement(&entry.rule.concludes))
        .map(|(entry, _)| &entry.rule.id)
        .collect()
}

fn exception(
    book: &Book<'_>,
    inputs: &Inputs,
    pass: &Pass,
    at: usize,
    required: &[&Name],
) -> Option<ExceptionReport> {
    let entry = book.entries.get(at)?;
    let Concludes::Exception { id, relieves } = &entry.rule.concludes else {
        return None;
    };
    let lifted_elsewhere = |rule: &Name| is_relieved(book, pass, rule, Answer::Yes);
    let leaves: Vec<Name> = required
        .iter()
        .filter(|rule| !relieves.contains(rule) && !lifted_elsewhere(rule))
        .map(|rule| (*rule).clone())
        .collect();
    let answer = if leaves.is_empty() { pass.answer(at) } else { Answer::No };
    let open: Vec<_> = cells_open(book, inputs, pass, at);
    let needs = if answer == Answer::Unknown { evidence::missing(book, inputs, &open) } else { Vec::new() };
    let read = evidence::basis(book, inputs, pass, at).map(|basis| basis.read).unwrap_or_default();
    Some(ExceptionReport { id: id.clone(), rule: entry.rule.id.clone(), answer, leaves, needs, read })
}

fn cells_open(book: &Book<'_>, inputs: &Inputs, pass: &Pass, at: usize) -> Vec<crate::cells::Open> {
    crate::cells::open_tests(book, inputs, pass, &[at]).into_keys().collect()
}
