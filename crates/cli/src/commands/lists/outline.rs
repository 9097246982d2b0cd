//! One thing whole, as indented lines for people.

use chipgate_show::Words;
use chipgate_show::number;
use chipgate_show::table::ends_in_words;
use chipgate_show::visible;
use serde_json::{Map, Value};

/// Longest list that stands in one line.
const LONGEST: usize = 100;

/// A value as indented lines; empty ones are left out.
pub(super) fn outline(value: &Value, depth: usize, words: &Words) -> String {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(map) => map
            .iter()
            .filter(|(_, inside)| !is_empty(inside))
            .map(|(key, inside)| match in_one_line(inside, words) {
                Some(line) => format!("{indent}{key}: {line}\n"),
                None => format!("{indent}{key}:\n{}", outline(inside, depth + 1, words)),
            })
            .collect(),
        Value::Array(list) => list
            .iter()
            .map(|inside| match inside {
                Value::Object(_) => format!("{}\n", outline(inside, depth, words)),
                plain => format!("{indent}{}\n", plain_word(plain, words)),
            })
            .collect(),
        plain => format!("{indent}{}\n", plain_word(plain, words)),
    }
}

/// A plain value, a range, a number with its unit, or a short list; `None` for all that needs lines of its own.
fn in_one_line(value: &Value, words: &Words) -> Option<String> {
    match value {
        Value::Object(map) => of_two(map, words),
        Value::Array(list) if list.iter().any(|one| one.is_object() || one.is_array()) => None,
        Value::Array(list) => {
            let line = list.iter().map(|one| plain_word(one, words)).collect::<Vec<_>>().join("; ");
            (line.chars().count() <= LONGEST).then_some(line)
        }
        plain => Some(plain_word(plain, words)),
    }
}

/// An object of two keys that people read as one value.
fn of_two(map: &Map<String, Value>, words: &Words) -> Option<String> {
    let both = |one: &str, two: &str| Some((map.get(one)?, map.get(two)?)).filter(|_| map.len() == 2);
    let end = |value: &Value| (!value.is_null()).then(|| plain_word(value, words));
    if let Some((low, high)) = both("low", "high").or_else(|| both("earliest", "latest")) {
        return Some(ends_in_words(end(low), end(high), words));
    }
    let (value, unit) = both("value", "unit")?;
    Some(format!("{} {}", plain_word(value, words), plain_word(unit, words)).trim_end().to_owned())
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

fn plain_word(value: &Value, words: &Words) -> String {
    match value {
        Value::String(text) => visible(text).into_owned(),
        Value::Bool(is) => words.get(if *is { "cell_yes" } else { "cell_no" }).to_owned(),
        Value::Number(number) => number.as_f64().map_or_else(|| number.to_string(), number::number),
        other => other.to_string(),
    }
}
