//! Why no requirement holds: out of reach, under a line, or carved out.

use super::gate::Because;
use crate::book::{Book, Entry};
use crate::evaluate::{Frame, Pass};
use crate::expr::{Atom, ConclusionId, Cond};
use crate::fact::{Fact, Origin, Part};
use crate::inputs::Inputs;
use crate::rule::{Concludes, Step};
use chipgate_base::answer::Answer;

/// Why no requirement is yes, and the places of the requirements that came nearest.
pub(super) fn why_not(book: &Book<'_>, inputs: &Inputs, pass: &Pass) -> (Because, Vec<usize>) {
    let requirements: Vec<usize> =
        (0..book.entries.len()).filter(|at| step_of(book, *at) == Some(Step::Requirement)).collect();
    if requirements.is_empty() {
        return (Because::NoRuleInForce, Vec::new());
    }
    for (because, part) in [(Because::Exempt, Part::CarveOut), (Because::BelowThresholds, Part::Figure)] {
        let without = Without { book, inputs, frame: pass.frame(book), part };
        let turned: Vec<usize> =
            requirements.iter().copied().filter(|at| without.turned_away(pass, *at)).collect();
        if !turned.is_empty() {
            return (because, turned);
        }
    }
    (Because::OutsideScope, Vec::new())
}

/// The step of a rule of the book.
pub(super) fn step_of(book: &Book<'_>, at: usize) -> Option<Step> {
    book.entries.get(at).map(|entry| entry.rule.step)
}

/// Whether a rule compares a figure or asks for a class.
pub(super) fn reads_figures(book: &Book<'_>, entry: &Entry<'_>) -> bool {
    let mut found = false;
    entry.version.when.each_atom(&mut |atom| {
        let is_class = matches!(atom, Atom::Concluded(id) if is_eccn(book, *id));
        found |= is_class || fact_of(book, atom).is_some_and(|fact| fact.part == Part::Figure);
    });
    found
}

fn is_eccn(book: &Book<'_>, id: ConclusionId) -> bool {
    book.law.vocabulary.conclusions.get(id.0).is_some_and(|(kind, _)| &**kind == "eccn")
}

fn fact_of<'a>(book: &Book<'a>, atom: &Atom) -> Option<&'a Fact> {
    book.law.vocabulary.facts.get(atom.fact()?)
}

/// A condition read as if one part of it did not count.
struct Without<'a> {
    book: &'a Book<'a>,
    inputs: &'a Inputs,
    frame: Frame<'a>,
    part: Part,
}

impl Without<'_> {
    /// The rule is not met, and this part alone keeps it from being met or open.
    fn turned_away(&self, pass: &Pass, at: usize) -> bool {
        let Some(entry) = self.book.entries.get(at) else {
            return false;
        };
        let when = &entry.version.when;
        let certainly_not = self.part == Part::Figure || self.frame.holds(when) == Answer::No;
        pass.answer(at) != Answer::Yes && certainly_not && self.holds(when, false) != Answer::No
    }

    fn holds(&self, cond: &Cond, negated: bool) -> Answer {
        let inside = |limb: &Cond| self.holds(limb, negated);
        match cond {
            Cond::Always => Answer::Yes,
            Cond::All(limbs) => limbs.iter().map(inside).fold(Answer::Yes, Answer::and),
            Cond::Any(limbs) => limbs.iter().map(inside).fold(Answer::No, Answer::or),
            Cond::Not(limb) => self.holds(limb, !negated).negate(),
            Cond::Is(atom) => self.atom(atom, negated),
        }
    }

    /// A figure is open where it could be met; a carve-out does not apply where the rule says `not`.
    ///
    /// A fact of the carve-out kind that a rule asks for outright (a buyer that the text names) carves nobody
    /// out: whoever is not named is not reached.
    fn atom(&self, atom: &Atom, negated: bool) -> Answer {
        match self.part {
            Part::Figure if self.is_open_figure(atom) => Answer::Unknown,
            Part::CarveOut if negated && self.is_of_part(atom) => Answer::No,
            _ => self.frame.test(atom),
        }
    }

    fn is_of_part(&self, atom: &Atom) -> bool {
        fact_of(self.book, atom).is_some_and(|fact| fact.part == self.part)
    }

    /// A class is a figure that misses only if figures could put the item there, and what an item holds only if
    /// it holds anything.
    fn is_open_figure(&self, atom: &Atom) -> bool {
        match atom {
            Atom::Concluded(id) => is_eccn(self.book, *id) && self.is_open_class(*id),
            _ => self.is_of_part(atom) && !self.is_of_no_contents(atom),
        }
    }

    fn is_open_class(&self, id: ConclusionId) -> bool {
        let concludes =
            |entry: &&Entry<'_>| matches!(entry.rule.concludes, Concludes::Paragraph(to) if to == id);
        let mut rules = self.book.entries.iter().filter(concludes);
        rules.any(|entry| self.holds(&entry.version.when, false) != Answer::No)
    }

    fn is_of_no_contents(&self, atom: &Atom) -> bool {
        let runs_over_contents =
            fact_of(self.book, atom).is_some_and(|fact| matches!(fact.origin, Origin::Contents { .. }));
        runs_over_contents && self.inputs.contents.is_empty() && !self.inputs.contents_unknown
    }
}
