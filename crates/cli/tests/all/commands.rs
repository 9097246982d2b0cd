//! The program from outside: output, exit codes, files.

use crate::support::{self, chipgate, copy_of_data, err, json, out};
use std::path::PathBuf;

fn folder(name: &str) -> PathBuf {
    support::folder(&format!("commands/{name}"))
}

fn h20(day: &str) -> serde_json::Value {
    json(&["determine", "--chip", "nvidia-h20-96gb", "--to", "CN", "--as-of", day, "--format", "json"])
}

#[test]
fn the_h20_is_stopped_by_the_letter_of_april_2025() {
    let before = h20("2025-03-01");
    assert_eq!(before["gates"]["us"]["answer"], "no_license_required");
    assert_eq!(before["gates"]["us"]["because"], "below_thresholds");
    let basis = before["gates"]["us"]["basis"].to_string();
    assert!(basis.contains("\"value\":2368") && basis.contains("\"value\":2400"), "{basis}");
    let after = h20("2025-05-01");
    assert_eq!(after["schema"], "chipgate.determination/1");
    assert_eq!(after["gates"]["us"]["answer"], "license_required");
    assert_eq!(after["gates"]["us"]["authority"], "is_informed_letter");
    assert_eq!(after["gates"]["us"]["codified_answer"], "no_license_required");
    assert_eq!(after["gates"]["cn"]["answer"], "no_license_required");
    assert_eq!(after["verdict"], "license_required");
}

#[test]
fn a_day_after_the_sources_is_answered_with_a_caveat() {
    let caveats = h20("2026-11-24")["gates"]["us"]["caveats"].to_string();
    assert!(caveats.contains("after_horizon"), "{caveats}");
}

#[test]
fn a_wrong_request_says_where_and_what_to_do_and_writes_nothing() {
    let target = folder("wrong").join("answer.json");
    let path = target.display().to_string();
    for (arguments, message) in [
        (vec!["--chip", "nvidia-h20", "--to", "CN"], "did you mean `nvidia-h20-"),
        (vec!["--chip", "nvidia-h20-96gb", "--to", "XX"], "unknown country `XX`"),
        (
            vec!["--chip", "nvidia-h20-96gb", "--to", "CN", "--as-of", "2018-01-01"],
            "2019-01-01, the first day covered",
        ),
        (
            vec!["--chip", "nvidia-h20-96gb", "--to", "CN", "--fact", "letter_recieved=yes"],
            "did you mean `letter_received`?",
        ),
        (vec!["--chip", "nvidia-h20-96gb"], "no destination is given"),
        (
            vec!["--chip", "nvidia-h20-96gb", "--to", "CN", "--reform", "safe-chip-act"],
            "did you mean `safe-chips-act`?",
        ),
    ] {
        let mut all = vec!["determine", "-o", path.as_str()];
        all.extend(arguments);
        let output = chipgate(&all);
        assert_eq!(output.status.code(), Some(2), "{all:?}");
        assert!(err(&output).contains(message), "{}", err(&output));
        assert!(!target.exists());
    }
}

/// Both gates have the same gap after their horizons; the text names it once.
#[test]
fn a_gap_of_both_gates_is_named_once() {
    let text =
        out(&chipgate(&["determine", "--chip", "nvidia-h20-96gb", "--to", "CN", "--as-of", "2026-11-24"]));
    assert_eq!(text.matches("the day lies after the last day that the sources cover").count(), 1, "{text}");
}

