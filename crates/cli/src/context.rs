//! What commands share: the loaded data, the day, failures, and where output goes.

use crate::options::{Common, Format};
use chipgate_corpus::ask::{RequestProblem, Where};
use chipgate_corpus::{Corpus, Files, Loaded, Problem, Reach, embedded};
use chipgate_report::{Words, problems, words};
use jiff::civil::Date;
use std::io::{IsTerminal, Write};
use std::path::Path;

/// A message for the user and the exit code.
#[derive(Debug)]
pub struct Failure {
    pub message: String,
    pub code: u8,
}

/// Exit code of a wrong request.
pub const WRONG_REQUEST: u8 = 2;
/// Exit code of a fault.
pub const FAULT: u8 = 1;

impl Failure {
    /// A wrong request with a remedy.
    pub fn request(message: impl std::fmt::Display, help: impl std::fmt::Display) -> Failure {
        Failure { message: format!("error: {message}\nhelp: {help}\n"), code: WRONG_REQUEST }
    }

    /// Something that the user did not cause.
    pub fn fault(message: impl std::fmt::Display) -> Failure {
        Failure { message: format!("error: {message}\n"), code: FAULT }
    }
}

/// Today where the user is.
pub fn today() -> Date {
    jiff::ZonedDateTime::now().date()
}

/// The data files: embedded, or of the folder named.
pub fn files(common: &Common) -> Result<Files, Failure> {
    match &common.data {
        None => Ok(embedded::files()),
        Some(folder) => Files::from_folder(folder)
            .map_err(|error| Failure::request(error, "name a folder with data of chipgate")),
    }
}

/// A reform by name or path, with its text.
pub type Reform = (String, Vec<u8>);

/// The reforms named on the command line.
pub fn reforms(common: &Common, files: &Files) -> Result<Vec<Reform>, Failure> {
    common.reform.iter().map(|name| reform(name, files)).collect()
}

fn reform(name: &str, files: &Files) -> Result<Reform, Failure> {
    let path = format!("reforms/{name}.toml");
    if let Some(bytes) = files.get(&path) {
        return Ok((path, bytes.to_vec()));
    }
    std::fs::read(name).map(|bytes| (name.to_owned(), bytes)).map_err(|_| {
        let known: Vec<&str> = files
            .iter()
            .filter_map(|(path, _)| path.strip_prefix("reforms/")?.strip_suffix(".toml"))
            .collect();
        let near = chipgate_law::expr::resolve::did_you_mean(name, known.into_iter());
        let help = near.unwrap_or_else(|| {
            "`chipgate reforms list` prints the names; a file is given by its path".to_owned()
        });
        Failure::request(format!("there is no reform `{name}`"), help)
    })
}

/// The corpus with the reforms of the command line laid over it; data with problems are refused.
pub fn corpus(common: &Common) -> Result<Corpus, Failure> {
    let files = files(common)?;
    let reforms = reforms(common, &files)?;
    load(&files, &reforms)
}

/// The corpus for an answer on one transaction.
///
/// Data of a folder are read whole, so that damage to any of them is noticed; of the embedded ones, which were checked
/// before, only what the answer needs.
pub fn corpus_for_answer(common: &Common) -> Result<Corpus, Failure> {
    let files = files(common)?;
    let reforms = reforms(common, &files)?;
    let reach = match common.data {
        Some(_) => Reach::Whole,
        None => Reach::Answers { lang: common.lang.code().to_owned() },
    };
    sound(Corpus::load_within(&files, &reforms, &reach))
}

/// The corpus of some files and reforms.
pub fn load(files: &Files, reforms: &[Reform]) -> Result<Corpus, Failure> {
    sound(Corpus::load(files, reforms))
}

