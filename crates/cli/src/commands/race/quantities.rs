//! `chipgate race quantities`.

use super::replay::unknown;
use crate::common::Common;
use crate::context::{Failure, corpus, emit_table, words_of};
use chipgate_chronicle::series::Series;
use chipgate_corpus::Corpus;
use chipgate_show::Words;
use chipgate_show::table::{Cell, Column, Table, figure, list, number, text};
use chipgate_study::{told, told_cell, unit_cell};
use clap::Args;

/// List what can be asked of the simulator or scored, with unit and meaning
///
/// With `--units`: the units in which authors count compute, by ruler, and how many
/// base units each has. With `--in`: the quantities that can be given in a unit,
/// with the number by which theirs is multiplied.
///
///   chipgate race quantities --in b300e
#[derive(Args, Debug)]
pub struct Quantities {
    /// List the units of compute
    #[arg(long, conflicts_with = "unit")]
    pub units: bool,
    /// List the quantities that can be given in this unit
    #[arg(long = "in", value_name = "UNIT")]
    pub unit: Option<String>,
}

impl Quantities {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let words = words_of(&corpus, common);
        let table = match &self.unit {
            Some(unit) => in_unit(&corpus, unit, &words)?,
            None if self.units => units(&corpus, &words),
            None => quantities(&corpus, &words),
        };
        emit_table(common, &corpus, &table)
    }
}

fn quantities(corpus: &Corpus, words: &Words) -> Table {
    let mut table = Table::new(&[text("id"), text("unit"), text("meaning")]);
    for (id, unit, meaning) in chipgate_race::quantities::all() {
        table.push([id.into(), unit_cell(words, unit), meant(words, id, meaning)]);
    }
    for link in &corpus.race.measured {
        let Some(series) = corpus.chronicle().series(&link.series) else { continue };
        table.push([(&series.id).into(), (&series.unit).into(), scored_as(words, series, &link.quantity)]);
    }
    table
}

/// What a quantity of the model means.
fn meant(words: &Words, id: &str, meaning: &str) -> Cell {
    told_cell(words, &format!("race_quantity_{id}"), meaning)
}

/// What a series is, and as what it is scored.
fn scored_as(words: &Words, series: &Series, quantity: &str) -> Cell {
    let data = format!("{}; scored as {quantity} of the model", series.title);
    let title = told(words, &format!("tests_series_{}", series.id), &series.title);
    Cell::word(data, words.fill("race_scored_as", &[("title", &title), ("quantity", quantity)]))
}

const UNITS: [Column; 7] =
    [text("id"), text("ruler"), number("size"), text("name"), text("grade"), text("note"), list("source")];

fn units(corpus: &Corpus, words: &Words) -> Table {
    let mut table = Table::new(&UNITS);
    for unit in &corpus.race.units {
        table.push([
            (&unit.id).into(),
            (&unit.ruler).into(),
            unit.size.into(),
            (&unit.name).into(),
            told_cell(words, &format!("race_grade_{}", unit.grade), &unit.grade),
            (&unit.note).into(),
            Cell::list(&unit.sources),
        ]);
    }
    table
}

fn in_unit(corpus: &Corpus, id: &str, words: &Words) -> Result<Table, Failure> {
    let unit = corpus
        .race
        .unit(id)
        .ok_or_else(|| unknown("unit", id, corpus.race.units.iter().map(|unit| &*unit.id)))?;
    let mut table = Table::new(&[text("id"), figure("times"), text("unit"), text("meaning")]);
    for (id, own, meaning) in chipgate_race::quantities::all() {
        if unit.fits(own) {
            let (times, named) = (unit.from_base(1.0).into(), format!("thousand {}", unit.id).into());
            table.push([id.into(), times, named, meant(words, id, meaning)]);
        }
    }
    Ok(table)
}
