//! Measured points, and what the model predicts for them.

use crate::Worths;
use crate::assume::{Efficiencies, Fit};
use crate::numbers::Numbers;
use crate::plan::{Question, Task, best, splits};
use crate::rates::{RateRange, Rates, rates};
use crate::serving::{Load, Split, accepted_tokens};
use crate::shape::Shape;
use crate::terms::binding;
use crate::training::{self, Run, TrainSplit};
use crate::units::Seconds;
use crate::workload::mean_context;
use chipgate_base::Name;
use chipgate_catalogue::Chip;

/// One measured point, as in `data/worth/measurements/points.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Stable id.
    pub id: Name,
    /// `prefill`, `decode`, `serving`, `training`, `training_legacy`, or empty: not predicted.
    pub phase: Name,
    /// Chip, by id or another name.
    pub chip: Name,
    /// Chips of the system.
    pub chips: Option<f64>,
    /// Model, by id or another name.
    pub model: Name,
    /// Formats, such as `fp8` or `fp8/bf16` (weights/attention).
    pub precision: Name,
    /// Prompt tokens; tokens of a sequence in training.
    pub input_tokens: Option<f64>,
    /// Answer tokens; tokens of the run in training.
    pub output_tokens: Option<f64>,
    /// Requests decoding on each chip; in training sequences of a step for each chip.
    pub requests_per_chip: Option<f64>,
    /// Words such as `tp8 pp4 cp2 ep32 dep4 draft1 cached0.5 tpot50 lora`.
    pub parallel: Name,
    /// Such as `output_tokens_per_s offline`.
    pub metric: Name,
    /// Such as `tok/s`, `tok/s/chip`, `tok/s/node`.
    pub unit: Name,
    /// Measured value.
    pub value: Option<f64>,
    /// Software stack.
    pub stack: Name,
    /// Source id, or text in a file of a user.
    pub source: Name,
    /// `high`, `medium` or `low`.
    pub confidence: Name,
}

/// Inputs of a known benchmark, for points that leave them empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Benchmark {
    /// Model id.
    pub model: Name,
    /// `offline`, `server`, `interactive`, or empty for all.
    pub scenario: Name,
    /// Mean prompt tokens.
    pub input_tokens: Option<f64>,
    /// Mean answer tokens.
    pub output_tokens: Option<f64>,
    /// Limit of the time for one token, in milliseconds.
    pub token_limit_ms: Option<f64>,
    /// Source ids.
    pub sources: Vec<Name>,
    /// What a reader should know.
    pub note: Name,
}

/// The two groups for which efficiencies are fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Prefill, decode and both.
    Serving,
    /// Training.
    Training,
}

impl Group {
    /// The word in results.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Group::Serving => "serving",
            Group::Training => "training",
        }
    }
}

/// A point with everything that is needed to predict it.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The point.
    pub point: Point,
    /// Catalogue id of its chip.
    pub chip: Name,
    /// Catalogue id of its model.
    pub model: Name,
    /// Its group.
    pub group: Group,
    /// In the summary and the fit; legacy rows are predicted only.
    pub counted: bool,
    /// `offline`, `server`, `interactive` or empty.
    pub scenario: &'static str,
    /// Measured tokens a second and chip.
    pub measured: f64,
    /// Value of the point for one token a second and chip; `None` where the value is a time, which is its inverse.
    scale: Scale,
    /// Inputs that were assumed, in words of the data.
    pub assumed: Vec<String>,
    shape: Shape,
    rates: RateRange,
    job: Job,
}

#[derive(Clone, Copy, Debug)]
enum Scale {
    Times(f64),
    Over(f64),
}

#[derive(Clone, Debug)]
enum Job {
    Serve { task: Task, load: Load, splits: Vec<Split>, requests: Option<f64> },
    Train { run: Run, split: Option<TrainSplit> },
}

/// A prediction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Predicted {
    /// Tokens a second and chip.
    pub rate: f64,
    /// Physical bound of it.
    pub bound: f64,
    /// What binds.
    pub binding: &'static str,
}

impl Prepared {
    /// Predicts the point; `None` where no plan fits.
    #[must_use]
    pub fn predict(&self, worths: &Worths, fitted: &Efficiencies) -> Option<Predicted> {
        let low = self.at(worths, &self.rates.low, fitted)?;
        let high =
            if self.rates.low == self.rates.high { low } else { self.at(worths, &self.rates.high, fitted)? };
        Some(Predicted { rate: (low.rate * high.rate).sqrt(), bound: high.bound, binding: low.binding })
    }

    /// The value in the unit of the point, for a rate of tokens.
    #[must_use]
    pub fn value(&self, rate: f64) -> f64 {
        match self.scale {
            Scale::Times(factor) => rate * factor,
            Scale::Over(factor) => factor / rate,
        }
    }

    fn at(&self, worths: &Worths, rates: &Rates, fitted: &Efficiencies) -> Option<Predicted> {
        let shape = &self.shape;
        match &self.job {
            Job::Serve { task, load, splits, requests } => {
                let question = Question {
                    shape,
                    rates,
                    load: *load,
                    task: *task,
                    splits: splits.clone(),
                    requests: *requests,
                    assumed: &worths.assumed,
                    fitted: *fitted,
                };
                let plan = best(&question).ok()?;
                let done = if plan.requests > 0.0 {
                    plan.requests * load.accepted
                } else {
                    1.0 / (1.0 - load.cached)
                };
                let binding = binding(&plan.terms.serving_parts(fitted)).code();
                Some(Predicted { rate: plan.tokens_per_s, bound: done / plan.terms.bound().0, binding })
            }
            Job::Train { run, split } => {
                let plan = match split {
                    Some(split) => training::evaluate(shape, rates, run, *split, &worths.assumed, fitted),
                    None => training::best(shape, rates, run, &worths.assumed, fitted).ok()?,
                };
                let binding = binding(&plan.terms.training_parts(fitted)).code();
                Some(Predicted { rate: plan.tokens_per_s, bound: 1.0 / plan.terms.bound().0, binding })
            }
        }
    }
}

