//! A gate of a third government, made of data alone, stands wherever the two others do.

use crate::support::{copy_of_data, json, told};
use std::path::Path;

/// A gate that reads what the first one says.
const GATE: &str = r#"
[[gate]]
id          = "nl"
country     = "NL"
title       = "Netherlands"
title_ja    = "オランダ"
title_zh    = "荷兰"
in_words    = "the Netherlands"
in_words_ja = "オランダ"
in_words_zh = "荷兰"
zone        = "Europe/Amsterdam"
covers_to   = 2026-11-01
[[gate.reads]]
gate = "us"
fact = "us_license_needed"
"#;

const INSTRUMENT: &str = r#"
id        = "nl.toy"
title     = "Toy order"
title_ja  = "架空の命令"
title_zh  = "虚构命令"
citation  = "Toy order 1"
authority = "regulation"
source    = "cn.nyt-cac-h20"
published = 2024-01-01
[[effect]]
id   = "main"
kind = "enact"
from = 2024-01-01
[[effect]]
id   = "later"
kind = "enact"
from = 2025-03-01
"#;

/// A definition, a requirement of it, and one that follows the first gate.
const RULES: &str = r#"
gate = "nl"
[[rule]]
id        = "nl.class"
title     = "Toy class"
title_ja  = "架空の分類"
title_zh  = "虚构分类"
step      = "class"
concludes = { eccn = "NL1" }
[[rule.version]]
instrument = "nl.toy"
effect     = "main"
from       = 2024-01-01
provision  = "Article 1"
when       = "tpp >= floor"
confidence = "high"
[rule.version.thresholds]
floor = { value = 2000, unit = "TPP" }
[[rule]]
id        = "nl.notice"
title     = "Toy approval"
title_ja  = "架空の承認"
title_zh  = "虚构批准"
step      = "requirement"
concludes = { requirement = "approval_required", reasons = ["RS"] }
[[rule.version]]
instrument = "nl.toy"
effect     = "main"
from       = 2024-01-01
provision  = "Article 2"
when       = 'destination == "CN" and "NL1" in eccn'
confidence = "high"
[[rule]]
id        = "nl.follows"
title     = "Toy prohibition"
title_ja  = "架空の禁止"
title_zh  = "虚构禁令"
step      = "requirement"
concludes = { requirement = "prohibited", reasons = ["RS"] }
[[rule.version]]
instrument = "nl.toy"
effect     = "later"
from       = 2025-03-01
provision  = "Article 3"
when       = 'destination == "CN" and us_license_needed'
confidence = "high"
"#;

fn with_third_gate(name: &str) -> String {
    let data = copy_of_data(name);
    let put = |path: &str, text: &str| {
        let path = data.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let gates = std::fs::read_to_string(data.join("gates.toml")).unwrap();
    put("gates.toml", &(gates + GATE));
    put("law/instruments/nl/toy.toml", INSTRUMENT);
    put("law/rules/nl/toy.toml", RULES);
    data.display().to_string()
}

const H20: &str = "nvidia-h20-96gb";

#[test]
fn a_third_gate_made_of_data_alone_answers_everywhere() {
    let data = with_third_gate("third/data");
    let ask = |day: &str| {
        json(&["determine", "--chip", H20, "--to", "CN", "--as-of", day, "--data", &data, "--format", "json"])
    };
    let answer = |day: &str| {
        let found = ask(day);
        let of = |gate: &str| found["gates"][gate]["answer"].as_str().unwrap().to_owned();
        (of("us"), of("nl"), found["verdict"].as_str().unwrap().to_owned())
    };
    let word = |text: &str| text.to_owned();
    let none = || word("no_license_required");
    assert_eq!(answer("2023-12-31"), (none(), none(), none()));
    // The H20 has a TPP of 2,368, over the floor of the toy class.
    assert_eq!(answer("2024-06-01"), (none(), word("approval_required"), word("approval_required")));
    // The letter of April 2025 makes the first gate ask for a license, and the third follows it.
    assert_eq!(answer("2025-04-20"), (word("license_required"), word("prohibited"), word("prohibited")));
    assert!(ask("2026-12-31")["gates"]["nl"]["caveats"].to_string().contains("after_horizon"));
    assert_eq!(ask("2024-06-01")["corpus"]["covers_to"]["nl"], "2026-11-01");
    in_words(&data);
    in_tables(&data);
    on_pages(&data);
}

fn in_words(data: &str) {
    let text = told(&["determine", "--chip", H20, "--to", "CN", "--as-of", "2024-06-01", "--data", data]);
    assert_eq!(text.matches("Netherlands: ").count(), 2, "first lines and detail: {text}");
    let japanese = told(&[
        "determine",
        "--chip",
        H20,
        "--to",
        "CN",
        "--as-of",
        "2024-06-01",
        "--data",
        data,
        "--lang",
        "ja",
    ]);
    assert!(japanese.contains("オランダ："), "{japanese}");
    let history = told(&["history", "--chip", H20, "--data", data]);
    assert!(history.contains("Netherlands: "), "{history}");
}

fn in_tables(data: &str) {
    let history = told(&["history", "--chip", H20, "--data", data, "--format", "csv"]);
    assert!(history.lines().next().unwrap().contains(",other_gates"), "{history}");
    let row = history
        .lines()
        .find(|line| line.starts_with(&format!("{H20},2024-01-01,")))
        .expect("the toy order began a stretch");
    assert!(row.contains("nl:approval_required") && row.contains("nl.toy"), "{row}");
    let compare = json(&[
        "compare",
        "--before",
        "2023-12-31",
        "--after",
        "2024-01-01",
        "--data",
        data,
        "--format",
        "json",
    ]);
    let chip = compare["chips"].as_array().unwrap().iter().find(|chip| chip["chip"] == H20).unwrap();
    assert_eq!(chip["other_gates"].to_string(), r#"["nl:approval_required"]"#);
    assert_eq!(
        (chip["us_before"].clone(), chip["verdict_after"].as_str()),
        (chip["us_after"].clone(), Some("approval_required"))
    );
}

fn on_pages(data: &str) {
    let page = told(&["timeline", "--chip", "h20", "--data", data, "--format", "html"]);
    assert!(page.contains("data-gate=\"nl\"") && page.contains("Netherlands"), "a strip of its own");
    let page = told(&["history", "--chip", H20, "--data", data, "--format", "html"]);
    assert!(
        page.contains("<th scope=\"col\">Netherlands</th>") && page.contains("third a-approval_required")
    );
}

#[test]
fn data_without_one_gate_of_each_side_are_refused_with_a_place() {
    let data = copy_of_data("third/sides");
    let gates = std::fs::read_to_string(data.join("gates.toml")).unwrap();
    let damaged = |text: &str| {
        std::fs::write(Path::new(&data).join("gates.toml"), text).unwrap();
        let output = crate::support::chipgate(&["check", "--data", &data.display().to_string()]);
        assert_eq!(output.status.code(), Some(1), "{text}");
        crate::support::out(&output) + &crate::support::err(&output)
    };
    let told = damaged(&gates.replace("\"buyer\"", "\"seller\""));
    assert!(told.contains("not exactly one gate of each side"), "{told}");
    let told = damaged(&gates.replace("gate      = \"us\"", "gate      = \"uk\""));
    assert!(told.contains("unknown earlier gate `uk`") && told.contains("gates.toml:"), "{told}");
    let told = damaged(&gates.replace("\"us_license_needed\"", "\"us_licence_needed\""));
    assert!(told.contains("us_licence_needed") && told.contains("did you mean"), "{told}");
}
