//! The strips: for each chip the answer of the US gate, of China's gate, and of both together, on one line of time.
//!
//! Places are given in percent, so that the strips fit any screen.

use super::told::act;
use crate::Story;
use chipgate_catalogue::Chip;
use chipgate_report::page::answers::class;
use chipgate_report::page::gates::{ChipGates, GateSpan, GateStrip, legend_of_answers, told};
use chipgate_report::timeline;
use chipgate_show::draw::axis::upright;
use chipgate_show::draw::strip::Stretch;
use chipgate_show::draw::{Axis, Scale, percent};
use maud::{Markup, html};

/// Height of the strips of one chip, in pixels.
const HEIGHT: f64 = 46.0;

/// The figure with its legend.
pub fn figure(story: &Story<'_>) -> Markup {
    let words = story.words;
    let chips: Vec<(&Chip, ChipGates)> = story
        .histories
        .iter()
        .filter(|history| !history.stretches.is_empty())
        .filter_map(|history| {
            Some((story.corpus.catalogue.chip(&history.chip)?, timeline::gates(story.corpus, history)?))
        })
        .collect();
    let axis = axis(story);
    let gates: Vec<ChipGates> = chips.iter().map(|(_, gates)| gates.clone()).collect();
    html! {
        figure.law-chart {
            figcaption { (words.get("study_law_figure")) " " small { (words.get("study_law_figure_hint")) } }
            ul.law-legend { (legend_of_answers(&gates, words)) }
            div.law-head aria-hidden="true" { (years(&axis)) }
            @for (chip, gates) in &chips { (row(story, chip, gates, &axis)) }
            div.law-head aria-hidden="true" { (years(&axis)) }
        }
    }
}

/// From the first of the year in which the first strip begins to the last day of all strips.
fn axis(story: &Story<'_>) -> Axis {
    let all = || story.histories.iter().flat_map(|history| &history.stretches);
    let first = all().map(|stretch| stretch.from).min().unwrap_or_default();
    let last = all().map(|stretch| stretch.until).max().unwrap_or_default();
    let last = chipgate_report::history::day_before(last);
    Axis::of_days(Scale::days(first.first_of_year(), last, (0.0, 100.0)))
}

fn years(axis: &Axis) -> Markup {
    html! {
        svg width="100%" height="20" {
            @for tick in axis.major() {
                (upright("year", percent(tick.at), (3, 20)))
                @if tick.at < 94.0 { text x=(percent(tick.at)) dx="4" y="15" { (tick.text) } }
            }
        }
    }
}

fn row(story: &Story<'_>, chip: &Chip, gates: &ChipGates, axis: &Axis) -> Markup {
    let words = story.words;
    html! {
        div.law-row {
            div.law-name {
                (gates.name) " "
                @if chip.launch.is_none() { small { (words.get("study_law_as_if")) } }
                @else { (act(story, &gates.act)) }
            }
            div.law-gates aria-hidden="true" {
                @for strip in &gates.gates { span { (short(strip, words)) } }
            }
            svg width="100%" height=(HEIGHT) role="img" aria-label=(spoken(story, gates)) {
                @for tick in axis.major() {
                    line.year data-year=(tick.text) x1=(percent(tick.at)) x2=(percent(tick.at)) y1="0" y2=(HEIGHT) {}
                }
                @for strip in &gates.gates { (drawn(story, strip, axis)) }
            }
        }
    }
}

fn drawn(story: &Story<'_>, strip: &GateStrip, axis: &Axis) -> Markup {
    let look = strip.look;
    let (top, height) = match look {
        "seller" => (1.5, 12.0),
        "buyer" => (17.5, 12.0),
        "joint" => (37.0, 5.0),
        _ => (31.5, 4.0),
    };
    html! {
        @for span in &strip.spans {
            @if let Some(drawn) = Stretch::between(&axis.scale, &span.from, &span.until) {
                @let title = html! { title { (in_words(story, span)) } };
                (drawn.in_percent(&format!("{look} {}", class(&span.answer)), (top, height), title))
            }
        }
    }
}

/// A short name of the gate.
fn short(strip: &GateStrip, words: &chipgate_show::Words) -> String {
    let key = format!("study_law_gate_{}", strip.look);
    if words.has(&key) { words.get(&key).to_owned() } else { strip.name(words).to_owned() }
}

fn in_words(story: &Story<'_>, span: &GateSpan) -> String {
    format!("{}: {}", told(span, story.words), story.words.code("answer", &span.answer))
}

/// The strips for those who do not see them.
fn spoken(story: &Story<'_>, gates: &ChipGates) -> String {
    let words = story.words;
    let strip = |strip: &GateStrip| {
        let last = strip.spans.last().map_or_else(String::new, |span| words.code("short", &span.answer));
        format!("{}: {last}", short(strip, words))
    };
    let all: Vec<String> = gates.gates.iter().map(strip).collect();
    words.fill("study_law_spoken", &[("chip", &gates.name), ("answers", &all.join("; "))])
}
