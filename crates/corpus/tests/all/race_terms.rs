//! What both rule books let through to the race, against figures and dates from outside.

use crate::support::{corpus, question, sound, text_of};
use chipgate_ask::determination::{Determination, answer};
use chipgate_ask::gates::GateBooks;
use chipgate_corpus::{Corpus, embedded};
use chipgate_survey::terms::{Clip, Open, REDESIGN, Terms, clip, reformed_terms, terms};
use jiff::civil::{Date, date};
use std::sync::LazyLock;

static TERMS: LazyLock<Vec<Terms>> = LazyLock::new(|| all_terms(corpus()));

fn all_terms(of: &Corpus) -> Vec<Terms> {
    terms(of.ground(), &of.race.market).unwrap()
}

fn on(class: &str, day: Date) -> &'static Terms {
    TERMS.iter().rfind(|terms| *terms.class == *class && terms.from <= day).unwrap()
}

fn clipped(chip: &str, day: Date) -> Clip {
    let books = GateBooks::on(&corpus().law, day, None, None);
    clip(corpus().ground(), &books, corpus().catalogue.chip(chip).unwrap(), day).unwrap().unwrap()
}

const H100: &str = "nvidia-h100-sxm5-80gb";

/// The H800 of March 2023 has the H100's arithmetic and memory, and links of 400 GB/s.
#[test]
fn october_2022_clips_the_interconnect_alone() {
    let part = clipped(H100, date(2022, 11, 7));
    assert_eq!((part.kept.tpp, part.kept.memory), (part.full.tpp, part.full.memory));
    assert_eq!(part.kept.interconnect, 600.0_f64.next_down(), "the last number under the line");
}

/// The H20, made for this text, has a TPP of 2,368 with the memory and links of its class untouched.
#[test]
fn october_2023_clips_the_arithmetic_alone() {
    let part = clipped(H100, date(2023, 11, 17));
    assert_eq!(part.kept.tpp, 2400.0_f64.next_down(), "the last number under the line");
    assert_eq!((part.kept.memory, part.kept.interconnect), (part.full.memory, part.full.interconnect));
}

/// After the letter NVIDIA made the RTX PRO 6000D: 1,398 GB/s, just under the 1,400 that the press reported.
#[test]
fn the_letter_of_april_2025_clips_the_memory_bandwidth_too() {
    let (before, after) = (date(2025, 4, 8), date(2025, 4, 9));
    assert_eq!(clipped("nvidia-b200-sxm", before).kept.memory, 7700.0);
    let part = clipped("nvidia-b200-sxm", after);
    // The press gives the part that was sold under that letter 1,398 GB/s, a catalogue 1,570.
    let sold = corpus().catalogue.chip("nvidia-rtx-pro-6000d").unwrap();
    let sold = sold.figure("memory_bandwidth_gb_per_s", "").unwrap().range.low.at;
    assert!(sold < part.kept.memory && part.kept.memory < 1400.0, "{part:?}");
    assert!(part.kept.memory / sold < 1.01, "{part:?}");
    // Two dies of 814 mm2 stay under 1.6 TPP a square millimetre.
    assert!(part.kept.tpp / 1628.0 < 1.6, "{part:?}");
    assert!(part.kept.tpp.next_up() / 1628.0 >= 1.6, "{part:?}");
}

#[test]
fn the_clipped_part_needs_no_license_and_a_little_more_does() {
    for (chip, day) in [(H100, date(2023, 11, 17)), ("nvidia-b200-sxm", date(2025, 4, 9))] {
        let part = clipped(chip, day);
        let ask = |tpp: f64, memory: f64| {
            let text = format!(
                "to = \"CN\"\nexporter = \"nvidia\"\nas_of = {day}\nend_user_hq = \"CN\"\n[item]\nkind = \"chip\"\ndesigner = \"nvidia\"\nfamily = \"new\"\ndatacenter = true\ntpp = {tpp}\napplicable_die_area_mm2 = {}\ndram_bw_gb_per_s = {memory}\nic_bw_gb_per_s = {}\nio22_gb_per_s = {}\n",
                part.area.unwrap(),
                part.kept.interconnect,
                part.kept.interconnect
            );
            answer(corpus().ground(), &question(&text), day).unwrap().gates.seller().answer.code()
        };
        assert_eq!(ask(part.kept.tpp, part.kept.memory), "no_license_required");
        assert_eq!(ask(part.kept.tpp * 1.001, part.kept.memory), "license_required");
    }
}

