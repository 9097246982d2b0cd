//! A study as JSON.

use super::Story;
use super::rows::{objects, quantiles};
use chipgate_race::backcast::Answer;
use chipgate_race::theses::Tested;
use serde_json::{Value, json};

/// Everything that the race found, with what it was asked and from which data.
#[must_use]
pub fn json(story: &Story<'_>) -> Value {
    let study = story.study;
    json!({
        "schema": "chipgate.study/1",
        "name": story.name,
        "question": study.question.in_language(story.lang()),
        "corpus": {"version": &*story.corpus.manifest.version, "sha256": story.corpus.sha256},
        "modelled": true,
        "calibrated": false,
        "extrapolation_after": super::LAST_KNOWN_YEAR,
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
        "backcast": story.backcast.iter().map(backcast).collect::<Vec<_>>(),
    })
}

fn ids(names: &[chipgate_law::Name]) -> Vec<&str> {
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

fn backcast(answer: &Answer<'_>) -> Value {
    let question = &answer.question;
    json!({
        "series": &*question.series.id,
        "period": &*question.point.period.text,
        "observed": question.observed,
        "unit": question.outcome.unit,
        "band": quantiles(&answer.score.at),
        "in_90": answer.score.in_90,
        "source": &*question.point.source,
        "note": &*question.link.note,
    })
}
