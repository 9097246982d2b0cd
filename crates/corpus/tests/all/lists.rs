//! The screening lists: all entries are there, and one that got lost is noticed.

use crate::support::{corpus, files_with, text_of};
use chipgate_base::answer::Answer;
use chipgate_base::day::DaySpan;
use chipgate_base::problem::Problem;
use chipgate_corpus::Corpus;
use jiff::civil::date;

/// Entries of each list in the Consolidated Screening List of 31 July 2026.
const ENTRIES: [(&str, usize); 12] = [
    ("us.capta", 1),
    ("us.cmic", 68),
    ("us.denied_persons", 1596),
    ("us.entity_list", 3420),
    ("us.isn", 161),
    ("us.itar_debarred", 787),
    ("us.military_end_user", 70),
    ("us.ns_mbs", 51),
    ("us.plc", 78),
    ("us.sdn", 19181),
    ("us.ssi", 286),
    ("us.unverified", 222),
];

#[test]
fn every_list_has_all_its_entries() {
    for (id, entries) in ENTRIES {
        let found = corpus().catalogue.lists.iter().filter(|listing| &*listing.list == id).count();
        assert_eq!(found, entries, "{id}");
        assert_eq!(corpus().catalogue.lists.list(id).unwrap().entries, entries, "{id}");
    }
    assert_eq!(corpus().catalogue.lists.iter().count(), 25_921);
}

#[test]
fn an_entry_is_found_by_its_id_in_every_list() {
    for listing in corpus().catalogue.lists.iter().step_by(97) {
        assert_eq!(corpus().catalogue.listing(&listing.id), Some(listing));
    }
    assert_eq!(corpus().catalogue.listing("us.sdn.0"), None);
}

#[test]
fn an_entry_reads_as_a_reader_of_the_whole_file_has_it() {
    let text = text_of("law/lists/sdn.csv");
    for row in csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap) {
        let listing = corpus().catalogue.listing(&row[0]).unwrap();
        let aliases: Vec<&str> = row[2].split('|').map(str::trim).filter(|alias| !alias.is_empty()).collect();
        assert_eq!((&*listing.name, &*listing.citation), (row[1].trim(), row[5].trim()));
        assert_eq!(listing.aliases.iter().map(|alias| &**alias).collect::<Vec<_>>(), aliases);
    }
}

/// The problems of data in which the line that begins so is left out of a file.
fn without_line(path: &str, begin: &str) -> Vec<Problem> {
    let text = text_of(path);
    let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with(begin)).collect();
    assert_eq!(kept.len() + 1, text.lines().count(), "{begin}");
    Corpus::load(&files_with(&[(path, format!("{}\n", kept.join("\n")).into_bytes())]), &[]).problems
}

#[test]
fn one_entry_that_got_lost_is_noticed_whichever_file_it_stood_in() {
    for (path, begin, message) in [
        (
            "law/lists/sdn.csv",
            "us.sdn.24904,",
            "the list `us.sdn` has 19181 entries, and the data hold 19180: 19180 in `law/lists/sdn.csv`",
        ),
        (
            "law/lists/listings.csv",
            "us.el.megvii-technology,",
            "the list `us.entity_list` has 3420 entries, and the data hold 3419: 3071 in `law/lists/entity_list.csv` and 348 in `law/lists/listings.csv`",
        ),
    ] {
        let problems = without_line(path, begin);
        let told = problems.iter().find(|problem| problem.message == message);
        let told = told.unwrap_or_else(|| panic!("{problems:#?}"));
        assert_eq!(told.place.file, "law/lists/lists.toml");
        assert!(told.help.as_deref().unwrap().starts_with("restore the entries that are missing"));
    }
}

#[test]
fn an_entry_that_came_twice_is_noticed() {
    let text = text_of("law/lists/plc.csv");
    let second = text.lines().nth(1).unwrap();
    let twice = format!("{text}{second}\n");
    let problems = Corpus::load(&files_with(&[("law/lists/plc.csv", twice.into_bytes())]), &[]).problems;
    let told: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    let id = second.split(',').next().unwrap();
    assert!(told.contains(&format!("two listings have the id `{id}`").as_str()), "{told:?}");
    assert!(told.iter().any(|message| message.contains("has 78 entries, and the data hold 79")), "{told:?}");
}

#[test]
fn an_entry_can_have_taken_effect_a_week_before_its_page() {
    // Published between 24 August and 19 December 2022, as the volume of the Federal Register tells.
    let listing = corpus().catalogue.listing("us.el.ao-pkk-milandr").unwrap();
    assert_eq!(listing.from, Some(DaySpan { earliest: date(2022, 8, 17), latest: date(2022, 12, 19) }));
    assert_eq!(listing.is_in_force(date(2022, 8, 16)), Answer::No);
    assert_eq!(listing.is_in_force(date(2022, 10, 1)), Answer::Unknown);
    assert_eq!(listing.is_in_force(date(2023, 1, 1)), Answer::Yes);
}

#[test]
fn an_entry_without_a_day_is_unknown_before_the_day_of_its_list() {
    let listing = corpus().catalogue.listing("us.sdn.24904").unwrap();
    assert_eq!((&*listing.kind, listing.programmes.len()), ("individual", 1));
    assert_eq!(listing.is_in_force(date(2020, 1, 1)), Answer::Unknown);
    assert_eq!(listing.is_in_force(date(2026, 7, 31)), Answer::Yes);
}