/// Reported: explanations from August 2025, orders of January 2026, approvals at its end, a standstill in June.
#[test]
fn the_chinese_gate_keeps_the_steps_apart() {
    use Open::{Closed, Discouraged, Free, Licensed, Unknown};
    assert_eq!(on("h20", date(2024, 2, 1)).buyer, [Free, Unknown, Free, Unknown]);
    assert_eq!(on("h20", date(2024, 2, 1)).buyer_mildest, [Free; 4]);
    assert_eq!(on("h20", date(2025, 8, 16)).buyer, [Licensed, Licensed, Licensed, Discouraged]);
    assert_eq!(on("h200", date(2026, 1, 7)).buyer, [Closed; 4]);
    assert_eq!(on("h200", date(2026, 1, 28)).buyer, [Licensed, Licensed, Licensed, Closed]);
    assert_eq!(on("h200", date(2026, 6, 1)).buyer, [Closed; 4]);
    assert_eq!(on("b30a", date(2026, 6, 1)).buyer[0], Discouraged);
}

/// Reported: more than half domestic in public hubs by August 2025, none foreign at new state sites from November.
#[test]
fn mandates_come_from_the_book() {
    let of = |day| on("h20", day).mandate;
    assert_eq!(of(date(2025, 8, 15)), [0.0; 4]);
    assert_eq!(of(date(2025, 8, 16)), [0.0, 0.0, 0.0, 0.5]);
    assert_eq!(of(date(2025, 11, 5)), [0.0, 0.0, 0.0, 1.0]);
}

/// 15% announced on 2025-08-11; 25% announced on 2025-12-08, taken as a duty on the way from 2026-01-15.
#[test]
fn charges_and_the_cap_come_from_the_book() {
    let of = |class, day| (on(class, day).take, on(class, day).capped);
    assert_eq!(of("h20", date(2025, 8, 10)), (0.0, false));
    assert_eq!(of("h20", date(2025, 8, 11)), (0.15, false));
    assert_eq!(of("h200", date(2026, 1, 14)), (0.25, false));
    assert_eq!(of("h200", date(2026, 1, 15)), (0.25, true));
    assert_eq!(of("flagship", date(2026, 1, 15)), (0.0, false));
}

fn with(reforms: &[&str]) -> Corpus {
    let laid: Vec<_> = reforms
        .iter()
        .map(|name| {
            let path = format!("law/reforms/{name}.toml");
            let text = text_of(&path).into_bytes();
            (path, text)
        })
        .collect();
    sound(&embedded::files(), &laid)
}

