//! The parties of a transaction, and what is known of each.

use super::hits;
use crate::fill::Filling;
use crate::part::Part;
use crate::question::{PartySpec, Question};
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_catalogue::names::Found;
use chipgate_catalogue::{Listing, PartyRecord};
use chipgate_law::fact::FactId;
use chipgate_law::inputs::{Inputs, Party};
use chipgate_law::value::Value;

/// What an entry says by one fact.
type WordsOf<'f> = &'f dyn Fn(&Listing) -> Vec<Name>;

/// The roles that are filled when they are not named, and from whom, nearest first.
const STAND_INS: [(&str, [&str; 2]); 3] = [
    ("end_user", ["consignee", "purchaser"]),
    ("consignee", ["end_user", "purchaser"]),
    ("purchaser", ["end_user", "consignee"]),
];

pub(super) fn fill(filling: &mut Filling<'_>, question: &Question, inputs: &mut Inputs) {
    let mut specs = question.parties.clone();
    if specs.is_empty() {
        specs.insert("end_user".to_owned(), PartySpec::default());
    }
    for (role, spec) in &specs {
        let at = inputs.parties.len();
        let presumed = Vec::new();
        let (party, presumed) =
            Described { filling, role, spec, to: question.to.as_deref(), presumed }.party();
        inputs.roles.push((Name::from(role.as_str()), at));
        inputs.presumed_parties.extend(presumed.into_iter().map(|fact| (at, fact)));
        inputs.parties.push(party);
    }
    stand_in(filling, question, inputs);
    hits::set_owners(filling, inputs);
}

/// A role that is not named is taken from the next one that is.
fn stand_in(filling: &mut Filling<'_>, question: &Question, inputs: &mut Inputs) {
    for (role, others) in STAND_INS {
        if inputs.roles.iter().any(|(known, _)| &**known == role) {
            continue;
        }
        let find = |other: &str| inputs.roles.iter().find(|(known, _)| &**known == other).map(|(_, at)| *at);
        if let Some(at) = others.iter().find_map(|other| find(other)) {
            inputs.roles.push((Name::from(role), at));
            if question.parties.values().any(|spec| spec.name.is_some()) {
                let name = inputs.parties.get(at).map_or_else(String::new, |party| party.name.to_string());
                filling.assume(role, name, "role_from_other");
            }
        }
    }
    inputs.roles.sort_by_key(|(role, _)| crate::ROLES.iter().position(|known| *known == &**role));
}

struct Described<'a, 'c> {
    filling: &'a mut Filling<'c>,
    role: &'a str,
    spec: &'a PartySpec,
    to: Option<&'a str>,
    /// Facts that nobody gave and no record holds.
    presumed: Vec<FactId>,
}

impl Described<'_, '_> {
    /// The party, and its facts that are presumed.
    fn party(mut self) -> (Party, Vec<FactId>) {
        let facts = &self.filling.ground.law.vocabulary.facts;
        let name = self.spec.name.as_deref().unwrap_or_default();
        let mut party = Party::unknown(facts, Name::from(name));
        let found = hits::find(self.filling, self.role, name);
        let record = found.party.as_ref().and_then(|id| self.filling.ground.catalogue.party(id));
        self.set_id(&mut party, record, &found);
        self.set_parent(&mut party, record, &found);
        self.set_country(&mut party, record);
        self.set_headquarters(&mut party, record, &found);
        self.set_listings(&mut party, record, &found);
        (party, self.presumed)
    }

    fn part(&self, what: &str) -> Part {
        Part::of_party(self.role, what)
    }

    /// A word of the question beside that of the record, which it must not contradict.
    fn word_beside(&mut self, fact: &str, record: Option<Name>, given: Option<&str>) -> Option<Name> {
        let part = self.part(fact);
        let given = given.and_then(|code| self.filling.country(code, &part));
        let (Some(known), Some(given)) = (record.clone(), given.clone()) else {
            return given.or(record);
        };
        let name = format!("{}.{fact}", self.role);
        match self.filling.reconcile(&name, &Value::Symbol(known), Value::Symbol(given), &part) {
            Value::Symbol(word) => Some(word),
            _ => None,
        }
    }

    /// Open where the name comes near a known party, which it may mean.
    fn set_id(&self, party: &mut Party, record: Option<&PartyRecord>, found: &Found) {
        if record.is_none() && self.near_parties(found).next().is_some() {
            return;
        }
        let id = record.map_or_else(|| Name::from("another"), |record| record.id.clone());
        party.set(self.filling.known().party, Value::Symbol(id), None);
    }

