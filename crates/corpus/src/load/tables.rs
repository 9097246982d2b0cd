//! Long tables without law in them: sources, countries, coverage, published figures.

use super::{Reading, second_of, unknown_id};
use crate::corpus::{Coverage, PublishedTpp, Uncollected, WellKnown};
use crate::csv_reader::{Row, read};
use crate::folders;
use crate::toml_reader::File;
use chipgate_base::Name;
use chipgate_base::text::Text;
use chipgate_catalogue::{Chip, Country, Source, find};
use chipgate_law::book::Law;
use chipgate_law::gate::Gates;
use std::collections::BTreeSet;

const SOURCE_KINDS: [&str; 6] = ["official", "company", "press", "analysis", "dataset", "general_knowledge"];

pub(super) fn sources(reading: &Reading<'_>) -> Vec<Source> {
    let columns = ["id", "title", "publisher", "url", "published", "kind", "reuse"];
    let mut sources = Vec::new();
    let mut seen = BTreeSet::new();
    for file in reading.files(folders::SOURCES, ".csv") {
        read(file, &columns, |row| {
            let source = source(row);
            if second_of(&mut seen, &source.id).is_some() {
                row.problem("id", format!("two sources have the id `{}`", source.id), "rename one");
            }
            sources.push(source);
        });
    }
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    sources
}

fn source(row: &Row<'_>) -> Source {
    Source {
        id: row.required("id"),
        title: row.required("title"),
        publisher: row.name("publisher"),
        url: row.name("url"),
        published: row.date("published"),
        kind: row.one_of("kind", &SOURCE_KINDS),
        reuse: row.required("reuse"),
    }
}

/// Checks the id of a source in a table.
pub(super) fn known_source(file: File<'_>, id: &crate::toml_reader::Placed, sources: &[Source]) {
    if find(sources, &id.text, |source| &source.id).is_none() {
        unknown_id(file, id.at.clone(), "source", &id.text, sources.iter().map(|source| &*source.id));
    }
}

/// Checks a list of source ids in a row.
pub(super) fn source_list(row: &Row<'_>, column: &str, sources: &[Source]) -> Vec<Name> {
    let list = row.list(column);
    if list.is_empty() {
        row.problem(column, "no source is named", "name at least one id of `sources/`");
    }
    for id in &list {
        if find(sources, id, |source| &source.id).is_none() {
            let known = sources.iter().map(|source| &*source.id);
            unknown_id(row.file, row.span(column), "source", id, known);
        }
    }
    list
}

pub(super) fn countries(reading: &Reading<'_>) -> Vec<Country> {
    let columns = ["iso2", "name_en", "name_ja", "name_zh", "treated_as", "treated_as_from", "note"];
    let mut countries = Vec::new();
    for file in reading.files(folders::PLACES, "countries.csv") {
        read(file, &columns, |row| countries.push(country(row)));
    }
    countries.sort_by(|a: &Country, b| a.code.cmp(&b.code));
    super::places::add_names(reading, &mut countries);
    countries
}

fn country(row: &Row<'_>) -> Country {
    let code = row.required("iso2");
    if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        row.problem(
            "iso2",
            format!("`{code}` is not a code of two capital letters"),
            "use ISO 3166-1 alpha-2",
        );
    }
    let treated_as = row.date("treated_as_from").map(|from| (row.name("treated_as"), from));
    let names = Text::new(row.required("name_en"), row.name("name_ja"), row.name("name_zh"));
    Country { code, names, iso3: Name::from(""), also: Vec::new(), treated_as }
}

pub(super) fn coverage(reading: &Reading<'_>, law: &Law) -> Vec<Coverage> {
    let columns = ["id", "status", "rules", "reason"];
    let mut all = Vec::new();
    for file in
        reading.files(folders::COVERAGE, ".csv").into_iter().filter(|file| file.path != folders::UNCOLLECTED)
    {
        read(file, &columns, |row| all.push(coverage_row(row, law)));
    }
    all
}

