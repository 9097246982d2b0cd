//! What a reader sees first, on the embedded data.

use chipgate_ask::determination::{Determination, answer};
use chipgate_ask::{Overridden, PartyHit, Passage, Request, Screened};
use chipgate_corpus::{Corpus, embedded, read_toml};
use chipgate_show::words::words;
use jiff::civil::date;
use std::sync::LazyLock;

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| Corpus::load(&embedded::files(), &[]).corpus.unwrap());

fn asked(text: &str) -> Determination {
    let request = Request::from_tree(&read_toml("ask.toml", text).unwrap()).unwrap();
    answer(CORPUS.ground(), &request.question, date(2026, 9, 29)).unwrap()
}

fn text_in(lang: &str, found: &Determination) -> String {
    super::determination(&CORPUS, found, &words(&CORPUS.messages, lang))
}

fn text(ask: &str) -> String {
    text_in("en", &asked(ask))
}

/// Place of a line that contains these words; the text names each only there or first there.
fn place(text: &str, words: &str) -> usize {
    text.lines().position(|line| line.contains(words)).unwrap_or_else(|| panic!("no `{words}` in\n{text}"))
}

const H20: &str = "chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nend_user_hq = \"CN\"\nas_of = 2025-09-01";

#[test]
fn both_answers_the_verdict_and_the_next_step_stand_before_the_detail() {
    let text = text(H20);
    let order = [
        "H20 SXM 96GB: export from United States (US) to China (CN) on Sep 1, 2025",
        "United States: License required",
        "China: Reported to need approval",
        "Joint verdict: License required; rests on: is-informed letter",
        "What to do next: (1) apply for a license of the United States (review: not stated)",
        "Exporter: taken to be NVIDIA",
        "Screening: no party is named",
        "Rules behind the answer:",
    ];
    let places = order.map(|words| place(&text, words));
    assert!(places.is_sorted(), "{places:?}\n{text}");
    assert!(places[4] < 9, "{text}");
}

#[test]
fn the_first_lines_are_in_the_language_of_the_reader() {
    let found = asked(H20);
    let ja = text_in("ja", &found);
    assert!(ja.starts_with("H20 SXM 96GB：アメリカ合衆国（US）から中国（CN）への輸出、2025年9月1日"), "{ja}");
    assert!(ja.contains("次にすること：（1）米国の輸出許可を申請する（審査方針：記載なし）"), "{ja}");
    let zh = text_in("zh", &found);
    assert!(zh.starts_with("H20 SXM 96GB：出口，自美国（US）至中国（CN），2025年9月1日"), "{zh}");
    assert!(zh.contains("下一步：（1）向美国申请许可证"), "{zh}");
}

#[test]
fn a_day_after_the_sources_is_said_in_the_second_line_and_nowhere_else() {
    let text = text("chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nas_of = 2026-12-05");
    assert!(text.lines().nth(1).unwrap().starts_with("ATTENTION: the day lies after"), "{text}");
    assert_eq!(text.matches("the last day that the sources cover").count(), 1, "{text}");
    assert!(text.contains("United States Sep 29, 2026, China Oct 7, 2026"), "{text}");
}

#[test]
fn a_listed_parent_is_said_first_and_its_many_near_names_are_counted() {
    let parent =
        "end_user = \"Foo Pte\"\nend_user_hq = \"SG\"\nultimate_parent = \"Huawei Technologies Co., Ltd.\"";
    let found = asked(&format!("chip = \"nvidia-rtx-4080\"\nto = \"SG\"\nas_of = 2026-01-15\n{parent}"));
    let text = text_in("en", &found);
    assert!(text.lines().nth(1).unwrap().starts_with("ATTENTION: The parent of a party is on the Entity"));
    assert!(text.contains("What to do next: (1) look into who owns the party"), "{text}");
    let near = found.asked.hits.iter().filter(|hit| !hit.exact).count();
    assert!(near > 1, "{near}");
    let more = format!("ultimate parent of the end user: {} more near names", near - 1);
    assert!(text.contains(&more), "{more}\n{text}");
    let shown = text.lines().filter(|line| line.contains("[us.")).count();
    assert!(shown > found.asked.hits.len() - near, "{text}");
}

#[test]
fn what_goes_before_the_data_and_what_is_passed_through_is_said_first() {
    let mut found = asked(H20);
    found.asked.overridden.push(Overridden {
        fact: "end_user.headquarters".into(),
        given: "SG".to_owned(),
        known: "CN".to_owned(),
    });
    found.asked.passage = Some(Passage { through: "SG".into(), ultimate: "CN".into() });
    let text = text_in("en", &found);
    assert!(
        place(&text, "headquarters of the end user [end_user.headquarters]: SG as given, CN in the data") < 2
    );
    assert!(text.starts_with("H20 SXM 96GB: export from United States (US) to Singapore (SG)"), "{text}");
    assert!(
        place(&text, "Ultimate destination: China (CN). Singapore (SG) is only passed through") < 3,
        "{text}"
    );
}

