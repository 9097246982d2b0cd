//! Values of facts: read from a request by the type of the fact, and shown again.

use crate::number::{NotRead, read_range};
use crate::part::{Part, QuestionProblem};
use crate::question::Given;
use chipgate_base::Name;
use chipgate_base::day::{day_number, day_of};
use chipgate_base::interval::Interval;
use chipgate_base::near::did_you_mean;
use chipgate_law::expr::resolve::Vocabulary;
use chipgate_law::fact::{Domain, Fact, FactKind};
use chipgate_law::value::Value;

/// Reads a given value by the type of its fact.
pub(super) fn read_value(
    fact: &Fact,
    given: &Given,
    part: &Part,
    vocabulary: &Vocabulary,
) -> Result<Value, QuestionProblem> {
    let wrong = |wanted: &str| {
        QuestionProblem::new(format!("`{}` must be {wanted}", fact.name), part, format!("{}", fact.meaning))
    };
    match &fact.kind {
        FactKind::Number { unit } if &**unit == "date" => {
            date(given).ok_or_else(|| wrong("a date YYYY-MM-DD that exists"))
        }
        FactKind::Number { unit } => {
            number(fact, given, part)?.ok_or_else(|| wrong(&format!("a number in {unit}, or a range")))
        }
        FactKind::YesNo => yes_no(given).ok_or_else(|| wrong("yes or no")),
        FactKind::Symbol(domain) => match given {
            Given::Text(text) => word(fact, part, domain, text, vocabulary).map(Value::Symbol),
            _ => Err(wrong("a word")),
        },
        FactKind::Names(domain) => words(fact, given, part, domain, vocabulary),
    }
}

fn date(given: &Given) -> Option<Value> {
    let day = match given {
        Given::Date(day) => *day,
        Given::Text(text) => text.parse().ok()?,
        _ => return None,
    };
    Some(Value::Number(Interval::exactly(day_number(day))))
}

fn yes_no(given: &Given) -> Option<Value> {
    match given {
        Given::YesNo(is) => Some(Value::YesNo(*is)),
        Given::Text(text) => match text.as_str() {
            "yes" | "true" => Some(Value::YesNo(true)),
            "no" | "false" => Some(Value::YesNo(false)),
            "unknown" => Some(Value::Unknown),
            _ => None,
        },
        _ => None,
    }
}

fn number(fact: &Fact, given: &Given, part: &Part) -> Result<Option<Value>, QuestionProblem> {
    let range = match given {
        Given::Number(number) => Some((*number, *number)),
        Given::Range(low, high) => Some((*low, *high)),
        Given::Text(text) => text_range(fact, part, text)?,
        _ => None,
    };
    let Some((low, high)) = range else {
        return Ok(None);
    };
    if !low.is_finite() || high.is_nan() || low < 0.0 {
        return Err(not_from_zero(fact, part));
    }
    if high < low {
        let message = format!("the range of `{}` ends before it begins", fact.name);
        return Err(QuestionProblem::new(message, part, "put the smaller number first".to_owned()));
    }
    check_unit(fact, part, low, high)?;
    Ok(Some(Value::Number(Interval::between(low, high))))
}

fn not_from_zero(fact: &Fact, part: &Part) -> QuestionProblem {
    let message = format!("`{}` is negative or not a number", fact.name);
    QuestionProblem::new(message, part, "write a number from zero up".to_owned())
}

/// A number or a range in text; `None` where it is neither and nothing better can be said.
fn text_range(fact: &Fact, part: &Part, text: &str) -> Result<Option<(f64, f64)>, QuestionProblem> {
    let refuse = |what: &str, help: String| {
        Err(QuestionProblem::new(format!("`{}`: `{text}` {what}", fact.name), part, help))
    };
    match read_range(text) {
        Ok(range) => Ok(Some(range)),
        Err(NotRead::Grouped(number)) => {
            refuse("has a separator of thousands", format!("write {number}; a range is written `100..200`"))
        }
        Err(NotRead::Pair(range)) => refuse(
            "is no number and not the form of a range",
            format!("write `{range}` for a range, in files `[low, high]`; decimals stand after a point"),
        ),
        Err(NotRead::Negative) => Err(not_from_zero(fact, part)),
        Err(NotRead::Other) => match text.trim().parse::<f64>() {
            Ok(number) if !number.is_finite() => Err(not_from_zero(fact, part)),
            _ => Ok(None),
        },
    }
}

