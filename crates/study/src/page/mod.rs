//! The page of a study: one HTML document that needs nothing else.
//!
//! What the rules said, what the chips are worth, which claims hold, what the
//! race gives under each policy, and how far to trust it. Everything can be read
//! without scripts; the script changes which scenario and answer are shown.

mod claims;
mod effects;
mod equations;
mod law;
mod limits;
mod marks;
mod misses;
mod money;
mod opening;
mod race;
mod theses;
mod worth;

use crate::Story;
use chipgate_report::page::claim;
use chipgate_report::page::css::BASE;
use chipgate_show::page::{head, language};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: [&str; 6] = [
    BASE,
    include_str!("study.css"),
    claim::STYLE,
    include_str!("law.css"),
    include_str!("race.css"),
    include_str!("tests.css"),
];
const SCRIPT: &str = include_str!("study.js");

/// A section: its id, which is also the end of the key of its title, and what draws it.
type Section = (&'static str, fn(&Story<'_>) -> Markup);

/// The sections in their order. One that has nothing to tell draws nothing and is left out of the contents.
const SECTIONS: [Section; 10] = [
    ("law", law::section),
    ("worth", worth::section),
    ("claims", claims::section),
    ("race", race::section),
    ("effects", effects::section),
    ("theses", theses::section),
    ("money", money::section),
    ("misses", misses::section),
    ("equations", equations::section),
    ("limits", limits::section),
];

/// Writes the page as a complete HTML document.
#[must_use]
pub fn render(story: &Story<'_>) -> String {
    let drawn: Vec<(&str, Markup)> =
        SECTIONS.iter().map(|(id, draw)| (*id, draw(story))).filter(|(_, body)| !body.0.is_empty()).collect();
    let lang = language(story.lang());
    html! {
        (DOCTYPE)
        html lang=(lang) {
            (head(story.study.question.in_language(story.lang()), &STYLE, true))
            body.study {
                main {
                    (opening::header(story))
                    (unfinished(story))
                    (contents(story, &drawn))
                    (opening::headlines(story))
                    @for (id, body) in &drawn {
                        section.part id=(id) {
                            h2 { (story.words.code("study_title", id)) }
                            (body)
                        }
                    }
                }
                (closing(story))
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

/// Writes a page of some sections alone, under the title of the first.
#[must_use]
pub fn render_sections(story: &Story<'_>, ids: &[&str]) -> String {
    let words = story.words;
    let title = words.code("study_title", ids.first().copied().unwrap_or_default());
    let drawn = SECTIONS.iter().filter(|(id, _)| ids.contains(id)).map(|(id, draw)| (*id, draw(story)));
    let drawn: Vec<(&str, Markup)> = drawn.collect();
    html! {
        (DOCTYPE)
        html lang=(language(story.lang())) {
            (head(&title, &STYLE, false))
            body.study {
                main {
                    @for (id, body) in &drawn {
                        section.part id=(id) { h2 { (words.code("study_title", id)) } (body) }
                    }
                }
                footer { p { (words.get("disclaimer")) } }
            }
        }
    }
    .into_string()
}

fn contents(story: &Story<'_>, drawn: &[(&str, Markup)]) -> Markup {
    html! {
        nav.contents aria-label=(story.words.get("study_contents")) {
            ol { @for (id, _) in drawn { li { a href=(format!("#{id}")) { (story.words.code("study_title", id)) } } } }
        }
    }
}

/// Says that the run was stopped, and how much of it is here.
fn unfinished(story: &Story<'_>) -> Markup {
    let (done, asked) = (story.summary.cells.len(), story.summary.asked);
    let counts = [("done", &*done.to_string()), ("asked", &*asked.to_string())];
    html! { @if done < asked { p.warning role="alert" { (story.words.fill("study_stopped", &counts)) } } }
}

/// The mark of a modelled number; hover or focus says what that means.
fn modelled(story: &Story<'_>) -> Markup {
    html! { abbr.modelled title=(story.words.get("study_modelled_means")) { (story.words.get("study_modelled")) } }
}

fn closing(story: &Story<'_>) -> Markup {
    let words = story.words;
    let hash: String = story.corpus.sha256.chars().take(12).collect();
    let (draws, seed) = (story.study.draws.to_string(), story.study.seed.to_string());
    let today = words.day(story.today);
    let made = [
        ("version", &*story.corpus.version),
        ("hash", &*hash),
        ("today", &*today),
        ("draws", &*draws),
        ("seed", &*seed),
        ("name", story.name),
    ];
    html! {
        footer {
            p { (words.get("disclaimer")) }
            p.made { (words.fill("study_made_from", &made)) }
        }
    }
}
