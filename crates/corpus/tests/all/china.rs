//! China's gate: switches, what the press alone knows, and questions about chips that minerals must not open.

use crate::support::{corpus, request, sound, text_of};
use chipgate_corpus::determination::{Determination, answer};
use chipgate_corpus::history::{Histories, Span};
use chipgate_corpus::reference::Reference;
use chipgate_corpus::{Corpus, embedded};
use chipgate_law::instrument::Authority;
use chipgate_law::rule::{Gate, VersionLens};
use jiff::civil::date;

fn asked(corpus: &Corpus, text: &str) -> Determination {
    answer(corpus, &request(text), date(2026, 10, 7)).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn china(corpus: &Corpus, text: &str) -> &'static str {
    asked(corpus, text).cn.answer.code()
}

fn with_switch(name: &str) -> Corpus {
    let path = format!("reforms/{name}.toml");
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
        asked(corpus, ask).cn.conditions.iter().any(|condition| &**condition == key)
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
    for rule in law.rules.iter().filter(|rule| rule.gate == Gate::Cn) {
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
    for chip in &corpus().chips {
        let ask = format!(
            "chip = \"{}\"\nto = \"CN\"\nend_user_hq = \"CN\"\nsite = \"existing\"\nbuyer_class = [\"private\"]\nas_of = 2026-03-01",
            chip.id
        );
        let found = asked(corpus(), &ask);
        for missing in &found.cn.missing {
            assert_eq!(&*missing.fact, "us_license_needed", "{}", chip.id);
        }
    }
}

/// The pause of orders ended by its own terms on 2026-01-14; the step on security software of that day has no part in it.
#[test]
fn a_history_names_the_text_that_ended() {
    let chip = corpus().chip("nvidia-h200-sxm-141gb").unwrap();
    let ask = Reference { to: "CN".to_owned(), ..Reference::default() };
    let span = Span { from: None, until: date(2026, 2, 1), ask };
    let history = Histories::new(corpus(), span).of(chip).unwrap();
    let stretch = history.stretches.iter().find(|stretch| stretch.from == date(2026, 1, 14)).unwrap();
    let cause = stretch.cause.clone().unwrap();
    assert!(["cn.press.2025-12-09-h200", "cn.press.2026-01-07-h200-pause"].contains(&&*cause), "{cause}");
}
