//! Small parts that several sections of the page share: sources, units.

use crate::{Story, unit_name};
use maud::{Markup, html};

/// Links to sources, each with its title and publisher; a source without an address is only named.
pub fn sources<'a>(story: &Story<'_>, ids: impl IntoIterator<Item = &'a str>) -> Markup {
    html! {
        @for (place, id) in ids.into_iter().enumerate() {
            @if place > 0 { "; " }
            (source(story, id))
        }
    }
}

fn source(story: &Story<'_>, id: &str) -> Markup {
    match story.corpus.catalogue.source(id) {
        Some(source) if !source.url.is_empty() => {
            html! { a href=(source.url) title=(source.publisher) lang="en" { (source.title) } }
        }
        Some(source) => html! { span title=(source.publisher) lang="en" { (source.title) } },
        None => html! { (id) },
    }
}

/// A link to a block of equations; the bare number where the data lack the block.
pub fn equation(story: &Story<'_>, id: &str) -> Markup {
    match story.corpus.race.block(id) {
        Some(block) => {
            html! { a href=(format!("#eq-{id}")) title=(block.title.in_language(story.lang())) { (id) } }
        }
        None => html! { (id) },
    }
}

/// The message of a key, or the text of the data where there is none; in English always that of the data.
pub fn told(story: &Story<'_>, key: &str, data: &str) -> String {
    crate::told(story.words, key, data)
}

/// A unit of the race in words of the language; as it stands in the data where there are none.
pub fn unit(story: &Story<'_>, unit: &str) -> String {
    unit_name(story.words, unit)
}
