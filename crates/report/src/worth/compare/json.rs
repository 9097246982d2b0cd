//! The answer for programs.

use super::ChipComparison;
use crate::worth::figures::band_json;
use chipgate_worth::answer::{Detail, Worth};
use serde_json::{Value, json};

impl ChipComparison<'_> {
    /// The answer for programs.
    #[must_use]
    pub fn json(&self) -> Value {
        json!({
            "schema": "chipgate.worth/1",
            "workload": &*self.workload.id,
            "kind": self.workload.kind.word(),
            "chip": worth_json(self.one),
            "versus": self.two.map(worth_json),
            "ratio": self.two.map(|_| json!({
                "predicted": self.ratio(),
                "arithmetic": self.peak_ratio(|rates| rates.linear.0),
                "memory_bandwidth": self.peak_ratio(|rates| rates.memory_bandwidth.0),
                "memory": self.peak_ratio(|rates| rates.memory.0),
                "scale_up_link": self.peak_ratio(|rates| rates.scale_up.0),
                "measured": self.measured_ratios().iter().map(|(points, ratio)| json!({ "points": points, "ratio": ratio })).collect::<Vec<_>>(),
            })),
            "modelled": true,
        })
    }
}

fn worth_json(worth: &Worth) -> Value {
    let shares: serde_json::Map<String, Value> =
        worth.shares.iter().map(|(code, share)| ((*code).to_owned(), json!(share))).collect();
    let detail = match &worth.detail {
        Detail::Serving {
            plan,
            token_time_s,
            user_tokens_per_s,
            largest_batch,
            users_per_chip,
            prefill_chips_per_chip,
        } => json!({
            "tensor": plan.split.tensor, "pipeline": plan.split.pipeline, "expert": plan.split.expert, "requests_per_chip": plan.requests,
            "memory_full": plan.memory_full, "time_full": plan.time_full,
            "token_time_s": band_json(*token_time_s), "user_tokens_per_s": band_json(*user_tokens_per_s), "largest_batch": largest_batch,
            "users_per_chip": band_json(*users_per_chip), "prefill_chips_per_chip": prefill_chips_per_chip,
        }),
        Detail::Training { plan, days, chip_hours, goodput, days_with_failures, energy_mwh, usd } => json!({
            "plan": super::rows::plan(worth), "memory_gb": plan.memory_gb, "bubble": plan.bubble, "utilisation": plan.utilisation,
            "days": band_json(*days), "chip_hours": band_json(*chip_hours), "goodput": goodput.share,
            "hours_between_failures": goodput.between_failures.hours(), "checkpoint_interval_s": goodput.checkpoint_interval.0,
            "days_with_failures": band_json(*days_with_failures), "energy_mwh": energy_mwh.map(band_json), "usd": usd.map(band_json),
        }),
    };
    json!({
        "chip": worth.chip, "precision": worth.numbers.word(), "machine": worth.cluster,
        "tokens_per_s_per_chip": band_json(worth.tokens_per_s), "bound_tokens_per_s_per_chip": if worth.bound.is_finite() { json!(worth.bound) } else { Value::Null },
        "binding": worth.binding, "shares": shares, "flop_per_byte": worth.intensity, "ridge_flop_per_byte": worth.rates.low.ridge(),
        "usd_per_million_tokens": worth.usd_per_million_tokens.map(band_json), "joules_per_token": worth.joules_per_token.map(band_json),
        "detail": detail,
    })
}
