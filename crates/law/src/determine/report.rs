//! The answer of a gate in the form that is shown and recorded.

use super::gate::{Because, Found, GateAnswer, Stated, is_relieved};
use super::{evidence, review, why};
use crate::book::{Book, Entry};
use crate::inputs::Inputs;
use crate::instrument::{Authority, EffectKind};
use crate::rule::{Concludes, Confidence, Measure, Policy, Step};
use crate::value::Value;
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_base::text::Text;
use jiff::civil::Date;

/// The key under which a maker's class is given.
const STATED_ECCN: &str = "stated_eccn";

/// The answer of one gate with its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct GateReport {
    /// The answer.
    pub answer: GateAnswer,
    /// Why no requirement was found; `None` when one was, or when it is open.
    pub because: Option<Because>,
    /// Measures that are possible when the answer is open.
    pub possible: Vec<Measure>,
    /// Facts that would settle an open answer.
    pub missing: Vec<Missing>,
    /// More cells were open than are evaluated.
    pub too_many_cells: bool,
    /// ECCN paragraphs that hold in every case.
    pub eccn: Vec<Name>,
    /// Sets of paragraphs in the cases, where they differ.
    pub eccn_possible: Vec<Vec<Name>>,
    /// Facts that would settle the class.
    pub eccn_missing: Vec<Missing>,
    /// What became of the maker's stated class.
    pub stated_class: StatedClass,
    /// Exceptions that could matter, each with its answer.
    pub exceptions: Vec<ExceptionReport>,
    /// Review policy; `None` when open.
    pub review: Option<Policy>,
    /// Policies that are possible when the review is open.
    pub review_possible: Vec<Policy>,
    /// Facts that would settle an open review.
    pub review_missing: Vec<Missing>,
    /// A listing names a policy that cannot be read from what is modelled.
    pub review_unreadable: bool,
    /// Duties, by key.
    pub conditions: Vec<Name>,
    /// Payments.
    pub charges: Vec<Charge>,
    /// What the answer rests on.
    pub authority: Option<Authority>,
    /// How sure the reading is that gives the answer; the surest where several give it.
    pub confidence: Option<Confidence>,
    /// Rules behind the answer.
    pub basis: Vec<Basis>,
    /// Presumptions under which the answer holds.
    pub provided_that: Vec<ProvidedThat>,
    /// Gaps that could touch the answer, by key.
    pub caveats: Vec<Name>,
    /// The answer under the codified lens.
    pub codified_answer: GateAnswer,
    /// The answer under the enforced lens.
    pub enforced_answer: GateAnswer,
}

/// What became of the ECCN that the maker states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedClass {
    /// None was given.
    NotGiven,
    /// It agrees with the figures.
    Agrees,
    /// Figures leave the class open and it decides.
    Decides,
    /// It contradicts settled figures, which go before it.
    Conflicts,
    /// It is stricter than what the figures give, so that the answer is open.
    IsStricter,
    /// It is a class whose reasons for control are not modelled.
    NotModelled,
}

/// A fact that would settle something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// The fact; for a party's fact with the role in front, such as `end_user.headquarters`.
    pub fact: Name,
    /// Listed names of which the party's name is a part.
    pub entries: Vec<Name>,
}

/// A presumption under which an answer holds.
#[derive(Clone, Debug, PartialEq)]
pub struct ProvidedThat {
    /// The rule that would apply otherwise.
    pub rule: Name,
    /// The facts it needs.
    pub needs: Vec<Name>,
    /// The answer it would bring.
    pub would_be: Measure,
}

/// One rule behind an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Basis {
    /// Rule id.
    pub rule: Name,
    /// Text.
    pub title: Text,
    /// Step.
    pub step: Step,
    /// First day of the text.
    pub version: Date,
    /// Instrument id.
    pub instrument: Name,
    /// The provision, as lawyers cite it.
    pub provision: Name,
    /// Citation of the instrument.
    pub citation: Name,
    /// Address of the source; empty when there is none.
    pub url: Name,
    /// What it rests on.
    pub authority: Option<Authority>,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// The answer of the rule.
    pub answer: Answer,
    /// What it read.
    pub read: Vec<Read>,
}

/// One comparison that a rule made.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The fact, with the role in front for a party's fact.
    pub name: Name,
    /// Its value.
    pub value: Value,
    /// Unit of a quantity; empty otherwise.
    pub unit: Name,
    /// The test in words of the rule language, such as `>= 4800`.
    pub test: String,
    /// The named constant, for a comparison.
    pub threshold: Option<Threshold>,
    /// Whether it holds.
    pub answer: Answer,
    /// Source id of the value.
    pub source: Option<Name>,
}

/// A constant with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// Name in the rule.
    pub name: Name,
    /// The constant.
    pub value: f64,
}

/// An exception that could lift a requirement.
#[derive(Clone, Debug, PartialEq)]
pub struct ExceptionReport {
    /// Short name, such as `NAC`.
    pub id: Name,
    /// Rule id.
    pub rule: Name,
    /// Whether it is available.
    pub answer: Answer,
    /// Requirements that it does not lift although they are yes.
    pub leaves: Vec<Name>,
    /// Facts that it still needs.
    pub needs: Vec<Missing>,
    /// What it read.
    pub read: Vec<Read>,
}

/// A payment that falls due.
#[derive(Clone, Debug, PartialEq)]
pub struct Charge {
    /// Its id.
    pub id: Name,
    /// Rule id.
    pub rule: Name,
    /// `duty` or `share`.
    pub kind: Name,
    /// Part of the base.
    pub rate: f64,
    /// What it is taken from.
    pub base: Name,
    /// What it rests on.
    pub authority: Option<Authority>,
    /// Whether it falls due.
    pub answer: Answer,
    /// First day of the text that asks for it.
    pub from: Date,
    /// First day on which it is no longer asked for; `None` where no end is known.
    pub until: Option<Date>,
}

pub(super) fn write(book: &Book<'_>, inputs: &Inputs, found: &Found) -> GateReport {
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

use crate::evaluate::Pass;

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
