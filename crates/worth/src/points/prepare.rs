//! How a measured point is read: its phase, its chip and model, and the words of its columns.

use super::serve::prepare_serving;
use super::train::prepare_training;
use super::{Group, Job, Point, Prepared, Scale};
use crate::Worths;
use crate::numbers::Numbers;
use crate::plan::Task;
use crate::rates::rates;
use crate::shape::Shape;
use crate::training::Run;
use chipgate_catalogue::Chip;

/// Words of the column `parallel`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Words {
    pub(super) tensor: Option<u32>,
    pub(super) pipeline: Option<u32>,
    pub(super) context: Option<u32>,
    pub(super) expert: Option<u32>,
    pub(super) drafts: u32,
    pub(super) cached: f64,
    pub(super) token_ms: Option<f64>,
    pub(super) low_rank: bool,
}

pub(super) fn words(parallel: &str) -> Words {
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

/// Chips to which a stated rate belongs. A node has eight.
pub(super) fn chips_of(text: &str, chips: f64) -> f64 {
    let of_one = ["/chip", "/gpu", "/npu", "per gpu", "per npu", "per chip"];
    if of_one.iter().any(|word| text.contains(word)) {
        1.0
    } else if text.contains("node") {
        8.0
    } else {
        chips
    }
}

pub(super) fn whole(number: f64) -> u32 {
    number.clamp(1.0, 1e7).round() as u32
}
