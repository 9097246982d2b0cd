//! Actors: who is there, how they moved, whom they cite, and one mistake a test.

use crate::damage::Damaged;
use crate::support::{corpus, text_of};
use chipgate_chronicle::actors::ActorError;

const ACTORS: &str = "record/actors/actors.csv";
const ROLES: &str = "record/actors/roles.csv";
const POSITIONS: &str = "record/actors/positions.csv";
const CITATIONS: &str = "record/actors/citations.csv";

#[track_caller]
fn damaged(path: &'static str, row_begins: &str, from: &str, to: &str, message: &str) {
    let text = text_of(path);
    let row = text.lines().find(|line| line.starts_with(row_begins)).unwrap();
    assert!(row.contains(from), "{row}");
    let problems = Damaged::replaced(path, row, &row.replacen(from, to, 1)).problems();
    let found = problems.iter().find(|problem| problem.message.contains(message));
    let found = found.unwrap_or_else(|| panic!("{problems:#?}"));
    assert!(found.place.file == path && found.help.is_some(), "{found:?}");
}

#[test]
fn the_55_actors_and_23_positions_of_the_list_are_there() {
    let marked = |prefix: char, marks: Vec<String>| {
        let mut own: Vec<String> = marks.into_iter().filter(|mark| mark.starts_with(prefix)).collect();
        own.sort();
        own.dedup();
        own.len()
    };
    let actors =
        corpus().records.actors.iter().flat_map(|actor| actor.listed.split(';').map(str::to_owned)).collect();
    let positions = corpus().records.positions.iter().map(|position| position.listed.to_string()).collect();
    assert_eq!((marked('A', actors), marked('P', positions)), (55, 23));
}

/// Posts of Jason Matheny as public records give them: IARPA, CSET, the White House, RAND from July 2022.
#[test]
fn matheny_moved_from_government_to_a_think_tank_twice() {
    let actor = corpus().chronicle().find_actor("Jason Matheny").unwrap();
    assert_eq!(corpus().chronicle().find_actor("ジェイソン・マセニー").unwrap().id, actor.id);
    let moves: Vec<String> = actor
        .moves()
        .iter()
        .map(|one| format!("{} {} {}", one.from_sector, one.to_sector, one.when.unwrap()))
        .collect();
    assert_eq!(
        moves,
        [
            "government think_tank 2019-02",
            "think_tank government 2021-03",
            "government think_tank 2022-07-05"
        ]
    );
}

#[test]
fn amodei_leans_on_rand_which_matheny_led() {
    let cited = corpus().chronicle().cited_by("rand");
    assert!(
        cited.iter().any(|(who, _, citation)| &***who == "dario-amodei" && &*citation.kind == "leans_on")
    );
    let matheny = corpus().chronicle().find_actor("Matheny").unwrap();
    assert!(corpus().chronicle().cited_through(matheny).iter().any(|(_, who, ..)| &**who == "dario-amodei"));
}

#[test]
fn a_name_of_several_says_whom_it_may_mean() {
    let Err(ActorError::Ambiguous { candidates, .. }) = corpus().chronicle().find_actor("Sacks") else {
        panic!("two persons are called Sacks");
    };
    assert_eq!(candidates.len(), 2);
}

#[test]
fn an_actor_or_organization_that_does_not_exist() {
    damaged(ROLES, "alan-estevez,bis,", ",bis,", ",biz,", "unknown");
    damaged(POSITIONS, "cac.h20,", ",cac,", ",cack,", "unknown actor");
}

#[test]
fn a_chip_or_source_that_does_not_exist() {
    damaged(POSITIONS, "cac.h20,", ",H20,", ",H21,", "H21");
    damaged(ACTORS, "amd,", "us.reuters-2025-08-11-revenue-share", "us.no-such-source", "unknown source");
}

#[test]
fn a_role_that_ends_before_it_begins() {
    damaged(ROLES, "alan-estevez,deloitte,", "2017-06,2022", "2017-06,2016", "before it begins");
}

#[test]
fn a_position_without_a_source() {
    damaged(POSITIONS, "cac.h20,", "actor.particle-h20-backdoor", "", "source");
}

#[test]
fn a_citation_that_names_nobody() {
    damaged(CITATIONS, ",will-knight,", "graham-webster,actor.news-eagle-wired-webster", ",", "");
}

#[test]
fn a_citation_that_nobody_makes_or_two_make() {
    damaged(CITATIONS, ",will-knight,", ",will-knight,", ",,", "nobody makes this citation");
    damaged(
        CITATIONS,
        ",will-knight,",
        ",will-knight,",
        "cac.h20,will-knight,",
        "both a position and an actor",
    );
}

#[test]
fn roles_out_of_the_order_of_time() {
    damaged(ROLES, "alan-estevez,bis,", "2022-04-19", "2012-04-19", "begins before the one above it");
}

/// The list marks these two names as not confirmed.
#[test]
fn a_name_that_is_not_confirmed_stays_marked_and_needs_a_reason() {
    for id in ["lucy-xinyi-chen", "william-xu"] {
        let label = corpus().chronicle().actor(id).unwrap().label("zh");
        assert!(label.ends_with("?)"), "{label}");
    }
    let note = "The Chinese given name is not confirmed; only the family name is written.";
    damaged(ACTORS, "william-xu,", note, "", "an unconfirmed name has no note");
}

/// Feinberg led an advisory board beside his firm and left the firm for the Pentagon; Huang left nothing for PCAST.
#[test]
fn a_post_beside_another_does_not_break_the_way_to_the_next() {
    let moves = |id: &str| corpus().chronicle().actor(id).unwrap().moves();
    let last = moves("stephen-feinberg").pop().unwrap();
    assert_eq!((&*last.from_sector, &*last.to_sector, last.beside), ("investor", "government", false));
    assert!(moves("jensen-huang").iter().all(|one| one.beside));
}

#[test]
fn a_move_on_an_unknown_day_says_between_which_days() {
    let moves = corpus().chronicle().find_actor("Chhabra").unwrap().moves();
    let last = moves.last().unwrap();
    assert_eq!((&*last.from_sector, &*last.to_sector, last.when), ("government", "company", None));
    assert_eq!(
        (last.after.unwrap().to_string(), last.by.unwrap().to_string()),
        ("2024".into(), "2025-08-14".into())
    );
}

#[test]
fn a_name_with_two_letters_exchanged_finds_its_neighbor() {
    let Err(ActorError::Unknown { near, .. }) = corpus().chronicle().find_actor("Mathney") else {
        panic!("no such name")
    };
    assert!(near.iter().any(|one| one.contains("jason-matheny")), "{near:?}");
}
