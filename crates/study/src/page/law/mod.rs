//! Section `law`: what both gates said of each chip, told in sentences, drawn as strips, listed.

mod strips;
mod table;
mod told;
pub(super) mod turns;

#[cfg(test)]
mod tests;

use crate::Story;
use chipgate_report::page::answers;
use maud::{Markup, html};

/// Draws the section; nothing where the study names no chip.
pub fn section(story: &Story<'_>) -> Markup {
    if story.histories.iter().all(|history| history.stretches.is_empty()) {
        return html! {};
    }
    let words = story.words;
    let gates = &story.corpus.law.gates;
    let (us, cn) = (words.day(gates[gates.seller()].covers_to), words.day(gates[gates.buyer()].covers_to));
    html! {
        (answers::definitions())
        p.about { (words.get("events_gates_hint")) " " (words.fill("study_law_reach", &[("us", &us), ("cn", &cn)])) }
        div.law-sides { div { (told::us(story)) } div { (told::cn(story)) (told::terms(story)) } }
        (strips::figure(story))
        (table::details(story))
    }
}
