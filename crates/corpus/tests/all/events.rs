//! The events: how many, whether every link leads somewhere, and what the filters take.

use crate::support::{corpus, text_of};
use chipgate_base::Name;
use chipgate_chronicle::events::{Event, Filter, KINDS, sides};
use chipgate_corpus::embedded;
use jiff::civil::{Date, date};
use std::collections::BTreeSet;

fn names(words: &[&str]) -> Vec<Name> {
    words.iter().map(|word| Name::from(*word)).collect()
}

fn days(filter: &Filter) -> Vec<Date> {
    corpus().chronicle().events_of(filter).iter().map(|event| event.when.earliest).collect()
}

fn about(word: &str) -> Vec<Name> {
    corpus().chronicle().chips_named(word).unwrap().iter().map(|chip| chip.id.clone()).collect()
}

fn event(id: &str) -> &'static Event {
    corpus().records.events.iter().find(|event| &*event.id == id).unwrap()
}

/// The first column of every table below a folder whose name ends so, read without the loader.
fn ids(folder: &str, ending: &str) -> BTreeSet<String> {
    let files = embedded::files();
    let tables = files.iter().filter(|(path, _)| path.starts_with(folder) && path.ends_with(ending));
    let rows = tables.flat_map(|(_, bytes)| {
        let mut reader = csv::Reader::from_reader(bytes);
        reader.records().map(|row| row.unwrap()[0].to_owned()).collect::<Vec<String>>()
    });
    rows.collect()
}

#[test]
fn the_139_events_of_the_list_load_sorted_by_date() {
    let mut reader = csv::Reader::from_reader(std::io::Cursor::new(text_of("record/events/events.csv")));
    let listed: Vec<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
    assert_eq!(listed.len(), 139);
    let loaded: BTreeSet<&str> = corpus().records.events.iter().map(|event| &*event.id).collect();
    assert!(listed.iter().all(|id| loaded.contains(id.as_str())));
    assert_eq!(loaded.len(), corpus().records.events.len());
    assert!(corpus().records.events.is_sorted_by_key(|event| event.when.earliest));
}

#[test]
fn every_link_of_an_event_leads_to_a_row_or_file() {
    let chips = ids("things/chips/", "/chips.csv");
    let mut actors = ids("things/parties/", "/parties.csv");
    actors.extend(ids("record/actors/", "/actors.csv"));
    let sources = ids("sources/", ".csv");
    let files = embedded::files();
    let texts = files.iter().filter(|(path, _)| path.starts_with("law/instruments/"));
    let instruments: String = texts.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    for event in &corpus().records.events {
        assert!(!event.sources.is_empty(), "{}", event.id);
        assert!(event.sources.iter().all(|id| sources.contains(&**id)), "{}", event.id);
        assert!(event.actors.iter().all(|id| actors.contains(&**id)), "{}", event.id);
        assert!(event.chips.iter().all(|id| chips.contains(&**id)), "{}", event.id);
        for id in &event.instruments {
            assert!(instruments.contains(&format!("\"{id}\"")), "{}: {id}", event.id);
        }
    }
}

#[test]
fn events_of_chips_law_and_nothing_of_either_are_told_apart() {
    assert!(event("ev-2025-04-09-h20-letter").chips.contains(&Name::from("nvidia-h20-96gb")));
    assert_eq!(event("ev-2025-11-07-october-package-suspended").instruments, names(&["cn.mofcom.2025-70"]));
    let bare = event("ev-2025-07-23-ai-action-plan");
    assert!(bare.chips.is_empty() && bare.instruments.is_empty());
}

/// An event of the chain of Chinese steps stands on the day on which its instrument was known.
#[test]
fn events_and_instruments_agree_on_the_chain_of_2025() {
    for (id, instrument, day) in [
        ("ev-2025-04-09-h20-letter", "us.bis.letter-2025-04-09-nvidia", date(2025, 4, 9)),
        ("ev-2025-08-12-h20-guidance", "cn.press.2025-08-12-h20", date(2025, 8, 12)),
        ("ev-2025-09-17-rtx-pro-6000d", "cn.press.2025-09-17-rtx-pro-6000d", date(2025, 9, 17)),
        ("ev-2025-11-05-state-funded-bar", "cn.press.2025-11-05-state-sites", date(2025, 11, 5)),
        ("ev-2025-11-26-bytedance-new-centers", "cn.press.2025-11-26-bytedance", date(2025, 11, 26)),
        ("ev-2026-01-28-h200-approved", "cn.press.2026-01-28-h200-approvals", date(2026, 1, 28)),
    ] {
        assert_eq!(event(id).when.latest, day, "{id}");
        assert!(event(id).instruments.contains(&Name::from(instrument)), "{id}");
    }
}

