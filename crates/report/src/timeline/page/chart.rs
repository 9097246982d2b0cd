//! The drawing: one line of time, a lane for each side, a numbered mark for each event.

use super::gates;
use super::lanes::{Lane, Mark, lanes, middle, pill};
use super::model::TimelinePage;
use crate::page::time::{self, WIDTH};
use chipgate_show::Words;
use chipgate_show::draw::axis::{level, upright};
use chipgate_show::draw::{Axis, px};
use maud::{Markup, html};

const HEAD: f64 = 30.0;
/// Room that a year takes, in pixels.
const YEAR: f64 = 34.0;
/// Below this width of a quarter only years are written.
const NARROW: f64 = 26.0;

/// The chart with the lanes and, below them, the strips of the chips.
pub fn chart(page: &TimelinePage, words: &Words) -> Markup {
    let axis = time::axis(&page.from, &page.until);
    html! {
        div.scroll #strips tabindex="0" role="region" aria-label=(words.get("events_chart")) {
            div.chart {
                (head(&axis, words))
                @for lane in lanes(page, &axis.scale, words) { (drawn(&lane, &axis, words)) }
                (gates::strips(page, &axis, words))
            }
        }
    }
}

fn head(axis: &Axis, words: &Words) -> Markup {
    let wide = axis.scale.step() * 91.0 >= NARROW;
    html! {
        div.head {
            div.lab.corner { (words.get("events_axis")) }
            svg.axis width=(WIDTH) height=(HEAD) viewBox=(format!("0 0 {WIDTH} {HEAD}")) aria-hidden="true" {
                (begun_year(axis))
                @for tick in &axis.ticks {
                    @if !tick.is_minor {
                        (upright("year", px(tick.at), (4, HEAD)))
                        @if tick.at < WIDTH - YEAR { text.yr x=(px(tick.at + 4.0)) y="16" { (tick.text) } }
                    } @else if wide {
                        (upright("quarter", px(tick.at), (HEAD - 6.0, HEAD)))
                        text.qu x=(px(tick.at + 3.0)) y=(HEAD - 3.0) { (tick.text) }
                    }
                }
            }
        }
    }
}

/// The year in which the drawn time begins, where it does not begin with it and there is room.
fn begun_year(axis: &Axis) -> Markup {
    let next = axis.major().next().map_or(WIDTH, |tick| tick.at);
    html! {
        @if let Some(year) = axis.scale.first_day().map(|day| day.year()).filter(|_| next > YEAR) {
            text.yr x="0" y="16" { (year) }
        }
    }
}

fn drawn(lane: &Lane<'_>, axis: &Axis, words: &Words) -> Markup {
    let height = middle(lane.rows) - 6.0;
    let count = lane.marks.len().to_string();
    html! {
        div.lane data-lane=(lane.code) {
            div.lab {
                b { (words.code("lane", lane.code)) } " "
                small { (words.fill("events_count", &[("count", &count)])) }
            }
            svg.marks-of width=(WIDTH) height=(px(height)) viewBox=(format!("0 0 {WIDTH} {height}")) {
                (axis.grid("year", "quarter", (0, px(height))))
                @for mark in &lane.marks { (stretch(mark)) }
                @for mark in &lane.marks { (one(mark, words)) }
            }
        }
    }
}

/// The days that an event took, or in which its day lies.
fn stretch(mark: &Mark<'_>) -> Markup {
    let y = px(middle(mark.row) + 8.5);
    html! {
        @if mark.event.precision != "day" {
            (level(&format!("took-{}", mark.event.precision), y, (px(mark.x), px(mark.end))))
        }
    }
}

fn one(mark: &Mark<'_>, words: &Words) -> Markup {
    let event = mark.event;
    let (y, wide) = (middle(mark.row), pill(event));
    html! {
        a.ev.(format!("c-{}", event.confidence)) href=(format!("#{}", event.id)) {
            title { (super::list::dates(event, words)) ": " (event.title) }
            rect.pill x=(px(mark.x - wide / 2.0)) y=(px(y - 7.5)) width=(px(wide)) height="15" rx="7.5" {}
            text.no x=(px(mark.x)) y=(px(y + 3.8)) text-anchor="middle" { (event.number) }
            @if let Some((label, left)) = &mark.label {
                @let side = if *left { -wide / 2.0 - 4.0 } else { wide / 2.0 + 4.0 };
                text.lb x=(px(mark.x + side)) y=(px(y + 3.8)) text-anchor=[left.then_some("end")] { (label) }
            }
        }
    }
}
