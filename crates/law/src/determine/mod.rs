//! The whole answer of one gate, with its evidence.
//!
//! Determining cannot fail: what is missing is part of the answer. The steps
//! are those of 15 CFR part 732; how they combine is written in the module
//! [`gate`], how an answer is explained in `evidence`.

mod evidence;
mod gate;
mod judged;
mod report;
mod review;
mod why;
mod write;

pub use crate::combine::GateAnswer;
pub use gate::Because;
pub use report::{
    Basis, Charge, ExceptionReport, GateReport, Missing, ProvidedThat, Read, StatedClass, Threshold,
};

use crate::book::{Book, Law, View};
use crate::gate::Gate;
use crate::inputs::Inputs;
use crate::rule::Lens;
use crate::value::Value;
use chipgate_base::Name;
use jiff::civil::Date;

/// The rule books of one gate on one day, under both lenses.
#[derive(Clone, Debug)]
pub struct Books<'law> {
    /// The text as codified.
    pub codified: Book<'law>,
    /// The text as enforced.
    pub enforced: Book<'law>,
}

impl<'law> Books<'law> {
    /// Prepares both rule books of a day.
    #[must_use]
    pub fn on(
        law: &'law Law,
        gate: Gate,
        as_of: Date,
        known_on: Option<Date>,
        asker: Option<Name>,
    ) -> Books<'law> {
        let view = |lens| View { gate, as_of, known_on, lens, asker: asker.clone() };
        Books { codified: law.book(view(Lens::Codified)), enforced: law.book(view(Lens::Enforced)) }
    }

    /// The rule book under one lens.
    #[must_use]
    pub fn under(&self, lens: Lens) -> &Book<'law> {
        match lens {
            Lens::Codified => &self.codified,
            Lens::Enforced => &self.enforced,
        }
    }
}

/// How a question wants to be answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Manner {
    /// Facts that were presumed count as unknown.
    pub strict: bool,
    /// The ECCN that the maker states.
    pub stated_eccn: Option<Name>,
}

/// Says what one gate's law required of one transaction on one day.
#[must_use]
pub fn determine(books: &Books<'_>, lens: Lens, inputs: &Inputs, manner: &Manner) -> GateReport {
    let open = manner.strict.then(|| without_presumptions(inputs));
    let asked = open.as_ref().unwrap_or(inputs);
    let depth = |of: Lens| if of == lens { gate::Depth::Whole } else { gate::Depth::Answer };
    let codified = gate::ask(&books.codified, asked, manner, depth(Lens::Codified));
    let enforced = gate::ask(&books.enforced, asked, manner, depth(Lens::Enforced));
    let book = books.under(lens);
    let (found, other) = match lens {
        Lens::Codified => (codified, enforced),
        Lens::Enforced => (enforced, codified),
    };
    let mut report = write::report(book, asked, &found);
    let settled = found.answer != GateAnswer::Unknown;
    if lens == Lens::Enforced && settled && other.answer == found.answer {
        write::rest_on_the_text(&mut report, &books.codified, &other);
    }
    let (codified, enforced) = match lens {
        Lens::Codified => (found.answer, other.answer),
        Lens::Enforced => (other.answer, found.answer),
    };
    report.codified_answer = codified;
    report.enforced_answer = enforced;
    if !manner.strict {
        report.provided_that = evidence::provided_that(book, inputs, &found.pass);
    }
    report
}

/// Only the gate's answer and its ECCN paragraphs, without evidence; for maps of the law.
#[must_use]
pub fn answer_only(book: &Book<'_>, inputs: &Inputs) -> (GateAnswer, Vec<Name>) {
    let found = gate::ask(book, inputs, &Manner::default(), gate::Depth::Whole);
    (found.answer, found.paragraphs)
}

/// The same inputs with every presumed fact of the transaction and the item open.
pub(crate) fn without_presumed_facts(inputs: &Inputs) -> Inputs {
    let mut open = inputs.clone();
    for fact in &inputs.presumed {
        open.set(*fact, Value::Unknown, None);
    }
    open.presumed.clear();
    open
}

/// The same inputs with everything open that is presumed, also of parties.
fn without_presumptions(inputs: &Inputs) -> Inputs {
    let mut open = without_presumed_facts(inputs);
    for (at, fact) in &inputs.presumed_parties {
        if let Some(party) = open.parties.get_mut(*at) {
            party.set(*fact, Value::Unknown, None);
        }
    }
    open.presumed_parties.clear();
    open
}

/// Every class rule in force with its answer and what it read.
#[must_use]
pub fn classes(book: &Book<'_>, inputs: &Inputs) -> Vec<Basis> {
    let pass = book.pass(inputs);
    let is_class =
        |at: &usize| book.entries.get(*at).is_some_and(|entry| entry.rule.step == crate::rule::Step::Class);
    (0..book.entries.len())
        .filter(is_class)
        .filter_map(|at| evidence::basis(book, inputs, &pass, at))
        .collect()
}
