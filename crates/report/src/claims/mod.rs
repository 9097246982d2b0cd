//! Checked claims as rows, JSON, text and page.

mod json;
pub mod page;
mod table;
mod text;

pub use json::{json, one};
pub use table::table;
pub use text::{because, summary, text, text_of, verdict_line};

use chipgate_chronicle::claims::{Checked, ClaimPart, Claimed, Said, Value, show, show_range};

/// What the article says of the value, in digits; empty for a statement.
#[must_use]
pub fn show_claimed(said: &Claimed) -> String {
    match said {
        Claimed::Yes => String::new(),
        Claimed::Figure { range, strictly } => {
            let text = show_range(range);
            if *strictly { text.replace('≥', ">").replace('≤', "<") } else { text }
        }
        Claimed::Days(days) => show(&Value::Day(*days)),
    }
}

/// The values of all parts, in short.
#[must_use]
pub fn values(checked: &Checked<'_>) -> String {
    let found = checked.judged.parts.iter().filter_map(|part| part.found.as_ref());
    found.map(|found| show(&found.value)).collect::<Vec<_>>().join("; ")
}

/// The values of all parts.
fn part_values(checked: &Checked<'_>) -> Vec<Value> {
    let found = checked.judged.parts.iter().filter_map(|part| part.found.as_ref());
    found.map(|found| found.value.clone()).collect()
}

/// What the article says of each part, in the order of the parts; statements say nothing beyond themselves.
fn claimed_values(checked: &Checked<'_>) -> Vec<Value> {
    let of = |part: &ClaimPart| match &part.claimed {
        Claimed::Yes => None,
        Claimed::Figure { range, .. } => Some(Value::Number(*range)),
        Claimed::Days(days) => Some(Value::Day(*days)),
    };
    let mut all: Vec<Value> = checked.claim.parts.iter().filter_map(of).collect();
    all.dedup();
    all
}

/// The units of all parts, each once.
#[must_use]
pub fn unit(checked: &Checked<'_>) -> String {
    units(checked).join("; ")
}

fn units<'c>(checked: &Checked<'c>) -> Vec<&'c str> {
    let mut units: Vec<&str> =
        checked.claim.parts.iter().map(|part| &*part.unit).filter(|unit| !unit.is_empty()).collect();
    units.dedup();
    units
}

fn formulas<'c>(checked: &Checked<'c>) -> Vec<&'c str> {
    let texts = checked.claim.parts.iter().filter_map(|part| match &part.said {
        Said::Formula { text, .. } => Some(&**text),
        Said::Stated { .. } => None,
    });
    texts.collect()
}

/// Of what a claim holds that holds in part.
#[must_use]
pub fn holds_of(checked: &Checked<'_>, lang: &str) -> Vec<String> {
    let parts = checked.judged.holds_of.iter().filter_map(|at| checked.claim.parts.get(*at));
    parts.map(|part| part.of.in_language(lang).to_owned()).collect()
}

fn disagreeing(checked: &Checked<'_>) -> Vec<String> {
    let all = checked.claim.outside.iter().zip(&checked.judged.outside);
    let against = all.filter(|(outside, stance)| !outside.forecast && stance.code() == "disagrees");
    against.map(|(outside, _)| outside.source.to_string()).collect()
}
