//! Files, errors and limits from outside: what was thrown at the program and must hold.
#![cfg(unix)]

use crate::support::{self, chipgate, err, program};
use std::fs;
use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn folder(name: &str) -> PathBuf {
    support::folder(&format!("edges/{name}"))
}

fn at(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

/// Quick commands that write something.
const CODES: [&str; 4] = ["terms", "list", "--format", "csv"];
const ASK: [&str; 7] = ["determine", "--chip", "nvidia-h20-96gb", "--to", "CN", "--as-of", "2025-05-01"];

fn with<'a>(words: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [words, more].concat()
}

#[track_caller]
fn refused(arguments: &[&str], message: &str) {
    let output = chipgate(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}\n{}", err(&output));
    assert!(
        err(&output).contains(message) && err(&output).contains("help: "),
        "{arguments:?}\n{}",
        err(&output)
    );
}

fn make_fifo(path: &str) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a_planted_part_file_is_neither_followed_nor_touched() {
    let here = folder("planted");
    fs::write(here.join("victim.txt"), "mine").unwrap();
    symlink("victim.txt", here.join(".x.csv.part")).unwrap();
    let target = at(&here, "x.csv");
    assert!(chipgate(&with(&CODES, &["-o", &target])).status.success());
    assert_eq!(fs::read_to_string(here.join("victim.txt")).unwrap(), "mine");
    assert!(fs::symlink_metadata(&target).unwrap().is_file());
    let mut left: Vec<_> = fs::read_dir(&here).unwrap().map(|one| one.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, [".x.csv.part", "victim.txt", "x.csv"]);
}

#[test]
fn a_link_is_followed_and_the_mode_of_the_old_file_is_kept() {
    let here = folder("link");
    fs::create_dir(here.join("inside")).unwrap();
    let real = here.join("inside/real.csv");
    fs::write(&real, "old").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).unwrap();
    symlink("inside/real.csv", here.join("link.csv")).unwrap();
    assert!(chipgate(&with(&CODES, &["-o", &at(&here, "link.csv")])).status.success());
    assert!(fs::symlink_metadata(here.join("link.csv")).unwrap().is_symlink());
    assert!(fs::read_to_string(&real).unwrap().starts_with("id,"));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o600);
    symlink("inside/new.csv", here.join("dangling.csv")).unwrap();
    assert!(chipgate(&with(&CODES, &["-o", &at(&here, "dangling.csv")])).status.success());
    assert!(here.join("inside/new.csv").is_file());
}

