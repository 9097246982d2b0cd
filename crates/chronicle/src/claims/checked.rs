//! Claims with their verdicts, ready to be shown.

use super::evaluate::{Evaluator, Found, Law};
use super::model::{Article, Claim, Part, Said, Tolerance};
use super::value::{Range, Value};
use super::verdict::{Judged, judge};
use crate::Chronicle;
use chipgate_base::Name;
use chipgate_base::formula::{Expr, Part as Written, print_with};
use chipgate_catalogue::find;

/// A claim with everything that a reader wants to see of it.
#[derive(Clone, Debug)]
pub struct Checked<'c> {
    /// The claim.
    pub claim: &'c Claim,
    /// The article in which it stands.
    pub article: &'c Article,
    /// How near a value must come.
    pub tolerance: &'c Tolerance,
    /// The verdict with all values.
    pub judged: Judged,
}

impl<'c> Chronicle<'c> {
    /// The claim with this id.
    #[must_use]
    pub fn claim(self, id: &str) -> Option<&'c Claim> {
        find(&self.records.claims, id, |claim| &claim.id)
    }

    /// Judges claims by the corpus as it is loaded, in the order given.
    pub fn check_claims(self, claims: impl IntoIterator<Item = &'c Claim>) -> Vec<Checked<'c>> {
        let evaluator = Evaluator::new(self, Law::Asked);
        let one = |claim: &'c Claim| {
            let article = self.records.articles.iter().find(|article| article.id == claim.article)?;
            let tolerance =
                self.records.tolerances.iter().find(|tolerance| tolerance.id == claim.tolerance)?;
            Some(Checked { claim, article, tolerance, judged: judge(claim, tolerance, &evaluator) })
        };
        claims.into_iter().filter_map(one).collect()
    }
}

impl Checked<'_> {
    /// Ids of all sources: of the figures, of what is said outside, and those on which it rests.
    #[must_use]
    pub fn sources(&self) -> Vec<Name> {
        let parts = self.judged.parts.iter().chain(&self.judged.asides);
        let read = parts.filter_map(|part| part.found.as_ref()).flat_map(|found| &found.reads);
        let mut ids: Vec<Name> = read.flat_map(|read| read.sources.clone()).collect();
        ids.extend(self.claim.outside.iter().map(|outside| outside.source.clone()));
        ids.extend(self.claim.rests_on.iter().cloned());
        let mut seen = std::collections::BTreeSet::new();
        ids.retain(|id| seen.insert(id.clone()));
        ids
    }
}

/// The formula of a part with the numbers that it read in the place of the calls.
#[must_use]
pub fn filled_in(part: &Part, found: &Found) -> Option<String> {
    let Said::Formula { expr, .. } = &part.said else { return None };
    let value = |expr: &Expr| match &expr.part {
        Written::Number(number) => Some(show_number(*number)),
        _ => {
            let read = found.reads.iter().find(|read| read.at == expr.at)?;
            let text = show(&read.value);
            Some(if text.contains('–') { format!("({text})") } else { text })
        }
    };
    Some(print_with(expr, &value))
}

/// A value in digits and words: `2,368`, `11.09–12.67`, `2025-04-09`, `yes`.
#[must_use]
pub fn show(value: &Value) -> String {
    match value {
        Value::Number(range) => show_range(range),
        Value::Day(days) if days.earliest == days.latest => days.earliest.to_string(),
        Value::Day(days) => format!("{} – {}", days.earliest, days.latest),
        Value::Word(word) => word.as_ref().map_or_else(|| "unknown".to_owned(), ToString::to_string),
        Value::Truth(answer) => answer.code().to_owned(),
    }
}

/// A range in digits; one number where it is exact.
#[must_use]
pub fn show_range(range: &Range) -> String {
    match (range.low.is_finite(), range.high.is_finite()) {
        (true, true) if show_number(range.low) == show_number(range.high) => show_number(range.low),
        (true, true) => format!("{}–{}", show_number(range.low), show_number(range.high)),
        (true, false) => format!("≥ {}", show_number(range.low)),
        (false, true) => format!("≤ {}", show_number(range.high)),
        (false, false) => "?".to_owned(),
    }
}

/// A number with about four figures and commas between thousands; very large ones in powers of ten.
#[must_use]
pub fn show_number(number: f64) -> String {
    let size = number.abs();
    if size >= 1e15 || (size > 0.0 && size < 1e-4) {
        return format!("{number:e}");
    }
    let decimals = match size {
        size if size >= 1000.0 || size == size.trunc() => 0,
        size if size >= 100.0 => 1,
        size if size >= 1.0 => 2,
        _ => 4,
    };
    let text = format!("{number:.decimals$}");
    let (whole, rest) =
        text.split_once('.').map_or((text.as_str(), ""), |(whole, rest)| (whole, rest.trim_end_matches('0')));
    let whole = with_commas(whole);
    if rest.is_empty() { whole } else { format!("{whole}.{rest}") }
}

fn with_commas(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{sign}{out}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_write_them() {
        let shown =
            [2368.0, 0.2144, 12.669, 1_300_000.0, 7_500_000.0, -11.323, 0.0, 3.3e24, 480.5].map(show_number);
        assert_eq!(
            shown,
            ["2,368", "0.2144", "12.67", "1,300,000", "7,500,000", "-11.32", "0", "3.3e24", "480.5"]
        );
        assert_eq!(show_range(&Range { low: 1e9, high: f64::INFINITY }), "≥ 1,000,000,000");
    }
}
