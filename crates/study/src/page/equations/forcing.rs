//! What is given by month: how much of it, and from where.

use crate::Story;
use crate::page::marks::sources;
use chipgate_race::data::Forcing;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// Rows that drive the model; those that only check it do not count.
fn rows<'a>(story: &'a Story<'_>) -> impl Iterator<Item = &'a Forcing> {
    story.corpus.race.forcing.iter().filter(|row| !matches!(&*row.kind, "check" | "target"))
}

/// A sentence with the number of series, rows, sources and judgements.
pub fn counted(story: &Story<'_>) -> String {
    let series: BTreeSet<&str> = rows(story).map(|row| &*row.series).collect();
    let judged = rows(story).filter(|row| row.judgement).count().to_string();
    let all = rows(story).count().to_string();
    let (series, named) = (series.len().to_string(), by_source(story).len().to_string());
    let values = [("judgement", &*judged), ("rows", &*all), ("series", &*series), ("sources", &*named)];
    story.words.fill("tests_equations_forcing", &values)
}

/// Sources with the number of rows that name each.
fn by_source<'a>(story: &'a Story<'_>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for id in rows(story).flat_map(|row| &row.sources) {
        *counts.entry(&**id).or_insert(0) += 1;
    }
    counts
}

/// The sources, those of most rows first.
pub fn list(story: &Story<'_>) -> Markup {
    let mut all: Vec<(&str, usize)> = by_source(story).into_iter().collect();
    all.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    html! {
        details.data {
            summary { (story.words.get("tests_equations_forcing_sources")) }
            ul.sources { @for (id, count) in all {
                li { (sources(story, [id])) " · " (story.words.fill("tests_equations_rows", &[("count", &count.to_string())])) }
            } }
        }
    }
}
