//! A request filled in from the catalogue, with everything that was assumed.

mod asked;
mod checks;
mod given;
mod hits;
mod item;
mod parties;
mod transaction;

pub use asked::{Asked, Assumed, Overridden, PartyHit, Passage, Screened};
pub use checks::Implausible;

use crate::ground::Ground;
use crate::known::Known;
use crate::part::{Part, QuestionProblem};
use crate::question::{Given, Question};
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_base::near::did_you_mean;
use chipgate_catalogue::Listing;
use chipgate_law::determine::Manner;
use chipgate_law::fact::FactId;
use chipgate_law::inputs::Inputs;
use chipgate_law::rule::Lens;
use chipgate_law::value::Value;
use jiff::civil::Date;

/// What the parts of the filling share.
pub(super) struct Filling<'a> {
    pub ground: Ground<'a>,
    pub as_of: Date,
    pub known_on: Option<Date>,
    pub assumed: Vec<Assumed>,
    pub provided: Vec<&'static str>,
    pub caveats: Vec<&'static str>,
    pub mapped: Vec<(Name, Name)>,
    /// Facts whose given value goes before what the data hold, by name.
    pub overrides: Vec<String>,
    pub overridden: Vec<Overridden>,
    pub passage: Option<Passage>,
    pub screened: Vec<Screened>,
    pub hits: Vec<PartyHit>,
    /// Somebody has found that the parties are not those to which their names come near.
    pub others: bool,
    /// Whether a named owner stands on a list whose owners count.
    pub owned: Answer,
    /// Facts that stay open although they would be presumed.
    pub open: Vec<Name>,
    pub implausible: Vec<checks::Implausible>,
    pub problems: Vec<QuestionProblem>,
}

/// Fills a question in.
///
/// `today` stands for the day asked about when the question names none.
///
/// # Errors
///
/// Returns everything in the question that does not fit, each with a remedy.
pub fn fill(ground: Ground<'_>, question: &Question, today: Date) -> Result<Asked, Vec<QuestionProblem>> {
    let as_of = question.as_of.unwrap_or(today);
    let mut filling = Filling {
        ground,
        as_of,
        known_on: question.known_on,
        assumed: Vec::new(),
        provided: Vec::new(),
        caveats: Vec::new(),
        mapped: Vec::new(),
        overrides: question.overrides.clone(),
        overridden: Vec::new(),
        passage: None,
        screened: Vec::new(),
        hits: Vec::new(),
        others: is_yes(question.facts.get("not_the_listed_party")),
        owned: Answer::No,
        open: Vec::new(),
        implausible: Vec::new(),
        problems: Vec::new(),
    };
    filling.check_day(question);
    checks::words(&mut filling, question);
    let mut inputs = Inputs::unknown(&ground.law.vocabulary.facts);
    let (item_id, item_name, stated_eccn) = item::fill(&mut filling, question, &mut inputs);
    filling.stated_class(stated_eccn.as_deref(), &mut inputs);
    let lens = filling.lens(question);
    filling.transaction(question, &mut inputs);
    let exporter = filling.exporter(question, &mut inputs);
    parties::fill(&mut filling, question, &mut inputs);
    filling.other_facts(question, &mut inputs);
    item::rederive(&mut filling, &mut inputs);
    filling.absent_facts(&mut inputs);
    filling.unused_overrides();
    checks::figures(&mut filling, &inputs);
    if !filling.problems.is_empty() {
        return Err(filling.problems);
    }
    Ok(Asked {
        inputs,
        manner: Manner { strict: question.strict, stated_eccn },
        as_of,
        known_on: filling.known_on,
        lens,
        exporter,
        item_id,
        item_name,
        assumed: filling.assumed,
        provided: filling.provided,
        caveats: filling.caveats,
        implausible: filling.implausible,
        mapped: filling.mapped,
        overridden: filling.overridden,
        passage: filling.passage,
        screened: filling.screened,
        hits: filling.hits,
    })
}

impl<'a> Filling<'a> {
    pub fn problem(&mut self, message: String, part: &Part, help: Option<String>) {
        let problem = QuestionProblem::new(message, part, help);
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// The facts that the program names.
    pub fn known(&self) -> &'a Known {
        &self.ground.frame.known
    }

    pub fn assume(&mut self, fact: &str, value: impl Into<String>, why: &'static str) {
        self.assumed.push(Assumed { fact: Name::from(fact), value: value.into(), why });
    }

    /// Notes a presumption that no rule states.
    pub fn provide(&mut self, key: &'static str) {
        if !self.provided.contains(&key) {
            self.provided.push(key);
        }
    }

    /// Notes a gap that the US answer must tell.
    pub fn caveat(&mut self, key: &'static str) {
        if !self.caveats.contains(&key) {
            self.caveats.push(key);
        }
    }

    /// Whether an entry holds on the day, as far as was known.
    pub fn in_force(&self, entry: &Listing) -> Answer {
        let known = self.known_on.map_or(Answer::Yes, |day| entry.has_begun(day));
        entry.is_in_force(self.as_of).and(known)
    }

    fn check_day(&mut self, question: &Question) {
        let from = self.ground.frame.covers_from;
        if let Some(day) = question.as_of.filter(|day| *day < from) {
            let message = format!("{day} is before {from}, the first day covered");
            self.problem(message, &Part::new("as_of"), Some(format!("ask about a day from {from} on")));
        }
    }

    fn lens(&mut self, question: &Question) -> Lens {
        match &question.lens {
            None => Lens::Enforced,
            Some(lens) => match lens.as_str() {
                "enforced" => Lens::Enforced,
                "codified" => Lens::Codified,
                other => {
                    let help = did_you_mean(other, ["enforced", "codified"].into_iter());
                    let help = help.or_else(|| Some("write enforced or codified".to_owned()));
                    self.problem(format!("unknown lens `{other}`"), &Part::new("lens"), help);
                    Lens::Enforced
                }
            },
        }
    }
}

/// Sets a word where there is one.
pub(super) fn set_word(inputs: &mut Inputs, fact: FactId, word: Option<Name>) {
    if let Some(word) = word {
        inputs.set(fact, Value::Symbol(word), None);
    }
}

/// A fact is given as yes.
fn is_yes(given: Option<&Given>) -> bool {
    match given {
        Some(Given::YesNo(is)) => *is,
        Some(Given::Text(word)) => matches!(word.as_str(), "yes" | "true"),
        _ => false,
    }
}
