//! What a point of prefill, decode or serving asks.

use super::prepare::{Words, chips_of, whole, words};
use super::{Benchmark, Job, Prepared, Scale};
use crate::Worths;
use crate::plan::{Task, splits};
use crate::serving::{Load, Split, accepted_tokens};
use crate::units::Seconds;
use crate::workload::mean_context;

pub(super) fn prepare_serving(
    prepared: &mut Prepared,
    worths: &Worths,
    task: Task,
    text: &str,
    value: f64,
) -> Result<(), String> {
    let point = prepared.point.clone();
    let words = words(&point.parallel);
    let scene = prepared.scenario;
    let bench = |pick: fn(&Benchmark) -> Option<f64>| {
        let of_model = worths.benchmarks.iter().filter(|bench| bench.model == prepared.model);
        of_model.filter(|bench| bench.scenario.is_empty() || &*bench.scenario == scene).find_map(pick)
    };
    let mut assumed = Vec::new();
    let mut or = |stated: Option<f64>, other: Option<f64>, fallback: f64, name: &str| {
        stated.unwrap_or_else(|| {
            let taken = other.unwrap_or(fallback);
            assumed.push(format!("{name} = {taken}"));
            taken
        })
    };
    let input = or(point.input_tokens, bench(|bench| bench.input_tokens), 1024.0, "input_tokens");
    let output = if task == Task::Prefill {
        1.0
    } else {
        or(point.output_tokens, bench(|bench| bench.output_tokens), 1024.0, "output_tokens")
    };
    if input < 0.0 || output < 0.0 {
        return Err("a length is negative".to_owned());
    }
    // A benchmark over a set of real prompts has answers of many lengths; a stated split is a fixed-length run.
    let split = stated_split(&words, prepared.shape.experts > 0.0);
    let varied = !scene.is_empty() && split.is_none();
    let limit =
        words.token_ms.or_else(|| bench(|bench| bench.token_limit_ms)).map_or(f64::INFINITY, |ms| ms / 1e3);
    let chips = point.chips.unwrap_or(1.0);
    let load = Load {
        input,
        output,
        cached: words.cached,
        context: mean_context(
            input,
            if task == Task::Decode && output <= 1.0 { 0.0 } else { output },
            varied,
        ),
        verified: f64::from(words.drafts) + 1.0,
        accepted: accepted_tokens(words.drafts, worths.assumed.draft_acceptance),
        token_limit: Seconds(limit),
    };
    let splits = split.map_or_else(
        || {
            assumed.push("split = the best".to_owned());
            splits(&prepared.shape, prepared.rates.low.domain, whole(chips))
        },
        |split| vec![split],
    );
    if point.requests_per_chip.is_none() && task != Task::Prefill {
        assumed.push("requests_per_chip = the most that fit".to_owned());
    }
    let per = chips_of(text, chips);
    let share = if text.contains("total_tok") || text.contains("total tok") {
        output / (input + output)
    } else {
        1.0
    };
    prepared.measured = value / per * share;
    prepared.scale = Scale::Times(per / share);
    prepared.assumed = assumed;
    prepared.job = Job::Serve { task, load, splits, requests: point.requests_per_chip };
    Ok(())
}

fn stated_split(words: &Words, has_experts: bool) -> Option<Split> {
    if words.tensor.is_none() && words.expert.is_none() {
        return None;
    }
    let expert = if has_experts { words.expert.unwrap_or(1) } else { 1 };
    Some(Split { tensor: words.tensor.unwrap_or(1), pipeline: words.pipeline.unwrap_or(1), expert })
}
