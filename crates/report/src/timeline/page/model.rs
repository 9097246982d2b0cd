//! What the page of events shows, as plain values.

pub use crate::page::gates::{ChipGates, GateSpan, GateStrip};

/// The whole page.
#[derive(Clone, Debug)]
pub struct TimelinePage {
    /// Language of the page: `en`, `ja` or `zh`.
    pub lang: String,
    /// First day drawn.
    pub from: String,
    /// Last day drawn (inclusive).
    pub until: String,
    /// The lanes from the top, as codes.
    pub lanes: Vec<String>,
    /// The day on which the page was asked for.
    pub today: String,
    /// Version and hash of the data.
    pub corpus: (String, String),
    /// The families of the chips asked for; empty where no chip was named.
    pub families: Vec<String>,
    /// What was asked for, as the key of a phrase and the words; empty where nothing limits the events.
    pub asked: Vec<(&'static str, String)>,
    /// The events, by date.
    pub events: Vec<EventRow>,
    /// The strips of the chips asked for.
    pub chips: Vec<ChipGates>,
}

/// One event.
#[derive(Clone, Debug)]
pub struct EventRow {
    /// Its number on the page, from 1.
    pub number: usize,
    /// Stable id.
    pub id: String,
    /// First day that it can be or took.
    pub earliest: String,
    /// Last day that it can be or took.
    pub latest: String,
    /// `day`, `month` or `span`.
    pub precision: String,
    /// The lane in which it is drawn, one of `lanes`.
    pub lane: String,
    /// Its kind, as a code.
    pub kind: String,
    /// What happened, in the language of the page.
    pub title: String,
    /// Names of those who acted.
    pub actors: Vec<String>,
    /// Citations of instruments with their addresses (may be empty).
    pub instruments: Vec<Link>,
    /// Names of the chips it is about.
    pub chips: Vec<String>,
    /// Its sources; never empty.
    pub sources: Vec<Link>,
    /// `high`, `medium` or `low`.
    pub confidence: String,
}

/// A text with an address; without one it is plain text.
#[derive(Clone, Debug)]
pub struct Link {
    /// What is shown.
    pub text: String,
    /// Address; empty when there is none.
    pub url: String,
}
