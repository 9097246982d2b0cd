//! `race/dates.csv` and `race/classes.csv`: months that have a name, chips of classes, classes of average units.

use crate::corpus::Corpus;
use crate::csv_reader::{Row, read};
use crate::folders;
use crate::load::tables::source_list;
use crate::load::{Reading, second_of, unknown_id};
use crate::toml_reader::File;
use chipgate_catalogue::Source;
use chipgate_race::data::{Average, Dated};
use chipgate_race::time::{month_named, month_of};
use chipgate_race::world::{AVERAGES, Dates};
use chipgate_survey::terms::ClassChip;
use std::collections::BTreeSet;

const CLASSES: [&str; 6] = ["class", "chip", "earliest", "figures", "average_from", "note"];

/// Months by name; one that the equations ask for and the file lacks is a problem.
pub(super) fn dates(reading: &Reading<'_>, sources: &[Source]) -> Vec<Dated> {
    let Some(file) = reading.file_in(folders::RACE, "dates.csv") else { return Vec::new() };
    let (mut dates, mut seen) = (Vec::new(), BTreeSet::new());
    read(file, &["name", "month", "sources", "note"], |row| {
        let name = row.one_of("name", Dates::NAMES);
        if second_of(&mut seen, &name).is_some() {
            row.problem("name", format!("two dates have the name `{name}`"), "remove one");
        }
        let (sources, note) = (source_list(row, "sources", sources), row.required("note"));
        dates.extend(month(row, "month").map(|month| Dated { name, month, sources, note }));
    });
    for name in Dates::NAMES.iter().filter(|name| !seen.iter().any(|known| **known == ***name)) {
        lacks(
            file,
            &format!("there is no date `{name}`, which the equations ask for"),
            &format!("add `{name},2026-01,…`"),
        );
    }
    dates
}

/// A month of the run; what is none is a problem.
fn month(row: &Row<'_>, column: &str) -> Option<usize> {
    let month = month_named(&row.required(column));
    if month.is_none() && !row.text(column).is_empty() {
        let message = format!("`{}` is no month that the race runs", row.text(column));
        row.problem(column, message, "write a month such as 2026-01");
    }
    month
}

fn lacks(file: File<'_>, message: &str, help: &str) {
    let end = file.text.trim_end().len();
    file.problem(end..end, message, Some(help.to_owned()));
}

/// Chips that stand for classes, and classes that average units have the figures of.
pub(super) fn classes(reading: &Reading<'_>, corpus: &Corpus) -> (Vec<ClassChip>, Vec<Average>) {
    let (mut chips, mut averages) = (Vec::new(), Vec::new());
    let Some(file) = reading.file_in(folders::RACE, "classes.csv") else { return (chips, averages) };
    read(file, &CLASSES, |row| {
        if row.text("chip").is_empty() && row.text("figures").is_empty() {
            row.problem("chip", "the row names neither a chip nor a class of figures", "fill one of them in");
        }
        chips.extend(class_chip(row, corpus));
        averages.extend(average(row, corpus, &averages));
    });
    for unit in AVERAGES.iter().filter(|unit| !averages.iter().any(|average| *average.of == ***unit)) {
        let message = format!("it is not said of which class the average unit `{unit}` is");
        lacks(file, &message, "add a row with `figures` and `average_from`");
    }
    (chips, averages)
}

fn class_chip(row: &Row<'_>, corpus: &Corpus) -> Option<ClassChip> {
    if row.text("chip").is_empty() && row.text("earliest").is_empty() {
        return None;
    }
    let (class, chip) = (row.required("class"), row.required("chip"));
    is_class(row, "class", corpus, &["flagship"]);
    if corpus.catalogue.chip(&chip).is_none() {
        let known = corpus.catalogue.chips.iter().map(|chip| &*chip.id);
        unknown_id(row.file, row.span("chip"), "chip", &chip, known);
    }
    row.required("earliest");
    Some(ClassChip { class, chip, earliest: row.date("earliest")? })
}

/// Refuses what is no class of the forcing tables and none of the other words.
fn is_class(row: &Row<'_>, column: &str, corpus: &Corpus, others: &[&str]) -> bool {
    let known = || corpus.race.class_ids().chain(others.iter().copied());
    let found = known().any(|id| id == row.text(column));
    if !found {
        unknown_id(row.file, row.span(column), "class", row.text(column), known());
    }
    found
}

/// The months of a unit follow each other from the first of the run, and none lies before the first sale of its chip.
fn average(row: &Row<'_>, corpus: &Corpus, before: &[Average]) -> Option<Average> {
    if row.text("figures").is_empty() && row.text("average_from").is_empty() {
        return None;
    }
    let (of, class) = (row.one_of("class", &AVERAGES), row.required("figures"));
    let is_class = is_class(row, "figures", corpus, &[]);
    let from = month(row, "average_from")?;
    let last = before.iter().rfind(|average| average.of == of).map(|average| average.from);
    let in_order = last.map_or(from == 0, |last| last < from);
    if !in_order {
        let help = "the first class of a unit holds from the first month of the race, each later one after the one before it";
        row.problem("average_from", "the month does not follow the class before it", help);
    }
    let sold = row.date("earliest").and_then(month_of);
    if sold.is_some_and(|sold| from < sold) {
        row.problem(
            "average_from",
            "the average unit is of a chip that is not sold yet",
            "write the month of `earliest` or a later one",
        );
    }
    (is_class && in_order).then_some(Average { of, class, from })
}

/// Refuses output that is given of a class which the tables do not describe.
pub(super) fn check_output(reading: &Reading<'_>, columns: &[&str], known: &[String]) {
    for file in reading.files(folders::FORCING, ".csv") {
        read(file, columns, |row| {
            let class = row.text("series").strip_prefix("us_output.");
            if let Some(class) = class.filter(|class| !known.iter().any(|id| id == class)) {
                unknown_id(row.file, row.span("series"), "class", class, known.iter().map(String::as_str));
            }
        });
    }
}
