//! The facts that rules may read: a closed, declared list.
//!
//! A rule cannot invent an input. Each fact says what it means, in which unit,
//! whose it is, which part it plays in a condition, and what its absence does.

pub use crate::expr::FactId;

use crate::expr::Cond;
use crate::value::Value;
use chipgate_base::Name;
use std::collections::HashMap;

/// What values a fact takes.
#[derive(Clone, Debug, PartialEq)]
pub enum FactKind {
    /// A quantity in `unit`; dates are numbers of unit `date`.
    Number {
        /// The unit, which a threshold compared with it must repeat.
        unit: Name,
    },
    /// Yes or no.
    YesNo,
    /// One word.
    Symbol(Domain),
    /// A list of words.
    Names(Domain),
}

/// Which words a fact may have.
#[derive(Clone, Debug, PartialEq)]
pub enum Domain {
    /// One of these.
    Words(Vec<Name>),
    /// An ISO 3166-1 alpha-2 code of the loaded countries.
    Country,
    /// The id of a loaded party.
    Party,
    /// Any word, such as a product family.
    Free,
}

/// Whose fact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belongs {
    /// The whole transaction's.
    Transaction,
    /// The item's; contents of a system have the same facts.
    Item,
    /// Each party's, read only by a fact that runs over roles.
    Party,
}

/// Which part a fact plays in a condition; it decides why a "no" is a "no".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Place, party or act: a miss is `outside_scope`.
    Scope,
    /// A figure or a fact of classification: a miss is `below_thresholds`.
    Figure,
    /// An express carve-out: a miss is `exempt`.
    CarveOut,
    /// Knowledge of end use or end user.
    Knowledge,
    /// A formality that the exporter fulfils, such as a notice.
    Formality,
}

/// What happens when a fact is not given.
#[derive(Clone, Debug, PartialEq)]
pub enum Absent {
    /// It stays unknown and can leave the answer open.
    Unknown,
    /// The answer holds provided that the fact is as given here; it is listed in `provided_that`.
    ProvidedThat(Value),
    /// It is taken to be so, and printed under `assumed`.
    Assume(Value),
}

/// How many members of a group must pass a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// At least one.
    Any,
    /// Every one.
    All,
}

/// Where the value of a fact comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// The request or the catalogue.
    Given,
    /// A test over the parties in these roles.
    Parties {
        /// Roles that count.
        roles: Vec<Name>,
        /// How many must pass.
        quantifier: Quantifier,
        /// What each must pass.
        test: Cond,
    },
    /// A test over the integrated circuits that the item contains.
    Contents {
        /// How many must pass.
        quantifier: Quantifier,
        /// What each must pass.
        test: Cond,
    },
    /// A rule of the step `define`.
    Defined,
}

impl Origin {
    /// The test that each party or circuit must pass; `None` where the value does not come from one.
    #[must_use]
    pub fn test(&self) -> Option<&Cond> {
        match self {
            Origin::Parties { test, .. } | Origin::Contents { test, .. } => Some(test),
            Origin::Given | Origin::Defined => None,
        }
    }
}

/// One declared fact.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The key by which requests and rules name it.
    pub name: Name,
    /// What values it takes.
    pub kind: FactKind,
    /// Whose it is.
    pub belongs: Belongs,
    /// Which part it plays.
    pub part: Part,
    /// What its absence does.
    pub absent: Absent,
    /// Where its value comes from.
    pub origin: Origin,
    /// What it means, one sentence.
    pub meaning: Name,
    /// The provision that defines it; empty where the word is plain.
    pub citation: Name,
}

/// All declared facts.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    list: Vec<Fact>,
    by_name: HashMap<Name, FactId>,
}

impl Facts {
    /// Adds a fact; returns `None` when the name is taken.
    pub fn add(&mut self, fact: Fact) -> Option<FactId> {
        if self.by_name.contains_key(&fact.name) {
            return None;
        }
        let id = FactId(self.list.len());
        self.by_name.insert(fact.name.clone(), id);
        self.list.push(fact);
        Some(id)
    }

    /// The fact with this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<FactId> {
        self.by_name.get(name).copied()
    }

    /// The fact with this id; `None` only for an id of another registry.
    #[must_use]
    pub fn get(&self, id: FactId) -> Option<&Fact> {
        self.list.get(id.0)
    }

    /// The name of a fact; a question mark for an id of another registry.
    #[must_use]
    pub fn name(&self, id: FactId) -> Name {
        self.get(id).map_or_else(|| Name::from("?"), |fact| fact.name.clone())
    }

    /// Changes where the value of a fact comes from, once its test has been read.
    pub fn set_origin(&mut self, id: FactId, origin: Origin) {
        if let Some(fact) = self.list.get_mut(id.0) {
            fact.origin = origin;
        }
    }

    /// Every fact with its id, in the order of declaration.
    pub fn iter(&self) -> impl Iterator<Item = (FactId, &Fact)> {
        self.list.iter().enumerate().map(|(at, fact)| (FactId(at), fact))
    }

    /// How many facts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// There is no fact.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
