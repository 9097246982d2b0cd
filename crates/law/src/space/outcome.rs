//! What is judged of a box: any comparable outcome, and the standard one of a gate.

use crate::book::{Book, Entry};
use crate::combine::{GateAnswer, gate_measure_with, measures, possible_policies};
use crate::evaluate::Pass;
use crate::inputs::Inputs;
use crate::rule::{Concludes, Measure, Policy, Step};
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use std::collections::{BTreeMap, BTreeSet};

/// The outcome of one book over one box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged<T> {
    /// The outcome, in three values where it is open.
    pub outcome: T,
    /// Places in the book of the rules that leave it open; none where it is settled.
    ///
    /// However the other rules turn out that the pass leaves open, the outcome must stay the same.
    pub open: Vec<usize>,
}

/// The function that judges one pass of one book over one box.
type Of<'l, T> = dyn Fn(&Book<'_>, &Pass, &Inputs) -> Judged<T> + Send + Sync + 'l;

/// How a box is judged.
pub struct Judge<'l, T> {
    /// The steps whose answers it reads. What rules of these steps depend on need not be named.
    pub(super) reads: Vec<Step>,
    /// Gives the outcome; must not read words out of the inputs, since one word stands for its class.
    pub(super) of: Box<Of<'l, T>>,
}

impl<'l, T> Judge<'l, T> {
    /// A judge that reads only the answers of rules of these steps.
    ///
    /// A box is evaluated with one word for each class of words that those rules
    /// tell apart, so `of` must read no other answers, and no words.
    #[must_use]
    pub fn new(
        reads: &[Step],
        of: impl Fn(&Book<'_>, &Pass, &Inputs) -> Judged<T> + Send + Sync + 'l,
    ) -> Judge<'l, T> {
        Judge { reads: reads.to_vec(), of: Box::new(of) }
    }
}

/// What a gate says of every point of a box.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outcome {
    /// One measure when settled; the mildest and the strictest when open.
    pub measures: Vec<Measure>,
    /// Paragraphs that apply or may.
    pub paragraphs: Vec<(Name, Answer)>,
    /// One policy when settled; all that are possible when open.
    pub review: Vec<Policy>,
    /// Duties, by key, that apply or may.
    pub conditions: Vec<(Name, Answer)>,
    /// Payments, by id, that fall due or may.
    pub charges: Vec<(Name, Answer)>,
    /// Exceptions, by short name, that lift a requirement or may.
    pub exceptions: Vec<(Name, Answer)>,
}

impl Outcome {
    /// The gate's answer; unknown where two measures are possible.
    #[must_use]
    pub fn answer(&self) -> GateAnswer {
        answer_of(&self.measures)
    }

    /// The standard judge: the whole outcome of a gate.
    #[must_use]
    pub fn judge() -> Judge<'static, Outcome> {
        use Step::{Charge, Class, Condition, Exception, Requirement, Review};
        let reads = [Class, Requirement, Exception, Review, Condition, Charge];
        Judge::new(&reads, |book, pass, _| Outcome::of(book, pass))
    }

    /// The outcome of a pass, and the rules that leave it open.
    #[must_use]
    pub fn of(book: &Book<'_>, pass: &Pass) -> Judged<Outcome> {
        let found = Found { book, pass };
        let mut open = BTreeSet::new();
        let outcome = Outcome {
            measures: found.measures(&mut open),
            paragraphs: found.keyed(&mut open, |concludes| paragraph(book, concludes)),
            review: found.review(&mut open),
            conditions: found.keyed(&mut open, condition),
            charges: found.keyed(&mut open, charge),
            exceptions: found.exceptions(&mut open),
        };
        Judged { outcome, open: open.into_iter().collect() }
    }

    /// The judge of the gate's answer alone.
    #[must_use]
    pub fn answer_judge() -> Judge<'static, GateAnswer> {
        Judge::new(&[Step::Requirement, Step::Exception], |book, pass, _| {
            let mut open = BTreeSet::new();
            let found = Found { book, pass };
            let outcome = answer_of(&found.measures(&mut open));
            Judged { outcome, open: open.into_iter().collect() }
        })
    }
}

fn answer_of(measures: &[Measure]) -> GateAnswer {
    match measures {
        [only] => GateAnswer::Settled(*only),
        _ => GateAnswer::Unknown,
    }
}

fn paragraph<'f>(book: &'f Book<'_>, concludes: &Concludes) -> Option<&'f Name> {
    match concludes {
        Concludes::Paragraph(id) => book.law.vocabulary.conclusions.get(id.0).map(|(_, word)| word),
        _ => None,
    }
}

fn condition(concludes: &Concludes) -> Option<&Name> {
    match concludes {
        Concludes::Condition(key) => Some(key),
        _ => None,
    }
}

