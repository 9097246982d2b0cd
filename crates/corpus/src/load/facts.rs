//! The declared facts.

use super::Reading;
use super::choice::choice;
use super::rules::{resolve_text, thresholds};
use crate::folders;
use crate::toml_reader::{Placed, Table, Value as TomlValue, number_of, text_of};
use chipgate_base::Name;
use chipgate_base::interval::Interval;
use chipgate_law::book::Law;
use chipgate_law::expr::resolve::Reader;
use chipgate_law::expr::{Cond, Threshold};
use chipgate_law::fact::{Absent, Belongs, Domain, Fact, FactId, FactKind, Origin, Part, Quantifier};
use chipgate_law::value::Value;
use std::collections::BTreeMap;
use toml::de::DeValue;

/// A fact whose test waits until every conclusion is known.
pub(super) struct Waiting {
    path: String,
    id: FactId,
    roles: Option<Vec<Name>>,
    quantifier: Quantifier,
    test: Placed,
    thresholds: BTreeMap<String, Threshold>,
}

const PARTS: [(&str, Part); 5] = [
    ("scope", Part::Scope),
    ("figure", Part::Figure),
    ("carve_out", Part::CarveOut),
    ("knowledge", Part::Knowledge),
    ("formality", Part::Formality),
];
const BELONGS: [(&str, Belongs); 3] =
    [("transaction", Belongs::Transaction), ("item", Belongs::Item), ("party", Belongs::Party)];

pub(super) fn declare(reading: &Reading<'_>, law: &mut Law) -> Vec<Waiting> {
    let mut waiting = Vec::new();
    for file in reading.files(folders::FACTS, ".toml") {
        Table::read(file, |root| {
            for table in root.tables("fact") {
                declare_one(&table, file.path, law, &mut waiting);
                table.finish();
            }
        });
    }
    waiting
}

fn declare_one(table: &Table<'_>, path: &str, law: &mut Law, waiting: &mut Vec<Waiting>) {
    let name = table.required_text("name");
    let kind = kind(table);
    let defined = table.flag("defined").unwrap_or(false);
    let fact = Fact {
        name: name.text.clone(),
        belongs: choice(table, "of", &BELONGS).unwrap_or(Belongs::Transaction),
        part: choice(table, "part", &PARTS).unwrap_or(Part::Figure),
        absent: absent(table, &kind),
        origin: if defined { Origin::Defined } else { Origin::Given },
        meaning: table.required_text("meaning").text,
        citation: table.text("citation").map_or_else(|| Name::from(""), |text| text.text),
        kind,
    };
    let over = over(table, path);
    match law.vocabulary.facts.add(fact) {
        Some(id) => waiting.extend(over.map(|waiting| Waiting { id, ..waiting })),
        None => table.problem(name.at, format!("two facts have the name `{}`", name.text), "rename one"),
    }
}

fn kind(table: &Table<'_>) -> FactKind {
    let text = table.required_text("type");
    match &*text.text {
        "number" => FactKind::Number { unit: table.required_text("unit").text },
        "yes_no" => FactKind::YesNo,
        "word" => FactKind::Symbol(domain(table)),
        "words" => FactKind::Names(domain(table)),
        other => {
            let help = "write number, yes_no, word or words";
            table.problem(text.at, format!("unknown type `{other}`"), help);
            FactKind::YesNo
        }
    }
}

fn domain(table: &Table<'_>) -> Domain {
    let Some(value) = table.get("values") else {
        table.problem(
            table.at(),
            "a word needs its `values`",
            "list them, or write \"countries\", \"parties\" or \"any\"",
        );
        return Domain::Free;
    };
    match value.get_ref().as_str() {
        Some("countries") => Domain::Country,
        Some("parties") => Domain::Party,
        Some("any") => Domain::Free,
        _ => Domain::Words(table.texts("values").into_iter().map(|text| text.text).collect()),
    }
}

fn absent(table: &Table<'_>, kind: &FactKind) -> Absent {
    let Some(value) = table.get("absent") else {
        return Absent::Unknown;
    };
    let Some(inner) = table.inner(value) else {
        if value.get_ref().as_str() != Some("unknown") {
            let help = "write \"unknown\", { provided_that = … } or { assume = … }";
            table.problem(value.span(), "`absent` says nothing that is known", help);
        }
        return Absent::Unknown;
    };
    let presumed = inner.get("provided_that").and_then(|value| literal(&inner, value, kind));
    let assumed = inner.get("assume").and_then(|value| literal(&inner, value, kind));
    inner.finish();
    match (presumed, assumed) {
        (Some(value), _) => Absent::ProvidedThat(value),
        (_, Some(value)) => Absent::Assume(value),
        _ => Absent::Unknown,
    }
}

fn literal(table: &Table<'_>, value: TomlValue<'_>, kind: &FactKind) -> Option<Value> {
    let found = match (kind, value.get_ref()) {
        (FactKind::YesNo, DeValue::Boolean(is)) => Some(Value::YesNo(*is)),
        (FactKind::Number { .. }, _) => {
            number_of(value).map(|number| Value::Number(Interval::exactly(number)))
        }
        (FactKind::Symbol(_), DeValue::String(word)) => Some(Value::Symbol(Name::from(word.as_ref()))),
        (FactKind::Names(_), DeValue::Array(list)) => {
            let words = list.iter().filter_map(|item| text_of(table.file, "absent", item));
            Some(Value::Names(words.map(|text| text.text).collect()))
        }
        _ => None,
    };
    if found.is_none() {
        table.problem(value.span(), "this is not a value of the fact", "write one of its type");
    }
    found
}

fn over(table: &Table<'_>, path: &str) -> Option<Waiting> {
    let over = table.get("over")?;
    let quantifiers = [("any", Quantifier::Any), ("all", Quantifier::All)];
    let quantifier = choice(table, "quantifier", &quantifiers).unwrap_or(Quantifier::Any);
    let roles = if over.get_ref().as_str() == Some("contents") {
        None
    } else {
        Some(table.texts("over").into_iter().map(|text| text.text).collect())
    };
    let test = table.required_text("test");
    let (thresholds, _) = thresholds(table);
    Some(Waiting { path: path.to_owned(), id: FactId(0), roles, quantifier, test, thresholds })
}

pub(super) fn tests(reading: &Reading<'_>, waiting: Vec<Waiting>, law: &mut Law) {
    for fact in waiting {
        let Some(file) = reading.file(&fact.path) else {
            continue;
        };
        let reader = if fact.roles.is_some() { Reader::PartyTest } else { Reader::Rule };
        let test = resolve_text(file, &fact.test, law, &fact.thresholds, reader).unwrap_or(Cond::Always);
        let quantifier = fact.quantifier;
        let origin = match fact.roles {
            Some(roles) => Origin::Parties { roles, quantifier, test },
            None => Origin::Contents { quantifier, test },
        };
        law.vocabulary.facts.set_origin(fact.id, origin);
    }
}
