//! One thing, whole.

use super::Kind;
use super::parts::lens_word;
use super::rows::{absent_word, join, readers, type_word};
use chipgate_base::Name;
use chipgate_base::day::{DaySpan, day_of};
use chipgate_corpus::Corpus;
use chipgate_law::expr::Atom;
use chipgate_law::instrument::Effect;
use chipgate_law::rule::{Concludes, Rule, Version};
use chipgate_show::json::{interval, number};
use serde_json::{Map, Value, json};

pub(super) fn value(corpus: &Corpus, kind: Kind, id: &str) -> Option<Value> {
    match kind {
        Kind::Chips => chip(corpus, id),
        Kind::Parties => party(corpus, id),
        Kind::Instruments => instrument(corpus, id),
        Kind::Rules => corpus.law.rules.iter().find(|rule| *rule.id == *id).map(|found| rule(corpus, found)),
        Kind::Sources => source(corpus, id),
        Kind::Reforms => {
            let found = corpus.reforms.iter().find(|reform| *reform.id == *id)?;
            Some(json!({
                "id": &*found.id, "title": &*found.title, "title_ja": found.title.ja.as_deref(),
                "title_zh": found.title.zh.as_deref(), "about": &*found.about, "file": found.path,
            }))
        }
        Kind::Facts => fact(corpus, id),
        Kind::Terms => super::terms::shown(corpus, id),
    }
}

fn chip(corpus: &Corpus, id: &str) -> Option<Value> {
    let chip = corpus.catalogue.chip(id)?;
    let figures = chip.figures.iter().map(|figure| {
        json!({
            "quantity": &*figure.quantity, "format": &*figure.format, "range": interval(&figure.range, ""),
            "unit": &*figure.unit, "grade": &*figure.grade, "sources": names(&figure.sources), "attribution": &*figure.attribution, "locator": &*figure.locator, "note": &*figure.note,
        })
    });
    Some(json!({
        "id": &*chip.id, "name": &*chip.name, "designer": &*chip.designer, "family": &*chip.family,
        "launch": chip.launch.map(|launch| span(&launch)), "status": &*chip.status, "market": &*chip.market,
        "memory_type": &*chip.memory_type, "datacenter": chip.datacenter,
        "datacenter_source": &*chip.datacenter_source, "china_variant_of": &*chip.china_variant_of,
        "stated_eccn": &*chip.stated_eccn, "stated_eccn_source": &*chip.stated_eccn_source,
        "all_rates_published": chip.rates_complete, "note": &*chip.note, "figures": figures.collect::<Vec<_>>(),
        "sources": chip.sources.iter().filter_map(|id| source(corpus, id)).collect::<Vec<_>>(),
    }))
}

/// A day, or the first and the last day that it may be.
fn span(days: &DaySpan) -> Value {
    if days.earliest == days.latest {
        json!(days.earliest.to_string())
    } else {
        json!({ "earliest": days.earliest.to_string(), "latest": days.latest.to_string() })
    }
}

fn names(list: &[Name]) -> Value {
    json!(list.iter().map(|name| &**name).collect::<Vec<&str>>())
}

fn party(corpus: &Corpus, id: &str) -> Option<Value> {
    if let Some(listing) = corpus.catalogue.listing(id) {
        return Some(entry(listing));
    }
    let party = corpus.catalogue.party(id)?;
    Some(json!({
        "id": &*party.id, "names": (["en", "zh", "ja"].map(|lang| party.names.own(lang))), "aliases": names(&party.aliases), "kind": party.kind.split(';').collect::<Vec<_>>(),
        "headquarters": &*party.headquarters, "ultimate_parent": &*party.ultimate_parent,
        "ultimate_parent_headquarters": &*party.ultimate_parent_headquarters,
        "listings": party.listings.iter().filter_map(|id| corpus.catalogue.listing(id)).map(entry).collect::<Vec<_>>(),
        "listings_reviewed": party.listings_reviewed.map(|day| day.to_string()),
        "confidence": &*party.confidence, "note": &*party.note,
        "sources": party.sources.iter().filter_map(|id| source(corpus, id)).collect::<Vec<_>>(),
    }))
}

fn entry(listing: &chipgate_catalogue::Listing) -> Value {
    json!({
        "id": &*listing.id, "list": &*listing.list, "name": &*listing.name, "aliases": names(&listing.aliases),
        "countries": names(&listing.countries), "from": listing.from.as_ref().map(span),
        "until": listing.until.map(|day| day.to_string()), "citation": &*listing.citation,
        "footnote": &*listing.footnote, "footnote_from": listing.footnote_from.map(|day| day.to_string()),
        "policy": &*listing.policy, "requirement": &*listing.requirement, "exceptions": names(&listing.exceptions),
        "programmes": names(&listing.programmes), "type": &*listing.kind, "note": &*listing.note,
    })
}