fn sound(loaded: Loaded) -> Result<Corpus, Failure> {
    if !loaded.problems.is_empty() {
        let mut message = problem_text(&loaded, 10);
        message
            .push_str("help: `chipgate check` lists every problem; nothing is answered from damaged data\n");
        return Err(Failure { message, code: WRONG_REQUEST });
    }
    loaded.corpus.ok_or_else(|| Failure::fault("the data could not be read"))
}

/// Problems with excerpts, at most so many.
pub fn problem_text(loaded: &Loaded, most: usize) -> String {
    let colours = std::io::stderr().is_terminal();
    let shown = loaded.problems.iter().take(most);
    let mut out: String = shown
        .map(|problem| {
            problems::render(problem, loaded.texts.get(&problem.place.file).map(String::as_str), colours)
        })
        .collect();
    if loaded.problems.len() > most {
        out.push_str(&format!("… and {} more\n", loaded.problems.len() - most));
    }
    out
}

/// A file of the user with its text, for excerpts.
pub struct UserFile {
    pub path: String,
    pub text: String,
}

/// Reads a file of the user as UTF-8.
pub fn user_file(path: &Path) -> Result<UserFile, Failure> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path)
        .map_err(|error| Failure::request(format!("cannot read `{name}`: {error}"), "check the path"))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let lines = error.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        Failure::request(format!("`{name}` is not UTF-8 (line {lines})"), "save the file as UTF-8")
    })?;
    Ok(UserFile { path: name, text })
}

/// Problems of a request, each with its flag or its place in the file.
pub fn request_failure(found: &[RequestProblem], file: Option<&UserFile>) -> Failure {
    let message = found.iter().map(|problem| request_problem(problem, file)).collect();
    Failure { message, code: WRONG_REQUEST }
}

fn request_problem(problem: &RequestProblem, file: Option<&UserFile>) -> String {
    match (&problem.at, file) {
        (Where::Bytes(_), Some(file)) => file_problem(&problem.in_file(&file.path, &file.text), file),
        (Where::Flag(flag), _) => {
            let help = problem.help.as_ref().map(|help| format!("help: {help}\n")).unwrap_or_default();
            format!("error: {}\n  --> {flag}\n{help}", problem.message)
        }
        (Where::Bytes(_), None) => problems::plain(&problem.in_file("request", "")),
    }
}

/// A problem of a user's file with its excerpt.
pub fn file_problem(problem: &Problem, file: &UserFile) -> String {
    problems::render(problem, Some(&file.text), std::io::stderr().is_terminal())
}

/// Words of the language asked for.
pub fn words_of(corpus: &Corpus, common: &Common) -> Words {
    words(corpus, common.lang.code())
}

/// Writes to the terminal or, whole or not at all, to a file.
pub fn emit(common: &Common, text: &str) -> Result<(), Failure> {
    match &common.output {
        Some(path) => write_whole(path, text.as_bytes()),
        None => {
            let mut out = anstream::stdout();
            match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
                Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                    Err(Failure::fault(format!("cannot write: {error}")))
                }
                _ => Ok(()),
            }
        }
    }
}

/// Writes a file beside its place and moves it there when it is complete.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.part"));
    let result = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path));
    result.map_err(|error| {
        let _ = std::fs::remove_file(&beside);
        Failure::request(
            format!("cannot write `{}`: {error}", path.display()),
            "check the folder and its rights",
        )
    })
}

/// Writes a table in the form asked for.
pub fn emit_table(common: &Common, table: &chipgate_report::table::Table) -> Result<(), Failure> {
    match common.format {
        Format::Text => emit(common, &table.text()),
        Format::Csv => emit(common, &table.csv()),
        Format::Json => emit(common, &pretty(&table.json())),
        Format::Html | Format::Dot => Err(no_page()),
    }
}

/// JSON with line breaks and a final one.
pub fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}

/// The message for a command without a page.
pub fn no_page() -> Failure {
    Failure::request(
        "this command has no page",
        "use --format text, json or csv; `chipgate history`, `timeline`, `claims`, `actors` and `worth` draw pages",
    )
}
