//! The head of the timeline and the lines behind its rows: years, quarters, the great changes, the reach of the sources.

use super::model::{HistoryPage, Span};
use crate::page::time::WIDTH;
use chipgate_show::draw::axis::upright;
use chipgate_show::draw::tags::Rows;
use chipgate_show::draw::text::text_width;
use chipgate_show::draw::{Axis, Tick, count, px};
use chipgate_show::words::Words;
use maud::{Markup, html};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Height of one strip, in pixels.
pub const ROW: f64 = 30.0;

/// Size of the labels above the axis, in pixels.
const LABEL: f64 = 10.5;
const HEAD: f64 = 76.0;
const LANES: usize = 2;
const LANE: f64 = 14.0;
/// Where the strip of the US gate ends and that of China's gate begins.
const BETWEEN: f64 = 11.75;
/// At most so many changes are named above the years.
const NAMED: usize = 12;

/// The lines behind every strip, defined once and used in each row.
pub fn grid(page: &HistoryPage, axis: &Axis) -> Markup {
    html! {
        svg.defs width="0" height="0" aria-hidden="true" {
            defs {
                g id="grid" { (axis.grid("year", "quarter", (0, ROW))) }
                g id="reach" {
                    @if let Some(x) = axis.scale.day_of_text(&page.covers_to) {
                        (upright("covers", px(x), (0, BETWEEN)))
                    }
                    @if let Some(x) = axis.scale.day_of_text(&page.covers_to_cn) {
                        (upright("covers", px(x), (BETWEEN, ROW)))
                    }
                }
            }
        }
    }
}

/// The head of the chart: years, quarters, the great changes and the reach of the sources.
pub fn head(page: &HistoryPage, axis: &Axis, words: &Words) -> Markup {
    html! {
        div.head {
            div.lab.corner { (words.get("axis_chips")) }
            svg.axis width=(WIDTH) height=(HEAD) viewBox=(format!("0 0 {WIDTH} {HEAD}")) {
                (changes(page, axis, words))
                @for tick in &axis.ticks { (named_tick(tick)) }
                (reach(page, axis, words))
            }
        }
    }
}

fn named_tick(tick: &Tick) -> Markup {
    html! {
        @if tick.is_minor {
            (upright("quarter", px(tick.at), (HEAD - 5.0, HEAD)))
            text.qu x=(px(tick.at + 3.0)) y=(HEAD - 3.0) { (tick.text) }
        } @else {
            (upright("year", px(tick.at), (HEAD - 26.0, HEAD)))
            text.yr x=(px(tick.at + 4.0)) y=(HEAD - 13.0) { (tick.text) }
        }
    }
}

fn reach(page: &HistoryPage, axis: &Axis, words: &Words) -> Markup {
    let (us, cn) = (words.day_of_text(&page.covers_to), words.day_of_text(&page.covers_to_cn));
    let text = words.fill("sources_reach_to_both", &[("us", &us), ("cn", &cn)]);
    html! {
        @if let Some(x) = axis.scale.day_of_text(&page.covers_to) {
            (upright("covers", px(x), (HEAD - 44.0, HEAD)))
            @if let Some(x) = axis.scale.day_of_text(&page.covers_to_cn) {
                (upright("covers", px(x), (HEAD - 30.0, HEAD)))
            }
            text.reach x=(px(x - 4.0)) y=(HEAD - 34.0) text-anchor="end" { (text) }
        }
    }
}

/// A change that may be named above the years.
struct Change {
    x: f64,
    day: String,
    citation: String,
    chips: usize,
}

impl Change {
    /// The citation as far as it fits: up to its first comma, and not beyond 30 characters.
    fn label(&self) -> String {
        let head = self.citation.split(',').next().unwrap_or_default();
        if head.chars().count() <= 30 {
            return head.to_owned();
        }
        head.chars().take(29).chain(['…']).collect()
    }

    /// From where to where the label reaches, in pixels; to the left of its line or to the right.
    fn reach(&self, is_left: bool) -> (f64, f64) {
        let width = text_width(&self.label(), LABEL);
        if is_left { (self.x - width, self.x) } else { (self.x, self.x + width) }
    }
}

/// Where the label of a change stands: its lane, and whether to the left of its line.
type Place = (usize, bool);

fn changes(page: &HistoryPage, axis: &Axis, words: &Words) -> Markup {
    html! {
        @for (change, (lane, is_left)) in placed(counted(page, axis)) {
            @let y = LANE * count(lane) + 11.0;
            @let chips = change.chips.to_string();
            g.named {
                title { (words.day_of_text(&change.day)) ": " (change.citation) ", " (words.fill("chips_changed", &[("count", &chips)])) }
                (upright("", px(change.x), (y - 9.0, HEAD)))
                @if is_left {
                    text x=(px(change.x - 3.0)) y=(y) text-anchor="end" { (change.label()) }
                } @else {
                    text x=(px(change.x + 3.0)) y=(y) { (change.label()) }
                }
            }
        }
    }
}

/// The changes of answer by day and instrument, those that move most chips first.
fn counted(page: &HistoryPage, axis: &Axis) -> Vec<Change> {
    let mut count: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for span in page.chips.iter().flat_map(|chip| turns(&chip.spans)) {
        if let Some(cause) = &span.cause {
            *count.entry((&span.from, &cause.citation)).or_default() += 1;
        }
    }
    let change = |((day, citation), chips): ((&str, &str), usize)| {
        let x = axis.scale.day_of_text(day)?;
        Some(Change { x, day: day.to_owned(), citation: citation.to_owned(), chips })
    };
    let mut all: Vec<Change> = count.into_iter().filter_map(change).collect();
    all.sort_by_key(|change| Reverse(change.chips));
    let mut seen = BTreeSet::new();
    all.retain(|change| seen.insert(change.citation.clone()));
    all.truncate(NAMED);
    all
}

/// The stretches that answer otherwise than the one before.
fn turns(spans: &[Span]) -> impl Iterator<Item = &Span> {
    let earlier = spans.iter();
    let later = spans.iter().skip(1);
    earlier
        .zip(later)
        .filter(|(a, b)| a.seller != b.seller || a.buyer != b.buyer || a.review != b.review)
        .map(|(_, b)| b)
}

/// Gives each change the first lane with room; what finds none is left out.
fn placed(all: Vec<Change>) -> Vec<(Change, Place)> {
    let mut rows = Rows::apart(0.0);
    let mut kept = Vec::new();
    for change in all {
        if let Some(place) = free(&change, &rows) {
            rows.take(place.0, change.reach(place.1));
            kept.push((change, place));
        }
    }
    kept
}

/// The first place that lies within the chart and has room.
fn free(change: &Change, rows: &Rows) -> Option<Place> {
    let mut places = (0..LANES).flat_map(|lane| [(lane, false), (lane, true)]);
    places.find(|(lane, is_left)| {
        let (left, right) = change.reach(*is_left);
        left >= 0.0 && right <= WIDTH && rows.has_room(*lane, (left, right))
    })
}
