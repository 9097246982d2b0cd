//! Published analyses with their inputs.

use super::placing::{placed, required_month};
use crate::folders;
use crate::load::{Reading, unknown_id};
use crate::toml_reader::{Placed, Table, number_of};
use chipgate_base::Name;
use chipgate_catalogue::{Source, find};
use chipgate_race::data::{Analysis, AnalysisOutput, RaceData, Unit};
use chipgate_race::formula::{Formula, Names};
use chipgate_race::quantities::all;
use std::collections::BTreeMap;

pub(super) fn analyses(reading: &Reading<'_>, sources: &[Source], data: &RaceData) -> Vec<Analysis> {
    let mut all = Vec::new();
    for file in reading.files(folders::PUBLISHED, ".toml") {
        Table::read(file, |root| {
            all.extend(root.tables("analysis").iter().map(|table| analysis(table, sources, data)));
        });
    }
    all
}

fn analysis(table: &Table<'_>, sources: &[Source], data: &RaceData) -> Analysis {
    let source = table.required_text("source");
    if find(sources, &source.text, |source| &source.id).is_none() {
        let known = sources.iter().map(|source| &*source.id);
        unknown_id(table.file, source.at, "source", &source.text, known);
    }
    let inputs = table.get("inputs").and_then(|value| table.inner(value));
    let input = |(key, value): (Placed, crate::toml_reader::Value<'_>)| Some((key.text, number_of(value)?));
    let inputs: BTreeMap<Name, f64> =
        inputs.map(|inputs| inputs.entries().filter_map(input).collect()).unwrap_or_default();
    let analysis = Analysis {
        id: table.required_text("id").text,
        title: table.required_text("title").text,
        source: source.text,
        outputs: table
            .tables("output")
            .iter()
            .filter_map(|output| analysis_output(output, &inputs, &|id| data.constant(id), &data.units))
            .collect(),
        inputs,
        reason: table.text("reason").map_or_else(|| Name::from(""), |text| text.text),
    };
    if analysis.outputs.is_empty() && analysis.reason.is_empty() {
        table.problem(table.at(), "nothing is rebuilt and no reason is given", "add outputs or a `reason`");
    }
    table.finish();
    analysis
}

fn analysis_output(
    table: &Table<'_>,
    inputs: &BTreeMap<Name, f64>,
    given: &dyn Fn(&str) -> Option<f64>,
    units: &[Unit],
) -> Option<AnalysisOutput> {
    let formula = formula(table, inputs, given);
    let quantity = quantity(table);
    if formula.is_some() == quantity.is_some() {
        let help = "write `formula` over the inputs, or `quantity` with `from` and `to`, and not both";
        table.problem(table.at(), "it is not said how the number comes about", help);
    }
    let unit_of = table.text("in");
    if let Some(text) = unit_of.as_ref().filter(|text| find(units, &text.text, |unit| &unit.id).is_none()) {
        unknown_id(table.file, text.at.clone(), "unit", &text.text, units.iter().map(|unit| &*unit.id));
    }
    let note = table.text("note");
    let numbers = (table.number("theirs"), table.number("low").zip(table.number("high")));
    let output = AnalysisOutput {
        name: table.required_text("name").text,
        unit: table.required_text("unit").text,
        theirs: numbers.0.unwrap_or(f64::NAN),
        low: numbers.1?.0,
        high: numbers.1?.1,
        formula: formula.flatten(),
        quantity: quantity.flatten(),
        unit_of: unit_of.map(|text| text.text),
        note: note.map_or_else(|| Name::from(""), |text| text.text),
    };
    table.finish();
    Some(output)
}

/// The author's equation: outer `None` where there is none, inner where it cannot be read.
fn formula(
    table: &Table<'_>,
    inputs: &BTreeMap<Name, f64>,
    given: &dyn Fn(&str) -> Option<f64>,
) -> Option<Option<Formula>> {
    let text = table.text("formula")?;
    let fixed: Vec<(&str, f64)> = inputs.iter().map(|(name, number)| (&**name, *number)).collect();
    let names = Names { read: &[], fixed: &fixed, given };
    Some(placed(table, &text, Formula::read(&text.text, &names)))
}

/// What the model is asked: outer `None` where it is not, inner where it cannot answer.
fn quantity(table: &Table<'_>) -> Option<Option<(Name, usize, usize)>> {
    let quantity = table.text("quantity")?;
    let span = required_month(table, "from").zip(required_month(table, "to"));
    if span.is_some_and(|(from, to)| to < from) {
        table.problem(table.at(), "the span ends before it begins", "put the earlier month first");
        return Some(None);
    }
    let id = quantity.text.strip_suffix("_change").unwrap_or(&quantity.text);
    let known = || all().into_iter().map(|(known, ..)| known);
    if !known().any(|known| known == id) {
        let known: Vec<&str> = known().collect();
        unknown_id(table.file, quantity.at.clone(), "quantity", id, known.into_iter());
        return Some(None);
    }
    Some(span.map(|(from, to)| (quantity.text, from, to)))
}
