//! Every event in full: date, side, kind, what happened, who, which law and chips, sources, confidence.

use super::model::{EventRow, Link, TimelinePage};
use chipgate_show::Words;
use maud::{Markup, html};

/// The list of all events, by year; on a narrow screen it stands in for the drawing.
pub fn section(page: &TimelinePage, words: &Words) -> Markup {
    html! {
        section #events aria-labelledby="events-title" {
            h2 #events-title { (words.get("events_list_title")) }
            @if page.events.is_empty() { p { (words.get("events_none")) } }
            @for events in by_year(page) {
                @if let Some(first) = events.first() {
                    h3.year-head { (year(first)) }
                }
                ol.events {
                    @for event in events { (item(event, words)) }
                }
            }
        }
    }
}

fn by_year(page: &TimelinePage) -> Vec<Vec<&EventRow>> {
    let mut years: Vec<Vec<&EventRow>> = Vec::new();
    for event in &page.events {
        match years.last_mut() {
            Some(last) if last.first().is_some_and(|first| year(first) == year(event)) => last.push(event),
            _ => years.push(vec![event]),
        }
    }
    years
}

fn year(event: &EventRow) -> &str {
    event.earliest.get(..4).unwrap_or_default()
}

/// The date as it is known: a day, a month, or from and to.
pub fn dates(event: &EventRow, words: &Words) -> String {
    match event.precision.as_str() {
        "day" => words.day_of_text(&event.earliest),
        "month" => words.month_of_text(&event.earliest),
        _ => {
            let (from, last) = (words.day_of_text(&event.earliest), words.day_of_text(&event.latest));
            words.fill("dates", &[("from", &from), ("last", &last)])
        }
    }
}

/// The day for programs; `None` where no single day is known.
fn day(event: &EventRow) -> Option<&str> {
    (event.precision == "day").then_some(&event.earliest)
}

fn item(event: &EventRow, words: &Words) -> Markup {
    html! {
        li.event id=(event.id) data-lane=(event.lane) data-confidence=(event.confidence) value=(event.number) {
            span.pill.(format!("c-{}", event.confidence)) { (event.number) }
            div.what {
                p.meta {
                    time datetime=[day(event)] { (dates(event, words)) }
                    span.side { (words.code("lane", &event.lane)) }
                    span.kind { (words.code("event_kind", &event.kind)) }
                    span.sure { (words.code("event_confidence", &event.confidence)) }
                }
                p.title { (event.title) }
                (terms(event, words))
            }
        }
    }
}

fn terms(event: &EventRow, words: &Words) -> Markup {
    html! {
        dl {
            (term("event_actors", &event.actors.join(words.get("list_comma")), words))
            (linked("event_instruments", &event.instruments, words))
            (term("event_chips", &event.chips.join(words.get("list_comma")), words))
            (linked("event_sources", &event.sources, words))
        }
    }
}

fn term(key: &str, text: &str, words: &Words) -> Markup {
    html! {
        @if !text.is_empty() { div { dt { (words.get(key)) } dd { (text) } } }
    }
}

fn linked(key: &str, links: &[Link], words: &Words) -> Markup {
    html! {
        @if !links.is_empty() {
            div.(key) {
                dt { (words.get(key)) }
                @for link in links { dd { (anchor(link)) } }
            }
        }
    }
}

/// Only addresses of the web become links.
fn anchor(link: &Link) -> Markup {
    let web = link.url.starts_with("https://") || link.url.starts_with("http://");
    html! {
        @if web {
            a href=(link.url) rel="noopener noreferrer" { (link.text) }
        } @else {
            (link.text)
        }
    }
}
