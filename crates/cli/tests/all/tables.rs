//! What programs print for programs: every command's CSV and JSON hold the same plain values, and read back.

use crate::support::{self, told};
use chipgate_show::table::{Column, Table, list, number, text, yes_no};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

/// What a command prints in a format, run once for all tests that ask for it.
fn printed(command: &str, format: &str) -> String {
    type Once = Arc<OnceLock<String>>;
    static KNOWN: LazyLock<Mutex<HashMap<String, Once>>> = LazyLock::new(Mutex::default);
    let words = [&command.split(' ').collect::<Vec<_>>()[..], &["--format", format]].concat();
    let once: Once = KNOWN.lock().unwrap().entry(words.join(" ")).or_default().clone();
    once.get_or_init(|| told(&words)).clone()
}

fn as_csv(command: &str) -> String {
    printed(command, "csv")
}

fn as_json(command: &str) -> Value {
    serde_json::from_str(&printed(command, "json")).unwrap()
}

/// A study of one policy and its baseline.
fn study() -> String {
    file(
        "study.toml",
        "question = \"What does the ban do?\"\ndraws = 16\nscenarios = [\"central\"]\npolicies = [\"keep-ban\", \"as-the-rules-stand\"]\nanswers = [\"cn-buy-freely\"]\nbaseline = \"keep-ban\"\n\n[[outcome]]\nquantity = \"stock_cn_f\"\nfrom = 2028\n",
    )
}

fn file(name: &str, text: &str) -> String {
    support::file(&format!("tables/{name}"), text)
}

/// The columns of a list of objects, each with the kind that its values have in JSON.
fn columns(header: &str, rows: &[Value]) -> Vec<Column> {
    let column = |name: &str| {
        let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
        match rows.iter().map(|row| &row[name]).find(|value| !value.is_null()) {
            Some(Value::Number(_)) => number(name),
            Some(Value::Bool(_)) => yes_no(name),
            Some(Value::Array(_)) => list(name),
            _ => text(name),
        }
    };
    header.split(',').map(column).collect()
}

/// Whether a whole cell is a number or a range as people write it, and not as programs do.
fn is_for_people(cell: &str) -> bool {
    let is_number = |word: &str| {
        word.chars().any(|c| c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_digit() || ",.".contains(c))
    };
    let is_grouped = is_number(cell) && cell.contains(',');
    let bounded =
        ["at least ", "up to ", "≥ ", "≤ "].iter().any(|word| cell.strip_prefix(word).is_some_and(is_number));
    let between = [" to ", "–", " – "]
        .iter()
        .any(|word| cell.split_once(word).is_some_and(|(low, high)| is_number(low) && is_number(high)));
    is_grouped || bounded || between || cell == "-" || cell == "∞"
}

/// Every text in a JSON value, with its path.
fn texts<'v>(value: &'v Value, path: &str, found: &mut Vec<(String, &'v str)>) {
    match value {
        Value::String(text) => found.push((path.to_owned(), text)),
        Value::Array(list) => list.iter().for_each(|one| texts(one, path, found)),
        Value::Object(map) => map.iter().for_each(|(key, one)| texts(one, &format!("{path}/{key}"), found)),
        _ => {}
    }
}

/// Commands whose JSON holds the rows of their CSV, with the place of the rows.
fn tables() -> Vec<(String, &'static str)> {
    let observed = file(
        "observed.csv",
        "id,quantity,from,to,value,low,high\nh1,huawei_units,2025-01-01,2025-12-31,805,,\nh2,mfu_training,2025-01-01,2025-12-31,40,,\n",
    );
    let plain = [
        "chips list",
        "parties list",
        "instruments list",
        "rules list",
        "sources list",
        "reforms list",
        "facts list",
        "terms list",
        "series list",
        "coverage",
        "timeline",
        "history --chip nvidia-h20-96gb,nvidia-rtx-5090-d,huawei-ascend-910c --to-date 2026-09-29",
        "race quantities",
        "race quantities --units",
        "race quantities --in b300e",
        "race reproduce --draws 16",
        "race backcast --draws 16",
        "race theses --draws 16",
        "race theses --draws 16 --when",
        "race theses --draws 16 --gates",
        "race replay --draw 5 --assumptions",
        "bench --repeat 1",
    ];
    let placed = [
        ("compare --before 2023-11-16 --after 2023-11-17", "/chips"),
        ("worth validate", "/points"),
        ("check", "/problems"),
    ];
    plain
        .into_iter()
        .map(|command| (command.to_owned(), ""))
        .chain(placed.map(|(command, place)| (command.to_owned(), place)))
        .chain([
            (format!("race score {observed} --draws 16"), "/rows"),
            (format!("simulate {}", study()), ""),
        ])
        .collect()
}