fn instrument(corpus: &Corpus, id: &str) -> Option<Value> {
    let found = corpus.law.instruments.iter().find(|instrument| *instrument.id == *id)?;
    let at = corpus.law.instruments.iter().position(|instrument| *instrument.id == *id)?;
    let texts =
        corpus.law.rules.iter().filter(|rule| rule.versions.iter().any(|version| version.instrument == at));
    Some(json!({
        "id": &*found.id, "title": &*found.title, "title_ja": found.title.ja.as_deref(), "title_zh": found.title.zh.as_deref(), "citation": &*found.citation, "authority": found.authority.code(),
        "published": found.published.to_string(), "notified": found.notified.map(|day| day.to_string()),
        "addressees": names(&found.addressees), "effects": found.effects.iter().map(effect).collect::<Vec<_>>(),
        "rules": texts.map(|rule| &*rule.id).collect::<Vec<&str>>(), "note": &*found.note,
        "source": source(corpus, &found.source),
    }))
}

fn effect(effect: &Effect) -> Value {
    json!({
        "id": &*effect.id, "kind": effect.kind.code(), "from": span(&effect.from),
        "until": effect.until.map(|day| day.to_string()),
        "compliance_from": effect.compliance_from.map(|day| day.to_string()), "targets": names(&effect.targets),
    })
}

fn rule(corpus: &Corpus, rule: &Rule) -> Value {
    json!({
        "id": &*rule.id, "title": &*rule.title, "title_ja": rule.title.ja.as_deref(), "title_zh": rule.title.zh.as_deref(), "gate": &*corpus.law.gates[rule.gate].id, "step": rule.step.code(),
        "concludes": concludes(corpus, &rule.concludes),
        "versions": rule.versions.iter().map(|one| version(corpus, one)).collect::<Vec<_>>(),
    })
}

fn concludes(corpus: &Corpus, concludes: &Concludes) -> String {
    let conclusion = |id: &chipgate_law::expr::ConclusionId| {
        corpus
            .law
            .vocabulary
            .conclusions
            .get(id.0)
            .map_or_else(String::new, |(kind, id)| format!("{kind} {id}"))
    };
    match concludes {
        Concludes::Fact(fact) => format!("fact {}", corpus.law.vocabulary.facts.name(*fact)),
        Concludes::Jurisdiction(ids) => ids.iter().map(conclusion).collect::<Vec<_>>().join(", "),
        Concludes::Paragraph(id) => conclusion(id),
        Concludes::Requirement(measure, reasons) => format!("{} ({})", measure.code(), join(reasons)),
        Concludes::Exception { id, relieves } => format!("exception {id}, lifts {}", join(relieves)),
        Concludes::Review { policy, of, rank } => {
            format!("{} for {}, rank {rank}", policy.map_or("unreadable", |policy| policy.code()), join(of))
        }
        Concludes::Condition(key) => format!("condition {key}"),
        Concludes::Charge { id, rate, base, .. } => format!("charge {id}: {rate} of {base}"),
        Concludes::Caveat(key) => format!("caveat {key}"),
    }
}

fn version(corpus: &Corpus, version: &Version) -> Value {
    let instrument = corpus.law.instrument_of(version);
    json!({
        "from": span(&version.from), "until": version.until.map(|day| day.to_string()), "lens": lens_word(version.lens),
        "provision": &*version.provision, "when": &*version.text, "thresholds": thresholds(version),
        "instrument": instrument.map(|instrument| &*instrument.id), "citation": instrument.map(|instrument| &*instrument.citation),
        "url": instrument.map(|instrument| &*instrument.url), "confidence": version.confidence.code(), "note": &*version.note,
    })
}

fn thresholds(version: &Version) -> Value {
    let mut map = Map::new();
    version.when.each_atom(&mut |atom| {
        if let Atom::Compare(_, _, threshold) = atom {
            let value = match day_of(threshold.value) {
                Some(day) if &*threshold.unit == "date" => json!(day.to_string()),
                _ => number(threshold.value),
            };
            map.insert(threshold.name.to_string(), json!({ "value": value, "unit": &*threshold.unit }));
        }
    });
    Value::Object(map)
}

/// A source with its address.
pub(in crate::commands) fn source(corpus: &Corpus, id: &str) -> Option<Value> {
    let source = corpus.catalogue.source(id)?;
    Some(json!({
        "id": &*source.id, "title": &*source.title, "publisher": &*source.publisher, "url": &*source.url,
        "published": source.published.map(|day| day.to_string()), "kind": &*source.kind, "reuse": &*source.reuse,
    }))
}

fn fact(corpus: &Corpus, id: &str) -> Option<Value> {
    let found = corpus.law.vocabulary.facts.find(id)?;
    let facts = &corpus.law.vocabulary.facts;
    let fact = facts.get(found)?;
    let bounds = corpus.frame.plausible.iter().filter(|bound| bound.fact == found).map(|bound| {
        json!({
            "where": bound.condition.map(|fact| facts.name(fact).to_string()),
            "low": bound.range.low.at, "high": bound.range.high.at, "reason": &*bound.reason,
        })
    });
    let bounds: Vec<Value> = bounds.collect();
    Some(json!({
        "plausible": bounds,
        "name": &*fact.name, "type": type_word(&fact.kind), "of": format!("{:?}", fact.belongs).to_ascii_lowercase(),
        "part": format!("{:?}", fact.part).to_ascii_lowercase(), "absent": absent_word(fact),
        "meaning": &*fact.meaning, "citation": &*fact.citation,
        "rules": readers(corpus, found).iter().map(|rule| &**rule).collect::<Vec<&str>>(),
    }))
}
