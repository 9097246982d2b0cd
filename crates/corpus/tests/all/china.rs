//! China's gate: switches, what the press alone knows, and questions about chips that minerals must not open.

use crate::support::{corpus, question, sound, text_of};
use chipgate_ask::determination::{Determination, answer};
use chipgate_ask::reference::Reference;
use chipgate_corpus::{Corpus, embedded};
use chipgate_law::instrument::Authority;
use chipgate_law::rule::VersionLens;
use chipgate_survey::history::{Histories, Span};
use jiff::civil::date;

fn asked(corpus: &Corpus, text: &str) -> Determination {
    answer(corpus.ground(), &question(text), date(2026, 10, 7))
        .unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn china(corpus: &Corpus, text: &str) -> &'static str {
    asked(corpus, text).gates.buyer().answer.code()
}

fn with_switch(name: &str) -> Corpus {
    let path = format!("law/reforms/{name}.toml");
    let bytes = text_of(&path).into_bytes();
    sound(&embedded::files(), &[(path, bytes)])
}

/// Announcement No. 57 of 2025, paused to 2026-11-10 by No. 70; the extension to 2027-01-10 is a statement only.
#[test]
fn the_announced_extension_counts_only_with_its_switch() {
    let extended = with_switch("mofcom-suspension-extended");
    let days = [
        ("2026-11-10", "no_license_required", "no_license_required"),
        ("2026-11-11", "unknown", "no_license_required"),
        ("2027-01-10", "unknown", "no_license_required"),
        ("2027-01-11", "unknown", "unknown"),
    ];
    for (day, by_text, by_switch) in days {
        let ask = format!(
            "from = \"CN\"\nto = \"JP\"\nas_of = {day}\n[item]\nkind = \"material\"\nmineral = \"holmium\"\ncn_listed_form = true"
        );
        assert_eq!((china(corpus(), &ask), china(&extended, &ask)), (by_text, by_switch), "{day}");
    }
}

/// Clause 2 of Announcement No. 46 of 2024, paused to 2026-11-27 by No. 72; gallium needs a license in any case.
#[test]
fn the_announced_extension_reaches_clause_2_of_no_46() {
    let extended = with_switch("mofcom-suspension-extended");
    let ask =
        "from = \"CN\"\nto = \"US\"\nas_of = 2026-11-28\n[item]\nkind = \"material\"\nmineral = \"gallium\"";
    assert_eq!((china(corpus(), ask), china(&extended, ask)), ("unknown", "license_required"));
}

#[test]
fn a_single_weak_report_counts_only_with_its_switch() {
    let stopped = with_switch("rtx-5090-d-v2-stopped");
    let ask = |day: &str| format!("chip = \"nvidia-rtx-5090-d-v2\"\nto = \"CN\"\nas_of = {day}");
    assert_ne!(china(corpus(), &ask("2026-05-15")), "prohibited");
    assert_ne!(china(&stopped, &ask("2026-05-14")), "prohibited");
    assert_eq!(china(&stopped, &ask("2026-05-15")), "prohibited");
}

#[test]
fn decrees_and_drafts_add_duties_only_with_their_switches() {
    let has = |corpus: &Corpus, ask: &str, key: &str| {
        asked(corpus, ask).gates.buyer().conditions.iter().any(|condition| &**condition == key)
    };
    let decree = "chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nas_of = 2026-04-13";
    assert!(!has(corpus(), decree, "cn_compliance_with_us_barred"));
    assert!(has(&with_switch("decree-835-against-us-chip-rules"), decree, "cn_compliance_with_us_barred"));
    let grid = |share: &str| {
        format!(
            "chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nas_of = 2026-06-09\ndomestic_share = {share}\nfacts = {{ national_grid_project = true }}"
        )
    };
    let drafted = with_switch("national-grid-domestic-share");
    assert!(!has(corpus(), &grid("0.79"), "cn_grid_share_missed"));
    assert!(has(&drafted, &grid("0.79"), "cn_grid_share_missed"));
    assert!(!has(&drafted, &grid("0.8"), "cn_grid_share_missed"));
}

#[test]
fn what_only_the_press_knows_is_never_codified() {
    let law = &corpus().law;
    let unpublished = [Authority::WindowGuidance, Authority::Announcement, Authority::Draft];
    let mut seen = 0;
    for rule in law.rules.iter().filter(|rule| rule.gate == law.gates.buyer()) {
        for version in &rule.versions {
            let authority = law.instrument_of(version).unwrap().authority;
            let is_unpublished = unpublished.contains(&authority);
            assert_eq!(is_unpublished, version.lens == VersionLens::Enforced, "{}", rule.id);
            seen += usize::from(is_unpublished);
        }
    }
    assert!(seen >= 20);
}

/// Facts of minerals, deals and software stay closed; only what the US gate leaves open can open China's.
#[test]
fn ordinary_questions_about_chips_are_not_opened_by_other_goods() {
    for chip in &corpus().catalogue.chips {
        let ask = format!(
            "chip = \"{}\"\nto = \"CN\"\nend_user_hq = \"CN\"\nsite = \"existing\"\nbuyer_class = [\"private\"]\nas_of = 2026-03-01",
            chip.id
        );
        let found = asked(corpus(), &ask);
        for missing in &found.gates.buyer().missing {
            assert_eq!(&*missing.fact, "us_license_needed", "{}", chip.id);
        }
    }
}

