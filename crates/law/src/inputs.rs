//! One transaction as values of declared facts, each with its source.

use crate::fact::{FactId, Facts};
use crate::value::Value;
use chipgate_base::Name;

/// A party to the transaction.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// Its name as given.
    pub name: Name,
    /// Values by [`FactId`]; facts that are not a party's stay unknown.
    pub values: Vec<Value>,
    /// Sources by [`FactId`].
    pub sources: Vec<Option<Name>>,
    /// Ids of its listings in force, for the trace.
    pub listings: Vec<Name>,
    /// Entries of which its name is a part, when it is not known whether it is listed.
    pub possible_listings: Vec<Name>,
}

/// Integrated circuits inside a system.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// Id or name of the circuit.
    pub name: Name,
    /// How many the system holds.
    pub count: u32,
    /// What is known of it.
    pub inputs: Inputs,
}

/// All that is known of one transaction.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Inputs {
    /// Values by [`FactId`].
    pub values: Vec<Value>,
    /// Source ids by [`FactId`].
    pub sources: Vec<Option<Name>>,
    /// Facts whose value is presumed and not given; the answer holds provided that they are so.
    pub presumed: Vec<FactId>,
    /// Facts of parties that are presumed, such as a name that was found in no list: place of the party, and the fact.
    pub presumed_parties: Vec<(usize, FactId)>,
    /// The parties.
    pub parties: Vec<Party>,
    /// Which party has which role (`purchaser`, `intermediate`, `consignee`, `end_user`).
    pub roles: Vec<(Name, usize)>,
    /// The circuits inside, when the item is a system.
    pub contents: Vec<Content>,
    /// The item is a system of which it is not known what it holds.
    pub contents_unknown: bool,
}

impl Inputs {
    /// Inputs of which nothing is known.
    #[must_use]
    pub fn unknown(facts: &Facts) -> Inputs {
        Inputs {
            values: vec![Value::Unknown; facts.len()],
            sources: vec![None; facts.len()],
            ..Inputs::default()
        }
    }

    /// The value of a fact.
    #[must_use]
    pub fn value(&self, fact: FactId) -> &Value {
        self.values.get(fact.0).unwrap_or(&Value::Unknown)
    }

    /// Sets the value of a fact and its source.
    pub fn set(&mut self, fact: FactId, value: Value, source: Option<Name>) {
        if let Some(slot) = self.values.get_mut(fact.0) {
            *slot = value;
        }
        if let Some(slot) = self.sources.get_mut(fact.0) {
            *slot = source;
        }
    }
}

impl Party {
    /// A party of which only the name is known.
    #[must_use]
    pub fn unknown(facts: &Facts, name: Name) -> Party {
        Party {
            name,
            values: vec![Value::Unknown; facts.len()],
            sources: vec![None; facts.len()],
            listings: Vec::new(),
            possible_listings: Vec::new(),
        }
    }

    /// Sets the value of a party's fact and its source.
    pub fn set(&mut self, fact: FactId, value: Value, source: Option<Name>) {
        if let Some(slot) = self.values.get_mut(fact.0) {
            *slot = value;
        }
        if let Some(slot) = self.sources.get_mut(fact.0) {
            *slot = source;
        }
    }
}
