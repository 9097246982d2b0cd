//! What to do next, what the joint verdict rests on, and words for every fact.

use crate::support::{corpus, files_with, question, text_of};
use chipgate_ask::Screened;
use chipgate_ask::determination::{Determination, answer};
use chipgate_ask::next::{Action, Next, next};
use chipgate_corpus::Corpus;
use chipgate_law::determine::GateAnswer;
use chipgate_law::instrument::Authority;
use chipgate_law::rule::{Measure, Policy};
use jiff::civil::date;

fn asked(text: &str) -> Determination {
    answer(corpus().ground(), &question(text), date(2026, 9, 29))
        .unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn steps(text: &str) -> Vec<Next> {
    next(&asked(text))
}

fn actions(steps: &[Next]) -> Vec<Action> {
    steps.iter().map(|step| step.action).collect()
}

#[test]
fn what_the_press_alone_prohibits_is_not_shipped_and_marked_as_reported() {
    let found =
        asked("chip = \"nvidia-h200-sxm-141gb\"\nto = \"CN\"\nend_user_hq = \"CN\"\nas_of = 2026-06-05");
    assert_eq!(found.verdict, GateAnswer::Settled(Measure::Prohibited));
    assert_eq!((found.verdict_authority, found.is_reported()), (Some(Authority::WindowGuidance), true));
    let steps = next(&found);
    assert_eq!(actions(&steps), [Action::DoNotProceed, Action::Apply]);
    assert_eq!((steps[0].gate, steps[0].reported), (Some(corpus().law.gates.buyer()), true));
    assert_eq!((steps[1].gate, steps[1].reported), (Some(corpus().law.gates.seller()), false));
}

/// Gallium to a Japanese military user: Announcement No. 1 of 2026 prohibits it, and no license helps.
#[test]
fn what_a_text_prohibits_leaves_no_other_step() {
    let ask = "from = \"CN\"\nto = \"JP\"\nend_use = \"military\"\nas_of = 2026-02-01\n[item]\nkind = \"material\"\nmineral = \"gallium\"";
    let steps = steps(ask);
    assert_eq!(actions(&steps), [Action::DoNotProceed]);
    assert_eq!((steps[0].gate, steps[0].reported), (Some(corpus().law.gates.buyer()), false));
}

#[test]
fn a_verdict_on_which_both_gates_agree_rests_on_the_stronger_authority() {
    let mut found =
        asked("chip = \"nvidia-h200-sxm-141gb\"\nto = \"CN\"\nend_user_hq = \"CN\"\nas_of = 2026-06-05");
    found.gates[corpus().law.gates.seller()].answer = GateAnswer::Settled(Measure::Prohibited);
    found.gates[corpus().law.gates.seller()].authority = Some(Authority::Regulation);
    let joint = chipgate_ask::gates::joint_authority(&found.gates, found.verdict);
    assert_eq!(joint, Some(Authority::Regulation));
}

#[test]
fn no_authority_is_claimed_where_nothing_was_found_or_the_verdict_is_open() {
    let free = asked("chip = \"nvidia-t4\"\nto = \"SG\"\nend_user_hq = \"SG\"\nas_of = 2025-06-01");
    assert_eq!(free.verdict_authority, None);
    let open = asked("chip = \"nvidia-h20-96gb\"\nto = \"SG\"\nas_of = 2025-06-01");
    assert_eq!((open.verdict, open.verdict_authority), (GateAnswer::Unknown, None));
}

#[test]
fn an_open_answer_asks_for_the_facts_that_settle_it() {
    let steps = steps("chip = \"nvidia-h20-96gb\"\nto = \"SG\"\nas_of = 2025-06-01");
    let first = &steps[0];
    assert_eq!((first.action, first.gate), (Action::Supply, Some(corpus().law.gates.seller())));
    assert!(first.facts.iter().any(|fact| &**fact == "end_user.headquarters"), "{first:?}");
}

/// China's gate waits for the US one here; it asks for nothing of its own.
#[test]
fn what_one_gate_reads_of_the_other_is_never_asked_of_the_user() {
    let steps = steps("chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nexporter = \"Somebody\"\nas_of = 2025-11-01");
    let asked = steps.iter().flat_map(|step| &step.facts);
    assert!(asked.into_iter().all(|fact| &**fact != "us_license_needed"), "{steps:?}");
}

#[test]
fn a_license_requirement_says_where_to_apply_and_how_it_is_reviewed() {
    let steps =
        steps("chip = \"nvidia-h100-sxm5-80gb\"\nto = \"CN\"\nend_user_hq = \"CN\"\nas_of = 2024-06-01");
    let first = &steps[0];
    assert_eq!((first.action, first.gate), (Action::Apply, Some(corpus().law.gates.seller())));
    assert_eq!(first.review, Some(Policy::PresumptionOfDenial));
}

#[test]
fn an_exception_that_nothing_stands_against_is_tried_before_a_license() {
    let steps = steps("chip = \"nvidia-rtx-4090\"\nto = \"CN\"\nend_user_hq = \"CN\"\nas_of = 2024-06-01");
    let first = &steps[0];
    assert_eq!((first.action, first.exception.as_deref()), (Action::TryException, Some("NAC")));
    assert!(!first.facts.is_empty());
}

#[test]
fn nothing_found_still_asks_for_names_for_lists_and_for_what_was_presumed() {
    const T4: &str = "chip = \"nvidia-t4\"\nto = \"SG\"\nend_user_hq = \"SG\"\nas_of = 2026-08-15\n";
    let of = |found: &Determination| actions(&next(found));
    assert_eq!(of(&asked(T4))[0], Action::NameParties);
    let mut named = asked(&format!("{T4}end_user = \"Foo Hosting\""));
    named.asked.screened.clear();
    assert_eq!(of(&named)[0], Action::Screen);
    named.asked.screened.push(Screened {
        list: "us.entity_list".into(),
        title: "Entity List".into(),
        dated: date(2026, 7, 31),
        entries: 3420,
        sha256: String::new(),
    });
    let again = next(&named);
    assert_eq!((again[0].action, again[0].after), (Action::ScreenAgain, Some(date(2026, 7, 31))));
    assert_eq!(again[1].action, Action::Confirm);
    named.gates[corpus().law.gates.seller()].provided_that.clear();
    named.gates[corpus().law.gates.buyer()].provided_that.clear();
    named.asked.provided.clear();
    named.asked.screened[0].dated = date(2026, 8, 15);
    assert_eq!(of(&named), [Action::KeepRecord]);
}

#[test]
fn a_day_after_the_sources_asks_for_what_was_published_since() {
    let found = asked("chip = \"nvidia-t4\"\nto = \"SG\"\nend_user_hq = \"SG\"\nas_of = 2026-12-05");
    assert_eq!(next(&found)[0].action, Action::CheckNewerLaw);
}

#[test]
fn a_near_name_is_settled_before_other_facts() {
    let mut found = asked("chip = \"nvidia-h20-96gb\"\nto = \"SG\"\nas_of = 2025-06-01");
    found.gates[corpus().law.gates.seller()].missing[0].entries.push("us.el.huawei".into());
    let first = &next(&found)[0];
    assert_eq!((first.action, first.entries.len()), (Action::SettleName, 1));
}

#[test]
fn a_fact_without_words_is_a_problem_of_the_data() {
    let names = ["en", "ja", "zh"].map(|lang| format!("words/facts.{lang}.toml"));
    let without = |text: &str| -> Vec<u8> {
        let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("fact_tpp ")).collect();
        kept.join("\n").into_bytes()
    };
    let changes: Vec<(&str, Vec<u8>)> =
        names.iter().map(|path| (path.as_str(), without(&text_of(path)))).collect();
    let problems = Corpus::load(&files_with(&changes), &[]).problems;
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].message, "fact `tpp` has no message `fact_tpp`");
    assert!(problems[0].help.as_deref().unwrap().contains("words/facts.en.toml"));
}
