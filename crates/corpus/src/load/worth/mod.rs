//! Models, machines, workloads, measured points and the stored fit of the worth of chips.

mod assumptions;
mod clusters;
mod models;
mod points;
mod workloads;

use super::{Reading, unknown_id};
use crate::toml_reader::{File, Placed, Table};
use chipgate_base::Name;
use chipgate_base::interval::Interval;
use chipgate_base::problem::{Problem, Sink};
use chipgate_catalogue::{Chip, Figure, Source, find};
use chipgate_worth::Worths;
use chipgate_worth::cluster::Cluster;
use chipgate_worth::model::Model;
use chipgate_worth::points::Point;
use chipgate_worth::workload::Workload;
use std::ops::Range;

/// What files below are checked against.
pub(super) struct Known<'k> {
    pub sources: &'k [Source],
    pub chips: &'k [Chip],
}

impl Known<'_> {
    /// Source ids of a list in a table; each must exist.
    pub fn sources(&self, table: &Table<'_>) -> Vec<Name> {
        let list = table.texts("sources");
        if list.is_empty() {
            table.problem(
                table.at(),
                "no source is named",
                "add `sources = [\"…\"]` with an id of `sources/`",
            );
        }
        for id in &list {
            if find(self.sources, &id.text, |source| &source.id).is_none() {
                unknown_id(
                    table.file,
                    id.at.clone(),
                    "source",
                    &id.text,
                    self.sources.iter().map(|source| &*source.id),
                );
            }
        }
        list.into_iter().map(|id| id.text).collect()
    }

    fn chip(&self, file: File<'_>, at: Range<usize>, id: &str) {
        if find(self.chips, id, |chip| &chip.id).is_none() {
            unknown_id(file, at, "chip", id, self.chips.iter().map(|chip| &*chip.id));
        }
    }
}

pub(super) fn read(reading: &Reading<'_>, chips: &[Chip], sources: &[Source]) -> Worths {
    let known = Known { sources, chips };
    let models = models::read(reading, &known);
    let clusters = clusters::read(reading, &known);
    let names = workloads::Names { models: &models, clusters: &clusters };
    let workloads = workloads::read(reading, &known, &names);
    Worths {
        points: points::read(reading, &known, &models),
        chip_aliases: points::aliases(reading, &known),
        benchmarks: points::benchmarks(reading, &known, &models),
        assumed: assumptions::read(reading, &known),
        fit: assumptions::fit(reading),
        models,
        clusters,
        workloads,
    }
}

/// A workload file of a user, with what it brings of its own.
#[derive(Clone, Debug)]
pub struct OwnWorkload {
    /// The workload.
    pub workload: Workload,
    /// Its model, where the file has a `[model]` table.
    pub model: Option<Model>,
    /// Its machine, where the file has a `[cluster]` table.
    pub cluster: Option<Cluster>,
    /// Its chip, where the file has a `[chip]` table.
    pub chip: Option<Chip>,
}

/// Reads a workload file of a user.
///
/// # Errors
///
/// Every problem, with its place.
pub fn own_workload(
    path: &str,
    text: &str,
    worths: &Worths,
    chips: &[Chip],
    sources: &[Source],
) -> Result<OwnWorkload, Vec<Problem>> {
    let sink = Sink::default();
    let file = File { path, text, sink: &sink };
    let known = Known { sources, chips };
    let read = Table::read(file, |root| own(root, &known, worths)).flatten();
    let problems = sink.take();
    match read {
        Some(own) if problems.is_empty() => Ok(own),
        _ => Err(problems),
    }
}

fn own(root: &Table<'_>, known: &Known<'_>, worths: &Worths) -> Option<OwnWorkload> {
    let model =
        root.table("model_shape").map(|table| closed(table, |table| models::model(table, known, false)));
    let cluster = root.table("cluster_shape").map(|table| closed(table, clusters::of_table));
    let chip = root.table("chip").map(|table| closed(table, chip));
    let models: Vec<Model> = worths.models.iter().cloned().chain(model.clone()).collect();
    let clusters: Vec<Cluster> = worths.clusters.iter().cloned().chain(cluster.clone()).collect();
    let names = workloads::Names { models: &models, clusters: &clusters };
    let workload = workloads::workload(root, known, &names, false)?;
    Some(OwnWorkload { workload, model, cluster, chip })
}

fn closed<T>(table: Table<'_>, read: impl FnOnce(&Table<'_>) -> T) -> T {
    let found = read(&table);
    table.finish();
    found
}

