//! Checked claims as rows, JSON and text.

use chipgate_base::day::DaySpan;
use chipgate_chronicle::claims::{
    Checked, ClaimPart, Claimed, JudgedPart, Rests, Said, Value, filled_in, show, show_range,
};
use chipgate_corpus::Corpus;
use chipgate_show::table::{Cell, Column, Table, list, range, text as word};
use serde_json::{Value as Json, json};

const COLUMNS: [Column; 16] = [
    word("id"),
    word("article"),
    word("phrase_ja"),
    word("reading_en"),
    list("formula"),
    list("claimed"),
    range("claimed"),
    list("value"),
    range("value"),
    list("unit"),
    word("verdict"),
    list("holds_of"),
    word("because"),
    list("disagree"),
    list("sources"),
    word("confidence"),
];

/// One row for each claim. `claimed` and `value` hold one entry for each part; the fields `…_low` and
/// `…_high` beside them are empty unless the claim has one part and that is a number.
#[must_use]
pub fn table(corpus: &Corpus, claims: &[Checked<'_>]) -> Table {
    let mut table = Table::new(&COLUMNS);
    for checked in claims {
        table.push(row(corpus, checked));
    }
    table
}

fn row(corpus: &Corpus, checked: &Checked<'_>) -> [Cell; 16] {
    let claim = checked.claim;
    let (claimed, values) = (claimed_values(checked), part_values(checked));
    let sources = checked.sources();
    [
        (&claim.id).into(),
        (&claim.article).into(),
        (&claim.phrase_ja).into(),
        (&claim.reading.en).into(),
        Cell::list(formulas(checked)),
        Cell::list(claimed.iter().map(plain)),
        only_number(&claimed),
        Cell::list(values.iter().map(plain)),
        only_number(&values),
        Cell::list(units(checked)),
        checked.judged.verdict.code().into(),
        Cell::list(holds_of(checked, "en")),
        checked.judged.reason.code().into(),
        Cell::list(disagreeing(checked)),
        Cell::list(sources.iter().filter(|id| corpus.catalogue.source(id).is_some())),
        (&claim.confidence).into(),
    ]
}

/// The value of a claim with one part, where it is a number.
fn only_number(values: &[Value]) -> Cell {
    match values {
        [Value::Number(range)] => Cell::range(range.low, range.high),
        _ => Cell::Missing,
    }
}

/// A value for programs: a number, `low..high` (an end without bound is empty), a day, `first/last`, a code.
fn plain(value: &Value) -> String {
    let end = |number: f64| if number.is_finite() { number.to_string() } else { String::new() };
    match value {
        Value::Number(range) if range.low == range.high => end(range.low),
        Value::Number(range) => format!("{}..{}", end(range.low), end(range.high)),
        Value::Day(days) if days.earliest == days.latest => days.earliest.to_string(),
        Value::Day(days) => format!("{}/{}", days.earliest, days.latest),
        Value::Word(_) | Value::Truth(_) => show(value),
    }
}

/// What the article says of each part, in the order of the parts; statements say nothing beyond themselves.
fn claimed_values(checked: &Checked<'_>) -> Vec<Value> {
    let of = |part: &ClaimPart| match &part.claimed {
        Claimed::Yes => None,
        Claimed::Figure { range, .. } => Some(Value::Number(*range)),
        Claimed::Days(days) => Some(Value::Day(*days)),
    };
    let mut all: Vec<Value> = checked.claim.parts.iter().filter_map(of).collect();
    all.dedup();
    all
}

/// The values of all parts.
fn part_values(checked: &Checked<'_>) -> Vec<Value> {
    let found = checked.judged.parts.iter().filter_map(|part| part.found.as_ref());
    found.map(|found| found.value.clone()).collect()
}

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

/// What the article says of the value, in digits; empty for a statement.
#[must_use]
pub fn show_claimed(said: &Claimed) -> String {
    match said {
        Claimed::Yes => String::new(),
        Claimed::Figure { range, strictly } => {
            let text = show_range(range);
            if *strictly { text.replace('≥', ">").replace('≤', "<") } else { text }
        }
        Claimed::Days(days) => show(&Value::Day(*days)),
    }
}

fn formulas<'c>(checked: &Checked<'c>) -> Vec<&'c str> {
    let texts = checked.claim.parts.iter().filter_map(|part| match &part.said {
        Said::Formula { text, .. } => Some(&**text),
        Said::Stated { .. } => None,
    });
    texts.collect()
}

/// The values of all parts, in short.
#[must_use]
pub fn values(checked: &Checked<'_>) -> String {
    let found = checked.judged.parts.iter().filter_map(|part| part.found.as_ref());
    found.map(|found| show(&found.value)).collect::<Vec<_>>().join("; ")
}

/// The units of all parts, each once.
#[must_use]
pub fn unit(checked: &Checked<'_>) -> String {
    units(checked).join("; ")
}

fn units<'c>(checked: &Checked<'c>) -> Vec<&'c str> {
    let mut units: Vec<&str> =
        checked.claim.parts.iter().map(|part| &*part.unit).filter(|unit| !unit.is_empty()).collect();
    units.dedup();
    units
}

