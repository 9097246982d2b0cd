//! Names of the request compared with the lists and the known parties.

use crate::fill::{Filling, PartyHit, Screened};
use crate::ground::Ground;
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_catalogue::names::{Found, Subject};
use chipgate_catalogue::{Listing, PartyRecord};
use chipgate_law::inputs::Inputs;
use chipgate_law::value::Value;

/// The fact that the ownership rule reads.
const OWNED: &str = "owned_half_by_listed";

/// Looks a name up and notes what it hits; nothing for an empty name.
pub(super) fn find(filling: &mut Filling<'_>, role: &str, name: &str) -> Found {
    if name.trim().is_empty() {
        return Found::default();
    }
    let found = filling.ground.catalogue.names.find(name);
    note_lists(filling);
    note(filling, role, name, &found);
    found
}

/// Notes the hits of a name; the record of a known party is no hit of its own.
fn note(filling: &mut Filling<'_>, role: &str, name: &str, found: &Found) {
    for hit in &found.hits {
        let (id, list) = match &hit.subject {
            Subject::Listing(id) => {
                let Some(entry) = filling.ground.catalogue.listing(id) else { continue };
                if filling.in_force(entry) == Answer::No {
                    continue;
                }
                (id.clone(), entry.list.clone())
            }
            Subject::Party(id) if found.party.is_none() => (id.clone(), Name::from("")),
            Subject::Party(_) => continue,
        };
        filling.hits.push(PartyHit {
            role: Name::from(role),
            given: Name::from(name),
            id,
            list,
            alias: hit.alias.clone(),
            exact: hit.exact,
            score: hit.score,
            reasons: hit.reasons.clone(),
        });
    }
}

/// Known parties to which a name comes near without being theirs.
pub(super) fn near_parties<'f>(
    filling: &'f Filling<'_>,
    found: &'f Found,
) -> impl Iterator<Item = &'f PartyRecord> {
    let near = found.hits.iter().filter(|_| found.party.is_none() && !filling.others);
    near.filter_map(|hit| match &hit.subject {
        Subject::Party(id) => filling.ground.catalogue.party(id),
        Subject::Listing(_) => None,
    })
}

/// Notes with which lists names are compared.
fn note_lists(filling: &mut Filling<'_>) {
    if !filling.screened.is_empty() {
        return;
    }
    let ground = filling.ground;
    filling.screened = ground
        .catalogue
        .lists
        .all()
        .iter()
        .map(|list| Screened {
            list: list.id.clone(),
            title: list.title.in_language("en").into(),
            dated: list.dated,
            entries: list.entries,
            sha256: ground.catalogue.lists.sha256(&list.id).to_owned(),
        })
        .collect();
}

/// Every fact by which lists speak, once.
pub(super) fn list_facts(ground: Ground<'_>) -> Vec<Name> {
    let mut facts: Vec<Name> =
        ground.catalogue.lists.all().iter().flat_map(|list| list.facts().cloned()).collect();
    facts.sort();
    facts.dedup();
    facts
}

/// The fact by which an entry speaks; `None` for a list that says nothing to the rules.
pub(super) fn fact_of<'c>(ground: Ground<'c>, entry: &Listing) -> Option<&'c Name> {
    ground.catalogue.lists.list(&entry.list).and_then(|list| list.fact_of(entry))
}

/// The one country in which entries of this name have their addresses; `None` where there are several.
pub(super) fn only_country(filling: &mut Filling<'_>, found: &Found) -> Option<Name> {
    let ground = filling.ground;
    let entries = found.listed().filter_map(|id| ground.catalogue.listing(id));
    let mut codes: Vec<Name> = entries.flat_map(|entry| entry.countries.clone()).collect();
    codes.sort();
    codes.dedup();
    match codes.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// An entry with this very name, or one near it on a list that says nothing to the rules, knows no address in
/// this country: what was said of headquarters may be that of another party.
pub(super) fn is_listed_elsewhere(
    filling: &mut Filling<'_>,
    record: Option<&PartyRecord>,
    found: &Found,
    country: &Name,
) -> bool {
    if record.is_some() || filling.others {
        return false;
    }
    let ground = filling.ground;
    let entries = found
        .hits
        .iter()
        .filter_map(|hit| Some((hit.exact, ground.catalogue.listing(hit.subject.listing()?)?)));
    let counted = entries.filter(|(exact, entry)| *exact || fact_of(ground, entry).is_none());
    let in_force = counted.map(|(_, entry)| entry).filter(|entry| filling.in_force(entry) != Answer::No);
    let addresses: Vec<Vec<Name>> = in_force.map(|entry| entry.countries.clone()).collect();
    addresses
        .iter()
        .filter(|codes| !codes.is_empty())
        .any(|codes| codes.iter().all(|code| filling.mapped_country(code) != *country))
}

/// Looks a named ultimate parent up: its headquarters, and what follows when it is listed.
pub(super) fn parent(filling: &mut Filling<'_>, role: &str, name: &str) -> Option<Name> {
    let found = find(filling, &format!("{role}.ultimate_parent"), name);
    let record = found.party.as_ref().and_then(|id| filling.ground.catalogue.party(id));
    note_owner(filling, record, &found);
    let code = match record {
        Some(record) => Some(record.headquarters.clone()).filter(|code| !code.is_empty())?,
        None => only_country(filling, &found)?,
    };
    Some(filling.mapped_country(&code))
}

/// The parent on the record of a party that is on no list itself.
pub(super) fn note_parent_of(filling: &mut Filling<'_>, role: &str, record: &PartyRecord) {
    let Some(parent) = filling.ground.catalogue.party(&record.ultimate_parent) else { return };
    let own_is_listed = listed(filling, Some(record), &Found::default()) != Answer::No;
    if own_is_listed || parent.id == record.id {
        return;
    }
    let name = parent.names.en.clone();
    let found = find(filling, &format!("{role}.ultimate_parent"), &name);
    note_owner(filling, Some(parent), &found);
}

/// A listed owner is a red flag, and more while the ownership rule is in force.
fn note_owner(filling: &mut Filling<'_>, record: Option<&PartyRecord>, found: &Found) {
    let answer = listed(filling, record, found);
    if answer != Answer::No {
        filling.caveat("parent_listed");
        filling.owned = filling.owned.or(answer);
    }
}

/// Whether a party with this record and these hits stands on a list whose owners count.
fn listed(filling: &Filling<'_>, record: Option<&PartyRecord>, found: &Found) -> Answer {
    let ground = filling.ground;
    let counts =
        |entry: &&Listing| ground.catalogue.lists.list(&entry.list).is_some_and(|list| list.owners_count);
    let own = record.iter().flat_map(|record| &record.listings);
    let exact = own.chain(found.listed()).filter_map(|id| ground.catalogue.listing(id)).filter(counts);
    let near = found.perhaps_listed().filter(|_| record.is_none() && !filling.others);
    let near = near.filter_map(|id| ground.catalogue.listing(id)).filter(counts);
    let near = near.filter(|entry| filling.in_force(entry) != Answer::No).map(|_| Answer::Unknown);
    exact.map(|entry| filling.in_force(entry)).chain(near).fold(Answer::No, Answer::or)
}

/// The fact of ownership, where a named owner is listed or may be.
pub(super) fn set_owners(filling: &mut Filling<'_>, inputs: &mut Inputs) {
    match filling.owned {
        Answer::No => {}
        Answer::Unknown => filling.open.push(Name::from(OWNED)),
        Answer::Yes => inputs.set(filling.known().owned_half_by_listed, Value::YesNo(true), None),
    }
}
