//! Making a node: each book is asked about the box, and where it leaves something open the box is cut.

use super::axes::{Axis, AxisId, Whole};
use super::boxes::{Extent, Region};
use super::classes::classes;
use super::cuts::{Cut, Split};
use super::outcome::Judged;
use super::search::{Look, OpenTest, open_tests};
use super::tree::{Leaf, Line, Tree};
use crate::evaluate::{Case, KnownWord, Whose};
use crate::expr::Atom;
use crate::fact::FactId;
use crate::inputs::Inputs;
use crate::value::Value;
use chipgate_base::answer::Answer;
use chipgate_base::interval::Interval;

/// What a box has become.
pub(super) enum Grown<T> {
    Leaf(Leaf<T>),
    Cut(Line, Region),
}

impl<T: Ord + Clone> Tree<'_, T> {
    /// A leaf where every book is settled or what is open cannot be cut, else a cut at the first open test.
    pub(super) fn grown(&self, region: Region) -> Grown<T> {
        let looks: Vec<Look<'_>> = (0..self.books.len()).filter_map(|at| self.look(at, &region)).collect();
        let judge = |look: &Look<'_>| (self.judge.of)(look.book, &look.pass, &look.case.inputs);
        let judged: Vec<Judged<T>> = looks.iter().map(judge).collect();
        match self.first_line(&region, &looks, &judged) {
            Some(line) => Grown::Cut(line, region),
            None => Grown::Leaf(self.leaf(region, &looks, judged)),
        }
    }

    fn leaf(&self, region: Region, looks: &[Look<'_>], judged: Vec<Judged<T>>) -> Leaf<T> {
        Leaf {
            region,
            carried: looks.iter().map(|look| self.rules(look, |answer| answer != Answer::No)).collect(),
            is_open: judged.iter().map(|one| !one.open.is_empty()).collect(),
            outcomes: judged.into_iter().map(|one| one.outcome).collect(),
        }
    }

    fn look(&self, place: usize, region: &Region) -> Option<Look<'_>> {
        let book = *self.books.get(place)?;
        let case = self.case(place, region);
        let pass = book.pass_case(&case);
        Some(Look { place, book, case, pass })
    }

    /// A box as the evaluator reads it: one word stands for its class, what is not known stays as in `base`.
    fn case(&self, place: usize, region: &Region) -> Case {
        let mut case = Case { inputs: self.base.clone(), ..Case::default() };
        for (id, extent) in region.extents() {
            self.narrow(&mut case, place, id, extent);
        }
        case
    }

    /// The inputs of a box, to see whether an item can have them.
    pub(super) fn inputs(&self, region: &Region) -> Inputs {
        self.case(0, region).inputs
    }

    fn narrow(&self, case: &mut Case, place: usize, id: AxisId, extent: &Extent) {
        match (self.axes.axis(id), extent) {
            (Some(Axis::Fact(whose, fact)), extent) => {
                let value = self.value(id, extent);
                value.into_iter().for_each(|value| set(&mut case.inputs, *whose, *fact, value));
            }
            (Some(Axis::Has(whose, fact, word)), Extent::YesNo(is_in)) => {
                let (whose, fact, word, is_in) = (*whose, *fact, word.clone(), *is_in);
                case.words.push(KnownWord { whose, fact, word, is_in });
            }
            (Some(Axis::Contents(fact)), Extent::YesNo(is)) => case.contents.push((*fact, *is)),
            (Some(Axis::Start(book, at)), Extent::YesNo(is)) if *book == place => {
                case.started.push((*at, *is));
            }
            _ => {}
        }
    }

    /// What stands for an extent; `None` where it is not known.
    fn value(&self, id: AxisId, extent: &Extent) -> Option<Value> {
        match extent {
            Extent::Numbers(range) => Some(Value::Number(*range)),
            Extent::YesNo(is) => Some(Value::YesNo(*is)),
            Extent::Words(words) => self.words(id)?.name(*words.first()?).cloned().map(Value::Symbol),
            Extent::NotKnown => None,
        }
    }

    /// Places of the rules that are judged and have such an answer.
    fn rules(&self, look: &Look<'_>, wanted: impl Fn(Answer) -> bool) -> Vec<usize> {
        let answers = look.book.entries.iter().zip(&look.pass.answers).enumerate();
        let judged = answers.filter(|(_, (entry, _))| self.judge.reads.contains(&entry.rule.step));
        judged.filter(|(_, (_, answer))| wanted(**answer)).map(|(at, _)| at).collect()
    }

    /// The cut at the first test, in the order of the books, that is open and can be cut.
    fn first_line(&self, region: &Region, looks: &[Look<'_>], judged: &[Judged<T>]) -> Option<Line> {
        looks.iter().zip(judged).find_map(|(look, judged)| {
            let tests = open_tests(look, &judged.open);
            tests.iter().find_map(|test| self.line(region, looks, look, test))
        })
    }

    fn line(
        &self,
        region: &Region,
        looks: &[Look<'_>],
        look: &Look<'_>,
        test: &OpenTest<'_>,
    ) -> Option<Line> {
        let axis = self.axes.id(&test.axis)?;
        let split = match (self.axes.whole(axis)?, region.extent(axis)) {
            (Whole::Numbers(range), None) => Split::Numbers(cut(test.atom?, range)?),
            (Whole::Numbers(_), Some(Extent::Numbers(range))) => Split::Numbers(cut(test.atom?, range)?),
            (Whole::YesNo, None) => Split::YesNo,
            (Whole::Words(words), None) => Split::Words(classes(words, &self.tests_on(looks, test))),
            _ => return None,
        };
        Some(Line { axis, split, book: look.place, rule: test.rule })
    }

    /// Every open test on the axis of `test`, of all rules that are judged, each with its book.
    ///
    /// A box that is cut never opens a test again, so these are all that will ever tell two words apart.
    fn tests_on<'a>(&self, looks: &'a [Look<'a>], test: &OpenTest<'_>) -> Vec<(&'a Look<'a>, &'a Atom)> {
        let mut found = Vec::new();
        for look in looks {
            let open = open_tests(look, &self.rules(look, |answer| answer == Answer::Unknown));
            let on_axis = open.into_iter().filter(|other| other.axis == test.axis);
            found.extend(on_axis.filter_map(|other| Some((look, other.atom?))));
        }
        found
    }
}

/// The first place at which a comparison divides a range.
fn cut(atom: &Atom, range: &Interval) -> Option<Cut> {
    let Atom::Compare(_, comparison, threshold) = atom else {
        return None;
    };
    Cut::of(*comparison, threshold.value).into_iter().find(|cut| cut.divides(range))
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
