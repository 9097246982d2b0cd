//! `chipgate claims` from outside.

use crate::support::{out, program};
use std::process::Output;

fn claims(arguments: &[&str]) -> Output {
    program().arg("claims").args(arguments).output().unwrap()
}

#[test]
fn json_is_a_list_of_79_claims_with_verdict_formula_and_sources() {
    let all: serde_json::Value = serde_json::from_str(&out(&claims(&["--format", "json"]))).unwrap();
    let all = all.as_array().unwrap();
    assert_eq!(all.len(), 79);
    let verdicts = ["true", "false", "approximately", "contested", "not_checkable"];
    for one in all {
        assert!(verdicts.contains(&one["verdict"].as_str().unwrap()), "{one}");
        assert!(!one["sources"].as_array().unwrap().is_empty(), "{one}");
        assert!(one["phrase_ja"].is_string() && one["reading"]["en"].is_string());
    }
    let of = |id: &str| all.iter().find(|one| one["id"] == id).unwrap();
    assert_eq!(of("CL-027")["verdict"], "false");
    assert_eq!(of("CL-012")["disagree"][0], "claim.zipdo-nvidia-share");
}

#[test]
fn an_article_filters_and_an_unknown_one_is_refused() {
    let csv = out(&claims(&["--article", "003_ea0a72b2c9337529.txt", "--format", "csv"]));
    assert_eq!(csv.lines().count(), 1 + 13);
    let refused = claims(&["--article", "009_none.txt"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("there is no article `009_none.txt`"));
}

#[test]
fn one_claim_says_of_what_it_is_true() {
    let text = out(&claims(&["show", "CL-033"]));
    assert!(text.contains("approximately (true of: the half-size B30A)"), "{text}");
    let refused = claims(&["show", "CL-333"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn the_page_has_every_claim_in_each_language_and_loads_nothing() {
    for lang in ["en", "ja", "zh"] {
        let page = out(&claims(&["--format", "html", "--lang", lang]));
        assert!(page.starts_with("<!DOCTYPE html>"));
        assert_eq!(page.matches("<article class=\"claim\"").count(), 79);
        assert!(!page.contains("<script src") && !page.contains("<link rel=\"stylesheet\""));
        assert!(!page.contains(">claims_"), "a message is missing");
        let footer = page.split("<footer>").nth(1).and_then(|rest| rest.split("</footer>").next()).unwrap();
        assert!(!footer.contains('{'), "an argument is not filled: {footer}");
    }
    let one = out(&claims(&["--article", "003", "--format", "html"]));
    assert_eq!(one.matches("<article class=\"claim\"").count(), 13);
}
