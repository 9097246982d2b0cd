//! The data of the page for its script, as JSON: causes and rules once, stretches point to them.

use super::model::{ChipStrip, HistoryPage, Span};
use chipgate_show::locale::range;
use chipgate_show::words::Words;
use chipgate_show::words::number::{Digits, grouped};
use maud::PreEscaped;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

#[derive(Serialize)]
struct Payload<'a> {
    from: &'a str,
    until: &'a str,
    start: &'a str,
    words: &'a BTreeMap<String, String>,
    chips: Vec<Value>,
    causes: Vec<Value>,
    rules: Vec<Value>,
}

/// Each value once, in the order of its first use.
#[derive(Default)]
struct Table {
    rows: Vec<Value>,
    places: HashMap<String, usize>,
}

impl Table {
    fn place(&mut self, row: &impl Serialize) -> usize {
        let value = serde_json::to_value(row).unwrap_or(Value::Null);
        let next = self.rows.len();
        let place = *self.places.entry(value.to_string()).or_insert(next);
        if place == next {
            self.rows.push(value);
        }
        place
    }
}

/// Writes the data so that no text in it can end the script element.
pub fn json(page: &HistoryPage, words: &Words) -> PreEscaped<String> {
    let mut causes = Table::default();
    let mut rules = Table::default();
    let chips = page.chips.iter().map(|chip| chip_row(chip, &mut causes, &mut rules)).collect();
    let payload = Payload {
        from: &page.from,
        until: &page.until,
        start: super::plane::first_day(page),
        words: words.all(),
        chips,
        causes: causes.rows,
        rules: rules.rows,
    };
    PreEscaped(guarded(&serde_json::to_string(&payload).unwrap_or_default()))
}

fn guarded(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn chip_row(chip: &ChipStrip, causes: &mut Table, rules: &mut Table) -> Value {
    let spans: Vec<Value> = chip.spans.iter().map(|span| span_row(span, causes, rules)).collect();
    let mut row = serde_json::to_value(chip).unwrap_or(Value::Null);
    if let Some(fields) = row.as_object_mut() {
        fields.insert("spans".to_owned(), Value::Array(spans));
        fields.insert("tpp".to_owned(), chip.tpp.map(figure).into());
        fields.insert("density".to_owned(), chip.density.map(figure).into());
    }
    row
}

/// A figure of a chip as its card shows it: `2,368`, `11.09–12.67`, `≥ 4,750`.
fn figure((low, high): (f64, Option<f64>)) -> String {
    let shown = |value: f64| grouped(value, Digits::UpTo(2));
    range("en", &shown(low), high.map(shown).as_deref())
}

fn span_row(span: &Span, causes: &mut Table, rules: &mut Table) -> Value {
    let lines: Vec<usize> = span.rules.iter().map(|rule| rules.place(rule)).collect();
    let lines_cn: Vec<usize> = span.rules_buyer.iter().map(|rule| rules.place(rule)).collect();
    let cause = span.cause.as_ref().map(|cause| causes.place(cause));
    let mut row = serde_json::to_value(span).unwrap_or(Value::Null);
    if let Some(fields) = row.as_object_mut() {
        fields.insert("rules".to_owned(), lines.into());
        fields.insert("rules_buyer".to_owned(), lines_cn.into());
        fields.insert("cause".to_owned(), cause.into());
    }
    row
}

#[cfg(test)]
mod tests {
    use super::{figure, guarded};

    #[test]
    fn text_cannot_end_the_script_element() {
        assert_eq!(guarded("\"</script>\""), "\"\\u003c/script>\"");
    }

    #[test]
    fn a_figure_is_written_for_its_card_and_says_where_it_is_open() {
        let ranges = [(2368.0, Some(2368.0)), (11.094, Some(12.667)), (4750.0, None)];
        assert_eq!(ranges.map(figure), ["2,368", "11.09–12.67", "≥ 4,750"]);
    }
}