/// Days from the record of events, read by hand: both governments, the H20.
#[test]
fn a_family_takes_its_variants_and_no_longer_name() {
    let filter = Filter { sides: names(&["US", "CN"]), chips: about("h20"), ..Filter::default() };
    let told = [
        date(2025, 3, 26),
        date(2025, 4, 9),
        date(2025, 7, 15),
        date(2025, 7, 31),
        date(2025, 8, 8),
        date(2025, 8, 11),
        date(2025, 8, 12),
        date(2025, 10, 10),
        date(2025, 11, 3),
        date(2025, 11, 5),
    ];
    assert_eq!(days(&filter), told);
    assert_eq!(about("H20"), names(&["nvidia-h20-141gb", "nvidia-h20-96gb"]));
    assert_eq!(about("NVIDIA-H20-96GB"), names(&["nvidia-h20-96gb"]));
    assert_eq!(about("rtx pro 6000d"), names(&["nvidia-rtx-pro-6000d"]));
}

#[test]
fn a_word_that_names_no_chip_is_answered_with_those_that_come_near() {
    let near = corpus().chronicle().chips_named("h220").unwrap_err().near;
    assert!(near.contains(&Name::from("H20")), "{near:?}");
    assert!(near.len() <= 5);
    assert!(corpus().chronicle().chips_named("").is_err());
    assert!(corpus().chronicle().chips_named("--").is_err());
}

#[test]
fn an_act_of_both_governments_is_an_event_of_either() {
    let of = |side| {
        let filter = Filter { sides: names(&[side]), ..Filter::default() };
        corpus().chronicle().events_of(&filter).iter().any(|event| &*event.id == "ev-2025-10-30-busan")
    };
    assert!(of("US") && of("CN") && !of("company"));
}

#[test]
fn an_event_whose_day_is_not_known_is_taken_where_it_can_lie() {
    let takes = |from, to| {
        Filter { from: Some(from), to: Some(to), ..Filter::default() }.takes(event("ev-2025-10-megaspeed"))
    };
    assert!(takes(date(2025, 10, 20), date(2025, 12, 1)));
    assert!(takes(date(2025, 9, 1), date(2025, 10, 1)));
    assert!(!takes(date(2025, 11, 1), date(2025, 12, 1)));
    assert!(!takes(date(2025, 9, 1), date(2025, 9, 30)));
}

#[test]
fn an_actor_is_named_by_id_or_name_in_any_language() {
    let found =
        |word| corpus().chronicle().actors_named(word).unwrap().into_iter().cloned().collect::<Vec<Name>>();
    assert_eq!(found("MOFCOM"), names(&["mofcom"]));
    assert_eq!(found("英伟达"), names(&["nvidia"]));
    assert_eq!(found("amodei"), names(&["dario-amodei"]));
    let filter = Filter { actors: found("amodei"), ..Filter::default() };
    assert_eq!(days(&filter), [date(2025, 1, 6), date(2025, 1, 29), date(2026, 1, 20)]);
    assert!(corpus().chronicle().actors_named("nobody-of-this-name").is_err());
}

#[test]
fn every_code_of_an_event_has_words_in_three_languages() {
    let lanes = sides(&corpus().law.gates).into_iter().map(|side| format!("lane_{}", side.to_lowercase()));
    let lanes: Vec<String> = lanes.collect();
    let kinds = KINDS.map(|kind| format!("event_kind_{kind}"));
    let sure = ["high", "medium", "low"].map(|word| format!("event_confidence_{word}"));
    for lang in ["en", "ja", "zh"] {
        let messages = &corpus().messages[lang];
        for key in lanes.iter().chain(&kinds).chain(&sure).chain([&"lane_both".to_owned()]) {
            assert!(messages.get(key).is_some_and(|text| !text.is_empty()), "{lang} {key}");
        }
    }
}

#[test]
fn every_actor_of_an_event_has_a_name_and_is_an_actor_or_a_party() {
    for event in &corpus().records.events {
        for id in &event.actors {
            assert!(
                corpus().chronicle().actor(id).is_some() || corpus().catalogue.party(id).is_some(),
                "{} {id}",
                event.id
            );
            for lang in ["en", "ja", "zh"] {
                assert!(!corpus().chronicle().actor_name(id, lang).is_empty(), "{id}");
            }
        }
    }
    assert_eq!(corpus().chronicle().actor_name("mofcom", "ja"), "中国商務部");
    assert_eq!(
        corpus().chronicle().actor_name("zte", "en"),
        corpus().catalogue.party("zte").unwrap().names.en.to_string()
    );
    assert_eq!(corpus().chronicle().actor_name("nobody", "en"), "nobody");
}

/// Acts of which the catalogue holds no instrument; a new one must be linked, or stand here for a reason.
#[test]
fn legal_acts_name_their_instrument_but_for_a_few() {
    let without: Vec<&str> = corpus()
        .records
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
