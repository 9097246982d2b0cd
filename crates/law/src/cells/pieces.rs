//! The pieces into which the tests that an input leaves open cut it.

use super::Open;
use crate::book::Book;
use crate::evaluate::Pass;
use crate::expr::{Atom, SetId};
use crate::fact::{Domain, FactId, FactKind};
use crate::inputs::Inputs;
use crate::value::Value;
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_base::interval::{Comparison, Interval};
use std::collections::BTreeMap;

/// All that an open input can be.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Pieces {
    /// Ranges, rising and side by side.
    Numbers(Vec<Interval>),
    /// One word of every kind that the tests tell apart.
    Words(Vec<Name>),
    /// No and yes.
    YesNo,
    /// Every list that can be made of these words, sorted.
    Lists(Vec<Name>),
}

impl Pieces {
    pub(super) fn of(book: &Book<'_>, inputs: &Inputs, pass: &Pass, open: Open, atoms: &[&Atom]) -> Pieces {
        let Some((fact, value)) = value_of(inputs, pass, open) else {
            return Pieces::YesNo;
        };
        match book.law.vocabulary.facts.get(fact).map(|fact| &fact.kind) {
            Some(FactKind::Number { .. }) => numbers(&value.interval(), atoms),
            Some(FactKind::Symbol(domain)) => words(book, domain, atoms),
            Some(FactKind::Names(_)) => Pieces::Lists(all_named(atoms)),
            Some(FactKind::YesNo) | None => Pieces::YesNo,
        }
    }
}

/// The fact of an open input and what is known of it; `None` for one that is yes or no by itself.
pub(super) fn value_of<'a>(inputs: &'a Inputs, pass: &'a Pass, open: Open) -> Option<(FactId, &'a Value)> {
    let (fact, values) = match open {
        Open::Start(_) | Open::Contents(_) => return None,
        Open::Fact(fact) => (fact, Some(&pass.values)),
        Open::Inside(at, fact) => (fact, inputs.contents.get(at).map(|one| &one.inputs.values)),
        Open::Party(at, fact) => (fact, inputs.parties.get(at).map(|party| &party.values)),
    };
    Some((fact, values.and_then(|values| values.get(fact.0)).unwrap_or(&Value::Unknown)))
}

fn numbers(interval: &Interval, atoms: &[&Atom]) -> Pieces {
    let cuts: Vec<(Comparison, f64)> = atoms
        .iter()
        .filter_map(|atom| match atom {
            Atom::Compare(_, comparison, threshold) => Some((*comparison, threshold.value)),
            _ => None,
        })
        .collect();
    Pieces::Numbers(interval.split(&cuts))
}

fn words(book: &Book<'_>, domain: &Domain, atoms: &[&Atom]) -> Pieces {
    let vocabulary = &book.law.vocabulary;
    let mut candidates: Vec<Name> = match domain {
        Domain::Words(words) => words.clone(),
        Domain::Country => vocabulary.countries.clone(),
        Domain::Party => vocabulary.parties.clone(),
        Domain::Free => Vec::new(),
    };
    candidates.extend(atoms.iter().flat_map(|atom| named_words(atom)));
    candidates.push(Name::from("another"));
    let mut kinds: BTreeMap<Vec<Answer>, Name> = BTreeMap::new();
    for word in candidates {
        let kind = atoms.iter().map(|atom| passes(book, atom, &word)).collect();
        kinds.entry(kind).or_insert(word);
    }
    Pieces::Words(kinds.into_values().collect())
}

fn passes(book: &Book<'_>, atom: &Atom, word: &Name) -> Answer {
    match atom {
        Atom::OneOf(_, words) => words.binary_search(word).is_ok().into(),
        Atom::InSet(_, SetId(at)) => book.sets.get(*at).map_or(Answer::No, |set| set.has(word)),
        _ => Answer::No,
    }
}

fn all_named(atoms: &[&Atom]) -> Vec<Name> {
    let mut words: Vec<Name> = atoms.iter().flat_map(|atom| named_words(atom)).collect();
    words.sort();
    words.dedup();
    words
}

fn named_words(atom: &Atom) -> Vec<Name> {
    match atom {
        Atom::OneOf(_, words) => words.clone(),
        Atom::Has(_, word) => vec![word.clone()],
        _ => Vec::new(),
    }
}