/// A chip of a user: rates by format, memory, links.
fn chip(table: &Table<'_>) -> Chip {
    let keys: [(&str, &str, &str); 10] = [
        ("fp4_tera_per_s", "dense_tera_per_s", "fp4"),
        ("fp8_tera_per_s", "dense_tera_per_s", "fp8"),
        ("int8_tera_per_s", "dense_tera_per_s", "int8"),
        ("bf16_tera_per_s", "dense_tera_per_s", "bf16"),
        ("memory_gb", "memory_gb", ""),
        ("memory_bandwidth_gb_per_s", "memory_bandwidth_gb_per_s", ""),
        ("link_gb_per_s", "link_gb_per_s", ""),
        ("bus_gb_per_s", "bus_gb_per_s", ""),
        ("tdp_w", "tdp_w", ""),
        ("price_usd", "price_usd", ""),
    ];
    let figures = keys
        .iter()
        .filter_map(|(key, quantity, format)| Some(figure(quantity, format, range(table, key)?)))
        .collect();
    let empty = Name::from("");
    Chip {
        id: table.required_text("id").text,
        name: table.text("name").map_or(empty.clone(), |name| name.text),
        designer: empty.clone(),
        family: empty.clone(),
        launch: None,
        status: empty.clone(),
        market: empty.clone(),
        memory_type: empty.clone(),
        rates_complete: None,
        datacenter: None,
        datacenter_source: empty.clone(),
        china_variant_of: empty.clone(),
        stated_eccn: empty.clone(),
        stated_eccn_source: empty.clone(),
        figures,
        sources: Vec::new(),
        note: empty,
    }
}

/// A number, or a list of two.
fn range(table: &Table<'_>, key: &str) -> Option<Interval> {
    let value = table.get(key)?;
    let ends: Vec<f64> = match value.get_ref().as_array() {
        Some(list) => list.iter().filter_map(crate::toml_reader::number_of).collect(),
        None => crate::toml_reader::number_of(value).into_iter().collect(),
    };
    match ends.as_slice() {
        [one] if *one >= 0.0 => Some(Interval::exactly(*one)),
        [low, high] if *low >= 0.0 && low <= high => Some(Interval::between(*low, *high)),
        _ => {
            table.problem(
                value.span(),
                format!("`{key}` is neither a number from 0 nor a range"),
                "write 1000 or [900, 1100]",
            );
            None
        }
    }
}

fn figure(quantity: &str, format: &str, range: Interval) -> Figure {
    let name = |text: &str| Name::from(text);
    Figure {
        quantity: name(quantity),
        format: name(format),
        range,
        unit: name(""),
        sources: Vec::new(),
        attribution: name(""),
        locator: name(""),
        grade: name("estimated"),
        note: name(""),
    }
}

/// Reads a file of the shape of `worth/measurements/points.csv`.
///
/// # Errors
///
/// Every problem of form, with its place. A chip or model that is not known is no problem of form.
pub fn own_points(path: &str, text: &str) -> Result<Vec<Point>, Vec<Problem>> {
    let sink = Sink::default();
    let points = points::rows(File { path, text, sink: &sink });
    let problems = sink.take();
    if problems.is_empty() { Ok(points) } else { Err(problems) }
}

/// A whole number from a lower limit.
pub(super) fn count(table: &Table<'_>, key: &str, least: u32, default: Option<u32>) -> u32 {
    let Some(value) = table.get(key) else {
        if default.is_none() {
            table.problem(table.at(), format!("missing key `{key}`"), &format!("add `{key} = …`"));
        }
        return default.unwrap_or(least);
    };
    let number = crate::toml_reader::number_of(value).unwrap_or(f64::NAN);
    let whole = number.fract() == 0.0 && number >= f64::from(least) && number <= 1e7;
    if !whole {
        let shown = if number.is_nan() { "this".to_owned() } else { number.to_string() };
        table.problem(
            value.span(),
            format!("`{key}` is {shown}, but a whole number of at least {least} is needed"),
            &format!("nearest change: write {least} or more"),
        );
        return least;
    }

    number as u32
}

/// A number from a lower limit; the default where it is left out.
pub(super) fn amount(table: &Table<'_>, key: &str, least: f64, default: Option<f64>) -> f64 {
    let Some(value) = table.get(key) else {
        if default.is_none() {
            table.problem(table.at(), format!("missing key `{key}`"), &format!("add `{key} = …`"));
        }
        return default.unwrap_or(least);
    };
    let number = table.number(key).unwrap_or(least);
    if number < least {
        let what = if number < 0.0 { "negative" } else { "too small" };
        table.problem(
            value.span(),
            format!("`{key}` is {number}, which is {what}"),
            &format!("nearest change: write {least} or more"),
        );
        return least;
    }
    number
}

pub(super) fn optional(table: &Table<'_>, key: &str, least: f64) -> Option<f64> {
    table.get(key).map(|_| amount(table, key, least, None))
}

pub(super) fn plain_text(table: &Table<'_>, key: &str) -> Name {
    table.text(key).map_or(Name::from(""), |text| text.text)
}

pub(super) fn word(table: &Table<'_>, key: &str, known: &[&str]) -> Placed {
    let text = table.required_text(key);
    if !known.contains(&&*text.text) {
        table.problem(
            text.at.clone(),
            format!("unknown `{key}`: `{}`", text.text),
            &format!("write one of {}", known.join(", ")),
        );
    }
    text
}
