//! `chipgate verify`.

use crate::context::{
    FAULT, Failure, emit, files, load, pretty, request_failure, today, user_file, words_of,
};
use crate::options::{Common, Format};
use chipgate_corpus::ask::{Request, read_json};
use chipgate_corpus::determination::answer;
use chipgate_report::json;
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Replay a record and show what differs today
///
/// Exit code 0 when the answer is the same, 1 when it differs.
///
///   chipgate determine --chip nvidia-h20-96gb --to CN --as-of 2025-05-01 --record h20.json
///   chipgate verify h20.json
#[derive(Args, Debug)]
pub struct Verify {
    /// The record
    #[arg(value_name = "FILE")]
    pub record: PathBuf,
}

impl Verify {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let file = user_file(&self.record)?;
        let record: Value = serde_json::from_str(&file.text).map_err(|error| {
            Failure::request(
                format!("`{}` is not a record: {error}", file.path),
                "give a file written by --record",
            )
        })?;
        if record.get("schema").and_then(Value::as_str) != Some("chipgate.record/1") {
            return Err(Failure::request(
                format!("`{}` is not a record of this format", file.path),
                "give a file written by --record",
            ));
        }
        let old = record.get("determination").cloned().unwrap_or_default();
        let new = replay(common, &record)?;
        let mut differences = Vec::new();
        compare("", &old, &new, &mut differences);
        report(common, &differences)
    }
}

fn replay(common: &Common, record: &Value) -> Result<Value, Failure> {
    let text = record.get("request").map(ToString::to_string).unwrap_or_default();
    let tree = read_json("request", &text)
        .map_err(|problem| Failure::request(problem.message, "the record is damaged"))?;
    let request = Request::from_tree(&tree).map_err(|found| request_failure(&found, None))?;
    let reforms: Vec<(String, Vec<u8>)> =
        record.get("reforms").and_then(Value::as_array).into_iter().flatten().filter_map(reform).collect();
    let corpus = load(&files(common)?, &reforms)?;
    let found = answer(&corpus, &request, today()).map_err(|found| request_failure(&found, None))?;
    Ok(json::determination(&corpus, &found))
}

fn reform(value: &Value) -> Option<(String, Vec<u8>)> {
    let name = value.get("name")?.as_str()?.to_owned();
    Some((name, value.get("text")?.as_str()?.as_bytes().to_vec()))
}

/// Paths at which two values differ, with both.
fn compare(path: &str, old: &Value, new: &Value, differences: &mut Vec<(String, Value, Value)>) {
    match (old, new) {
        (Value::Object(a), Value::Object(b)) => {
            let mut keys: Vec<&String> = a.keys().chain(b.keys()).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                let below = format!("{path}/{key}");
                compare(
                    &below,
                    a.get(key).unwrap_or(&Value::Null),
                    b.get(key).unwrap_or(&Value::Null),
                    differences,
                );
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (at, (one, other)) in a.iter().zip(b).enumerate() {
                compare(&format!("{path}/{at}"), one, other, differences);
            }
        }
        _ if old == new => {}
        _ => differences.push((path.to_owned(), old.clone(), new.clone())),
    }
}

/// Other data or another program alone are told, but are no difference of the answer.
fn report(common: &Common, differences: &[(String, Value, Value)]) -> Result<(), Failure> {
    let is_frame = |path: &str| path.starts_with("/corpus") || path == "/engine";
    let changed = differences.iter().any(|(path, ..)| !is_frame(path));
    let rows: Vec<Value> = differences
        .iter()
        .map(|(path, old, new)| json!({ "at": path, "recorded": old, "now": new }))
        .collect();
    let text = match common.format {
        Format::Json => pretty(&json!({ "same": !changed, "differences": rows })),
        _ => {
            let corpus = crate::context::corpus(common)?;
            let words = words_of(&corpus, common);
            let head = words.get(if changed { "record_differs" } else { "record_same" });
            let lines = differences.iter().map(|(path, old, new)| format!("  {path}: {old} → {new}\n"));
            format!("{head}\n{}", lines.collect::<String>())
        }
    };
    emit(common, &text)?;
    if changed { Err(Failure { message: String::new(), code: FAULT }) } else { Ok(()) }
}
