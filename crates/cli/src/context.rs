//! What commands share: the loaded data, files of the user, and words.

use crate::common::{Common, Format};
pub use crate::failure::{FAULT, Failure, Told, WRONG_REQUEST};
pub use crate::output::{emit, write_whole};
use chipgate_ask::{Places, QuestionProblem, RequestProblem, Where};
use chipgate_base::problem::Problem;
use chipgate_corpus::{Corpus, Files, Loaded, Reach, embedded, folders, read_regular, read_stream};
use chipgate_show::{Words, problems, words};
use jiff::civil::Date;
use std::io::IsTerminal;
use std::path::Path;

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
    let path = folders::file_of(folders::REFORMS, name);
    if let Some(bytes) = files.get(&path) {
        return Ok((path, bytes.to_vec()));
    }
    if Path::new(name).exists() {
        return user_bytes(Path::new(name)).map(|bytes| (name.to_owned(), bytes));
    }
    Err({
        let known: Vec<&str> =
            files.iter().filter_map(|(path, _)| folders::name_of(folders::REFORMS, path)).collect();
        let near = chipgate_base::near::did_you_mean(name, known.into_iter());
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
        let mut failure = problems_failure(&loaded, 10);
        let help = "help: `chipgate check` lists every problem; nothing is answered from damaged data\n";
        failure.text.push_str(help);
        return Err(failure);
    }
    loaded.corpus.ok_or_else(|| Failure::fault("the data could not be read"))
}

/// Problems with excerpts, at most so many.
pub fn problem_text(loaded: &Loaded, most: usize) -> String {
    problems_failure(loaded, most).text
}

fn problems_failure(loaded: &Loaded, most: usize) -> Failure {
    let text_of = |path: &str| loaded.texts.get(path).map(String::as_str);
    let shown = loaded.problems.iter().take(most);
    let mut failure = Failure::of_problems(shown, text_of, std::io::stderr().is_terminal());
    if loaded.problems.len() > most {
        failure.text.push_str(&format!("… and {} more\n", loaded.problems.len() - most));
    }
    failure
}

/// A file of the user with its text, for excerpts.
pub struct UserFile {
    pub path: String,
    pub text: String,
}

/// Reads a file of the user as UTF-8.
pub fn user_file(path: &Path) -> Result<UserFile, Failure> {
    let name = path.display().to_string();
    let bytes = user_bytes(path)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let lines = error.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        Failure::request(format!("`{name}` is not UTF-8 (line {lines})"), "save the file as UTF-8")
    })?;
    Ok(UserFile { path: name, text })
}

/// Reads a file of the user that is a regular one, or a stream that was handed to the program, and not too large.
pub fn user_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    read_stream(path).unwrap_or_else(|| read_regular(path)).map_err(|error| {
        Failure::request(format!("cannot read `{}`: {error}", path.display()), "check the path")
    })
}

/// Problems of a question, each with the flag that would say its part.
pub fn question_failure(found: Vec<QuestionProblem>) -> Failure {
    request_failure(&Places::default().locate(found), None)
}

/// Problems of a request, each with its flag or its place in the file.
pub fn request_failure(found: &[RequestProblem], file: Option<&UserFile>) -> Failure {
    let told = found.iter().map(|problem| request_problem(problem, file));
    let (texts, errors): (Vec<String>, Vec<Told>) = told.unzip();
    Failure { text: texts.concat(), errors, code: WRONG_REQUEST }
}

fn request_problem(problem: &RequestProblem, file: Option<&UserFile>) -> (String, Told) {
    match (&problem.at, file) {
        (Where::Bytes(_), Some(file)) => {
            let found = problem.in_file(&file.path, &file.text);
            (file_problem(&found, file), Told::of(&found))
        }
        (Where::Flag(flag), _) => flag_problem(problem, flag),
        (Where::Bytes(_), None) => {
            let found = problem.in_file("request", "");
            (problems::plain(&found), Told { place: None, ..Told::of(&found) })
        }
    }
}

fn flag_problem(problem: &RequestProblem, flag: &str) -> (String, Told) {
    let help = problem.help.as_ref().map(|help| format!("help: {help}\n")).unwrap_or_default();
    let text = format!("error: {}\n  --> {flag}\n{help}", problem.message);
    let (message, help) = (problem.message.clone(), problem.help.clone());
    (text, Told { message, help, place: None, flag: Some(flag.to_owned()) })
}

/// A problem of a user's file with its excerpt.
pub fn file_problem(problem: &Problem, file: &UserFile) -> String {
    problems::render(problem, Some(&file.text), std::io::stderr().is_terminal())
}

/// Problems of a user's file, each with its excerpt.
pub fn file_failure<'p>(found: impl IntoIterator<Item = &'p Problem>, file: &'p UserFile) -> Failure {
    Failure::of_problems(found, |_| Some(file.text.as_str()), std::io::stderr().is_terminal())
}

/// Refuses a day on which nothing can be asked, by the flag that names it.
pub fn check_day(corpus: &Corpus, flag: &str, day: Option<Date>) -> Result<(), Failure> {
    let (first, last) = (corpus.frame.covers_from, corpus.frame.asks_to);
    let Some(day) = day.filter(|day| *day > last) else { return Ok(()) };
    let help = format!("give {flag} a day from {first} to {last}");
    Err(Failure::request(format!("{day} is after {last}, and no rule loaded reaches so far"), help))
}

/// Words of the language asked for.
pub fn words_of(corpus: &Corpus, common: &Common) -> Words {
    words(&corpus.messages, common.lang.code())
}

/// Writes a table in the form asked for.
pub fn emit_table(
    common: &Common,
    corpus: &Corpus,
    table: &chipgate_show::table::Table,
) -> Result<(), Failure> {
    match common.format {
        Format::Text => emit(common, &table.text(&words_of(corpus, common))),
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