#[test]
fn a_date_that_does_not_exist_is_refused() {
    let output = chipgate(&["determine", "--chip", "nvidia-h20-96gb", "--to", "CN", "--as-of", "2025-02-30"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_problem_of_an_item_file_has_line_and_column() {
    let path = folder("item").join("chip.toml");
    std::fs::write(&path, "kind = \"chip\"\nsparse_fp8_tera_per_s = 1000\n").unwrap();
    let output = chipgate(&["determine", "--item", &path.display().to_string(), "--to", "CN"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("chip.toml:2:") && err(&output).contains("halve a 2:4 sparse rate"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_record_replays_to_the_same_answer() {
    let path = folder("record").join("h200.json");
    let file = path.display().to_string();
    let flags = [
        "determine",
        "--chip",
        "nvidia-h200-sxm-141gb",
        "--to",
        "CN",
        "--end-user",
        "Tencent",
        "--record",
        file.as_str(),
    ];
    assert_eq!(chipgate(&flags).status.code(), Some(0));
    let same = chipgate(&["verify", file.as_str()]);
    assert_eq!(same.status.code(), Some(0), "{}", out(&same));
    let damaged = std::fs::read_to_string(&path).unwrap().replace("\"license_required\"", "\"prohibited\"");
    std::fs::write(&path, damaged).unwrap();
    assert_eq!(chipgate(&["verify", file.as_str()]).status.code(), Some(1));
}

#[test]
fn the_history_has_the_columns_that_programs_read() {
    let output =
        chipgate(&["history", "--chip", "nvidia-h20-96gb", "--to-date", "2026-09-29", "--format", "csv"]);
    let text = out(&output);
    assert!(text.starts_with("chip,from,until,us,cn,verdict,eccn,review_policy,instrument,"), "{text}");
    let row =
        |day: &str| text.lines().find(|row| row.starts_with(&format!("nvidia-h20-96gb,{day},"))).unwrap();
    assert!(
        row("2023-11-16").contains(",no_license_required,no_license_required,no_license_required,"),
        "{text}"
    );
    let letter = row("2025-04-09");
    assert!(letter.contains(",license_required,no_license_required,license_required,"), "{text}");
    assert!(letter.contains("us.bis.letter-2025-04-09-nvidia"), "{text}");
    let guidance = row("2025-08-12");
    assert!(guidance.contains(",license_required,approval_required,license_required,"), "{text}");
    assert!(guidance.contains("cn.press.2025-08-12-h20"), "{text}");
}

#[test]
fn what_was_known_on_a_day_counts_in_histories_and_comparisons_too() {
    let history = |day: &str| {
        out(&chipgate(&[
            "history",
            "--chip",
            "nvidia-h20-96gb",
            "--known-on",
            day,
            "--to-date",
            "2025-06-01",
            "--format",
            "csv",
        ]))
    };
    // NVIDIA was told on 2025-04-09.
    let letter = "us.bis.letter-2025-04-09-nvidia";
    assert!(!history("2025-04-08").contains(letter), "{}", history("2025-04-08"));
    assert!(history("2025-04-10").contains(letter), "{}", history("2025-04-10"));
    let compared = |day: &str| {
        let days = [
            "compare",
            "--before",
            "2025-04-01",
            "--after",
            "2025-05-01",
            "--format",
            "csv",
            "--known-on",
            day,
        ];
        out(&chipgate(&days))
    };
    assert!(!compared("2025-04-08").contains("nvidia-h20-96gb"));
    assert!(compared("2025-04-10").contains("nvidia-h20-96gb"));
}

#[test]
fn a_wrong_lens_is_refused_by_every_command_that_asks() {
    for arguments in [
        vec!["history", "--chip", "nvidia-h20-96gb"],
        vec!["compare", "--before", "2023-01-01", "--after", "2024-01-01"],
        vec!["classify", "--chip", "nvidia-h20-96gb"],
    ] {
        let mut all = arguments;
        all.extend(["--lens", "moral"]);
        let output = chipgate(&all);
        assert_eq!(output.status.code(), Some(2), "{all:?}");
        assert!(err(&output).contains("unknown lens `moral`"), "{}", err(&output));
    }
}

#[test]
fn the_page_is_one_file_that_loads_nothing() {
    for lang in ["en", "ja", "zh"] {
        let output = chipgate(&[
            "history",
            "--chip",
            "nvidia-h20-96gb,nvidia-h100-sxm5-80gb",
            "--from-date",
            "2025-08-01",
            "--format",
            "html",
            "--lang",
            lang,
        ]);
        let page = out(&output);
        assert!(page.starts_with("<!DOCTYPE html>") && page.contains("H20 SXM 96GB"));
        assert!(!page.contains("<script src") && !page.contains("<link rel=\"stylesheet\""));
    }
}

#[test]
fn check_finds_nothing_in_the_embedded_data_and_the_damage_in_a_damaged_copy() {
    assert_eq!(chipgate(&["check"]).status.code(), Some(0));
    let copy = copy_of_data("damaged");
    let rules = copy.join("law/rules/ear/3a090.toml");
    let text = std::fs::read_to_string(&rules).unwrap();
    std::fs::write(&rules, text.replacen("tpp >= tpp_floor", "tp >= tpp_floor", 1)).unwrap();
    let folder = copy.display().to_string();
    let output = chipgate(&["check", "--data", &folder]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        out(&output).contains("unknown fact `tp`") && out(&output).contains("3a090.toml:"),
        "{}",
        out(&output)
    );
    let refused = chipgate(&["determine", "--data", &folder, "--chip", "nvidia-h20-96gb", "--to", "CN"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn a_series_shows_its_figures_with_kind_days_and_source() {
    let cap = json(&["series", "show", "h20_sales_china", "--format", "json"]);
    assert_eq!(cap["unit"], "USD bn");
    let first = &cap["points"][0];
    assert_eq!((&first["period"], &first["fiscal"]), (&"FY26Q1@2025-04".into(), &"FY26Q1".into()));
    assert_eq!((&first["central"], &first["kind"]), (&4.6.into(), &"actual".into()));
    assert_eq!(first["first_day"], serde_json::Value::Null);
    assert_eq!(first["last_day"]["latest"], "2025-04-30");
    assert_eq!(cap["sources"].as_array().unwrap().len(), 3);
    let rows = out(&chipgate(&["series", "show", "us_capex_big4", "--format", "csv"]));
    assert!(rows.starts_with(
        "series,period,first_day,last_day_earliest,last_day_latest,low,central,high,unit,kind,"
    ));
    assert!(
        rows.contains("us_capex_big4,2026,2026-01-01,2026-12-31,2026-12-31,630,700,725,USD bn,projection,")
    );
    let text = out(&chipgate(&["series", "show", "h20_sales_china"]));
    assert!(
        text.contains("in USD bn") && text.contains("FY26Q3@2025-10") && text.contains("https://"),
        "{text}"
    );
}

#[test]
fn series_of_a_topic_are_listed_alone_and_a_wrong_topic_is_refused() {
    let text = out(&chipgate(&["series", "list", "--topic", "policy"]));
    assert!(text.contains("us_h200_volume_cap") && !text.contains("nvda_dc_revenue_q"), "{text}");
    let unknown = chipgate(&["series", "list", "--topic", "polic"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("china_supply") && err(&unknown).contains("`polic`"));
    let unknown = chipgate(&["series", "show", "h20_charg"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("did you mean `h20_charge`?"));
}

#[test]
fn every_list_prints_and_shows_in_three_forms() {
    for (list, id) in [
        ("chips", "nvidia-h20-96gb"),
        ("parties", "huawei"),
        ("instruments", "us.bis.88-fr-73458"),
        ("rules", "ear.3a090.a"),
        ("sources", "us.cfr"),
        ("reforms", "safe-chips-act"),
        ("facts", "tpp"),
        ("series", "nvda_dc_revenue_q"),
    ] {
        for format in ["text", "json", "csv"] {
            let output = chipgate(&[list, "list", "--format", format]);
            assert!(output.status.success() && out(&output).contains(id), "{list} {format}");
        }
        let shown = json(&[list, "show", id, "--format", "json"]);
        assert!(shown.to_string().contains(id));
    }
    let unknown = chipgate(&["chips", "show", "nvidia-h20-96g"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("did you mean `nvidia-h20-96gb`?"));
}

#[test]
fn an_unbounded_tpp_is_null_above() {
    let shown =
        json(&["classify", "--chip", "nvidia-rtx-5090-d", "--as-of", "2025-03-01", "--format", "json"]);
    let tpp = &shown["item"]["quantities"]["tpp"];
    assert_eq!((tpp["low"].as_f64(), tpp["high"].is_null()), (Some(4750.0), true));
}

#[test]
fn worth_explains_the_h20_against_the_h800_and_draws_the_roofline() {
    let ask = [
        "worth",
        "--chip",
        "nvidia-h20-96gb",
        "--versus",
        "nvidia-h800-sxm5-80gb",
        "--workload",
        "deepseek-v3-decode",
    ];
    let found = json(&[&ask[..], &["--format", "json"]].concat());
    assert_eq!(found["chip"]["binding"], "arithmetic");
    assert_eq!(found["versus"]["binding"], "memory_bandwidth");
    let measured = found["ratio"]["measured"][0]["ratio"].as_f64().unwrap();
    assert!((measured - 714.0 / 1850.0).abs() < 1e-9);
    let page = out(&chipgate(&[&ask[..], &["--format", "html", "--lang", "ja"]].concat()));
    assert!(
        page.contains("class=\"roof one\"")
            && page.contains("class=\"roof two\"")
            && !page.contains("worth_"),
        "{page}"
    );
}

#[test]
fn worth_validates_ranks_and_writes_a_workload_that_reads_again() {
    let found = json(&["worth", "validate", "--format", "json"]);
    for group in ["serving", "training"] {
        assert_eq!(found["summary"][group]["met"], true);
        assert!(
            found["summary"][group]["p90_abs_ln_error"].as_f64().unwrap()
                > found["summary"][group]["median_abs_ln_error"].as_f64().unwrap()
        );
    }
    let ranked =
        json(&["worth", "rank", "--workload", "llama-70b-chat", "--as-of", "2023-01-01", "--format", "json"]);
    let chips: Vec<&str> =
        ranked["chips"].as_array().unwrap().iter().filter_map(|one| one["chip"].as_str()).collect();
    assert!(chips.contains(&"nvidia-h100-sxm5-80gb") && !chips.contains(&"nvidia-h20-96gb"));
    let path = folder("worth").join("mine.toml");
    let path = path.to_str().unwrap();
    assert_eq!(chipgate(&["worth", "new-workload", "-o", path]).status.code(), Some(0));
    let answer = chipgate(&["worth", "--chip", "amd-mi325x", "--workload", path]);
    assert!(answer.status.success() && !out(&answer).contains("worth_"), "{}", err(&answer));
    let uncommented: String = std::fs::read_to_string(path)
        .unwrap()
        .lines()
        .map(|line| {
            let bare = line.strip_prefix("# ").filter(|bare| bare.starts_with('[') || bare.contains(" = "));
            format!("{}\n", bare.unwrap_or(line))
        })
        .collect();
    std::fs::write(path, uncommented.replace("split = {", "# split = {")).unwrap();
    let own = chipgate(&["worth", "--chip", "my-chip", "--workload", path]);
    assert!(own.status.success(), "{}", err(&own));
}

#[test]
fn worth_names_what_does_not_fit_and_the_nearest_change() {
    let failed = |arguments: &[&str], words: &[&str]| {
        let answer = chipgate(arguments);
        assert_eq!(answer.status.code(), Some(2));
        assert!(words.iter().all(|word| err(&answer).contains(word)), "{}", err(&answer));
    };
    failed(
        &["worth", "--chip", "nvidia-a2", "--workload", "llama-405b-long-context"],
        &["does not fit in memory", "nearest change"],
    );
    failed(&["worth", "--chip", "amd-mi308x", "--workload", "llama-70b-chat"], &["no known fp8 rate"]);
    failed(
        &["worth", "--chip", "nvidia-h20-96gb", "--workload", "llama-70b-chatt"],
        &["did you mean `llama-70b-chat`"],
    );
    failed(&["worth", "--chip", "nvidia-h20-96gb"], &["no workload is named"]);
}

/// Every node that an edge joins is declared, and stance shows in the style and the head of the line.
#[test]
fn the_graph_of_actors_declares_every_node() {
    let graph = out(&chipgate(&["actors", "--format", "dot"]));
    let declared: Vec<&str> = graph
        .lines()
        .filter(|line| line.contains("[label=") && !line.contains("->"))
        .filter_map(|line| line.trim().split('"').nth(1))
        .collect();
    let edges: Vec<&str> = graph.lines().filter(|line| line.contains("->")).collect();
    assert!(edges.len() > 23, "{graph}");
    for edge in edges {
        let ends: Vec<&str> = edge.split('"').collect();
        assert!(declared.contains(&ends[1]) && declared.contains(&ends[3]), "{edge}");
    }
    assert_eq!(graph.matches('{').count(), graph.matches('}').count());
    assert!(graph.contains("arrowhead=onormal") && graph.contains("arrowhead=tee"));
    assert!(
        graph.contains("style=solid") && graph.contains("style=dashed") && graph.contains("style=dotted")
    );
}
