//! The axes of a space: everything that the rules of some books read and that the fixed facts leave open.

use super::boxes::Extent;
use super::point::{Coordinate, Point};
use super::words::{Words, tables};
use crate::book::Book;
use crate::evaluate::Whose;
use crate::expr::{Atom, Cond};
use crate::fact::{Belongs, FactId, FactKind, Origin};
use crate::inputs::Inputs;
use crate::value::Value;
use chipgate_base::Name;
use chipgate_base::interval::Interval;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where an axis stands in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AxisId(pub u32);

/// One thing that can be open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// The value of a fact that is a number, a word, or yes or no.
    Fact(Whose, FactId),
    /// Whether a list has a word.
    Has(Whose, FactId, Name),
    /// A fact over contents that are not known.
    Contents(FactId),
    /// Whether a text whose first day is not known has begun: place of the book in the tree, place in the book.
    Start(usize, usize),
}

impl Axis {
    /// The fact whose value it is; `None` for one that is yes or no by itself.
    fn fact(&self) -> Option<FactId> {
        match self {
            Axis::Fact(_, fact) => Some(*fact),
            Axis::Has(..) | Axis::Contents(_) | Axis::Start(..) => None,
        }
    }
}

/// All values that an axis can take.
#[derive(Clone, Debug)]
pub(super) enum Whole {
    Numbers(Interval),
    Words(Arc<Words>),
    YesNo,
}

/// The axes of a tree, each with all the values that it can take.
#[derive(Clone, Debug, Default)]
pub(super) struct Axes {
    list: Vec<(Axis, Whole)>,
    ids: BTreeMap<Axis, AxisId>,
}

