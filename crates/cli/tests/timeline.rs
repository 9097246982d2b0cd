//! `chipgate timeline` from outside.
// Helpers of tests may stop a test; the lint knows only functions marked as tests.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::process::{Command, Output};

fn timeline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chipgate")).arg("timeline").args(arguments).output().unwrap()
}

fn out(arguments: &[&str]) -> String {
    let output = timeline(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn json(arguments: &[&str]) -> Vec<serde_json::Value> {
    let all = out(&[arguments, &["--format", "json"]].concat());
    serde_json::from_str::<serde_json::Value>(&all).unwrap().as_array().unwrap().clone()
}

/// What stands between an opening and the next closing.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    text.split(open).skip(1).map(|rest| rest.split(close).next().unwrap()).collect()
}

const H20: [&str; 4] = ["--side", "US,CN", "--chip", "h20"];

#[test]
fn the_page_holds_every_event_asked_for_once_with_its_sources_and_confidence() {
    for asked in [&H20[..], &[]] {
        let rows = json(asked);
        let page = out(&[asked, &["--format", "html"]].concat());
        let items = between(&page, "<li class=\"event\" id=\"", "</li>");
        assert_eq!(items.len(), rows.len());
        for (item, row) in items.iter().zip(&rows) {
            let id = row["id"].as_str().unwrap();
            assert!(item.starts_with(&format!("{id}\"")), "{id}");
            assert_eq!(page.matches(&format!("href=\"#{id}\"")).count(), 1, "{id} is drawn once");
            let confidence = row["confidence"].as_str().unwrap();
            assert!(item.contains(&format!("confidence: {confidence}")), "{id}");
            let sources = between(item, "<div class=\"event_sources\">", "</div>");
            let shown = between(sources[0], "<dd>", "</dd>");
            assert_eq!(shown.len(), row["sources"].as_str().unwrap().split(';').count(), "{id}");
            assert!(shown.iter().all(|one| !one.is_empty()), "{id}");
        }
    }
}

#[test]
fn every_event_about_the_h20_leads_to_a_source_on_the_web() {
    let page = out(&[&H20[..], &["--format", "html"]].concat());
    for item in between(&page, "<li class=\"event\" id=\"", "</li>") {
        let sources = between(item, "<div class=\"event_sources\">", "</div>");
        assert!(sources[0].contains("<a href=\"http"), "{item}");
    }
}

/// The letter of 9 April and the guidance known by 12 August 2025 stand in the strips of their gates.
#[test]
fn each_h20_has_the_strips_of_both_gates_and_of_the_joint_verdict() {
    let page = out(&[&H20[..], &["--format", "html"]].concat());
    let chips = between(&page, "<div class=\"gates\">", "<div class=\"gates\">");
    assert_eq!(chips.len(), 2);
    for chip in chips {
        let strip = |gate: &str| between(chip, &format!("data-gate=\"{gate}\""), "</svg>")[0].to_owned();
        let (us, cn, joint) = (strip("US"), strip("CN"), strip("joint"));
        assert!(us.contains("href=\"#s-stricter\" data-day=\"2025-04-09\""), "{us}");
        assert!(us.contains("2025-04-09 to ") && us.contains("a-license_required"), "{us}");
        assert!(cn.contains("href=\"#s-open\" data-day=\"2025-08-12\""), "{cn}");
        assert!(cn.contains("2025-08-12 to ") && cn.contains("a-approval_required"), "{cn}");
        assert!(!us.contains("2025-08-12") && !cn.contains("2025-04-09"));
        assert!(joint.contains("class=\"joint a-license_required\"") && joint.contains("2025-04-09 to "));
        assert!(!joint.contains("class=\"us "), "{joint}");
    }
}

/// The US gate asks for a license all along; where China's gate is closed, the stricter of both shows.
#[test]
fn the_joint_strip_of_the_h200_follows_the_stricter_gate() {
    let page = out(&["--chip", "h200", "--format", "html"]);
    let joint = between(&page, "data-gate=\"joint\"", "</svg>")[0].to_owned();
    let answers: Vec<String> =
        between(&joint, "class=\"joint a-", "\"").iter().map(|answer| (*answer).to_owned()).collect();
    assert_eq!(answers.first().map(String::as_str), Some("license_required"));
    assert!(answers.iter().any(|answer| answer == "prohibited"), "{answers:?}");
}

#[test]
fn filters_of_side_actor_and_days_keep_what_they_name() {
    let rows =
        json(&["--side", "cn", "--actor", "mofcom", "--from-date", "2025-10-01", "--to-date", "2025-10-31"]);
    assert!(!rows.is_empty());
    for row in &rows {
        assert!(row["sides"].as_str().unwrap().split(';').any(|side| side == "CN"), "{row}");
        assert!(row["actors"].as_str().unwrap().split(';').any(|actor| actor == "mofcom"), "{row}");
        assert!(row["earliest"].as_str().unwrap() <= "2025-10-31", "{row}");
        assert!(row["latest"].as_str().unwrap() >= "2025-10-01", "{row}");
    }
    assert!(rows.iter().any(|row| row["id"] == "ev-2025-10-09-october-package"));
}

#[test]
fn a_wrong_word_is_refused_with_what_comes_near() {
    for (arguments, words) in [
        (&["--side", "EU"][..], &["unknown side `EU`", "US, CN, company, court, voice"][..]),
        (&["--chip", "h2000"], &["no chip is named by `h2000`"]),
        (&["--actor", "huawey"], &["no actor of an event is named by `huawey`", "`huawei`"]),
        (&["--from-date", "2025-02-01", "--to-date", "2025-01-01"], &["the timeline ends before it begins"]),
    ] {
        let output = timeline(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(words.iter().all(|word| said.contains(word)), "{said}");
    }
}

#[test]
fn the_page_speaks_three_languages_and_loads_nothing() {
    for (lang, word) in [("en", "Joint"), ("ja", "総合"), ("zh", "综合")] {
        let page = out(&[&H20[..], &["--format", "html", "--lang", lang]].concat());
        assert!(page.contains(&format!("<div class=\"lab\">{word}</div>")), "{lang}");
        assert!(!page.contains("<script") && !page.contains("<img") && page.contains("default-src 'none'"));
        for left in ["{count}", "{from}", "{last}", "{date}"] {
            assert!(!page.contains(left), "{lang} {left}");
        }
    }
}
