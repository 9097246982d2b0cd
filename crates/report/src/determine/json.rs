//! A determination as JSON, schema `chipgate.determination/1`, keys in alphabetical order.

use chipgate_ask::determination::Determination;
use chipgate_ask::gates::is_reported;
use chipgate_ask::next::{Next, next};
use chipgate_ask::{Asked, PartyHit, Screened, show_value};
use chipgate_base::Name;
use chipgate_base::day::day_of;
use chipgate_corpus::Corpus;
use chipgate_law::determine::{Basis, GateReport, Missing, Read, StatedClass};
use chipgate_law::fact::{Belongs, FactKind};
use chipgate_law::gate::Gate;
use chipgate_law::inputs::Inputs;
use chipgate_law::rule::{Confidence, Policy};
use chipgate_law::value::Value as FactValue;
use chipgate_show::json::{interval, number};
use serde_json::{Value, json};

/// The whole answer.
#[must_use]
pub fn determination(corpus: &Corpus, found: &Determination) -> Value {
    let asked = &found.asked;
    json!({
        "schema": "chipgate.determination/1",
        "engine": env!("CARGO_PKG_VERSION"),
        "as_of": asked.as_of.to_string(),
        "known_on": asked.known_on.map(|day| day.to_string()),
        "lens": asked.lens.code(),
        "strict": asked.manner.strict,
        "corpus": corpus_head(corpus),
        "assumed": asked.assumed.iter().map(|assumed| json!({
            "fact": &*assumed.fact, "value": assumed.value, "why": assumed.why,
        })).collect::<Vec<_>>(),
        "read_as": asked.mapped.iter().map(|(given, read)| json!({ "given": &**given, "as": &**read })).collect::<Vec<_>>(),
        "item": item(corpus, asked),
        "implausible": asked.implausible.iter().map(|one| json!({
            "fact": &*one.fact, "value": one.value, "bounds": one.bounds, "reason": &*one.reason,
        })).collect::<Vec<_>>(),
        "request": request(corpus, asked),
        "parties": parties(corpus, &asked.inputs),
        "gates": by_gate(corpus, |of| gate(&found.gates[of])),
        "overridden": asked.overridden.iter().map(|one| json!({
            "fact": &*one.fact, "given": one.given, "known": one.known,
        })).collect::<Vec<_>>(),
        "passage": asked.passage.as_ref().map(|passage| json!({
            "through": &*passage.through, "ultimate": &*passage.ultimate,
        })),
        "screened_against": asked.screened.iter().map(screened).collect::<Vec<_>>(),
        "party_hits": asked.hits.iter().map(hit).collect::<Vec<_>>(),
        "next": next(found).iter().map(|one| step(corpus, one)).collect::<Vec<_>>(),
        "reported": found.is_reported(),
        "verdict_authority": found.verdict_authority.map(|authority| authority.code()),
        "verdict": found.verdict.code(),
        "verdict_possible": found.verdict_possible.iter().map(|measure| measure.code()).collect::<Vec<_>>(),
    })
}

fn screened(list: &Screened) -> Value {
    json!({
        "list": &*list.list, "title": &*list.title, "dated": list.dated.to_string(),
        "entries": list.entries, "sha256": list.sha256,
    })
}

fn hit(hit: &PartyHit) -> Value {
    json!({
        "role": &*hit.role, "given": &*hit.given, "id": &*hit.id, "list": &*hit.list, "alias": &*hit.alias,
        "exact": hit.exact, "score": hit.score, "reasons": hit.reasons,
    })
}

fn step(corpus: &Corpus, step: &Next) -> Value {
    json!({
        "code": step.action.code(), "gate": step.gate.map(|gate| &*corpus.law.gates[gate].id), "facts": names(&step.facts),
        "review": step.review.map(Policy::code), "exception": step.exception.as_deref(),
        "entries": names(&step.entries), "after": step.after.map(|day| day.to_string()),
        "reported": step.reported,
    })
}

/// An object with a value for each gate, under its id.
fn by_gate(corpus: &Corpus, value: impl Fn(Gate) -> Value) -> Value {
    corpus.law.gates.iter().map(|(gate, entry)| (entry.id.to_string(), value(gate))).collect()
}

/// Version, hash and reach of the data.
#[must_use]
pub fn corpus_head(corpus: &Corpus) -> Value {
    json!({
        "version": &*corpus.version,
        "sha256": corpus.sha256,
        "covers_to": by_gate(corpus, |gate| corpus.law.gates[gate].covers_to.to_string().into()),
    })
}

