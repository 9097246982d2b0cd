//! The program from outside, and places for its files.

use chipgate_ask::{Question, Request};
use chipgate_corpus::{Corpus, embedded, read_toml};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

/// The program, ready for arguments.
pub fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_chipgate"))
}

/// What the program does with these arguments.
pub fn chipgate(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

pub fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What a command that answers prints.
#[track_caller]
pub fn told(arguments: &[&str]) -> String {
    let output = chipgate(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", err(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// The same, as JSON.
#[track_caller]
pub fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&told(arguments)).unwrap()
}

/// A path below the folder of these tests; the first part is the subject, so that tests stay out of each other's way.
pub fn place(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    path
}

/// An empty folder.
pub fn folder(name: &str) -> PathBuf {
    let path = place(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// A new file with this text.
pub fn file(name: &str, text: &str) -> String {
    let path = place(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

pub fn text(folder: &Path, file: &str) -> String {
    std::fs::read_to_string(folder.join(file)).unwrap()
}

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| Corpus::load(&embedded::files(), &[]).corpus.unwrap());

/// The data inside the program.
pub fn corpus() -> &'static Corpus {
    &CORPUS
}

/// A question in the form of a request file.
pub fn question(text: &str) -> Question {
    let tree = read_toml("ask.toml", text).unwrap_or_else(|problem| panic!("{problem:?}\n{text}"));
    Request::from_tree(&tree).unwrap_or_else(|problems| panic!("{problems:?}\n{text}")).question
}

/// A copy of the data in an empty folder of this name.
pub fn copy_of_data(name: &str) -> PathBuf {
    let copy = folder(name);
    copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data"), &copy);
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
