//! Chips and their figures.

use super::tables::source_list;
use super::{Reading, second_of, unknown_id};
use crate::csv_reader::{Row, read};
use crate::folders;
use chipgate_base::Name;
use chipgate_base::day::DaySpan;
use chipgate_base::interval::Interval;
use chipgate_catalogue::quantity::FORMATS;
use chipgate_catalogue::{Chip, Figure, Source};
use chipgate_law::book::Law;
use std::collections::{BTreeMap, BTreeSet};

const CHIP_COLUMNS: [&str; 19] = [
    "id",
    "name",
    "designer",
    "family",
    "form_factor",
    "launch_earliest",
    "launch_latest",
    "status",
    "market",
    "memory_type",
    "rates",
    "datacenter",
    "datacenter_source",
    "china_variant_of",
    "stated_eccn",
    "stated_eccn_source",
    "sources",
    "confidence",
    "note",
];
const VALUE_COLUMNS: [&str; 11] = [
    "chip",
    "quantity",
    "format",
    "low",
    "high",
    "unit",
    "sources",
    "attribution",
    "locator",
    "grade",
    "note",
];
/// Figures of a chip and their units.
const QUANTITIES: [(&str, &str); 13] = [
    ("applicable_die_area_mm2", "mm2"),
    ("bus_gb_per_s", "GB/s"),
    ("dense_tera_per_s", "tera_per_s"),
    ("die_area_mm2", "mm2"),
    ("dies_per_package", "count"),
    ("link_gb_per_s", "GB/s"),
    ("memory_bandwidth_gb_per_s", "GB/s"),
    ("memory_gb", "GB"),
    ("price_usd", "USD"),
    ("process_node_nm", "nm"),
    ("tdp_w", "W"),
    ("transistors_billion", "billion"),
    ("sram_bandwidth_gb_per_s", "GB/s"),
];
const GRADES: [&str; 5] = ["published", "derived", "measured", "estimated", "disputed"];

pub(super) fn chips(reading: &Reading<'_>, sources: &[Source], law: &Law) -> Vec<Chip> {
    let mut figures = figures(reading, sources);
    let mut chips: Vec<Chip> = Vec::new();
    let mut seen = BTreeSet::new();
    for file in reading.files(folders::CHIPS, "chips.csv") {
        read(file, &CHIP_COLUMNS, |row| {
            let mut chip = chip(row, sources, law);
            if second_of(&mut seen, &chip.id).is_some() {
                row.problem("id", format!("two chips have the id `{}`", chip.id), "rename one");
            }
            if let Some((own, _)) = figures.remove(&chip.id) {
                chip.figures = own;
            }
            chips.push(chip);
        });
    }
    chips.sort_by(|a, b| a.id.cmp(&b.id));
    if let Some(file) = reading.file_in(folders::CHIPS, "values.csv") {
        for (id, (_, at)) in figures {
            unknown_id(file, at, "chip", &id, chips.iter().map(|chip| &*chip.id));
        }
    }
    chips
}

fn chip(row: &Row<'_>, sources: &[Source], law: &Law) -> Chip {
    let designer = row.required("designer");
    if !law.vocabulary.parties.contains(&designer) {
        let known = law.vocabulary.parties.iter().map(|id| &**id);
        unknown_id(row.file, row.span("designer"), "party", &designer, known);
    }
    let rates = row.one_of("rates", &["complete", "lower_bound", "none"]);
    let launch = row.date("launch_earliest").zip(row.date("launch_latest"));
    if launch.is_some_and(|(earliest, latest)| latest < earliest) {
        row.problem("launch_latest", "the launch ends before it begins", "put the earlier day first");
    }
    Chip {
        id: row.required("id"),
        name: row.required("name"),
        designer,
        family: row.required("family"),
        launch: launch.map(|(earliest, latest)| DaySpan { earliest, latest }),
        status: row.required("status"),
        market: row.one_of("market", &["datacenter", "consumer", "workstation", "edge"]),
        memory_type: row.name("memory_type"),
        rates_complete: match &*rates {
            "complete" => Some(true),
            "lower_bound" => Some(false),
            _ => None,
        },
        datacenter: row.yes_no("datacenter"),
        datacenter_source: row.name("datacenter_source"),
        china_variant_of: row.name("china_variant_of"),
        stated_eccn: row.name("stated_eccn"),
        stated_eccn_source: row.name("stated_eccn_source"),
        figures: Vec::new(),
        sources: source_list(row, "sources", sources),
        note: row.name("note"),
    }
}