    /// The parent that was named, else the one on record, else the party itself; open where the name comes
    /// near a known party.
    fn set_parent(&mut self, party: &mut Party, record: Option<&PartyRecord>, found: &Found) {
        let on_record = record.map(|record| match &*record.ultimate_parent {
            "" => record.id.clone(),
            _ => record.ultimate_parent.clone(),
        });
        let named = self.spec.ultimate_parent.as_ref().map(|name| {
            let found = self.filling.ground.catalogue.names.find(name);
            found.party.unwrap_or_else(|| Name::from("another"))
        });
        let parent = match (on_record, named) {
            (Some(known), Some(given)) if self.is_known_party(&known) => {
                let fact = format!("{}.ultimate_parent", self.role);
                let part = self.part("ultimate_parent");
                self.filling.reconcile(&fact, &Value::Symbol(known), Value::Symbol(given), &part)
            }
            (_, Some(given)) => Value::Symbol(given),
            (Some(known), None) => Value::Symbol(known),
            (None, None) if self.near_parties(found).next().is_some() => Value::Unknown,
            (None, None) => Value::Symbol(Name::from("another")),
        };
        party.set(self.filling.known().ultimate_parent, parent, None);
    }

    fn is_known_party(&self, id: &Name) -> bool {
        self.filling.ground.catalogue.party(id).is_some()
    }

    /// Known parties to which the name comes near without being theirs.
    fn near_parties<'f>(&'f self, found: &'f Found) -> impl Iterator<Item = &'f PartyRecord> {
        hits::near_parties(self.filling, found)
    }

    fn set_country(&mut self, party: &mut Party, record: Option<&PartyRecord>) {
        let at_destination = matches!(self.role, "end_user" | "consignee");
        let of_sale = self.to.filter(|_| at_destination).map(|to| (to, Part::new("to")));
        let own = self.spec.country.as_deref().map(|country| (country, self.part("country")));
        let country = match own.or(of_sale) {
            Some((code, part)) => self.filling.country(code, &part),
            None => record.map(|record| record.headquarters.clone()).filter(|code| !code.is_empty()),
        };
        if let Some(country) = country {
            party.set(self.filling.known().country, Value::Symbol(country), None);
        }
    }

    fn set_headquarters(&mut self, party: &mut Party, record: Option<&PartyRecord>, found: &Found) {
        let source = record.and_then(|record| record.sources.first().cloned());
        let is_given = self.spec.headquarters.is_some();
        let on_record = self.own_headquarters(record, found);
        let headquarters = self.word_beside("headquarters", on_record, self.spec.headquarters.as_deref());
        let parent = self.parent_headquarters(record, found, headquarters.as_ref(), is_given);
        if let Some(code) = headquarters {
            party.set(self.filling.known().headquarters, Value::Symbol(code), source.clone());
        }
        if let Some(code) = parent {
            party.set(self.filling.known().ultimate_parent_headquarters, Value::Symbol(code), source);
        }
    }

    /// The name comes near a known party whose parent is headquartered in another country than the one taken.
    fn is_near_party_elsewhere(&mut self, found: &Found, parent: &Name) -> bool {
        let top = |record: &PartyRecord| match &*record.ultimate_parent_headquarters {
            "" => record.headquarters.clone(),
            _ => record.ultimate_parent_headquarters.clone(),
        };
        let known: Vec<Name> = self.near_parties(found).map(top).collect();
        known.iter().any(|code| code.is_empty() || self.filling.mapped_country(code) != *parent)
    }

    fn own_headquarters(&mut self, record: Option<&PartyRecord>, found: &Found) -> Option<Name> {
        if let Some(record) = record {
            let code = Some(record.headquarters.clone()).filter(|code| !code.is_empty())?;
            return Some(self.filling.mapped_country(&code));
        }
        if self.spec.headquarters.is_some() {
            return None;
        }
        let code = hits::only_country(self.filling, found)?;
        self.filling.assume(&format!("{}_hq", self.role), code.to_string(), "headquarters_from_listing");
        Some(self.filling.mapped_country(&code))
    }

    /// The name points to a party, known or listed, of another country than the one taken.
    fn may_be_elsewhere(&mut self, record: Option<&PartyRecord>, found: &Found, taken: &Name) -> bool {
        self.is_near_party_elsewhere(found, taken)
            || hits::is_listed_elsewhere(self.filling, record, found, taken)
    }

