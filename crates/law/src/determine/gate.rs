//! How answers of rules become the answer of a gate.
//!
//! All requirements that are yes are kept and the strictest is the answer. An
//! exception counts only if every requirement that is yes is lifted by an
//! exception that is yes. A requirement that is open leaves the gate open only
//! if it could change the answer.

use super::Manner;
use super::judged::{AsStated, every_measure, judged_measures, judged_paragraphs, judged_with_exceptions};
use crate::book::Book;
use crate::cells::{self, Open};
use crate::combine::{GateAnswer, measures};
use crate::evaluate::{Case, Pass};
use crate::expr::ConclusionId;
use crate::inputs::Inputs;
use crate::rule::{Measure, Step};
use chipgate_base::Name;
use chipgate_base::answer::Answer;

/// Why no license requirement was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// No version of any rule of this gate was in force.
    NoRuleInForce,
    /// Place, party or act is not reached.
    OutsideScope,
    /// Reached, but a figure misses.
    BelowThresholds,
    /// An express carve-out.
    Exempt,
}

impl Because {
    /// The word used in JSON and CSV.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Because::NoRuleInForce => "no_rule_in_force",
            Because::OutsideScope => "outside_scope",
            Because::BelowThresholds => "below_thresholds",
            Because::Exempt => "exempt",
        }
    }
}

/// What was found before it is explained.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub pass: Pass,
    pub answer: GateAnswer,
    pub possible: Vec<Measure>,
    pub deciding: Vec<Open>,
    pub too_many: bool,
    pub paragraphs: Vec<Name>,
    pub paragraph_sets: Vec<Vec<Name>>,
    pub class_deciding: Vec<Open>,
    pub stated: Stated,
}

/// What became of the maker's stated class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stated {
    NotGiven,
    Agrees,
    Decides,
    Conflicts,
    IsStricter,
    NotModelled,
}

/// How much of the finding is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// The answer alone, for the other lens.
    Answer,
    /// Also every class and exception that is possible.
    Whole,
}

/// Evaluates a book and settles what can be settled.
pub(super) fn ask(book: &Book<'_>, inputs: &Inputs, manner: &Manner, depth: Depth) -> Found {
    let pass = book.pass(inputs);
    let stated_id = stated_paragraph(book, manner);
    let mut found = Found {
        answer: GateAnswer::Unknown,
        possible: Vec::new(),
        deciding: Vec::new(),
        too_many: false,
        paragraphs: paragraphs(book, &pass, Answer::Yes),
        paragraph_sets: Vec::new(),
        class_deciding: Vec::new(),
        stated: first_view(manner, stated_id, &pass),
        pass,
    };
    settle_answer(book, inputs, &mut found, stated_id, depth);
    if depth == Depth::Whole {
        settle_class(book, inputs, &mut found, stated_id);
    }
    if let Some(id) = stated_id.filter(|_| found.stated == Stated::Conflicts) {
        open_to_stated_class(book, inputs, &mut found, id);
    }
    found
}

/// A maker who states a stricter class than the figures give may know more: the answer is open. A milder one changes nothing.
fn open_to_stated_class(book: &Book<'_>, inputs: &Inputs, found: &mut Found, stated: ConclusionId) {
    let case = Case { inputs: inputs.clone(), stated: Some(stated), ..Case::default() };
    let as_stated = measures(book, &book.pass_case(&case));
    let own = match found.answer {
        GateAnswer::Settled(measure) => vec![measure],
        GateAnswer::Unknown => found.possible.clone(),
    };
    let mildest = |list: &[Measure]| list.iter().min().copied();
    if mildest(&as_stated) > mildest(&own) {
        found.answer = GateAnswer::Unknown;
        found.possible = own.into_iter().chain(as_stated).collect();
        found.possible.sort();
        found.possible.dedup();
        found.stated = Stated::IsStricter;
    }
}

fn stated_paragraph(book: &Book<'_>, manner: &Manner) -> Option<ConclusionId> {
    let stated = manner.stated_eccn.as_ref()?;
    book.law.vocabulary.conclusion("eccn", stated)
}

