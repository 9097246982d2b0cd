//! Events as rows, as text, and as the values of the page.

pub mod page;
mod table;
mod text;

pub use table::table;
pub use text::text;

use crate::history::day_before;
use crate::page::gates::{ChipGates, GateSpan, GateStrip};
use crate::timeline::page::lanes::{lane_of, order};
use crate::timeline::page::model::{EventRow, Link, TimelinePage};
use chipgate_base::Name;
use chipgate_chronicle::events::{Event, sides};
use chipgate_corpus::Corpus;
use chipgate_law::determine::GateAnswer;
use chipgate_law::gate::{Gate, GateEntry, Side};
use chipgate_survey::history::{History, Stretch};
use jiff::ToSpan;
use jiff::civil::Date;

/// The title of an event in a language.
fn title<'e>(event: &'e Event, lang: &str) -> &'e str {
    event.titles.in_language(lang)
}

/// What a page is made for: its language, its days, and what was asked for.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Language.
    pub lang: String,
    /// First day drawn.
    pub from: Date,
    /// Last day drawn.
    pub to: Date,
    /// The day of asking.
    pub today: Date,
    /// Families of the chips asked for.
    pub families: Vec<String>,
    /// What was asked for, as the key of a phrase and the words.
    pub asked: Vec<(&'static str, String)>,
}

/// The values of the page.
#[must_use]
pub fn page(corpus: &Corpus, events: &[&Event], histories: &[History], setting: Setting) -> TimelinePage {
    let row = |(at, event): (usize, &&Event)| row(corpus, at + 1, event, &setting.lang);
    let rows = events.iter().enumerate().map(row).collect();
    TimelinePage {
        from: setting.from.to_string(),
        until: setting.to.to_string(),
        today: setting.today.to_string(),
        lanes: order(&sides(&corpus.law.gates)),
        corpus: (corpus.version.to_string(), corpus.sha256.chars().take(12).collect()),
        families: setting.families,
        asked: setting.asked,
        events: rows,
        chips: histories.iter().filter_map(|history| gates(corpus, history)).collect(),
        lang: setting.lang,
    }
}

fn row(corpus: &Corpus, number: usize, event: &Event, lang: &str) -> EventRow {
    let chip = |id: &Name| corpus.catalogue.chip(id).map(|chip| chip.name.to_string());
    EventRow {
        number,
        id: event.id.to_string(),
        earliest: event.when.earliest.to_string(),
        latest: event.when.latest.to_string(),
        precision: event.precision.to_string(),
        lane: lane_of(&event.sides),
        kind: event.kind.to_string(),
        title: title(event, lang).to_owned(),
        actors: event.actors.iter().map(|id| corpus.chronicle().actor_name(id, lang).to_owned()).collect(),
        instruments: event.instruments.iter().filter_map(|id| instrument(corpus, id, lang)).collect(),
        chips: event.chips.iter().filter_map(chip).collect(),
        sources: sources(corpus, event),
        confidence: event.confidence.to_string(),
    }
}

/// An instrument by citation and title; the citation alone where they are the same.
fn instrument(corpus: &Corpus, id: &str, lang: &str) -> Option<Link> {
    let found = corpus.law.instruments.iter().find(|instrument| *instrument.id == *id)?;
    let (citation, title) = (found.citation.to_string(), found.title.in_language(lang));
    let text = if *citation == *title { citation } else { format!("{title} ({citation})") };
    Some(Link { text, url: found.url.to_string() })
}

fn sources(corpus: &Corpus, event: &Event) -> Vec<Link> {
    let link = |id: &Name| {
        let source = corpus.catalogue.source(id)?;
        let text = if source.publisher.is_empty() {
            source.title.to_string()
        } else {
            format!("{} ({})", source.title, source.publisher)
        };
        Some(Link { text, url: source.url.to_string() })
    };
    event.sources.iter().filter_map(link).collect()
}

/// The strips of a chip: what each gate said over time, and both together.
#[must_use]
pub fn gates(corpus: &Corpus, history: &History) -> Option<ChipGates> {
    let chip = corpus.catalogue.chip(&history.chip)?;
    let strip = |(gate, entry): (Gate, &GateEntry)| GateStrip {
        gate: entry.id.to_string(),
        title: Some(entry.title.clone()),
        look: entry.side.map_or("third", Side::code),
        covers_to: entry.covers_to.to_string(),
        spans: spans(&history.stretches, |stretch| stretch.found.gates[gate].answer),
    };
    let first = corpus.law.gates.iter().map(|(_, entry)| entry.covers_to).min();
    let joint = GateStrip {
        gate: "joint".to_owned(),
        title: None,
        look: "joint",
        covers_to: first.map(|day| day.to_string()).unwrap_or_default(),
        spans: spans(&history.stretches, |stretch| stretch.found.verdict),
    };
    let gates = corpus.law.gates.iter().map(strip).chain([joint]).collect();
    Some(ChipGates { name: chip.name.to_string(), act: history.kind.to_owned(), gates })
}

/// The stretches of one gate; neighbours with one answer are joined.
fn spans(stretches: &[Stretch], answer: impl Fn(&Stretch) -> GateAnswer) -> Vec<GateSpan> {
    let mut spans: Vec<GateSpan> = Vec::new();
    for stretch in stretches {
        let answer = answer(stretch).code();
        let until = stretch.until.to_string();
        match spans.last_mut() {
            Some(last) if last.answer == answer => last.until = until,
            _ => spans.push(GateSpan { from: stretch.from.to_string(), until, answer: answer.to_owned() }),
        }
    }
    spans
}

/// First and last day of a page that shows these events; the limits asked for win.
///
/// Room is left before the first and after the last event. With strips below them, the days reach
/// to `covered`, the last day that the sources of the gates cover.
#[must_use]
pub fn drawn(events: &[&Event], limits: (Option<Date>, Option<Date>), covered: Option<Date>) -> (Date, Date) {
    let days = events.iter().map(|event| event.when);
    let first = days.clone().map(|when| when.earliest).min().or(covered).unwrap_or(Date::ZERO);
    let last = days.map(|when| when.latest).chain(covered).max().unwrap_or(first);
    let from = limits.0.unwrap_or(day_before(first.first_of_month()).first_of_month());
    let room = ((last - first).get_days() / 40).max(20);
    let to = limits.1.unwrap_or(last.saturating_add(room.days()).last_of_month());
    (from, to.max(from))
}
