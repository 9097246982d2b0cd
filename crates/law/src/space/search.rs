//! The open tests of a box, in the order in which the book is read.

use super::axes::{Axis, of_its_own, roles_of};
use crate::book::Book;
use crate::evaluate::{Case, Frame, Pass, Whose};
use crate::expr::{Atom, ConclusionId, Cond};
use crate::fact::{FactId, Origin};
use crate::inputs::Inputs;
use crate::rule::Concludes;
use crate::value::Value;
use chipgate_base::answer::Answer;

/// One book over one box: the box as a case, and what a pass over it found.
pub(crate) struct Look<'l> {
    /// Place of the book in the tree.
    pub place: usize,
    /// The book.
    pub book: &'l Book<'l>,
    /// The box.
    pub case: Case,
    /// The pass.
    pub pass: Pass,
}

/// A test that is open.
#[derive(Clone, Debug)]
pub(crate) struct OpenTest<'l> {
    /// What it reads.
    pub axis: Axis,
    /// The test; `None` for a text whose first day is not known and a fact over contents.
    pub atom: Option<&'l Atom>,
    /// Place in the book of the rule that makes it.
    pub rule: usize,
}

/// The open tests on which some rules depend, in the order in which those rules and what they read are read.
pub(crate) fn open_tests<'l>(look: &'l Look<'l>, rules: &[usize]) -> Vec<OpenTest<'l>> {
    let (inputs, pass, early) = (&look.case.inputs, &look.pass, early_values(look));
    let (seen, found) = (Vec::new(), Vec::new());
    let mut search = Search { look, inputs, pass, early: &early, inside: None, rule: 0, seen, found };
    rules.iter().for_each(|rule| search.rule(*rule));
    search.found
}

/// The values as a test over parties reads them: before any rule, so that what rules define is not known.
fn early_values(look: &Look<'_>) -> Vec<Value> {
    let facts = &look.book.law.vocabulary.facts;
    let is_defined = |at| facts.get(FactId(at)).is_some_and(|fact| fact.origin == Origin::Defined);
    let given = |at: usize| look.case.inputs.value(FactId(at));
    let values = look.pass.values.iter().enumerate();
    values.map(|(at, value)| if is_defined(at) { given(at).clone() } else { value.clone() }).collect()
}

struct Search<'s, 'l> {
    look: &'l Look<'l>,
    inputs: &'l Inputs,
    pass: &'s Pass,
    early: &'s [Value],
    inside: Option<usize>,
    rule: usize,
    seen: Vec<usize>,
    found: Vec<OpenTest<'l>>,
}

impl<'l> Search<'_, 'l> {
    fn rule(&mut self, at: usize) {
        let book = self.look.book;
        let Some(entry) = book.entries.get(at).filter(|_| !self.seen.contains(&at)) else {
            return;
        };
        self.seen.push(at);
        let outer = std::mem::replace(&mut self.rule, at);
        if !entry.certain && self.pass.answer(at) == Answer::Unknown {
            self.add(Axis::Start(self.look.place, at), None);
        }
        self.cond(&entry.version.when, self.whose());
        self.rule = outer;
    }

    fn add(&mut self, axis: Axis, atom: Option<&'l Atom>) {
        self.found.push(OpenTest { axis, atom, rule: self.rule });
    }

    /// Whose values a rule reads: the transaction's, or those of the circuit that is searched.
    fn whose(&self) -> Whose {
        self.inside.map_or(Whose::Transaction, Whose::Inside)
    }

    fn cond(&mut self, cond: &'l Cond, whose: Whose) {
        if self.holds(cond, whose) != Answer::Unknown {
            return;
        }
        match cond {
            Cond::Always => {}
            Cond::All(limbs) | Cond::Any(limbs) => limbs.iter().for_each(|limb| self.cond(limb, whose)),
            Cond::Not(limb) => self.cond(limb, whose),
            Cond::Is(atom) => self.atom(atom, whose),
        }
    }

    fn holds(&self, cond: &Cond, whose: Whose) -> Answer {
        let words = &self.look.case.words;
        let frame = Frame { words, whose, ..self.pass.frame(self.look.book) };
        match whose {
            Whose::Party(at) => {
                let party = self.inputs.parties.get(at).map(|party| &*party.values);
                Frame { party, values: self.early, ..frame }.holds(cond)
            }
            _ => frame.holds(cond),
        }
    }

    fn atom(&mut self, atom: &'l Atom, whose: Whose) {
        match atom {
            Atom::Concluded(id) => self.rules_that(|concludes| is_conclusion(concludes, *id)),
            _ => atom.fact().into_iter().for_each(|fact| self.fact(fact, atom, whose)),
        }
    }

    fn fact(&mut self, fact: FactId, atom: &'l Atom, whose: Whose) {
        let Some(declared) = self.look.book.law.vocabulary.facts.get(fact) else {
            return;
        };
        match &declared.origin {
            Origin::Given => self.given(fact, atom, of_its_own(whose, declared.belongs)),
            Origin::Defined => self.rules_that(|concludes| *concludes == Concludes::Fact(fact)),
            Origin::Contents { .. } if self.inputs.contents_unknown => self.add(Axis::Contents(fact), None),
            Origin::Contents { test, .. } => self.contents(test),
            // The parties of a circuit inside are no axes.
            Origin::Parties { .. } if self.inside.is_some() => {}
            Origin::Parties { roles, test, .. } => {
                let places = roles_of(self.inputs, roles);
                places.into_iter().for_each(|at| self.cond(test, Whose::Party(at)));
            }
        }
    }

    fn given(&mut self, fact: FactId, atom: &'l Atom, whose: Whose) {
        let axis = match atom {
            Atom::Has(_, word) => Axis::Has(whose, fact, word.clone()),
            _ => Axis::Fact(whose, fact),
        };
        self.add(axis, Some(atom));
    }

    fn rules_that(&mut self, conclude: impl Fn(&Concludes) -> bool) {
        let entries = self.look.book.entries.iter().enumerate();
        let fitting = entries.filter(|(_, entry)| conclude(&entry.rule.concludes)).map(|(at, _)| at);
        let open: Vec<usize> = fitting.filter(|at| self.pass.answer(*at) == Answer::Unknown).collect();
        open.into_iter().for_each(|at| self.rule(at));
    }

    /// The circuits inside, one level deep; what those hold in turn is no axis.
    fn contents(&mut self, test: &'l Cond) {
        if self.inside.is_some() {
            return;
        }
        for (at, content) in self.inputs.contents.iter().enumerate() {
            let pass = self.look.book.pass_inside(at, &content.inputs, &self.look.case.words);
            let mut search = Search {
                look: self.look,
                inputs: &content.inputs,
                pass: &pass,
                early: self.early,
                inside: Some(at),
                rule: self.rule,
                seen: Vec::new(),
                found: Vec::new(),
            };
            search.cond(test, Whose::Inside(at));
            self.found.append(&mut search.found);
        }
    }
}

fn is_conclusion(concludes: &Concludes, id: ConclusionId) -> bool {
    match concludes {
        Concludes::Paragraph(paragraph) => *paragraph == id,
        Concludes::Jurisdiction(ids) => ids.contains(&id),
        _ => false,
    }
}
