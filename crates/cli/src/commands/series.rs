//! `chipgate series`: list and show.

use super::lists::shown::source;
use super::lists::unknown_among;
use crate::common::{Common, Format};
use crate::context::{Failure, corpus, emit, emit_table, no_page, pretty, words_of};
use chipgate_chronicle::series::{Point, Series};
use chipgate_corpus::Corpus;
use chipgate_show::Words;
use chipgate_show::table::{Cell, Column, Table, day, number, text};
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
            Some(Action::List { topic: Some(topic) }) => {
                emit_table(common, &corpus, &of_topic(&corpus, topic)?)
            }
            Some(Action::List { topic: None }) | None => {
                emit_table(common, &corpus, &table(corpus.records.series.iter()))
            }
        }
    }
}

fn of_topic(corpus: &Corpus, topic: &str) -> Result<Table, Failure> {
    let known: BTreeSet<&str> = corpus.records.series.iter().map(|series| &*series.topic).collect();
    if !known.contains(topic) {
        let known: Vec<&str> = known.into_iter().collect();
        let message = format!("there is no series of the topic `{topic}`");
        return Err(Failure::request(message, format!("write one of {}", known.join(", "))));
    }
    Ok(table(corpus.records.series.iter().filter(|series| *series.topic == *topic)))
}

const LINES: [Column; 8] = [
    text("id"),
    text("topic"),
    text("period"),
    number("figures"),
    text("first"),
    text("last"),
    text("unit"),
    text("title"),
];

pub(super) fn table<'a>(all: impl Iterator<Item = &'a Series>) -> Table {
    let mut table = Table::new(&LINES);
    for series in all {
        let period = |point: Option<&'a Point>| Cell::from(point.map(|point| &point.period.text));
        table.push([
            (&series.id).into(),
            (&series.topic).into(),
            series.period.code().into(),
            series.points.len().into(),
            period(series.points.first()),
            period(series.points.last()),
            (&series.unit).into(),
            (&series.title).into(),
        ]);
    }
    table
}

fn show(corpus: &Corpus, id: &str, common: &Common) -> Result<(), Failure> {
    let members: Vec<&Series> = corpus.chronicle().series_of_group(id).collect();
    if !members.is_empty() {
        return emit_table(common, corpus, &table(members.into_iter()));
    }
    let ids = || corpus.records.series.iter().map(|series| &*series.id);
    let series = corpus.chronicle().series(id).ok_or_else(|| unknown_among(id, "series", ids()))?;
    match common.format {
        Format::Text => emit(common, &as_text(corpus, series, &words_of(corpus, common))),
        Format::Json => emit(common, &pretty(&as_json(corpus, series))),
        Format::Csv => emit(common, &rows(series).csv()),
        Format::Html | Format::Dot => Err(no_page()),
    }
}

/// The figures for people: the days of a period and what stands in the head are left out.
fn shown(series: &Series) -> Table {
    let mut points = Table::new(&[
        text("period"),
        number("low"),
        number("central"),
        number("high"),
        text("kind"),
        text("confidence"),
        text("source"),
        text("note"),
    ]);
    for point in &series.points {
        points.push([
            (&point.period.text).into(),
            point.low.into(),
            point.central.into(),
            point.high.into(),
            point.kind.code().into(),
            format!("{} ({})", point.confidence, point.access.replace('_', " ")).into(),
            (&point.source).into(),
            (&point.note).into(),
        ]);
    }
    points
}

fn as_text(corpus: &Corpus, series: &Series, words: &Words) -> String {
    let mut out = format!("{}\n{}\n", series.title, head(series));
    if !series.note.is_empty() {
        out.push_str(&format!("{}\n", series.note));
    }
    out.push_str(&format!("\n{}\n", shown(series).text(words)));
    for id in used(series) {
        if let Some(source) = corpus.catalogue.source(id) {
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

const FIGURES: [Column; 14] = [
    text("series"),
    text("period"),
    day("first_day"),
    day("last_day_earliest"),
    day("last_day_latest"),
    number("low"),
    number("central"),
    number("high"),
    text("unit"),
    text("kind"),
    text("source"),
    text("confidence"),
    text("access"),
    text("note"),
];

/// The figures with the days of each period, for programs.
pub(super) fn rows(series: &Series) -> Table {
    let mut table = Table::new(&FIGURES);
    for point in &series.points {
        table.push([
            (&series.id).into(),
            (&point.period.text).into(),
            point.period.first.into(),
            point.period.last.earliest.into(),
            point.period.last.latest.into(),
            point.low.into(),
            point.central.into(),
            point.high.into(),
            (&series.unit).into(),
            point.kind.code().into(),
            (&point.source).into(),
            (&point.confidence).into(),
            (&point.access).into(),
            (&point.note).into(),
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
