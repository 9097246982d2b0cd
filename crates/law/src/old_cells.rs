//! What every possible case says, where three values alone leave an answer open.
//!
//! Three-valued logic loses what two open conditions have in common: a chip of
//! TPP 3,000 on a die of 400 to 600 mm² is in `.a` or in `.b`, and needs a
//! license either way. So each open input is cut at the constants with which it
//! is compared, each unknown word takes one value of every kind that the rules
//! tell apart, and every combination that the inputs can reach is evaluated.

use crate::book::Book;
use crate::evaluate::{Case, Frame, Pass};
use crate::expr::{Atom, Cond, SetId};
use crate::fact::{Domain, FactId, Kind, Origin};
use crate::inputs::Inputs;
use crate::rule::Concludes;
use crate::value::Value;
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_base::interval::{Comparison, Interval};
use std::collections::BTreeMap;

/// Most cells that are evaluated; more leave the answer unknown, with that reason.
pub const MOST_CELLS: usize = 4096;

/// An input that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Open {
    /// A fact of the transaction or the item.
    Fact(FactId),
    /// A fact of the party at this place.
    Party(usize, FactId),
    /// A fact of the circuit at this place inside the item.
    Inside(usize, FactId),
    /// A fact over contents that are not known.
    Contents(FactId),
    /// Whether the text at this place of the book has begun.
    Start(usize),
}

/// One piece of an open input.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Value(Value),
    Is(bool),
}

/// What the cells say.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings<T> {
    /// Every outcome that some cell has, sorted.
    pub possible: Vec<T>,
    /// The inputs for which two cells that differ only there have different outcomes.
    pub deciding: Vec<Open>,
}

/// There are more cells than are evaluated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooMany {
    /// The open inputs.
    pub open: Vec<Open>,
}

/// Evaluates every reachable cell of the inputs that leave `entries` open.
///
/// `judge` gives the outcomes that a pass allows: one when it is settled, none
/// when the cell contradicts something that is known.
///
/// # Errors
///
/// Returns the open inputs when there are more than [`MOST_CELLS`] cells.
pub fn explore<T: Ord + Clone>(
    book: &Book<'_>,
    inputs: &Inputs,
    pass: &Pass,
    entries: &[usize],
    judge: &dyn Fn(&Pass) -> Vec<T>,
) -> Result<Findings<T>, TooMany> {
    let tests = open_tests(book, inputs, pass, entries);
    let axes: Vec<(Open, Vec<Piece>)> =
        tests.iter().map(|(open, atoms)| (*open, pieces(book, inputs, pass, *open, atoms))).collect();
    let count = axes.iter().try_fold(1usize, |count, (_, pieces)| {
        count.checked_mul(pieces.len()).filter(|count| *count <= MOST_CELLS)
    });
    let Some(count) = count else {
        return Err(TooMany { open: tests.into_keys().collect() });
    };
    let slack = slack(book, inputs);
    let mut case = Case { inputs: inputs.clone(), ..Case::default() };
    let outcomes: Vec<Vec<T>> =
        (0..count).map(|cell| outcome(book, &mut case, (&axes, slack), cell, judge)).collect();
    Ok(Findings { possible: distinct(&outcomes), deciding: deciding(&axes, &outcomes) })
}

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

/// The pieces into which the open tests cut an input.
fn pieces(book: &Book<'_>, inputs: &Inputs, pass: &Pass, open: Open, atoms: &[&Atom]) -> Vec<Piece> {
    let (fact, value) = match open {
        Open::Start(_) | Open::Contents(_) => return vec![Piece::Is(true), Piece::Is(false)],
        Open::Fact(fact) => (fact, pass.values.get(fact.0)),
        Open::Inside(at, fact) => {
            (fact, inputs.contents.get(at).and_then(|one| one.inputs.values.get(fact.0)))
        }
        Open::Party(at, fact) => (fact, inputs.parties.get(at).and_then(|party| party.values.get(fact.0))),
    };
    let value = value.unwrap_or(&Value::Unknown);
    let kind = book.law.vocabulary.facts.get(fact).map(|fact| &fact.kind);
    let values = match kind {
        Some(Kind::Number { .. }) => numbers(&value.interval(), atoms),
        Some(Kind::Symbol(domain)) => symbols(book, domain, atoms),
        Some(Kind::Names(_)) => lists(atoms),
        Some(Kind::YesNo) | None => vec![Value::YesNo(true), Value::YesNo(false)],
    };
    values.into_iter().map(Piece::Value).collect()
}

fn numbers(interval: &Interval, atoms: &[&Atom]) -> Vec<Value> {
    let cuts: Vec<(Comparison, f64)> = atoms
        .iter()
        .filter_map(|atom| match atom {
            Atom::Compare(_, comparison, threshold) => Some((*comparison, threshold.value)),
            _ => None,
        })
        .collect();
    interval.split(&cuts).into_iter().map(Value::Number).collect()
}

/// One word of every kind that the tests tell apart.
fn symbols(book: &Book<'_>, domain: &Domain, atoms: &[&Atom]) -> Vec<Value> {
    let vocabulary = &book.law.vocabulary;
    let other = [Name::from("another")];
    let mut candidates: Vec<Name> = match domain {
        Domain::Words(words) => words.clone(),
        Domain::Country => vocabulary.countries.clone(),
        Domain::Party => vocabulary.parties.clone(),
        Domain::Free => Vec::new(),
    };
    candidates.extend(atoms.iter().flat_map(|atom| named_words(atom)));
    candidates.extend(other);
    let mut kinds: BTreeMap<Vec<Answer>, Name> = BTreeMap::new();
    for word in candidates {
        let kind = atoms.iter().map(|atom| passes(book, atom, &word)).collect();
        kinds.entry(kind).or_insert(word);
    }
    kinds.into_values().map(Value::Symbol).collect()
}