    /// Open, and nothing presumed, where the name may be that of a party elsewhere.
    fn parent_headquarters(
        &mut self,
        record: Option<&PartyRecord>,
        found: &Found,
        headquarters: Option<&Name>,
        is_given: bool,
    ) -> Option<Name> {
        let named = self.spec.ultimate_parent.clone();
        let named = named.and_then(|name| hits::parent(self.filling, self.role, &name));
        let on_record = record.map(|record| {
            hits::note_parent_of(self.filling, self.role, record);
            record.ultimate_parent_headquarters.clone()
        });
        let on_record = on_record.filter(|code| !code.is_empty());
        let on_record = on_record.map(|code| self.filling.mapped_country(&code)).or(named);
        let said = self.spec.ultimate_parent_headquarters.as_deref();
        let known = self.word_beside("ultimate_parent_headquarters", on_record, said);
        if let Some(taken) = known.as_ref().or(headquarters)
            && self.may_be_elsewhere(record, found, taken)
        {
            return None;
        }
        if known.is_some() {
            return known;
        }
        if is_given && self.spec.ultimate_parent.is_none() {
            self.presumed.push(self.filling.known().ultimate_parent_headquarters);
            let none_above = headquarters.map(ToString::to_string).unwrap_or_default();
            self.filling.assume("ultimate_parent_headquarters", none_above, "no_parent_above");
            self.filling.provide("no_ultimate_parent_above");
            return headquarters.cloned();
        }
        None
    }

    /// What each list says of the party: yes where an entry has its name, open where one comes near it.
    fn set_listings(&mut self, party: &mut Party, record: Option<&PartyRecord>, found: &Found) {
        let ground = self.filling.ground;
        let own = record.iter().flat_map(|record| &record.listings);
        let mut exact: Vec<&Listing> =
            own.chain(found.listed()).filter_map(|id| ground.catalogue.listing(id)).collect();
        exact.sort_by(|a, b| a.id.cmp(&b.id));
        exact.dedup_by(|a, b| a.id == b.id);
        exact.retain(|entry| self.filling.in_force(entry) != Answer::No);
        let near = found.perhaps_listed().filter(|_| !self.filling.others && record.is_none());
        // An entry with the very name says who the party is on that list.
        let is_named = |entry: &&Listing| exact.iter().any(|named| named.list == entry.list);
        let near: Vec<&Listing> = near
            .filter_map(|id| ground.catalogue.listing(id))
            .filter(|entry| self.filling.in_force(entry) != Answer::No && !is_named(entry))
            .collect();
        party.listings = exact.iter().map(|entry| entry.id.clone()).collect();
        party.possible_listings = near.iter().map(|entry| entry.id.clone()).collect();
        self.set_list_facts(party, &exact, &near);
        self.set_entry_words(party, &exact, &near);
    }

    fn set_list_facts(&mut self, party: &mut Party, exact: &[&Listing], near: &[&Listing]) {
        let mut all_clear = true;
        for name in hits::list_facts(self.filling.ground) {
            let of_fact = |entry: &&&Listing| hits::fact_of(self.filling.ground, entry) == Some(&name);
            let listed = exact.iter().filter(of_fact).map(|entry| self.filling.in_force(entry));
            let perhaps = near.iter().filter(of_fact).map(|_| Answer::Unknown);
            let answer = listed.chain(perhaps).fold(Answer::No, Answer::or);
            let source = exact.iter().find(of_fact).map(|entry| entry.id.clone());
            let Some(fact) = self.filling.ground.law.vocabulary.facts.find(&name) else { continue };
            match answer {
                Answer::Unknown => {}
                settled => party.set(fact, Value::YesNo(settled == Answer::Yes), source),
            }
            if answer == Answer::No {
                self.presumed.push(fact);
            }
            all_clear &= answer == Answer::No;
        }
        if all_clear {
            self.filling.provide("full_list_screening");
        }
    }

    /// Policies, footnotes and programmes of the entries; open where a near one carries some.
    fn set_entry_words(&self, party: &mut Party, exact: &[&Listing], near: &[&Listing]) {
        let day = self.filling.as_of;
        let policies = |entry: &Listing| vec![entry.policy.clone()];
        let footnotes = |entry: &Listing| entry.footnote_on(day).cloned().into_iter().collect();
        let programmes = |entry: &Listing| entry.programmes.clone();
        let known = self.filling.known();
        let words: [(FactId, WordsOf<'_>); 3] = [
            (known.listing_policies, &policies),
            (known.listing_footnotes, &footnotes),
            (known.sanction_programmes, &programmes),
        ];
        for (fact, of) in words {
            let filled = |entry: &&Listing| of(entry).into_iter().filter(|word| !word.is_empty());
            if near.iter().any(|entry| filled(entry).next().is_some()) {
                continue;
            }
            let mut names: Vec<Name> = exact.iter().flat_map(filled).collect();
            names.sort();
            names.dedup();
            let source = exact.first().map(|entry| entry.id.clone());
            party.set(fact, Value::Names(names), source);
        }
    }
}
