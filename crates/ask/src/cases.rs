//! Cases: questions with the answers that are expected of them.

use crate::determination::{answer_with, of_gate};
use crate::gates::GateBooks;
use crate::ground::Ground;
use crate::{Question, fill};
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_law::cells;
use chipgate_law::determine::GateReport;
use chipgate_law::rule::Policy;
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
    /// Facts that must be among the missing ones.
    pub missing: Vec<String>,
    /// Acceptable answers of the US gate.
    pub us: Vec<String>,
    /// Acceptable answers of China's gate.
    pub cn: Vec<String>,
    /// The reason of a "no" of China's gate.
    pub cn_because: Option<String>,
    /// What the answer of China's gate rests on.
    pub cn_authority: Option<String>,
    /// A rule that must be in the basis of China's gate with the answer yes.
    pub cn_basis: Option<String>,
    /// Conditions that China's gate must name.
    pub cn_conditions: Vec<String>,
    /// Facts that must be among those that China's gate misses.
    pub cn_missing: Vec<String>,
    /// Presumptions that China's gate must name.
    pub cn_provided_that: Vec<String>,
    /// Acceptable joint verdicts.
    pub verdict: Vec<String>,
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
    /// A rule that must be in the basis with the answer yes.
    pub basis: Option<String>,
    /// The TPP of the item.
    pub tpp: Option<f64>,
    /// A charge that must fall due.
    pub charge: Option<String>,
    /// The sum of the rates of charges that fall due.
    pub charge_rate: Option<f64>,
    /// A presumption that must be named.
    pub provided_that: Vec<String>,
}

