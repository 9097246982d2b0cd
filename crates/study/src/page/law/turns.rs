//! The days on which the answer of one gate changes, each with the instrument behind it.

use chipgate_ask::determination::review_word;
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_law::determine::GateAnswer;
use chipgate_law::gate::Gate;
use chipgate_law::rule::Step;
use chipgate_survey::history::{History, Stretch};
use jiff::civil::Date;

/// Days on which one gate gives one answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn<'h> {
    /// First day.
    pub from: Date,
    /// First day of the next turn.
    pub until: Date,
    /// The answer.
    pub answer: GateAnswer,
    /// Id of the instrument behind it; `None` where no requirement was found from the first day on.
    pub cause: Option<&'h Name>,
}

/// The turns of a gate, in order and without gaps.
pub fn turns(history: &History, gate: Gate) -> Vec<Turn<'_>> {
    let mut turns: Vec<Turn<'_>> = Vec::new();
    for stretch in &history.stretches {
        let answer = stretch.found.gates[gate].answer;
        match turns.last_mut() {
            Some(last) if last.answer == answer => last.until = stretch.until,
            last => {
                let cause = cause(stretch, gate, last.is_none());
                turns.push(Turn { from: stretch.from, until: stretch.until, answer, cause });
            }
        }
    }
    turns
}

/// The instrument of a rule of this gate that begins on the day, else the one that began the stretch.
///
/// On the first day it is that of a rule that requires something, whenever it began.
fn cause(stretch: &Stretch, gate: Gate, first: bool) -> Option<&Name> {
    let rules = stretch.found.gates[gate].basis.iter();
    let requires = |basis: &&chipgate_law::determine::Basis| {
        basis.answer == Answer::Yes
            && basis.step == Step::Requirement
            && (first || basis.version == stretch.from)
    };
    let own = rules.filter(requires).map(|basis| &basis.instrument).next_back();
    own.or(stretch.cause.as_ref())
}

/// The last change of terms under the last answer of the US gate: of the review, or of a payment.
pub fn last_terms(history: &History) -> Option<&Stretch> {
    let pairs = history.stretches.iter().zip(history.stretches.iter().skip(1));
    let differ = |before: &Stretch, after: &Stretch| {
        review_word(&before.found) != review_word(&after.found)
            || before.found.gates.seller().charges != after.found.gates.seller().charges
    };
    let last = history.stretches.last()?.found.gates.seller().answer;
    let same = |stretch: &Stretch| stretch.found.gates.seller().answer == last;
    pairs
        .rev()
        .take_while(|(before, after)| same(before) && same(after))
        .find(|(before, after)| differ(before, after))
        .map(|(_, after)| after)
}

/// The first day from which an answer of the US gate stops a free sale; `None` where none does.
pub fn stopped(turns: &[Turn<'_>]) -> Option<Date> {
    turns.iter().find(|turn| is_stop(turn.answer)).map(|turn| turn.from)
}

/// A license is required, or no sale is allowed.
pub fn is_stop(answer: GateAnswer) -> bool {
    matches!(answer.code(), "license_required" | "prohibited")
}
