//! Blocks of equations, and that assumptions and tests meet them.

use super::named_sources;
use crate::corpus::Corpus;
use crate::folders;
use crate::load::{Reading, second_of, unknown_id};
use crate::toml_reader::{Placed, Table};
use chipgate_base::Name;
use chipgate_catalogue::Source;
use chipgate_race::data::Block;
use std::collections::BTreeSet;

pub(super) fn blocks(reading: &Reading<'_>, sources: &[Source]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let Some(file) = reading.file_in(folders::RACE, "equations.toml") else { return blocks };
    let mut seen = BTreeSet::new();
    Table::read(file, |root| {
        for table in root.tables("block") {
            let block = block(&table, sources);
            if second_of(&mut seen, &block.id).is_some() {
                let message = format!("two blocks of equations have the id `{}`", block.id);
                table.problem(table.at(), message, "rename one");
            }
            blocks.push(block);
        }
    });
    blocks
}

fn block(table: &Table<'_>, sources: &[Source]) -> Block {
    let formula = names(table, "formula");
    if formula.is_empty() {
        table.problem(table.at(), "the block has no formula", "add `formula = [ … ]`, one formula a line");
    }
    let block = Block {
        id: table.required_text("id").text,
        title: table.title(),
        about: table.in_languages("about"),
        formula,
        quantities: names(table, "quantities"),
        tests: names(table, "tests"),
        sources: named_sources(table, sources),
    };
    table.finish();
    block
}

fn names(table: &Table<'_>, key: &str) -> Vec<Name> {
    table.texts(key).into_iter().map(|text| text.text).collect()
}

/// Refuses an assumption of a block that does not exist.
pub(super) fn check_equation(table: &Table<'_>, equation: &Placed, blocks: &[Block]) {
    if blocks.is_empty() || blocks.iter().any(|block| block.id == equation.text) {
        return;
    }
    let known = blocks.iter().map(|block| &*block.id);
    unknown_id(table.file, equation.at.clone(), "block of equations", &equation.text, known);
}

/// Refuses a block that names a test that does not exist.
pub(super) fn check_tests(reading: &Reading<'_>, corpus: &Corpus) {
    let Some(file) = reading.file_in(folders::RACE, "equations.toml") else { return };
    let known = || corpus.race.theses.iter().map(|thesis| &*thesis.id);
    Table::read_quietly(file, |root| {
        for text in root.tables("block").iter().flat_map(|table| table.texts("tests")) {
            if !known().any(|id| *id == *text.text) {
                unknown_id(file, text.at, "test", &text.text, known());
            }
        }
    });
}