fn ask(corpus: &Corpus, chip: &str, more: &str) -> Determination {
    let text = format!(
        "chip = \"{chip}\"\nto = \"CN\"\nas_of = 2026-09-01\nfacts = {{ dd_certified = true }}\nend_use = \"training\"\nbuyer_class = [\"private\"]\nend_user_hq = \"CN\"\n{more}\n"
    );
    answer(corpus.ground(), &question(&text), date(2026, 9, 1))
        .unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn us(corpus: &Corpus, chip: &str) -> String {
    let found = ask(corpus, chip, "");
    let review = found.gates.seller().review.map_or("open", chipgate_law::rule::Policy::code);
    format!("{} {review}", found.gates.seller().answer.code())
}

const H20: &str = "nvidia-h20-96gb";
const H200: &str = "nvidia-h200-sxm-141gb";
const B30A: &str = "nvidia-b30a";
const B200: &str = "nvidia-b200-sxm";

#[test]
fn american_policies_are_law_that_can_be_asked() {
    assert_eq!(us(corpus(), H200), "license_required case_by_case");
    let kept = with(&["ban-kept"]);
    // The H200's memory bandwidth reaches the line of the letter as well.
    assert_eq!(us(&kept, H200), "license_required policy_of_denial");
    assert_eq!(us(&kept, H20), "license_required policy_of_denial");
    let h20 = with(&["h20-at-15-percent"]);
    assert_eq!(us(&h20, H20), "license_required presumption_of_approval");
    assert_eq!(us(&h20, H200), "license_required presumption_of_denial");
    assert_eq!(
        ask(&h20, H20, "").gates.seller().charges.iter().map(|charge| charge.rate).collect::<Vec<_>>(),
        [0.15]
    );
    let b30a = with(&["b30a-allowed"]);
    assert_eq!(us(corpus(), B30A), "license_required presumption_of_denial");
    assert_eq!(us(&b30a, B30A), "license_required presumption_of_approval");
    let free = with(&["no-license-for-circuits-to-china"]);
    for chip in [H20, H200, B200] {
        assert!(us(&free, chip).starts_with("license_exception"), "{}", us(&free, chip));
    }
    // The Entity List stays.
    let listed = ask(&free, B200, "purchaser = \"Huawei Technologies Co., Ltd.\"");
    assert_eq!(listed.gates.seller().answer.code(), "license_required");
}

#[test]
fn a_window_opens_and_closes() {
    let window = all_terms(&with(&["b30a-for-twelve-months"]));
    let of = |day| window.iter().rfind(|terms| *terms.class == *"b30a" && terms.from <= day).unwrap().seller;
    assert_eq!(of(date(2026, 6, 30)), Open::Closed);
    assert_eq!(of(date(2026, 7, 1)), Open::Licensed);
    assert_eq!(of(date(2027, 7, 1)), Open::Closed);
}

#[test]
fn chinese_answers_are_law_that_can_be_asked() {
    let china = |corpus: &Corpus, more: &str| ask(corpus, H200, more).gates.buyer().answer.code();
    assert_eq!(china(corpus(), ""), "prohibited");
    let open = ["china-ends-chip-guidance", "china-opens-state-sites"];
    let state =
        "site_funding = \"state\"\nsite_progress = 0.1\nsite_owner = \"public\"\ndomestic_share = 0.2";
    assert_eq!(china(&with(&open), ""), "no_license_required");
    assert_eq!(china(&with(&open), state), "no_license_required");
    assert_eq!(china(&with(&open[..1]), state), "prohibited");
    let half = with(&[open[0], open[1], "china-half-domestic"]);
    assert_eq!(china(&half, "domestic_share = 0.49"), "prohibited");
    assert_eq!(china(&half, "domestic_share = 0.5"), "no_license_required");
    let training = with(&[open[0], "china-no-foreign-inference"]);
    assert_eq!(china(&training, ""), "no_license_required");
    let inference = |corpus: &Corpus| {
        let text = format!(
            "chip = \"{H200}\"\nto = \"CN\"\nkind = \"deploy\"\nend_use = \"inference\"\nas_of = 2026-09-01"
        );
        answer(corpus.ground(), &question(&text), date(2026, 9, 1)).unwrap().gates.buyer().answer.code()
    };
    assert_eq!((inference(corpus()), inference(&training)), ("no_license_required", "prohibited"));
}

#[test]
fn a_reform_of_half_domestic_is_a_mandate_of_a_half_and_no_closed_gate() {
    let all =
        all_terms(&with(&["china-ends-chip-guidance", "china-opens-state-sites", "china-half-domestic"]));
    let last = all.iter().rfind(|terms| *terms.class == *"h200").unwrap();
    assert_eq!((last.mandate, last.buyer), ([0.5; 4], [Open::Free; 4]));
}

#[test]
fn the_redesign_is_free_and_asks_the_chinese_gate_as_well() {
    let part = on(REDESIGN, date(2026, 1, 15));
    assert_eq!((part.seller, part.buyer[0], part.buyer[3]), (Open::Free, Open::Free, Open::Closed));
}

/// The short way asks again from the first day of a reform; the long way asks about every day.
#[test]
fn the_short_way_to_reformed_terms_says_what_the_long_way_says() {
    for reforms in [&["safe-chips-act"][..], &["china-ends-chip-guidance", "b30a-for-twelve-months"]] {
        let reformed = with(reforms);
        let short = reformed_terms(corpus().ground(), &corpus().race.market, &TERMS, &reformed.law).unwrap();
        assert!(short == all_terms(&reformed), "{reforms:?}");
        assert!(short != *TERMS, "{reforms:?}");
    }
    assert_eq!(
        reformed_terms(corpus().ground(), &corpus().race.market, &TERMS, &corpus().law).unwrap(),
        *TERMS
    );
}
