//! Names of parties: folded, and looked up among parties and entries of lists.
//!
//! A name that is nearly a listed one is never taken to be unlisted: misspelt by a letter or two, with words
//! joined, split or in another order, in another script, with letters that only look like those of the listed
//! name, or a distinctive part of it. Words that many names share weigh little, so that they alone find nothing.

mod draft;
mod fold;
mod mark;
mod near;
mod readings;
mod recent;
mod score;
mod spelling;
mod table;
mod words;

pub use fold::fold;
pub use words::{Kind, Words};

use crate::lists::Lists;
use crate::party::{Listing, PartyRecord};
use chipgate_base::Name;
use recent::Recent;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use table::Table;

/// What a name means or may mean.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The party of the catalogue with exactly this name.
    pub party: Option<Name>,
    /// Entries and parties with this name or one near it, the best first; one for each entry or party.
    pub hits: Vec<Hit>,
}

impl Found {
    /// Entries of lists with exactly this name.
    pub fn listed(&self) -> impl Iterator<Item = &Name> {
        self.hits.iter().filter(|hit| hit.exact).filter_map(|hit| hit.subject.listing())
    }

    /// Entries of lists whose name is near this one and not the same.
    pub fn perhaps_listed(&self) -> impl Iterator<Item = &Name> {
        self.hits.iter().filter(|hit| !hit.exact).filter_map(|hit| hit.subject.listing())
    }
}

/// What a name means where one meaning is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// One party of the catalogue.
    Party(Name),
    /// Entries of lists with exactly this name.
    Listed(Vec<Name>),
    /// Entries whose name is near this one.
    Perhaps(Vec<Name>),
    /// Nothing of that name or near it is loaded.
    Unknown,
}

impl Found {
    /// The party, else the entries with exactly this name, else those near it.
    #[must_use]
    pub fn meaning(&self) -> Match {
        let ids = |exact: bool| -> Vec<Name> {
            let hits = self.hits.iter().filter(|hit| hit.exact == exact);
            hits.filter_map(|hit| hit.subject.listing()).cloned().collect()
        };
        match (&self.party, ids(true), ids(false)) {
            (Some(party), ..) => Match::Party(party.clone()),
            (None, listed, _) if !listed.is_empty() => Match::Listed(listed),
            (None, _, near) if !near.is_empty() => Match::Perhaps(near),
            _ => Match::Unknown,
        }
    }
}

/// An entry or party that has a name or one near it.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// What has the name.
    pub subject: Subject,
    /// Its name or alias that hit.
    pub alias: Name,
    /// The names are the same but for case, marks, script and the form of the company.
    pub exact: bool,
    /// How near the names are, from 0 to 1; only good for an order.
    pub score: f64,
    /// Why the names are near: keys of the messages `near_…`.
    pub reasons: Vec<&'static str>,
}

/// What has a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The entry of a list with this id.
    Listing(Name),
    /// The party of the catalogue with this id.
    Party(Name),
}

impl Subject {
    /// The id of an entry of a list.
    #[must_use]
    pub fn listing(&self) -> Option<&Name> {
        match self {
            Subject::Listing(id) => Some(id),
            Subject::Party(_) => None,
        }
    }
}

/// Names of parties and entries of lists; made ready when the first name is looked up.
#[derive(Clone, Debug)]
pub struct NameIndex {
    words: Arc<Words>,
    lists: Arc<Lists>,
    parties: Arc<[Known]>,
    packed: Option<&'static [u8]>,
    table: Arc<OnceLock<Table>>,
    recent: Recent,
}

/// A party with all its names, its id among them.
#[derive(Debug)]
struct Known {
    id: Name,
    names: Vec<Name>,
}

