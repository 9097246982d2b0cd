//! The chips as dots on the plane: shape by kind, colour and mark by answer, bars for ranges.

use super::super::model::{ChipStrip, HistoryPage};
use super::{DENSITY, TPP, View, first_day, labels};
use crate::page::answers;
use chipgate_show::draw::{days, px};
use maud::{Markup, html};

/// Length of the arrow of a figure without an upper bound, in pixels.
const ARROW: f64 = 20.0;

/// A figure between two bounds; the upper one may be open.
type Range = (f64, Option<f64>);

/// TPP and density of a chip, where both are known.
pub fn figures(chip: &ChipStrip) -> Option<(Range, Range)> {
    chip.tpp.zip(chip.density)
}

/// The figure at which a range is drawn: the middle on the scale, or the lower bound if open.
pub fn middle((low, high): Range, bounds: (f64, f64)) -> f64 {
    let low = low.max(bounds.0);
    high.map_or(low, |high| (low * high.max(low)).sqrt())
}

/// All dots and the names of the best-known chips.
pub fn all(page: &HistoryPage, view: &View) -> Markup {
    html! {
        g.dots {
            @for (index, chip) in page.chips.iter().enumerate() {
                @if let Some((tpp, density)) = figures(chip) {
                    (dot(index, chip, tpp, density, first_day(page), view))
                }
            }
        }
        g.labels aria-hidden="true" { (labels::draw(page, view)) }
    }
}

/// The answer for a chip on a day; `None` before its launch and where no stretch covers the day.
pub fn answer_on<'a>(chip: &'a ChipStrip, day: &str) -> Option<&'a str> {
    let spans = chip.spans.iter();
    let mut holding = spans.filter(|span| days::within(day, &span.from, &span.until));
    if chip.launch.as_str() > day { None } else { holding.next().map(|span| span.seller.as_str()) }
}

fn dot(index: usize, chip: &ChipStrip, tpp: Range, density: Range, day: &str, view: &View) -> Markup {
    let answer = answer_on(chip, day);
    let code = answer.unwrap_or("unknown");
    let datacenter = chip.datacenter == Some(true);
    let (x, y) = (view.x(middle(tpp, TPP)), view.y(middle(density, DENSITY)));
    html! {
        g.dot.dc[datacenter].ot[!datacenter].(answers::class(code)).off[answer.is_none()]
            data-i=(index) transform=(format!("translate({} {})", px(x), px(y))) {
            title { (chip.name) }
            (bar(tpp, |figure| view.x(figure) - x, 1.0, true))
            (bar(density, |figure| view.y(figure) - y, -1.0, false))
            (shape(datacenter))
            use.mark href=(answers::mark(code)) {}
        }
    }
}

fn shape(datacenter: bool) -> Markup {
    html! {
        @if datacenter { circle r="5.5" {} } @else { path d="M0-6.6l6.6 6.6l-6.6 6.6l-6.6-6.6z" {} }
    }
}

/// The bar of a range along one axis; an open range ends in an arrow.
fn bar(range: Range, place: impl Fn(f64) -> f64, ahead: f64, across: bool) -> Markup {
    let (low, high) = range;
    let start = place(low);
    let end = high.map_or(start + ARROW * ahead, place);
    html! {
        @if (end - start).abs() > 1.0 {
            path.bar d=(line(start, end, across)) {}
            @if high.is_none() { path.bar d=(arrow_head(end, ahead, across)) {} }
        }
    }
}

fn line(start: f64, end: f64, across: bool) -> String {
    let (start, end) = (px(start), px(end));
    if across { format!("M{start} 0H{end}") } else { format!("M0 {start}V{end}") }
}

fn arrow_head(end: f64, ahead: f64, across: bool) -> String {
    let back = px(end - 4.0 * ahead);
    let end = px(end);
    if across { format!("M{back} -3L{end} 0L{back} 3") } else { format!("M-3 {back}L0 {end}L3 {back}") }
}

/// A dot for the legend.
pub fn sample(datacenter: bool) -> Markup {
    html! {
        svg.swatch width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true" {
            g.dot.dc[datacenter].ot[!datacenter].plain { (shape(datacenter)) }
        }
    }
}

/// A dot within a ring for the legend.
pub fn sample_ring() -> Markup {
    html! {
        svg.swatch width="22" height="22" viewBox="-11 -11 22 22" aria-hidden="true" {
            g.dot.dc.ring.a-license_required { circle r="5.5" {} }
            g.dot.dc.a-no_license_required { circle r="5.5" {} }
        }
    }
}

/// A range for the legend.
pub fn sample_range() -> Markup {
    html! {
        svg.swatch width="62" height="16" viewBox="-16 -8 62 16" aria-hidden="true" {
            g.dot.dc.plain { path.bar d="M-14 0H14" {} circle r="5.5" {} }
            g.dot.dc.plain transform="translate(26 0)" {
                path.bar d="M0 0H18" {} path.bar d="M14-3L18 0L14 3" {} circle r="5.5" {}
            }
        }
    }
}
