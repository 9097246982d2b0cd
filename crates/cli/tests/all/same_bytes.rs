//! Every answer on one line with its hash, to show that a change of the code changes no byte of an answer.
//!
//! ```text
//! CHIPGATE_BYTES=before cargo test --release -p chipgate same_bytes -- --ignored
//! (change the code)
//! CHIPGATE_BYTES=after cargo test --release -p chipgate same_bytes -- --ignored
//! diff -r before after
//! ```
//!
//! With `CHIPGATE_ONE=N` the answer to the random request of that number is printed in full.
//! The hash of the data is left out of what is compared, since a comment in them changes it.

#[path = "../../../corpus/tests/all/invariant/random.rs"]
#[allow(dead_code)]
mod random;

use crate::support::{corpus, told};
use chipgate_ask::determination::answer;
use chipgate_ask::{Question, Request};
use chipgate_corpus::read_toml;
use chipgate_report::determine::{json, row, text};
use chipgate_show::words;
use random::Random;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// How many random requests are asked.
const REQUESTS: usize = 20_000;
/// Their seed.
const SEED: u64 = 20_261_201;
/// Pairs of days around the changes of the law.
const PAIRS: [[&str; 2]; 10] = [
    ["2022-09-01", "2022-10-21"],
    ["2023-10-22", "2023-10-23"],
    ["2023-11-16", "2023-11-17"],
    ["2024-04-03", "2024-04-04"],
    ["2024-12-01", "2025-02-01"],
    ["2025-04-08", "2025-04-09"],
    ["2025-05-12", "2025-05-13"],
    ["2025-07-01", "2025-09-30"],
    ["2025-11-09", "2025-11-10"],
    ["2026-01-10", "2026-09-29"],
];

#[test]
#[ignore = "writes files to compare; see the head of this file"]
fn same_bytes_are_written_for_a_comparison() {
    if let Ok(number) = std::env::var("CHIPGATE_ONE") {
        let drawn = Random::new(SEED, number.parse().unwrap()).draw();
        println!("{}\n{}", drawn.text, whole(&request(&drawn.text)));
        return;
    }
    let folder = PathBuf::from(std::env::var("CHIPGATE_BYTES").unwrap_or_else(|_| "bytes".to_owned()));
    std::fs::create_dir_all(&folder).unwrap();
    let keep = |name: &str, text: &str| std::fs::write(folder.join(name), plain(text)).unwrap();
    keep("cases.txt", &cases());
    keep("random.txt", &asked_at_random());
    keep("history.csv", &history());
    for [before, after] in PAIRS {
        for format in ["csv", "json"] {
            let pair = ["compare", "--before", before, "--after", after, "--format", format];
            keep(&format!("compare-{before}-{after}.{format}"), &told(&pair));
        }
    }
    keep_study(&folder.join("study"));
}

/// Without the hash of the data, be it whole or short.
fn plain(text: &str) -> String {
    let whole = &corpus().sha256;
    text.replace(whole, "HASH").replace(&whole[..12], "SHORT HASH")
}

fn cases() -> String {
    let lines = corpus()
        .cases
        .iter()
        .map(|case| line(&format!("{}: {}", case.file, case.name), &unplaced(&case.question)));
    lines.collect()
}

/// The requests are shared out, and the lines put together again in order.
fn asked_at_random() -> String {
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let part = |first: usize| -> Vec<(usize, String)> {
        let numbers = (first..REQUESTS).step_by(threads);
        numbers.map(|at| (at, line(&at.to_string(), &request(&Random::new(SEED, at).draw().text)))).collect()
    };
    let mut lines: Vec<(usize, String)> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|first| scope.spawn(move || part(first))).collect();
        running.into_iter().flat_map(|one| one.join().unwrap()).collect()
    });
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

fn request(text: &str) -> Request {
    Request::from_tree(&read_toml("ask.toml", text).unwrap()).unwrap()
}

fn unplaced(question: &Question) -> Request {
    Request { question: question.clone(), ..Request::default() }
}

/// The verdict, for the reader, and the hash of all that is said.
fn line(name: &str, request: &Request) -> String {
    let whole = whole(request);
    let head = whole.lines().next().unwrap_or_default();
    let mut hash = String::new();
    for byte in Sha256::digest(whole.as_bytes()).iter().take(12) {
        let _ = write!(hash, "{byte:02x}");
    }
    format!("{name}\t{head}\t{hash}\n")
}

/// The answer as row, JSON and text, or the refusal.
fn whole(request: &Request) -> String {
    let corpus = corpus();
    let today = corpus.law.horizon(corpus.law.gates.seller()).unwrap();
    match answer(corpus.ground(), &request.question, today) {
        Ok(found) => {
            let (us, cn) = (found.gates.seller().answer.code(), found.gates.buyer().answer.code());
            let verdict = found.verdict.code();
            let json = json::determination(corpus, &found);
            let csv = row::table(corpus, &found).csv();
            let texts = ["en", "ja", "zh"]
                .map(|lang| text::determination(corpus, &found, &words(&corpus.messages, lang)));
            plain(&format!("{us} {cn} {verdict}\n{csv}\n{json:#}\n{}", texts.concat()))
        }
        Err(problems) => format!("refused\n{:?}", request.places.locate(problems)),
    }
}

fn history() -> String {
    told(&["history", "--chip", "all", "--to", "CN", "--to-date", "2026-10-07", "--format", "csv"])
}

fn keep_study(folder: &Path) {
    let to = folder.display().to_string();
    told(&["study", "h20", "-o", &to]);
    for file in ["results.csv", "results.json", "report.md", "report.html"] {
        let path = folder.join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(path, plain(&text)).unwrap();
    }
}
