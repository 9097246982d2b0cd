//! One mistake in the actors a test: what is said, where, and what to do.

use crate::damage::Damaged;

const ACTORS: &str = "record/actors/actors.csv";
const ROLES: &str = "record/actors/roles.csv";
const POSITIONS: &str = "record/actors/positions.csv";
const CITATIONS: &str = "record/actors/citations.csv";

/// A role of an actor who has none yet.
fn role(actor: &str, organization: &str, times: &str, source: &str) -> Damaged {
    let row = format!("{actor},{organization},Post,職,职,company,{times},,{source},low,\n");
    Damaged::extended(ROLES, &row)
}

/// A position of David Sacks: chips, instruments, source.
fn position(actor: &str, chips: &str, source: &str) -> Damaged {
    let row = format!(
        "test.new,,{actor},,{chips},,Test,試,试,for,2025-01,,Why.,理由。,理由。,{source},low,a note\n"
    );
    Damaged::extended(POSITIONS, &row)
}

/// A citation of no kind of trouble but the one wanted.
fn citation(position: &str, actor: &str, cites: &str, evidence: &str) -> Damaged {
    let row = format!("{position},{actor},{cites},{evidence},,cites,a text,文,文,us.cfr,low,of a test\n");
    Damaged::extended(CITATIONS, &row)
}

#[test]
fn sound_rows_are_no_mistake() {
    assert_eq!(role("amd", "nvidia", "2020,2021,yes", "us.cfr").problems(), Vec::new());
    assert_eq!(position("david-sacks", "nvidia-b30a", "us.cfr").problems(), Vec::new());
    assert_eq!(citation("david-sacks.h20-h200", "", "rand", "").problems(), Vec::new());
    assert_eq!(citation("", "david-sacks", "", "us.cfr").problems(), Vec::new());
}

#[test]
fn a_role_in_an_unknown_organization() {
    role("amd", "no-such-firm-at-all", "2020,2021,yes", "us.cfr").says(
        "unknown organization `no-such-firm-at-all`",
        "no-such-firm-at-all",
        "add the organization or correct the id",
    );
}

#[test]
fn a_role_of_an_unknown_actor() {
    role("no-such-person-at-all", "nvidia", "2020,2021,yes", "us.cfr").says(
        "unknown actor `no-such-person-at-all`",
        "no-such-person-at-all",
        "add the actor or correct the id",
    );
}

#[test]
fn a_role_from_an_unknown_source() {
    role("amd", "nvidia", "2020,2021,yes", "no.source.of.this.name").says(
        "unknown source `no.source.of.this.name`",
        "no.source.of.this.name",
        "add the source or correct the id",
    );
}

#[test]
fn a_role_that_ends_before_it_begins() {
    role("amd", "nvidia", "2020-06,2020-05-31,yes", "us.cfr").says(
        "the role ends before it begins",
        "2020-05-31,yes",
        "put the earlier time under `from`",
    );
    // The year may lie after the month within it.
    assert_eq!(role("amd", "nvidia", "2020-06,2020,yes", "us.cfr").problems(), Vec::new());
}

#[test]
fn a_role_with_an_end_that_has_not_ended() {
    role("amd", "nvidia", "2020-06-01,2021-06-03,no", "us.cfr").says(
        "the role has an end but is not marked as ended",
        "no,,us.cfr",
        "write `ended = yes`",
    );
}

#[test]
fn roles_out_of_the_order_of_time() {
    role("jason-matheny", "nvidia", "2001-02-03,,", "us.cfr").says(
        "the role begins before the one above it",
        "2001-02-03",
        "put the roles of an actor in the order of time",
    );
}

#[test]
fn a_position_without_a_source() {
    position("david-sacks", "", "").says(
        "no source is named",
        ",low,a note",
        "name at least one id of `sources/`",
    );
}

#[test]
fn a_position_of_an_unknown_actor_or_on_an_unknown_chip() {
    position("no-such-person-at-all", "", "us.cfr").says(
        "unknown actor `no-such-person-at-all`",
        "no-such-person-at-all",
        "add the actor or correct the id",
    );
    position("david-sacks", "no-such-chip-at-all", "us.cfr").says(
        "unknown chip `no-such-chip-at-all`",
        "no-such-chip-at-all",
        "add the chip or correct the id",
    );
}

#[test]
fn a_citation_that_names_nobody() {
    citation("david-sacks.h20-h200", "", "", "").says(
        "the citation names nobody and nothing",
        ",,,cites,a text",
        "name an actor, a source or an instrument",
    );
}

#[test]
fn a_citation_that_nobody_makes_or_two_make() {
    citation("", "", "rand", "").says(
        "nobody makes this citation",
        ",,rand,,,cites,a text",
        "name a position or an actor",
    );
    citation("david-sacks.h20-h200", "david-sacks", "rand", "").says(
        "both a position and an actor make this citation",
        "david-sacks,rand",
        "keep one of both",
    );
}

#[test]
fn a_citation_of_an_unknown_actor_source_or_position() {
    citation("david-sacks.h20-h200", "", "no-such-person-at-all", "").says(
        "unknown actor `no-such-person-at-all`",
        "no-such-person-at-all",
        "add the actor or correct the id",
    );
    citation("david-sacks.h20-h200", "", "", "no.source.of.this.name").says(
        "unknown source `no.source.of.this.name`",
        "no.source.of.this.name",
        "add the source or correct the id",
    );
    citation("zz.no.such.position.at.all", "", "rand", "").says(
        "unknown position `zz.no.such.position.at.all`",
        "zz.no.such.position.at.all",
        "add the position or correct the id",
    );
}

#[test]
fn two_actors_of_one_id() {
    let row = "zz-twin,Twin,,,,,,person,press,US,,,,us.cfr,low,\n";
    Damaged::extended(ACTORS, &format!("{row}{row}"))
        .says_somewhere("two actors have the id `zz-twin`", "rename one");
}