type Figures = BTreeMap<Name, (Vec<Figure>, std::ops::Range<usize>)>;

fn figures(reading: &Reading<'_>, sources: &[Source]) -> Figures {
    let known: BTreeSet<&str> = sources.iter().map(|source| &*source.id).collect();
    let mut figures = Figures::new();
    if let Some(file) = reading.file_in(folders::CHIPS, "values.csv") {
        read(file, &VALUE_COLUMNS, |row| {
            let chip = row.required("chip");
            let Some(figure) = figure(row, &known, sources) else {
                return;
            };
            let (own, _) = figures.entry(chip).or_insert_with(|| (Vec::new(), row.span("chip")));
            if own.iter().any(|other| other.quantity == figure.quantity && other.format == figure.format) {
                row.problem(
                    "quantity",
                    "this figure of the chip stands twice",
                    "keep one and give it a range",
                );
            }
            own.push(figure);
        });
    }
    figures
}

fn figure(row: &Row<'_>, known: &BTreeSet<&str>, sources: &[Source]) -> Option<Figure> {
    let quantity = row.required("quantity");
    check_quantity(row, &quantity);
    let (low, high) = (row.number("low"), row.number("high"));
    let (low, high) = (low?, high.unwrap_or(f64::INFINITY));
    if low < 0.0 {
        row.problem("low", format!("`{low}` is negative"), "a figure of a chip is not negative");
        return None;
    }
    if high < low {
        row.problem("high", "the range ends before it begins", "put the smaller figure under `low`");
        return None;
    }
    let list = row.list("sources");
    if list.is_empty() || !list.iter().all(|id| known.contains(&**id)) {
        source_list(row, "sources", sources);
    }
    Some(Figure {
        quantity,
        format: row.name("format"),
        range: Interval::between(low, high),
        unit: row.name("unit"),
        sources: list,
        attribution: row.one_of("attribution", &["value", "row"]),
        locator: row.name("locator"),
        grade: row.one_of("grade", &GRADES),
        note: row.name("note"),
    })
}

fn check_quantity(row: &Row<'_>, quantity: &Name) {
    let unit = QUANTITIES.iter().find(|(name, _)| *name == &**quantity).map(|(_, unit)| *unit);
    match unit {
        None if quantity.starts_with("sparse") => {
            row.problem(
                "quantity",
                "a sparse rate is not a figure of the law",
                "halve a 2:4 rate and give it as dense",
            );
        }
        None => {
            unknown_id(
                row.file,
                row.span("quantity"),
                "quantity",
                quantity,
                QUANTITIES.iter().map(|(name, _)| *name),
            );
        }
        Some(unit) if unit != row.text("unit") => {
            let message = format!("`{quantity}` is in {unit}, not in `{}`", row.text("unit"));
            row.problem("unit", message, "convert the figure and use that unit");
        }
        Some(_) => {}
    }
    let format = row.text("format");
    let is_rate = &**quantity == "dense_tera_per_s";
    if is_rate != FORMATS.iter().any(|(name, ..)| *name == format) || (!is_rate && !format.is_empty()) {
        let formats: Vec<&str> = FORMATS.iter().map(|(name, ..)| *name).collect();
        row.problem(
            "format",
            format!("`{format}` is not a format of this figure"),
            &format!("a rate needs one of {}", formats.join(", ")),
        );
    }
}
