//! What a request says, word by word, with the place of each word.

mod keys;
mod things;
mod words;

pub(crate) use words::{LEAVE_OUT, empty, is_blank};

use crate::part::{Part, QuestionProblem};
use crate::question::Question;
use chipgate_base::problem::{Place, Problem, place};
use std::collections::BTreeMap;
use std::ops::Range;

/// Where something was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Where {
    /// A flag of the command line.
    Flag(String),
    /// A byte range of the request file.
    Bytes(Range<usize>),
}

/// A problem of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestProblem {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub at: Where,
    /// What to do.
    pub help: Option<String>,
}

/// A question and where each part of it was said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// The question.
    pub question: Question,
    /// Where its parts were said.
    pub places: Places,
}

/// Where each part of a question was said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places(BTreeMap<Part, Where>);

impl Places {
    /// Notes where a part was said.
    pub fn say(&mut self, part: Part, at: Where) {
        self.0.insert(part, at);
    }

    /// Where a part was said, or the part that holds it; else the flag that would say it.
    #[must_use]
    pub fn of(&self, part: &Part) -> Where {
        let mut at = Some(part.clone());
        while let Some(part) = at {
            if let Some(place) = self.0.get(&part) {
                return place.clone();
            }
            at = part.above();
        }
        Where::Flag(part.flag())
    }

    /// Problems of a question with their places.
    #[must_use]
    pub fn locate(&self, problems: Vec<QuestionProblem>) -> Vec<RequestProblem> {
        let one = |problem: QuestionProblem| RequestProblem {
            at: self.of(&problem.part),
            message: problem.message,
            help: problem.help,
        };
        problems.into_iter().map(one).collect()
    }
}

impl RequestProblem {
    /// The problem with its place in a request file.
    #[must_use]
    pub fn in_file(&self, path: &str, text: &str) -> Problem {
        let bytes = match &self.at {
            Where::Bytes(bytes) => bytes.clone(),
            Where::Flag(_) => 0..0,
        };
        let place: Place = place(path, text, bytes);
        Problem { message: self.message.clone(), place, help: self.help.clone() }
    }
}
