//! The rows of the table: what each of them says of a chip.

use super::ChipComparison;
use crate::worth::figures::short;
use crate::worth::said::Said;
use chipgate_show::Words;
use chipgate_show::words::number::percent;
use chipgate_worth::answer::{Band, Detail, Worth};
use chipgate_worth::workload::WorkloadKind;

/// One line of the table: a code, what is said of each chip, the ratio.
pub(super) struct Row {
    pub code: &'static str,
    pub one: Said,
    pub two: Said,
    pub ratio: Option<f64>,
}

/// What is said of a chip; `None` where there is nothing to say.
type Telling = fn(&Worth) -> Option<Said>;
/// Makes a row from its code, what it says and its ratio.
type Both<'b> = &'b dyn Fn(&'static str, &dyn Fn(&Worth) -> Option<Said>, Option<f64>) -> Row;

impl ChipComparison<'_> {
    pub(super) fn rows(&self, words: &Words) -> Vec<Row> {
        let both = |code: &'static str, show: &dyn Fn(&Worth) -> Option<Said>, ratio: Option<f64>| Row {
            code,
            one: show(self.one).unwrap_or_default(),
            two: self.two.and_then(show).unwrap_or_default(),
            ratio,
        };
        let mut rows = vec![
            both("tokens_per_s", &|worth| Some(Said::band(worth.tokens_per_s)), self.ratio()),
            both(
                "binds",
                &|worth| Some(Said::word(worth.binding, words.code("worth_bind", worth.binding))),
                None,
            ),
            both("shares", &|worth| Some(Said::word(share_codes(worth), shares(worth, words))), None),
            both("bound", &|worth| Some(Said::number(worth.bound)), None),
        ];
        rows.extend(self.detail_rows(&both));
        rows.extend([
            both("usd", &|worth| worth.usd_per_million_tokens.map(Said::band), None),
            both("joules", &|worth| worth.joules_per_token.map(Said::band), None),
            both("plan", &|worth| Some(Said::same(plan(worth))), None),
            both("numbers", &|worth| Some(Said::same(worth.numbers.word())), None),
            both("machine", &|worth| Some(Said::same(worth.cluster.clone())), None),
            both("intensity", &|worth| Some(Said::number(worth.intensity)), None),
            both("ridge", &|worth| Some(Said::number(worth.rates.low.ridge())), None),
            both(
                "peak_arithmetic",
                &|worth| Some(ends(worth, |rates| rates.linear.0 / 1e12)),
                self.peak_ratio(|rates| rates.linear.0),
            ),
            both(
                "peak_bandwidth",
                &|worth| Some(ends(worth, |rates| rates.memory_bandwidth.0 / 1e9)),
                self.peak_ratio(|rates| rates.memory_bandwidth.0),
            ),
            both(
                "peak_memory",
                &|worth| Some(ends(worth, |rates| rates.memory.0 / 1e9)),
                self.peak_ratio(|rates| rates.memory.0),
            ),
            both(
                "peak_link",
                &|worth| Some(ends(worth, |rates| rates.scale_up.0 / 1e9)),
                self.peak_ratio(|rates| rates.scale_up.0),
            ),
            both(
                "peak_network",
                &|worth| Some(ends(worth, |rates| rates.scale_out.0 / 1e9)),
                self.peak_ratio(|rates| rates.scale_out.0),
            ),
        ]);
        rows.retain(|row| !(row.one.text.is_empty() && row.two.text.is_empty()));
        rows
    }

    fn detail_rows(&self, both: Both<'_>) -> Vec<Row> {
        let prefill = self.workload.kind == WorkloadKind::Prefill;
        let codes: &[(&'static str, Telling)] = match (self.workload.kind, prefill) {
            (WorkloadKind::Training, _) => &[
                ("days", |worth| training(worth, |days, _, _, _| Said::band(*days))),
                ("chip_hours", |worth| training(worth, |_, hours, _, _| Said::band(*hours))),
                ("days_with_failures", |worth| training(worth, |_, _, failing, _| Said::band(*failing))),
                ("goodput", |worth| goodput(worth)),
                ("utilisation", |worth| utilisation(worth)),
                ("energy", |worth| training_optional(worth, true)),
                ("run_usd", |worth| training_optional(worth, false)),
            ],
            (_, true) => {
                &[("prompt_time", |worth| token_time(worth).map(|time| Said::band(time.times(1e3, 1e3))))]
            }
            _ => &[
                ("user_speed", |worth| user_speed(worth).map(Said::band)),
                ("token_time", |worth| token_time(worth).map(|time| Said::band(time.times(1e3, 1e3)))),
                ("batch", |worth| batch(worth)),
                ("largest_batch", |worth| largest_batch(worth)),
                ("users", |worth| users(worth).map(Said::band)),
                ("prefill_chips", |worth| prefill_chips(worth)),
            ],
        };
        codes.iter().map(|(code, show)| both(code, show, None)).collect()
    }
}

