//! Records: written once, sealed, replayed, and every change of one told.

use crate::support::{self, chipgate, err, out, program};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

fn folder(name: &str) -> PathBuf {
    support::folder(&format!("records/{name}"))
}

const ASK: [&str; 7] = ["determine", "--chip", "nvidia-h20-96gb", "--to", "CN", "--as-of", "2025-05-01"];

fn recorded(path: &str) -> Value {
    let output = chipgate(&[&ASK[..], &["--record", path]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Verifies a record that was written anew.
fn verified(folder: &Path, record: &Value) -> Output {
    let path = folder.join("changed.json");
    fs::write(&path, record.to_string()).unwrap();
    chipgate(&["verify", &path.display().to_string()])
}

#[test]
fn a_record_says_when_by_which_program_and_on_which_data_it_was_written() {
    let here = folder("says");
    let path = here.join("r.json").display().to_string();
    let record = recorded(&path);
    assert_eq!(record["schema"], "chipgate.record/2");
    assert_eq!(record["program"]["name"], "chipgate");
    for hash in [&record["program"]["build_sha256"], &record["corpus"]["sha256"], &record["record_sha256"]] {
        assert!(hash.as_str().is_some_and(|hash| hash.len() == 64), "{hash}");
    }
    assert!(record["written_at"].as_str().unwrap().ends_with('Z'));
    assert_eq!(record["given"]["arguments"][2], "nvidia-h20-96gb");
    assert_eq!(record["request"]["as_of"], "2025-05-01");
    let same = chipgate(&["verify", &path]);
    assert_eq!(same.status.code(), Some(0), "{}", out(&same));
    assert_eq!(
        out(&same).lines().next().unwrap(),
        "The record's hash is right. The data are those of the record. The program is that of the record."
    );
}

#[test]
fn a_record_without_a_day_is_kept_with_the_day_that_was_asked_about_and_replays() {
    let path = folder("today").join("r.json").display().to_string();
    let output = chipgate(&["determine", "--chip", "nvidia-h20-96gb", "--to", "CN", "--record", &path]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("America/New_York"), "{}", out(&output));
    let same = chipgate(&["verify", &path]);
    assert_eq!(same.status.code(), Some(0), "{}", out(&same));
}

#[test]
fn of_eight_writers_of_one_record_exactly_one_wins() {
    let path = folder("eight").join("r.json").display().to_string();
    let writer = || {
        let mut command = program();
        command.args(ASK).args(["--record", &path]).stdout(Stdio::null()).stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    let writers: Vec<_> = (0..8).map(|_| writer()).collect();
    let ended: Vec<Output> = writers.into_iter().map(|one| one.wait_with_output().unwrap()).collect();
    let won = ended.iter().filter(|output| output.status.success()).count();
    let told = ended
        .iter()
        .filter(|output| err(output).contains("is there already, and a record is never overwritten"));
    assert_eq!((won, told.count()), (1, 7));
    assert_eq!(chipgate(&["verify", &path]).status.code(), Some(0));
    assert_eq!(fs::read_dir(Path::new(&path).parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn a_folder_gets_a_new_name_for_each_record() {
    let here = folder("names");
    let inside = format!("{}/", here.display());
    for _ in 0..3 {
        let output = chipgate(&[&ASK[..], &["--record", &inside]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        assert!(Path::new(err(&output).trim()).is_file(), "{}", err(&output));
    }
    assert_eq!(fs::read_dir(&here).unwrap().count(), 3);
    let missing = format!("{}/nowhere/", here.display());
    assert_eq!(chipgate(&[&ASK[..], &["--record", &missing]].concat()).status.code(), Some(2));
}

#[test]
fn a_refused_request_leaves_a_record_of_the_refusal() {
    let here = folder("refused");
    let path = here.join("e.json").display().to_string();
    let output = chipgate(&["determine", "--chip", "nvidia-h20-96gb", "--to", "XX", "--record", &path]);
    assert_eq!(output.status.code(), Some(2));
    let record: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(record["error"][0]["message"], "unknown country `XX`");
    assert_eq!(record["request"]["to"], "XX");
    assert!(record["request"]["as_of"].is_string());
    let again = chipgate(&["verify", &path]);
    assert_eq!(again.status.code(), Some(0), "{}{}", out(&again), err(&again));
    assert!(out(&again).contains("refused again for the same reason"), "{}", out(&again));
    let item = here.join("item.json");
    fs::write(&item, "{\"tpp\": 1, \"tpp\": 2}").unwrap();
    let unread = here.join("u.json").display().to_string();
    let item = item.display().to_string();
    let output = chipgate(&["determine", "--item", &item, "--to", "CN", "--record", &unread]);
    assert_eq!(output.status.code(), Some(2));
    let record: Value = serde_json::from_str(&fs::read_to_string(&unread).unwrap()).unwrap();
    assert_eq!(record["given"]["files"][0]["text"], "{\"tpp\": 1, \"tpp\": 2}");
    assert_eq!(chipgate(&["verify", &unread]).status.code(), Some(0));
}

#[test]
fn every_change_of_a_record_is_noticed() {
    let here = folder("changed");
    let record = recorded(&here.join("r.json").display().to_string());
    for (pointer, value) in [
        ("/determination/corpus/sha256", json!("0".repeat(64))),
        ("/determination/engine", json!("9.9")),
        ("/corpus/sha256", json!("0".repeat(64))),
        ("/written_at", json!("2020-01-01T00:00:00Z")),
        ("/given/arguments/2", json!("nvidia-a2")),
        ("/determination/gates/us/answer", json!("no_license_required")),
        ("/record_sha256", json!("0".repeat(64))),
        ("/request/to", json!("JP")),
    ] {
        let mut changed = record.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        let output = verified(&here, &changed);
        assert_eq!(output.status.code(), Some(1), "{pointer}\n{}", out(&output));
        assert!(out(&output).starts_with("The record's hash is wrong"), "{pointer}\n{}", out(&output));
    }
    let mut changed = record.clone();
    changed["determination"]["gates"]["us"]["answer"] = json!("no_license_required");
    let told = out(&verified(&here, &changed));
    assert!(told.contains("The answer of the United States was"), "{told}");
}

#[test]
fn a_record_with_what_nothing_reads_is_refused() {
    let here = folder("keys");
    let record = recorded(&here.join("r.json").display().to_string());
    let with = |key: &str, value: Value| {
        let mut changed = record.clone();
        changed[key] = value;
        changed
    };
    let mut no_day = record.clone();
    no_day["request"].as_object_mut().unwrap().remove("as_of");
    for (changed, message) in [
        (with("signed_by", json!("BIS")), "unknown key `signed_by`"),
        (with("reviewer_note", json!("ALL CLEAR")), "unknown key `reviewer_note`"),
        (with("schema", json!("chipgate.record/9")), "no form of record"),
        (with("reforms", json!("x")), "reforms of the record cannot be read"),
        (with("reforms", json!([{"name": "a"}])), "reforms of the record cannot be read"),
        (with("error", json!([])), "either an answer or an error"),
        (no_day, "names no day"),
        (json!([]), "is not a record"),
        (json!({"schema": 1}), "is not a record"),
    ] {
        let output = verified(&here, &changed);
        assert_eq!(output.status.code(), Some(2), "{message}\n{}", out(&output));
        assert!(err(&output).contains(message) && err(&output).contains("help: "), "{}", err(&output));
    }
    let twice = record.to_string().replacen('{', "{\"schema\":\"chipgate.record/2\",", 1);
    let path = here.join("twice.json");
    fs::write(&path, twice).unwrap();
    let output = chipgate(&["verify", &path.display().to_string()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("stands twice"), "{}", err(&output));
}

#[test]
fn a_record_of_the_first_form_replays_and_is_told_to_carry_no_hash() {
    let here = folder("first");
    let record = recorded(&here.join("r.json").display().to_string());
    let mut first = json!({ "schema": "chipgate.record/1" });
    for key in ["request", "reforms", "determination"] {
        first[key] = record[key].clone();
    }
    let output = verified(&here, &first);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    assert!(out(&output).lines().next().unwrap().contains("carries no hash"), "{}", out(&output));
    first["corpus"] = json!({});
    assert_eq!(verified(&here, &first).status.code(), Some(2));
}

#[test]
fn a_replay_refuses_flags_that_it_does_not_heed_and_speaks_three_languages() {
    let path = folder("flags").join("r.json").display().to_string();
    recorded(&path);
    for flags in [
        &["--lens", "codified"][..],
        &["--known-on", "2025-01-01"],
        &["--reform", "safe-chips-act"],
        &["--format", "csv"],
        &["--format", "html"],
    ] {
        let output = chipgate(&[&["verify", &path][..], flags].concat());
        assert_eq!(output.status.code(), Some(2), "{flags:?} {}", out(&output));
        assert!(err(&output).contains("help: "), "{}", err(&output));
    }
    for (lang, word) in [("ja", "ハッシュ"), ("zh", "哈希值")] {
        assert!(out(&chipgate(&["verify", &path, "--lang", lang])).contains(word));
    }
    let told: Value = serde_json::from_str(&out(&chipgate(&["verify", &path, "--format", "json"]))).unwrap();
    assert_eq!(
        (&told["same"], &told["hash"], &told["data_same"]),
        (&json!(true), &json!("right"), &json!(true))
    );
}
