//! The long table of a study: one row for each cell and outcome.

use super::digits;
use crate::table::Table;
use chipgate_race::experiment::Cell;
use chipgate_race::outcomes::Outcome;
use chipgate_race::summary::{Number, Summary};
use serde_json::{Value, json};

const COLUMNS: [&str; 20] = [
    "scenario",
    "answer",
    "policy",
    "quantity",
    "span",
    "unit",
    "p5",
    "p25",
    "median",
    "p75",
    "p95",
    "median_error",
    "effect",
    "effect_p5",
    "effect_p95",
    "effect_error",
    "positive",
    "positive_error",
    "differs",
    "turns",
];

/// A row for each cell and outcome: the band, and the effect against the baseline with its probability.
///
/// `turns` is the first year in which the median effect has another sign than before; empty where it
/// never turns. `differs` is the part of the draws in which the policy and the baseline differ at all; where it is
/// 0, `positive` and its error are empty, since nothing differs. Effects of the baseline itself are empty.
#[must_use]
pub fn table(summary: &Summary) -> Table {
    let mut table = Table::new(&COLUMNS);
    for found in &summary.cells {
        for (outcome, number) in summary.outcomes.iter().zip(&found.numbers) {
            let turns = summary.turns(&found.cell, outcome.quantity);
            table.rows.push(row(&found.cell, outcome, number, turns));
        }
    }
    table
}

fn row(cell: &Cell, outcome: &Outcome, number: &Number, turns: Option<i16>) -> Vec<String> {
    let names = [&cell.scenario, &cell.answer, &cell.policy].map(Clone::clone);
    let about = [outcome.quantity.to_owned(), outcome.span(), outcome.unit.to_owned()];
    let band = number.band.at.iter().chain([&number.band.error]).map(|value| digits(*value));
    let mut row: Vec<String> = names.into_iter().chain(about).chain(band).collect();
    match &number.effect {
        Some(effect) => {
            let band = &effect.band;
            let [low, _, middle, _, high] = band.at;
            row.extend([middle, low, high, band.error].map(digits));
            let chance = effect.chance().map(|positive| [positive, effect.positive_error].map(share));
            row.extend(chance.unwrap_or_default());
            row.push(share(effect.differs));
            row.push(turns.map(|year| year.to_string()).unwrap_or_default());
        }
        None => row.extend(std::iter::repeat_n(String::new(), 8)),
    }
    row
}

/// A share with three decimals; `-` where too few draws say nothing of its error.
fn share(share: f64) -> String {
    if share.is_finite() { format!("{share:.3}") } else { "-".to_owned() }
}

/// The same rows as JSON, with numbers as numbers; `effect` is `null` for the baseline.
#[must_use]
pub fn objects(summary: &Summary) -> Value {
    let mut rows = Vec::new();
    for found in &summary.cells {
        for (outcome, number) in summary.outcomes.iter().zip(&found.numbers) {
            rows.push(object(summary, &found.cell, outcome, number));
        }
    }
    Value::Array(rows)
}

fn object(summary: &Summary, cell: &Cell, outcome: &Outcome, number: &Number) -> Value {
    let effect = number.effect.as_ref().map(|effect| {
        json!({
            "band": quantiles(&effect.band.at),
            "error": effect.band.error,
            "positive": effect.chance(),
            "positive_error": effect.chance().map(|_| effect.positive_error),
            "differs": effect.differs,
            "turns": summary.turns(cell, outcome.quantity),
        })
    });
    json!({
        "scenario": cell.scenario,
        "answer": cell.answer,
        "policy": cell.policy,
        "quantity": outcome.quantity,
        "span": outcome.span(),
        "unit": outcome.unit,
        "band": quantiles(&number.band.at),
        "error": number.band.error,
        "effect": effect,
    })
}

/// Five quantiles by name.
pub(super) fn quantiles(at: &[f64; 5]) -> Value {
    let [p5, p25, median, p75, p95] = at;
    json!({"p5": p5, "p25": p25, "median": median, "p75": p75, "p95": p95})
}
