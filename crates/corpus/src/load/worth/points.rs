//! `worth/measurements/`: points, other names of chips, inputs of benchmarks.

use super::Known;
use crate::csv_reader::{Row, read as read_rows};
use crate::folders;
use crate::load::tables::source_list;
use crate::load::{Reading, second_of, unknown_id};
use crate::toml_reader::File;
use chipgate_base::Name;
use chipgate_worth::model::Model;
use chipgate_worth::points::{Benchmark, Point};
use std::collections::BTreeSet;

const COLUMNS: [&str; 16] = [
    "id",
    "phase",
    "chip",
    "chips",
    "model",
    "precision",
    "input_tokens",
    "output_tokens",
    "requests_per_chip",
    "parallel",
    "metric",
    "unit",
    "value",
    "stack",
    "source",
    "confidence",
];
const PHASES: [&str; 6] = ["", "prefill", "decode", "serving", "training", "training_legacy"];

pub(super) fn read(reading: &Reading<'_>, known: &Known<'_>, models: &[Model]) -> Vec<Point> {
    let Some(file) = reading.file_in(folders::MEASUREMENTS, "points.csv") else {
        return Vec::new();
    };
    let mut seen = BTreeSet::new();
    let mut points = Vec::new();
    read_rows(file, &COLUMNS, |row| {
        let point = point(row);
        row.one_of("phase", &PHASES);
        row.one_of("confidence", &["high", "medium", "low"]);
        known.chip(row.file, row.span("chip"), &point.chip);
        named_model(row, &point.model, models);
        source_list(row, "source", known.sources);
        if second_of(&mut seen, &point.id).is_some() {
            row.problem("id", format!("two points have the id `{}`", point.id), "rename one");
        }
        points.push(point);
    });
    points
}

/// Rows of a file of that shape, without asking whether chips and models exist.
pub(super) fn rows(file: File<'_>) -> Vec<Point> {
    let mut points = Vec::new();
    read_rows(file, &COLUMNS, |row| points.push(point(row)));
    points
}

fn named_model(row: &Row<'_>, id: &Name, models: &[Model]) {
    if !models.iter().any(|model| model.id == *id) {
        unknown_id(row.file, row.span("model"), "model", id, models.iter().map(|model| &*model.id));
    }
}

fn point(row: &Row<'_>) -> Point {
    Point {
        id: row.required("id"),
        phase: row.name("phase"),
        chip: row.required("chip"),
        chips: from(row, "chips", 1.0),
        model: row.name("model"),
        precision: row.name("precision"),
        input_tokens: from(row, "input_tokens", 0.0),
        output_tokens: from(row, "output_tokens", 0.0),
        requests_per_chip: from(row, "requests_per_chip", 0.0),
        parallel: row.name("parallel"),
        metric: row.required("metric"),
        unit: row.name("unit"),
        value: from(row, "value", 0.0),
        stack: row.name("stack"),
        source: row.name("source"),
        confidence: row.name("confidence"),
    }
}

/// A number that is not below a limit.
fn from(row: &Row<'_>, column: &str, least: f64) -> Option<f64> {
    let number = row.number(column)?;
    if number < least {
        let what = if number < 0.0 { "negative" } else { "too small" };
        row.problem(
            column,
            format!("`{column}` is {number}, which is {what}"),
            &format!("nearest change: write {least} or more, or leave it empty"),
        );
        return None;
    }
    Some(number)
}

pub(super) fn aliases(reading: &Reading<'_>, known: &Known<'_>) -> Vec<(Name, Name)> {
    let mut all = Vec::new();
    if let Some(file) = reading.file_in(folders::MEASUREMENTS, "chip_aliases.csv") {
        read_rows(file, &["alias", "chip"], |row| {
            let chip = row.required("chip");
            known.chip(row.file, row.span("chip"), &chip);
            all.push((row.required("alias"), chip));
        });
    }
    all
}

pub(super) fn benchmarks(reading: &Reading<'_>, known: &Known<'_>, models: &[Model]) -> Vec<Benchmark> {
    let columns = ["model", "scenario", "input_tokens", "output_tokens", "token_limit_ms", "sources", "note"];
    let mut all = Vec::new();
    if let Some(file) = reading.file_in(folders::MEASUREMENTS, "benchmarks.csv") {
        read_rows(file, &columns, |row| {
            let model = row.required("model");
            named_model(row, &model, models);
            all.push(Benchmark {
                model,
                scenario: row.one_of("scenario", &["", "offline", "server", "interactive"]),
                input_tokens: from(row, "input_tokens", 0.0),
                output_tokens: from(row, "output_tokens", 0.0),
                token_limit_ms: from(row, "token_limit_ms", 0.0),
                sources: source_list(row, "sources", known.sources),
                note: row.name("note"),
            });
        });
    }
    all
}
