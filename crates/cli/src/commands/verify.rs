//! `chipgate verify`.

use crate::common::{Common, Format};
use crate::context::{
    FAULT, Failure, Reform, emit, file_failure, files, load, pretty, request_failure, user_file, words_of,
};
use crate::record::{FIRST_SCHEMA, HASH, SCHEMA, hash, program, refusal};
use chipgate_ask::Request;
use chipgate_ask::determination::answer;
use chipgate_base::near::did_you_mean;
use chipgate_corpus::{Corpus, check_json, read_json};
use chipgate_report::determine::json;
use chipgate_show::Words;
use clap::Args;
use serde_json::{Map, Value, json};
use std::path::PathBuf;

/// Replay a record and say what differs today
///
/// The first line says whether the record was changed after it was written, and
/// whether data and program are those of the record. Exit code 0 when hash and
/// answer are the same, 1 when one differs.
///
///   chipgate determine --chip nvidia-h20-96gb --to CN --as-of 2025-05-01 --record h20.json
///   chipgate verify h20.json
#[derive(Args, Debug)]
pub struct Verify {
    /// The record
    #[arg(value_name = "FILE")]
    pub record: PathBuf,
}

/// Keys of each form of record.
const KEYS: [(&str, &[&str]); 2] = [
    (FIRST_SCHEMA, &["schema", "request", "reforms", "determination"]),
    (
        SCHEMA,
        &[
            "schema",
            "written_at",
            "program",
            "corpus",
            "given",
            "request",
            "reforms",
            "determination",
            "error",
            HASH,
        ],
    ),
];

impl Verify {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        refuse_what_is_not_heeded(common)?;
        let record = self.read()?;
        let seal = seal(&record)?;
        let replayed = replay(common, &record)?;
        let found = Compared::new(&record, &replayed, seal)?;
        let words = words_of(&replayed.corpus, common);
        let text = match common.format {
            Format::Json => pretty(&found.json(&words)),
            _ => found.text(&words),
        };
        emit(common, &text)?;
        if found.is_same() { Ok(()) } else { Err(Failure::told_already(FAULT)) }
    }

    fn read(&self) -> Result<Map<String, Value>, Failure> {
        let file = user_file(&self.record)?;
        check_json(&file.path, &file.text).map_err(|problem| file_failure([&problem], &file))?;
        let none = || no_record(&file.path, "it is not a table with the key `schema`");
        let value: Value = serde_json::from_str(&file.text).map_err(|error| no_record(&file.path, error))?;
        let Value::Object(record) = value else { return Err(none()) };
        let schema = record.get("schema").and_then(Value::as_str).ok_or_else(none)?;
        let keys =
            KEYS.iter().find(|(known, _)| *known == schema).map(|(_, keys)| *keys).ok_or_else(|| {
                no_record(&file.path, format!("`{schema}` is no form of record that this program reads"))
            })?;
        check_keys(&file.path, &record, keys)?;
        Ok(record)
    }
}

fn no_record(path: &str, why: impl std::fmt::Display) -> Failure {
    Failure::request(format!("`{path}` is not a record: {why}"), "give a file written by --record")
}

/// A key that nothing reads would look as if it had been checked.
fn check_keys(path: &str, record: &Map<String, Value>, keys: &[&str]) -> Result<(), Failure> {
    if let Some(key) = record.keys().find(|key| !keys.contains(&key.as_str())) {
        let help = did_you_mean(key, keys.iter().copied());
        let help = help.unwrap_or_else(|| "take it out; notes stand beside a record, not in it".to_owned());
        return Err(Failure::request(format!("`{path}` has the unknown key `{key}`"), help));
    }
    let has = |key: &str| record.contains_key(key);
    if has("determination") == has("error") {
        let help = "give the file as `--record` wrote it";
        return Err(Failure::request(format!("`{path}` must hold either an answer or an error"), help));
    }
    Ok(())
}

/// The record holds everything that decides; what is asked beside it would ask something else.
fn refuse_what_is_not_heeded(common: &Common) -> Result<(), Failure> {
    let flags = [
        (common.lens.is_some(), "--lens"),
        (common.known_on.is_some(), "--known-on"),
        (!common.reform.is_empty(), "--reform"),
    ];
    if let Some((_, flag)) = flags.into_iter().find(|(given, _)| *given) {
        let message = format!("a record is replayed with its own request, so {flag} is not heeded");
        return Err(Failure::request(message, format!("leave {flag} out; `chipgate determine` heeds it")));
    }
    if matches!(common.format, Format::Csv | Format::Html | Format::Dot) {
        return Err(Failure::request("a replay has no table and no page", "use --format text or json"));
    }
    Ok(())
}

