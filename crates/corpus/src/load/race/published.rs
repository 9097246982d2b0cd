//! Published analyses with their inputs.

use crate::folders;
use crate::load::{Reading, unknown_id};
use crate::toml_reader::{Placed, Table, number_of};
use chipgate_base::Name;
use chipgate_catalogue::{Source, find};
use chipgate_race::data::{Analysis, AnalysisOutput, Unit};

pub(super) fn analyses(reading: &Reading<'_>, sources: &[Source], units: &[Unit]) -> Vec<Analysis> {
    let mut all = Vec::new();
    for file in reading.files(folders::PUBLISHED, ".toml") {
        Table::read(file, |root| {
            all.extend(root.tables("analysis").iter().map(|table| analysis(table, sources, units)));
        });
    }
    all
}

fn analysis(table: &Table<'_>, sources: &[Source], units: &[Unit]) -> Analysis {
    let source = table.required_text("source");
    if find(sources, &source.text, |source| &source.id).is_none() {
        let known = sources.iter().map(|source| &*source.id);
        unknown_id(table.file, source.at, "source", &source.text, known);
    }
    let inputs = table.get("inputs").and_then(|value| table.inner(value));
    let input = |(key, value): (Placed, crate::toml_reader::Value<'_>)| Some((key.text, number_of(value)?));
    let inputs: std::collections::BTreeMap<Name, f64> =
        inputs.map(|inputs| inputs.entries().filter_map(input).collect()).unwrap_or_default();
    let analysis = Analysis {
        id: table.required_text("id").text,
        title: table.required_text("title").text,
        source: source.text,
        outputs: table
            .tables("output")
            .iter()
            .filter_map(|output| analysis_output(output, &inputs, units))
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
    inputs: &std::collections::BTreeMap<Name, f64>,
    units: &[Unit],
) -> Option<AnalysisOutput> {
    let arguments = table.texts("arguments");
    for text in arguments.iter().filter(|text| !inputs.contains_key(&text.text)) {
        unknown_id(table.file, text.at.clone(), "input", &text.text, inputs.keys().map(|key| &**key));
    }
    let month = |key: &str| {
        table.number(key).map(|number| {
            // Months are small whole numbers.

            number.clamp(0.0, 1000.0) as usize
        })
    };
    let quantity = table.text("quantity").zip(month("from").zip(month("to")));
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
        method: table.required_text("method").text,
        arguments: arguments.into_iter().map(|text| text.text).collect(),
        quantity: quantity.map(|(text, (from, to))| (text.text, from, to)),
        unit_of: unit_of.map(|text| text.text),
        note: note.map_or_else(|| Name::from(""), |text| text.text),
    };
    table.finish();
    Some(output)
}
