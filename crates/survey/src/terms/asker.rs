//! The questions that are asked of both gates on one day.

use super::clip::Clip;
use super::mandate::least;
use super::{ANY_BUYER, Market, Open, SEGMENTS, Terms, answers};
use chipgate_ask::determination::Determination;
use chipgate_ask::gates::GateBooks;
use chipgate_ask::reference::Reference;
use chipgate_ask::{Asked, Ground, Question, QuestionProblem};
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
    pub ground: Ground<'a>,
    pub market: &'a Market,
    pub books: &'a GateBooks<'a>,
    pub day: Date,
}

impl Asker<'_> {
    pub fn terms(&self, class: &Name, item: &Item<'_>) -> Result<Terms, Vec<QuestionProblem>> {
        let mut terms = Terms {
            from: self.day,
            class: class.clone(),
            seller: Open::Unknown,
            take: 0.0,
            capped: false,
            buyer: [Open::Unknown; 4],
            buyer_mildest: [Open::Free; 4],
            mandate: [0.0; 4],
            clip: None,
        };
        for (place, segment) in SEGMENTS.into_iter().enumerate() {
            let mandate = least(self, item, segment)?;
            let found = self.ask(item, segment, &self.export(mandate.kept_at))?;
            let (step, mildest) = answers::of_buyer(&found);
            set(&mut terms.buyer, place, step);
            set(&mut terms.buyer_mildest, place, mildest);
            set(&mut terms.mandate, place, mandate.least);
            // Those rules do not ask what the buyer does with it.
            if segment == ANY_BUYER {
                terms.seller = answers::of_seller(&found);
                terms.take = self.take(item, segment, &found)?;
                terms.capped = answers::has_duty(self.market, &found, "us.cap_units");
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
    ) -> Result<f64, Vec<QuestionProblem>> {
        let share = answers::charges(found, "share");
        if !answers::has_duty(self.market, found, "us.take") {
            return Ok(share);
        }
        let through = Sale { act: Some("import"), to: &self.ground.frame.exports_from, share: 0.0 };
        Ok(share + answers::charges(&self.ask(item, segment, &through)?, "duty"))
    }

    /// Asks about a buyer of a segment.
    pub fn ask(
        &self,
        item: &Item<'_>,
        segment: &str,
        sale: &Sale<'_>,
    ) -> Result<Determination, Vec<QuestionProblem>> {
        let ask = self.reference(segment, sale);
        match item {
            Item::Chip(chip) => ask.ask(self.ground, Some(self.books), chip, self.day),
            Item::Clipped(clip) => clip.ask(self.ground, self.books, ask, self.day),
        }
    }

    /// The same question, filled and not yet answered.
    pub fn asked(
        &self,
        item: &Item<'_>,
        segment: &str,
        sale: &Sale<'_>,
    ) -> Result<Asked, Vec<QuestionProblem>> {
        let ask = self.reference(segment, sale);
        match item {
            Item::Chip(chip) => ask.asked(self.ground, chip, self.day),
            Item::Clipped(clip) => clip.asked(self.ground, ask, self.day),
        }
    }

    fn reference(&self, segment: &str, sale: &Sale<'_>) -> Reference {
        let mut base = of_buyer(self.market, segment).with(SHARE, sale.share);
        base.kind = sale.act.map(str::to_owned);
        Reference { to: sale.to.to_owned(), base }
    }

    /// An export to the destination, for a site with this domestic share.
    pub fn export(&self, share: f64) -> Sale<'_> {
        Sale { act: None, to: &self.ground.frame.destination, share }
    }

    /// Running it at such a site.
    pub fn deploy(&self, share: f64) -> Sale<'_> {
        Sale { act: Some("deploy"), ..self.export(share) }
    }
}

/// What is asked about an item besides the buyer.
pub(super) struct Sale<'a> {
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

/// What is asked of a buyer of a segment.
fn of_buyer(market: &Market, segment: &str) -> Question {
    let facts = market.segment_facts.iter().filter(|fact| *fact.segment == *segment);
    facts.fold(Question::default(), |question, fact| question.with(&fact.fact, &*fact.value))
}
