//! Which text holds on which day.

use crate::toy::{AMENDED, DAY, ENACTED, RU_CLOSED, Toy, gates_to, in_force, name, names, toy, view};
use chipgate_base::answer::Answer;
use chipgate_base::day::DaySpan;
use chipgate_law::book::{Book, Law, View};
use chipgate_law::instrument::EffectKind;
use chipgate_law::rule::{Lens, Measure, VersionLens};
use jiff::civil::{Date, date};

/// A law of one rule, `r`, that requires a license from the first day on.
fn one_rule() -> Toy {
    let mut toy = Toy::default();
    toy.instrument("base", ENACTED);
    toy.requires("r", Measure::LicenseRequired, "always");
    toy
}

/// What the book of a day says of the rule: in force, in force with a question mark, or nothing.
fn on(law: &Law, day: Date) -> String {
    in_force(&law.book(view(day))).join(" ")
}

#[test]
fn a_rule_holds_from_its_first_day_on() {
    let Toy { law, .. } = one_rule();
    assert_eq!(on(&law, date(2022, 9, 30)), "");
    assert_eq!(on(&law, ENACTED), "r");
}

#[test]
fn an_amendment_replaces_the_text_on_its_first_day() {
    let Toy { law, .. } = toy();
    let text = |day| {
        let book = law.book(view(day));
        let entry = book.entries.iter().find(|entry| &*entry.rule.id == "c.fast").expect("in force");
        entry.version.text.to_string()
    };
    assert_eq!(text(date(2023, 11, 16)), "tpp >= tpp_4800");
    assert!(text(AMENDED).starts_with("tpp >= tpp_4800 or"));
}

#[test]
fn a_suspension_takes_a_rule_out_from_its_first_day_until_the_day_on_which_it_ends() {
    let mut toy = one_rule();
    toy.effect(EffectKind::Suspend, date(2023, 3, 1), Some(date(2023, 6, 1)), "r");
    assert_eq!(on(&toy.law, date(2023, 2, 28)), "r");
    assert_eq!(on(&toy.law, date(2023, 3, 1)), "");
    assert_eq!(on(&toy.law, date(2023, 5, 31)), "");
    assert_eq!(on(&toy.law, date(2023, 6, 1)), "r");
}

#[test]
fn a_revival_lets_a_suspended_rule_hold_again_before_the_suspension_ends() {
    let mut toy = one_rule();
    toy.effect(EffectKind::Suspend, date(2023, 3, 1), Some(date(2024, 3, 1)), "r");
    toy.effect(EffectKind::Revive, date(2023, 9, 1), None, "r");
    assert_eq!(on(&toy.law, date(2023, 8, 31)), "");
    assert_eq!(on(&toy.law, date(2023, 9, 1)), "r");
}

#[test]
fn a_suspension_of_another_rule_changes_nothing() {
    let mut toy = one_rule();
    toy.effect(EffectKind::Suspend, date(2023, 3, 1), None, "other");
    assert_eq!(on(&toy.law, date(2023, 4, 1)), "r");
}

#[test]
fn a_suspension_with_an_end_also_holds_off_a_text_that_begins_within_it() {
    let mut toy = one_rule();
    toy.effect(EffectKind::Suspend, date(2022, 9, 1), Some(date(2022, 12, 1)), "r");
    assert_eq!(on(&toy.law, ENACTED), "");
    assert_eq!(on(&toy.law, date(2022, 12, 1)), "r");
}

#[test]
fn a_rule_that_was_rescinded_or_expired_is_gone_and_comes_back_only_by_a_revival() {
    for kind in [EffectKind::Rescind, EffectKind::Expire] {
        let mut toy = one_rule();
        toy.effect(kind, date(2023, 3, 1), None, "r");
        assert_eq!(on(&toy.law, date(2023, 2, 28)), "r");
        assert_eq!(on(&toy.law, date(2025, 3, 1)), "");
        toy.effect(EffectKind::Revive, date(2024, 1, 1), None, "r");
        assert_eq!(on(&toy.law, date(2023, 12, 31)), "");
        assert_eq!(on(&toy.law, date(2024, 1, 1)), "r");
    }
}

#[test]
fn an_ending_does_not_reach_a_text_that_was_enacted_after_it() {
    let mut toy = one_rule();
    toy.effect(EffectKind::Rescind, date(2023, 3, 1), None, "r");
    let again = toy.version(0, DaySpan::on(date(2023, 8, 1)), "always");
    toy.law.rules[0].versions.push(again);
    assert_eq!(on(&toy.law, date(2023, 7, 31)), "");
    assert_eq!(on(&toy.law, date(2023, 8, 1)), "r");
}

