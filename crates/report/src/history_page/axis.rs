//! The line of time: where a day lies, the ticks of years and quarters, the great changes.

use super::days;
use super::model::{HistoryPage, Span};
use super::words::Words;
use jiff::civil::Date;
use maud::{Markup, html};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Width of the drawn time, in pixels.
pub const WIDTH: f64 = 940.0;
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

/// The line of time of one page.
pub struct Axis {
    first: i32,
    last: i32,
}

impl Axis {
    /// Spans the days of the page, the last one included.
    pub fn of(page: &HistoryPage) -> Axis {
        Axis::spanning(&page.from, &page.until)
    }

    /// Spans the days between two, both included.
    pub fn spanning(from: &str, until: &str) -> Axis {
        let first = days::read(from).map_or(0, days::number);
        let last = days::read(until).map_or(first, days::number);
        Axis { first, last: last.max(first) + 1 }
    }

    /// The first day drawn; `None` beyond the calendar.
    pub fn first_day(&self) -> Option<Date> {
        days::of(self.first)
    }

    /// Pixels that a day takes.
    pub fn day_width(&self) -> f64 {
        WIDTH / f64::from(self.last - self.first)
    }

    /// The place of a day, held within the drawn time; `None` where the text is no day.
    pub fn x(&self, day: &str) -> Option<f64> {
        days::read(day).map(|day| self.place(day))
    }

    fn place(&self, day: Date) -> f64 {
        let passed = f64::from(days::number(day) - self.first);
        (passed / f64::from(self.last - self.first) * WIDTH).clamp(0.0, WIDTH)
    }

    /// First days of quarters within the drawn time, and their places.
    pub fn quarters(&self) -> Vec<(Date, f64)> {
        let year = |number: i32| days::of(number).map(Date::year);
        let years = year(self.first).unwrap_or(0)..=year(self.last).unwrap_or(-1);
        years
            .flat_map(|year| [1, 4, 7, 10].map(|month| Date::new(year, month, 1).ok()))
            .flatten()
            .filter(|day| (self.first..self.last).contains(&days::number(*day)))
            .map(|day| (day, self.place(day)))
            .collect()
    }
}

