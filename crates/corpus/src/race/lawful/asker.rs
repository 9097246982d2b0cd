//! The questions that are asked of both gates on one day.

use super::mandate::least;
use super::{Open, Terms, answers};
use crate::ask::{Given, Request, RequestProblem, Said, Where};
use crate::corpus::Corpus;
use crate::determination::Determination;
use crate::gates::GateBooks;
use crate::race::{SEGMENTS, clip::Clip};
use crate::reference::Reference;
use chipgate_base::Name;
use chipgate_catalogue::Chip;
use jiff::civil::Date;

/// What is asked about.
pub(super) enum Item<'a> {
    Chip(&'a Chip),
    Clipped(&'a Clip),
}

/// Asks both gates of one day.
pub(super) struct Asker<'a> {
    pub corpus: &'a Corpus,
    pub books: &'a GateBooks<'a>,
    /// Domestic shares that China's rules of the day tell apart.
    pub shares: Vec<f64>,
    pub day: Date,
}

impl Asker<'_> {
    pub fn terms(&self, class: &Name, item: &Item<'_>) -> Result<Terms, Vec<RequestProblem>> {
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
            let mandate = least(self, item, segment)?;
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
    pub fn ask(
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
    pub fn export(&self, share: f64) -> Question<'_> {
        Question { act: None, to: &self.corpus.manifest.destination, share }
    }

    /// Running it at such a site.
    pub fn deploy(&self, share: f64) -> Question<'_> {
        Question { act: Some("deploy"), ..self.export(share) }
    }
}

/// What is asked about an item besides the buyer.
pub(super) struct Question<'a> {
    /// The act; `None`: an export, or use where the chip is not sold.
    act: Option<&'a str>,
    /// Country to which.
    to: &'a str,
    /// Share of domestic chips at the buyer's site, 0 to 1.
    share: f64,
}

/// The fact that mandates read.
pub(super) const SHARE: &str = "domestic_share";

fn set<T>(list: &mut [T; 4], place: usize, value: T) {
    if let Some(slot) = list.get_mut(place) {
        *slot = value;
    }
}

pub(in crate::race) fn said<T>(value: T, flag: &str) -> Said<T> {
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
