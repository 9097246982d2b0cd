//! Answers of the law: the reference question, with other words of a transaction where they are given.

use super::Law;
use super::functions::{Call, LookedUp, Result, day_in, looked_up, plain, unknown, word};
use crate::claims::value::Value;
use chipgate_ask::determination::{Determination, review_word};
use chipgate_ask::reference::Reference;
use chipgate_ask::{Question, Request};
use chipgate_base::Name;
use chipgate_base::formula::{Expr, FormulaProblem};
use chipgate_base::tree::{Node, Tree};
use chipgate_law::determine::{Basis, GateReport};
use jiff::civil::Date;

impl Call<'_> {
    /// The answer of a gate, the joint verdict, or the review policy of the US gate.
    ///
    /// Arguments after the day are words of the transaction as in a request
    /// file, such as `"end_use=inference"`; the rest is the reference question.
    pub(super) fn law(&self) -> Result<LookedUp> {
        let [chip, country, day, words @ ..] = self.arguments else {
            return self.arguments::<3>().map(|_| nothing());
        };
        let (found, to, on) = (self.find_chip(chip)?, word(country)?, day_in(day)?);
        self.check_place(country, to)?;
        self.check_day(day, on)?;
        let base = self.transaction(words)?;
        if self.with.law == Law::Open {
            return Ok(nothing());
        }
        let reference = Reference { to: to.to_owned(), base };
        let answer = reference.ask(self.with.chronicle.ground, None, found, on).map_err(|problems| {
            self.refused(problems.first().map(|problem| problem.message.clone()), self.expr)
        })?;
        Ok(self.told(&answer))
    }

    fn told(&self, found: &Determination) -> LookedUp {
        let text = match self.name {
            "review" => review_word(found),
            "china" => found.gates.buyer().answer.code().to_owned(),
            "joint" => found.verdict.code().to_owned(),
            _ => found.gates.seller().answer.code().to_owned(),
        };
        let (of_us, of_cn) = (self.name != "china", matches!(self.name, "china" | "joint"));
        let bases = found
            .gates
            .seller()
            .basis
            .iter()
            .filter(|_| of_us)
            .chain(found.gates.buyer().basis.iter().filter(|_| of_cn));
        let word = Some(plain(&text)).filter(|text| &**text != "unknown" && !text.contains('|'));
        looked_up(Value::Word(word), "", self.sources(bases), confidence(found, of_us, of_cn))
    }

    fn sources<'b>(&self, bases: impl Iterator<Item = &'b Basis>) -> Vec<Name> {
        let law = &self.with.chronicle.ground.law;
        let instruments =
            bases.filter_map(|basis| law.instruments.iter().find(|one| one.id == basis.instrument));
        let mut sources: Vec<Name> = instruments.map(|instrument| instrument.source.clone()).collect();
        sources.sort();
        sources.dedup();
        sources
    }

    fn check_place(&self, at: &Expr, to: &str) -> Result<()> {
        let chronicle = self.with.chronicle;
        if chronicle.ground.catalogue.country(to).is_some() {
            return Ok(());
        }
        Err(unknown("country", to, at, chipgate_ask::place_help(chronicle.ground, to)))
    }

    fn check_day(&self, at: &Expr, on: Date) -> Result<()> {
        let first = self.with.chronicle.ground.frame.covers_from;
        if on >= first {
            return Ok(());
        }
        let message = format!("{on} is before the first day covered");
        Err(FormulaProblem::new(message, at.at.clone()).help(format!("name {first} or a later day")))
    }

    /// The words of a transaction, each `key=value` with the keys of a request file.
    fn transaction(&self, words: &[Expr]) -> Result<Question> {
        let mut question = Question::default();
        for at in words {
            let text = word(at)?;
            let Some((key, value)) = text.split_once('=') else {
                let message = format!("`{text}` is no word of a transaction");
                return Err(FormulaProblem::new(message, at.at.clone())
                    .help("write a key of a request file and its value, such as \"end_use=inference\""));
            };
            question = merged(question, key, value).map_err(|message| {
                FormulaProblem::new(message, at.at.clone())
                    .help("write a key of a request file and its value")
            })?;
        }
        Ok(question)
    }
}

/// A question with one more key of a request file.
fn merged(base: Question, key: &str, value: &str) -> std::result::Result<Question, String> {
    let of = |node: Node| Tree { at: 0..0, node };
    let value = value.parse().map_or_else(|_| Node::Text(value.to_owned()), Node::Number);
    let tree = of(Node::Table(vec![(key.trim().to_owned(), 0..0, of(value))]));
    let more = Request::from_tree(&tree)
        .map_err(|problems| {
            problems
                .into_iter()
                .next()
                .map_or_else(|| "not a word of a transaction".to_owned(), |one| one.message)
        })?
        .question;
    let mut question = base;
    question.kind = more.kind.or(question.kind);
    question.from = more.from.or(question.from);
    question.parties.extend(more.parties);
    question.facts.extend(more.facts);
    Ok(question)
}

/// The weaker confidence of the gates that are asked.
fn confidence(found: &Determination, of_us: bool, of_cn: bool) -> &'static str {
    let of = |gate: &GateReport, is: bool| gate.confidence.filter(|_| is);
    let weakest = of(found.gates.seller(), of_us).into_iter().chain(of(found.gates.buyer(), of_cn)).min();
    weakest.map_or("", |confidence| confidence.code())
}

fn nothing() -> LookedUp {
    looked_up(Value::Word(None), "", Vec::new(), "")
}