/// The pause of orders ended by its own terms on 2026-01-14; the step on security software of that day has no part in it.
#[test]
fn a_history_names_the_text_that_ended() {
    let chip = corpus().catalogue.chip("nvidia-h200-sxm-141gb").unwrap();
    let ask = Reference { to: "CN".to_owned(), ..Reference::default() };
    let span = Span { from: None, until: date(2026, 2, 1), ask };
    let history = Histories::new(corpus().ground(), span).of(chip).unwrap();
    let stretch = history.stretches.iter().find(|stretch| stretch.from == date(2026, 1, 14)).unwrap();
    let cause = stretch.cause.clone().unwrap();
    assert!(["cn.press.2025-12-09-h200", "cn.press.2026-01-07-h200-pause"].contains(&&*cause), "{cause}");
}

/// From which day both gates and the joint verdict say what, read against the provisions day by day.
fn gates_of(chip: &str) -> Vec<String> {
    let corpus = corpus();
    let to = "CN".to_owned();
    let span = Span { ask: Reference { to, ..Reference::default() }, from: None, until: date(2026, 10, 1) };
    let history = Histories::new(corpus.ground(), span).of(corpus.catalogue.chip(chip).unwrap()).unwrap();
    let words = |found: &Determination| {
        format!(
            "{} {} {}",
            found.gates.seller().answer.code(),
            found.gates.buyer().answer.code(),
            found.verdict.code()
        )
    };
    let mut rows: Vec<(String, String)> = Vec::new();
    for stretch in &history.stretches {
        let words = words(&stretch.found);
        if rows.last().is_none_or(|(_, before)| *before != words) {
            rows.push((stretch.from.to_string(), words));
        }
    }
    rows.into_iter().map(|(from, words)| format!("{from} {words}")).collect()
}

const FREE: &str = "no_license_required";
const LICENSE: &str = "license_required";

#[test]
fn both_gates_of_the_h20() {
    // The letter of 9 April 2025; guidance reported on 12 August, its first day not known before.
    let expected = [
        format!("2023-11-16 {FREE} {FREE} {FREE}"),
        format!("2025-04-09 {LICENSE} {FREE} {LICENSE}"),
        format!("2025-08-01 {LICENSE} unknown {LICENSE}"),
        format!("2025-08-12 {LICENSE} approval_required {LICENSE}"),
    ];
    assert_eq!(gates_of("nvidia-h20-96gb"), expected);
}

#[test]
fn both_gates_of_the_h200() {
    // Customs checks reported on 10 October 2025, approval from 9 December, pause on 7 January 2026, customs shut on
    // 13 January, conditional approvals on 28 January, idle from May, reported on 1 June.
    let expected = [
        format!("2024-11-18 {LICENSE} {FREE} {LICENSE}"),
        format!("2025-10-01 {LICENSE} unknown {LICENSE}"),
        format!("2025-10-10 {LICENSE} discouraged {LICENSE}"),
        format!("2025-12-09 {LICENSE} approval_required {LICENSE}"),
        format!("2026-01-07 {LICENSE} prohibited prohibited"),
        format!("2026-01-28 {LICENSE} approval_required {LICENSE}"),
        format!("2026-05-01 {LICENSE} unknown unknown"),
        format!("2026-06-01 {LICENSE} prohibited prohibited"),
    ];
    assert_eq!(gates_of("nvidia-h200-sxm-141gb"), expected);
}

#[test]
fn both_gates_of_the_rtx_pro_6000d_and_the_mi308x() {
    // The order of September 2025 binds large platforms only; the buyer of a history is a private one.
    let pro = [
        format!("2025-09-01 unknown {FREE} unknown"),
        "2025-10-01 unknown unknown unknown".to_owned(),
        "2025-10-10 unknown discouraged unknown".to_owned(),
    ];
    assert_eq!(gates_of("nvidia-rtx-pro-6000d"), pro);
    let mi308x = [
        format!("2024-01-01 {FREE} {FREE} {FREE}"),
        format!("2025-04-15 {LICENSE} {FREE} {LICENSE}"),
        format!("2025-10-01 {LICENSE} unknown {LICENSE}"),
        format!("2025-10-10 {LICENSE} discouraged {LICENSE}"),
    ];
    assert_eq!(gates_of("amd-mi308x"), mi308x);
}

#[test]
fn hong_kong_and_macau_lie_outside_chinas_gate() {
    for place in ["HK", "MO"] {
        let text = format!("chip = \"nvidia-h200-sxm-141gb\"\nto = \"{place}\"\nas_of = 2026-01-20");
        let found = asked(corpus(), &text);
        assert_eq!(
            found.gates.buyer().because.map(|because| because.code()),
            Some("outside_scope"),
            "{place}"
        );
        assert_eq!(found.gates.seller().answer.code(), LICENSE, "{place}");
        assert_eq!(found.verdict.code(), LICENSE, "{place}");
    }
}
