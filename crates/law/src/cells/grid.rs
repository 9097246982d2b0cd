//! The grid of cells, and its parts: some pieces of every open input.

use super::Open;
use super::pieces::Pieces;
use crate::book::Book;
use crate::evaluate::{Case, KnownWord, Pass, Whose};
use crate::expr::Atom;
use crate::fact::FactId;
use crate::inputs::Inputs;
use crate::value::Value;
use chipgate_base::interval::Interval;
use std::collections::BTreeMap;
use std::ops::Range;

/// One open input of the grid.
#[derive(Clone, Debug)]
pub(super) struct Axis {
    pub open: Open,
    pub pieces: Pieces,
    /// Its slots in a part: one, or one for each word of a list.
    pub slots: Range<usize>,
}

impl Axis {
    /// How many pieces a slot has.
    fn len(&self) -> usize {
        match &self.pieces {
            Pieces::Numbers(ranges) => ranges.len(),
            Pieces::Words(words) => words.len(),
            Pieces::YesNo | Pieces::Lists(_) => 2,
        }
    }

    /// Whose fact it is; `None` for one that is yes or no by itself.
    pub(super) fn whose(&self) -> Option<(Whose, FactId)> {
        match self.open {
            Open::Fact(fact) => Some((Whose::Transaction, fact)),
            Open::Party(at, fact) => Some((Whose::Party(at), fact)),
            Open::Inside(at, fact) => Some((Whose::Inside(at), fact)),
            Open::Contents(_) | Open::Start(_) => None,
        }
    }
}

/// A part: of each slot the pieces that are left, side by side.
pub(super) type Part = Vec<Range<usize>>;

/// All cells.
pub(super) struct Grid<'g> {
    pub book: &'g Book<'g>,
    pub inputs: &'g Inputs,
    pub axes: Vec<Axis>,
    /// The slack with which the inputs fit the definitions; `None`: nothing is left out.
    pub slack: Option<f64>,
}

impl<'g> Grid<'g> {
    pub(super) fn of(
        book: &'g Book<'g>,
        inputs: &'g Inputs,
        pass: &Pass,
        tests: &BTreeMap<Open, Vec<&Atom>>,
    ) -> Grid<'g> {
        let mut next = 0;
        let axis = |(open, atoms): (&Open, &Vec<&Atom>)| {
            let pieces = Pieces::of(book, inputs, pass, *open, atoms);
            let slots = if let Pieces::Lists(words) = &pieces { words.len() } else { 1 };
            next += slots;
            Axis { open: *open, pieces, slots: next - slots..next }
        };
        let axes = tests.iter().map(axis).collect();
        Grid { book, inputs, axes, slack: super::slack(book, inputs) }
    }

    /// All cells as one part.
    pub(super) fn whole(&self) -> Part {
        self.axes.iter().flat_map(|axis| axis.slots.clone().map(|_| 0..axis.len())).collect()
    }

    /// The axis of an open input.
    pub(super) fn axis(&self, open: Open) -> Option<&Axis> {
        self.axes.binary_search_by_key(&open, |axis| axis.open).ok().and_then(|at| self.axes.get(at))
    }

    /// The numbers that a part leaves of an axis; `None` where it has none.
    pub(super) fn numbers(axis: &Axis, part: &Part) -> Option<Interval> {
        let Pieces::Numbers(ranges) = &axis.pieces else { return None };
        let left = part.get(axis.slots.start)?;
        let (first, last) = (ranges.get(left.start)?, ranges.get(left.end.checked_sub(1)?)?);
        Some(Interval { low: first.low, high: last.high })
    }

    /// A part as the evaluator reads it: what has one piece left is that, of other numbers the range, else nothing is known.
    pub(super) fn case(&self, part: &Part) -> Case {
        let mut case = Case { inputs: self.inputs.clone(), ..Case::default() };
        self.axes.iter().for_each(|axis| narrow(&mut case, axis, part));
        case
    }
}

/// The one piece that is left; `None` where there are more.
fn only(left: Option<&Range<usize>>) -> Option<usize> {
    left.filter(|left| left.len() == 1).map(|left| left.start)
}

fn narrow(case: &mut Case, axis: &Axis, part: &Part) {
    let piece = only(part.get(axis.slots.start));
    let value = match &axis.pieces {
        Pieces::Numbers(_) => Grid::numbers(axis, part).map(Value::Number),
        Pieces::Words(words) => piece.and_then(|at| words.get(at)).cloned().map(Value::Symbol),
        Pieces::YesNo => piece.map(|is| Value::YesNo(is == 1)),
        Pieces::Lists(_) => list(case, axis, part),
    };
    match (axis.open, axis.whose(), piece) {
        (_, Some((whose, fact)), _) => set(&mut case.inputs, whose, fact, value.unwrap_or(Value::Unknown)),
        (Open::Contents(fact), _, Some(is)) => case.contents.push((fact, is == 1)),
        (Open::Start(at), _, Some(is)) => case.started.push((at, is == 1)),
        _ => {}
    }
}

/// The whole list where every word is settled, so that it has no other; else what is known of each word.
fn list(case: &mut Case, axis: &Axis, part: &Part) -> Option<Value> {
    let Pieces::Lists(words) = &axis.pieces else { return None };
    let settled = || axis.slots.clone().map(|slot| only(part.get(slot)));
    if settled().all(|is| is.is_some()) {
        let chosen = words.iter().zip(settled()).filter(|(_, is)| *is == Some(1));
        return Some(Value::Names(chosen.map(|(word, _)| word.clone()).collect()));
    }
    let (whose, fact) = axis.whose()?;
    let known = words.iter().zip(settled()).filter_map(|(word, is)| Some((word.clone(), is? == 1)));
    case.words.extend(known.map(|(word, is_in)| KnownWord { whose, fact, word, is_in }));
    None
}

fn set(inputs: &mut Inputs, whose: Whose, fact: FactId, value: Value) {
    let values = match whose {
        Whose::Transaction => Some(&mut inputs.values),
        Whose::Party(at) => inputs.parties.get_mut(at).map(|party| &mut party.values),
        Whose::Inside(at) => inputs.contents.get_mut(at).map(|content| &mut content.inputs.values),
    };
    if let Some(slot) = values.and_then(|values| values.get_mut(fact.0)) {
        *slot = value;
    }
}