#[test]
fn a_new_file_has_the_mode_that_the_user_gives_new_files() {
    let here = folder("mode");
    let target = at(&here, "new.csv");
    let shell = format!("umask 027; {} terms list --format csv -o {target}", env!("CARGO_BIN_EXE_chipgate"));
    assert!(Command::new("sh").args(["-c", &shell]).status().unwrap().success());
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_pipe_and_a_device_are_written_to_and_stay_what_they_are() {
    let here = folder("pipe");
    let pipe = at(&here, "pipe");
    make_fifo(&pipe);
    let reader = Command::new("cat").arg(&pipe).stdout(Stdio::piped()).spawn().unwrap();
    assert!(chipgate(&with(&CODES, &["-o", &pipe])).status.success());
    let read = reader.wait_with_output().unwrap().stdout;
    assert_eq!(read, chipgate(&CODES).stdout);
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    assert!(chipgate(&with(&CODES, &["-o", "/dev/null"])).status.success());
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    assert_eq!(chipgate(&with(&CODES, &["-o", "/dev/stdout"])).stdout, read);
}

#[test]
fn a_name_of_255_bytes_is_written() {
    let target = at(&folder("long"), &format!("{}.csv", "n".repeat(251)));
    assert!(chipgate(&with(&CODES, &["-o", &target])).status.success());
    refused(&with(&CODES, &["-o", &at(&folder("longer"), &"n".repeat(256))]), "cannot write");
}

#[test]
fn a_full_disk_is_told_with_exit_code_1() {
    let full = || Stdio::from(fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
    let run = |arguments: &[&str]| {
        let mut command = program();
        command.args(arguments).stdout(full()).output().unwrap()
    };
    let records = folder("full");
    for arguments in [
        &CODES[..],
        &ASK,
        &["--help"],
        &["study", "new"],
        &["study", "h20", "--draws", "8", "-o", &at(&records, "s")],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}\n{}", err(&output));
        assert!(err(&output).starts_with("error: cannot write to standard output"), "{}", err(&output));
    }
    for flag in ["-o", "--record"] {
        let output = chipgate(&with(&ASK, &[flag, "/dev/full"]));
        assert_eq!(output.status.code(), Some(1), "{flag}\n{}", err(&output));
        assert!(err(&output).contains("cannot write `/dev/full`"), "{}", err(&output));
    }
    let mut command = program();
    let unknown = command.args(["chips", "show", "zzz"]).stderr(full()).output().unwrap();
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn no_source_file_prints_by_a_macro_that_stops_the_program() {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("..")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = entry.file_name().unwrap().to_string_lossy().into_owned();
            if entry.is_dir() && name != "tests" && name != "target" {
                folders.push(entry);
            } else if name.ends_with(".rs") && name != "build.rs" {
                let text = fs::read_to_string(&entry).unwrap();
                let prints = |line: &&str| ["print!(", "println!("].iter().any(|one| line.contains(one));
                found.extend(text.lines().filter(prints).map(|line| format!("{name}: {line}")));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new(), "write through `output::print` or `output::note`");
}

#[test]
fn no_output_falls_on_an_input_or_on_another_output() {
    let here = folder("inputs");
    let [item, record, both] = ["item.toml", "r.json", "both"].map(|name| at(&here, name));
    let text = "kind = \"chip\"\ntpp = 100\n";
    fs::write(&item, text).unwrap();
    let ask = ["determine", "--item", &item, "--to", "CN", "--as-of", "2025-05-01"];
    refused(&with(&ask, &["-o", &item]), "which the command reads");
    refused(&with(&ask, &["--record", &item]), "which the command reads");
    symlink("item.toml", here.join("other-name.toml")).unwrap();
    refused(&with(&ask, &["-o", &at(&here, "other-name.toml")]), "which the command reads");
    refused(
        &with(&ask, &["-o", &format!("{}/../inputs/item.toml", here.display())]),
        "which the command reads",
    );
    assert_eq!(fs::read_to_string(&item).unwrap(), text);
    refused(&with(&ask, &["--record", &both, "-o", &both]), "--record and -o both write to");
    refused(
        &["history", "--chip", "nvidia-h20-96gb", "--page", &both, "-o", &both],
        "--page and -o both write to",
    );
    assert!(!Path::new(&both).exists());
    assert!(chipgate(&with(&ask, &["--record", &record])).status.success());
    let kept = fs::read(&record).unwrap();
    refused(&["verify", &record, "-o", &record], "which the command reads");
    assert_eq!(fs::read(&record).unwrap(), kept);
    let data = here.join("data");
    fs::create_dir(&data).unwrap();
    fs::write(data.join("manifest.toml"), "mine").unwrap();
    let manifest = at(&data, "manifest.toml");
    refused(&with(&CODES, &["--data", &data.display().to_string(), "-o", &manifest]), "into the data");
    assert_eq!(fs::read_to_string(&manifest).unwrap(), "mine");
}

#[test]
fn what_is_no_regular_file_of_a_sane_size_is_refused_where_a_file_is_wanted() {
    let here = folder("kinds");
    let [pipe, large] = ["pipe.toml", "large.toml"].map(|name| at(&here, name));
    make_fifo(&pipe);
    fs::File::create(&large).unwrap().set_len(64 * 1024 * 1024 + 1).unwrap();
    let ask = |path: &str| refused(&["determine", "--item", path, "--to", "CN"], "cannot read");
    for path in [&pipe, &large, &here.display().to_string()] {
        ask(path);
        refused(&with(&ASK, &["--reform", path]), "cannot read");
    }
    let data = here.join("data");
    fs::create_dir(&data).unwrap();
    make_fifo(&at(&data, "manifest.toml"));
    refused(&with(&CODES, &["--data", &data.display().to_string()]), "a pipe or a device");
    fs::remove_file(data.join("manifest.toml")).unwrap();
    symlink(".", data.join("again")).unwrap();
    refused(&with(&CODES, &["--data", &data.display().to_string()]), "loop of links");
}

#[test]
fn errors_are_json_where_json_is_asked_for() {
    let here = folder("json");
    let item = at(&here, "item.json");
    fs::write(&item, "{\n  \"kind\": \"chip\",\n  \"tpp\": 99999,\n  \"tpp\": 1\n}").unwrap();
    let told = |arguments: &[&str]| -> serde_json::Value {
        let output = chipgate(arguments);
        assert_ne!(output.status.code(), Some(0));
        assert!(output.stdout.is_empty());
        let value: serde_json::Value = serde_json::from_slice(&output.stderr)
            .unwrap_or_else(|_| panic!("{arguments:?} {}", err(&output)));
        let error = value["error"].clone();
        assert!(error["message"].is_string() && error["help"].is_string(), "{error}");
        error
    };
    let error = told(&["determine", "--item", &item, "--to", "CN", "--format", "json"]);
    assert_eq!(
        (&error["message"], &error["line"], &error["column"]),
        (&"`tpp` stands twice".into(), &4.into(), &3.into())
    );
    assert_eq!(error["file"], item.as_str());
    let error = told(&["determine", "--chip", "nvidia-h20-96gb", "--to", "CHN", "--format=json"]);
    assert_eq!((&error["help"], &error["flag"]), (&"write its code `CN`".into(), &"--to".into()));
    for arguments in [
        &["chips", "show", "zzz", "--format", "json"][..],
        &["verify", "/nowhere", "--format", "json"],
        &["determine", "--to", "CN", "--no-such-flag", "--format", "json"],
        &["determine", "--chip", "x", "--to", "CN", "--as-of", "2025-02-30", "--format", "json"],
        &["study", "nothing", "--format", "json"],
    ] {
        told(arguments);
    }
}

#[test]
fn negative_numbers_reach_the_message_that_refuses_them() {
    for (flag, value, message) in [
        ("--domestic-share", "-0.1", "negative or not a number"),
        ("--site-progress", "-1", "negative or not a number"),
        ("--quantity", "-5", "negative or not a number"),
        ("--quantity", "0", "a whole number from 1"),
        ("--quantity", "1,000", "separator of thousands"),
        ("--domestic-share", "7", "a share from 0 to 1"),
    ] {
        refused(&with(&ASK, &[flag, value]), message);
    }
}

#[test]
fn days_beyond_any_rule_and_no_repetition_are_wrong_requests() {
    refused(
        &["history", "--chip", "nvidia-h20-96gb", "--to-date", "9999-12-31"],
        "9999-12-31 is after 2100-12-31",
    );
    refused(
        &["compare", "--before", "2025-01-01", "--after", "9999-12-31"],
        "9999-12-31 is after 2100-12-31",
    );
    let output = chipgate(&["bench", "--repeat", "0"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_chain_of_very_many_terms_in_the_data_is_a_problem_and_no_crash() {
    let here = folder("chain");
    let reform = at(&here, "reform.toml");
    let when = vec!["tpp >= floor"; 16_000].join(" or ");
    fs::write(&reform, REFORM.replace("WHEN", &when)).unwrap();
    let output = chipgate(&with(&ASK, &["--reform", &reform]));
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("condition has more than 2000 words and signs"), "{}", err(&output).len());
}

const REFORM: &str = r#"gate = "us"
[reform]
title = "A chain"
about = "A test."
[[instrument]]
id = "us.test.chain"
title = "A chain"
citation = "none"
authority = "draft"
source = "us.cfr"
published = 2026-06-01
[[instrument.effect]]
id = "main"
kind = "amend"
from = 2026-07-01
[[rule]]
id = "ear.3a090.a"
title = "Chain"
step = "class"
concludes = { eccn = "3A090.a" }
[[rule.version]]
instrument = "us.test.chain"
from = 2026-07-01
provision = "none"
when = 'WHEN'
confidence = "low"
[rule.version.thresholds]
floor = { value = 2400, unit = "TPP" }
"#;

#[test]
fn the_day_of_an_answer_without_a_day_is_that_of_washington_whatever_the_zone_of_the_machine() {
    let days: Vec<serde_json::Value> = ["Pacific/Kiritimati", "Etc/GMT+12", "Bad/Zone"]
        .iter()
        .map(|zone| {
            let mut command = program();
            command.args(["determine", "--chip", "nvidia-h20-96gb", "--to", "CN", "--format", "json"]);
            let output = command.env("TZ", zone).output().unwrap();
            serde_json::from_slice(&output.stdout).unwrap()
        })
        .collect();
    for found in &days {
        assert_eq!(found["as_of"], days[0]["as_of"]);
        let assumed = found["assumed"].as_array().unwrap().iter().find(|one| one["fact"] == "as_of").unwrap();
        assert!(assumed["value"].as_str().unwrap().ends_with("(America/New_York)"), "{assumed}");
    }
}

#[test]
fn a_page_carries_the_day_of_source_date_epoch() {
    let page = || {
        let mut command = program();
        command.args(["claims", "--format", "html"]).env("SOURCE_DATE_EPOCH", "1780000000").output().unwrap()
    };
    let (one, two) = (page(), page());
    // 1780000000 is 2026-05-28 20:26:40 UTC.
    assert!(String::from_utf8_lossy(&one.stdout).contains("May 28, 2026"));
    assert_eq!(one.stdout, two.stdout);
    let mut command = program();
    let wrong =
        command.args(["claims", "--format", "html"]).env("SOURCE_DATE_EPOCH", "now").output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
}