fn charge(concludes: &Concludes) -> Option<&Name> {
    match concludes {
        Concludes::Charge { id, .. } => Some(id),
        _ => None,
    }
}

/// A pass that is being read.
struct Found<'f> {
    book: &'f Book<'f>,
    pass: &'f Pass,
}

impl<'f> Found<'f> {
    fn entries(&self) -> impl Iterator<Item = (usize, &'f Entry<'f>, Answer)> {
        let answers = self.pass.answers.iter().copied();
        self.book.entries.iter().zip(answers).enumerate().map(|(at, (entry, answer))| (at, entry, answer))
    }

    /// What rules conclude by key: a key applies where one of its rules does.
    fn keyed(
        &self,
        open: &mut BTreeSet<usize>,
        key: impl Fn(&'f Concludes) -> Option<&'f Name>,
    ) -> Vec<(Name, Answer)> {
        let rules = || {
            self.entries().filter_map(|(at, entry, answer)| Some((at, key(&entry.rule.concludes)?, answer)))
        };
        let mut keys: BTreeMap<&Name, Answer> = BTreeMap::new();
        for (_, key, answer) in rules() {
            let whole = keys.entry(key).or_insert(Answer::No);
            *whole = whole.or(answer);
        }
        let is_open = |key: &Name, answer| answer == Answer::Unknown && keys.get(key) == Some(&answer);
        open.extend(rules().filter(|(_, key, answer)| is_open(key, *answer)).map(|(at, ..)| at));
        possible(keys)
    }

    /// Exceptions that hold and lift a requirement that applies.
    fn exceptions(&self, open: &mut BTreeSet<usize>) -> Vec<(Name, Answer)> {
        let mut keys: BTreeMap<&Name, Answer> = BTreeMap::new();
        let mut parts: Vec<(&Name, usize)> = Vec::new();
        for (at, entry, answer) in self.entries() {
            let Concludes::Exception { id, relieves } = &entry.rule.concludes else { continue };
            let (lifted, rules) = self.requirements(relieves);
            let whole = keys.entry(id).or_insert(Answer::No);
            *whole = whole.or(answer.and(lifted));
            if answer != Answer::No && lifted != Answer::No {
                parts.extend(rules.into_iter().chain([at]).map(|part| (id, part)));
            }
        }
        let is_open =
            |(id, at): &(&Name, usize)| keys.get(*id) == Some(&Answer::Unknown) && self.is_open(*at);
        open.extend(parts.into_iter().filter(is_open).map(|(_, at)| at));
        possible(keys)
    }

    /// Whether one of these requirements applies, and their places.
    fn requirements(&self, ids: &[Name]) -> (Answer, Vec<usize>) {
        let named = self.entries().filter(|(_, entry, _)| ids.contains(&entry.rule.id));
        let mut places = Vec::new();
        let answer = named.fold(Answer::No, |whole, (at, _, answer)| {
            places.push(at);
            whole.or(answer)
        });
        (answer, places)
    }

    fn is_open(&self, at: usize) -> bool {
        self.pass.answer(at) == Answer::Unknown
    }

    /// An exception that is open does not open the answer, but it can change it.
    fn measures(&self, open: &mut BTreeSet<usize>) -> Vec<Measure> {
        let (book, pass) = (self.book, self.pass);
        let mildest = gate_measure_with(book, pass, &|answer| answer == Answer::Yes, Answer::Unknown);
        let strictest = gate_measure_with(book, pass, &|answer| answer != Answer::No, Answer::Yes);
        if mildest != strictest {
            open.extend(self.open_of(|concludes| match concludes {
                Concludes::Requirement(..) => true,
                Concludes::Exception { relieves, .. } => self.requirements(relieves).0 != Answer::No,
                _ => false,
            }));
        }
        measures(book, pass)
    }

    fn review(&self, open: &mut BTreeSet<usize>) -> Vec<Policy> {
        let possible = possible_policies(self.book, self.pass);
        if possible.len() > 1 {
            open.extend(self.open_of(|concludes| match concludes {
                Concludes::Requirement(..) => true,
                Concludes::Review { of, .. } => self.requirements(of).0 != Answer::No,
                _ => false,
            }));
        }
        possible
    }

    /// Places of the open rules that conclude so.
    fn open_of(&self, conclude: impl Fn(&Concludes) -> bool) -> Vec<usize> {
        let open = self.entries().filter(|(.., answer)| *answer == Answer::Unknown);
        open.filter(|(_, entry, _)| conclude(&entry.rule.concludes)).map(|(at, ..)| at).collect()
    }
}

fn possible(keys: BTreeMap<&Name, Answer>) -> Vec<(Name, Answer)> {
    keys.into_iter()
        .filter(|(_, answer)| *answer != Answer::No)
        .map(|(key, answer)| (key.clone(), answer))
        .collect()
}