/// What is known to exist and was not collected, sorted by id; no id may be that of a collected provision.
pub(super) fn uncollected(reading: &Reading<'_>, sources: &[Source], gates: &Gates) -> Vec<Uncollected> {
    let collected = collected_ids(reading);
    let columns = ["id", "gate", "what", "citation", "why", "sources"];
    let mut all: Vec<Uncollected> = Vec::new();
    if let Some(file) = reading.file(folders::UNCOLLECTED) {
        read(file, &columns, |row| {
            let one = uncollected_row(row, sources, gates);
            if collected.contains(&one.id) {
                let help = "remove this row, or the one of the collected provisions";
                row.problem("id", format!("`{}` is collected and uncollected", one.id), help);
            } else if all.iter().any(|other| other.id == one.id) {
                row.problem("id", format!("two rows have the id `{}`", one.id), "rename one");
            }
            all.push(one);
        });
    }
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

/// Ids of the collected provisions; what is wrong with their rows is told elsewhere.
fn collected_ids(reading: &Reading<'_>) -> Vec<Name> {
    let files =
        reading.files(folders::COVERAGE, ".csv").into_iter().filter(|file| file.path != folders::UNCOLLECTED);
    let first = |line: &str| Name::from(line.split(',').next().unwrap_or_default());
    files.flat_map(|file| file.text.lines().skip(1).map(first).collect::<Vec<_>>()).collect()
}

fn uncollected_row(row: &Row<'_>, sources: &[Source], gates: &Gates) -> Uncollected {
    let known: Vec<&str> = gates.iter().map(|(_, entry)| &*entry.id).collect();
    let gate = gates.find(&row.one_of("gate", &known)).unwrap_or_default();
    Uncollected {
        id: row.required("id"),
        gate,
        what: row.required("what"),
        citation: row.required("citation"),
        why: row.required("why"),
        sources: source_list(row, "sources", sources),
    }
}

fn coverage_row(row: &Row<'_>, law: &Law) -> Coverage {
    let statuses = ["modelled", "outline", "recorded", "not_modelled"];
    let status = row.one_of("status", &statuses);
    let rules = row.list("rules");
    for id in &rules {
        if !law.rules.iter().any(|rule| rule.id == *id) {
            let known = law.rules.iter().map(|rule| &*rule.id);
            unknown_id(row.file, row.span("rules"), "rule", id, known);
        }
    }
    if &*status == "modelled" && rules.is_empty() {
        row.problem("rules", "a modelled provision names no rule", "name the rules that carry it");
    }
    if &*status != "modelled" && row.text("reason").is_empty() {
        row.problem("reason", "no reason is given", "say why it is not modelled in full");
    }
    Coverage { id: row.required("id"), status, rules, reason: row.name("reason") }
}

pub(super) fn published_tpp(reading: &Reading<'_>, chips: &[Chip], sources: &[Source]) -> Vec<PublishedTpp> {
    let columns = ["chip", "tpp", "performance_density", "source", "confidence", "explanation"];
    let mut all = Vec::new();
    if let Some(file) = reading.file_in(folders::CHIPS, "published_tpp.csv") {
        read(file, &columns, |row| all.push(published_row(file, row, chips, sources)));
    }
    all
}

/// Chips with the names that people use, in the order of the file.
pub(super) fn well_known(reading: &Reading<'_>, chips: &[Chip]) -> Vec<WellKnown> {
    let mut all: Vec<WellKnown> = Vec::new();
    if let Some(file) = reading.file_in(folders::CHIPS, "well_known.csv") {
        read(file, &["chip", "name"], |row| {
            let next = WellKnown { chip: known_chip(file, row, chips), name: row.required("name") };
            if all.iter().any(|known| known.chip == next.chip) {
                row.problem("chip", format!("`{}` stands twice", next.chip), "remove one row");
            }
            all.push(next);
        });
    }
    all
}

fn known_chip(file: File<'_>, row: &Row<'_>, chips: &[Chip]) -> Name {
    let chip = row.required("chip");
    if find(chips, &chip, |chip| &chip.id).is_none() {
        unknown_id(file, row.span("chip"), "chip", &chip, chips.iter().map(|chip| &*chip.id));
    }
    chip
}

fn published_row(file: File<'_>, row: &Row<'_>, chips: &[Chip], sources: &[Source]) -> PublishedTpp {
    let chip = known_chip(file, row, chips);
    source_list(row, "source", sources);
    PublishedTpp {
        chip,
        tpp: row.number("tpp"),
        performance_density: row.number("performance_density"),
        source: row.name("source"),
        explanation: row.name("explanation"),
    }
}