/// Words of the column `parallel`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Words {
    tensor: Option<u32>,
    pipeline: Option<u32>,
    context: Option<u32>,
    expert: Option<u32>,
    drafts: u32,
    cached: f64,
    token_ms: Option<f64>,
    low_rank: bool,
}

fn words(parallel: &str) -> Words {
    let mut found = Words::default();
    for word in parallel.to_lowercase().split([' ', ',', ';', '+', '-']) {
        let digits = word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len());
        let (name, number) = word.split_at(digits);
        let whole = number.parse::<u32>().ok();
        match name {
            "tp" => found.tensor = whole,
            "pp" => found.pipeline = whole,
            "cp" => found.context = whole,
            "ep" | "dep" => found.expert = whole,
            "draft" | "mtp" => found.drafts = whole.unwrap_or(1),
            "cached" => found.cached = number.parse().unwrap_or(0.0),
            "tpot" => found.token_ms = number.parse().ok(),
            "lora" => found.low_rank = true,
            _ => {}
        }
    }
    found
}

/// Makes a point ready.
///
/// # Errors
///
/// Why it is not predicted, in words of the data.
pub fn prepare(point: &Point, worths: &Worths, chips: &[Chip]) -> Result<Prepared, String> {
    let text =
        [&point.metric, &point.unit, &point.parallel, &point.phase].map(|part| part.to_lowercase()).join(" ");
    let (group, task, counted) = phase(&point.phase, &text)?;
    let value = point.value.filter(|value| *value > 0.0).ok_or("no value is given")?;
    let chip =
        find_chip(&point.chip, worths, chips).ok_or_else(|| format!("unknown chip `{}`", point.chip))?;
    let model = worths.model(&point.model).ok_or_else(|| format!("unknown model `{}`", point.model))?;
    let numbers =
        Numbers::parse(&point.precision).ok_or_else(|| format!("unknown precision `{}`", point.precision))?;
    let cluster = worths.cluster_of(&chip.id).ok_or("no machine is declared")?;
    let range = rates(chip, cluster, numbers).map_err(|missing| missing.to_string())?;
    let mut prepared = Prepared {
        point: point.clone(),
        chip: chip.id.clone(),
        model: model.id.clone(),
        group,
        counted,
        scenario: scenario(&text),
        measured: 0.0,
        scale: Scale::Times(1.0),
        assumed: Vec::new(),
        shape: Shape::of(model, numbers),
        rates: range,
        job: Job::Train {
            run: Run { sequence: 1.0, sequences: 1.0, chips: 1, low_rank: false },
            split: None,
        },
    };
    match group {
        Group::Serving => prepare_serving(&mut prepared, worths, task, &text, value),
        Group::Training => prepare_training(&mut prepared, worths, &text, value),
    }?;
    Ok(prepared)
}

fn phase(phase: &str, text: &str) -> Result<(Group, Task, bool), String> {
    let phase = phase.trim().to_lowercase();
    match phase.as_str() {
        "" | "none" | "kernel" | "legacy" | "-" => {
            Err("no phase: a kernel, a failure rate or a legacy row".to_owned())
        }
        "training_legacy" => Ok((Group::Training, Task::Mixed, false)),
        word if word.starts_with("train")
            || word.contains("tuning")
            || word.contains("pretrain")
            || word == "lora" =>
        {
            Ok((Group::Training, Task::Mixed, true))
        }
        "prefill" => Ok((Group::Serving, Task::Prefill, true)),
        "decode" => Ok((Group::Serving, Task::Decode, true)),
        _ if text.contains("input_tok") || text.contains("input tok") => {
            Ok((Group::Serving, Task::Prefill, true))
        }
        _ => Ok((Group::Serving, Task::Mixed, true)),
    }
}

fn scenario(text: &str) -> &'static str {
    ["interactive", "server", "offline"].into_iter().find(|word| text.contains(word)).unwrap_or("")
}

/// A chip by id, name or alias, in any writing.
#[must_use]
pub fn find_chip<'c>(name: &str, worths: &Worths, chips: &'c [Chip]) -> Option<&'c Chip> {
    let wanted = crate::plain(name);
    let by_name =
        chips.iter().find(|chip| crate::plain(&chip.id) == wanted || crate::plain(&chip.name) == wanted);
    by_name.or_else(|| {
        let (_, id) = worths.chip_aliases.iter().find(|(alias, _)| crate::plain(alias) == wanted)?;
        chips.iter().find(|chip| chip.id == *id)
    })
}

fn prepare_serving(
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

/// Chips to which a stated rate belongs. A node has eight.
fn chips_of(text: &str, chips: f64) -> f64 {
    let of_one = ["/chip", "/gpu", "/npu", "per gpu", "per npu", "per chip"];
    if of_one.iter().any(|word| text.contains(word)) {
        1.0
    } else if text.contains("node") {
        8.0
    } else {
        chips
    }
}

fn whole(number: f64) -> u32 {
    number.clamp(1.0, 1e7).round() as u32
}

fn prepare_training(prepared: &mut Prepared, worths: &Worths, text: &str, value: f64) -> Result<(), String> {
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

/// The efficiencies of a group.
#[must_use]
pub fn fitted(fit: &Fit, group: Group) -> Efficiencies {
    match group {
        Group::Serving => fit.serving.efficiencies,
        Group::Training => fit.training.efficiencies,
    }
}
