//! The parties of a transaction, and what is known of each.

use super::fill::Filling;
use super::request::{PartySpec, Request, Said};
use crate::names::Match;
use chipgate_law::Name;
use chipgate_law::answer::Answer;
use chipgate_law::catalogue::{Listing, PartyRecord};
use chipgate_law::fact::FactId;
use chipgate_law::inputs::{Inputs, Party};
use chipgate_law::value::Value;

/// The roles that are filled when they are not named, and from whom, nearest first.
const STAND_INS: [(&str, [&str; 2]); 3] = [
    ("end_user", ["consignee", "purchaser"]),
    ("consignee", ["end_user", "purchaser"]),
    ("purchaser", ["end_user", "consignee"]),
];

/// The list of which the fact `listed` speaks; an entry of another leaves it open.
const ENTITY_LIST: &str = "us.entity_list";

pub(super) fn fill(filling: &mut Filling<'_>, request: &Request, inputs: &mut Inputs) {
    let mut specs = request.parties.clone();
    if specs.is_empty() {
        specs.insert("end_user".to_owned(), PartySpec::default());
    }
    for (role, spec) in &specs {
        let party = Described { filling, role, spec, to: request.to.as_ref() }.party();
        inputs.roles.push((Name::from(role.as_str()), inputs.parties.len()));
        inputs.parties.push(party);
    }
    for (role, others) in STAND_INS {
        if inputs.roles.iter().any(|(known, _)| &**known == role) {
            continue;
        }
        let find = |other: &str| inputs.roles.iter().find(|(known, _)| &**known == other).map(|(_, at)| *at);
        if let Some(at) = others.iter().find_map(|other| find(other)) {
            inputs.roles.push((Name::from(role), at));
            if request.parties.values().any(|spec| spec.name.is_some()) {
                let name = inputs.parties.get(at).map_or_else(String::new, |party| party.name.to_string());
                filling.assume(role, name, "role_from_other");
            }
        }
    }
    inputs.roles.sort_by_key(|(role, _)| super::ROLES.iter().position(|known| *known == &**role));
}

struct Described<'a, 'c> {
    filling: &'a mut Filling<'c>,
    role: &'a str,
    spec: &'a PartySpec,
    to: Option<&'a Said<String>>,
}

impl Described<'_, '_> {
    fn party(mut self) -> Party {
        let facts = &self.filling.corpus.law.vocabulary.facts;
        let name = self.spec.name.as_ref().map_or("", |said| said.value.as_str());
        let mut party = Party::unknown(facts, Name::from(name));
        let found = if name.is_empty() {
            Match::Unknown
        } else {
            self.filling.corpus.name_index.find(name).meaning()
        };
        let record = match &found {
            Match::Party(id) => self.filling.corpus.party(id),
            _ => None,
        };
        self.set_id(&mut party, record);
        self.set_parent(&mut party, record);
        self.set_country(&mut party, record);
        self.set_headquarters(&mut party, record, &found);
        self.set_listings(&mut party, record, &found);
        party
    }

    fn fact(&self, name: &str) -> FactId {
        // A fact that the data do not declare stands outside every list and is never read.
        self.filling.fact(name).unwrap_or(FactId(usize::MAX))
    }

    fn set_id(&self, party: &mut Party, record: Option<&PartyRecord>) {
        let id = record.map_or_else(|| Name::from("another"), |record| record.id.clone());
        party.set(self.fact("party"), Value::Symbol(id), None);
    }

    /// The parent that was named, else the one on record, else the party itself.
    fn set_parent(&self, party: &mut Party, record: Option<&PartyRecord>) {
        let named = self.spec.ultimate_parent.as_ref().map(|said| {
            match self.filling.corpus.name_index.find(&said.value).meaning() {
                Match::Party(id) => id,
                _ => Name::from("another"),
            }
        });
        let on_record = record.map(|record| match &*record.ultimate_parent {
            "" => record.id.clone(),
            _ => record.ultimate_parent.clone(),
        });
        let parent = named.or(on_record).unwrap_or_else(|| Name::from("another"));
        party.set(self.fact("ultimate_parent"), Value::Symbol(parent), None);
    }

    fn set_country(&mut self, party: &mut Party, record: Option<&PartyRecord>) {
        let at_destination = matches!(self.role, "end_user" | "consignee");
        let said = self.spec.country.as_ref().or(if at_destination { self.to } else { None });
        let country = match said {
            Some(said) => self.filling.country(said),
            None => record.map(|record| record.headquarters.clone()).filter(|code| !code.is_empty()),
        };
        if let Some(country) = country {
            party.set(self.fact("country"), Value::Symbol(country), None);
        }
    }

    fn set_headquarters(&mut self, party: &mut Party, record: Option<&PartyRecord>, found: &Match) {
        let source = record.and_then(|record| record.sources.first().cloned());
        let given = self.spec.headquarters.as_ref().and_then(|said| self.filling.country(said));
        let is_given = given.is_some();
        let headquarters = given.or_else(|| self.own_headquarters(record, found));
        let parent = self.parent_headquarters(record, headquarters.as_ref(), is_given);
        if let Some(code) = headquarters {
            party.set(self.fact("headquarters"), Value::Symbol(code), source.clone());
        }
        if let Some(code) = parent {
            party.set(self.fact("ultimate_parent_headquarters"), Value::Symbol(code), source);
        }
    }

