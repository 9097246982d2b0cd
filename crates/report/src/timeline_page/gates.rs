//! What each gate said of a chip over the same time: one strip a gate, and the same in words.

use super::chart::lines;
use super::model::{ChipGates, GateSpan, GateStrip, TimelinePage};
use crate::history_page::Words;
use crate::history_page::answers::{ANSWERS, SIGNS, change, class, drawn_sign, swatch};
use crate::history_page::axis::{Axis, WIDTH, px};
use crate::history_page::days;
use maud::{Markup, html};

const ROW: f64 = 18.0;
const STRIP: (f64, f64) = (3.0, 12.0);
const MIDDLE: f64 = 9.0;

/// The strips of every chip, under the lanes; each takes any list of stretches.
pub fn strips(page: &TimelinePage, axis: &Axis, words: &Words) -> Markup {
    html! {
        @for chip in &page.chips {
            div.gates {
                div.chip-name { span.in { (chip.name) " " small { (words.code("act_word", &chip.act)) } } }
                @for strip in &chip.gates { (row(chip, strip, axis, words)) }
            }
        }
    }
}

fn row(chip: &ChipGates, strip: &GateStrip, axis: &Axis, words: &Words) -> Markup {
    let gate = words.code("country", strip.gate);
    html! {
        div.gate-row data-gate=(strip.gate) {
            div.lab { (gate) }
            svg.strip width=(WIDTH) height=(ROW) viewBox=(format!("0 0 {WIDTH} {ROW}")) role="img"
                aria-label=(format!("{}, {gate}", chip.name)) {
                (lines(axis, ROW))
                @for span in &strip.spans { (stretch(span, axis, words)) }
                @if let Some(x) = axis.x(&strip.covers_to) {
                    line.covers x1=(px(x)) x2=(px(x)) y1="0" y2=(ROW) {}
                }
                @for (before, after) in strip.spans.iter().zip(strip.spans.iter().skip(1)) {
                    @if let Some((x, sign)) = axis.x(&after.from).zip(change(&before.answer, &after.answer)) {
                        @if x > 0.0 && x < WIDTH {
                            use.sign href=(format!("#s-{sign}")) x=(px(x)) y=(MIDDLE) {}
                        }
                    }
                }
            }
        }
    }
}

fn stretch(span: &GateSpan, axis: &Axis, words: &Words) -> Markup {
    let ends = axis.x(&span.from).zip(axis.x(&span.until));
    html! {
        @if let Some((x, end)) = ends.filter(|(x, end)| end > x) {
            rect.us.(class(&span.answer)) x=(px(x)) y=(STRIP.0) width=(px(end - x)) height=(STRIP.1) {
                title { (told(span, words)) ": " (words.code("answer", &span.answer)) }
            }
        }
    }
}

fn told(span: &GateSpan, words: &Words) -> String {
    let (from, last) = (words.day_of_text(&span.from), words.day_of_text(&days::before(&span.until)));
    words.fill("dates", &[("from", &from), ("last", &last)])
}

/// The answers that occur, each with its pattern.
pub fn legend(page: &TimelinePage, words: &Words) -> Markup {
    let spans = || page.chips.iter().flat_map(|chip| &chip.gates).flat_map(|gate| &gate.spans);
    html! {
        @for code in ANSWERS.iter().filter(|code| spans().any(|span| span.answer == **code)) {
            li { (swatch(code)) span { (words.code("answer", code)) } }
        }
        @for sign in SIGNS.iter().filter(|sign| occurs(page, sign)) {
            li { (drawn_sign(sign)) span { (words.code("sign", sign)) } }
        }
        li {
            svg.swatch width="15" height="15" aria-hidden="true" { line.covers x1="7.5" x2="7.5" y1="0" y2="15" {} }
            span { (words.get("covers_legend")) }
        }
    }
}

fn occurs(page: &TimelinePage, sign: &str) -> bool {
    page.chips.iter().flat_map(|chip| &chip.gates).any(|gate| {
        let pairs = gate.spans.iter().zip(gate.spans.iter().skip(1));
        pairs.into_iter().any(|(before, after)| change(&before.answer, &after.answer) == Some(sign))
    })
}

/// Every stretch in words, for narrow screens and for readers who do not see the strips.
pub fn in_words(page: &TimelinePage, words: &Words) -> Markup {
    html! {
        @if !page.chips.is_empty() {
            section #gates aria-labelledby="gates-title" {
                h2 #gates-title { (words.get("events_gates_title")) }
                p.hint { (words.get("events_gates_hint")) }
                @for chip in &page.chips {
                    h3 { (chip.name) " " small { (words.code("act_word", &chip.act)) } }
                    div.two { @for strip in &chip.gates { (list(strip, words)) } }
                }
            }
        }
    }
}

fn list(strip: &GateStrip, words: &Words) -> Markup {
    html! {
        div {
            h4 { (words.code("country", strip.gate)) }
            ol.stretches {
                @for span in &strip.spans {
                    li { (swatch(&span.answer)) span.d { (told(span, words)) } span { (words.code("short", &span.answer)) } }
                }
            }
            p.reach-note { (words.fill("sources_reach_to", &[("date", &words.day_of_text(&strip.covers_to))])) }
        }
    }
}
