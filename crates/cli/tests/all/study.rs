//! A study from outside: four files that agree, the same bytes on any number of threads, messages with a remedy.

use crate::support::{self, err, program, text};
use std::path::PathBuf;
use std::process::Output;

fn chipgate(arguments: &[&str], threads: &str) -> Output {
    let mut command = program();
    command.args(arguments).env("RAYON_NUM_THREADS", threads).output().unwrap()
}

fn place(name: &str) -> PathBuf {
    support::place(&format!("study/{name}"))
}

/// Writes the study that `study new` gives, and tells it into a folder.
fn told(name: &str, threads: &str, more: &[&str]) -> PathBuf {
    let template = chipgate(&["study", "new"], "1");
    assert_eq!(template.status.code(), Some(0), "{}", err(&template));
    let file = place(&format!("{name}.toml"));
    std::fs::write(&file, &template.stdout).unwrap();
    let folder = place(name);
    let (file, folder_text) = (file.display().to_string(), folder.display().to_string());
    let mut arguments = vec!["study", &*file, "-o", &*folder_text, "--draws", "40"];
    arguments.extend(more);
    let output = chipgate(&arguments, threads);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    folder
}

#[test]
fn the_study_that_new_writes_is_told_in_four_files_that_agree() {
    let folder = told("own", "2", &[]);
    let json: serde_json::Value = serde_json::from_str(&text(&folder, "results.json")).unwrap();
    let rows = json["rows"].as_array().unwrap();
    // Three policies, one scenario and answer, two outcomes over seven years and one sum.
    assert_eq!(rows.len(), 45);
    assert_eq!((&json["calibrated"], &json["complete"]), (&false.into(), &true.into()));
    let csv = text(&folder, "results.csv");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    for (record, row) in reader.records().map(Result::unwrap).zip(rows) {
        assert_eq!(&record[2], row["policy"].as_str().unwrap());
        let (told, exact): (f64, f64) = (record[8].parse().unwrap(), row["band"]["median"].as_f64().unwrap());
        assert!((told - exact).abs() <= 6e-4 * exact.abs(), "{told} {exact}");
        assert_eq!(record[12].is_empty(), row["effect"].is_null());
    }
    let short = text(&folder, "report.md");
    let page = text(&folder, "report.html");
    for said in [&short, &page] {
        assert!(said.contains("What would a line at half the flagship do"), "{said}");
        assert!(said.contains("not yet calibrated"));
    }
    assert!(short.contains("Half the flagship, 20%"), "{short}");
    assert!(!page.contains("https://cdn") && !page.contains("<script src"), "the page loads something");
}

#[test]
fn threads_change_no_byte_and_the_language_changes_no_number() {
    let (one, two) = (told("one", "1", &[]), told("two", "2", &["--lang", "ja"]));
    assert_eq!(text(&one, "results.csv"), text(&two, "results.csv"));
    assert!(text(&two, "report.html").contains("lang=\"ja\""));
    assert!(text(&two, "report.md").contains("模型"));
    let again = told("one", "2", &[]);
    assert_eq!(text(&one, "results.json"), text(&again, "results.json"));
}

#[test]
fn wrong_requests_are_answered_before_anything_runs() {
    let kept = place("kept.toml");
    std::fs::write(&kept, "mine").unwrap();
    let kept = kept.display().to_string();
    let inside = place("kept.toml").join("folder").display().to_string();
    for (arguments, words) in [
        (vec!["study", "h21"], "did you mean `h20`?"),
        (vec!["study", "h20", "--format", "csv"], "written in every form"),
        (vec!["study", "new", "-o", &kept], "is there already"),
        (vec!["study", "h20", "-o", &inside], "name another folder"),
        (vec!["study", "h20", "--draws", "0"], "0 is not in 1..=65536"),
        (vec!["study", "h20", "--lens", "codified"], "leave --lens and --known-on out"),
        (vec!["simulate", "h20", "--known-on", "2025-01-01"], "with all that is known"),
        (vec!["simulate", "h20", "--reform", "ban-kept"], "error: reviews `reform.us.ban_kept.letters`"),
    ] {
        let output = chipgate(&arguments, "1");
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {}", err(&output));
        assert!(err(&output).contains(words), "{}", err(&output));
    }
    assert_eq!(std::fs::read_to_string(place("kept.toml")).unwrap(), "mine");
}
