//! The simulator from outside: the same bytes, a replay, scores, and messages with a remedy.

use crate::support::{self, chipgate, err, out};

fn file(name: &str, text: &str) -> String {
    support::file(&format!("race/{name}"), text)
}

const STUDY: &str = "question = \"What does the B30A do?\"\ndraws = 48\nscenarios = [\"central\"]\npolicies = [\"b30a\", \"as-the-rules-stand\", \"keep-ban\"]\nanswers = [\"cn-buy-freely\"]\nbaseline = \"keep-ban\"\n\n[[outcome]]\nquantity = \"stock_cn_f\"\nfrom = 2028\n";

#[test]
fn a_study_of_one_page_runs_and_says_that_it_is_not_calibrated() {
    let path = file("study.toml", STUDY);
    let first = chipgate(&["simulate", &path, "--format", "csv"]);
    assert_eq!(first.status.code(), Some(0), "{}", err(&first));
    assert!(err(&first).contains("not yet calibrated"));
    assert_eq!(out(&first).lines().count(), 4);
    assert_eq!(out(&first), out(&chipgate(&["simulate", &path, "--format", "csv"])));
    let b30a = out(&first).lines().find(|line| line.contains(",b30a,")).unwrap().to_owned();
    let positive: f64 = b30a.split(',').nth(16).unwrap().parse().unwrap();
    assert!(positive > 0.5, "{b30a}");
}

#[test]
fn a_reform_of_the_law_changes_the_simulation() {
    let path = file("reformed.toml", STUDY);
    let row = |output: &std::process::Output| {
        out(output).lines().find(|line| line.contains("as-the-rules-stand")).unwrap().to_owned()
    };
    let plain = row(&chipgate(&["simulate", &path, "--format", "csv"]));
    let reformed = row(&chipgate(&["simulate", &path, "--format", "csv", "--reform", "safe-chips-act"]));
    assert_ne!(plain, reformed);
}

#[test]
fn a_reform_that_the_study_names_is_the_one_of_the_command_line() {
    let plain = file("plain_reform.toml", STUDY);
    let named = STUDY.replace("baseline =", "reforms = [\"safe-chips-act\"]\nbaseline =");
    let named = file("named_reform.toml", &named);
    let by_command = chipgate(&["simulate", &plain, "--format", "csv", "--reform", "safe-chips-act"]);
    let by_study = chipgate(&["simulate", &named, "--format", "csv"]);
    assert_eq!(by_study.status.code(), Some(0), "{}", err(&by_study));
    assert_eq!(out(&by_study), out(&by_command));
    assert_ne!(out(&by_study), out(&chipgate(&["simulate", &plain, "--format", "csv"])));
}

#[test]
fn a_replay_lays_the_reforms_of_its_study_over_the_law() {
    let named = STUDY.replace("baseline =", "reforms = [\"safe-chips-act\"]\nbaseline =");
    let [plain, named] =
        [("replay_plain.toml", STUDY), ("replay_named.toml", &*named)].map(|(name, text)| file(name, text));
    let replay = |study: &str, more: &[&str]| {
        let asked = ["race", "replay", "--draw", "5", "--policy", "as-the-rules-stand", "--format", "csv"];
        out(&chipgate(&[&asked[..], &["--study", study], more].concat()))
    };
    let by_study = replay(&named, &[]);
    assert_eq!(by_study, replay(&plain, &["--reform", "safe-chips-act"]));
    assert_ne!(by_study, replay(&plain, &[]));
}