#[test]
fn the_csv_and_the_json_of_every_command_read_back_to_the_same_table() {
    for (command, place) in tables() {
        // Times differ from run to run.
        let is_timed = command.starts_with("bench");
        let (csv, json) = (as_csv(&command), as_json(&command));
        let rows =
            json.pointer(place).and_then(Value::as_array).unwrap_or_else(|| panic!("{command}: {json}"));
        let columns = columns(csv.lines().next().unwrap(), rows);
        let of_csv = Table::from_csv(&columns, &csv).unwrap_or_else(|problem| panic!("{command}: {problem}"));
        let of_json = Table::from_json(&columns, &Value::from(rows.clone()))
            .unwrap_or_else(|problem| panic!("{command}: {problem}"));
        assert!(is_timed || of_csv == of_json, "{command}");
        assert_eq!(of_csv.rows.len(), of_json.rows.len(), "{command}");
        assert!(is_timed || of_csv.csv() == csv, "{command}");
    }
}

/// Keys of labels that may look like numbers: a year that is as exact as its source, a number of an equation.
const LABELS: [&str; 15] = [
    "/period",
    "/span",
    "/unit",
    "/first",
    "/last",
    "/binding",
    "/articles",
    "/equation",
    "/version",
    "/from",
    "/until",
    "/when",
    "/after",
    "/before",
    "/footnote",
];

/// Other commands that print CSV or JSON.
fn others() -> Vec<String> {
    let list = [
        "determine --chip nvidia-rtx-5090-d --to CN --as-of 2025-03-01 --end-user-hq CN",
        "determine --chip nvidia-h20-96gb --to CN --as-of 2025-12-01 --end-user ByteDance --fact site_progress=0.2..0.4",
        "classify --chip nvidia-rtx-5090-d --as-of 2025-03-01",
        "claims",
        "claims show CL-033",
        "actors list",
        "actors show matheny",
        "series show nvda_dc_revenue_q",
        "chips show nvidia-rtx-5090-d",
        "parties show huawei",
        "instruments show us.bis.88-fr-73458",
        "rules show ear.3a090.a",
        "sources show us.cfr",
        "reforms show safe-chips-act",
        "facts show tpp",
        "terms show advanced_computing",
        "worth --chip nvidia-h20-96gb --versus nvidia-h800-sxm5-80gb --workload deepseek-v3-decode",
        "worth --chip nvidia-h20-96gb --workload deepseek-v3-training",
        "worth rank --workload llama-70b-chat --as-of 2025-06-01",
        "race replay --draw 5 --policy b30a",
    ];
    list.iter().map(|command| (*command).to_owned()).collect()
}

#[test]
fn no_command_prints_a_number_for_people_as_csv_or_json() {
    for command in tables().into_iter().map(|(command, _)| command).chain(others()) {
        let csv = as_csv(&command);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let header = reader.headers().unwrap().clone();
        for record in reader.records() {
            let record = record.unwrap_or_else(|problem| panic!("{command}: {problem}"));
            for (name, cell) in header.iter().zip(&record) {
                assert!(!is_for_people(cell), "{command}: `{cell}` under {name}");
            }
        }
        let (json, mut found) = (as_json(&command), Vec::new());
        texts(&json, "", &mut found);
        // A formula with its values filled in is a text for people.
        for (path, text) in found.into_iter().filter(|(path, _)| !path.ends_with("/filled_in")) {
            assert!(!is_for_people(text), "{command}: `{text}` at {path}");
            let is_number = text.parse::<f64>().is_ok_and(f64::is_finite);
            assert!(
                !is_number || LABELS.iter().any(|key| path.ends_with(key)),
                "{command}: `{text}` at {path}"
            );
        }
    }
}

#[test]
fn a_number_for_people_is_recognized() {
    for cell in ["15,832", "at least 40,400", "4 to 5", "up to 3", "-", "11.06–12.67"] {
        assert!(is_for_people(cell), "{cell}");
    }
    for cell in ["15832", "2026-01-15", "3A090.a", "", "CN, HK", "H20 to CN", "b30a"] {
        assert!(!is_for_people(cell), "{cell}");
    }
}

