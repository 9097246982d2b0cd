//! Events: how many there are, where they lead, and one mistake in them a test.

use crate::damage::Damaged;
use crate::support::corpus;
use jiff::civil::date;
use std::collections::BTreeSet;

const EVENTS: &str = "events/events.csv";

/// The row of the letter on the H20, as it stands in the data.
fn letter() -> String {
    let text = crate::support::text_of(EVENTS);
    text.lines().find(|line| line.starts_with("ev-2025-04-09-h20-letter,")).unwrap().to_owned()
}

#[track_caller]
fn damaged(from: &str, to: &str, message: &str) {
    let row = letter();
    assert!(row.contains(from), "{row}");
    let damaged = Damaged::replaced(EVENTS, &row, &row.replacen(from, to, 1));
    let problems = damaged.problems();
    assert!(
        problems.iter().any(|problem| {
            problem.message.contains(message) && problem.place.file == EVENTS && problem.help.is_some()
        }),
        "{problems:#?}"
    );
}

#[test]
fn the_139_events_of_the_list_are_there_and_three_that_claims_need() {
    let support = crate::support::text_of("events/support.events.csv").lines().count() - 1;
    assert_eq!(corpus().events.len(), 139 + support);
    let days: Vec<_> = corpus().events.iter().map(|event| event.when.earliest).collect();
    assert!(days.is_sorted());
}

#[test]
fn every_event_has_a_source_and_a_title_in_three_languages() {
    for event in &corpus().events {
        assert!(!event.sources.is_empty(), "{}", event.id);
        assert!(event.sources.iter().all(|id| corpus().source(id).is_some()), "{}", event.id);
        assert!(event.titles.iter().all(|title| !title.is_empty()), "{}", event.id);
    }
}

#[test]
fn every_link_resolves() {
    let instruments: BTreeSet<&str> = corpus().law.instruments.iter().map(|one| &*one.id).collect();
    for event in &corpus().events {
        assert!(event.chips.iter().all(|id| corpus().chip(id).is_some()), "{}", event.id);
        assert!(event.instruments.iter().all(|id| instruments.contains(&**id)), "{}", event.id);
    }
}

/// An event of the chain of Chinese steps stands on the day on which its instrument was known.
#[test]
fn events_and_instruments_agree_on_the_chain_of_2025() {
    for (event, instrument, day) in [
        ("ev-2025-04-09-h20-letter", "us.bis.letter-2025-04-09-nvidia", date(2025, 4, 9)),
        ("ev-2025-08-12-h20-guidance", "cn.press.2025-08-12-h20", date(2025, 8, 12)),
        ("ev-2025-09-17-rtx-pro-6000d", "cn.press.2025-09-17-rtx-pro-6000d", date(2025, 9, 17)),
        ("ev-2025-11-05-state-funded-bar", "cn.press.2025-11-05-state-sites", date(2025, 11, 5)),
        ("ev-2025-11-26-bytedance-new-centers", "cn.press.2025-11-26-bytedance", date(2025, 11, 26)),
        ("ev-2026-01-28-h200-approved", "cn.press.2026-01-28-h200-approvals", date(2026, 1, 28)),
    ] {
        let found = corpus().events.iter().find(|one| *one.id == *event).unwrap();
        assert_eq!(found.when.latest, day, "{event}");
        assert!(found.instruments.iter().any(|id| **id == *instrument), "{event}");
    }
}

#[test]
fn an_event_without_a_source() {
    let row = letter();
    let mut cells: Vec<&str> = row.rsplitn(3, ',').collect();
    cells.reverse();
    let [head, _, confidence] = cells.as_slice() else { panic!("{row}") };
    damaged(&row, &format!("{head},,{confidence}"), "source");
}

#[test]
fn an_event_that_names_what_does_not_exist() {
    damaged("us.bis.letter-2025-04-09-nvidia", "us.bis.letter-2025-04-99", "unknown instrument");
    damaged("nvidia-h20-96gb", "nvidia-h21-96gb", "unknown chip");
}

#[test]
fn an_event_that_ends_before_it_begins() {
    damaged("2025-04-09,2025-04-09", "2025-04-09,2025-04-08", "the event ends before it begins");
}

#[test]
fn an_event_of_an_unknown_side() {
    damaged(",US,", ",Mars,", "unknown side `Mars`");
}
