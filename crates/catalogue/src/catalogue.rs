//! Everything that is known of things and parties.

use crate::lists::Lists;
use crate::names::NameIndex;
use crate::{Chip, Country, Listing, PartyRecord, Source, find};
use std::sync::Arc;

/// The records of chips, parties, lists, sources and countries, and the index of names.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// Chips, sorted by id.
    pub chips: Vec<Chip>,
    /// Parties, sorted by id.
    pub parties: Vec<PartyRecord>,
    /// Screening lists and their entries.
    pub lists: Arc<Lists>,
    /// Sources, sorted by id.
    pub sources: Vec<Source>,
    /// Countries, sorted by code.
    pub countries: Vec<Country>,
    /// Names of parties and of entries of lists.
    pub names: NameIndex,
}

impl Catalogue {
    /// The chip with this id.
    #[must_use]
    pub fn chip(&self, id: &str) -> Option<&Chip> {
        find(&self.chips, id, |chip| &chip.id)
    }

    /// The party with this id.
    #[must_use]
    pub fn party(&self, id: &str) -> Option<&PartyRecord> {
        find(&self.parties, id, |party| &party.id)
    }

    /// The entry of a list with this id.
    #[must_use]
    pub fn listing(&self, id: &str) -> Option<&Listing> {
        self.lists.get(id)
    }

    /// The source with this id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        find(&self.sources, id, |source| &source.id)
    }

    /// The country with this code.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<&Country> {
        find(&self.countries, code, |country| &country.code)
    }
}
