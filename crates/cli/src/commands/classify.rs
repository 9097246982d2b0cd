//! `chipgate classify`.

use super::determine::Ask;
use crate::context::{
    Failure, corpus_for_answer, emit, emit_table, no_page, pretty, request_failure, today, words_of,
};
use crate::options::{Common, Format};
use chipgate_corpus::Corpus;
use chipgate_corpus::ask::{Asked, fill, show_value};
use chipgate_law::Name;
use chipgate_law::determine::{Books, GateReport, classes, determine};
use chipgate_law::fact::{Belongs, Kind};
use chipgate_law::rule::{Gate, Step};
use chipgate_law::value::Value;
use chipgate_report::table::Table;
use chipgate_report::{Words, json, text};
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
        let asked =
            fill(&corpus, &request, today()).map_err(|found| request_failure(&found, file.as_ref()))?;
        let books = Books::on(&corpus.law, Gate::Us, asked.as_of, asked.known_on, asked.exporter.clone());
        let report = determine(&books, asked.lens, &asked.inputs, &asked.manner);
        let rules = classes(books.under(asked.lens), &asked.inputs);
        match common.format {
            Format::Text => {
                emit(common, &as_text(&corpus, &asked, &report, &rules, &words_of(&corpus, common)))
            }
            Format::Json => emit(common, &pretty(&as_json(&corpus, &asked, &report, &rules))),
            Format::Csv => emit_table(common, &quantities(&corpus, &asked)),
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

fn quantities(corpus: &Corpus, asked: &Asked) -> Table {
    let mut table = Table::new(&["quantity", "value", "unit", "source"]);
    for (id, fact) in corpus.law.vocabulary.facts.iter().filter(|(_, fact)| fact.belongs == Belongs::Item) {
        let Kind::Number { unit } = &fact.kind else { continue };
        let value = asked.inputs.value(id);
        if *value == Value::Unknown {
            continue;
        }
        let source = asked.inputs.sources.get(id.0).cloned().flatten();
        table.push([
            fact.name.to_string(),
            show_value(value, unit),
            unit.to_string(),
            source.as_deref().unwrap_or_default().to_owned(),
        ]);
    }
    table
}

fn as_text(
    corpus: &Corpus,
    asked: &Asked,
    report: &GateReport,
    rules: &[chipgate_law::determine::Basis],
    words: &Words,
) -> String {
    let mut out = format!("{}, {}\n\n", asked.item_name, words.day(asked.as_of));
    out.push_str(&quantities(corpus, asked).text());
    out.push('\n');
    for rule in rules.iter().filter(|rule| rule.step == Step::Class) {
        let answer = words.code("rule_answer", rule.answer.code());
        let _ = writeln!(out, "{} [{answer}] {}", rule.rule, rule.provision);
        for read in &rule.read {
            let answer = words.code("rule_answer", read.answer.code());
            let _ = writeln!(out, "    {}: {answer}", text::read_in_words(read));
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
