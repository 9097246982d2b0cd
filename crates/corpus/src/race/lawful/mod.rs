//! What the rule books let through: which class of chips may go to which segment, day by day, on what terms.
//!
//! The simulator sees only the outcome. A reform that is laid over the law, of
//! either gate, changes it without any other edit.

mod answers;
mod difference;
mod mandate;

pub use answers::Open;

use super::SEGMENTS;
use super::clip::{self, Clip};
use crate::ask::{Given, Request, RequestProblem, Said, Where};
use crate::corpus::Corpus;
use crate::determination::Determination;
use crate::gates::GateBooks;
use crate::history::days_of_change;
use crate::reference::Reference;
use chipgate_law::Name;
use chipgate_law::catalogue::Chip;
use difference::first_difference;
use jiff::civil::Date;

/// A chip that stands for a class of the simulator from a day on.
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
    /// The gate of the United States.
    pub us: Open,
    /// Share of sales revenue that the US government takes, 0 to 1.
    pub take: f64,
    /// A rule of the United States caps the volume.
    pub capped: bool,
    /// China's gate, by segment, for a buyer that keeps to the mandate.
    pub cn: [Open; 4],
    /// The mildest step that is possible where China's gate is unknown; the same as `cn` elsewhere.
    pub cn_mildest: [Open; 4],
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
pub fn terms(corpus: &Corpus) -> Result<Vec<Terms>, Vec<RequestProblem>> {
    from_day(corpus, Vec::new(), corpus.manifest.covers_from)
}

/// The same with reforms laid over the law, from the terms of the law without them.
///
/// Only days from the first on which a reform says something are asked again.
///
/// # Errors
///
/// Returns what does not fit in the question that is asked.
pub fn reformed_terms(
    corpus: &Corpus,
    terms: &[Terms],
    reformed: &Corpus,
) -> Result<Vec<Terms>, Vec<RequestProblem>> {
    let Some(first) = first_difference(&corpus.law, &reformed.law) else { return Ok(terms.to_vec()) };
    let before = terms.iter().filter(|terms| terms.from < first).cloned().collect();
    from_day(reformed, before, first.max(corpus.manifest.covers_from))
}

/// Terms from a day on, after those that are known before it.
fn from_day(corpus: &Corpus, before: Vec<Terms>, first: Date) -> Result<Vec<Terms>, Vec<RequestProblem>> {
    let mut days = days_of_change(&corpus.law);
    days.extend(corpus.race.chips.iter().map(|chip| chip.earliest));
    days.insert(first);
    let mut all = before;
    for day in days.into_iter().filter(|day| *day >= first) {
        for found in on_day(corpus, day, &all)? {
            let before = all.iter().rfind(|terms| terms.class == found.class);
            if before.is_none_or(|before| !before.same_as(&found)) {
                all.push(found);
            }
        }
    }
    Ok(all)
}

