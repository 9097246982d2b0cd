//! The page of events: both sides, companies and courts on one line of time, each with its source.
//!
//! One HTML document without scripts, which loads nothing from elsewhere. A wide screen shows the
//! drawing with the list below it; on a narrow one the list itself is the line of time.

mod chart;
mod gates;
pub mod lanes;
mod list;
pub mod model;

use crate::page::answers;
use crate::page::css::BASE;
use chipgate_show::Words;
use chipgate_show::page::{head, language};
use maud::{DOCTYPE, Markup, html};
use model::TimelinePage;

const STYLE: [&str; 2] = [BASE, include_str!("timeline.css")];

/// Writes the page as a complete HTML document in the language of `words`.
#[must_use]
pub fn render(page: &TimelinePage, words: &Words) -> String {
    let lang = language(page.lang.as_str());
    html! {
        (DOCTYPE)
        html lang=(lang) {
            (head(&title(page, words), &STYLE, false))
            body {
                (answers::definitions())
                main {
                    (opening(page, words))
                    section #timeline aria-label=(words.get("events_chart")) {
                        (chart::chart(page, words))
                    }
                    (list::section(page, words))
                    (gates::in_words(page, words))
                }
                (closing(page, words))
            }
        }
    }
    .into_string()
}

fn title(page: &TimelinePage, words: &Words) -> String {
    if page.families.is_empty() {
        return words.get("events_title").to_owned();
    }
    let families = page.families.join(words.get("list_comma"));
    words.fill("events_title_chips", &[("chips", &families)])
}

fn opening(page: &TimelinePage, words: &Words) -> Markup {
    let count = page.events.len().to_string();
    html! {
        header {
            h1 { (title(page, words)) }
            p.guide { (words.fill("events_guide", &[("count", &count)])) }
            @if !page.asked.is_empty() {
                p.lens { @for (key, text) in &page.asked { span.asked { (words.get(key)) " " b { (text) } } } }
            }
        }
        section.legend aria-label=(words.get("legend")) {
            ul {
                @for code in ["high", "medium", "low"] {
                    li { span.pill.(format!("c-{code}")) aria-hidden="true" { "1" } span { (words.code("event_confidence", code)) } }
                }
            }
            @if !page.chips.is_empty() { ul.signs { (gates::legend(page, words)) } }
        }
    }
}

fn closing(page: &TimelinePage, words: &Words) -> Markup {
    let today = words.day_of_text(&page.today);
    let made =
        [("version", page.corpus.0.as_str()), ("hash", page.corpus.1.as_str()), ("today", today.as_str())];
    html! {
        footer {
            p { (words.get("disclaimer")) }
            p.made { (words.fill("events_made_from", &made)) }
        }
    }
}