#[test]
fn a_draw_is_replayed_with_its_whole_path_and_its_assumptions() {
    let path = chipgate(&["race", "replay", "--draw", "5", "--policy", "b30a", "--format", "csv"]);
    assert_eq!(path.status.code(), Some(0), "{}", err(&path));
    assert_eq!(out(&path).lines().count(), 217);
    let assumptions = chipgate(&["race", "replay", "--draw", "5", "--assumptions", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_slice(&assumptions.stdout).unwrap();
    assert!(rows.as_array().unwrap().len() > 80);
}

#[test]
fn observations_are_scored_with_coverage() {
    let rows = "id,quantity,from,to,value,low,high\nh1,huawei_units,2025-01-01,2025-12-31,805,,\nh2,china_share_domestic_cards_idc,2025-01-01,2025-12-31,41,,\n";
    let path = file("observed.csv", rows);
    let output = chipgate(&["race", "score", &path, "--draws", "256", "--format", "json"]);
    let scored: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(scored["summary"]["coverage_90"], 1.0);
    assert_eq!(scored["summary"]["calibrated"], false);
    assert_eq!(scored["rows"][0]["id"], "h1");
}

#[test]
fn a_series_that_the_model_does_not_give_is_told_and_a_misspelt_one_refused() {
    let head = "id,quantity,from,to,value,low,high\n";
    let row = "h1,huawei_units,2025-01-01,2025-12-31,805,,\n";
    let scored = |name: &str, more: &str| {
        let path = file(name, &format!("{head}{row}{more}"));
        chipgate(&["race", "score", &path, "--draws", "64", "--format", "json"])
    };
    let both = scored("not_given.csv", "h2,mfu_training,2025-01-01,2025-12-31,40,,\n");
    let both: serde_json::Value = serde_json::from_slice(&both.stdout).unwrap();
    let alone: serde_json::Value = serde_json::from_slice(&scored("given.csv", "").stdout).unwrap();
    assert_eq!(both["summary"]["not_scored"], 1);
    let mean = &both["summary"]["mean_log_score_nats"];
    assert!(mean.is_f64() && *mean == alone["summary"]["mean_log_score_nats"]);
    assert_eq!(both["rows"][0]["transform"], "ln");
    assert_eq!(both["rows"][1]["scored"], false);
    assert_eq!(both["rows"][1]["note"], "the model does not give it");
    let wrong = scored("misspelt.csv", "h2,mfu_trainin,2025-01-01,2025-12-31,40,,\n");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("did you mean `mfu_training`?"), "{}", err(&wrong));
}

#[test]
fn published_analyses_are_rebuilt_or_say_why_not() {
    let output = chipgate(&["race", "reproduce", "--draws", "64", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let rows = rows.as_array().unwrap();
    for number in 1..=16 {
        assert!(rows.iter().any(|row| row["analysis"] == format!("M{number}").as_str()), "M{number}");
    }
    for row in rows {
        let is_by_hand = !row["output"].as_str().unwrap().starts_with("the model");
        let explained = row["note"].is_string();
        assert!(row["result"] == "pass" || explained || !is_by_hand, "{row}");
    }
}

#[test]
fn it_is_said_when_a_thesis_holds_and_what_the_tighter_gate_does() {
    let read = |arguments: &[&str]| -> Vec<serde_json::Value> {
        let output =
            chipgate(&[&["race", "theses", "--draws", "96", "--format", "json"], arguments].concat());
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let when = read(&["--when", "--scenario", "dependence", "--test", "T1", "--most", "2"]);
    assert_eq!(when.len(), 2);
    let share = |row: &serde_json::Value, name: &str| row[name].as_f64().unwrap();
    let moves = |row| (share(row, "high_dependence") - share(row, "low_dependence")).abs();
    assert!(moves(&when[0]) >= moves(&when[1]) && moves(&when[0]) > 0.1, "{when:?}");
    let gates = read(&["--gates"]);
    assert_eq!(gates.len(), 3 * 4);
    assert!(gates.iter().all(|row| (0.0..=1.0).contains(&share(row, "two_gate"))));
}

#[test]
fn quantities_can_be_given_in_the_unit_of_an_author() {
    let csv = out(&chipgate(&["race", "quantities", "--in", "b300e", "--format", "csv"]));
    // 1 over 2.33.
    let line = csv.lines().find(|line| line.starts_with("new_cn_f,")).unwrap();
    let cells: Vec<&str> = line.split(',').collect();
    assert!((cells[1].parse::<f64>().unwrap() - 1.0 / 2.33).abs() < 1e-3, "{line}");
    assert_eq!(cells[2], "thousand b300e");
    assert!(!csv.contains("new_cn_fp4"));
    assert!(out(&chipgate(&["race", "quantities", "--units"])).contains("gb300e"));
}

#[test]
fn misses_of_the_backcast_come_first() {
    let output = chipgate(&["race", "backcast", "--draws", "64", "--format", "csv"]);
    let results: Vec<bool> = out(&output).lines().skip(1).map(|line| line.starts_with("miss")).collect();
    assert!(results.len() > 20 && results.is_sorted_by(|a, b| a >= b), "{}", out(&output));
}

#[test]
fn the_page_of_the_backcast_tells_every_figure_and_every_anchor_stands() {
    let page = out(&chipgate(&["race", "backcast", "--draws", "64", "--format", "html"]));
    let rows = out(&chipgate(&["race", "backcast", "--draws", "64", "--format", "json"]));
    let rows: serde_json::Value = serde_json::from_str(&rows).unwrap();
    let misses = rows.as_array().unwrap().iter().filter(|row| row["result"] == "miss").count();
    let first = page.split("<h3>").nth(1).unwrap();
    assert_eq!(first.matches("<svg").count(), misses, "a strip for each miss stands first");
    for link in page.split("href=\"#").skip(1) {
        let anchor = link.split('"').next().unwrap();
        assert!(page.contains(&format!("id=\"{anchor}\"")), "{anchor}");
    }
    assert!(!page.contains("<script"));
}

#[test]
fn wrong_requests_name_the_place_and_the_remedy() {
    let zero = file("zero.toml", &STUDY.replace("draws = 48", "draws = 0"));
    let misspelt = file("misspelt.toml", &STUDY.replace("stock_cn_f", "stock_cn_ff"));
    for (arguments, words) in [
        (vec!["simulate", zero.as_str()], "zero.toml:2"),
        (vec!["simulate", misspelt.as_str()], "did you mean `stock_cn_f`?"),
        (vec!["simulate", "no-such-study"], "no-such-study"),
        (vec!["race", "replay", "--draw", "1", "--policy", "b30"], "did you mean `b30a`?"),
        (vec!["race", "reproduce", "--draws", "0"], "0 is not in 1..=65536"),
        (vec!["race", "theses", "--when", "--test", "T11"], "unknown test `T11`"),
        (vec!["race", "theses", "--when", "--scenario", "brige"], "did you mean `bridge`?"),
        (vec!["race", "theses", "--test", "T1"], "--when"),
        (vec!["race", "quantities", "--in", "b300"], "unknown unit `b300`"),
    ] {
        let output = chipgate(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {}", err(&output));
        assert!(err(&output).contains(words), "{}", err(&output));
    }
}

#[test]
fn bounds_of_an_observation_in_the_wrong_order_are_refused() {
    let head = "id,quantity,from,to,value,low,high\n";
    let scored = |name: &str, bounds: &str| {
        let row = format!("{head}h1,huawei_units,2025-01-01,2025-12-31,805,{bounds}\n");
        chipgate(&["race", "score", &file(name, &row), "--draws", "16"])
    };
    let wrong = scored("bounds.csv", "900,700");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("`low` is 900 and `high` is 700"), "{}", err(&wrong));
    assert!(err(&wrong).contains("put the smaller number under `low`"));
    assert!(err(&scored("outside.csv", "700,800")).contains("the value lies outside its own bounds"));
    let sound = scored("sound.csv", "700,900");
    assert_eq!(sound.status.code(), Some(0));
    assert!(err(&sound).contains("nats") && err(&sound).contains("higher is better"), "{}", err(&sound));
}

#[test]
fn a_policy_with_nothing_set_differs_from_the_rules_as_they_stand_in_no_draw_and_says_so() {
    let study = "question = \"?\"\nseed = 1\ndraws = 32\nscenarios = [\"central\"]\npolicies = [\"as-the-rules-stand\", \"nothing\"]\nbaseline = \"as-the-rules-stand\"\nanswers = [\"cn-buy-freely\"]\n[[outcome]]\nquantity = \"stock_ratio_f\"\nfrom = 2026\nto = 2030\n[[policy]]\nid = \"nothing\"\nside = \"us\"\ntitle = \"Nothing changes\"\nabout = \"It sets nothing.\"\nfrom = 2027-01-01\n";
    let path = file("nothing.toml", study);
    let run = chipgate(&["simulate", &path, "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let nothing: Vec<_> = rows.as_array().unwrap().iter().filter(|row| row["policy"] == "nothing").collect();
    assert_eq!(nothing.len(), 5);
    let is = |value: &serde_json::Value, number: &str| value.as_str().unwrap_or(&value.to_string()) == number;
    for row in nothing {
        assert!(
            is(&row["effect"], "0") && is(&row["effect_p5"], "0") && is(&row["effect_p95"], "0"),
            "{row}"
        );
        assert!(row["positive"].is_null() || row["positive"] == "", "{row}");
    }
    assert!(
        err(&run).contains("`nothing` under `cn-buy-freely` and `central`: nothing differs"),
        "{}",
        err(&run)
    );
}

#[test]
fn a_policy_dated_before_the_race_makes_sales_itself_is_refused_with_the_first_day() {
    let study = "question = \"?\"\nseed = 1\ndraws = 16\nscenarios = [\"central\"]\npolicies = [\"keep-ban\", \"early\"]\nbaseline = \"keep-ban\"\nanswers = [\"cn-buy-freely\"]\n[[outcome]]\nquantity = \"stock_ratio_f\"\nfrom = 2026\nto = 2027\n[[policy]]\nid = \"early\"\nside = \"us\"\ntitle = \"Early\"\nabout = \"It begins in history.\"\nfrom = 2022-10-07\n";
    let wrong = chipgate(&["simulate", &file("early.toml", study)]);
    assert_eq!(wrong.status.code(), Some(2));
    let told = err(&wrong);
    assert!(told.contains("until 2025-05-01 sales to China are given as history"), "{told}");
    assert!(told.contains("begin on 2025-05-01 or later"), "{told}");
}

#[test]
fn only_tests_that_tell_the_theses_apart_have_a_vote_and_the_readme_names_the_same_ones() {
    let run = chipgate(&["race", "theses", "--draws", "1024", "--seed", "20261124", "--format", "csv"]);
    let text = out(&run);
    let mut found: Vec<(String, f64, bool)> = Vec::new();
    for row in csv::Reader::from_reader(text.as_bytes()).records() {
        let row = row.unwrap();
        let one = (row[0].to_owned(), row[1].parse().unwrap(), &row[3] == "true");
        assert_eq!(one.2, one.1 >= 0.7, "{one:?}");
        if !found.iter().any(|(test, ..)| *test == one.0) {
            found.push(one);
        }
    }
    let of = |tells: bool| {
        let all = found.iter().filter(|(.., is)| *is == tells);
        all.map(|(test, area, _)| format!("{test} {area:.2}")).collect::<Vec<_>>().join(", ")
    };
    let told = err(&run);
    assert!(told.contains(&format!("tell the theses apart: {}", of(true))), "{told}");
    assert!(told.contains(&format!("cannot tell, and have no vote: {}", of(false))), "{told}");
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md")).unwrap();
    assert!(readme.contains(&of(true)) && readme.contains(&of(false)), "{} / {}", of(true), of(false));
}