fn first_view(manner: &Manner, stated: Option<ConclusionId>, pass: &Pass) -> Stated {
    match (&manner.stated_eccn, stated) {
        (None, _) => Stated::NotGiven,
        (Some(word), None) if &**word == "EAR99" => Stated::NotGiven,
        (Some(_), None) => Stated::NotModelled,
        (Some(_), Some(ConclusionId(at))) => match pass.conclusions.get(at) {
            Some(Answer::Yes) => Stated::Agrees,
            Some(Answer::Unknown) => Stated::Decides,
            _ => Stated::Conflicts,
        },
    }
}

fn settle_answer(
    book: &Book<'_>,
    inputs: &Inputs,
    found: &mut Found,
    stated: Option<ConclusionId>,
    depth: Depth,
) {
    let whole = measures(book, &found.pass);
    if let [only] = whole.as_slice() {
        found.answer = GateAnswer::Settled(*only);
        return;
    }
    let class = AsStated { class: stated, view: found.stated };
    let judge = |pass: &Pass| class.judged(book, pass, || judged_measures(book, pass));
    let open = open_entries(book, &found.pass, &[Step::Requirement]);
    match cells::explore(book, inputs, &found.pass, &open, &judge) {
        Ok(findings) => {
            found.possible = findings.possible;
            found.deciding = findings.deciding;
        }
        Err(too_many) => {
            found.possible = every_measure(book, &found.pass, &whole);
            found.deciding = too_many.open;
            found.too_many = true;
        }
    }
    if let [only] = found.possible.as_slice() {
        found.answer = GateAnswer::Settled(*only);
        found.deciding.clear();
    } else if depth == Depth::Whole {
        add_possible_exceptions(book, inputs, found, &open, class);
    }
}

/// An open answer may also come out as an exception where some cell leaves one open.
fn add_possible_exceptions(
    book: &Book<'_>,
    inputs: &Inputs,
    found: &mut Found,
    open: &[usize],
    class: AsStated,
) {
    let judge = |pass: &Pass| class.judged(book, pass, || judged_with_exceptions(book, pass));
    let exceptions = open_entries(book, &found.pass, &[Step::Exception]);
    match cells::explore(book, inputs, &found.pass, &[open, &exceptions].concat(), &judge) {
        Ok(findings) => found.possible = findings.possible,
        Err(_) => found.possible = every_measure(book, &found.pass, &found.possible),
    }
}

fn settle_class(book: &Book<'_>, inputs: &Inputs, found: &mut Found, stated: Option<ConclusionId>) {
    let open = open_entries(book, &found.pass, &[Step::Class]);
    if open.is_empty() {
        return;
    }
    let class = AsStated { class: stated, view: found.stated };
    let judge = |pass: &Pass| class.judged(book, pass, || judged_paragraphs(book, pass));
    let Ok(findings) = cells::explore(book, inputs, &found.pass, &open, &judge) else {
        found.paragraph_sets = vec![paragraphs(book, &found.pass, Answer::Unknown)];
        return;
    };
    let sets = findings.possible;
    let in_all = |word: &Name| sets.iter().all(|set| set.contains(word));
    found.paragraphs =
        sets.first().map(|set| set.iter().filter(|word| in_all(word)).cloned().collect()).unwrap_or_default();
    if sets.len() > 1 {
        found.class_deciding = findings.deciding;
        found.paragraph_sets = sets;
    }
}

/// Places in the book of rules of these steps whose answer is open.
pub(super) fn open_entries(book: &Book<'_>, pass: &Pass, steps: &[Step]) -> Vec<usize> {
    (0..book.entries.len())
        .filter(|at| pass.answer(*at) == Answer::Unknown)
        .filter(|at| book.entries.get(*at).is_some_and(|entry| steps.contains(&entry.rule.step)))
        .collect()
}

/// ECCN paragraphs with at least this answer, in the order of the vocabulary.
pub(super) fn paragraphs(book: &Book<'_>, pass: &Pass, least: Answer) -> Vec<Name> {
    let named = book.law.vocabulary.conclusions.iter().zip(&pass.conclusions);
    named
        .filter(|((kind, _), answer)| &**kind == "eccn" && **answer >= least)
        .map(|((_, id), _)| id.clone())
        .collect()
}