/// What the hash of a record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seal {
    Right,
    Wrong,
    Missing,
}

impl Seal {
    fn code(self) -> &'static str {
        match self {
            Seal::Right => "right",
            Seal::Wrong => "wrong",
            Seal::Missing => "missing",
        }
    }
}

fn seal(record: &Map<String, Value>) -> Result<Seal, Failure> {
    if record.get("schema").and_then(Value::as_str) == Some(FIRST_SCHEMA) {
        return Ok(Seal::Missing);
    }
    let stated = record.get(HASH).and_then(Value::as_str);
    Ok(if stated == Some(hash(record)?.as_str()) { Seal::Right } else { Seal::Wrong })
}

/// What the request of a record gives now.
struct Replayed {
    /// The determination or the refusal, as JSON.
    outcome: Value,
    /// The data, with the reforms of the record.
    corpus: Corpus,
}

fn replay(common: &Common, record: &Map<String, Value>) -> Result<Replayed, Failure> {
    let reforms = reforms(record)?;
    let corpus = load(&files(common)?, &reforms)?;
    let Some(request) = record.get("request") else {
        // The flags or the file could not be read as a request, so there is nothing to ask.
        return Ok(Replayed { outcome: record.get("error").cloned().unwrap_or_default(), corpus });
    };
    let outcome = match (ask(&corpus, request), record.contains_key("error")) {
        (Ok(found), _) => found,
        (Err(failure), true) => refusal(&failure),
        (Err(failure), false) => return Err(failure),
    };
    Ok(Replayed { outcome, corpus })
}

fn ask(corpus: &Corpus, request: &Value) -> Result<Value, Failure> {
    let tree = read_json("request", &request.to_string())
        .map_err(|problem| Failure::request(problem.message, "the record is damaged"))?;
    let Request { question, places } =
        Request::from_tree(&tree).map_err(|found| request_failure(&found, None))?;
    let Some(day) = question.as_of else {
        let message = "the request of the record names no day";
        return Err(Failure::request(message, "`as_of` was taken out of it; a record always holds its day"));
    };
    if question.to.is_none() {
        return Err(Failure::request("no destination is given", "add --to with a country code such as CN"));
    }
    let found = answer(corpus.ground(), &question, day)
        .map_err(|found| request_failure(&places.locate(found), None))?;
    Ok(json::determination(corpus, &found))
}

fn reforms(record: &Map<String, Value>) -> Result<Vec<Reform>, Failure> {
    let damaged = || {
        let help = "each reform of a record has a `name` and its whole `text`";
        Failure::request("the reforms of the record cannot be read", help)
    };
    let list = record.get("reforms").and_then(Value::as_array).ok_or_else(damaged)?;
    let one = |value: &Value| {
        let table = value.as_object().filter(|table| table.len() == 2)?;
        let text = |key: &str| table.get(key)?.as_str().map(str::to_owned);
        Some((text("name")?, text("text")?.into_bytes()))
    };
    list.iter().map(one).collect::<Option<_>>().ok_or_else(damaged)
}

/// A path, what was recorded there and what is there now.
type Difference = (String, Value, Value);

/// A record beside its replay.
struct Compared {
    seal: Seal,
    data_same: bool,
    program_same: bool,
    is_refusal: bool,
    differences: Vec<Difference>,
}

impl Compared {
    fn new(record: &Map<String, Value>, now: &Replayed, seal: Seal) -> Result<Compared, Failure> {
        let is_refusal = record.contains_key("error");
        let old = record.get("determination").or_else(|| record.get("error")).cloned().unwrap_or_default();
        let mut differences = Vec::new();
        compare("", &old, &now.outcome, &mut differences);
        let at =
            |value: Option<&Value>, pointer: &str| value.and_then(|value| value.pointer(pointer)).cloned();
        let (data, program_same) = if seal == Seal::Missing {
            let engine = at(Some(&old), "/engine");
            (at(Some(&old), "/corpus/sha256"), engine == Some(json!(env!("CARGO_PKG_VERSION"))))
        } else {
            (at(record.get("corpus"), "/sha256"), record.get("program") == Some(&program()?))
        };
        // Other data or another program alone are told in the first line and are no difference of the answer.
        differences.retain(|(path, ..)| !path.starts_with("/corpus") && path != "/engine");
        Ok(Compared {
            seal,
            data_same: data == Some(json!(now.corpus.sha256)),
            program_same,
            is_refusal,
            differences,
        })
    }