/// Terms of every class on one day.
fn on_day(corpus: &Corpus, day: Date, before: &[Terms]) -> Result<Vec<Terms>, Vec<RequestProblem>> {
    let books = GateBooks::on(&corpus.law, day, None, None);
    let asker = Asker { corpus, books: &books, shares: mandate::shares(corpus, &books), day };
    let mut found = Vec::new();
    for class in classes(corpus, day) {
        let Some(chip) = corpus.chip(&class.chip) else { continue };
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
) -> Result<Option<Terms>, Vec<RequestProblem>> {
    let last = before.iter().rev().find_map(|terms| terms.clip.as_ref());
    let Some(clip) = clip::near(asker.corpus, asker.books, flagship, asker.day, last)? else {
        return Ok(None);
    };
    let terms = asker.terms(&Name::from(REDESIGN), &Item::Clipped(&clip))?;
    Ok(Some(Terms { clip: Some(clip), ..terms }))
}

/// The chips that stand for classes on a day, the latest of each.
fn classes(corpus: &Corpus, day: Date) -> Vec<&ClassChip> {
    let mut found: Vec<&ClassChip> = Vec::new();
    for chip in corpus.race.chips.iter().filter(|chip| chip.earliest <= day) {
        found.retain(|old| old.class != chip.class);
        found.push(chip);
    }
    found
}

/// What is asked about.
enum Item<'a> {
    Chip(&'a Chip),
    Clipped(&'a Clip),
}

/// Asks both gates of one day.
struct Asker<'a> {
    corpus: &'a Corpus,
    books: &'a GateBooks<'a>,
    /// Domestic shares that China's rules of the day tell apart.
    shares: Vec<f64>,
    day: Date,
}

impl Asker<'_> {
    fn terms(&self, class: &Name, item: &Item<'_>) -> Result<Terms, Vec<RequestProblem>> {
        let mut terms = Terms {
            from: self.day,
            class: class.clone(),
            us: Open::Unknown,
            take: 0.0,
            capped: false,
            cn: [Open::Unknown; 4],
            cn_mildest: [Open::Free; 4],
            mandate: [0.0; 4],
            clip: None,
        };
        for (place, segment) in SEGMENTS.into_iter().enumerate() {
            let mandate = mandate::least(self, item, segment)?;
            let found = self.ask(item, segment, &self.export(mandate.kept_at))?;
            let (step, mildest) = answers::of_china(&found);
            set(&mut terms.cn, place, step);
            set(&mut terms.cn_mildest, place, mildest);
            set(&mut terms.mandate, place, mandate.least);
            // The American rules do not ask what the buyer does with it; a private buyer stands for all.
            if segment == "train" {
                terms.us = answers::of_us(&found);
                terms.take = self.take(item, segment, &found)?;
                terms.capped = answers::has_duty(self.corpus, &found, "us.cap_units");
            }
        }
        Ok(terms)
    }

    /// Shares of the sale, and the duty where a rule leads the goods through the United States first.
    fn take(
        &self,
        item: &Item<'_>,
        segment: &str,
        found: &Determination,
    ) -> Result<f64, Vec<RequestProblem>> {
        let share = answers::charges(found, "share");
        if !answers::has_duty(self.corpus, found, "us.take") {
            return Ok(share);
        }
        let through = Question { act: Some("import"), to: &self.corpus.manifest.exports_from, share: 0.0 };
        Ok(share + answers::charges(&self.ask(item, segment, &through)?, "duty"))
    }

    /// Asks about a buyer of a segment.
    fn ask(
        &self,
        item: &Item<'_>,
        segment: &str,
        question: &Question<'_>,
    ) -> Result<Determination, Vec<RequestProblem>> {
        let mut base = request(self.corpus, segment);
        base.kind = question.act.map(|act| said(act.to_owned(), "--kind"));
        base.facts.insert(SHARE.to_owned(), said(Given::Number(question.share), "--fact domestic_share"));
        let ask = Reference { to: question.to.to_owned(), base };
        match item {
            Item::Chip(chip) => ask.ask(self.corpus, Some(self.books), chip, self.day),
            Item::Clipped(clip) => clip.ask(self.corpus, self.books, ask, self.day),
        }
    }

    /// An export to the destination, for a site with this domestic share.
    fn export(&self, share: f64) -> Question<'_> {
        Question { act: None, to: &self.corpus.manifest.destination, share }
    }

    /// Running it at such a site.
    fn deploy(&self, share: f64) -> Question<'_> {
        Question { act: Some("deploy"), ..self.export(share) }
    }
}

/// What is asked about an item besides the buyer.
struct Question<'a> {
    /// The act; `None`: an export, or use where the chip is not sold.
    act: Option<&'a str>,
    /// Country to which.
    to: &'a str,
    /// Share of domestic chips at the buyer's site, 0 to 1.
    share: f64,
}

/// The fact that mandates read.
const SHARE: &str = "domestic_share";

fn set<T>(list: &mut [T; 4], place: usize, value: T) {
    if let Some(slot) = list.get_mut(place) {
        *slot = value;
    }
}

pub(super) fn said<T>(value: T, flag: &str) -> Said<T> {
    Said { value, at: Where::Flag(flag.to_owned()) }
}

/// What is asked of a buyer of a segment.
fn request(corpus: &Corpus, segment: &str) -> Request {
    let mut request = Request::default();
    for fact in corpus.race.segment_facts.iter().filter(|fact| *fact.segment == *segment) {
        let value = said(Given::Text(fact.value.to_string()), &format!("--fact {}", fact.fact));
        request.facts.insert(fact.fact.to_string(), value);
    }
    request
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
        let open =
            |class: &&&str| of(class).is_some_and(|terms| matches!(terms.us, Open::Free | Open::Licensed));
        let best = order.iter().find(open).map_or("none", |class| *class);
        if out.last().is_none_or(|(_, last)| **last != *best) {
            out.push((day, Name::from(best)));
        }
    }
    out
}