/// The parts of the time of a step, as codes.
fn share_codes(worth: &Worth) -> String {
    let parts = worth.shares.iter().map(|(code, share)| format!("{code}={share:.4}"));
    parts.collect::<Vec<_>>().join(" ")
}

/// The parts of the time of a step, in words.
#[must_use]
pub fn shares(worth: &Worth, words: &Words) -> String {
    let parts: Vec<String> = worth
        .shares
        .iter()
        .filter(|(_, share)| *share >= 0.005)
        .map(|(code, share)| format!("{} {}", words.code("worth_bind", code), percent(*share, 0)))
        .collect();
    parts.join(", ")
}

fn ends(worth: &Worth, pick: fn(&chipgate_worth::rates::Rates) -> f64) -> Said {
    Said::ends(pick(&worth.rates.low), pick(&worth.rates.high))
}

pub(super) fn plan(worth: &Worth) -> String {
    match &worth.detail {
        Detail::Serving { plan, .. } => {
            format!("tp{} pp{} ep{}", plan.split.tensor, plan.split.pipeline, plan.split.expert)
        }
        Detail::Training { plan, .. } => {
            let split = plan.split;
            let again = if split.recompute { " recompute" } else { "" };
            format!(
                "tp{} pp{} cp{} ep{} mb{}{again}",
                split.tensor, split.pipeline, split.context, split.expert, split.micro_batch
            )
        }
    }
}

fn training<T>(
    worth: &Worth,
    pick: impl Fn(&Band, &Band, &Band, &chipgate_worth::training::TrainPlan) -> T,
) -> Option<T> {
    match &worth.detail {
        Detail::Training { days, chip_hours, days_with_failures, plan, .. } => {
            Some(pick(days, chip_hours, days_with_failures, plan))
        }
        Detail::Serving { .. } => None,
    }
}

fn training_optional(worth: &Worth, energy: bool) -> Option<Said> {
    match &worth.detail {
        Detail::Training { energy_mwh, usd, .. } => if energy { *energy_mwh } else { *usd }.map(Said::band),
        Detail::Serving { .. } => None,
    }
}

fn utilisation(worth: &Worth) -> Option<Said> {
    training(worth, |_, _, _, plan| Said::told(plan.utilisation, percent(plan.utilisation, 0)))
}

fn goodput(worth: &Worth) -> Option<Said> {
    match &worth.detail {
        Detail::Training { goodput, .. } => {
            let hours = short(goodput.between_failures.hours());
            Some(Said::told(goodput.share, format!("{} ({hours} h)", percent(goodput.share, 1))))
        }
        Detail::Serving { .. } => None,
    }
}

fn token_time(worth: &Worth) -> Option<Band> {
    if let Detail::Serving { token_time_s, .. } = &worth.detail { Some(*token_time_s) } else { None }
}

fn user_speed(worth: &Worth) -> Option<Band> {
    if let Detail::Serving { user_tokens_per_s, .. } = &worth.detail {
        Some(*user_tokens_per_s)
    } else {
        None
    }
}

fn users(worth: &Worth) -> Option<Band> {
    if let Detail::Serving { users_per_chip, .. } = &worth.detail { Some(*users_per_chip) } else { None }
}

fn batch(worth: &Worth) -> Option<Said> {
    if let Detail::Serving { plan, .. } = &worth.detail { Some(Said::number(plan.requests)) } else { None }
}

fn largest_batch(worth: &Worth) -> Option<Said> {
    if let Detail::Serving { largest_batch, .. } = &worth.detail {
        largest_batch.map(Said::number)
    } else {
        None
    }
}

fn prefill_chips(worth: &Worth) -> Option<Said> {
    if let Detail::Serving { prefill_chips_per_chip, .. } = &worth.detail {
        prefill_chips_per_chip.map(Said::number)
    } else {
        None
    }
}