    fn is_same(&self) -> bool {
        self.seal != Seal::Wrong && self.differences.is_empty()
    }

    /// Hash, data and program: the first line.
    fn frame(&self, words: &Words) -> String {
        let hash = words.get(match self.seal {
            Seal::Right => "record_hash_right",
            Seal::Wrong => "record_hash_wrong",
            Seal::Missing => "record_hash_missing",
        });
        let data = words.get(if self.data_same { "record_data_same" } else { "record_data_differ" });
        let program =
            words.get(if self.program_same { "record_program_same" } else { "record_program_differs" });
        let space = if matches!(words.lang(), "ja" | "zh") { "" } else { " " };
        [hash, data, program].join(space)
    }

    fn verdict<'w>(&self, words: &'w Words) -> &'w str {
        words.get(match (self.is_refusal, self.differences.is_empty()) {
            (false, true) => "record_same",
            (false, false) => "record_differs",
            (true, true) => "record_refusal_same",
            (true, false) => "record_refusal_differs",
        })
    }

    /// What differs in the answers, in sentences.
    fn sentences(&self, words: &Words) -> Vec<String> {
        let told = [
            ("/gates/us/answer", "record_us_answer", "short"),
            ("/gates/cn/answer", "record_cn_answer", "short"),
            ("/verdict", "record_verdict", "short"),
            ("/gates/us/eccn", "record_eccn", ""),
        ];
        let sentence = |(path, key, group): (&str, &str, &str)| {
            let under = |at: &str| at == path || at.starts_with(&format!("{path}/"));
            let (_, old, new) = self.differences.iter().find(|(at, ..)| under(at))?;
            let shown = |value: &Value| in_words(value, group, words);
            Some(words.fill(key, &[("old", &shown(old)), ("new", &shown(new))]))
        };
        told.into_iter().filter_map(sentence).collect()
    }

    fn text(&self, words: &Words) -> String {
        let mut lines = vec![self.frame(words), self.verdict(words).to_owned()];
        let sentences = self.sentences(words);
        if !self.differences.is_empty() {
            let count = self.differences.len().saturating_sub(sentences.len()).to_string();
            lines.extend(sentences.into_iter().map(|sentence| format!("  {sentence}")));
            lines.push(format!("  {}", words.fill("record_others", &[("count", &count)])));
            lines
                .extend(self.differences.iter().map(|(path, old, new)| format!("    {path}: {old} → {new}")));
        }
        format!("{}\n", lines.join("\n"))
    }

    fn json(&self, words: &Words) -> Value {
        let rows = self
            .differences
            .iter()
            .map(|(path, old, new)| json!({ "at": path, "recorded": old, "now": new }));
        let told = [vec![self.frame(words), self.verdict(words).to_owned()], self.sentences(words)].concat();
        json!({
            "same": self.is_same(),
            "hash": self.seal.code(),
            "data_same": self.data_same,
            "program_same": self.program_same,
            "told": told,
            "differences": rows.collect::<Vec<_>>(),
        })
    }
}

/// A code in the reader's words, a list with commas, anything else as it stands.
fn in_words(value: &Value, group: &str, words: &Words) -> String {
    match value {
        Value::Null => words.get("record_nothing").to_owned(),
        Value::String(code) if !group.is_empty() => words.code(group, code),
        Value::String(text) => text.clone(),
        Value::Array(list) if list.is_empty() => words.get("record_nothing").to_owned(),
        Value::Array(list) => {
            list.iter().map(|one| in_words(one, group, words)).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

/// Paths at which two values differ, with both.
fn compare(path: &str, old: &Value, new: &Value, differences: &mut Vec<Difference>) {
    match (old, new) {
        (Value::Object(a), Value::Object(b)) => {
            let mut keys: Vec<&String> = a.keys().chain(b.keys()).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                let below = format!("{path}/{key}");
                let of = |table: &Map<String, Value>| table.get(key).cloned().unwrap_or_default();
                compare(&below, &of(a), &of(b), differences);
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