/// Of what a claim holds that holds in part.
#[must_use]
pub fn holds_of(checked: &Checked<'_>, lang: &str) -> Vec<String> {
    let parts = checked.judged.holds_of.iter().filter_map(|at| checked.claim.parts.get(*at));
    parts.map(|part| part.of.in_language(lang).to_owned()).collect()
}

fn disagreeing(checked: &Checked<'_>) -> Vec<String> {
    let all = checked.claim.outside.iter().zip(&checked.judged.outside);
    let against = all.filter(|(outside, stance)| !outside.forecast && stance.code() == "disagrees");
    against.map(|(outside, _)| outside.source.to_string()).collect()
}

/// Claims for people, some lines each.
#[must_use]
pub fn text(corpus: &Corpus, claims: &[Checked<'_>], words: &chipgate_show::Words, lang: &str) -> String {
    let mut out = String::new();
    for checked in claims {
        out.push_str(&text_of(corpus, checked, words, lang));
    }
    out.push_str(&format!("{}\n", summary(claims, words)));
    out
}

/// How many claims have which verdict, in one line.
#[must_use]
pub fn summary(claims: &[Checked<'_>], words: &chipgate_show::Words) -> String {
    let counts = chipgate_chronicle::claims::Verdict::ALL.iter().filter_map(|(verdict, code)| {
        let count = claims.iter().filter(|checked| checked.judged.verdict == *verdict).count();
        (count > 0).then(|| format!("{}: {count}", words.code("claims_verdict", code)))
    });
    let all = words.fill("claims_count", &[("count", &claims.len().to_string())]);
    format!("{all} · {}", counts.collect::<Vec<_>>().join(" · "))
}

/// One claim in some lines.
#[must_use]
pub fn text_of(corpus: &Corpus, checked: &Checked<'_>, words: &chipgate_show::Words, lang: &str) -> String {
    let claim = checked.claim;
    let mut out = format!(
        "{}  {}  {}\n  {}\n",
        claim.id,
        verdict_line(checked, words, lang),
        claim.phrase_ja,
        claim.reading.in_language(lang)
    );
    for (part, judged) in claim.parts.iter().zip(&checked.judged.parts) {
        out.push_str(&part_line(part, judged, words, lang));
    }
    for (part, judged) in claim.asides.iter().zip(&checked.judged.asides) {
        let shown = judged.found.as_ref().map_or_else(String::new, |found| show(&found.value));
        out.push_str(&format!("  ({}: {shown} {})\n", part.of.in_language(lang), part.unit));
    }
    for (outside, stance) in claim.outside.iter().zip(&checked.judged.outside) {
        let stance = if outside.forecast {
            words.get("claims_forecast").to_owned()
        } else {
            words.code("claims_stance", stance.code())
        };
        let source = corpus.catalogue.source(&outside.source).map_or("", |source| &source.publisher);
        out.push_str(&format!("  {stance}: {} ({source})\n", outside.says.in_language(lang)));
    }
    let note = claim.note.in_language(lang);
    if !note.is_empty() {
        out.push_str(&format!("  {note}\n"));
    }
    out
}

/// The verdict with the part of which it holds and the reason.
#[must_use]
pub fn verdict_line(checked: &Checked<'_>, words: &chipgate_show::Words, lang: &str) -> String {
    let verdict = words.code("claims_verdict", checked.judged.verdict.code());
    format!("{verdict} ({})", because(checked, words, lang))
}

/// Why the verdict is what it is, in words.
#[must_use]
pub fn because(checked: &Checked<'_>, words: &chipgate_show::Words, lang: &str) -> String {
    let separator = if lang == "en" { "; " } else { "、" };
    let of = holds_of(checked, lang).join(separator);
    words.fill(&format!("claims_because_{}", checked.judged.reason.code()), &[("of", &of)])
}

fn part_line(part: &ClaimPart, judged: &JudgedPart, words: &chipgate_show::Words, lang: &str) -> String {
    let of = part.of.in_language(lang);
    let head = if of.is_empty() { String::new() } else { format!("{of}: ") };
    let verdict = words.code("claims_verdict", judged.verdict.code());
    match (&part.said, &judged.found) {
        (Said::Stated { because, .. }, _) => format!("  {head}{verdict}. {}\n", because.in_language(lang)),
        (Said::Formula { text, .. }, Some(found)) => {
            let value = format!("{} {}", show(&found.value), part.unit);
            let filled = filled_in(part, found).filter(|filled| *filled != show(&found.value));
            let filled = filled.map_or_else(String::new, |filled| format!("    = {filled}\n"));
            let claimed = show_claimed(&part.claimed);
            let against = if claimed.is_empty() {
                String::new()
            } else {
                format!("  [{}: {claimed}]", words.get("claims_claimed"))
            };
            format!("  {head}{verdict}\n    {text}\n{filled}    = {}{against}\n", value.trim_end())
        }
        (Said::Formula { text, .. }, None) => {
            let problem = judged.problem.as_ref().map_or_else(String::new, ToString::to_string);
            format!("  {head}{verdict}\n    {text}\n    {problem}\n")
        }
    }
}
