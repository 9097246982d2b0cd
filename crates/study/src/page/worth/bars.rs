//! Bars of tokens per second, relative to the best chip, with what one ruler alone would say.

use super::sheet::{Row, Sheet};
use crate::Story;
use chipgate_report::worth::figures::{band, short};
use chipgate_show::draw::axis::{label, rule};
use chipgate_show::draw::bar::{bar, diamond, pointer, whisker};
use chipgate_show::draw::ticks::inside;
use chipgate_show::draw::{Axis, Scale, count, px};
use chipgate_show::words::with_code;
use maud::{Markup, html};

/// Width of the drawing, in its own units.
const WIDTH: f64 = 340.0;
/// Left and right end of the axis.
const ENDS: (f64, f64) = (2.0, 334.0);
/// Height of a row.
const ROW: f64 = 62.0;

/// The axis of shares: from nothing to a little beyond the greatest, with at most six named.
fn axis(sheet: &Sheet<'_>) -> Axis {
    let of = |row: &Row<'_>| [row.share.middle, row.share.high, row.arithmetic, row.bandwidth];
    let all = sheet.rows.iter().flat_map(|row| of(row).into_iter().chain(measured(row)));
    let most = all.filter(|share| share.is_finite()).fold(1.0, f64::max);
    let ends = (0.0, (most * 4.0).ceil() / 4.0);
    Axis::new(Scale::linear(ends, ENDS), inside(ends, &[1.0, 2.5, 5.0], 5.0), short)
}

/// Measured tokens of a chip, relative to the best chip of the model.
fn measured(row: &Row<'_>) -> impl Iterator<Item = f64> {
    row.measured.iter().map(|one| one.prepared.measured / row.whole)
}

/// What the marks mean.
pub fn key(story: &Story<'_>) -> Markup {
    let words = story.words;
    html! {
        ul.worth-key {
            li { svg width="34" height="14" aria-hidden="true" { (share(1.0, 24.0, true)) path.whisk d="M14 7H32" {} } (words.get("study_worth_key_bar")) }
            li { svg width="14" height="14" aria-hidden="true" { (arithmetic(7.0, 2)) } (words.get("study_worth_key_arithmetic")) }
            li { svg width="14" height="14" aria-hidden="true" { (bandwidth(7.0, 2)) } (words.get("study_worth_key_bandwidth")) }
            li { svg width="14" height="14" aria-hidden="true" { circle.dot cx="7" cy="7" r="4" {} } (words.get("study_worth_key_measured")) }
        }
    }
}

/// The figure of a workload.
pub fn figure(story: &Story<'_>, sheet: &Sheet<'_>) -> Markup {
    let axis = axis(sheet);
    let words = story.words;
    let height = ROW * count(sheet.rows.len()) + 34.0;
    let unit = words.code("worth_unit", sheet.workload.kind.word());
    html! {
        figure.worth-bars {
            figcaption { small { (unit) } }
            svg viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-label=(spoken(story, sheet)) {
                (grid(story, sheet, &axis, height - 32.0))
                @for (at, row) in sheet.rows.iter().enumerate() {
                    g transform=(format!("translate(0 {})", ROW * count(at))) { (drawn(story, row, at == 0, &axis.scale)) }
                }
            }
            (prices(story, sheet))
            @if !sheet.open.is_empty() {
                p.src { (with_code(&words.fill("study_worth_open", &[("chips", &sheet.open.join(words.get("list_comma"))), ("workload", &sheet.workload.id)]))) }
            }
        }
    }
}

/// USD for a million tokens, of the chips whose price is known.
fn prices(story: &Story<'_>, sheet: &Sheet<'_>) -> Markup {
    let words = story.words;
    let price = |row: &Row<'_>| Some(format!("{} {}", row.name, band(row.worth.usd_per_million_tokens?)));
    let known: Vec<String> = sheet.rows.iter().filter_map(price).collect();
    html! {
        @if !known.is_empty() {
            p.src { (words.fill("study_worth_prices", &[("prices", &known.join(words.get("list_comma")))])) }
        }
    }
}

fn grid(story: &Story<'_>, sheet: &Sheet<'_>, axis: &Axis, bottom: f64) -> Markup {
    let name = story.words.fill("study_worth_axis", &[("chip", sheet.best)]);
    html! {
        @for tick in &axis.ticks {
            @let anchor = if tick.number == 0.0 { "start" } else if tick.at > WIDTH - 12.0 { "end" } else { "middle" };
            (rule(if tick.number == 1.0 { "grid one" } else { "grid" }, px(tick.at), (16, px(bottom))))
            (label("axis-text", (px(tick.at), px(bottom + 13.0)), anchor, &tick.text))
        }
        text.axis-text x=(ENDS.0) y=(px(bottom + 28.0)) { (name) }
    }
}

fn drawn(story: &Story<'_>, row: &Row<'_>, first: bool, scale: &Scale) -> Markup {
    let waits = story.words.code("worth_bind", row.worth.binding);
    let ends = (scale.at(row.share.low), scale.at(row.share.high));
    html! {
        text.name x=(ENDS.0) y="13" { (row.name) }
        (label("value", (WIDTH - 4.0, 13), "end", band(row.worth.tokens_per_s)))
        g transform="translate(0 17)" { (share(ENDS.0, scale.at(row.share.middle) - ENDS.0, first)) }
        (whisker("whisk", ends, 24.0, 4.0))
        @for share in measured(row) { circle.dot cx=(px(scale.at(share))) cy="24" r="4" {} }
        (arithmetic(scale.at(row.arithmetic), 32))
        (bandwidth(scale.at(row.bandwidth), 32))
        text.waits x=(ENDS.0) y="54" { (story.words.fill("study_worth_waits", &[("term", &waits)])) }
    }
}

/// The bar of a chip, of which the first is the best.
fn share(x: f64, width: f64, first: bool) -> Markup {
    bar(if first { "bar first" } else { "bar other" }, (px(x), width.max(0.5)), (1, 12))
}

/// Points to what peak arithmetic alone would say.
fn arithmetic(x: f64, y: u8) -> Markup {
    pointer("tri", (x, y))
}

/// Points to what memory bandwidth alone would say.
fn bandwidth(x: f64, y: u8) -> Markup {
    diamond("dia", (x, y), 5.0)
}

/// The bars for those who do not see them.
fn spoken(story: &Story<'_>, sheet: &Sheet<'_>) -> String {
    let row = |row: &Row<'_>| format!("{} {}", row.name, band(row.worth.tokens_per_s));
    let all: Vec<String> = sheet.rows.iter().map(row).collect();
    format!("{}: {}", sheet.title(story.lang()), all.join("; "))
}
