//! The inputs that leave some rules open, each with the tests that it leaves open.

use super::Open;
use crate::book::Book;
use crate::evaluate::{Frame, Pass};
use crate::expr::{Atom, Cond};
use crate::fact::{FactId, Origin};
use crate::inputs::Inputs;
use crate::rule::Concludes;
use chipgate_base::answer::Answer;
use std::collections::BTreeMap;

/// The open inputs that `entries` depend on, each with the tests that it leaves open.
#[must_use]
pub fn open_tests<'b>(
    book: &'b Book<'_>,
    inputs: &Inputs,
    pass: &Pass,
    entries: &[usize],
) -> BTreeMap<Open, Vec<&'b Atom>> {
    let mut search = Search { book, inputs, pass, seen: Vec::new(), found: BTreeMap::new() };
    for entry in entries {
        search.entry(*entry);
    }
    search.found
}

struct Search<'s, 'b, 'law> {
    book: &'b Book<'law>,
    inputs: &'s Inputs,
    pass: &'s Pass,
    seen: Vec<usize>,
    found: BTreeMap<Open, Vec<&'b Atom>>,
}

impl<'b> Search<'_, 'b, '_> {
    fn entry(&mut self, at: usize) {
        let Some(entry) = self.book.entries.get(at) else {
            return;
        };
        if self.seen.contains(&at) {
            return;
        }
        self.seen.push(at);
        if !entry.certain && self.pass.answer(at) == Answer::Unknown {
            self.found.entry(Open::Start(at)).or_default();
        }
        self.cond(&entry.version.when, None);
    }

    fn cond(&mut self, cond: &'b Cond, party: Option<usize>) {
        if self.frame(party).holds(cond) != Answer::Unknown {
            return;
        }
        match cond {
            Cond::Always => {}
            Cond::All(limbs) | Cond::Any(limbs) => {
                for limb in limbs {
                    self.cond(limb, party);
                }
            }
            Cond::Not(inside) => self.cond(inside, party),
            Cond::Is(atom) => self.atom(atom, party),
        }
    }

    fn frame(&self, party: Option<usize>) -> Frame<'_> {
        let party = party.and_then(|at| self.inputs.parties.get(at));
        Frame { party: party.map(|party| &*party.values), ..self.pass.frame(self.book) }
    }

    fn atom(&mut self, atom: &'b Atom, party: Option<usize>) {
        match atom.fact() {
            Some(fact) => self.fact(fact, atom, party),
            None => {
                let Atom::Concluded(id) = atom else { return };
                self.concluding(|concludes| match concludes {
                    Concludes::Paragraph(paragraph) => paragraph == id,
                    Concludes::Jurisdiction(ids) => ids.contains(id),
                    _ => false,
                });
            }
        }
    }

    /// Open inputs of the circuits inside that a test over contents depends on.
    fn inside(&mut self, test: &'b Cond) {
        for (at, content) in self.inputs.contents.iter().enumerate() {
            let pass = self.book.pass(&content.inputs);
            let mut search = Search {
                book: self.book,
                inputs: &content.inputs,
                pass: &pass,
                seen: Vec::new(),
                found: BTreeMap::new(),
            };
            search.cond(test, None);
            for (open, atoms) in search.found {
                let open = match open {
                    Open::Fact(fact) => Open::Inside(at, fact),
                    other => other,
                };
                self.found.entry(open).or_default().extend(atoms);
            }
        }
    }

    fn concluding(&mut self, fits: impl Fn(&Concludes) -> bool) {
        let places: Vec<usize> = (0..self.book.entries.len())
            .filter(|at| self.pass.answer(*at) == Answer::Unknown)
            .filter(|at| self.book.entries.get(*at).is_some_and(|entry| fits(&entry.rule.concludes)))
            .collect();
        for at in places {
            self.entry(at);
        }
    }

    fn fact(&mut self, fact: FactId, atom: &'b Atom, party: Option<usize>) {
        let book = self.book;
        let Some(declared) = book.law.vocabulary.facts.get(fact) else {
            return;
        };
        match &declared.origin {
            Origin::Given => {
                let of_party = declared.belongs == crate::fact::Belongs::Party;
                let open = match party {
                    Some(at) if of_party => Open::Party(at, fact),
                    _ => Open::Fact(fact),
                };
                self.found.entry(open).or_default().push(atom);
            }
            Origin::Contents { .. } if self.inputs.contents_unknown => {
                self.found.entry(Open::Contents(fact)).or_default();
            }
            Origin::Contents { test, .. } => self.inside(test),
            Origin::Defined => self.concluding(|concludes| *concludes == Concludes::Fact(fact)),
            Origin::Parties { roles, test, .. } => {
                let mut places: Vec<usize> = self
                    .inputs
                    .roles
                    .iter()
                    .filter(|(role, _)| roles.contains(role))
                    .map(|(_, at)| *at)
                    .collect();
                places.sort_unstable();
                places.dedup();
                for at in places {
                    self.cond(test, Some(at));
                }
            }
        }
    }
}
