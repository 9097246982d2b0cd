//! Bars of tokens per second, relative to the best chip, with what one ruler alone would say.

use super::sheet::{Row, Sheet};
use crate::history_page::with_code;
use crate::study::Story;
use crate::worth::figures::{band, short};
use maud::{Markup, html};

/// Width of the drawing, in its own units.
const WIDTH: f64 = 340.0;
/// Left and right end of the axis.
const ENDS: (f64, f64) = (2.0, 334.0);
/// Height of a row.
const ROW: f64 = 62.0;

/// The axis: from nothing to a little beyond the greatest share.
struct Axis {
    top: f64,
}

impl Axis {
    fn of(sheet: &Sheet<'_>) -> Axis {
        let finite = |number: &f64| number.is_finite();
        let of = |row: &Row<'_>| [row.share.middle, row.share.high, row.arithmetic, row.bandwidth];
        let all = sheet.rows.iter().flat_map(|row| of(row).into_iter().chain(measured(row)));
        let most = all.filter(finite).fold(1.0, f64::max);
        Axis { top: (most * 4.0).ceil() / 4.0 }
    }

    fn x(&self, share: f64) -> f64 {
        let share = if share.is_finite() { share.clamp(0.0, self.top) } else { self.top };
        ENDS.0 + share / self.top * (ENDS.1 - ENDS.0)
    }

    /// At most six ticks.
    fn ticks(&self) -> Vec<f64> {
        let step = if self.top > 2.5 {
            1.0
        } else if self.top > 1.25 {
            0.5
        } else {
            0.25
        };
        let count = (self.top / step).floor() as u32;
        (0..=count).map(|at| f64::from(at) * step).collect()
    }
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
            li { svg width="34" height="14" aria-hidden="true" { (bar(1.0, 24.0, "first")) path.whisk d="M14 7H32" {} } (words.get("study_worth_key_bar")) }
            li { svg width="14" height="14" aria-hidden="true" { (triangle(7.0, 2.0)) } (words.get("study_worth_key_arithmetic")) }
            li { svg width="14" height="14" aria-hidden="true" { (diamond(7.0, 2.0)) } (words.get("study_worth_key_bandwidth")) }
            li { svg width="14" height="14" aria-hidden="true" { circle.dot cx="7" cy="7" r="4" {} } (words.get("study_worth_key_measured")) }
        }
    }
}

/// The figure of a workload.
pub fn figure(story: &Story<'_>, sheet: &Sheet<'_>) -> Markup {
    let axis = Axis::of(sheet);
    let words = story.words;
    let height = ROW * f64::from(u32::try_from(sheet.rows.len()).unwrap_or(0)) + 34.0;
    let unit = words.code("worth_unit", sheet.workload.kind.word());
    html! {
        figure.worth-bars {
            figcaption { small { (unit) } }
            svg viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-label=(spoken(story, sheet)) {
                (grid(story, sheet, &axis, height - 32.0))
                @for (at, row) in sheet.rows.iter().enumerate() {
                    g transform=(format!("translate(0 {})", ROW * f64::from(u32::try_from(at).unwrap_or(0)))) { (drawn(story, row, at == 0, &axis)) }
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
        @for tick in axis.ticks() {
            @let x = axis.x(tick);
            path.grid.one[tick == 1.0] d=(format!("M{x:.1} 16V{bottom:.1}")) {}
            text.axis-text x=(format!("{x:.1}")) y=(format!("{:.1}", bottom + 13.0)) text-anchor=(if tick == 0.0 { "start" } else if x > WIDTH - 12.0 { "end" } else { "middle" }) { (short(tick)) }
        }
        text.axis-text x=(ENDS.0) y=(format!("{:.1}", bottom + 28.0)) { (name) }
    }
}

fn drawn(story: &Story<'_>, row: &Row<'_>, first: bool, axis: &Axis) -> Markup {
    let (low, high) = (axis.x(row.share.low), axis.x(row.share.high));
    let waits = story.words.code("worth_bind", row.worth.binding);
    html! {
        text.name x=(ENDS.0) y="13" { (row.name) }
        text.value x=(WIDTH - 4.0) y="13" text-anchor="end" { (band(row.worth.tokens_per_s)) }
        g transform="translate(0 17)" { (bar(ENDS.0, axis.x(row.share.middle) - ENDS.0, if first { "first" } else { "other" })) }
        path.whisk d=(format!("M{low:.1} 24H{high:.1}M{low:.1} 20V28M{high:.1} 20V28")) {}
        @for share in measured(row) { circle.dot cx=(format!("{:.1}", axis.x(share))) cy="24" r="4" {} }
        (triangle(axis.x(row.arithmetic), 32.0))
        (diamond(axis.x(row.bandwidth), 32.0))
        text.waits x=(ENDS.0) y="54" { (story.words.fill("study_worth_waits", &[("term", &waits)])) }
    }
}

fn bar(x: f64, width: f64, class: &str) -> Markup {
    html! { rect.bar.(class) x=(format!("{x:.1}")) y="1" width=(format!("{:.1}", width.max(0.5))) height="12" {} }
}

/// Points to what peak arithmetic alone would say.
fn triangle(x: f64, y: f64) -> Markup {
    html! { path.tri d=(format!("M{x:.1} {y}l5 9h-10z")) {} }
}

/// Points to what memory bandwidth alone would say.
fn diamond(x: f64, y: f64) -> Markup {
    html! { path.dia d=(format!("M{x:.1} {y}l5 5l-5 5l-5 -5z")) {} }
}

/// The bars for those who do not see them.
fn spoken(story: &Story<'_>, sheet: &Sheet<'_>) -> String {
    let row = |row: &Row<'_>| format!("{} {}", row.name, band(row.worth.tokens_per_s));
    let all: Vec<String> = sheet.rows.iter().map(row).collect();
    format!("{}: {}", sheet.title(story.lang()), all.join("; "))
}
