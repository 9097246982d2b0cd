//! Section `equations` of the page of a study: what is computed, and from which assumptions.

mod assumptions;
mod forcing;

use super::marks::sources;
use crate::{Story, quantity_name};
use chipgate_race::data::Block;
use maud::{Markup, html};

/// Draws the section; nothing where the data hold no block.
pub fn section(story: &Story<'_>) -> Markup {
    let blocks = &story.corpus.race.blocks;
    if blocks.is_empty() {
        return html! {};
    }
    html! {
        p { (story.words.get("tests_equations_guide")) }
        p { (forcing::counted(story)) }
        (forcing::list(story))
        @for block in blocks { (draw(story, block)) }
    }
}

fn draw(story: &Story<'_>, block: &Block) -> Markup {
    let words = story.words;
    let lang = story.lang();
    html! {
        article.block id=(format!("eq-{}", block.id)) {
            h3 { (block.id) " " (block.title.in_language(lang)) }
            p { (block.about.in_language(lang)) }
            ol.formulas { @for line in &block.formula { li { code { (line) } } } }
            p.src {
                (words.get("tests_equations_rests")) " " (sources(story, block.sources.iter().map(|id| &**id)))
            }
            (given(story, block))
            (assumptions::tables(story, block))
        }
    }
}

/// What the block gives: its quantities, and the tests that rest on it.
fn given(story: &Story<'_>, block: &Block) -> Markup {
    let words = story.words;
    let names: Vec<String> = block.quantities.iter().map(|id| quantity_name(words, id)).collect();
    html! {
        @if !names.is_empty() || !block.tests.is_empty() {
            p.src {
                (words.get("tests_equations_gives")) " " (names.join(words.get("tests_comma")))
                @for id in &block.tests { " · " (test(story, id)) }
            }
        }
    }
}

/// A test, with a link where the page tells it.
fn test(story: &Story<'_>, id: &str) -> Markup {
    let told = story.tested.iter().any(|tested| *tested.thesis.id == *id);
    html! { @if told { a href=(format!("#test-{id}")) { (id) } } @else { (id) } }
}
