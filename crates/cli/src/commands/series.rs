//! `chipgate series`: list and show.

use super::lists::shown::source;
use super::lists::unknown_among;
use crate::context::{Failure, corpus, emit, emit_table, no_page, pretty};
use crate::options::{Common, Format};
use chipgate_corpus::Corpus;
use chipgate_corpus::series::{Point, Series};
use chipgate_report::table::Table;
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// List the series of market figures, or show one with every figure and its source
///
/// A figure is actual, an estimate or a projection. Fiscal quarters keep their
/// label and the month in which they end.
///
///   chipgate series show nvda_dc_revenue_q
#[derive(Args, Debug)]
pub struct SeriesCommand {
    #[command(subcommand)]
    pub action: Option<Action>,
}

/// What to do with the series.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Print a line for each
    List {
        /// Only those of this topic
        #[arg(long)]
        topic: Option<String>,
    },
    /// Print one whole
    Show {
        /// Its id, or that of a group of series
        id: String,
    },
}

impl SeriesCommand {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        match &self.action {
            Some(Action::Show { id }) => show(&corpus, id, common),
            Some(Action::List { topic: Some(topic) }) => emit_table(common, &of_topic(&corpus, topic)?),
            Some(Action::List { topic: None }) | None => emit_table(common, &table(corpus.series.iter())),
        }
    }
}

fn of_topic(corpus: &Corpus, topic: &str) -> Result<Table, Failure> {
    let known: BTreeSet<&str> = corpus.series.iter().map(|series| &*series.topic).collect();
    if !known.contains(topic) {
        let known: Vec<&str> = known.into_iter().collect();
        let message = format!("there is no series of the topic `{topic}`");
        return Err(Failure::request(message, format!("write one of {}", known.join(", "))));
    }
    Ok(table(corpus.series.iter().filter(|series| *series.topic == *topic)))
}

fn table<'a>(all: impl Iterator<Item = &'a Series>) -> Table {
    let mut table = Table::new(&["id", "topic", "period", "figures", "first", "last", "unit", "title"]);
    for series in all {
        let period =
            |point: Option<&Point>| point.map(|point| point.period.text.to_string()).unwrap_or_default();
        table.push([
            series.id.to_string(),
            series.topic.to_string(),
            series.period.code().to_owned(),
            series.points.len().to_string(),
            period(series.points.first()),
            period(series.points.last()),
            series.unit.to_string(),
            series.title.to_string(),
        ]);
    }
    table
}

fn show(corpus: &Corpus, id: &str, common: &Common) -> Result<(), Failure> {
    let members: Vec<&Series> = corpus.series_of_group(id).collect();
    if !members.is_empty() {
        return emit_table(common, &table(members.into_iter()));
    }
    let ids = || corpus.series.iter().map(|series| &*series.id);
    let series = corpus.series(id).ok_or_else(|| unknown_among(id, "series", ids()))?;
    match common.format {
        Format::Text => emit(common, &text(corpus, series)),
        Format::Json => emit(common, &pretty(&as_json(corpus, series))),
        Format::Csv => emit(common, &rows(series).csv()),
        Format::Html | Format::Dot => Err(no_page()),
    }
}

fn text(corpus: &Corpus, series: &Series) -> String {
    let mut points =
        Table::new(&["period", "low", "central", "high", "kind", "confidence", "source", "note"]);
    for point in &series.points {
        points.push([
            point.period.text.to_string(),
            number(point.low),
            number(point.central),
            number(point.high),
            point.kind.code().to_owned(),
            format!("{} ({})", point.confidence, point.access.replace('_', " ")),
            point.source.to_string(),
            point.note.to_string(),
        ]);
    }
    let mut out = format!("{}\n{}\n", series.title, head(series));
    if !series.note.is_empty() {
        out.push_str(&format!("{}\n", series.note));
    }
    out.push_str(&format!("\n{}\n", points.text()));
    for id in used(series) {
        if let Some(source) = corpus.source(id) {
            out.push_str(&format!("{id}: {}, {}  {}\n", source.title, source.publisher, source.url));
        }
    }
    out
}

fn head(series: &Series) -> String {
    let period = series.period.code().replace('_', " ");
    format!("{}, in {}, topic {}; a period is a {period}", series.id, series.unit, series.topic)
}

fn used(series: &Series) -> BTreeSet<&str> {
    series.points.iter().map(|point| &*point.source).collect()
}

fn number(value: Option<f64>) -> String {
    let shown = |value: f64| if value >= 1e15 { format!("{value:e}") } else { value.to_string() };
    value.map(shown).unwrap_or_default()
}

/// The figures with the days of each period, for programs.
fn rows(series: &Series) -> Table {
    let mut table = Table::new(&[
        "series",
        "period",
        "first_day",
        "last_day_earliest",
        "last_day_latest",
        "low",
        "central",
        "high",
        "unit",
        "kind",
        "source",
        "confidence",
        "access",
        "note",
    ]);
    for point in &series.points {
        table.push([
            series.id.to_string(),
            point.period.text.to_string(),
            point.period.first.map(|day| day.to_string()).unwrap_or_default(),
            point.period.last.earliest.to_string(),
            point.period.last.latest.to_string(),
            number(point.low),
            number(point.central),
            number(point.high),
            series.unit.to_string(),
            point.kind.code().to_owned(),
            point.source.to_string(),
            point.confidence.to_string(),
            point.access.to_string(),
            point.note.to_string(),
        ]);
    }
    table
}

fn as_json(corpus: &Corpus, series: &Series) -> Value {
    json!({
        "id": &*series.id, "title": &*series.title, "unit": &*series.unit, "period": series.period.code(),
        "topic": &*series.topic, "note": &*series.note,
        "points": series.points.iter().map(point).collect::<Vec<_>>(),
        "sources": used(series).into_iter().filter_map(|id| source(corpus, id)).collect::<Vec<_>>(),
    })
}

fn point(point: &Point) -> Value {
    let period = &point.period;
    json!({
        "period": &*period.text, "fiscal": &*period.fiscal,
        "first_day": period.first.map(|day| day.to_string()),
        "last_day": { "earliest": period.last.earliest.to_string(), "latest": period.last.latest.to_string() },
        "low": point.low, "central": point.central, "high": point.high, "kind": point.kind.code(),
        "source": &*point.source, "confidence": &*point.confidence, "access": &*point.access, "note": &*point.note,
    })
}
