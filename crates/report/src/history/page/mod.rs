//! The page of legal histories: one HTML document that needs nothing else.
//!
//! The skeleton, the timeline, the plane and the table are drawn here, so that the page can be
//! read without scripts. The script adds the cards, the filter and the slider; its data stand in
//! the page as JSON. No address outside the page is ever loaded.

mod controls;
mod head;
mod legend;
pub mod model;
mod payload;
mod plane;
mod strips;
pub(crate) mod table;

use crate::page::answers;
use crate::page::css::BASE;
use chipgate_show::page::{head, language};
use chipgate_show::words::Words;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use model::HistoryPage;

const STYLE: [&str; 2] = [BASE, include_str!("plane.css")];
const SCRIPT: [&str; 3] = [include_str!("history.js"), include_str!("filter.js"), include_str!("plane.js")];

/// Writes the page as a complete HTML document in the language of `words`.
#[must_use]
pub fn render(page: &HistoryPage, words: &Words) -> String {
    html! {
        (DOCTYPE)
        html lang=(language(&page.lang)) {
            (head(&title(page, words), &STYLE, true))
            body {
                (answers::definitions())
                main {
                    (opening(page, words))
                    (timeline(page, words))
                    (plane_section(page, words))
                    (table::section(page, words))
                }
                (closing(page, words))
                (card(words))
                script type="application/json" id="history-data" { (payload::json(page, words)) }
                script { (script()) }
            }
        }
    }
    .into_string()
}

fn title(page: &HistoryPage, words: &Words) -> String {
    words.fill("title", &[("to", &page.to.1)])
}

fn opening(page: &HistoryPage, words: &Words) -> Markup {
    let count = page.chips.len().to_string();
    let subject = [("to", page.to.1.as_str()), ("count", count.as_str())];
    html! {
        header {
            h1 { (title(page, words)) }
            p.guide { (words.fill("guide", &subject)) }
            p.lens { (words.get(&format!("lens_{}", page.lens))) }
        }
        (legend::legend(page, words))
    }
}

fn timeline(page: &HistoryPage, words: &Words) -> Markup {
    html! {
        section #timeline aria-labelledby="timeline-title" {
            h2 #timeline-title { (words.get("timeline_title")) }
            p.hint { (words.get("timeline_hint")) }
            (controls::filter(page, words))
            (strips::chart(page, words))
        }
    }
}

fn plane_section(page: &HistoryPage, words: &Words) -> Markup {
    html! {
        section #plane aria-labelledby="plane-title" {
            h2 #plane-title { (words.get("plane_title")) }
            p.hint { (words.get("plane_hint")) }
            (controls::player(page, words))
            (plane::chart(page, words))
        }
    }
}

fn closing(page: &HistoryPage, words: &Words) -> Markup {
    let (today, covers_to) = (words.day_of_text(&page.today), words.day_of_text(&page.covers_to));
    let covers_to_cn = words.day_of_text(&page.covers_to_cn);
    let made = [
        ("version", page.corpus.0.as_str()),
        ("hash", page.corpus.1.as_str()),
        ("today", today.as_str()),
        ("covers_to", covers_to.as_str()),
        ("covers_to_cn", covers_to_cn.as_str()),
    ];
    html! {
        footer {
            p { (words.get("disclaimer")) }
            p.made { (words.fill("made_from", &made)) }
        }
    }
}

fn card(words: &Words) -> Markup {
    html! {
        div #card role="dialog" aria-label=(words.get("card_label")) hidden {
            button type="button" #card-close aria-label=(words.get("close")) { "×" }
            div #card-body {}
        }
    }
}

fn script() -> PreEscaped<String> {
    let parts = SCRIPT.join("\n");
    PreEscaped(format!("(() => {{\n\"use strict\";\n{parts}\n}})();"))
}