/// The item with its quantities, each with unit, source and grade.
#[must_use]
pub fn item(corpus: &Corpus, asked: &Asked) -> Value {
    let kind = corpus.law.vocabulary.facts.find("item_kind").map(|fact| asked.inputs.value(fact).clone());
    let kind = kind.map(|value| show_value(&value, "")).unwrap_or_default();
    json!({
        "id": asked.item_id.as_deref(),
        "name": &*asked.item_name,
        "kind": kind,
        "stated_eccn": asked.manner.stated_eccn.as_deref(),
        "quantities": quantities(corpus, &asked.inputs, asked.item_id.as_ref()),
        "contains": asked.inputs.contents.iter().map(|content| json!({
            "chip": &*content.name, "count": content.count,
            "quantities": quantities(corpus, &content.inputs, Some(&content.name)),
        })).collect::<Vec<_>>(),
    })
}

fn quantities(corpus: &Corpus, inputs: &Inputs, id: Option<&Name>) -> Value {
    let facts = corpus.law.vocabulary.facts.iter();
    let numbers = facts.filter(|(_, fact)| fact.belongs == Belongs::Item).filter_map(|(fact, declared)| {
        let FactKind::Number { unit } = &declared.kind else { return None };
        let FactValue::Number(range) = inputs.value(fact) else { return None };
        let source = inputs.sources.get(fact.0).cloned().flatten();
        let mut value = interval(range, unit);
        if let Some(object) = value.as_object_mut() {
            object.insert("unit".to_owned(), json!(&**unit));
            object.insert("source".to_owned(), json!(source.as_deref()));
            object.insert("grade".to_owned(), json!(grade(corpus, id, &declared.name)));
        }
        Some((declared.name.to_string(), value))
    });
    Value::Object(numbers.collect())
}

/// The weakest grade among the figures that a quantity is worked out from.
fn grade(corpus: &Corpus, id: Option<&Name>, quantity: &str) -> Option<String> {
    let chip = corpus.catalogue.chip(id?)?;
    let order = ["published", "derived", "measured", "estimated", "disputed"];
    let parts = chipgate_catalogue::derived::figures_of(quantity);
    let figures = chip.figures.iter().filter(|figure| parts.contains(&&*figure.quantity));
    let weakest =
        figures.filter_map(|figure| order.iter().position(|grade| *grade == &*figure.grade)).max()?;
    order.get(weakest).map(|grade| (*grade).to_owned())
}

fn request(corpus: &Corpus, asked: &Asked) -> Value {
    let facts = corpus.law.vocabulary.facts.iter();
    let given = facts.filter_map(|(id, fact)| {
        let value = asked.inputs.value(id);
        let is_open = *value == FactValue::Unknown || asked.inputs.presumed.contains(&id);
        let is_plain = fact.belongs == Belongs::Transaction
            || (fact.belongs == Belongs::Item && !matches!(fact.kind, FactKind::Number { .. }));
        (is_plain && !is_open).then(|| (fact.name.to_string(), fact_value(value, "")))
    });
    Value::Object(given.collect())
}

fn parties(corpus: &Corpus, inputs: &Inputs) -> Value {
    let facts = &corpus.law.vocabulary.facts;
    let list = inputs.roles.iter().filter_map(|(role, at)| {
        let party = inputs.parties.get(*at)?;
        let word = |name: &str| {
            let value = facts.find(name).and_then(|fact| party.values.get(fact.0));
            value.map_or(Value::Null, |value| fact_value(value, ""))
        };
        Some(json!({
            "role": &**role,
            "name": (!party.name.is_empty()).then_some(&*party.name),
            "id": word("party"),
            "country": word("country"),
            "headquarters": word("headquarters"),
            "ultimate_parent_headquarters": word("ultimate_parent_headquarters"),
            "listings": names(&party.listings),
            "possible_listings": names(&party.possible_listings),
        }))
    });
    Value::Array(list.collect())
}

fn fact_value(value: &FactValue, unit: &str) -> Value {
    match value {
        FactValue::Unknown => Value::Null,
        FactValue::YesNo(is) => json!(is),
        FactValue::Symbol(word) => json!(&**word),
        FactValue::Names(words) => names(words),
        FactValue::Number(range) => match range.exact() {
            Some(at) if unit == "date" => day_of(at).map_or(Value::Null, |day| json!(day.to_string())),
            Some(at) => number(at),
            None => interval(range, unit),
        },
    }
}

