//! Checked claims as JSON.

use super::{claimed_values, disagreeing, formulas, holds_of, part_values, unit};
use chipgate_base::day::DaySpan;
use chipgate_chronicle::claims::{Checked, ClaimPart, Claimed, JudgedPart, Rests, Said, Value, filled_in};
use chipgate_corpus::Corpus;
use serde_json::{Value as Json, json};

/// A list of objects, one for each claim.
#[must_use]
pub fn json(corpus: &Corpus, claims: &[Checked<'_>]) -> Json {
    Json::Array(claims.iter().map(|checked| one(corpus, checked)).collect())
}

/// One claim whole.
#[must_use]
pub fn one(corpus: &Corpus, checked: &Checked<'_>) -> Json {
    let (claim, judged) = (checked.claim, &checked.judged);
    let outside = claim.outside.iter().zip(&judged.outside).map(|(outside, stance)| {
        json!({
            "says": texts(&outside.says), "value": match &outside.value { Rests::On(said) => claimed(said), Rests::Word(_) => Json::Null },
            "stance": stance.code(), "forecast": outside.forecast, "source": source(corpus, &outside.source),
        })
    });
    json!({
        "id": &*claim.id, "article": &*claim.article, "phrase_ja": &*claim.phrase_ja, "reading": texts(&claim.reading),
        "formula": formulas(checked).join("; "), "claimed": claimed_values(checked).iter().map(value).collect::<Vec<_>>(),
        "value": part_values(checked).iter().map(value).collect::<Vec<_>>(), "unit": unit(checked),
        "verdict": judged.verdict.code(), "because": judged.reason.code(), "own_verdict": judged.own.code(),
        "holds_of": holds_of(checked, "en"), "join": claim.join.code(),
        "class": { "id": &*checked.tolerance.id, "true_within": checked.tolerance.true_within, "approximately_within": checked.tolerance.approximately_within },
        "parts": parts(&claim.parts, &judged.parts), "asides": parts(&claim.asides, &judged.asides),
        "outside": outside.collect::<Vec<_>>(), "disagree": disagreeing(checked),
        "sources": checked.sources().iter().map(|id| source(corpus, id)).collect::<Vec<_>>(),
        "confidence": &*claim.confidence, "note": texts(&claim.note),
    })
}

fn parts(parts: &[ClaimPart], judged: &[JudgedPart]) -> Vec<Json> {
    parts.iter().zip(judged).map(|(part, judged)| {
        let found = judged.found.as_ref();
        let (formula, because) = match &part.said {
            Said::Formula { text, .. } => (Json::from(&**text), Json::Null),
            Said::Stated { because, .. } => (Json::Null, texts(because)),
        };
        json!({
            "of": texts(&part.of), "formula": formula, "filled_in": found.and_then(|found| filled_in(part, found)),
            "claimed": claimed(&part.claimed), "value": found.map(|found| value(&found.value)), "unit": &*part.unit,
            "verdict": judged.verdict.code(), "stated_because": because,
            "read": found.map(|found| found.reads.iter().map(|read| json!({
                "call": read.call, "value": value(&read.value), "unit": &*read.unit, "grade": &*read.grade,
                "sources": read.sources.iter().map(|id| &**id).collect::<Vec<_>>(),
            })).collect::<Vec<_>>()),
        })
    }).collect()
}

fn value(value: &Value) -> Json {
    match value {
        Value::Number(range) => bounds(range.low, range.high),
        Value::Day(days) => span(days),
        Value::Truth(chipgate_base::answer::Answer::Unknown) | Value::Word(None) => Json::Null,
        Value::Truth(answer) => Json::from(*answer == chipgate_base::answer::Answer::Yes),
        Value::Word(Some(word)) => Json::from(&**word),
    }
}

fn bounds(low: f64, high: f64) -> Json {
    let end = |number: f64| if number.is_finite() { json!(number) } else { Json::Null };
    json!({ "low": end(low), "high": end(high) })
}

fn span(days: &DaySpan) -> Json {
    json!({ "earliest": days.earliest.to_string(), "latest": days.latest.to_string() })
}

fn claimed(said: &Claimed) -> Json {
    match said {
        Claimed::Yes => Json::from(true),
        Claimed::Figure { range, .. } => bounds(range.low, range.high),
        Claimed::Days(days) => span(days),
    }
}

fn texts(texts: &chipgate_base::text::Text) -> Json {
    json!({ "en": &*texts.en, "ja": texts.own("ja"), "zh": texts.own("zh") })
}

fn source(corpus: &Corpus, id: &str) -> Json {
    corpus.catalogue.source(id).map_or_else(|| json!({ "id": id }), |source| {
        json!({ "id": id, "title": &*source.title, "publisher": &*source.publisher, "url": &*source.url, "kind": &*source.kind })
    })
}
