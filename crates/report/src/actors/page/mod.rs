//! The page of the argument: who argued what, on whose evidence, and in which posts they were.
//!
//! One HTML document without scripts, which loads nothing from elsewhere. A wide screen shows the
//! drawing with the lists below it; a narrow one shows the lists alone.

mod careers;
mod drawing;
mod layout;
mod list;

use chipgate_chronicle::actors::{Actor, Citation, Side, Stance};
use chipgate_corpus::Corpus;
use chipgate_show::Words;
use chipgate_show::page::{head, language};
use maud::{DOCTYPE, Markup, html};

const STYLE: &str = include_str!("actors.css");

/// What the parts of the page share.
struct Page<'a> {
    corpus: &'a Corpus,
    words: &'a Words,
    lang: &'a str,
}

/// Writes the page as a complete HTML document in a language.
#[must_use]
pub fn render(corpus: &Corpus, words: &Words, lang: &str) -> String {
    let page = Page { corpus, words, lang };
    html! {
        (DOCTYPE)
        html lang=(language(lang)) {
            (head(page.words.get("actors_title"), &[STYLE], false))
            body {
                main {
                    (opening(&page))
                    section.argument aria-labelledby="argument-title" {
                        h2 #argument-title { (words.get("actors_argument_title")) }
                        p.hint.wide-only { (words.get("actors_argument_hint")) }
                        (legend(&page))
                        (drawing::drawing(&page))
                    }
                    (list::section(&page))
                    (careers::table(&page))
                }
                (closing(&page))
            }
        }
    }
    .into_string()
}

fn opening(page: &Page<'_>) -> Markup {
    let speaking = page
        .corpus
        .records
        .actors
        .iter()
        .filter(|actor| page.corpus.chronicle().side_of(&actor.id).is_some())
        .count();
    let counts =
        [("persons", speaking.to_string()), ("positions", page.corpus.records.positions.len().to_string())];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, count)| (*name, count.as_str())).collect();
    html! {
        header {
            h1 { (page.words.get("actors_title")) }
            p.guide { (page.words.fill("actors_guide", &counts)) }
        }
    }
}

fn legend(page: &Page<'_>) -> Markup {
    html! {
        ul.legend aria-label=(page.words.get("actors_legend")) {
            @for (stance, code) in Stance::ALL {
                li {
                    svg width="44" height="10" aria-hidden="true" { (line(stance, "M2 5H42")) }
                    (page.words.code("actors_stance", code))
                }
            }
        }
    }
}

/// A line in the style of a stance; the style tells it apart without color.
fn line(stance: Stance, path: &str) -> Markup {
    html! {
        path.line.(format!("st-{}", stance.code())) d=(path) {}
        @if stance.side() == Side::Against { path.inner d=(path) {} }
    }
}

fn stance_badge(page: &Page<'_>, stance: Stance) -> Markup {
    html! {
        span.stance.(format!("sb-{}", stance.code())) { (page.words.code("actors_stance", stance.code())) }
    }
}

/// What is cited and how: `leans on: …`.
fn cited_text(page: &Page<'_>, citation: &Citation) -> String {
    let what = citation.what.in_language(page.lang);
    let colon = if page.lang == "en" { ": " } else { "：" };
    format!("{}{colon}{what}", page.words.code("actors_citation", &citation.kind))
}

/// The actor or the source cited, by name.
fn cited_name(page: &Page<'_>, citation: &Citation) -> String {
    if !citation.cites.is_empty() {
        return page.corpus.chronicle().actor_label(&citation.cites, page.lang);
    }
    page.corpus
        .catalogue
        .source(&citation.evidence)
        .map_or_else(|| citation.evidence.to_string(), |own| own.title.to_string())
}

/// What an actor is: the organization of the post then held, else the sort, and the country.
fn about(page: &Page<'_>, actor: &Actor) -> String {
    let first = page.corpus.chronicle().positions_of(&actor.id).first().map(|position| position.from);
    let held = first.and_then(|time| actor.roles.iter().rev().find(|role| role.holds(&time)));
    let organization = held.map(|role| &*role.organization).filter(|id| !id.is_empty());
    let what = organization.map_or_else(
        || page.words.code("actors_sector", &actor.sort),
        |id| page.corpus.chronicle().actor_short(id, page.lang),
    );
    if actor.country.is_empty() { what } else { format!("{what} · {}", actor.country) }
}

/// Sources as links, or as titles where they have no address.
fn sources<T: AsRef<str>>(page: &Page<'_>, ids: &[T]) -> Markup {
    html! {
        span.sources {
            @for (at, id) in ids.iter().enumerate() { @if at > 0 { " · " } (source(page, id.as_ref())) }
        }
    }
}

fn source(page: &Page<'_>, id: &str) -> Markup {
    let Some(source) = page.corpus.catalogue.source(id) else { return html! { (id) } };
    html! {
        @if source.url.starts_with("https://") || source.url.starts_with("http://") {
            a.source href=(source.url) rel="noopener noreferrer" { (source.title) }
        } @else { span.source { (source.title) } }
    }
}

fn confidence(page: &Page<'_>, confidence: &str) -> Markup {
    let word = page.words.code("actors_confidence", confidence);
    html! { small.confidence { (page.words.fill("actors_confidence", &[("confidence", &word)])) } }
}

fn closing(page: &Page<'_>) -> Markup {
    let hash: String = page.corpus.sha256.chars().take(12).collect();
    html! {
        footer {
            p { (page.words.get("disclaimer")) }
            p.made { "chipgate " (page.corpus.version) " (" (hash) ")" }
        }
    }
}

#[cfg(test)]
mod tests;
