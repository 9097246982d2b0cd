//! The long table of a study: one row for each cell and outcome.

use super::Run;
use chipgate_race::experiment::Cell;
use chipgate_race::outcomes::Outcome;
use chipgate_race::summary::{Number, Summary};
use chipgate_show::table::{Cell as Value, Column, Table, figure, text, year};
use serde_json::json;

const COLUMNS: [Column; 20] = [
    text("scenario"),
    text("answer"),
    text("policy"),
    text("quantity"),
    text("span"),
    text("unit"),
    figure("p5"),
    figure("p25"),
    figure("median"),
    figure("p75"),
    figure("p95"),
    figure("median_error"),
    figure("effect"),
    figure("effect_p5"),
    figure("effect_p95"),
    figure("effect_error"),
    figure("positive"),
    figure("positive_error"),
    figure("differs"),
    year("turns"),
];

/// A row for each cell and outcome: the band, and the effect against the baseline with its probability.
///
/// `turns` is the first year in which the median effect has another sign than before; empty where it
/// never turns. `differs` is the part of the draws in which the policy and the baseline differ at all; where it is
/// 0, `positive` and its error are empty, since nothing differs. Effects of the baseline itself are empty. For programs every row
/// names its run.
#[must_use]
pub fn table(summary: &Summary, run: &Run<'_>) -> Table {
    let mut table = Table::new(&COLUMNS);
    for found in &summary.cells {
        for (outcome, number) in summary.outcomes.iter().zip(&found.numbers) {
            let turns = summary.turns(&found.cell, outcome.quantity);
            table.push(row(&found.cell, outcome, number, turns));
        }
    }
    run.named_in(table)
}

fn row(cell: &Cell, outcome: &Outcome, number: &Number, turns: Option<i16>) -> Vec<Value> {
    let mut row: Vec<Value> = vec![
        (&cell.scenario).into(),
        (&cell.answer).into(),
        (&cell.policy).into(),
        outcome.quantity.into(),
        Value::word(span_code(outcome), outcome.span()),
        outcome.unit.into(),
    ];
    row.extend(number.band.at.iter().chain([&number.band.error]).map(|value| Value::from(*value)));
    match &number.effect {
        Some(effect) => {
            let [low, _, middle, _, high] = effect.band.at;
            row.extend([middle, low, high, effect.band.error].map(Value::from));
            let chance = effect.chance();
            row.push(chance.into());
            row.push(chance.map(|_| effect.positive_error).into());
            row.push(effect.differs.into());
            row.push(turns.into());
        }
        None => row.extend(std::iter::repeat_n(Value::Missing, 8)),
    }
    row
}

/// A span as ISO 8601 writes it: `2028`, `2026/2030`, `2025-08/2025-10`.
fn span_code(outcome: &Outcome) -> String {
    outcome.span().replace(" to ", "/")
}

/// The same rows as JSON, with numbers as numbers; `effect` is `null` for the baseline.
#[must_use]
pub fn objects(summary: &Summary) -> serde_json::Value {
    let mut rows = Vec::new();
    for found in &summary.cells {
        for (outcome, number) in summary.outcomes.iter().zip(&found.numbers) {
            rows.push(object(summary, &found.cell, outcome, number));
        }
    }
    serde_json::Value::Array(rows)
}

fn object(summary: &Summary, cell: &Cell, outcome: &Outcome, number: &Number) -> serde_json::Value {
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
        "span": span_code(outcome),
        "unit": outcome.unit,
        "band": quantiles(&number.band.at),
        "error": number.band.error,
        "effect": effect,
    })
}

/// Five quantiles by name.
pub(super) fn quantiles(at: &[f64; 5]) -> serde_json::Value {
    let [p5, p25, median, p75, p95] = at;
    json!({"p5": p5, "p25": p25, "median": median, "p75": p75, "p95": p95})
}
