//! Parties and lists of parties.

use super::tables::source_list;
use super::{Reading, second_of, unknown_id};
use crate::csv_reader::{Row, read};
use crate::folders;
use chipgate_base::Name;
use chipgate_base::day::DaySpan;
use chipgate_base::text::Text;
use chipgate_catalogue::lists::Lists;
use chipgate_catalogue::{Listing, PartyRecord, Source};
use std::collections::BTreeSet;

const LISTING_COLUMNS: [&str; 17] = [
    "id",
    "list",
    "name",
    "aliases",
    "name_zh",
    "countries",
    "from",
    "until",
    "citation",
    "requirement",
    "footnote",
    "footnote_from",
    "exceptions",
    "policy",
    "date_confidence",
    "sources",
    "note",
];
const PARTY_COLUMNS: [&str; 15] = [
    "id",
    "name",
    "name_zh",
    "name_ja",
    "aliases",
    "kind",
    "headquarters",
    "ultimate_parent",
    "ultimate_parent_headquarters",
    "state_owned",
    "listings",
    "listings_reviewed",
    "sources",
    "confidence",
    "note",
];

pub(super) fn listings(reading: &Reading<'_>, sources: &[Source]) -> Vec<Listing> {
    let mut listings = Vec::new();
    let mut seen = BTreeSet::new();
    if let Some(file) = reading.file(folders::LISTINGS) {
        read(file, &LISTING_COLUMNS, |row| {
            if let Some(listing) = listing(row, sources) {
                if second_of(&mut seen, &listing.id).is_some() {
                    row.problem("id", format!("two listings have the id `{}`", listing.id), "rename one");
                }
                listings.push(listing);
            }
        });
    }
    listings.sort_by(|a, b| a.id.cmp(&b.id));
    listings
}

fn listing(row: &Row<'_>, sources: &[Source]) -> Option<Listing> {
    let mut aliases = row.list("aliases");
    aliases.extend(row.list("name_zh"));
    let from = row.date("from");
    if from.is_none() {
        row.problem("from", "a listing needs its first day", "write the day on which it took effect");
    }
    let until = row.date("until");
    if until.is_some_and(|until| from.is_some_and(|from| until <= from)) {
        row.problem("until", "the listing ends before it begins", "write the first day no longer listed");
    }
    Some(Listing {
        id: row.required("id"),
        list: row.required("list"),
        name: row.required("name"),
        aliases,
        countries: row.list("countries"),
        kind: Name::from("entity"),
        from: Some(DaySpan::on(from?)),
        seen: None,
        until,
        citation: row.required("citation"),
        requirement: row.required("requirement"),
        footnote: row.name("footnote"),
        footnote_from: row.date("footnote_from"),
        exceptions: row.list("exceptions"),
        policy: row.required("policy"),
        programmes: Vec::new(),
        sources: source_list(row, "sources", sources),
        note: row.name("note"),
    })
}

pub(super) fn parties(reading: &Reading<'_>, sources: &[Source], lists: &Lists) -> Vec<PartyRecord> {
    let mut parties = Vec::new();
    let mut seen = BTreeSet::new();
    for file in reading.files(folders::PARTIES, "parties.csv") {
        read(file, &PARTY_COLUMNS, |row| {
            let party = party(row, sources, lists);
            if second_of(&mut seen, &party.id).is_some() {
                row.problem("id", format!("two parties have the id `{}`", party.id), "rename one");
            }
            parties.push(party);
        });
    }
    parties.sort_by(|a, b| a.id.cmp(&b.id));
    parties
}

fn party(row: &Row<'_>, sources: &[Source], lists: &Lists) -> PartyRecord {
    let own = row.list("listings");
    for id in &own {
        if lists.get(id).is_none() {
            let known = lists.iter().map(|listing| &*listing.id);
            unknown_id(row.file, row.span("listings"), "listing", id, known);
        }
    }
    let listings_reviewed = row.date("listings_reviewed");
    if listings_reviewed.is_none() {
        let help = "compare the party with every listing and write the day";
        row.problem("listings_reviewed", "the listings of this party were not reviewed", help);
    }
    PartyRecord {
        id: row.required("id"),
        names: Text::new(row.required("name"), row.name("name_ja"), row.name("name_zh")),
        aliases: row.list("aliases"),
        kind: row.required("kind"),
        headquarters: row.name("headquarters"),
        ultimate_parent: row.name("ultimate_parent"),
        ultimate_parent_headquarters: row.name("ultimate_parent_headquarters"),
        listings: own,
        listings_reviewed,
        sources: source_list(row, "sources", sources),
        confidence: row.one_of("confidence", &["high", "medium", "low"]),
        note: row.name("note"),
    }
}
