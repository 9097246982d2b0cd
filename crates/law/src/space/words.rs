//! The words of an axis, each with a small code.

use crate::book::Book;
use crate::expr::{Atom, SetId};
use crate::fact::{Domain, FactId, FactKind};
use chipgate_base::Name;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The words of one fact. Code 0 is for every word that no rule, set or list of the law names.
#[derive(Clone, Debug)]
pub struct Words {
    names: Vec<Name>,
    codes: HashMap<Name, u32>,
}

impl Words {
    fn of(named: BTreeSet<Name>) -> Words {
        let names: Vec<Name> = std::iter::once(unnamed(&named)).chain(named).collect();
        let codes = names.iter().cloned().zip(0..).collect();
        Words { names, codes }
    }

    /// The code of a word.
    #[must_use]
    pub fn code(&self, word: &str) -> u32 {
        self.codes.get(word).copied().unwrap_or_default()
    }

    /// The word with this code; `None` for a code of another table.
    ///
    /// That of code 0 stands for every word named nowhere.
    #[must_use]
    pub fn name(&self, code: u32) -> Option<&Name> {
        self.names.get(code as usize)
    }

    /// How many codes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Never so, since code 0 is always there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    pub(super) fn names(&self) -> &[Name] {
        &self.names
    }
}

/// A word that is none of these.
fn unnamed(named: &BTreeSet<Name>) -> Name {
    let mut word = String::from("another");
    while named.contains(word.as_str()) {
        word.push('_');
    }
    Name::from(word)
}

/// The words of these facts: those that each may have, and those that rules and sets name.
pub(super) fn tables(books: &[&Book<'_>], facts: &BTreeSet<FactId>) -> BTreeMap<FactId, Arc<Words>> {
    let mut named: BTreeMap<FactId, BTreeSet<Name>> = BTreeMap::new();
    for book in books {
        each_atom(book, &mut |atom| {
            let Some(fact) = atom.fact().filter(|fact| facts.contains(fact)) else { return };
            named.entry(fact).or_insert_with(|| of_domain(book, fact)).extend(of_atom(book, atom));
        });
    }
    named.into_iter().map(|(fact, words)| (fact, Arc::new(Words::of(words)))).collect()
}

/// Every test of the rules in force and of the facts over parties and contents.
fn each_atom(book: &Book<'_>, visit: &mut dyn FnMut(&Atom)) {
    let facts = &book.law.vocabulary.facts;
    let tests = book.groups.iter().filter_map(|fact| facts.get(*fact)?.origin.test());
    let rules = book.entries.iter().map(|entry| &entry.version.when);
    rules.chain(tests).for_each(|cond| cond.each_atom(&mut |atom| visit(atom)));
}

fn of_domain(book: &Book<'_>, fact: FactId) -> BTreeSet<Name> {
    let vocabulary = &book.law.vocabulary;
    let domain = vocabulary.facts.get(fact).map(|fact| &fact.kind);
    let words = match domain {
        Some(FactKind::Symbol(Domain::Words(words))) => words.as_slice(),
        Some(FactKind::Symbol(Domain::Country)) => &vocabulary.countries,
        Some(FactKind::Symbol(Domain::Party)) => &vocabulary.parties,
        _ => &[],
    };
    words.iter().cloned().collect()
}

fn of_atom(book: &Book<'_>, atom: &Atom) -> Vec<Name> {
    match atom {
        Atom::OneOf(_, words) => words.clone(),
        Atom::InSet(_, SetId(at)) => {
            let set = book.sets.get(*at);
            set.map(|set| set.members.iter().chain(&set.uncertain).cloned().collect()).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_named_nowhere_is_none_of_those_that_are_named() {
        let words = Words::of(["another", "another_", "CN"].map(Name::from).into());
        assert_eq!(words.code("ZZ"), 0);
        assert_eq!(words.name(0).map(|word| &**word), Some("another__"));
        assert_ne!(words.code("another"), 0);
        assert_eq!(words.name(words.code("CN")).map(|word| &**word), Some("CN"));
    }
}