/// What a unit allows: a share lies from 0 to 1, and what is counted is whole and at least one.
fn check_unit(fact: &Fact, part: &Part, low: f64, high: f64) -> Result<(), QuestionProblem> {
    let FactKind::Number { unit } = &fact.kind else { return Ok(()) };
    let (fits, wanted, help) = match &**unit {
        "share" => (high <= 1.0, "a share from 0 to 1", "write 0.25 for 25 percent"),
        "count" => {
            let whole = |number: f64| number.fract() == 0.0 && number >= 1.0;
            (whole(low) && whole(high), "a whole number from 1", "write how many")
        }
        _ => return Ok(()),
    };
    let message = || format!("`{}` must be {wanted}", fact.name);
    if fits { Ok(()) } else { Err(QuestionProblem::new(message(), part, help.to_owned())) }
}

fn word(
    fact: &Fact,
    part: &Part,
    domain: &Domain,
    text: &str,
    vocabulary: &Vocabulary,
) -> Result<Name, QuestionProblem> {
    let known: &[Name] = match domain {
        Domain::Free => return Ok(Name::from(text)),
        Domain::Words(words) => words,
        Domain::Country => &vocabulary.countries,
        Domain::Party => &vocabulary.parties,
    };
    if let Some(found) = known.iter().find(|name| name.eq_ignore_ascii_case(text)) {
        return Ok(found.clone());
    }
    let help = did_you_mean(text, known.iter().map(|name| &**name)).or_else(|| {
        let list: Vec<&str> = known.iter().map(|name| &**name).collect();
        (list.len() <= 20).then(|| format!("write one of {}", list.join(", ")))
    });
    Err(QuestionProblem::new(format!("unknown value `{text}` of `{}`", fact.name), part, help))
}

fn words(
    fact: &Fact,
    given: &Given,
    part: &Part,
    domain: &Domain,
    vocabulary: &Vocabulary,
) -> Result<Value, QuestionProblem> {
    let texts: Vec<String> = match given {
        Given::Words(words) => words.clone(),
        Given::Text(text) => text.split(',').map(|part| part.trim().to_owned()).collect(),
        _ => {
            let message = format!("`{}` must be a list of words", fact.name);
            return Err(QuestionProblem::new(message, part, "write [\"…\", \"…\"]".to_owned()));
        }
    };
    let mut names = Vec::new();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        names.push(word(fact, part, domain, text, vocabulary)?);
    }
    names.sort();
    names.dedup();
    Ok(Value::Names(names))
}

/// A value in plain words; numbers without needless digits, dates as dates.
#[must_use]
pub fn show_value(value: &Value, unit: &str) -> String {
    match value {
        Value::Unknown => "unknown".to_owned(),
        Value::YesNo(is) => if *is { "yes" } else { "no" }.to_owned(),
        Value::Symbol(word) => word.to_string(),
        Value::Names(words) => words.join(", "),
        Value::Number(interval) => show_interval(interval, unit),
    }
}

fn show_interval(interval: &Interval, unit: &str) -> String {
    let one = |number: f64| {
        if unit == "date" {
            day_of(number).map_or_else(|| "?".to_owned(), |day| day.to_string())
        } else {
            grouped(number)
        }
    };
    match interval.exact() {
        Some(number) => one(number),
        None if interval.high.at.is_infinite() && interval.low.at == 0.0 => "unknown".to_owned(),
        None if interval.high.at.is_infinite() => format!("at least {}", one(interval.low.at)),
        None => format!("{} to {}", one(interval.low.at), one(interval.high.at)),
    }
}

/// A number with thousands grouped and at most four decimals.
fn grouped(number: f64) -> String {
    let text = format!("{:.4}", number);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (whole, decimals) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    match decimals {
        Some(decimals) => format!("{out}.{decimals}"),
        None => out,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_without_needless_digits() {
        assert_eq!(grouped(15832.0), "15,832");
        assert_eq!(grouped(5.92), "5.92");
        assert_eq!(grouped(1_234_567.5), "1,234,567.5");
        assert_eq!(show_value(&Value::Number(Interval::at_least(4750.0)), "TPP"), "at least 4,750");
    }
}