fn names(list: &[Name]) -> Value {
    json!(list.iter().map(|name| &**name).collect::<Vec<&str>>())
}

/// One gate.
#[must_use]
pub fn gate(report: &GateReport) -> Value {
    json!({
        "answer": report.answer.code(),
        "because": report.because.map(|because| because.code()),
        "possible": report.possible.iter().map(|measure| measure.code()).collect::<Vec<_>>(),
        "missing": missing(&report.missing),
        "too_many_cells": report.too_many_cells,
        "eccn": names(&report.eccn),
        "eccn_possible": report.eccn_possible.iter().map(|set| names(set)).collect::<Vec<_>>(),
        "eccn_missing": missing(&report.eccn_missing),
        "stated_class": stated(report.stated_class),
        "license_exceptions": exceptions(report),
        "review_policy": report.review.map_or("unknown", Policy::code),
        "review_possible": report.review_possible.iter().map(|policy| policy.code()).collect::<Vec<_>>(),
        "review_missing": missing(&report.review_missing),
        "review_unreadable": report.review_unreadable,
        "conditions": names(&report.conditions),
        "charges": report.charges.iter().map(|charge| json!({
            "id": &*charge.id, "rule": &*charge.rule, "kind": &*charge.kind, "rate": charge.rate,
            "base": &*charge.base, "authority": charge.authority.map(|authority| authority.code()),
            "answer": charge.answer.code(), "from": charge.from.to_string(),
            "until": charge.until.map(|day| day.to_string()),
        })).collect::<Vec<_>>(),
        "authority": report.authority.map(|authority| authority.code()),
        "reported": is_reported(report),
        "confidence": report.confidence.map(Confidence::code),
        "basis": report.basis.iter().map(basis).collect::<Vec<_>>(),
        "provided_that": report.provided_that.iter().map(|provided| json!({
            "rule": &*provided.rule, "needs": names(&provided.needs), "would_be": provided.would_be.code(),
        })).collect::<Vec<_>>(),
        "caveats": names(&report.caveats),
        "codified_answer": report.codified_answer.code(),
        "enforced_answer": report.enforced_answer.code(),
    })
}

fn stated(class: StatedClass) -> &'static str {
    match class {
        StatedClass::NotGiven => "not_given",
        StatedClass::Agrees => "agrees",
        StatedClass::Decides => "decides",
        StatedClass::Conflicts => "conflicts",
        StatedClass::IsStricter => "is_stricter",
        StatedClass::NotModelled => "not_modelled",
    }
}

fn missing(list: &[Missing]) -> Value {
    let one = |missing: &Missing| {
        if missing.entries.is_empty() {
            json!(&*missing.fact)
        } else {
            json!({ "fact": &*missing.fact, "entries": names(&missing.entries) })
        }
    };
    Value::Array(list.iter().map(one).collect())
}

fn exceptions(report: &GateReport) -> Value {
    let one = |exception: &chipgate_law::determine::ExceptionReport| {
        json!({
            "id": &*exception.id, "answer": exception.answer.code(), "because": [&*exception.rule],
            "leaves": names(&exception.leaves), "needs": missing(&exception.needs),
            "read": exception.read.iter().map(read).collect::<Vec<_>>(),
        })
    };
    Value::Array(report.exceptions.iter().map(one).collect())
}

fn basis(basis: &Basis) -> Value {
    json!({
        "rule": &*basis.rule, "title": &*basis.title, "step": basis.step.code(),
        "version": basis.version.to_string(), "instrument": &*basis.instrument,
        "provision": &*basis.provision, "citation": &*basis.citation, "url": &*basis.url,
        "authority": basis.authority.map(|authority| authority.code()),
        "confidence": basis.confidence.code(), "answer": basis.answer.code(),
        "read": basis.read.iter().map(read).collect::<Vec<_>>(),
    })
}

fn read(read: &Read) -> Value {
    json!({
        "name": &*read.name, "value": fact_value(&read.value, &read.unit), "unit": &*read.unit,
        "test": read.test, "answer": read.answer.code(), "source": read.source.as_deref(),
        "threshold": read.threshold.as_ref().map(|threshold| json!({
            "name": &*threshold.name, "value": number(threshold.value),
        })),
    })
}
