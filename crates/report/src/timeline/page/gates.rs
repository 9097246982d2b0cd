//! What each gate said of a chip over the same time, and both together: strips, and the same in words.

use super::model::{ChipGates, GateSpan, GateStrip, TimelinePage};
use crate::page::answers::{SIGNS, change, class, covers, drawn_sign, swatch};
use crate::page::gates::{legend_of_answers, told};
use crate::page::time::WIDTH;
use chipgate_show::Words;
use chipgate_show::draw::axis::upright;
use chipgate_show::draw::strip::Stretch;
use chipgate_show::draw::{Axis, px};
use maud::{Markup, html};

/// Height of a row with its strip, top and height of the strip, and the class of its outline, in pixels.
struct Look {
    row: f64,
    strip: (f64, f64),
    class: &'static str,
}

impl Look {
    fn of(strip: &GateStrip) -> Look {
        let place = if strip.title.is_none() { (6.5, 5.0) } else { (3.0, 12.0) };
        Look { row: 18.0, strip: place, class: strip.look }
    }
}

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
    let (gate, look) = (strip.name(words), Look::of(strip));
    html! {
        div.gate-row data-gate=(strip.gate) {
            div.lab { (gate) }
            svg.strip width=(WIDTH) height=(look.row) viewBox=(format!("0 0 {WIDTH} {}", look.row)) role="img"
                aria-label=(format!("{}, {gate}", chip.name)) {
                (axis.grid("year", "quarter", (0, px(look.row))))
                @for span in &strip.spans { (stretch(span, &look, axis, words)) }
                @if let Some(x) = axis.scale.day_of_text(&strip.covers_to) {
                    (upright("covers", px(x), (0, look.row)))
                }
                @if strip.title.is_some() { (signs(strip, &look, axis)) }
            }
        }
    }
}

/// The signs of the changes of a gate within the drawn time.
fn signs(strip: &GateStrip, look: &Look, axis: &Axis) -> Markup {
    html! {
        @for (day, sign) in changes(strip) {
            @if let Some(x) = axis.scale.day_of_text(day).filter(|x| *x > 0.0 && *x < WIDTH) {
                use.sign href=(format!("#s-{sign}")) data-day=(day) x=(px(x)) y=(px(look.row / 2.0)) {}
            }
        }
    }
}

/// The days on which a gate's answer changes, each with its sign.
fn changes(strip: &GateStrip) -> impl Iterator<Item = (&str, &'static str)> {
    let pairs = strip.spans.iter().zip(strip.spans.iter().skip(1));
    pairs.filter_map(|(before, after)| Some((after.from.as_str(), change(&before.answer, &after.answer)?)))
}

fn stretch(span: &GateSpan, look: &Look, axis: &Axis, words: &Words) -> Markup {
    let class = format!("{} {}", look.class, class(&span.answer));
    let (top, height) = look.strip;
    let title = html! { title { (told(span, words)) ": " (words.code("answer", &span.answer)) } };
    html! {
        @if let Some(drawn) = Stretch::between(&axis.scale, &span.from, &span.until) {
            (drawn.drawn(&class, (px(top), px(height)), title))
        }
    }
}

/// The answers and the changes that occur, each with its pattern or sign.
pub fn legend(page: &TimelinePage, words: &Words) -> Markup {
    let strips = || page.chips.iter().flat_map(|chip| &chip.gates);
    let gates = || strips().filter(|strip| strip.title.is_some());
    html! {
        (legend_of_answers(&page.chips, words))
        @for sign in SIGNS.iter().filter(|sign| gates().flat_map(changes).any(|(_, other)| other == **sign)) {
            li { (drawn_sign(sign)) span { (words.code("sign", sign)) } }
        }
        li {
            (covers())
            span { (words.get("events_covers")) }
        }
    }
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
                    div.gate-words { @for strip in &chip.gates { (list(strip, words)) } }
                }
            }
        }
    }
}

fn list(strip: &GateStrip, words: &Words) -> Markup {
    html! {
        div {
            h4 { (strip.name(words)) }
            ol.stretches {
                @for span in &strip.spans {
                    li { (swatch(&span.answer)) span.d { (told(span, words)) } span { (words.code("short", &span.answer)) } }
                }
            }
            p.reach-note { (words.fill("sources_reach_to", &[("date", &words.day_of_text(&strip.covers_to))])) }
        }
    }
}
