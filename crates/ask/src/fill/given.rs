//! Facts that are given beside what the data hold, and what becomes of those that are not given.

use super::{Filling, Overridden};
use crate::part::Part;
use crate::question::Question;
use crate::values::{read_value, show_value};
use chipgate_base::Name;
use chipgate_base::near::did_you_mean;
use chipgate_law::fact::{Absent, Belongs, Fact, FactId, Origin};
use chipgate_law::inputs::Inputs;
use chipgate_law::value::Value;

impl Filling<'_> {
    pub(super) fn other_facts(&mut self, question: &Question, inputs: &mut Inputs) {
        let vocabulary = &self.ground.law.vocabulary;
        for (name, given) in &question.facts {
            let part = Part::fact(name);
            let found = vocabulary.facts.find(name).and_then(|id| Some((id, vocabulary.facts.get(id)?)));
            let Some((id, fact)) = found else {
                let known: Vec<Name> = vocabulary.facts.iter().map(|(_, fact)| fact.name.clone()).collect();
                let help = did_you_mean(name, known.iter().map(|name| &**name))
                    .or_else(|| Some("`chipgate facts` lists every fact".to_owned()));
                self.problem(format!("unknown fact `{name}`"), &part, help);
                continue;
            };
            if fact.origin != Origin::Given || fact.belongs == Belongs::Party {
                let message = format!("`{name}` is worked out from other facts and cannot be given");
                self.problem(message, &part, Some(fact.meaning.to_string()));
                continue;
            }
            match read_value(fact, given, &part, vocabulary) {
                Ok(value) => self.give(inputs, id, fact, value),
                Err(problem) => self.problems.push(problem),
            }
        }
    }

    /// Sets a fact that was given beside what the data hold.
    fn give(&mut self, inputs: &mut Inputs, id: FactId, fact: &Fact, value: Value) {
        if value == Value::Symbol(Name::from("unknown")) || value == Value::Unknown {
            return;
        }
        let known = inputs.value(id).clone();
        let kept = self.reconcile(&fact.name, &known, value, &Part::fact(&fact.name));
        if kept != known {
            inputs.set(id, kept, Some(Name::from("request")));
        }
    }

    /// The value that counts where the data hold one and another is given: what both allow.
    ///
    /// A value that contradicts the data is refused, unless the request names the fact as overridden; then it
    /// counts and is shown before the answer.
    pub fn reconcile(&mut self, fact: &str, known: &Value, given: Value, part: &Part) -> Value {
        if let Some(both) = agreement(known, &given) {
            return both;
        }
        let (given_words, known_words) = (show_value(&given, ""), show_value(known, ""));
        if self.overrides.iter().any(|name| name == fact) {
            let fact = Name::from(fact);
            self.overridden.push(Overridden { fact, given: given_words, known: known_words });
            return given;
        }
        let message = format!("`{fact}` is given as {given_words}, but is {known_words} in the data");
        let help = format!("leave it out, or let your value go first with --override {fact}");
        self.problem(message, part, Some(help));
        known.clone()
    }

    /// An override of what nobody contradicts is a slip.
    pub(super) fn unused_overrides(&mut self) {
        let unused: Vec<String> = self
            .overrides
            .iter()
            .filter(|name| !self.overridden.iter().any(|used| *used.fact == ***name))
            .cloned()
            .collect();
        for name in unused {
            let message = format!("nothing is overridden by `{name}`");
            let help = "name a fact whose given value differs from the data, and give that value".to_owned();
            self.problem(message, &Part::overridden(&name), Some(help));
        }
    }

    /// What is not given: assumed, presumed, or left unknown.
    pub(super) fn absent_facts(&mut self, inputs: &mut Inputs) {
        for (id, fact) in self.ground.law.vocabulary.facts.iter() {
            if *inputs.value(id) != Value::Unknown
                || fact.origin != Origin::Given
                || fact.belongs == Belongs::Party
                || self.open.contains(&fact.name)
            {
                continue;
            }
            match &fact.absent {
                Absent::Unknown => {}
                Absent::ProvidedThat(value) => {
                    inputs.set(id, value.clone(), None);
                    inputs.presumed.push(id);
                }
                Absent::Assume(value) => {
                    inputs.set(id, value.clone(), None);
                    self.assume(&fact.name, show_value(value, ""), "default");
                }
            }
        }
    }
}

/// Share by which a given figure may miss one of the data through rounding.
const ROUNDING: f64 = 0.01;

/// What a known value and a given one allow together; `None` where they contradict each other.
fn agreement(known: &Value, given: &Value) -> Option<Value> {
    match (known, given) {
        (Value::Unknown, _) => Some(given.clone()),
        (Value::Number(known), Value::Number(given)) => {
            let both = known.intersect(given);
            let is_near = || !known.widened(ROUNDING).intersect(given).is_empty();
            let kept = if both.is_empty() { is_near().then_some(*known) } else { Some(both) };
            kept.map(Value::Number)
        }
        (known, given) => (known == given).then(|| known.clone()),
    }
}
