//! Where a rule book settles nothing: which class, which buyers, from when to when.
//!
//! The race needs a number there all the same. At China's gate the mildest
//! step that is possible counts, within what practice let in; at the gate of
//! the United States a class that is not settled is not sold, unless history
//! says that it was. Both are readings of ours, so they are listed.

use crate::data::{SEGMENTS, Side};
use crate::rules::{Lawful, LawfulDay};
use chipgate_base::Name;
use chipgate_survey::terms::{Open, REDESIGN, Terms};
use jiff::civil::Date;

/// Days on which a book leaves open whether a class may pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsettled {
    /// Whose book.
    pub side: Side,
    /// Class of chips, or `flagship`.
    pub class: Name,
    /// Segments of buyers; empty for the book of the United States, which does not ask them.
    pub segments: Vec<&'static str>,
    /// First day.
    pub from: Date,
    /// First day on which it holds no longer; `None` where the last text known leaves it open.
    pub until: Option<Date>,
}

/// Every such stretch for the classes that chips stand for, by side, class and day.
#[must_use]
pub fn unsettled(lawful: &Lawful) -> Vec<Unsettled> {
    let mut found: Vec<Unsettled> = Vec::new();
    for day in &lawful.days {
        close(&mut found, day);
        for terms in day.terms.iter().filter(|terms| *terms.class != *REDESIGN) {
            for (side, segments) in open_of(terms) {
                let goes_on = |one: &&Unsettled| one.until.is_none() && is_of(one, side, terms, &segments);
                if !found.iter().any(|one| goes_on(&one)) {
                    let class = terms.class.clone();
                    found.push(Unsettled { side, class, segments, from: day.from, until: None });
                }
            }
        }
    }
    found.sort_by(|a, b| {
        (a.side == Side::Buyer, &a.class, a.from).cmp(&(b.side == Side::Buyer, &b.class, b.from))
    });
    found
}

/// What terms leave open, by side.
fn open_of(terms: &Terms) -> Vec<(Side, Vec<&'static str>)> {
    let mut open = Vec::new();
    if terms.seller == Open::Unknown {
        open.push((Side::Seller, Vec::new()));
    }
    let of_cn = SEGMENTS.iter().zip(terms.buyer).filter(|(_, step)| *step == Open::Unknown);
    let segments: Vec<&'static str> = of_cn.map(|(segment, _)| *segment).collect();
    if !segments.is_empty() {
        open.push((Side::Buyer, segments));
    }
    open
}

/// Ends the stretches that a day settles or changes.
fn close(found: &mut [Unsettled], day: &LawfulDay) {
    for one in found.iter_mut().filter(|one| one.until.is_none()) {
        let terms = day.terms.iter().find(|terms| terms.class == one.class);
        let open = terms.map(open_of).unwrap_or_default();
        if !open.iter().any(|(side, segments)| *side == one.side && *segments == one.segments) {
            one.until = Some(day.from);
        }
    }
}

fn is_of(one: &Unsettled, side: Side, terms: &Terms, segments: &[&str]) -> bool {
    one.side == side && one.class == terms.class && one.segments == segments
}
