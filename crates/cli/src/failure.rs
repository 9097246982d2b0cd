//! What is told when a command cannot do what was asked: as text, or as JSON for programs.

use crate::common::Format;
use crate::output;
use chipgate_base::problem::Problem;
use chipgate_show::problems;
use serde_json::{Value, json};

/// Exit code of a wrong request.
pub const WRONG_REQUEST: u8 = 2;
/// Exit code of a fault, and of `check` and `verify` when they find a difference.
pub const FAULT: u8 = 1;

/// Messages for the user and the exit code.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What is told as text, with excerpts; empty where the output has said it.
    pub text: String,
    /// The same in parts, for programs.
    pub errors: Vec<Told>,
    /// The exit code.
    pub code: u8,
}

/// One message in parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The file, and line and column from 1, where the mistake stands in one.
    pub place: Option<(String, usize, usize)>,
    /// The flag that was wrong, where it was one.
    pub flag: Option<String>,
}

impl Failure {
    /// A wrong request with a remedy.
    pub fn request(message: impl std::fmt::Display, help: impl std::fmt::Display) -> Failure {
        Failure::with_help(message, help, WRONG_REQUEST)
    }

    /// A message with a remedy.
    pub fn with_help(message: impl std::fmt::Display, help: impl std::fmt::Display, code: u8) -> Failure {
        let told = Told { message: message.to_string(), help: Some(help.to_string()), ..Told::default() };
        Failure { text: format!("error: {message}\nhelp: {help}\n"), errors: vec![told], code }
    }

    /// Something that the user did not cause.
    pub fn fault(message: impl std::fmt::Display) -> Failure {
        let told = Told { message: message.to_string(), ..Told::default() };
        Failure { text: format!("error: {message}\n"), errors: vec![told], code: FAULT }
    }

    /// This failure told after another, with the exit code of the graver.
    pub fn after(mut self, first: &Failure) -> Failure {
        self.text.insert_str(0, &first.text);
        self.errors.splice(0..0, first.errors.iter().cloned());
        self.code = self.code.min(first.code);
        self
    }

    /// Nothing more is said: the output has told it.
    pub fn told_already(code: u8) -> Failure {
        Failure { text: String::new(), errors: Vec::new(), code }
    }

    /// Problems of files, each with its excerpt where the text is at hand.
    pub fn of_problems<'p>(
        found: impl IntoIterator<Item = &'p Problem>,
        text_of: impl Fn(&str) -> Option<&'p str>,
        colours: bool,
    ) -> Failure {
        let (mut text, mut errors) = (String::new(), Vec::new());
        for problem in found {
            text.push_str(&problems::render(problem, text_of(&problem.place.file), colours));
            errors.push(Told::of(problem));
        }
        Failure { text, errors, code: WRONG_REQUEST }
    }

    /// Writes the failure to standard error; that it cannot be written changes nothing.
    pub fn tell(&self, format: Format) {
        let text = if format == Format::Json { self.json_text() } else { self.text.clone() };
        output::note(format_args!("{text}"));
    }

    fn json_text(&self) -> String {
        self.json().map(|value| format!("{value:#}\n")).unwrap_or_default()
    }

    /// `{"error": …}` with the first message, and any further ones under `others`; `None` where nothing is told.
    pub fn json(&self) -> Option<Value> {
        let (first, others) = self.errors.split_first()?;
        let mut error = json!({ "error": first.json() });
        if !others.is_empty()
            && let Some(object) = error.as_object_mut()
        {
            object.insert("others".to_owned(), others.iter().map(Told::json).collect());
        }
        Some(error)
    }
}

impl Told {
    /// A problem with its place.
    pub fn of(problem: &Problem) -> Told {
        let place = &problem.place;
        Told {
            message: problem.message.clone(),
            help: problem.help.clone(),
            place: Some((place.file.clone(), place.line, place.column)),
            flag: None,
        }
    }

    fn json(&self) -> Value {
        let place = self.place.as_ref();
        let mut value = json!({
            "message": self.message,
            "help": self.help,
            "file": place.map(|(file, ..)| file),
            "line": place.map(|(_, line, _)| line),
            "column": place.map(|(.., column)| column),
        });
        if let (Some(flag), Some(object)) = (&self.flag, value.as_object_mut()) {
            object.insert("flag".to_owned(), json!(flag));
        }
        value
    }
}
