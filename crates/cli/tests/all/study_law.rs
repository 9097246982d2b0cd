//! The page of a study: what the rules said, what the chips are worth, the claims.

use crate::support::{chipgate, file, out, place};
use std::collections::BTreeMap;

/// The page of a study with these lines beside the race, in a language.
fn page(name: &str, lines: &str, lang: &str) -> String {
    let study = format!(
        "question = \"What?\"\ndraws = 16\nscenarios = [\"central\"]\npolicies = [\"keep-ban\"]\n\
         answers = [\"cn-buy-freely\"]\nbaseline = \"keep-ban\"\n{lines}\n\n\
         [[outcome]]\nquantity = \"stock_cn_f\"\nfrom = 2028\n"
    );
    let (file, made) = (file(&format!("study_law/{name}.toml"), &study), place(&format!("study_law/{name}")));
    let to = made.display().to_string();
    let output = chipgate(&["study", &file, "--lang", lang, "-o", &to]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read_to_string(made.join("report.html")).unwrap()
}

/// A section of the page; empty where it is left out.
fn section<'p>(page: &'p str, id: &str) -> &'p str {
    let rest = page.split(&format!("<section class=\"part\" id=\"{id}\">")).nth(1).unwrap_or_default();
    rest.split("<section class=\"part\"").next().unwrap()
}

const CHIPS: &str = "chips = [\"nvidia-h100-sxm5-80gb\", \"nvidia-h800-sxm5-80gb\", \"nvidia-h20-96gb\", \"nvidia-h200-sxm-141gb\", \"nvidia-b30a\"]";

/// Launches from NVIDIA's announcements and reviews, days of force from its Forms 8-K of 2023 and 2025.
#[test]
fn the_chain_from_h100_to_h20_is_told_with_days_that_the_filings_give() {
    let html = page("law", CHIPS, "en");
    let law = section(&html, "law");
    // 2023-03-21 to 2023-10-23 are 216 days, 2023-10-23 to 2023-11-16 are 24, 2023-11-16 to 2025-04-09 are 510.
    for sentence in [
        "No US license requirement was found for 216 days. Oct 23, 2023 brought the end: ",
        "Came on Nov 16, 2023, 24 days after H800 SXM5 80GB was stopped.",
        "No US license requirement was found for 510 days. Apr 9, 2025 brought the end: ",
        "B30A (proposed China Blackwell)</b>: No launch is known; the rules are asked as if it were on sale.",
    ] {
        assert!(law.contains(sentence), "{sentence}");
    }
    assert!(law.contains("www.sec.gov") && law.contains("(reported)"));
    assert!(section(&html, "worth").is_empty() && section(&html, "claims").is_empty());
}

/// The strips against `chipgate history`: every stretch of the joint verdict has its piece, and all fill the line.
#[test]
fn the_strips_show_the_answers_of_the_history() {
    let html = page("strips", "chips = [\"nvidia-h200-sxm-141gb\"]", "zh");
    let law = section(&html, "law");
    let csv = out(&chipgate(&[
        "history",
        "--chip",
        "nvidia-h200-sxm-141gb",
        "--to-date",
        "2026-10-07",
        "--format",
        "csv",
    ]));
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let mut verdicts: Vec<String> =
        rows.records().map(|row| format!("joint a-{}", &row.unwrap()[5])).collect();
    verdicts.dedup();
    let pieces: Vec<&str> = law.split("<rect class=\"").skip(1).collect();
    let joint: Vec<&str> = pieces
        .iter()
        .filter(|one| one.starts_with("joint"))
        .map(|one| one.split('"').next().unwrap())
        .collect();
    assert_eq!(joint, verdicts);
    // Both have one line of heads.
    assert_eq!(law.matches("<tr>").count(), csv.lines().count());
    for key in ["study_law_", "{day", "{by", "{chip"] {
        assert!(!law.contains(key), "{key}");
    }
}

/// The ratio of the page against `chipgate worth`, for each workload; the peaks against the chip table by hand.
#[test]
fn the_h20_is_told_against_the_h800_as_the_worth_command_tells_it() {
    let lines = "chips = [\"nvidia-h20-96gb\", \"nvidia-h800-sxm5-80gb\"]\n\
                 worth = [\"nvidia-h20-96gb\", \"nvidia-h800-sxm5-80gb\", \"nvidia-b30a\"]\n\
                 workloads = [\"deepseek-v3-decode\", \"deepseek-v3-training\"]";
    let html = page("worth", lines, "en");
    let worth = section(&html, "worth");
    for workload in ["deepseek-v3-decode", "deepseek-v3-training"] {
        let asked = ["--chip", "nvidia-h20-96gb", "--versus", "nvidia-h800-sxm5-80gb", "--format", "json"];
        let json = out(&chipgate(&[&["worth", "--workload", workload], asked.as_slice()].concat()));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let ratio = json["ratio"]["predicted"].as_f64().unwrap();
        // 296 of 1,979 tera operations and 4.0 of 3.35 TB/s, from the data sheets.
        let told = format!(
            "H20 SXM 96GB gives {ratio:.3} times what H800 SXM5 80GB gives; \
             peak arithmetic alone would say 0.15, memory bandwidth alone 1.19."
        );
        assert!(worth.contains(&told), "{told}");
    }
    assert_eq!(worth.matches("class=\"bar first\"").count(), 1 + 2);
    assert_eq!(worth.matches("class=\"bar other\"").count(), 2);
    assert!(worth.contains("Without an answer: B30A (proposed China Blackwell)."));
    // The H800 was stopped before the H20 came, on every day of its history since.
    assert!(worth.contains("H800 SXM5 80GB needed one on each of those days on which they were on sale."));
    assert!(worth.contains("abbr class=\"modelled\""));
}

/// The verdicts of the page against `chipgate claims`, each claim once.
#[test]
fn every_claim_stands_on_the_page_once_with_its_verdict() {
    let html = page("claims", "claims = true", "ja");
    let claims = section(&html, "claims");
    let json = out(&chipgate(&["claims", "--format", "json"]));
    let all: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for one in &all {
        let id = one["id"].as_str().unwrap();
        let verdict = one["verdict"].as_str().unwrap();
        *counts.entry(verdict.to_owned()).or_default() += 1;
        let own = claims.split(&format!("<details class=\"claim\" id=\"{id}\"><summary>")).nth(1).unwrap();
        let own = own.split("</summary>").next().unwrap();
        assert!(own.contains(&format!("badge v-{verdict}")), "{id}");
    }
    assert_eq!(claims.matches("<details class=\"claim\"").count(), all.len());
    let listed = claims.split("claims-not").nth(1).unwrap().split("</ul>").next().unwrap();
    assert_eq!(listed.matches("<li>").count(), counts["false"] + counts["contested"]);
    assert!(section(&html, "law").is_empty());
}
