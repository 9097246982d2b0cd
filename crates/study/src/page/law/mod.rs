//! Section `law`: what both gates said of each chip, told in sentences, drawn as strips, listed.

mod strips;
mod table;
mod told;
pub(super) mod turns;

#[cfg(test)]
mod tests;

use crate::Story;
use chipgate_law::rule::Gate;
use chipgate_report::page::answers;
use maud::{Markup, html};

/// Draws the section; nothing where the study names no chip.
pub fn section(story: &Story<'_>) -> Markup {
    if story.histories.iter().all(|history| history.stretches.is_empty()) {
        return html! {};
    }
    let words = story.words;
    let reach =
        |gate| story.corpus.frame.covers_to(gate).map(|day| words.day(day)).unwrap_or_else(|| "?".to_owned());
    let (us, cn) = (reach(Gate::Us), reach(Gate::Cn));
    html! {
        (answers::definitions())
        p.about { (words.get("events_gates_hint")) " " (words.fill("study_law_reach", &[("us", &us), ("cn", &cn)])) }
        div.law-sides { div { (told::us(story)) } div { (told::cn(story)) (told::terms(story)) } }
        (strips::figure(story))
        (table::details(story))
    }
}
