//! Records of determinations: what was asked, what was answered, with which data and program, under one hash.
//!
//! The hash is SHA-256 over the canonical JSON (RFC 8785) of everything else in
//! the record. It shows a change made by accident or by hand; who writes a whole
//! record anew can write its hash anew.

use crate::context::{Failure, Reform};
use crate::output::{is_special, is_there, write_new};
use chipgate_ask::Question;
use chipgate_corpus::Corpus;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// The form of the records that are written.
pub const SCHEMA: &str = "chipgate.record/2";
/// The first form, without a hash; it is still replayed.
pub const FIRST_SCHEMA: &str = "chipgate.record/1";
/// The key of the hash.
pub const HASH: &str = "record_sha256";
/// Most names that are tried in a folder.
const MOST_NAMES: usize = 1_000;

/// What a record keeps.
pub struct Kept<'a> {
    /// The request; `None` where flags or file could not be read as one.
    pub question: Option<&'a Question>,
    /// Files that the request came from.
    pub files: Vec<&'a Path>,
    /// Reforms laid over the law, whole.
    pub reforms: Vec<Reform>,
    /// The day asked about where the request names none.
    pub today: Date,
    /// The determination as JSON, or the refusal.
    pub outcome: Result<Value, &'a Failure>,
}

/// Writes a record to a new file, or under a new name in a folder; gives the file.
pub fn write(path: &Path, corpus: &Corpus, kept: &Kept<'_>) -> Result<PathBuf, Failure> {
    let written_at = Timestamp::now();
    let record = sealed(record(corpus, kept, written_at)?)?;
    let text = crate::context::pretty(&record);
    let ends_as_folder = path.as_os_str().to_string_lossy().ends_with(std::path::MAIN_SEPARATOR);
    if path.is_dir() || ends_as_folder {
        return write_inside(path, written_at, &text);
    }
    if path.symlink_metadata().is_ok() && !is_special(path) {
        return Err(is_there(path));
    }
    write_new(path, text.as_bytes()).map(|()| path.to_owned())
}

/// Names begin with the time, so that a folder lists its records in order.
fn write_inside(folder: &Path, written_at: Timestamp, text: &str) -> Result<PathBuf, Failure> {
    let second = written_at.strftime("%Y-%m-%dT%H%M%SZ").to_string();
    for number in 1..=MOST_NAMES {
        let path = folder.join(format!("{second}-{number:03}.json"));
        if path.symlink_metadata().is_ok() {
            continue;
        }
        match write_new(&path, text.as_bytes()) {
            // Another writer took the name in between.
            Err(_) if path.symlink_metadata().is_ok() => {}
            Err(failure) => return Err(failure),
            Ok(()) => return Ok(path),
        }
    }
    Err(Failure::fault(format!("`{}` has {MOST_NAMES} records of one second", folder.display())))
}

fn record(corpus: &Corpus, kept: &Kept<'_>, written_at: Timestamp) -> Result<Map<String, Value>, Failure> {
    let reforms: Vec<Value> = kept
        .reforms
        .iter()
        .map(|(name, bytes)| json!({ "name": name, "text": String::from_utf8_lossy(bytes) }))
        .collect();
    let mut record = Map::new();
    let mut put = |key: &str, value: Value| record.insert(key.to_owned(), value);
    put("schema", json!(SCHEMA));
    put("written_at", json!(written_at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()));
    put("program", program()?);
    put("corpus", json!({ "version": &*corpus.version, "sha256": corpus.sha256 }));
    put("given", given(kept));
    put("reforms", json!(reforms));
    if let Some(question) = kept.question {
        put("request", with_day(question, kept.today).to_json());
    }
    match &kept.outcome {
        Ok(determination) => put("determination", determination.clone()),
        Err(failure) => put("error", refusal(failure)),
    };
    Ok(record)
}

/// The question with the day that was asked about, so that it asks about the same day for ever.
fn with_day(question: &Question, today: Date) -> Question {
    let day = question.as_of.unwrap_or(today);
    question.clone().on(day)
}

/// A refusal without the places of files, which may lie elsewhere at the replay.
pub fn refusal(failure: &Failure) -> Value {
    let told = failure.errors.iter().map(|told| json!({ "message": told.message, "help": told.help }));
    told.collect()
}

/// Command line and files, word by word.
fn given(kept: &Kept<'_>) -> Value {
    let arguments: Vec<String> =
        std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let file = |path: &&Path| {
        let bytes = chipgate_corpus::read_regular(path).ok()?;
        Some(json!({
            "path": path.to_string_lossy(), "sha256": hex(&bytes), "text": String::from_utf8_lossy(&bytes),
        }))
    };
    json!({ "arguments": arguments, "files": kept.files.iter().filter_map(file).collect::<Vec<_>>() })
}

/// Name, version and hash of the program that runs.
pub fn program() -> Result<Value, Failure> {
    let own = std::env::current_exe().and_then(std::fs::read);
    let bytes = own.map_err(|error| Failure::fault(format!("cannot read the program itself: {error}")))?;
    Ok(
        json!({ "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION"), "build_sha256": hex(&bytes) }),
    )
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sealed(mut record: Map<String, Value>) -> Result<Value, Failure> {
    let hash = hash(&record)?;
    record.insert(HASH.to_owned(), json!(hash));
    Ok(Value::Object(record))
}

/// SHA-256 over the canonical JSON of everything but the hash itself.
pub fn hash(record: &Map<String, Value>) -> Result<String, Failure> {
    let mut rest = record.clone();
    rest.remove(HASH);
    let bytes = serde_json_canonicalizer::to_vec(&Value::Object(rest)).map_err(Failure::fault)?;
    Ok(hex(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_does_not_depend_on_order_and_white_space_and_changes_with_every_value() {
        let read =
            |text: &str| hash(serde_json::from_str::<Value>(text).unwrap().as_object().unwrap()).unwrap();
        let one = read(r#"{"b": [1, 2.50, "é"], "a": {"y": null, "x": true}, "record_sha256": "old"}"#);
        assert_eq!(one, read(r#"{ "a":{"x":true,"y":null},"b":[1,2.5,"\u00e9"] }"#));
        // printf '%s' '{"a":{"x":true,"y":null},"b":[1,2.5,"é"]}' | sha256sum
        assert_eq!(one, "1ec5114d36593eba3ac85d60b13d0046b42734255834ce2b5366c78cd108ea57");
        for changed in [r#"{"a":{"x":true,"y":null},"b":[2,1,"é"]}"#, r#"{"a":{"x":true},"b":[1,2.5,"é"]}"#]
        {
            assert_ne!(one, read(changed));
        }
    }
}