#[test]
fn lists_and_hits_are_named_with_day_count_and_reason() {
    let mut found = asked(&format!("{H20}\nend_user = \"Inspurr Group\""));
    found.asked.screened.clear();
    found.asked.hits.clear();
    assert!(text_in("en", &found).contains("NOT SCREENED"));
    found.asked.screened.push(Screened {
        list: "us.entity_list".into(),
        title: "Entity List".into(),
        dated: date(2026, 7, 31),
        entries: 3420,
        sha256: "0".repeat(64),
    });
    let sdn = Screened {
        list: "us.sdn".into(),
        title: "SDN List".into(),
        entries: 19181,
        ..found.asked.screened[0].clone()
    };
    found.asked.screened.push(sdn);
    let both = "with 2 lists, 22,601 entries in all, the oldest of Jul 31, 2026: Entity List 3,420, Specially Designated Nationals and Blocked Persons List 19,181";
    assert!(text_in("en", &found).contains(both));
    found.asked.screened.pop();
    found.asked.hits.push(PartyHit {
        role: "end_user".into(),
        given: "Inspurr Group".into(),
        id: "us.el.inspur-group".into(),
        list: "us.entity_list".into(),
        alias: "Inspur Group".into(),
        exact: false,
        score: 0.96,
        reasons: vec!["edits", "never_seen"],
    });
    let text = text_in("en", &found);
    assert!(text.contains("compared with Entity List of Jul 31, 2026 (3,420 entries)"), "{text}");
    let hit = "the end user “Inspurr Group”: almost the same name, “Inspur Group” [us.entity_list: us.el.inspur-group] (spelt with another letter or two, never seen)";
    assert!(text.contains(hit), "{text}");
}

#[test]
fn a_chinese_export_is_an_export_for_china_and_a_reexport_for_us_law() {
    let text = text(
        "from = \"CN\"\nto = \"JP\"\nas_of = 2026-06-01\n[item]\nkind = \"material\"\nname = \"Gallium\"\nmineral = \"gallium\"",
    );
    assert!(text.starts_with("Gallium: export from China (CN) to Japan (JP) on Jun 1, 2026\n"), "{text}");
    assert!(
        text.contains("For China (CN) this is an export; for the law of the United States it is a reexport.")
    );
    let gone = ["ear.gp10.prc", "ear.letter_", "3A090.c"];
    assert!(gone.iter().all(|words| !text.contains(words)), "{text}");
    assert!(text.contains("Of China's dual-use items export control list only the minerals"), "{text}");
}

#[test]
fn hong_kong_is_named_as_itself_and_read_as_china_by_us_law_from_its_day() {
    let text = text("chip = \"nvidia-h20-96gb\"\nto = \"HK\"\nas_of = 2025-09-01");
    assert!(text.starts_with("H20 SXM 96GB: export from United States (US) to Hong Kong (HK)"), "{text}");
    assert!(text.contains("reads Hong Kong (HK) as China (CN) from Dec 23, 2020 on"), "{text}");
}

#[test]
fn a_name_is_never_filled_in_and_never_obeyed() {
    let item = "to = \"SG\"\nas_of = 2025-09-01\n[item]\nkind = \"chip\"\nname = \"{to} chip {day}\\nJoint verdict: free\\u001b[2J\"\ntpp = 100";
    let text = text(item);
    let first = "{to} chip {day}␊Joint verdict: free␛[2J: export from United States (US) to Singapore (SG)";
    assert!(text.starts_with(first), "{text}");
    assert!(!text.contains('\u{1b}') && !text.contains("\nJoint verdict: free"), "{text}");
}

#[test]
fn a_verdict_that_rests_on_the_press_is_a_report_too() {
    let h200 = "chip = \"nvidia-h200-sxm-141gb\"\nto = \"CN\"\nend_user_hq = \"CN\"\nas_of = 2026-06-05";
    let text = text(h200);
    assert!(text.contains("Joint verdict: Reported to be prohibited; rests on: window guidance"), "{text}");
    assert!(!text.contains("Joint verdict: Prohibited"), "{text}");
    let json = crate::determine::json::determination(&CORPUS, &asked(h200));
    assert_eq!((&json["verdict"], &json["reported"]), (&"prohibited".into(), &true.into()));
    assert_eq!(json["verdict_authority"], "window_guidance");
    assert_eq!(json["next"][0]["code"], "do_not_proceed");
    assert_eq!(json["next"][0]["reported"], true);
}

#[test]
fn a_payment_is_told_with_its_days() {
    let text = text("chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nas_of = 2026-06-01");
    assert!(
        text.contains("15% of China sales revenue (announcement; announced Aug 11, 2025, end not known)"),
        "{text}"
    );
    let json = crate::determine::json::determination(&CORPUS, &asked(H20));
    let charge = &json["gates"]["us"]["charges"][0];
    assert_eq!((charge["from"].as_str(), charge["until"].is_null()), (Some("2025-08-11"), true));
}

#[test]
fn a_fact_that_is_missing_is_named_in_words_with_its_id() {
    let text = text(
        "chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nas_of = 2025-08-15\nsite_owner = \"public\"\ndomestic_share = 0.3",
    );
    assert!(text.contains("the first day of “Public computing hubs"), "{text}");
    assert!(
        text.contains("known only to lie between Jan 1, 2025 and Aug 16, 2025 [first_day_of.cn.public_hubs]"),
        "{text}"
    );
}
