//! Cases: questions with the answers that are expected of them.

mod compare;

use crate::determination::{answer_with, of_gate};
use crate::gates::GateBooks;
use crate::ground::Ground;
use crate::{Question, fill};
use chipgate_base::Name;
use chipgate_law::cells;
use chipgate_law::gate::Gate;
use compare::Compare;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;

/// A question with its expected answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Id or name.
    pub name: String,
    /// The rule it is about; `None` for a whole determination.
    pub rule: Option<Name>,
    /// The question.
    pub question: Question,
    /// What is expected.
    pub expect: Expect,
    /// How sure the expectation is.
    pub confidence: Name,
    /// Where the expectation comes from.
    pub source: Name,
    /// A press report or an open point: tried and shown, but failing nothing.
    pub low: bool,
    /// Why a low case is not met, where known.
    pub reason: Name,
    /// The file and the place in it.
    pub file: String,
    /// Bytes of the case in its file.
    pub at: Range<usize>,
}

/// What a case expects; what is empty is not looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Expect {
    /// Answers of the rule: `yes`, `no`, `unknown`, `not in force`.
    pub rule_answer: Option<String>,
    /// Facts that must be among those that the rule misses.
    pub missing: Vec<String>,
    /// Of each gate of which something is expected.
    pub gates: Vec<(Gate, GateExpect)>,
    /// Acceptable joint verdicts.
    pub verdict: Vec<String>,
    /// The TPP of the item.
    pub tpp: Option<f64>,
}

/// What a case expects of one gate; what is empty is not looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GateExpect {
    /// Its name in what differs, and what stands before the name of anything else.
    pub called: (String, String),
    /// Acceptable answers.
    pub answer: Vec<String>,
    /// Acceptable answers under the codified lens.
    pub codified: Vec<String>,
    /// Acceptable review policies.
    pub review: Vec<String>,
    /// Paragraphs that must be there.
    pub eccn: Vec<String>,
    /// Paragraphs that must not be there.
    pub not_eccn: Vec<String>,
    /// Exceptions and their answers.
    pub exceptions: Vec<(String, String)>,
    /// The reason of a "no".
    pub because: Option<String>,
    /// What the answer rests on.
    pub authority: Option<String>,
    /// A rule that must be in the basis with the answer yes.
    pub basis: Option<String>,
    /// Conditions that must be named.
    pub conditions: Vec<String>,
    /// Facts that must be among the missing ones.
    pub missing: Vec<String>,
    /// A charge that must fall due.
    pub charge: Option<String>,
    /// The sum of the rates of charges that fall due.
    pub charge_rate: Option<f64>,
    /// Presumptions that must be named.
    pub provided_that: Vec<String>,
}

/// The outcome of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseOutcome {
    /// What differs; empty when the case is met.
    pub differences: Vec<String>,
}

/// Rule books that were prepared for earlier cases of the same day and knowledge.
#[derive(Debug, Default)]
pub struct Prepared<'c> {
    books: BTreeMap<(Date, Option<Date>, Option<Name>), GateBooks<'c>>,
}

impl<'c> Prepared<'c> {
    /// The books of a question; who asks matters only where knowledge is limited.
    pub(crate) fn books(&mut self, ground: Ground<'c>, asked: &crate::Asked) -> &GateBooks<'c> {
        let asker = asked.known_on.and_then(|_| asked.exporter.clone());
        self.books
            .entry((asked.as_of, asked.known_on, asker.clone()))
            .or_insert_with(|| GateBooks::on(ground.law, asked.as_of, asked.known_on, asker))
    }
}

impl Case {
    /// Asks the question and compares.
    #[must_use]
    pub fn run(&self, ground: Ground<'_>) -> CaseOutcome {
        self.run_prepared(ground, &mut Prepared::default())
    }

    /// The same, with rule books shared between cases.
    #[must_use]
    pub fn run_prepared<'c>(&self, ground: Ground<'c>, prepared: &mut Prepared<'c>) -> CaseOutcome {
        let today = ground.law.horizon(ground.law.gates.seller()).unwrap_or(ground.frame.covers_from);
        let asked = match fill(ground, &self.question, today) {
            Ok(asked) => asked,
            Err(problems) => {
                let differences = problems.into_iter().map(|problem| problem.message).collect();
                return CaseOutcome { differences };
            }
        };
        let books = prepared.books(ground, &asked);
        let mut compare = Compare::default();
        match &self.rule {
            Some(rule) => self.compare_rule(books, rule, &asked, &mut compare),
            None => {
                self.compare_tpp(ground, &asked.inputs, &mut compare);
                self.compare_gates(books, asked, &mut compare);
            }
        }
        CaseOutcome { differences: compare.differences }
    }

    /// Gates after the first are asked only where something is expected of them or of the verdict.
    fn compare_gates(&self, books: &GateBooks<'_>, asked: crate::Asked, compare: &mut Compare) {
        let expect = &self.expect;
        if expect.verdict.is_empty() && expect.gates.iter().all(|(gate, _)| *gate == Gate::FIRST) {
            let report = of_gate(books, Gate::FIRST, &asked, &[]);
            return expect.gates.iter().for_each(|(_, wanted)| wanted.compare(&report, compare));
        }
        let found = answer_with(books, asked);
        expect.gates.iter().for_each(|(gate, wanted)| wanted.compare(&found.gates[*gate], compare));
        compare.one_of("verdict", &expect.verdict, found.verdict.code());
    }

    fn compare_rule(&self, books: &GateBooks<'_>, rule: &Name, asked: &crate::Asked, compare: &mut Compare) {
        let of_rule = books.law.rules.iter().find(|known| known.id == *rule);
        let book = of_rule.map(|of| books.gates[of.gate].under(asked.lens));
        let place = book.and_then(|book| {
            let at = book.entries.iter().position(|entry| entry.rule.id == *rule)?;
            Some((book, at))
        });
        let Some((book, at)) = place else {
            compare.text("answer", self.expect.rule_answer.as_deref(), "not in force");
            return;
        };
        let pass = book.pass(&asked.inputs);
        compare.text("answer", self.expect.rule_answer.as_deref(), pass.answer(at).code());
        let open = cells::open_tests(book, &asked.inputs, &pass, &[at]);
        let facts = &book.law.vocabulary.facts;
        let names: Vec<String> = open
            .into_keys()
            .map(|open| match open {
                cells::Open::Fact(fact)
                | cells::Open::Contents(fact)
                | cells::Open::Inside(_, fact)
                | cells::Open::Party(_, fact) => facts.name(fact).to_string(),
                cells::Open::Start(_) => "first_day".to_owned(),
            })
            .collect();
        compare.contains("missing", &self.expect.missing, &names);
    }

    fn compare_tpp(&self, ground: Ground<'_>, inputs: &chipgate_law::inputs::Inputs, compare: &mut Compare) {
        let fact = ground.law.vocabulary.facts.find(chipgate_catalogue::quantity::TPP);
        let found = fact.map(|fact| inputs.value(fact).interval());
        if let (Some(wanted), Some(found)) = (self.expect.tpp, found)
            && found.exact() != Some(wanted)
        {
            compare.differs("tpp", &wanted.to_string(), &format!("{found:?}"));
        }
    }
}
