//! A study as JSON.

use super::Story;
use super::rows::{objects, quantiles};
use chipgate_race::backcast::{Answer, count};
use chipgate_race::rests::Rest;
use chipgate_race::theses::Tested;
use chipgate_race::theses::separation::Separated;
use serde_json::{Value, json};

/// Everything that the race found, with what it was asked and from which data.
#[must_use]
pub fn json(story: &Story<'_>) -> Value {
    let study = story.study;
    json!({
        "schema": "chipgate.study/1",
        "name": story.name,
        "question": study.question.in_language(story.lang()),
        "corpus": {"version": &*story.corpus.version, "sha256": story.corpus.sha256},
        "modelled": true,
        "calibrated": false,
        "extrapolation_after": story.corpus.race.last_known_year(),
        "seed": study.seed,
        "draws": study.draws,
        "baseline": &*study.baseline,
        "scenarios": ids(&study.scenarios),
        "reforms": ids(&study.reforms),
        "policies": ids(&study.policies),
        "answers": ids(&study.answers),
        "complete": story.summary.cells.len() == story.summary.asked,
        "rows": objects(story.summary),
        "tests": story.tested.iter().map(tested).collect::<Vec<_>>(),
        "separation": story.separated.iter().map(|one| separated(story, one)).collect::<Vec<_>>(),
        "rests_on_judgement": story.rests.iter().map(|one| rest(story, one)).collect::<Vec<_>>(),
        "backcast_count": backcast_count(story),
        "backcast": story.backcast.iter().map(backcast).collect::<Vec<_>>(),
    })
}

fn ids(names: &[chipgate_base::Name]) -> Vec<&str> {
    names.iter().map(|name| &**name).collect()
}

fn tested(tested: &Tested<'_>) -> Value {
    json!({
        "id": &*tested.thesis.id,
        "scenario": tested.scenario,
        "observable": &*tested.thesis.observable,
        "unit": &*tested.thesis.unit,
        "threshold": tested.thesis.threshold,
        "band": quantiles(&tested.band.at),
        "for_dependence": tested.dependence,
    })
}

fn separated(story: &Story<'_>, separated: &Separated<'_>) -> Value {
    json!({
        "test": &*separated.thesis.id,
        "area_under_roc": separated.area,
        "error": separated.error,
        "least": story.corpus.race.judging.separation.least,
        "tells_apart": separated.tells,
    })
}

fn rest(story: &Story<'_>, rest: &Rest) -> Value {
    let outcome = story.summary.outcomes.get(rest.outcome);
    json!({
        "scenario": story.study.scenarios.first().map(|id| &**id),
        "answer": story.study.answers.first().map(|id| &**id),
        "policy": rest.policy,
        "quantity": outcome.map(|outcome| outcome.quantity),
        "span": outcome.map(|outcome| outcome.span()),
        "assumption": rest.assumption,
        "factor": rest.factor,
        "positive_then": rest.then.chance(),
    })
}

fn backcast_count(story: &Story<'_>) -> Value {
    let count = count(story.backcast);
    json!({"missed": count.missed, "foreseen": count.foreseen, "inputs": count.inputs, "inputs_that_differ": count.differ})
}

fn backcast(answer: &Answer<'_>) -> Value {
    let question = &answer.question;
    json!({
        "series": &*question.series.id,
        "period": &*question.point.period.text,
        "observed": question.observed,
        "unit": question.outcome.unit,
        "band": quantiles(&answer.score.at),
        "in_90": answer.score.in_90,
        "result": answer.verdict().code(),
        "source": &*question.point.source,
        "note": &*question.link.note,
    })
}
