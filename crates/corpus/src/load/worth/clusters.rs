//! `worth/clusters/clusters.csv`, and machines of users.

use super::{Known, amount, count, plain_text};
use crate::csv_reader::{Row, read as read_rows};
use crate::folders;
use crate::load::tables::source_list;
use crate::load::{Reading, second_of};
use crate::toml_reader::Table;
use chipgate_worth::cluster::Cluster;
use std::collections::BTreeSet;

const COLUMNS: [&str; 9] =
    ["id", "name", "chips", "domain_chips", "scale_out_gb_per_s", "size", "sources", "confidence", "note"];

pub(super) fn read(reading: &Reading<'_>, known: &Known<'_>) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut seen = BTreeSet::new();
    for file in reading.files(folders::CLUSTERS, ".csv") {
        read_rows(file, &COLUMNS, |row| {
            let cluster = cluster(row, known);
            if second_of(&mut seen, &cluster.id).is_some() {
                row.problem("id", format!("two machines have the id `{}`", cluster.id), "rename one");
            }
            clusters.push(cluster);
        });
    }
    clusters.sort_by(|a, b| a.id.cmp(&b.id));
    clusters
}

fn cluster(row: &Row<'_>, known: &Known<'_>) -> Cluster {
    let chips = row.list("chips");
    for chip in &chips {
        known.chip(row.file, row.span("chips"), chip);
    }
    Cluster {
        id: row.required("id"),
        name: row.required("name"),
        chips,
        domain_chips: whole(row, "domain_chips").unwrap_or(1),
        scale_out_gb_per_s: rate(row),
        size: if row.text("size").is_empty() { None } else { whole(row, "size") },
        sources: source_list(row, "sources", known.sources),
        confidence: row.one_of("confidence", &["high", "medium", "low"]),
        note: row.name("note"),
    }
}

fn whole(row: &Row<'_>, column: &str) -> Option<u32> {
    let number = row.number(column)?;
    if number < 1.0 || number.fract() != 0.0 || number > 1e7 {
        row.problem(
            column,
            format!("a machine of {number} chips does not exist"),
            "nearest change: write 1 or more",
        );
        return None;
    }
    let count = number as u32;
    Some(count)
}

fn rate(row: &Row<'_>) -> f64 {
    let number = row.number("scale_out_gb_per_s").unwrap_or(0.0);
    if number <= 0.0 {
        row.problem(
            "scale_out_gb_per_s",
            "chips of different nodes must reach each other somehow",
            "write the rate of one direction in GB/s",
        );
        return 1.0;
    }
    number
}

/// A machine of a user.
pub(super) fn of_table(table: &Table<'_>) -> Cluster {
    Cluster {
        id: table.required_text("id").text,
        name: plain_text(table, "name"),
        chips: Vec::new(),
        domain_chips: count(table, "domain_chips", 1, None),
        scale_out_gb_per_s: amount(table, "scale_out_gb_per_s", 0.1, None),
        size: None,
        sources: Vec::new(),
        confidence: plain_text(table, "confidence"),
        note: plain_text(table, "note"),
    }
}
