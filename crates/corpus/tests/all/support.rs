//! One corpus for all tests, and the way from a question to its answer.

use chipgate_ask::{Asked, Question, QuestionProblem, Request, fill};
use chipgate_corpus::{Corpus, Files, Loaded, embedded, read_toml};
use chipgate_law::determine::{Books, GateReport, determine};
use jiff::civil::Date;
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::LazyLock;

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| sound(&files(), &[]));

/// The embedded data, or those of the folder `CHIPGATE_DATA`, so that a change of data is tried without a build.
fn files() -> Files {
    match std::env::var_os("CHIPGATE_DATA") {
        Some(folder) => Files::from_folder(folder.as_ref()).unwrap(),
        None => embedded::files(),
    }
}

/// The embedded data.
pub fn corpus() -> &'static Corpus {
    &CORPUS
}

/// Loads files in which nothing may be wrong.
pub fn sound(files: &Files, reforms: &[(String, Vec<u8>)]) -> Corpus {
    let Loaded { corpus, problems, .. } = Corpus::load(files, reforms);
    assert_eq!(problems, Vec::new());
    corpus.unwrap()
}

/// The text of an embedded file.
pub fn text_of(path: &str) -> String {
    let files = embedded::files();
    let bytes = files.get(path).unwrap_or_else(|| panic!("{path} is not embedded"));
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The embedded files with some of them replaced or added.
pub fn files_with(changes: &[(&str, Vec<u8>)]) -> Files {
    let mut files = embedded::files();
    for (path, bytes) in changes {
        files.insert(path, bytes.clone());
    }
    files
}

/// The embedded files under other paths.
pub fn files_renamed(rename: impl Fn(&str) -> String) -> Files {
    let files = embedded::files();
    Files::from_pairs(files.iter().map(|(path, bytes)| (rename(path), Cow::Owned(bytes.to_vec()))))
}

/// A question in the form of a request file.
pub fn question(text: &str) -> Question {
    let tree = read_toml("ask.toml", text).unwrap_or_else(|problem| panic!("{problem:?}\n{text}"));
    Request::from_tree(&tree).unwrap_or_else(|problems| panic!("{problems:?}\n{text}")).question
}

/// The day asked about where a request names none.
pub fn today(corpus: &Corpus) -> Date {
    corpus.law.horizon(corpus.law.gates.seller()).unwrap()
}

pub fn try_filled(corpus: &Corpus, question: &Question) -> Result<Asked, Vec<QuestionProblem>> {
    fill(corpus.ground(), question, today(corpus))
}

pub fn filled(corpus: &Corpus, question: &Question) -> Asked {
    try_filled(corpus, question).unwrap_or_else(|problems| panic!("{problems:?}\n{question:?}"))
}

/// The answer to a question that is filled in.
pub fn determined(corpus: &Corpus, asked: &Asked) -> GateReport {
    let books = Books::on(
        &corpus.law,
        corpus.law.gates.seller(),
        asked.as_of,
        asked.known_on,
        asked.exporter.clone(),
    );
    determine(&books, asked.lens, &asked.inputs, &asked.manner)
}

pub fn answered(corpus: &Corpus, question: &Question) -> GateReport {
    determined(corpus, &filled(corpus, question))
}

/// A path from the root of the repository.
pub fn in_repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}