#[test]
fn a_rule_that_was_voided_never_held_also_on_days_before() {
    let mut toy = one_rule();
    toy.effect(EffectKind::Void, date(2024, 3, 1), None, "r");
    assert_eq!(on(&toy.law, date(2023, 1, 1)), "");
    let unknown_yet = View { known_on: Some(date(2024, 2, 29)), ..view(date(2023, 1, 1)) };
    assert_eq!(in_force(&toy.law.book(unknown_yet)), ["r"], "nobody could know it the day before");
}

#[test]
fn an_announcement_changes_no_rule() {
    let mut toy = one_rule();
    toy.effect(EffectKind::Announce, date(2023, 3, 1), None, "r");
    assert_eq!(on(&toy.law, date(2023, 4, 1)), "r");
}

#[test]
fn a_text_with_an_end_of_its_own_holds_to_the_day_before() {
    let mut toy = one_rule();
    toy.law.rules[0].versions[0].until = Some(date(2023, 1, 1));
    assert_eq!(on(&toy.law, date(2022, 12, 31)), "r");
    assert_eq!(on(&toy.law, date(2023, 1, 1)), "");
}

#[test]
fn what_ends_or_returns_by_itself_after_the_sources_end_is_uncertain() {
    let horizon = gates_to(date(2023, 12, 31));
    let mut toy = one_rule();
    toy.law.gates.clone_from(&horizon);
    toy.law.rules[0].versions[0].until = Some(date(2024, 2, 1));
    assert_eq!(on(&toy.law, date(2024, 1, 31)), "r");
    assert_eq!(on(&toy.law, date(2024, 2, 1)), "r?", "it may have been prolonged");
    let mut toy = one_rule();
    toy.law.gates = horizon;
    toy.effect(EffectKind::Suspend, date(2023, 3, 1), Some(date(2024, 2, 1)), "r");
    assert_eq!(on(&toy.law, date(2024, 1, 31)), "");
    assert_eq!(on(&toy.law, date(2024, 2, 1)), "r?", "the suspension may have been prolonged");
}

#[test]
fn what_ends_on_the_last_day_of_the_sources_is_certain() {
    let mut toy = one_rule();
    toy.law.gates = gates_to(date(2024, 2, 1));
    toy.law.rules[0].versions[0].until = Some(date(2024, 2, 1));
    assert_eq!(on(&toy.law, date(2024, 2, 1)), "");
}

#[test]
fn a_text_whose_first_day_is_known_only_within_a_span_is_uncertain_within_it() {
    let mut toy = one_rule();
    toy.law.rules[0].versions[0].from = DaySpan { earliest: date(2023, 3, 1), latest: date(2023, 4, 1) };
    assert_eq!(on(&toy.law, date(2023, 2, 28)), "");
    assert_eq!(on(&toy.law, date(2023, 3, 1)), "r?");
    assert_eq!(on(&toy.law, date(2023, 3, 31)), "r?");
    assert_eq!(on(&toy.law, date(2023, 4, 1)), "r");
}

#[test]
fn a_suspension_that_begins_within_a_span_leaves_the_rule_uncertain_within_it() {
    let mut toy = one_rule();
    toy.effect(EffectKind::Suspend, date(2023, 3, 1), None, "r");
    let effect = &mut toy.law.instruments[1].effects[0];
    effect.from = DaySpan { earliest: date(2023, 3, 1), latest: date(2023, 4, 1) };
    assert_eq!(on(&toy.law, date(2023, 3, 31)), "r?");
    assert_eq!(on(&toy.law, date(2023, 4, 1)), "");
}

#[test]
fn the_enforced_lens_reads_an_enforced_text_before_the_one_of_both_and_the_codified_lens_its_own() {
    let mut toy = one_rule();
    for (lens, text) in [(VersionLens::Enforced, "not always"), (VersionLens::Codified, "always and always")]
    {
        let mut version = toy.version(0, DaySpan::on(date(2023, 1, 1)), text);
        version.lens = lens;
        toy.law.rules[0].versions.push(version);
    }
    let text = |lens, day| {
        let book = toy.law.book(View { lens, ..view(day) });
        book.entries[0].version.text.to_string()
    };
    assert_eq!(text(Lens::Enforced, date(2022, 12, 31)), "always");
    assert_eq!(text(Lens::Codified, date(2022, 12, 31)), "always");
    assert_eq!(text(Lens::Enforced, DAY), "not always");
    assert_eq!(text(Lens::Codified, DAY), "always and always");
}

