//! Bars of one sum of money: a bar, its range and its number for each policy.

use crate::{Story, Unit, quantity_name};
use chipgate_race::paired::Band;
use chipgate_show::draw::axis::rule;
use chipgate_show::draw::bar::{bar, whisker};
use chipgate_show::draw::{Axis, Scale, count, whole};
use chipgate_show::words::number::{rounded, scale};
use maud::{Markup, html};

const WIDTH: f64 = 340.0;
/// Where bars end; the numbers stand in their rows above them.
const LONG: f64 = 326.0;
const ROW: f64 = 38.0;
const HEAD: f64 = 22.0;

/// Draws the bars of a quantity; `top` is the end of the axis in dollars.
pub fn bars(story: &Story<'_>, quantity: &str, top: f64, bands: &[(&str, Band)]) -> Markup {
    let foot = HEAD + ROW * count(bands.len());
    let (axis, unit) = axis(story, top);
    let said: Vec<String> = bands.iter().map(|(policy, band)| said(story, quantity, policy, band)).collect();
    html! {
        svg.purse-bars viewBox=(format!("0 0 {WIDTH} {:.0}", foot + 4.0)) role="img" aria-label=(said.join("; ")) {
            @for tick in &axis.ticks {
                (rule("rule", whole(tick.at), (HEAD, whole(foot))))
                @if tick.number == 0.0 { text x="0" y="14" { (unit) } }
                @else { text.far x=(whole(tick.at + 6.0)) y="14" { (tick.text) } }
            }
            @for (at, (policy, band)) in bands.iter().enumerate() {
                (row(story, quantity, &axis.scale, (policy, band), HEAD + ROW * count(at)))
            }
        }
    }
}

/// The axis from nothing to the largest number, which it names with its half, and its unit.
fn axis(story: &Story<'_>, top: f64) -> (Axis, String) {
    let (size, word) = scale(story.lang(), top);
    let unit = story.words.fill("race_axis_usd", &[("n", word)]);
    let text = |tick: f64| rounded(tick / size);
    let named = if top > 0.0 { vec![0.0, top / 2.0, top] } else { vec![0.0] };
    let end = if top > 0.0 { top } else { 1.0 };
    (Axis::new(Scale::linear((0.0, end), (0.0, LONG)), named, text), unit.trim().to_owned())
}

fn row(story: &Story<'_>, quantity: &str, scale: &Scale, (policy, band): (&str, &Band), y: f64) -> Markup {
    let unit = Unit::of(story.unit(quantity));
    let [low, _, middle, _, high] = band.at;
    let at = |value: f64| scale.at(value * unit.factor);
    html! {
        text x="3" y=(whole(y + 16.0)) {
            tspan { (story.policy_title(policy)) } " " tspan.sum { (unit.value(story.words, middle)) }
        }
        (bar("sum-bar", (0, at(middle)), (whole(y + 22.0), 10)))
        @if high > low { (whisker("whisker", (at(low), at(high)), y + 27.0, 3.0)) }
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