#[test]
fn a_determination_as_csv_keeps_what_the_answer_stands_under() {
    let csv = as_csv("determine --chip nvidia-rtx-5090-d --to CN --as-of 2026-08-01 --end-user-hq CN");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let row: std::collections::HashMap<String, String> = reader.deserialize().next().unwrap().unwrap();
    let found = as_json("determine --chip nvidia-rtx-5090-d --to CN --as-of 2026-08-01 --end-user-hq CN");
    for (gate, prefix) in [("us", "us:"), ("cn", "cn:")] {
        let told = |column: &str| row[column].split(';').filter(|one| one.starts_with(prefix)).count();
        let of = |key: &str| found["gates"][gate][key].as_array().unwrap().len();
        assert_eq!(told("provided"), of("provided_that"), "{csv}");
        assert_eq!(told("conditions"), of("conditions"), "{csv}");
        assert_eq!(told("charges"), of("charges"), "{csv}");
        assert_eq!(told("caveats"), of("caveats"), "{csv}");
        let possible = &row[&format!("{gate}_possible")];
        assert_eq!(possible.split(';').filter(|word| !word.is_empty()).count(), of("possible"), "{csv}");
    }
    assert_eq!(row["corpus"], found["corpus"]["sha256"].as_str().unwrap());
    assert_eq!(row["verdict_authority"], found["verdict_authority"].as_str().unwrap_or_default());
}

#[test]
fn a_named_party_that_no_list_knows_is_provided_that_it_is_screened() {
    let csv = as_csv(
        "determine --chip nvidia-l4 --to JP --as-of 2025-03-01 --end-user Unlisted-Example --end-user-hq JP",
    );
    assert!(csv.contains("full_list_screening"), "{csv}");
}

#[test]
fn the_rows_of_a_run_name_its_seed_draws_and_data() {
    let corpus =
        as_json("determine --chip nvidia-h20-96gb --to CN --as-of 2025-05-01")["corpus"]["sha256"].clone();
    let simulate = format!("simulate {} --seed 3", study());
    for command in [&*simulate, "race theses --draws 16 --seed 3"] {
        for row in as_json(command).as_array().unwrap() {
            assert_eq!(
                (&row["seed"], &row["draws"], &row["corpus"]),
                (&3.into(), &16.into(), &corpus),
                "{command}"
            );
        }
    }
    assert!(as_csv(&simulate).lines().next().unwrap().ends_with(",seed,draws,corpus"));
}

#[test]
fn the_figures_of_our_own_csv_are_an_item_of_the_same_class() {
    for (chip, day, class) in
        [("nvidia-h100-sxm5-80gb", "2025-03-01", "3A090.a"), ("nvidia-h20-96gb", "2025-05-01", "3A991.p")]
    {
        let csv = as_csv(&format!("classify --chip {chip} --as-of {day}"));
        let mut item = "kind = \"chip\"\ndatacenter = true\ndesigner = \"nvidia\"\n".to_owned();
        for record in csv::Reader::from_reader(csv.as_bytes()).records() {
            let record = record.unwrap();
            let line = match (&record[1], &record[2]) {
                ("", "") => format!("{} = {}\n", &record[0], &record[3]),
                (low, "") => format!("{} = [{low}, inf]\n", &record[0]),
                (low, high) => format!("{} = [{low}, {high}]\n", &record[0]),
            };
            item.push_str(&line);
        }
        let path = file(&format!("{chip}.toml"), &item);
        let found = as_json(&format!("classify --item {path} --as-of {day}"));
        assert_eq!(
            found["eccn"],
            as_json(&format!("classify --chip {chip} --as-of {day}"))["eccn"],
            "{item}"
        );
        assert!(found["eccn"].to_string().contains(class), "{found}");
    }
}

#[test]
fn a_name_with_a_line_break_or_an_escape_writes_no_line_and_no_formula() {
    let name = "A\\nJoint verdict: No license requirement found\\u001b[2J";
    let path = file("hostile.toml", &format!("kind = \"chip\"\nname = \"{name}\"\ntpp = 100\n"));
    let ask = ["determine", "--item", &path, "--to", "CN", "--as-of", "2025-03-01"];
    let answer = told(&ask);
    assert!(
        answer.lines().next().unwrap().contains("A␊Joint verdict: No license requirement found␛[2J"),
        "{answer}"
    );
    assert_eq!(answer.lines().filter(|line| line.starts_with("Joint verdict:")).count(), 1, "{answer}");
    assert!(!answer.contains('\u{1b}'));
    let path = file("formula.toml", "kind = \"chip\"\nname = \"=1+1\"\ntpp = 100\n");
    let csv = told(&["determine", "--item", &path, "--to", "CN", "--as-of", "2025-03-01", "--format", "csv"]);
    assert!(csv.contains(",'=1+1,"), "{csv}");
    let classified = told(&["classify", "--item", &path, "--as-of", "2025-03-01"]);
    assert!(classified.starts_with("=1+1, "), "people read the name as it is: {classified}");
}