#[test]
fn only_what_was_published_by_the_day_of_knowledge_counts() {
    let Toy { law, .. } = toy();
    let texts = |known_on| {
        let book = law.book(View { known_on: Some(known_on), ..view(DAY) });
        let find = |book: &Book<'_>| {
            let entry = book.entries.iter().find(|entry| &*entry.rule.id == "c.fast");
            entry.map(|entry| entry.version.text.to_string())
        };
        (find(&book), book.sets[0].members.clone())
    };
    let (text, closed) = texts(date(2023, 11, 16));
    assert_eq!((text.as_deref(), closed), (Some("tpp >= tpp_4800"), names(&["CN", "MO"])));
    let (text, closed) = texts(RU_CLOSED);
    assert!(text.is_some_and(|text| text.contains("pd_592")) && closed == names(&["CN", "MO", "RU"]));
}

#[test]
fn a_letter_is_known_to_its_addressee_from_the_notice_and_to_others_from_publication() {
    let mut toy = one_rule();
    toy.law.instruments[0].published = date(2023, 6, 1);
    toy.law.instruments[0].notified = Some(date(2022, 11, 1));
    toy.law.instruments[0].addressees = names(&["maker"]);
    let rules = |asker: Option<&str>, known_on| {
        let asker = asker.map(name);
        in_force(&toy.law.book(View { known_on: Some(known_on), asker, ..view(DAY) }))
    };
    assert_eq!(rules(Some("maker"), date(2022, 11, 1)), ["r"]);
    assert!(rules(Some("maker"), date(2022, 10, 31)).is_empty());
    assert!(rules(Some("other"), date(2023, 5, 31)).is_empty());
    assert!(rules(None, date(2023, 5, 31)).is_empty());
    assert_eq!(rules(Some("other"), date(2023, 6, 1)), ["r"]);
}

#[test]
fn rules_of_the_other_gate_are_in_another_book() {
    let mut toy = one_rule();
    toy.law.rules[0].gate = gates_to(DAY).buyer();
    assert_eq!(on(&toy.law, DAY), "");
    assert_eq!(in_force(&toy.law.book(View { gate: gates_to(DAY).buyer(), ..view(DAY) })), ["r"]);
}

#[test]
fn a_set_is_that_of_the_day_and_a_built_one_is_its_parts_and_words_without_those_taken_out() {
    let Toy { law, .. } = toy();
    let sets = |day: Date| {
        let book = law.book(view(day));
        (book.sets[0].members.clone(), book.sets[2].members.clone())
    };
    let day_before = date(2023, 12, 31);
    assert_eq!(sets(day_before), (names(&["CN", "MO"]), names(&["AE", "CN"])));
    assert_eq!(sets(RU_CLOSED), (names(&["CN", "MO", "RU"]), names(&["AE", "CN", "RU"])));
}

#[test]
fn words_that_alike_begin_and_words_of_one_letter_more_are_not_taken_for_a_member() {
    let mut toy = Toy::default();
    let members: &[&str] = &["longword1", "longword12", "longword3", "x"];
    toy.set("words", crate::toy::listed(&[(ENACTED, members)]));
    let book = toy.law.book(view(DAY));
    for word in members {
        assert_eq!(book.sets[0].has(&name(word)), Answer::Yes, "{word}");
    }
    for word in ["", "longword", "longword2", "longword123", "xx", "y"] {
        assert_eq!(book.sets[0].has(&name(word)), Answer::No, "{word}");
    }
}

#[test]
fn a_change_of_a_set_after_the_sources_end_leaves_its_words_uncertain() {
    let mut toy = toy();
    toy.law.gates = gates_to(date(2023, 12, 31));
    let book = toy.law.book(view(DAY));
    let [closed, watched] = [&book.sets[0], &book.sets[2]];
    assert_eq!(closed.has(&name("RU")), Answer::Unknown);
    assert_eq!(watched.has(&name("RU")), Answer::Unknown);
    assert_eq!(closed.has(&name("CN")), Answer::Yes);
    assert_eq!(watched.has(&name("MO")), Answer::No);
}
