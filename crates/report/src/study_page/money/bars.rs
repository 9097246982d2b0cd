//! Bars of one sum of money: a bar, its range and its number for each policy.

use crate::study::{Story, Unit, quantity_name};
use crate::words::number::{rounded, scale};
use chipgate_race::paired::Band;
use maud::{Markup, html};

const WIDTH: f64 = 340.0;
/// Where bars end; the numbers stand in their rows above them.
const LONG: f64 = 326.0;
const ROW: f64 = 38.0;
const HEAD: f64 = 22.0;

/// Draws the bars of a quantity; `top` is the end of the axis in dollars.
pub fn bars(story: &Story<'_>, quantity: &str, top: f64, bands: &[(&str, Band)]) -> Markup {
    let rows: u16 = bands.len().try_into().unwrap_or(u16::MAX);
    let foot = HEAD + ROW * f64::from(rows);
    let drawn = bands.iter().fold((HEAD, Vec::new()), |(y, mut drawn), (policy, band)| {
        drawn.push(row(story, quantity, top, (policy, band), y));
        (y + ROW, drawn)
    });
    let said: Vec<String> = bands.iter().map(|(policy, band)| said(story, quantity, policy, band)).collect();
    html! {
        svg.purse-bars viewBox=(format!("0 0 {WIDTH} {:.0}", foot + 4.0)) role="img" aria-label=(said.join("; ")) {
            (axis(story, top, foot))
            @for row in drawn.1 { (row) }
        }
    }
}

fn axis(story: &Story<'_>, top: f64, foot: f64) -> Markup {
    let (size, word) = scale(story.lang(), top);
    let unit = story.words.fill("race_axis_usd", &[("n", word)]);
    let ends = [0.0, top / 2.0, top].map(|end| (LONG * if top > 0.0 { end / top } else { 0.0 }, end / size));
    html! {
        @for (at, (x, end)) in ends.iter().enumerate() {
            path.rule d=(format!("M{x:.0} {HEAD}V{foot:.0}")) {}
            @if at == 0 { text x="0" y="14" { (unit.trim()) } }
            @if at > 0 { text.far x=(format!("{:.0}", x + 6.0)) y="14" { (rounded(*end)) } }
        }
    }
}

fn row(story: &Story<'_>, quantity: &str, top: f64, (policy, band): (&str, &Band), y: f64) -> Markup {
    let unit = Unit::of(story.unit(quantity));
    let at = |value: f64| LONG * (value * unit.factor / if top > 0.0 { top } else { 1.0 }).clamp(0.0, 1.0);
    let [low, _, middle, _, high] = band.at;
    let middle_y = y + 27.0;
    html! {
        text x="3" y=(format!("{:.0}", y + 16.0)) {
            tspan { (story.policy_title(policy)) } " " tspan.sum { (unit.value(story.words, middle)) }
        }
        rect.sum-bar x="0" y=(format!("{:.0}", y + 22.0)) width=(format!("{:.1}", at(middle))) height="10" {}
        @if high > low { path.whisker d=(format!("M{:.1} {middle_y}H{:.1}M{:.1} {}v6M{:.1} {}v6", at(low), at(high), at(low), y + 24.0, at(high), y + 24.0)) {} }
    }
}

fn said(story: &Story<'_>, quantity: &str, policy: &str, band: &Band) -> String {
    let unit = Unit::of(story.unit(quantity));
    let words = story.words;
    let [low, _, middle, _, high] = band.at;
    let filled = [
        ("quantity", &*quantity_name(words, quantity)),
        ("policy", story.policy_title(policy)),
        ("value", &*unit.value(words, middle)),
        ("range", &*unit.range(words, low, high)),
    ];
    words.fill("race_money_bar", &filled)
}
