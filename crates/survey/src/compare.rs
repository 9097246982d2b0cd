//! What changes between two days, or between the baseline and a reform.

use chipgate_ask::determination::Determination;
use chipgate_ask::gates::GateBooks;
use chipgate_ask::reference::{Reference, reference_act};
use chipgate_ask::{Ground, QuestionProblem};
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_catalogue::Listing;
use chipgate_law::determine::GateAnswer;
use jiff::civil::Date;

/// One side of a comparison: a law on a day.
#[derive(Clone, Copy)]
pub struct Moment<'c> {
    /// What is asked.
    pub ground: Ground<'c>,
    /// The day.
    pub day: Date,
}

impl<'c> Moment<'c> {
    fn books(&self) -> GateBooks<'c> {
        GateBooks::on(self.ground.law, self.day, None, None)
    }
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
pub struct Changes {
    /// Chips whose answer, class or review differs, in the order of the catalogue.
    pub chips: Vec<ChangedChip>,
    /// Listings in force on one side only.
    pub listings: Vec<ChangedListing>,
    /// How many chips were compared.
    pub compared: usize,
}

/// Compares the answers for every chip of the catalogue and every listing.
///
/// # Errors
///
/// Returns what does not fit in the question that is asked of every chip.
pub fn compare(
    before: Moment<'_>,
    after: Moment<'_>,
    ask: &Reference,
) -> Result<Changes, Vec<QuestionProblem>> {
    let (books_before, books_after) = (before.books(), after.books());
    let mut chips = Vec::new();
    for chip in &before.ground.catalogue.chips {
        let old = ask.ask(before.ground, Some(&books_before), chip, before.day)?;
        let new = ask.ask(after.ground, Some(&books_after), chip, after.day)?;
        if differs(&old, &new) {
            let kind = reference_act(before.ground, chip);
            chips.push(ChangedChip { chip: chip.id.clone(), kind, before: old, after: new });
        }
    }
    Ok(Changes {
        chips,
        listings: changed_listings(before, after),
        compared: before.ground.catalogue.chips.len(),
    })
}

fn differs(a: &Determination, b: &Determination) -> bool {
    let key = |found: &Determination| {
        let us = found.gates.seller();
        let charges: Vec<Name> = us.charges.iter().map(|charge| charge.id.clone()).collect();
        let class = (us.eccn.clone(), us.eccn_possible.clone());
        let review = (us.review, us.review_possible.clone());
        let answers: Vec<GateAnswer> = found.gates.values().map(|report| report.answer).collect();
        (answers, found.verdict, class, review, charges)
    };
    key(a) != key(b)
}

fn changed_listings(before: Moment<'_>, after: Moment<'_>) -> Vec<ChangedListing> {
    let mut changed = Vec::new();
    let in_force =
        |listing: Option<&Listing>, day: Date| listing.map_or(Answer::No, |it| it.is_in_force(day));
    for listing in after.ground.catalogue.lists.iter() {
        let was = in_force(before.ground.catalogue.listing(&listing.id), before.day);
        let is = in_force(Some(listing), after.day);
        // An entry whose day is not known may have been there before: that is no change.
        if was.is_settled() && is.is_settled() && was != is {
            changed.push(ChangedListing {
                listing: listing.id.clone(),
                name: listing.name.clone(),
                added: is == Answer::Yes,
            });
        }
    }
    changed
}