impl Axes {
    /// Every axis that a rule of the books can read and that `base` leaves open.
    pub(super) fn read(books: &[&Book<'_>], base: &Inputs) -> Axes {
        let mut reader = Reader { base, found: BTreeSet::new() };
        books.iter().enumerate().for_each(|(place, book)| reader.book(place, book));
        let words = tables(books, &reader.found.iter().filter_map(Axis::fact).collect());
        let mut axes = Axes::default();
        for axis in reader.found {
            let whole = books.first().and_then(|book| whole(book, base, &axis, &words));
            axes.add(axis, whole.unwrap_or(Whole::YesNo));
        }
        axes
    }

    fn add(&mut self, axis: Axis, whole: Whole) {
        let id = AxisId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        self.ids.insert(axis.clone(), id);
        self.list.push((axis, whole));
    }

    pub(super) fn id(&self, axis: &Axis) -> Option<AxisId> {
        self.ids.get(axis).copied()
    }

    pub(super) fn axis(&self, id: AxisId) -> Option<&Axis> {
        self.list.get(id.0 as usize).map(|(axis, _)| axis)
    }

    pub(super) fn whole(&self, id: AxisId) -> Option<&Whole> {
        self.list.get(id.0 as usize).map(|(_, whole)| whole)
    }

    /// All numbers of an axis; `None` where it has none.
    pub(super) fn numbers(&self, id: AxisId) -> Option<Interval> {
        match self.whole(id) {
            Some(Whole::Numbers(range)) => Some(*range),
            _ => None,
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (AxisId, &Axis)> {
        (0..).map(AxisId).zip(self.list.iter().map(|(axis, _)| axis))
    }

    /// The point that inputs are; `None` where a value is a range that is not the whole axis, or lies outside it.
    pub(super) fn point(&self, inputs: &Inputs) -> Option<Point> {
        let coordinates = self.list.iter().map(|(axis, whole)| coordinate(inputs, axis, whole));
        Some(Point::new(coordinates.collect::<Option<_>>()?))
    }

    /// An extent that is all of its axis.
    pub(super) fn is_whole(&self, id: AxisId, extent: &Extent) -> bool {
        match (self.whole(id), extent) {
            (Some(Whole::Numbers(range)), Extent::Numbers(own)) => range == own,
            (Some(Whole::Words(words)), Extent::Words(own)) => words.len() == own.len(),
            _ => false,
        }
    }
}

fn coordinate(inputs: &Inputs, axis: &Axis, whole: &Whole) -> Option<Coordinate> {
    match (axis, whole) {
        (Axis::Contents(_) | Axis::Start(..), _) => Some(Coordinate::NotKnown),
        (Axis::Has(whose, fact, word), _) => Some(match value_of(inputs, *whose, *fact) {
            Some(Value::Names(words)) => Coordinate::YesNo(words.contains(word)),
            _ => Coordinate::NotKnown,
        }),
        (Axis::Fact(whose, fact), whole) => match (value_of(inputs, *whose, *fact), whole) {
            (Some(Value::Number(range)), Whole::Numbers(all)) => number(range, all),
            (Some(Value::Symbol(word)), Whole::Words(words)) => Some(Coordinate::Word(words.code(word))),
            (Some(Value::YesNo(is)), Whole::YesNo) => Some(Coordinate::YesNo(*is)),
            _ => Some(Coordinate::NotKnown),
        },
    }
}

fn number(range: &Interval, all: &Interval) -> Option<Coordinate> {
    if range == all {
        return Some(Coordinate::NotKnown);
    }
    let inside = !all.intersect(range).is_empty();
    range.exact().filter(|_| inside).map(Coordinate::Number)
}

/// The value of a fact of the transaction, of a party or of a circuit inside.
pub(super) fn value_of(inputs: &Inputs, whose: Whose, fact: FactId) -> Option<&Value> {
    let values = match whose {
        Whose::Transaction => &inputs.values,
        Whose::Party(at) => &inputs.parties.get(at)?.values,
        Whose::Inside(at) => &inputs.contents.get(at)?.inputs.values,
    };
    values.get(fact.0)
}

/// Everything that an axis can be; `None` where its kind is yes or no.
fn whole(book: &Book<'_>, base: &Inputs, axis: &Axis, words: &BTreeMap<FactId, Arc<Words>>) -> Option<Whole> {
    let Axis::Fact(whose, fact) = axis else {
        return None;
    };
    match &book.law.vocabulary.facts.get(*fact)?.kind {
        FactKind::Number { .. } => {
            value_of(base, *whose, *fact).map(|value| Whole::Numbers(value.interval()))
        }
        FactKind::Symbol(_) => words.get(fact).cloned().map(Whole::Words),
        FactKind::YesNo | FactKind::Names(_) => None,
    }
}

struct Reader<'r> {
    base: &'r Inputs,
    found: BTreeSet<Axis>,
}

impl Reader<'_> {
    fn book(&mut self, place: usize, book: &Book<'_>) {
        for (at, entry) in book.entries.iter().enumerate() {
            if !entry.certain {
                self.found.insert(Axis::Start(place, at));
            }
            self.cond(book, &entry.version.when, Whose::Transaction);
        }
    }

    fn cond(&mut self, book: &Book<'_>, cond: &Cond, whose: Whose) {
        cond.each_atom(&mut |atom| self.atom(book, atom, whose));
    }

    fn atom(&mut self, book: &Book<'_>, atom: &Atom, whose: Whose) {
        let facts = &book.law.vocabulary.facts;
        let Some((id, fact)) = atom.fact().and_then(|id| Some((id, facts.get(id)?))) else {
            return;
        };
        match &fact.origin {
            Origin::Given => self.given(id, atom, of_its_own(whose, fact.belongs)),
            Origin::Parties { roles, test, .. } => {
                let places = roles_of(self.base, roles);
                places.into_iter().for_each(|at| self.cond(book, test, Whose::Party(at)));
            }
            Origin::Contents { .. } if self.base.contents_unknown => {
                self.found.insert(Axis::Contents(id));
            }
            Origin::Contents { test, .. } => self.inside(book, test),
            Origin::Defined => {}
        }
    }

    fn given(&mut self, fact: FactId, atom: &Atom, whose: Whose) {
        if value_of(self.base, whose, fact).is_none_or(Value::is_settled) {
            return;
        }
        self.found.insert(match atom {
            Atom::Has(_, word) => Axis::Has(whose, fact, word.clone()),
            _ => Axis::Fact(whose, fact),
        });
    }

    /// Each circuit inside is read by the test and by every rule before it.
    fn inside(&mut self, book: &Book<'_>, test: &Cond) {
        let facts = &book.law.vocabulary.facts;
        for at in 0..self.base.contents.len() {
            let rules = book.entries.iter().map(|entry| &entry.version.when);
            for cond in rules.chain([test]) {
                cond.each_atom(&mut |atom| {
                    let fact = atom.fact().and_then(|id| Some((id, facts.get(id)?)));
                    if let Some((id, _)) = fact.filter(|(_, fact)| fact.origin == Origin::Given) {
                        self.given(id, atom, Whose::Inside(at));
                    }
                });
            }
        }
    }
}

/// A fact that is not a party's is the transaction's also inside a test over parties.
pub(super) fn of_its_own(whose: Whose, belongs: Belongs) -> Whose {
    match whose {
        Whose::Party(_) if belongs != Belongs::Party => Whose::Transaction,
        whose => whose,
    }
}

/// Places of the parties in some roles, each once.
pub(super) fn roles_of(inputs: &Inputs, roles: &[Name]) -> BTreeSet<usize> {
    inputs.roles.iter().filter(|(role, _)| roles.contains(role)).map(|(_, at)| *at).collect()
}
