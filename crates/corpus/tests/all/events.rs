//! Events: how many there are, where they lead, and one mistake in them a test.

use crate::damage::Damaged;
use crate::support::corpus;
use chipgate_corpus::events::Filter;
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
    let list = crate::support::text_of(EVENTS).lines().count() - 1;
    assert_eq!((list, support, corpus().events.len()), (139, 3, 142));
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

#[test]
fn every_actor_of_an_event_has_a_name_and_is_an_actor_or_a_party() {
    for event in &corpus().events {
        for id in &event.actors {
            assert!(corpus().actor(id).is_some() || corpus().party(id).is_some(), "{} {id}", event.id);
            for lang in ["en", "ja", "zh"] {
                assert!(!corpus().actor_name(id, lang).is_empty(), "{id}");
            }
        }
    }
    assert_eq!(corpus().actor_name("mofcom", "ja"), "中国商務部");
    assert_eq!(corpus().actor_name("zte", "en"), corpus().party("zte").unwrap().names[0].to_string());
    assert_eq!(corpus().actor_name("nobody", "en"), "nobody");
}

/// Acts of which the catalogue holds no instrument; a new one must be linked, or stand here for a reason.
#[test]
fn legal_acts_name_their_instrument_but_for_a_few() {
    let without: Vec<&str> = corpus()
        .events
        .iter()
        .filter(|event| event.is_legal_act() && event.instruments.is_empty())
        .map(|event| &*event.id)
        .collect();
    assert_eq!(
        without,
        [
            "ev-2014-09-24-ic-fund",
            "ev-2018-04-16-zte-denial-order",
            "ev-2018-08-13-ecra",
            "ev-2021-06-10-anti-foreign-sanctions-law",
            "ev-2022-08-09-chips-act",
            "ev-2026-06-08-1260h",
        ]
    );
}

fn ids(filter: &Filter) -> Vec<&str> {
    corpus().events_of(filter).iter().map(|event| &*event.id).collect()
}

#[test]
fn a_filter_takes_what_meets_all_its_limits() {
    assert_eq!(ids(&Filter::default()).len(), corpus().events.len());
    let h20: Vec<_> =
        corpus().chips_named("h20").unwrap_or_default().iter().map(|chip| chip.id.clone()).collect();
    assert!(h20.iter().all(|id| id.starts_with("nvidia-h20-")), "{h20:?}");
    let asked = Filter { sides: vec!["CN".into()], chips: h20, ..Filter::default() };
    let found = corpus().events_of(&asked);
    let counted = crate::support::text_of(EVENTS)
        .lines()
        .filter(|row| row.contains("nvidia-h20-96gb") && (row.contains(",CN,") || row.contains(",US;CN,")))
        .count();
    assert_eq!(found.len(), counted);
    assert!(found.iter().all(|event| event.sides.iter().any(|side| &**side == "CN")));
}

#[test]
fn an_event_of_a_month_is_taken_if_its_day_can_lie_in_the_days_asked_for() {
    let between = |from, to| Filter { from: Some(from), to: Some(to), ..Filter::default() };
    let month = "ev-2024-01-h20-volume";
    assert!(ids(&between(date(2024, 1, 31), date(2024, 2, 10))).contains(&month));
    assert!(!ids(&between(date(2024, 2, 1), date(2024, 2, 10))).contains(&month));
    assert!(!ids(&between(date(2023, 12, 1), date(2023, 12, 31))).contains(&month));
}

#[test]
fn actors_and_chips_are_found_by_name_and_a_wrong_word_brings_what_comes_near() {
    let named = |word| corpus().actors_named(word).map(|ids| ids.iter().map(|id| id.to_string()).collect());
    assert_eq!(named("MOFCOM"), Ok(vec!["mofcom".to_owned()]));
    assert_eq!(named("特朗普"), Ok(vec!["donald-trump".to_owned()]));
    assert!(corpus().actors_named("huawey").unwrap_err().near.iter().any(|id| &**id == "huawei"));
    assert!(!corpus().chips_named("h2000").unwrap_err().near.is_empty());
}

#[test]
fn an_event_whose_actor_does_not_exist() {
    damaged("us-government;nvidia", "us-goverment;nvidia", "unknown actor or party `us-goverment`");
}

#[test]
fn an_event_with_a_second_row() {
    let problems = Damaged::extended(EVENTS, &format!("{}\n", letter())).problems();
    assert!(
        problems.iter().any(|problem| problem.message.contains("two events have the id")),
        "{problems:#?}"
    );
}

#[test]
fn a_month_that_is_none() {
    damaged(",day,", ",month,", "the days are not those of a `month`");
}
