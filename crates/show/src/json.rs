//! Numbers as programs read them in JSON.

use chipgate_base::day::day_of;
use chipgate_base::interval::Interval;
use serde_json::{Value, json};

/// A range; an open upper end is null. Dates are written as dates.
#[must_use]
pub fn interval(range: &Interval, unit: &str) -> Value {
    let end = |at: f64| match unit {
        _ if at.is_infinite() => Value::Null,
        "date" => day_of(at).map_or(Value::Null, |day| json!(day.to_string())),
        _ => number(at),
    };
    json!({ "low": end(range.low.at), "high": end(range.high.at) })
}

/// A number, whole where it is whole.
#[must_use]
pub fn number(at: f64) -> Value {
    // Whole numbers below 2^53 keep their value in the cast.
    if at.fract() == 0.0 && at.abs() < 9e15 { json!(at as i64) } else { json!(at) }
}
