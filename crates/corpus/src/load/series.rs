//! Series and their figures.

use super::tables::source_list;
use super::{Reading, second_of, unknown_id};
use crate::csv_reader::{Row, read};
use crate::folders;
use chipgate_base::Name;
use chipgate_base::period::{Period, PeriodKind};
use chipgate_catalogue::Source;
use chipgate_chronicle::series::{Point, PointKind, Series};
use std::collections::BTreeSet;

const SERIES_COLUMNS: [&str; 7] = ["id", "title", "unit", "period", "topic", "note", "group"];
const POINT_COLUMNS: [&str; 10] =
    ["series", "period", "low", "central", "high", "kind", "source", "confidence", "access", "note"];

pub(super) fn series(reading: &Reading<'_>, sources: &[Source]) -> Vec<Series> {
    let mut all = heads(reading);
    let mut seen = BTreeSet::new();
    for file in reading.files(folders::POINTS, ".csv") {
        read(file, &POINT_COLUMNS, |row| add_point(row, sources, &mut all, &mut seen));
    }
    check_empty(reading, &all);
    for series in &mut all {
        series.points.sort_by(|a, b| order(a).cmp(&order(b)));
    }
    all
}

fn order(point: &Point) -> impl Ord + '_ {
    (point.period.last.latest, point.period.first, point.kind, &point.source)
}

fn heads(reading: &Reading<'_>) -> Vec<Series> {
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    if let Some(file) = reading.file_in(folders::SERIES, "series.csv") {
        read(file, &SERIES_COLUMNS, |row| {
            let Some(series) = head(row) else { return };
            if second_of(&mut seen, &series.id).is_some() {
                row.problem("id", format!("two series have the id `{}`", series.id), "rename one");
            }
            all.push(series);
        });
    }
    all.sort_by(|a: &Series, b| a.id.cmp(&b.id));
    all
}

fn head(row: &Row<'_>) -> Option<Series> {
    let words: Vec<&str> = PeriodKind::ALL.iter().map(|(_, word)| *word).collect();
    let word = row.one_of("period", &words);
    let unit = row.name("unit");
    if unit.is_empty() {
        row.problem("unit", "the series has no unit", "say in what its figures are counted");
    }
    Some(Series {
        id: row.required("id"),
        title: row.required("title"),
        unit,
        period: PeriodKind::ALL.iter().find(|(_, known)| **known == *word).map(|(kind, _)| *kind)?,
        topic: row.required("topic"),
        note: row.name("note"),
        group: row.name("group"),
        points: Vec::new(),
    })
}

/// A series without a figure says nothing.
fn check_empty(reading: &Reading<'_>, all: &[Series]) {
    let Some(file) = reading.file_in(folders::SERIES, "series.csv") else { return };
    read(file, &SERIES_COLUMNS, |row| {
        let empty = |series: &&Series| *series.id == *row.text("id") && series.points.is_empty();
        if all.iter().any(|series| empty(&series)) {
            row.problem(
                "id",
                format!("`{}` has no figure", row.text("id")),
                "add one to `record/series/points/`",
            );
        }
    });
}

type Seen = BTreeSet<(Name, Name, PointKind, Name)>;

fn add_point(row: &Row<'_>, sources: &[Source], all: &mut [Series], seen: &mut Seen) {
    let id = row.required("series");
    let Ok(at) = all.binary_search_by(|series| series.id.cmp(&id)) else {
        unknown_id(row.file, row.span("series"), "series", &id, all.iter().map(|series| &*series.id));
        return;
    };
    let Some(series) = all.get_mut(at) else { return };
    let Some(point) = point(row, series.period, sources) else { return };
    if !seen.insert((id, point.period.text.clone(), point.kind, point.source.clone())) {
        let message = format!("`{}` stands twice for `{}`", point.period.text, series.id);
        row.problem("period", message, "keep one, or give the other its own series");
    }
    series.points.push(point);
}

fn point(row: &Row<'_>, kind: PeriodKind, sources: &[Source]) -> Option<Point> {
    let period = period(row, kind);
    let point_kind = point_kind(row);
    let values = values(row);
    if source_list(row, "source", sources).len() > 1 {
        row.problem("source", "a figure has one source", "give each source a row of its own");
    }
    let confidence = row.one_of("confidence", &["high", "medium", "low"]);
    let access = row.one_of("access", &["read", "second_hand", "general_knowledge"]);
    let [low, central, high] = values?;
    let source = row.name("source");
    let (period, kind, note) = (period?, point_kind?, row.name("note"));
    Some(Point { period, low, central, high, kind, source, confidence, access, note })
}

fn period(row: &Row<'_>, kind: PeriodKind) -> Option<Period> {
    let text = row.text("period");
    let period = Period::read(kind, text);
    if period.is_none() {
        let message = format!("`{text}` cannot be read as a period of this series ({})", kind.code());
        row.problem("period", message, kind.form());
    }
    period
}

fn point_kind(row: &Row<'_>) -> Option<PointKind> {
    let words: Vec<&str> = PointKind::ALL.iter().map(|(_, word)| *word).collect();
    let word = row.one_of("kind", &words);
    PointKind::ALL.iter().find(|(_, known)| **known == *word).map(|(kind, _)| *kind)
}

/// Low, central and high; `None` after a problem.
fn values(row: &Row<'_>) -> Option<[Option<f64>; 3]> {
    let columns = ["low", "central", "high"];
    let texts = columns.map(|column| row.text(column));
    let values = columns.map(|column| row.number(column));
    if texts.iter().all(|text| text.is_empty()) {
        row.problem("central", "the figure has no value", "give `central`, or `low` and `high`");
        return None;
    }
    let [low, central, high] = values;
    let readable = texts.iter().zip(&values).all(|(text, value)| text.is_empty() || value.is_some());
    let falls =
        |lower: Option<f64>, upper: Option<f64>| lower.zip(upper).is_some_and(|(lower, upper)| lower > upper);
    let wrong =
        [("low", low, "central", central), ("central", central, "high", high), ("low", low, "high", high)]
            .into_iter()
            .find(|(_, lower, _, upper)| falls(*lower, *upper));
    if let Some((column, _, above, _)) = wrong {
        row.problem(column, format!("`{column}` is above `{above}`"), "put the smaller figure first");
    }
    (readable && wrong.is_none()).then_some(values)
}
