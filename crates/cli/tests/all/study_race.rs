//! The race on the page of a study: names in three languages, a panel for each policy, numbers that agree.

use crate::support::{place, program, text};
use std::path::{Path, PathBuf};

/// Tells a study with few draws; gives the folder.
fn told(name: &str, study: &str, lang: &str) -> PathBuf {
    let folder = place(&format!("study_race/{name}"));
    let file = folder.with_extension("toml");
    std::fs::write(&file, study).unwrap();
    let mut command = program();
    command.arg("study").arg(&file).arg("-o").arg(&folder).args(["--draws", "32", "--lang", lang]);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

fn study(policies: &str, more: &str) -> String {
    format!(
        "question = \"What do sales do?\"\nscenarios = [\"central\", \"bridge\"]\npolicies = [{policies}]\nanswers = \
         [\"cn-buy-freely\", \"cn-half-domestic\"]\nbaseline = \"keep-ban\"\n{more}"
    )
}

fn outcome(quantity: &str, from: i16, to: i16, more: &str) -> String {
    format!("[[outcome]]\nquantity = \"{quantity}\"\nfrom = {from}\nto = {to}\n{more}\n")
}

#[test]
fn every_quantity_and_unit_of_the_race_has_a_name_in_each_language() {
    let messages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/words");
    for lang in ["en", "ja", "zh"] {
        let names = std::fs::read_to_string(messages.join(format!("study_race.{lang}.toml"))).unwrap();
        for (id, unit, _) in chipgate_race::quantities::all() {
            let slug = chipgate_study::unit_slug(unit);
            for key in [format!("race_quantity_{id}"), format!("race_unit_{slug}")] {
                assert!(names.contains(&format!("\n{key} = \"")), "{lang} lacks {key}");
            }
        }
    }
}

#[test]
fn each_policy_has_a_panel_beside_the_baseline_and_the_effect_is_that_of_the_results() {
    let outcomes = outcome("stock_cn_f", 2024, 2028, "") + &outcome("legal_usd", 2026, 2028, "total = true");
    let folder = told("panels", &study("\"keep-ban\", \"b30a\", \"no-controls\"", &outcomes), "en");
    let page = text(&folder, "report.html");
    // Two policies, two scenarios, two answers.
    assert_eq!(page.matches("class=\"panel\"").count(), 8);
    assert_eq!(page.matches("<use href=\"#b0-").count(), 8);
    // The race, the effects and the money each show every pair, the first of them at once.
    assert_eq!(
        page.matches("<details class=\"combo\" data-s=\"bridge\" data-a=\"cn-half-domestic\"").count(),
        3
    );
    assert_eq!(page.matches(" open><summary>").count(), 3);
    assert!(!page.contains("NaN"), "a place of a drawing is not a number");
    assert!(page.contains("AI computing power in use in China") && page.contains("million H100e"));
    assert!(page.contains("2026–2028, summed draw by draw"));
    let effect = effect(&text(&folder, "results.json"), "no-controls", "2028");
    // Thousands of H100e; some millions: told in millions with three digits.
    let millions = effect["band"]["median"].as_f64().unwrap() / 1e3;
    assert!((1.0..100.0).contains(&millions), "{millions}");
    let decimals = if millions < 10.0 { 2 } else { 1 };
    let rounded = format!("{millions:.decimals$}");
    let told = format!("+{} million H100e", rounded.trim_end_matches('0').trim_end_matches('.'));
    assert!(page.contains(&told), "{told}");
    let positive = effect["positive"].as_f64().unwrap();
    assert!(positive > 0.75 && page.contains("more in "), "{positive}");
}

/// The effect of a policy on China's stock in a year, under the first scenario and answer.
fn effect(results: &str, policy: &str, year: &str) -> serde_json::Value {
    let json: serde_json::Value = serde_json::from_str(results).unwrap();
    let found = json["rows"].as_array().unwrap().iter().find(|row| {
        (row["policy"] == policy && row["span"] == year && row["quantity"] == "stock_cn_f")
            && (row["scenario"] == "central" && row["answer"] == "cn-buy-freely")
    });
    found.unwrap()["effect"].clone()
}

#[test]
fn a_study_of_one_policy_with_one_year_zeros_and_a_mean_of_years_is_drawn_too() {
    let outcomes = outcome("us_take_usd", 2027, 2027, "")
        + &outcome("run_cn", 2030, 2035, "")
        + &outcome("lag", 2026, 2028, "total = true");
    let page = text(&told("alone", &study("\"keep-ban\"", &outcomes), "ja"), "report.html");
    assert!(page.contains("class=\"panel\"") && page.contains("外挿") && !page.contains("NaN"));
    assert!(page.contains("id=\"race-run_cn\"") && !page.contains("id=\"race-lag\""));
    assert!(!page.contains("id=\"effects\""), "nothing can be compared");
}