    fn own_headquarters(&mut self, record: Option<&PartyRecord>, found: &Match) -> Option<Name> {
        if let Some(record) = record {
            let code = Some(record.headquarters.clone()).filter(|code| !code.is_empty())?;
            return Some(self.filling.mapped_country(&code));
        }
        let Match::Listed(entries) = found else {
            return None;
        };
        let listing = entries.first().and_then(|id| self.filling.corpus.listing(id))?;
        let code = listing.countries.first()?.clone();
        self.filling.assume(&format!("{}_hq", self.role), code.to_string(), "headquarters_from_listing");
        Some(self.filling.mapped_country(&code))
    }

    fn parent_headquarters(
        &mut self,
        record: Option<&PartyRecord>,
        headquarters: Option<&Name>,
        is_given: bool,
    ) -> Option<Name> {
        if let Some(said) = &self.spec.ultimate_parent_headquarters {
            return self.filling.country(said);
        }
        if let Some(said) = &self.spec.ultimate_parent {
            return self.named_parent(said);
        }
        if let Some(record) = record {
            self.note_listed_parent(record);
            let code = Some(record.ultimate_parent_headquarters.clone()).filter(|code| !code.is_empty());
            let code = code.or_else(|| is_given.then(|| headquarters.cloned()).flatten())?;
            return Some(self.filling.mapped_country(&code));
        }
        if is_given {
            let none_above = headquarters.map(ToString::to_string).unwrap_or_default();
            self.filling.assume("ultimate_parent_headquarters", none_above, "no_parent_above");
            self.provided("no_ultimate_parent_above");
            return headquarters.cloned();
        }
        None
    }

    fn provided(&mut self, key: &'static str) {
        if !self.filling.provided.contains(&key) {
            self.filling.provided.push(key);
        }
    }

    fn named_parent(&mut self, said: &Said<String>) -> Option<Name> {
        match self.filling.corpus.name_index.find(&said.value).meaning() {
            Match::Party(id) => {
                let parent = self.filling.corpus.party(&id)?;
                if !self.listings_of(parent).is_empty() {
                    self.caveat("parent_listed");
                }
                let code = Some(parent.headquarters.clone()).filter(|code| !code.is_empty())?;
                Some(self.filling.mapped_country(&code))
            }
            Match::Listed(entries) | Match::Perhaps(entries) => {
                self.caveat("parent_listed");
                let listing = entries.first().and_then(|id| self.filling.corpus.listing(id))?;
                let code = listing.countries.first()?.clone();
                Some(self.filling.mapped_country(&code))
            }
            Match::Unknown => None,
        }
    }

    fn note_listed_parent(&mut self, record: &PartyRecord) {
        let parent = self.filling.corpus.party(&record.ultimate_parent);
        let parent_is_listed = parent.is_some_and(|parent| !self.listings_of(parent).is_empty());
        if parent_is_listed && self.listings_of(record).is_empty() {
            self.caveat("parent_listed");
        }
    }

    fn caveat(&mut self, key: &'static str) {
        if !self.filling.caveats.contains(&key) {
            self.filling.caveats.push(key);
        }
    }

    /// Listings of a party in force and known on the day.
    fn listings_of(&self, record: &PartyRecord) -> Vec<&Listing> {
        let entries = record.listings.iter().filter_map(|id| self.filling.corpus.listing(id));
        entries.filter(|listing| self.is_in_force(listing)).collect()
    }

    fn is_in_force(&self, listing: &Listing) -> bool {
        let known = self.filling.known_on.map_or(Answer::Yes, |day| listing.has_begun(day));
        listing.is_in_force(self.filling.as_of).and(known) != Answer::No
    }

    fn set_listings(&mut self, party: &mut Party, record: Option<&PartyRecord>, found: &Match) {
        let entries: Vec<&Listing> = match (record, found) {
            (Some(record), _) => self.listings_of(record),
            (None, Match::Listed(ids)) => {
                let listed = self.in_force(ids);
                let of_entity_list = |listing: &&Listing| &*listing.list == ENTITY_LIST;
                if !listed.is_empty() && !listed.iter().any(of_entity_list) {
                    party.possible_listings = listed.iter().map(|listing| listing.id.clone()).collect();
                    return;
                }
                listed.into_iter().filter(of_entity_list).collect()
            }
            (None, Match::Perhaps(ids)) => {
                let perhaps = self.in_force(ids);
                if !perhaps.is_empty() {
                    party.possible_listings = perhaps.iter().map(|listing| listing.id.clone()).collect();
                    return;
                }
                Vec::new()
            }
            (None, _) => Vec::new(),
        };
        self.set_entries(party, &entries);
        if entries.is_empty() {
            self.provided("full_list_screening");
        }
    }

    fn in_force(&self, ids: &[Name]) -> Vec<&Listing> {
        let entries = ids.iter().filter_map(|id| self.filling.corpus.listing(id));
        entries.filter(|listing| self.is_in_force(listing)).collect()
    }

    fn set_entries(&self, party: &mut Party, entries: &[&Listing]) {
        let sorted = |mut words: Vec<Name>| {
            words.sort();
            words.dedup();
            Value::Names(words)
        };
        let policies = entries.iter().map(|listing| listing.policy.clone()).collect();
        let footnotes =
            entries.iter().filter_map(|listing| listing.footnote_on(self.filling.as_of).cloned()).collect();
        let source = entries.first().map(|listing| listing.id.clone());
        party.listings = entries.iter().map(|listing| listing.id.clone()).collect();
        party.set(self.fact("listed"), Value::YesNo(!entries.is_empty()), source.clone());
        party.set(self.fact("listing_policies"), sorted(policies), source.clone());
        party.set(self.fact("listing_footnotes"), sorted(footnotes), source);
    }
}
