//! `chipgate timeline` from outside.

use crate::support::program;
use std::process::Output;

fn timeline(arguments: &[&str]) -> Output {
    program().arg("timeline").args(arguments).output().unwrap()
}

fn told(arguments: &[&str]) -> String {
    let output = timeline(arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn rows(arguments: &[&str]) -> Vec<serde_json::Value> {
    let arguments = [arguments, &["--format", "json"]].concat();
    serde_json::from_str::<serde_json::Value>(&told(&arguments)).unwrap().as_array().unwrap().clone()
}

/// Addresses by source id, read from the data files.
fn address(id: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/sources");
    for file in std::fs::read_dir(folder).unwrap() {
        let mut reader = csv::Reader::from_path(file.unwrap().path()).unwrap();
        if let Some(row) = reader.records().map(Result::unwrap).find(|row| &row[0] == id) {
            return row[3].to_owned();
        }
    }
    String::new()
}

#[test]
fn the_page_holds_every_event_once_with_its_sources_and_both_strips() {
    let asked = ["--side", "US,CN", "--chip", "h20"];
    let events = rows(&asked);
    assert_eq!(events.len(), 10);
    for lang in ["en", "ja", "zh"] {
        let page = told(&[&asked[..], &["--format", "html", "--lang", lang]].concat());
        assert_eq!(page.matches("<li class=\"event\"").count(), events.len());
        for event in &events {
            let id = event["id"].as_str().unwrap();
            assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
            assert_eq!(page.matches(&format!("href=\"#{id}\"")).count(), 1, "{id}");
            let item = page.split(&format!("id=\"{id}\"")).nth(1).unwrap().split("</li>").next().unwrap();
            for source in words(&event["sources"]) {
                let address = address(source).replace('&', "&amp;");
                assert!(item.contains(&format!("href=\"{address}\"")), "{id}: {source}");
            }
        }
        let body = page.split("</head>").nth(1).unwrap();
        assert!(!body.contains('{'), "{lang}: a place that was not filled");
        for gate in ["us", "cn"] {
            let strips = page.matches(&format!("data-gate=\"{gate}\"")).count();
            assert_eq!(strips, 2, "two variants of the H20, {gate}");
        }
        assert!(
            !page.contains("<script") && !page.contains(">event_") && !page.contains(">events_"),
            "{lang}: a phrase without words"
        );
    }
}

#[test]
fn a_month_and_days_that_an_event_took_are_told_apart() {
    let page = told(&["--chip", "h200", "--format", "html"]);
    let body = page.split("</head>").nth(1).unwrap();
    assert!(
        body.contains("<time>Feb 2026</time>") && body.contains("<time>May 14, 2026 to May 15, 2026</time>")
    );
    assert!(body.contains("took-month") && body.contains("took-span") && !body.contains('{'));
}

#[test]
fn titles_come_in_the_language_asked_for() {
    let title = |lang| {
        let rows =
            rows(&["--chip", "h20", "--from-date", "2025-08-08", "--to-date", "2025-08-08", "--lang", lang]);
        assert_eq!(rows.len(), 1);
        rows[0]["title"].as_str().unwrap().to_owned()
    };
    assert_eq!(title("en"), "First H20 licenses are issued");
    assert_eq!(title("ja"), "H20 の許可を初めて発給");
    assert_eq!(title("zh"), "首批 H20 许可证发出");
}

#[test]
fn csv_has_a_line_for_every_event_and_text_its_source() {
    let all = told(&["--format", "csv"]);
    let mut reader = csv::Reader::from_reader(all.as_bytes());
    assert!(reader.records().map(Result::unwrap).all(|row| !row[10].is_empty()));
    let text = told(&["--actor", "samr"]);
    assert_eq!(text.matches("    Source: ").count(), 3, "{text}");
    assert!(text.ends_with("\nevents: 3\n"), "{text}");
}

#[test]
fn what_names_nothing_is_refused_with_what_comes_near() {
    for (arguments, message, help) in [
        (["--chip", "h220"], "no chip is named by `h220`", "did you mean `GH200`, `H20`"),
        (["--side", "EU"], "unknown side `EU`", "write one or more of US, CN, company, court, voice"),
        (
            ["--actor", "nobody"],
            "no actor of an event is named by `nobody`",
            "`chipgate timeline --format csv`",
        ),
    ] {
        let refused = timeline(&arguments);
        assert_eq!(refused.status.code(), Some(2));
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(told.contains(message) && told.contains(help), "{told}");
    }
    let refused = timeline(&["--from-date", "2026-01-02", "--to-date", "2026-01-01"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("the timeline ends before it begins"));
}

#[test]
fn a_page_without_events_says_so_and_is_still_a_page() {
    let page = told(&["--from-date", "2019-01-01", "--to-date", "2019-02-01", "--format", "html"]);
    assert!(page.contains("No event") && page.contains("</html>"), "{page}");
}

/// What stands between an opening and the next closing.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    text.split(open).skip(1).map(|rest| rest.split(close).next().unwrap()).collect()
}

const H20: [&str; 4] = ["--side", "US,CN", "--chip", "h20"];

#[test]
fn the_page_holds_every_event_asked_for_once_with_its_sources_and_confidence() {
    for asked in [&H20[..], &[]] {
        let found = rows(asked);
        let page = told(&[asked, &["--format", "html"]].concat());
        let items = between(&page, "<li class=\"event\" id=\"", "</li>");
        assert_eq!(items.len(), found.len());
        for (item, row) in items.iter().zip(&found) {
            let id = row["id"].as_str().unwrap();
            assert!(item.starts_with(&format!("{id}\"")), "{id}");
            assert_eq!(page.matches(&format!("href=\"#{id}\"")).count(), 1, "{id} is drawn once");
            let confidence = row["confidence"].as_str().unwrap();
            assert!(item.contains(&format!("confidence: {confidence}")), "{id}");
            let sources = between(item, "<div class=\"event_sources\">", "</div>");
            let shown = between(sources[0], "<dd>", "</dd>");
            assert_eq!(shown.len(), words(&row["sources"]).len(), "{id}");
            assert!(shown.iter().all(|one| !one.is_empty()), "{id}");
        }
    }
}

/// The letter of 9 April and the guidance known by 12 August 2025 stand in the strips of their gates.
#[test]
fn each_h20_has_the_strips_of_both_gates_and_of_the_joint_verdict() {
    let page = told(&[&H20[..], &["--format", "html"]].concat());
    let chips = between(&page, "<div class=\"gates\">", "<div class=\"gates\">");
    assert_eq!(chips.len(), 2);
    for chip in chips {
        let strip = |gate: &str| between(chip, &format!("data-gate=\"{gate}\""), "</svg>")[0].to_owned();
        let (us, cn, joint) = (strip("us"), strip("cn"), strip("joint"));
        assert!(us.contains("href=\"#s-stricter\" data-day=\"2025-04-09\""), "{us}");
        assert!(us.contains("Apr 9, 2025 to ") && us.contains("a-license_required"), "{us}");
        assert!(cn.contains("href=\"#s-open\" data-day=\"2025-08-12\""), "{cn}");
        assert!(cn.contains("Aug 12, 2025 to ") && cn.contains("a-approval_required"), "{cn}");
        assert!(!us.contains("2025-08-12") && !cn.contains("2025-04-09"));
        assert!(joint.contains("class=\"joint a-license_required\"") && joint.contains("Apr 9, 2025 to "));
        assert!(!joint.contains("class=\"us "), "{joint}");
    }
}

/// The US gate asks for a license all along; where China's gate is closed, the stricter of both shows.
#[test]
fn the_joint_strip_of_the_h200_follows_the_stricter_gate() {
    let page = told(&["--chip", "h200", "--format", "html"]);
    let joint = between(&page, "data-gate=\"joint\"", "</svg>")[0].to_owned();
    let answers: Vec<String> =
        between(&joint, "class=\"joint a-", "\"").iter().map(|answer| (*answer).to_owned()).collect();
    assert_eq!(answers.first().map(String::as_str), Some("license_required"));
    assert!(answers.iter().any(|answer| answer == "prohibited"), "{answers:?}");
}

#[test]
fn filters_of_side_actor_and_days_keep_what_they_name() {
    let found =
        rows(&["--side", "cn", "--actor", "mofcom", "--from-date", "2025-10-01", "--to-date", "2025-10-31"]);
    assert!(!found.is_empty());
    for row in &found {
        assert!(words(&row["sides"]).contains(&"CN"), "{row}");
        assert!(words(&row["actors"]).contains(&"mofcom"), "{row}");
        assert!(row["earliest"].as_str().unwrap() <= "2025-10-31", "{row}");
        assert!(row["latest"].as_str().unwrap() >= "2025-10-01", "{row}");
    }
    assert!(found.iter().any(|row| row["id"] == "ev-2025-10-09-october-package"));
}

/// The words of a list in JSON.
fn words(list: &serde_json::Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect()
}