impl NameIndex {
    /// An index of these names; `packed` is the table that was made of them before, if one was.
    pub fn new(
        words: Words,
        lists: Arc<Lists>,
        parties: &[PartyRecord],
        packed: Option<&'static [u8]>,
    ) -> NameIndex {
        let known = |party: &PartyRecord| {
            // The order of the packed table: English, Chinese, Japanese, whether there is one or not.
            let own = ["en", "zh", "ja"].map(|lang| Name::from(party.names.own(lang)));
            let others = party.aliases.iter().chain([&party.id]).cloned();
            Known { id: party.id.clone(), names: own.into_iter().chain(others).collect() }
        };
        let parties = parties.iter().map(known).collect();
        NameIndex {
            words: Arc::new(words),
            lists,
            parties,
            packed,
            table: Arc::default(),
            recent: Recent::default(),
        }
    }

    /// The party with exactly this name, and everything with this name or one near it.
    #[must_use]
    pub fn find(&self, name: &str) -> Found {
        self.recent.or(name, || self.search(name))
    }

    fn search(&self, name: &str) -> Found {
        let query = fold::folded(name);
        if query.words.is_empty() {
            return Found::default();
        }
        let near = near::search(self.table(), &self.words, &query);
        let hits: Vec<Hit> = near.into_iter().filter_map(|near| self.hit(near)).collect();
        let mut found = Found { party: self.party_of(&hits), hits: best_of_each(hits) };
        found.hits.sort_by(|a, b| {
            (b.exact, b.score)
                .partial_cmp(&(a.exact, a.score))
                .unwrap_or(std::cmp::Ordering::Equal)
                .then_with(|| a.subject.cmp(&b.subject))
        });
        found
    }

    fn table(&self) -> &Table {
        self.table.get_or_init(|| match self.packed {
            Some(bytes) => Table::new(Cow::Borrowed(bytes)),
            None => Table::new(Cow::Owned(self.pack())),
        })
    }

    /// The table of the names, made anew.
    pub fn pack(&self) -> Vec<u8> {
        let listed = self.lists.iter().map(|listing| named(listing, &self.words));
        let known = self.parties.iter().map(|party| draft::Named {
            names: party.names.iter().map(ToString::to_string).collect(),
            is_person: false,
        });
        draft::table(listed.chain(known), &self.words)
    }

    fn hit(&self, near: near::Near) -> Option<Hit> {
        let (row, alias) = self.table().row(near.name);
        let (subject, alias) = match row.checked_sub(self.lists.count()) {
            Some(at) => {
                let party = self.parties.get(at)?;
                (Subject::Party(party.id.clone()), party.names.get(alias)?.clone())
            }
            None => {
                let listing = self.lists.at(row)?;
                let alias = alias.checked_sub(1).and_then(|at| listing.aliases.get(at));
                (Subject::Listing(listing.id.clone()), alias.unwrap_or(&listing.name).clone())
            }
        };
        Some(Hit { subject, alias, exact: near.exact, score: near.score, reasons: near.reasons })
    }

    /// The party with exactly this name; of several, the one whose name has the same form too, else the first.
    fn party_of(&self, hits: &[Hit]) -> Option<Name> {
        let exact = hits.iter().filter(|hit| hit.exact);
        let parties = exact.filter_map(|hit| match &hit.subject {
            Subject::Party(id) => Some((hit.reasons.contains(&"form"), id)),
            Subject::Listing(_) => None,
        });
        parties.min().map(|(_, id)| id.clone())
    }
}

fn named(listing: &Listing, words: &Words) -> draft::Named {
    let names = std::iter::once(&listing.name).chain(&listing.aliases);
    draft::Named {
        names: names.map(ToString::to_string).collect(),
        is_person: draft::is_person(&listing.kind, &listing.name, words),
    }
}

/// The best hit of each entry and party.
fn best_of_each(hits: Vec<Hit>) -> Vec<Hit> {
    let mut best: BTreeMap<Subject, Hit> = BTreeMap::new();
    for hit in hits {
        match best.get(&hit.subject) {
            Some(known) if (known.exact, known.score) >= (hit.exact, hit.score) => {}
            _ => {
                best.insert(hit.subject.clone(), hit);
            }
        }
    }
    best.into_values().collect()
}
