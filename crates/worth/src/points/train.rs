//! What a point of training asks.

use super::prepare::{chips_of, whole, words};
use super::{Job, Prepared, Scale};
use crate::Worths;
use crate::shape::Shape;
use crate::training::{self, Run, TrainSplit};

pub(super) fn prepare_training(
    prepared: &mut Prepared,
    worths: &Worths,
    text: &str,
    value: f64,
) -> Result<(), String> {
    let point = prepared.point.clone();
    let words = words(&point.parallel);
    let low_rank = words.low_rank || text.contains("lora");
    let chips = point.chips.ok_or("no number of chips is given")?;
    let mut assumed = Vec::new();
    let mut or = |stated: Option<f64>, other: f64, name: &str| {
        stated.unwrap_or_else(|| {
            assumed.push(format!("{name} = {other}"));
            other
        })
    };
    let sequence = or(point.input_tokens, 4096.0, "sequence");
    if sequence <= 0.0 || chips < 1.0 {
        return Err("a length or a count is not positive".to_owned());
    }
    let batch = (worths.assumed.step_tokens / sequence).max(chips / 8.0).max(1.0) / chips;
    let per_chip = or(point.requests_per_chip, batch, "sequences per step and chip");
    let run = Run { sequence, sequences: per_chip * chips, chips: whole(chips), low_rank };
    let stated = words.tensor.is_some() || words.pipeline.is_some() || words.expert.is_some();
    let split = stated.then(|| TrainSplit {
        tensor: words.tensor.unwrap_or(1),
        pipeline: words.pipeline.unwrap_or(1),
        context: words.context.unwrap_or(1),
        expert: words.expert.unwrap_or(1),
        micro_batch: 1,
        recompute: false,
    });
    let default_tokens = if low_rank { worths.assumed.lora_tokens } else { f64::NAN };
    let tokens = point.output_tokens.unwrap_or(default_tokens);
    let is_run = text.contains("minute") || text.contains("hour");
    if is_run && point.output_tokens.is_none() {
        if !low_rank {
            return Err("the tokens of the run are not given".to_owned());
        }
        assumed.push(format!("output_tokens = {tokens}"));
    }
    prepared.scale = training_scale(text, &run, &prepared.shape, tokens, chips);
    prepared.measured = match prepared.scale {
        Scale::Times(factor) => value / factor,
        Scale::Over(factor) => factor / value,
    };
    prepared.assumed = assumed;
    prepared.job = Job::Train { run, split };
    Ok(())
}

fn training_scale(text: &str, run: &Run, shape: &Shape, tokens: f64, chips: f64) -> Scale {
    if text.contains("tok/s") || text.contains("tokens_per_s") {
        return Scale::Times(chips_of(text, chips));
    }
    if text.contains("hour") {
        return Scale::Over(tokens / 3600.0);
    }
    if text.contains("minute") {
        return Scale::Over(tokens / 60.0 / chips);
    }
    if text.contains("second") || text.contains("s/step") {
        return Scale::Over(run.sequences * run.sequence / chips);
    }
    if text.contains("flop") {
        return Scale::Times(training::useful_flop(shape, run).0 / 1e12);
    }
    Scale::Times(chips_of(text, chips))
}
