//! Reads cases: beside rules (`*.cases.toml`) and of whole determinations (`cases/`).

use super::choice::choice;
use super::instruments::swapped;
use super::{Reading, unknown_id};
use crate::corpus::Corpus;
use crate::folders;
use crate::toml_reader::{File, Placed, Table, Value};
use chipgate_ask::cases::{Case, Expect, GateExpect};
use chipgate_ask::promised::{Lacking, Promise};
use chipgate_ask::{Question, Request, RequestProblem, Where};
use chipgate_base::Name;
use chipgate_base::problem::Sink;
use chipgate_law::gate::{Gate, GateEntry, Gates};
use toml::de::DeValue;

/// Cases, and promised cases of rules that cannot be asked.
pub(super) fn read(reading: &Reading<'_>, corpus: &Corpus) -> (Vec<Case>, Vec<Lacking>) {
    let mut files = reading.files(folders::RULES, ".cases.toml");
    files.extend(reading.files(folders::CASES, ".toml"));
    let (mut cases, mut unasked) = (Vec::new(), Vec::new());
    for file in files {
        Table::read(file, |root| {
            for table in root.tables("case") {
                cases.extend(case(&table, corpus));
                table.finish();
            }
            unasked.extend(root.tables("unasked").iter().filter_map(|table| unasked_case(table, corpus)));
        });
    }
    (cases, unasked)
}

/// A case that a version cannot have, with the reason.
fn unasked_case(table: &Table<'_>, corpus: &Corpus) -> Option<Lacking> {
    let rule = table.required_text("rule");
    check_rule(table, &rule, corpus);
    let from = table.required_date("from");
    let promise = choice(table, "case", &swapped(&Promise::ALL));
    table.required_text("reason");
    table.finish();
    Some(Lacking { rule: rule.text, from: from?, promise: promise? })
}

fn case(table: &Table<'_>, corpus: &Corpus) -> Option<Case> {
    let rule = table.text("rule");
    if let Some(rule) = &rule {
        check_rule(table, rule, corpus);
    }
    let name = table.text("id").or_else(|| table.text("name")).unwrap_or_else(|| table.required_text("name"));
    table.text("title");
    let text = |key: &str| table.text(key).map_or_else(|| Name::from(""), |text| text.text);
    let mut expect = Expect::default();
    let mut low = false;
    let mut reason = text("reason");
    match table.get("expect") {
        Some(value) if value.get_ref().is_table() => {
            if let Some(inner) = table.inner(value) {
                (expect, low) = expected(&inner, &corpus.law.gates);
                reason = inner.text("reason").map_or(reason, |text| text.text);
                inner.finish();
            }
        }
        Some(_) => expect.rule_answer = table.text("expect").map(|text| text.text.to_string()),
        None => table.problem(table.at(), "the case expects nothing", "add `expect`"),
    }
    let missing = table.texts("missing");
    if let Some(first) = missing.first().filter(|_| rule.is_none()) {
        table.problem(first.at.clone(), "`missing` stands beside a rule's answer", "move it into `expect`");
    }
    expect.missing.extend(missing.into_iter().map(|text| text.text.to_string()));
    Some(Case {
        name: name.text.to_string(),
        rule: rule.map(|rule| rule.text),
        question: question(table, table.get("ask")?)?,
        expect,
        confidence: text("confidence"),
        source: text("source"),
        low,
        reason,
        file: table.file.path.to_owned(),
        at: name.at,
    })
}

fn check_rule(table: &Table<'_>, rule: &Placed, corpus: &Corpus) {
    if !corpus.law.rules.iter().any(|known| known.id == rule.text) {
        let known = corpus.law.rules.iter().map(|rule| &*rule.id);
        unknown_id(table.file, rule.at.clone(), "rule", &rule.text, known);
    }
}

fn question(table: &Table<'_>, value: Value<'_>) -> Option<Question> {
    let sink = Sink::default();
    let file = table.file;
    let tree = crate::toml_tree::from_toml(value, file.path, file.text, &sink);
    for problem in sink.take() {
        file.sink.add(problem);
    }
    match Request::from_tree(&tree) {
        Ok(request) => Some(request.question),
        Err(problems) => {
            for problem in problems {
                add(file, &problem);
            }
            None
        }
    }
}

/// Adds a problem of a request that stands in a data file.
fn add(file: File<'_>, problem: &RequestProblem) {
    let at = match &problem.at {
        Where::Bytes(bytes) => bytes.clone(),
        Where::Flag(_) => 0..0,
    };
    file.problem(at, problem.message.clone(), problem.help.clone());
}

fn expected(table: &Table<'_>, gates: &Gates) -> (Expect, bool) {
    let of_gate = |(gate, entry): (Gate, &GateEntry)| {
        let before = if gate == gates.seller() { String::new() } else { format!("{}_", entry.id) };
        let called = (entry.id.to_string(), before);
        let nothing = GateExpect { called: called.clone(), ..GateExpect::default() };
        let found = expected_of_gate(table, called);
        (found != nothing).then_some((gate, found))
    };
    let expect = Expect {
        rule_answer: None,
        missing: Vec::new(),
        gates: gates.iter().filter_map(of_gate).collect(),
        verdict: words(table, "verdict"),
        tpp: table.number("tpp"),
    };
    (expect, table.flag("low").unwrap_or(false))
}

/// What is expected of a gate: its answer under its name, and what else has `before` in front.
fn expected_of_gate(table: &Table<'_>, called: (String, String)) -> GateExpect {
    let key = |what: &str| format!("{}{what}", called.1);
    let list = |what: &str| words(table, &key(what));
    let word = |what: &str| table.text(&key(what)).map(|text| text.text.to_string());
    let exceptions = table.table(&key("exceptions")).map(|inner| {
        let pairs = inner
            .entries()
            .filter_map(|(id, value)| Some((id.text.to_string(), value.get_ref().as_str()?.to_owned())));
        pairs.collect()
    });
    GateExpect {
        answer: words(table, &called.0),
        codified: list("codified"),
        review: list("review"),
        eccn: list("eccn"),
        not_eccn: list("not_eccn"),
        exceptions: exceptions.unwrap_or_default(),
        because: word("because"),
        authority: word("authority"),
        basis: word("basis"),
        conditions: list("conditions"),
        missing: list("missing"),
        charge: word("charge"),
        charge_rate: table.number(&key("charge_rate")),
        provided_that: list("provided_that"),
        called,
    }
}

/// A word or a list of words.
fn words(table: &Table<'_>, key: &str) -> Vec<String> {
    match table.get(key).map(|value| value.get_ref()) {
        Some(DeValue::Array(_)) => table.texts(key).into_iter().map(|text| text.text.to_string()).collect(),
        Some(_) => table.text(key).map(|text| text.text.to_string()).into_iter().collect(),
        None => Vec::new(),
    }
}
