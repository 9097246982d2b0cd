//! What changes between two days, or between the baseline and a reform.

use crate::ask::{Request, Said, Where, fill};
use crate::corpus::Corpus;
use crate::determination::{Determination, answer_with};
use crate::history::reference_act;
use chipgate_law::Name;
use chipgate_law::catalogue::{Chip, Listing};
use chipgate_law::determine::Books;
use jiff::civil::Date;

/// One side of a comparison.
#[derive(Clone, Copy)]
pub struct Side<'c> {
    /// The law and the catalogue.
    pub corpus: &'c Corpus,
    /// The day.
    pub day: Date,
}

/// A chip whose answer differs.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedChip {
    /// Its id.
    pub chip: Name,
    /// The act asked about.
    pub kind: &'static str,
    /// The answer before.
    pub before: Determination,
    /// The answer after.
    pub after: Determination,
}

/// A listing that is in force on one side only.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedListing {
    /// Its id.
    pub listing: Name,
    /// The listed name.
    pub name: Name,
    /// It is in force after, and was not before.
    pub added: bool,
}

/// What differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Chips whose answer, class or review differs, in the order of the catalogue.
    pub chips: Vec<ChangedChip>,
    /// Listings in force on one side only.
    pub listings: Vec<ChangedListing>,
    /// How many chips were compared.
    pub compared: usize,
}

/// Compares the answers for every chip of the catalogue and every listing.
#[must_use]
pub fn compare(before: Side<'_>, after: Side<'_>, to: &str, base: &Request) -> Comparison {
    let books = |side: &Side<'_>| side.day;
    let (books_before, books_after) = (
        Books::on(&before.corpus.law, books(&before), None, None),
        Books::on(&after.corpus.law, books(&after), None, None),
    );
    let mut chips = Vec::new();
    for chip in &before.corpus.chips {
        let kind = reference_act(before.corpus, chip);
        let old = ask(&before, &books_before, chip, kind, to, base);
        let new = ask(&after, &books_after, chip, kind, to, base);
        if let (Some(old), Some(new)) = (old, new)
            && differs(&old, &new)
        {
            chips.push(ChangedChip { chip: chip.id.clone(), kind, before: old, after: new });
        }
    }
    Comparison { chips, listings: changed_listings(before, after), compared: before.corpus.chips.len() }
}

fn ask(
    side: &Side<'_>,
    books: &Books<'_>,
    chip: &Chip,
    kind: &str,
    to: &str,
    base: &Request,
) -> Option<Determination> {
    let flag = |value: &str| Said { value: value.to_owned(), at: Where::Flag("--to".to_owned()) };
    let mut request = base.clone();
    request.chip = Some(flag(&chip.id));
    request.kind.get_or_insert_with(|| flag(kind));
    request.to = Some(flag(to));
    request.as_of = Some(Said { value: side.day, at: Where::Flag("--as-of".to_owned()) });
    let buyer = request.party("end_user");
    if buyer.name.is_none() && buyer.headquarters.is_none() {
        buyer.headquarters = Some(flag(to));
    }
    fill(side.corpus, &request, side.day).ok().map(|asked| answer_with(books, asked))
}

fn differs(a: &Determination, b: &Determination) -> bool {
    let key = |found: &Determination| {
        let us = &found.us;
        let charges: Vec<Name> = us.charges.iter().map(|charge| charge.id.clone()).collect();
        (us.answer, us.eccn.clone(), us.eccn_possible.clone(), us.review, us.review_possible.clone(), charges)
    };
    key(a) != key(b)
}

fn changed_listings(before: Side<'_>, after: Side<'_>) -> Vec<ChangedListing> {
    let mut changed = Vec::new();
    let in_force = |listing: &Listing, day: Date| listing.is_in_force(day);
    for listing in &after.corpus.listings {
        let was = before.corpus.listing(&listing.id).is_some_and(|old| in_force(old, before.day));
        let is = in_force(listing, after.day);
        if was != is {
            changed.push(ChangedListing {
                listing: listing.id.clone(),
                name: listing.name.clone(),
                added: is,
            });
        }
    }
    changed
}
