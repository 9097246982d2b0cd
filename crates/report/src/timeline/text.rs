//! Events as text.

use super::page::lanes::lane_of;
use super::{sources, title};
use chipgate_chronicle::events::Event;
use chipgate_corpus::Corpus;
use chipgate_show::Words;

/// Events for people: one line each, and its sources below it.
#[must_use]
pub fn text(corpus: &Corpus, events: &[&Event], lang: &str, words: &Words) -> String {
    let mut out = String::new();
    for event in events {
        let side = words.code("lane", &lane_of(&event.sides));
        let kind = words.code("event_kind", &event.kind);
        let sure = words.code("event_confidence", &event.confidence);
        out.push_str(&format!("{}  {}\n    {side} · {kind} · {sure}\n", days(event), title(event, lang)));
        for source in sources(corpus, event) {
            let line = format!("    {} {} {}", words.get("event_sources"), source.text, source.url);
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    let count = events.len().to_string();
    out.push_str(&format!("\n{}\n", words.fill("events_count", &[("count", &count)])));
    out
}

fn days(event: &Event) -> String {
    let when = event.when;
    match &*event.precision {
        "day" => when.earliest.to_string(),
        "month" => when.earliest.strftime("%Y-%m").to_string(),
        _ => format!("{} – {}", when.earliest, when.latest),
    }
}
