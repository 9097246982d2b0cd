//! One mistake in the events a test: what is said, where, and what to do.

use crate::damage::Damaged;

const EVENTS: &str = "record/events/events.csv";

/// A sound event, with one field in place of another.
fn with(from: &str, to: &str) -> Damaged {
    let row = "ev-test,2026-01-04,2026-01-04,day,US,rule,A title,題名,标题,bis,us.bis.88-fr-73458,\
               nvidia-l4,us.cfr,high\n";
    assert_eq!(row.matches(from).count(), 1, "{from}");
    Damaged::extended(EVENTS, &row.replace(from, to))
}

#[test]
fn a_sound_event_is_no_mistake() {
    assert_eq!(with("A title", "Another title").problems(), Vec::new());
    assert_eq!(with("2026-01-04,day", "2026-01-06,span").problems(), Vec::new());
    assert_eq!(with("2026-01-04,2026-01-04,day", "2026-01-01,2026-01-31,month").problems(), Vec::new());
    assert_eq!(with(",US,", ",US;CN,").problems(), Vec::new());
    assert_eq!(with(",bis,us.bis.88-fr-73458,nvidia-l4,", ",,,,").problems(), Vec::new());
}

#[test]
fn an_event_without_a_source() {
    let next = "ev-next,2026-01-05,2026-01-05,day,US,rule,A title,題名,标题,,,,us.cfr,high";
    with(",us.cfr,high", &format!(",,high\n{next}")).says(
        "no source is named",
        ",high\nev-next",
        "name at least one id of `sources/`",
    );
}

#[test]
fn an_event_with_a_link_that_leads_nowhere() {
    let add = |what: &str| format!("add the {what} or correct the id");
    with(",us.cfr,", ",no.source.of.this.name,").says(
        "unknown source `no.source.of.this.name`",
        "no.source.of.this.name",
        &add("source"),
    );
    with("nvidia-l4", "no-such-chip-at-all").says(
        "unknown chip `no-such-chip-at-all`",
        "no-such-chip-at-all",
        &add("chip"),
    );
    with("us.bis.88-fr-73458", "no.such.instrument.at.all").says(
        "unknown instrument `no.such.instrument.at.all`",
        "no.such.instrument.at.all",
        &add("instrument"),
    );
    with(",bis,", ",nobody-of-this-name-at-all,").says(
        "unknown party or actor `nobody-of-this-name-at-all`",
        "nobody-of-this-name-at-all",
        &add("party or actor"),
    );
}

#[test]
fn an_event_on_a_day_that_does_not_exist() {
    with("2026-01-04,2026", "2026-02-30,2026").says(
        "`2026-02-30` is not a date that exists",
        "2026-02-30",
        "write YYYY-MM-DD",
    );
}

#[test]
fn an_event_that_ends_before_it_begins() {
    with("2026-01-04,day", "2025-12-04,span").says(
        "the event ends before it begins",
        "2025-12-04,span",
        "put the earlier day first",
    );
}

#[test]
fn an_event_whose_days_are_not_those_of_its_precision() {
    let help = "a `day` has one day twice, a `month` its first and last day, a `span` two days";
    let say = |damaged: Damaged, word: &str| {
        let message = format!("the days are not those of a `{word}`");
        damaged.says(&message, &format!("{word},US,rule,A title"), help);
    };
    say(with("2026-01-04,day", "2026-01-05,day"), "day");
    say(with(",day,", ",month,"), "month");
    say(with(",day,", ",span,"), "span");
}

#[test]
fn two_events_with_one_id() {
    with("ev-test,2026", "ev-2025-04-09-h20-letter,2026").says(
        "two events have the id `ev-2025-04-09-h20-letter`",
        "ev-2025-04-09-h20-letter,2026",
        "rename one",
    );
}

#[test]
fn an_event_without_a_title_in_a_language() {
    with(",A title,題名,标题,bis", ",,題名,标题,bis").says(
        "`title_en` is empty",
        ",題名,标题,bis",
        "fill it in",
    );
    with(",題名", ",").says("`title_ja` is empty", ",标题,bis", "fill it in");
    with(",标题,bis", ",,bis").says("`title_zh` is empty", ",bis,us.bis.88-fr-73458,nvidia-l4", "fill it in");
}

#[test]
fn an_event_of_no_side_or_an_unknown_one() {
    let help = "US, CN, company, court, voice";
    with(",US,rule", ",,rule").says(
        "no side is named",
        ",rule,A title",
        &format!("name one or more of {help}, with `;` between them"),
    );
    with(",US,rule", ",XX,rule").says(
        "unknown side `XX`",
        "XX,rule,A title",
        &format!("write {help}, with `;` between them"),
    );
}

#[test]
fn an_event_of_an_unknown_kind() {
    with(",rule,", ",ruel,").says("unknown `kind`: `ruel`", "ruel", "did you mean `rule`?");
}