/// The lines behind every strip, defined once and used in each row.
pub fn grid(page: &HistoryPage, axis: &Axis) -> Markup {
    html! {
        svg.defs width="0" height="0" aria-hidden="true" {
            defs {
                g id="grid" {
                    @for (day, x) in axis.quarters() {
                        line.year[day.month() == 1].quarter[day.month() != 1]
                            x1=(px(x)) x2=(px(x)) y1="0" y2=(ROW) {}
                    }
                }
                g id="reach" {
                    @if let Some(x) = axis.x(&page.covers_to) {
                        line.covers x1=(px(x)) x2=(px(x)) y1="0" y2=(BETWEEN) {}
                    }
                    @if let Some(x) = axis.x(&page.covers_to_cn) {
                        line.covers x1=(px(x)) x2=(px(x)) y1=(BETWEEN) y2=(ROW) {}
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
                @for (day, x) in axis.quarters() { (tick(day, x)) }
                (reach(page, axis, words))
            }
        }
    }
}

fn tick(day: Date, x: f64) -> Markup {
    let quarter = (day.month() + 2) / 3;
    let top = if quarter == 1 { HEAD - 26.0 } else { HEAD - 5.0 };
    html! {
        line.year[quarter == 1].quarter[quarter != 1] x1=(px(x)) x2=(px(x)) y1=(top) y2=(HEAD) {}
        @if quarter == 1 {
            text.yr x=(px(x + 4.0)) y=(HEAD - 13.0) { (day.year()) }
        } @else {
            text.qu x=(px(x + 3.0)) y=(HEAD - 3.0) { "Q" (quarter) }
        }
    }
}

fn reach(page: &HistoryPage, axis: &Axis, words: &Words) -> Markup {
    let (us, cn) = (words.day_of_text(&page.covers_to), words.day_of_text(&page.covers_to_cn));
    let text = words.fill("sources_reach_to_both", &[("us", &us), ("cn", &cn)]);
    html! {
        @if let Some(x) = axis.x(&page.covers_to) {
            line.covers x1=(px(x)) x2=(px(x)) y1=(HEAD - 44.0) y2=(HEAD) {}
            @if let Some(x) = axis.x(&page.covers_to_cn) {
                line.covers x1=(px(x)) x2=(px(x)) y1=(HEAD - 30.0) y2=(HEAD) {}
            }
            text.reach x=(px(x - 4.0)) y=(HEAD - 34.0) text-anchor="end" { (text) }
        }
    }
}

/// One change that is named above the years.
struct Named {
    x: f64,
    day: String,
    citation: String,
    chips: usize,
    lane: usize,
    /// The label stands to the left of its line.
    is_left: bool,
}

impl Named {
    /// The citation as far as it fits: up to its first comma, and not beyond 30 characters.
    fn label(&self) -> String {
        let head = self.citation.split(',').next().unwrap_or_default();
        if head.chars().count() <= 30 {
            return head.to_owned();
        }
        head.chars().take(29).chain(['…']).collect()
    }

    /// From where to where the label reaches, in pixels.
    fn reach(&self) -> (f64, f64) {
        let width = text_width(&self.label(), LABEL);
        if self.is_left { (self.x - width, self.x) } else { (self.x, self.x + width) }
    }

    /// The label lies within the chart.
    fn fits(&self) -> bool {
        let (left, right) = self.reach();
        left >= 0.0 && right <= WIDTH
    }
}

fn changes(page: &HistoryPage, axis: &Axis, words: &Words) -> Markup {
    html! {
        @for named in placed(counted(page, axis)) {
            @let y = LANE * as_f64(named.lane) + 11.0;
            @let chips = named.chips.to_string();
            g.named {
                title { (words.day_of_text(&named.day)) ": " (named.citation) ", " (words.fill("chips_changed", &[("count", &chips)])) }
                line x1=(px(named.x)) x2=(px(named.x)) y1=(y - 9.0) y2=(HEAD) {}
                @if named.is_left {
                    text x=(px(named.x - 3.0)) y=(y) text-anchor="end" { (named.label()) }
                } @else {
                    text x=(px(named.x + 3.0)) y=(y) { (named.label()) }
                }
            }
        }
    }
}

/// The changes of answer by day and instrument, those that move most chips first.
fn counted(page: &HistoryPage, axis: &Axis) -> Vec<Named> {
    let mut count: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for span in page.chips.iter().flat_map(|chip| turns(&chip.spans)) {
        if let Some(cause) = &span.cause {
            *count.entry((&span.from, &cause.citation)).or_default() += 1;
        }
    }
    let mut all: Vec<Named> = count
        .into_iter()
        .filter_map(|((day, citation), chips)| {
            let (day, citation) = (day.to_owned(), citation.to_owned());
            axis.x(&day).map(|x| Named { x, day, citation, chips, lane: 0, is_left: false })
        })
        .collect();
    all.sort_by_key(|named| Reverse(named.chips));
    let mut seen = BTreeSet::new();
    all.retain(|named| seen.insert(named.citation.clone()));
    all.truncate(NAMED);
    all
}

/// The stretches that answer otherwise than the one before.
fn turns(spans: &[Span]) -> impl Iterator<Item = &Span> {
    let earlier = spans.iter();
    let later = spans.iter().skip(1);
    earlier.zip(later).filter(|(a, b)| a.us != b.us || a.cn != b.cn || a.review != b.review).map(|(_, b)| b)
}

/// Gives each change the first lane with room; what finds none is left out.
fn placed(all: Vec<Named>) -> Vec<Named> {
    let mut kept: Vec<Named> = Vec::new();
    for mut named in all {
        let ways = (0..LANES).flat_map(|lane| [(lane, false), (lane, true)]);
        for (lane, is_left) in ways {
            (named.lane, named.is_left) = (lane, is_left);
            let is_free = kept.iter().filter(|other| other.lane == lane).all(|other| apart(&named, other));
            if named.fits() && is_free {
                kept.push(named);
                break;
            }
        }
    }
    kept
}

fn apart(a: &Named, b: &Named) -> bool {
    let (a, b) = (a.reach(), b.reach());
    a.1 < b.0 || b.1 < a.0
}

/// The width of a text in pixels at a size, roughly; wide scripts count in full.
pub fn text_width(text: &str, size: f64) -> f64 {
    let units: f64 = text.chars().map(|c| if c.is_ascii() { 0.58 } else { 1.0 }).sum();
    units * size + 6.0
}

/// A length in pixels with one decimal.
pub fn px(length: f64) -> String {
    format!("{length:.1}")
}

/// A small count as a number to draw with.
pub fn as_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}
