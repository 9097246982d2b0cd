//! What the rule books let through: which class of chips may go to which segment, day by day, on what terms.
//!
//! The simulator sees only the outcome. A reform that is laid over the law, of
//! either gate, changes it without any other edit.

mod answers;
mod asker;
mod clip;
mod difference;
mod lines;
mod mandate;

pub use answers::Open;
pub use clip::{Clip, Figures, clip};

use crate::history::days_of_change;
use asker::{Asker, Item};
use chipgate_ask::gates::GateBooks;
use chipgate_ask::{Ground, QuestionProblem};
use chipgate_base::Name;
use chipgate_catalogue::Chip;
use chipgate_law::book::Law;
use clip::near;
use difference::first_difference;
use jiff::civil::Date;

/// Segments of buyers at the destination.
pub const SEGMENTS: [&str; 4] = ["train", "infer", "startup", "state"];

/// The segment whose buyer stands for all where a gate does not ask what a buyer does with it.
const ANY_BUYER: &str = "train";

/// What is asked about: classes of chips, the buyers of each segment, and what of the answers counts as terms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Market {
    /// Chips that stand for classes, by day within a class.
    pub chips: Vec<ClassChip>,
    /// Facts about the buyers of each segment.
    pub segment_facts: Vec<SegmentFact>,
    /// Duties of the rules that levers stand for.
    pub duties: Vec<Duty>,
}

/// A chip that stands for a class from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassChip {
    /// Class id, or `flagship`.
    pub class: Name,
    /// Chip id.
    pub chip: Name,
    /// First day on which it could be sold.
    pub earliest: Date,
}

/// A fact about the buyers of a segment.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentFact {
    /// The segment.
    pub segment: Name,
    /// Name of the fact.
    pub fact: Name,
    /// Its value, a word or a number.
    pub value: Name,
}

/// A duty of the rules that a lever of the simulator stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Duty {
    /// Key of the condition that a rule concludes.
    pub condition: Name,
    /// Id of the lever.
    pub lever: Name,
}

/// Id of the class that stands for the flagship clipped to what needs no license.
pub const REDESIGN: &str = "redesign";

/// Terms of a class from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// First day.
    pub from: Date,
    /// Class id, `flagship` or [`REDESIGN`].
    pub class: Name,
    /// The gate of the side that sells.
    pub seller: Open,
    /// Share of sales revenue that its government takes, 0 to 1.
    pub take: f64,
    /// A rule of it caps the volume.
    pub capped: bool,
    /// The gate of the side that buys, by segment, for a buyer that keeps to the mandate.
    pub buyer: [Open; 4],
    /// The mildest step that is possible where that gate is unknown; the same as `buyer` elsewhere.
    pub buyer_mildest: [Open; 4],
    /// Least domestic share at which a site may take this class, by segment, 0 to 1.
    ///
    /// 0 where the book names none, 1 where it lets no such chip run at any share.
    pub mandate: [f64; 4],
    /// What was clipped; `None` for every class but [`REDESIGN`].
    pub clip: Option<Clip>,
}

impl Terms {
    /// Whether these terms say the same as others, whatever the day.
    fn same_as(&self, other: &Terms) -> bool {
        *self == Terms { from: self.from, ..other.clone() }
    }
}

/// Terms of every class to China, at each day on which something can change.
///
/// # Errors
///
/// Returns what does not fit in the question that is asked.
pub fn terms(ground: Ground<'_>, market: &Market) -> Result<Vec<Terms>, Vec<QuestionProblem>> {
    from_day(ground, market, Vec::new(), ground.frame.covers_from)
}

/// The same with reforms laid over the law, from the terms of the law without them.
///
/// Only days from the first on which a reform says something are asked again.
///
/// # Errors
///
/// Returns what does not fit in the question that is asked.
pub fn reformed_terms(
    ground: Ground<'_>,
    market: &Market,
    terms: &[Terms],
    reformed: &Law,
) -> Result<Vec<Terms>, Vec<QuestionProblem>> {
    let Some(first) = first_difference(ground.law, reformed) else { return Ok(terms.to_vec()) };
    let before = terms.iter().filter(|terms| terms.from < first).cloned().collect();
    from_day(Ground { law: reformed, ..ground }, market, before, first.max(ground.frame.covers_from))
}

/// Terms from a day on, after those that are known before it.
fn from_day(
    ground: Ground<'_>,
    market: &Market,
    before: Vec<Terms>,
    first: Date,
) -> Result<Vec<Terms>, Vec<QuestionProblem>> {
    let mut days = days_of_change(ground.law);
    days.extend(market.chips.iter().map(|chip| chip.earliest));
    days.insert(first);
    let mut all = before;
    for day in days.into_iter().filter(|day| *day >= first) {
        for found in on_day((ground, market), day, &all)? {
            let before = all.iter().rfind(|terms| terms.class == found.class);
            if before.is_none_or(|before| !before.same_as(&found)) {
                all.push(found);
            }
        }
    }
    Ok(all)
}

/// Terms of every class on one day.
fn on_day(
    (ground, market): (Ground<'_>, &Market),
    day: Date,
    before: &[Terms],
) -> Result<Vec<Terms>, Vec<QuestionProblem>> {
    let books = GateBooks::on(ground.law, day, None, None);
    let asker = Asker { ground, market, books: &books, day };
    let mut found = Vec::new();
    for class in classes(market, day) {
        let Some(chip) = ground.catalogue.chip(&class.chip) else { continue };
        found.push(asker.terms(&class.class, &Item::Chip(chip))?);
        if &*class.class == "flagship" {
            found.extend(redesigned(&asker, chip, before)?);
        }
    }
    Ok(found)
}

/// Terms of the flagship clipped to what needs no license; `None` where no such part exists.
fn redesigned(
    asker: &Asker<'_>,
    flagship: &Chip,
    before: &[Terms],
) -> Result<Option<Terms>, Vec<QuestionProblem>> {
    let last = before.iter().rev().find_map(|terms| terms.clip.as_ref());
    let Some(clip) = near(asker.ground, asker.books, flagship, asker.day, last)? else {
        return Ok(None);
    };
    let terms = asker.terms(&Name::from(REDESIGN), &Item::Clipped(&clip))?;
    Ok(Some(Terms { clip: Some(clip), ..terms }))
}

/// The chips that stand for classes on a day, the latest of each.
fn classes(market: &Market, day: Date) -> Vec<&ClassChip> {
    let mut found: Vec<&ClassChip> = Vec::new();
    for chip in market.chips.iter().filter(|chip| chip.earliest <= day) {
        found.retain(|old| old.class != chip.class);
        found.push(chip);
    }
    found
}

/// The class that may be sold, from day to day: the first of `order` that is free or licensed.
///
/// `order` runs from the best class to the worst; `none` stands where no class is let through.
#[must_use]
pub fn best_class(terms: &[Terms], order: &[&str]) -> Vec<(Date, Name)> {
    let mut days: Vec<Date> = terms.iter().map(|terms| terms.from).collect();
    days.dedup();
    let mut out: Vec<(Date, Name)> = Vec::new();
    for day in days {
        let of = |class: &str| terms.iter().rfind(|terms| *terms.class == *class && terms.from <= day);
        let open = |class: &&&str| {
            of(class).is_some_and(|terms| matches!(terms.seller, Open::Free | Open::Licensed))
        };
        let best = order.iter().find(open).map_or("none", |class| *class);
        if out.last().is_none_or(|(_, last)| **last != *best) {
            out.push((day, Name::from(best)));
        }
    }
    out
}