/// The outcome of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
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
    pub fn run(&self, ground: Ground<'_>) -> Outcome {
        self.run_prepared(ground, &mut Prepared::default())
    }

    /// The same, with rule books shared between cases.
    #[must_use]
    pub fn run_prepared<'c>(&self, ground: Ground<'c>, prepared: &mut Prepared<'c>) -> Outcome {
        let today = ground.law.horizon(ground.law.gates.seller()).unwrap_or(ground.frame.covers_from);
        let asked = match fill(ground, &self.question, today) {
            Ok(asked) => asked,
            Err(problems) => {
                let differences = problems.into_iter().map(|problem| problem.message).collect();
                return Outcome { differences };
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
        Outcome { differences: compare.differences }
    }

    /// Only the gates that something is expected of are asked.
    fn compare_gates(&self, books: &GateBooks<'_>, asked: crate::Asked, compare: &mut Compare) {
        let expect = &self.expect;
        if expect.cn.is_empty() && expect.verdict.is_empty() && expect.cn_provided_that.is_empty() {
            let report = of_gate(books, books.law.gates.seller(), &asked, &[]);
            return self.compare_gate(&report, compare);
        }
        let found = answer_with(books, asked);
        self.compare_gate(found.gates.seller(), compare);
        self.compare_china(found.gates.buyer(), compare);
        compare.one_of("verdict", &expect.verdict, found.verdict.code());
    }

    fn compare_china(&self, report: &GateReport, compare: &mut Compare) {
        let expect = &self.expect;
        compare.one_of("cn", &expect.cn, report.answer.code());
        compare.text("cn_because", expect.cn_because.as_deref(), report.because.map_or("", |why| why.code()));
        compare.text(
            "cn_authority",
            expect.cn_authority.as_deref(),
            report.authority.map_or("", |authority| authority.code()),
        );
        let names = |list: &[Name]| -> Vec<String> { list.iter().map(ToString::to_string).collect() };
        compare.contains("cn_conditions", &expect.cn_conditions, &names(&report.conditions));
        let missing: Vec<Name> = report.missing.iter().map(|missing| missing.fact.clone()).collect();
        compare.contains("cn_missing", &expect.cn_missing, &names(&missing));
        let provided: Vec<Name> = report.provided_that.iter().map(|provided| provided.rule.clone()).collect();
        compare.contains("cn_provided_that", &expect.cn_provided_that, &names(&provided));
        if let Some(rule) = &expect.cn_basis
            && !report.basis.iter().any(|basis| *basis.rule == **rule && basis.answer == Answer::Yes)
        {
            let rules: Vec<&str> = report.basis.iter().map(|basis| &*basis.rule).collect();
            compare.differs("cn_basis", rule, &rules.join(", "));
        }
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

    fn compare_gate(&self, report: &GateReport, compare: &mut Compare) {
        let expect = &self.expect;
        compare.one_of("us", &expect.us, report.answer.code());
        compare.one_of("codified", &expect.codified, report.codified_answer.code());
        compare.one_of("review", &expect.review, report.review.map_or("unknown", Policy::code));
        compare.text(
            "because",
            expect.because.as_deref(),
            report.because.map_or("", |because| because.code()),
        );
        let eccn: Vec<String> = report.eccn.iter().map(ToString::to_string).collect();
        compare.contains("eccn", &expect.eccn, &eccn);
        for paragraph in expect.not_eccn.iter().filter(|paragraph| eccn.contains(paragraph)) {
            compare.differs("eccn", &format!("not {paragraph}"), paragraph);
        }
        let missing: Vec<String> = report.missing.iter().map(|missing| missing.fact.to_string()).collect();
        compare.contains("missing", &expect.missing, &missing);
        let provided: Vec<String> =
            report.provided_that.iter().map(|provided| provided.rule.to_string()).collect();
        compare.contains("provided_that", &expect.provided_that, &provided);
        self.compare_exceptions(report, compare);
        self.compare_basis(report, compare);
        self.compare_charges(report, compare);
    }

    fn compare_exceptions(&self, report: &GateReport, compare: &mut Compare) {
        for (id, wanted) in &self.expect.exceptions {
            let found = report.exceptions.iter().find(|exception| *exception.id == **id);
            compare.text(id, Some(wanted), found.map_or("no", |exception| exception.answer.code()));
        }
    }

    fn compare_basis(&self, report: &GateReport, compare: &mut Compare) {
        let Some(rule) = &self.expect.basis else {
            return;
        };
        let found = report.basis.iter().any(|basis| *basis.rule == **rule && basis.answer == Answer::Yes);
        if !found {
            let rules: Vec<&str> = report.basis.iter().map(|basis| &*basis.rule).collect();
            compare.differs("basis", rule, &rules.join(", "));
        }
    }

    fn compare_charges(&self, report: &GateReport, compare: &mut Compare) {
        let due = || report.charges.iter().filter(|charge| charge.answer == Answer::Yes);
        if let Some(id) = &self.expect.charge
            && !due().any(|charge| *charge.id == **id)
        {
            compare.differs("charge", id, "none");
        }
        if let Some(rate) = self.expect.charge_rate {
            let sum: f64 = due().map(|charge| charge.rate).sum();
            if (sum - rate).abs() > 1e-9 {
                compare.differs("charge_rate", &rate.to_string(), &sum.to_string());
            }
        }
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

#[derive(Default)]
struct Compare {
    differences: Vec<String>,
}

impl Compare {
    fn differs(&mut self, what: &str, wanted: &str, found: &str) {
        self.differences.push(format!("{what}: expected {wanted}, found {found}"));
    }

    fn text(&mut self, what: &str, wanted: Option<&str>, found: &str) {
        if let Some(wanted) = wanted.filter(|wanted| *wanted != found) {
            self.differs(what, wanted, found);
        }
    }

    fn one_of(&mut self, what: &str, wanted: &[String], found: &str) {
        if !wanted.is_empty() && !wanted.iter().any(|word| word == found) {
            self.differs(what, &wanted.join(" or "), found);
        }
    }

    fn contains(&mut self, what: &str, wanted: &[String], found: &[String]) {
        for word in wanted {
            let is_there = found.iter().any(|have| have == word || have.ends_with(&format!(".{word}")));
            if !is_there {
                self.differs(what, word, &format!("[{}]", found.join(", ")));
            }
        }
    }
}