fn named_words(atom: &Atom) -> Vec<Name> {
    match atom {
        Atom::OneOf(_, words) => words.clone(),
        Atom::Has(_, word) => vec![word.clone()],
        _ => Vec::new(),
    }
}

fn passes(book: &Book<'_>, atom: &Atom, word: &Name) -> Answer {
    match atom {
        Atom::OneOf(_, words) => words.binary_search(word).is_ok().into(),
        Atom::InSet(_, SetId(at)) => book.sets.get(*at).map_or(Answer::No, |set| set.has(word)),
        _ => Answer::No,
    }
}

/// Every list that can be made of the words asked for.
fn lists(atoms: &[&Atom]) -> Vec<Value> {
    let mut words: Vec<Name> = atoms.iter().flat_map(|atom| named_words(atom)).collect();
    words.sort();
    words.dedup();
    words.truncate(12);
    let chosen = |bits: usize| -> Vec<Name> {
        let is_in = |(at, _): &(usize, &Name)| bits & (1 << at) != 0;
        words.iter().enumerate().filter(is_in).map(|(_, word)| word.clone()).collect()
    };
    (0..1usize << words.len()).map(|bits| Value::Names(chosen(bits))).collect()
}

fn outcome<T: Ord + Clone>(
    book: &Book<'_>,
    case: &mut Case,
    (axes, slack): (&[(Open, Vec<Piece>)], Option<f64>),
    cell: usize,
    judge: &dyn Fn(&Pass) -> Vec<T>,
) -> Vec<T> {
    narrow(case, axes, cell);
    let reachable = slack.is_none_or(|slack| is_reachable(book, &case.inputs, slack));
    if reachable { judge(&book.pass_case(case)) } else { Vec::new() }
}

/// Sets every open input to its piece in a cell; what another cell has set is written over.
fn narrow(case: &mut Case, axes: &[(Open, Vec<Piece>)], mut cell: usize) {
    case.contents.clear();
    case.started.clear();
    for (open, pieces) in axes {
        let piece = pieces.get(cell % pieces.len());
        cell /= pieces.len();
        match (open, piece) {
            (Open::Fact(fact), Some(Piece::Value(value))) => set(&mut case.inputs.values, *fact, value),
            (Open::Party(at, fact), Some(Piece::Value(value))) => {
                if let Some(party) = case.inputs.parties.get_mut(*at) {
                    set(&mut party.values, *fact, value);
                }
            }
            (Open::Inside(at, fact), Some(Piece::Value(value))) => {
                if let Some(content) = case.inputs.contents.get_mut(*at) {
                    set(&mut content.inputs.values, *fact, value);
                }
            }
            (Open::Contents(fact), Some(Piece::Is(is))) => case.contents.push((*fact, *is)),
            (Open::Start(at), Some(Piece::Is(is))) => case.started.push((*at, *is)),
            _ => {}
        }
    }
}

fn set(values: &mut [Value], fact: FactId, value: &Value) {
    if let Some(slot) = values.get_mut(fact.0) {
        *slot = value.clone();
    }
}

/// Slack of bound quantities: that of arithmetic, or of rounding where the inputs themselves are rounded.
const SLACKS: [f64; 2] = [1e-9, 0.01];

/// The least slack with which the inputs fit their own definitions; `None` when they do not fit at all.
pub(crate) fn slack(book: &Book<'_>, inputs: &Inputs) -> Option<f64> {
    SLACKS.into_iter().find(|slack| is_reachable(book, inputs, *slack))
}

/// Quantities that are bound to each other by definition fit together.
pub(crate) fn is_reachable(book: &Book<'_>, inputs: &Inputs, slack: f64) -> bool {
    let inside = || inputs.contents.iter().all(|content| is_reachable(book, &content.inputs, slack));
    let range = |fact: FactId| inputs.value(fact).interval();
    inside() && book.law.vocabulary.bindings.iter().all(|binding| binding.is_reachable(&range, slack))
}

fn distinct<T: Ord + Clone>(outcomes: &[Vec<T>]) -> Vec<T> {
    let mut all: Vec<T> = outcomes.iter().flatten().cloned().collect();
    all.sort();
    all.dedup();
    all
}

/// The axes along which some line of cells has two different outcomes.
fn deciding<T: Ord>(axes: &[(Open, Vec<Piece>)], outcomes: &[Vec<T>]) -> Vec<Open> {
    let mut stride = 1;
    let mut found = Vec::new();
    for (open, pieces) in axes {
        let differs = (0..outcomes.len()).any(|cell| {
            let place = cell / stride % pieces.len();
            let first = cell - place * stride;
            let reference = (0..pieces.len())
                .filter_map(|step| outcomes.get(first + step * stride))
                .find(|outcome| !outcome.is_empty());
            let here = outcomes.get(cell).filter(|outcome| !outcome.is_empty());
            matches!((reference, here), (Some(reference), Some(here)) if reference != here)
        });
        if differs {
            found.push(*open);
        }
        stride *= pieces.len();
    }
    if found.is_empty() { axes.iter().map(|(open, _)| *open).collect() } else { found }
}
