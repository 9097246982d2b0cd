//! `chipgate classify`.

use crate::asked::Ask;
use crate::clock::today;
use crate::common::{Common, Format};
use crate::context::{
    Failure, corpus_for_answer, emit, emit_table, no_page, pretty, request_failure, words_of,
};
use chipgate_ask::{Asked, fill, show_value};
use chipgate_base::Name;
use chipgate_base::day::day_of;
use chipgate_corpus::Corpus;
use chipgate_law::determine::{Books, GateReport, classes, determine};
use chipgate_law::fact::{Belongs, FactKind};
use chipgate_law::rule::Step;
use chipgate_law::value::Value;
use chipgate_report::determine::{json, text as told};
use chipgate_show::table::{Cell, Column, Table, day, range, text};
use chipgate_show::{Words, visible};
use clap::Args;
use serde_json::json;
use std::fmt::Write;

/// Work out the legal quantities and ECCN paragraphs of an item on a day
///
/// Prints TPP, performance density and bandwidths with their sources, and every
/// paragraph in force with the comparisons behind its answer.
///
///   chipgate classify --chip nvidia-l4 --as-of 2023-12-01
#[derive(Args, Debug)]
pub struct Classify {
    #[command(flatten)]
    pub ask: Ask,
}

impl Classify {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus_for_answer(common)?;
        let (request, file) = self.ask.request(common)?;
        let today = today(&corpus)?;
        let asked = fill(corpus.ground(), &request.question, today.day())
            .map_err(|found| request_failure(&request.places.locate(found), file.as_ref()))?;
        let mut asked = asked;
        asked.assumed.extend(today.assumed(&request.question));
        let books = Books::on(
            &corpus.law,
            corpus.law.gates.seller(),
            asked.as_of,
            asked.known_on,
            asked.exporter.clone(),
        );
        let report = determine(&books, asked.lens, &asked.inputs, &asked.manner);
        let rules = classes(books.under(asked.lens), &asked.inputs);
        let head = crate::in_force::head(&corpus, common, asked.as_of, asked.as_of);
        match common.format {
            Format::Text => {
                emit(common, &(head + &as_text(&corpus, &asked, &report, &rules, &words_of(&corpus, common))))
            }
            Format::Json => emit(common, &pretty(&as_json(&corpus, &asked, &report, &rules))),
            Format::Csv => emit_table(common, &corpus, &quantities(&corpus, &asked)),
            Format::Html | Format::Dot => Err(no_page()),
        }
    }
}

fn as_json(
    corpus: &Corpus,
    asked: &Asked,
    report: &GateReport,
    rules: &[chipgate_law::determine::Basis],
) -> serde_json::Value {
    let gate = json::gate(&GateReport { basis: rules.to_vec(), ..report.clone() });
    json!({
        "schema": "chipgate.classification/1",
        "as_of": asked.as_of.to_string(),
        "lens": asked.lens.code(),
        "corpus": json::corpus_head(corpus),
        "item": json::item(corpus, asked),
        "eccn": gate.get("eccn"),
        "eccn_possible": gate.get("eccn_possible"),
        "eccn_missing": gate.get("eccn_missing"),
        "stated_class": gate.get("stated_class"),
        "caveats": gate.get("caveats"),
        "rules": gate.get("basis"),
    })
}

const QUANTITIES: [Column; 6] =
    [text("quantity"), range("value"), day("earliest"), day("latest"), text("unit"), text("source")];

/// The quantities for programs, by the names that an item file takes; a quantity that is a day has
/// `earliest` and `latest` in place of a value.
pub(super) fn quantities(corpus: &Corpus, asked: &Asked) -> Table {
    let mut table = Table::new(&QUANTITIES);
    for (name, unit, value, source) in known(corpus, asked) {
        let interval = value.interval();
        let is_day = &**unit == "date";
        let on = |at: f64| Cell::from(day_of(at).filter(|_| is_day));
        let number = if is_day { Cell::Missing } else { interval.into() };
        table.push([
            name.into(),
            number,
            on(interval.low.at),
            on(interval.high.at),
            unit.into(),
            source.into(),
        ]);
    }
    table
}

/// The same in words.
fn quantities_in_words(corpus: &Corpus, asked: &Asked) -> Table {
    let mut table = Table::new(&[text("quantity"), text("value"), text("unit"), text("source")]);
    for (name, unit, value, source) in known(corpus, asked) {
        table.push([name.into(), show_value(value, unit).into(), unit.into(), source.into()]);
    }
    table
}

/// Name, unit, value and source of each quantity that is known.
fn known<'a>(
    corpus: &'a Corpus,
    asked: &'a Asked,
) -> impl Iterator<Item = (&'a Name, &'a Name, &'a Value, Option<&'a Name>)> {
    let facts = corpus.law.vocabulary.facts.iter().filter(|(_, fact)| fact.belongs == Belongs::Item);
    facts.filter_map(|(id, fact)| {
        let FactKind::Number { unit } = &fact.kind else { return None };
        let value = asked.inputs.value(id);
        let source = asked.inputs.sources.get(id.0).and_then(Option::as_ref);
        (*value != Value::Unknown).then_some((&fact.name, unit, value, source))
    })
}

fn as_text(
    corpus: &Corpus,
    asked: &Asked,
    report: &GateReport,
    rules: &[chipgate_law::determine::Basis],
    words: &Words,
) -> String {
    let mut out = format!("{}, {}\n\n", visible(&asked.item_name), words.day(asked.as_of));
    out.push_str(&quantities_in_words(corpus, asked).text(words));
    out.push('\n');
    for rule in rules.iter().filter(|rule| rule.step == Step::Class) {
        let answer = words.code("rule_answer", rule.answer.code());
        let _ = writeln!(out, "{} [{answer}] {}", rule.rule, rule.provision);
        for read in &rule.read {
            let answer = words.code("rule_answer", read.answer.code());
            let _ = writeln!(out, "    {}: {answer}", told::read_in_words(read));
        }
    }
    let _ = writeln!(out, "\n{}", words.fill("class_line", &[("eccn", &class(report, words))]));
    if !report.eccn_missing.is_empty() {
        let missing: Vec<&str> = report.eccn_missing.iter().map(|missing| &*missing.fact).collect();
        let _ = writeln!(out, "{} {}", words.get("missing_title"), missing.join(", "));
    }
    let _ = writeln!(out, "\n{}", words.get("disclaimer_text"));
    out
}

fn class(report: &GateReport, words: &Words) -> String {
    let join = |names: &[Name]| {
        let joined = names.iter().map(|name| &**name).collect::<Vec<_>>().join(", ");
        if joined.is_empty() { words.get("class_none").to_owned() } else { joined }
    };
    let sets: Vec<String> = report.eccn_possible.iter().map(|set| join(set)).collect();
    if sets.len() > 1 {
        words.fill("class_one_of", &[("sets", &sets.join(" | "))])
    } else {
        join(&report.eccn)
    }
}
