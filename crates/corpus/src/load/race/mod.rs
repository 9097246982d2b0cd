//! Assumptions, forcing, scenarios and policies of the race.

mod dates;
mod equations;
mod judging;
mod links;
mod observed;
mod placing;
mod priors;
mod published;
mod settings;
mod study;
mod theses;
mod units;

use super::tables::source_list;
use super::{Reading, second_of, unknown_id};
use crate::corpus::Corpus;
use crate::csv_reader::{Row, read};
use crate::folders;
use crate::toml_reader::{Placed, Table};
use chipgate_base::Name;
use chipgate_base::text::Text;
use chipgate_catalogue::{Source, find};
use chipgate_race::data::{
    Assumption, Forcing, LeverValue, Policy, Prior, RaceData, Scenario, Setting, fits, known_lever,
};
use equations::{blocks, check_equation};
use jiff::civil::Date;
pub(super) use links::links;
pub use observed::read_observations;
use priors::{numbers, prior, quantiles};
use published::analyses;
use std::collections::BTreeSet;
pub(crate) use study::policy;
pub use study::read_study;
pub(super) use theses::theses;

const KINDS: [&str; 12] = [
    "constant",
    "flow_y",
    "flow_q",
    "flow_m",
    "level_log",
    "level_lin",
    "level_log_y",
    "level_lin_y",
    "step",
    "step_lin",
    "check",
    "target",
];
const COLUMNS: [&str; 11] = [
    "series",
    "period",
    "kind",
    "low",
    "central",
    "high",
    "unit",
    "sources",
    "judgement",
    "confidence",
    "note",
];
const CONFIDENCE: [&str; 3] = ["high", "medium", "low"];

/// Everything but the policies, which need the reforms and classes.
pub(super) fn read_data(reading: &Reading<'_>, sources: &[Source]) -> RaceData {
    let mut data = RaceData::default();
    for file in reading.files(folders::FORCING, ".csv") {
        read(file, &COLUMNS, |row| {
            if file.path == folders::LEVERS_OF_GATES {
                data.history.extend(history(row, sources));
            }
            data.forcing.push(forcing(row, sources));
        });
    }
    let classes: Vec<String> = data.class_ids().map(str::to_owned).collect();
    let is_class = |series: &&str| classes.iter().any(|id| series.strip_prefix("us_output.") == Some(id));
    if !data.series_of("us_output.").iter().all(is_class) {
        dates::check_output(reading, &COLUMNS, &classes);
    }
    data.dates = dates::dates(reading, sources);
    data.blocks = blocks(reading, sources);
    let mut seen = BTreeSet::new();
    for file in reading.files(folders::ASSUMPTIONS, ".toml") {
        Table::read(file, |root| {
            for table in root.tables("assumption") {
                let assumption = assumption(&table, sources, &data);
                if second_of(&mut seen, &assumption.id).is_some() {
                    let message = format!("two assumptions have the id `{}`", assumption.id);
                    table.problem(table.at(), message, "rename one");
                }
                data.assumptions.push(assumption);
            }
        });
    }
    data.assumptions.sort_by(|a, b| a.id.cmp(&b.id));
    data.scenarios = scenarios(reading, &data);
    data.judging = judging::judging(reading, sources, &data);
    data.units = units::units(reading, sources);
    data.analyses = analyses(reading, sources, &data);
    data
}

/// Policies, sorted by id.
pub(super) fn policies(reading: &Reading<'_>, corpus: &Corpus) -> Vec<Policy> {
    let mut policies = Vec::new();
    for file in reading.files(folders::POLICIES, ".toml") {
        let id = folders::name_of(folders::POLICIES, file.path).unwrap_or(file.path);
        policies.extend(Table::read(file, |root| policy(root, corpus, Some(id))));
    }
    policies.sort_by(|a, b| a.id.cmp(&b.id));
    policies
}

fn forcing(row: &Row<'_>, sources: &[Source]) -> Forcing {
    let word = row.series_is_word();
    let forcing = Forcing {
        series: row.required("series"),
        period: row.name("period"),
        kind: row.one_of("kind", &KINDS),
        low: row.number("low"),
        central: if word { None } else { row.number("central") },
        high: row.number("high"),
        unit: row.required("unit"),
        sources: source_list(row, "sources", sources),
        judgement: row.yes_no("judgement").unwrap_or(false),
        confidence: row.one_of("confidence", &CONFIDENCE),
    };
    let in_order = |a: Option<f64>, b: Option<f64>| a.zip(b).is_none_or(|(a, b)| a <= b);
    if !in_order(forcing.low, forcing.central) || !in_order(forcing.central, forcing.high) {
        row.problem("central", "the central value lies outside its band", "order low, central and high");
    }
    if &*forcing.kind != "constant" && !is_period(&forcing.period) {
        let message = format!("`{}` is no period", forcing.period);
        row.problem("period", message, "write 2025, 2025Q3, 2023-H1 or 2025-07");
    }
    if forcing.central.is_none() && !word && &*forcing.kind != "check" {
        row.problem("central", "no central value is given", "fill it in");
    }
    forcing
}

/// A year, a quarter or a month; spans of months are allowed for checks.
fn is_period(period: &str) -> bool {
    let year = period.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    let rest = period.get(4..).unwrap_or_default();
    year && (rest.is_empty() || rest.starts_with('Q') || rest.starts_with('-') || rest.starts_with('H'))
}

impl Row<'_> {
    /// Whether the central column holds a word, as the table of gates allows.
    fn series_is_word(&self) -> bool {
        self.file.path == folders::LEVERS_OF_GATES && self.text("central").parse::<f64>().is_err()
    }
}

fn history(row: &Row<'_>, sources: &[Source]) -> Option<Setting> {
    source_list(row, "sources", sources);
    let text = row.text("central");
    let value = match text.parse::<f64>() {
        Ok(number) => LeverValue::Number(number),
        Err(_) => LeverValue::Word(Name::from(text)),
    };
    let lever = known_lever(row.text("series"));
    let fit = lever.and_then(|lever| {
        fits(lever, &value, std::iter::empty()).or_else(|misfit| class_later(lever.id, misfit))
    });
    if let Err((message, help)) = fit {
        row.problem("series", message, &help);
        return None;
    }
    let period = row.text("period");
    let day = if period.len() == 7 { format!("{period}-01") } else { period.to_owned() };
    let from: Date = day.parse().ok().or_else(|| {
        row.problem("period", "a gate changes on a day or with a month", "write YYYY-MM-DD or YYYY-MM");
        None
    })?;
    let band = row.number("low").zip(row.number("high"));
    Some(Setting { lever: row.name("series"), from, value, band })
}

/// Classes of the history are checked when the arrays are made.
fn class_later(lever: &str, misfit: (String, String)) -> Result<(), (String, String)> {
    if lever == "us.class" { Ok(()) } else { Err(misfit) }
}

fn assumption(table: &Table<'_>, sources: &[Source], data: &RaceData) -> Assumption {
    let prior = prior(table, data).unwrap_or(Prior::Fixed(f64::NAN));
    let equation = table.required_text("equation");
    check_equation(table, &equation, &data.blocks);
    let assumption = Assumption {
        id: table.required_text("id").text,
        symbol: table.text("symbol").map_or_else(|| Name::from(""), |text| text.text),
        unit: table.required_text("unit").text,
        equation: equation.text,
        prior,
        evidence: table.required_text("evidence").text,
        sources: named_sources(table, sources),
        confidence: confidence(table),
        judgement: table.flag("judgement").unwrap_or(false),
    };
    table.finish();
    assumption
}

fn named_sources(table: &Table<'_>, sources: &[Source]) -> Vec<Name> {
    let texts = table.texts("sources");
    if texts.is_empty() {
        table.problem(table.at(), "no source is named", "name at least one id of `sources/`");
    }
    for text in &texts {
        if find(sources, &text.text, |source| &source.id).is_none() {
            unknown_id(
                table.file,
                text.at.clone(),
                "source",
                &text.text,
                sources.iter().map(|source| &*source.id),
            );
        }
    }
    texts.into_iter().map(|text| text.text).collect()
}

fn confidence(table: &Table<'_>) -> Name {
    let text = table.required_text("confidence");
    if !CONFIDENCE.contains(&&*text.text) {
        table.problem(text.at, format!("unknown confidence `{}`", text.text), "write high, medium or low");
    }
    text.text
}

fn scenarios(reading: &Reading<'_>, data: &RaceData) -> Vec<Scenario> {
    let mut scenarios = Vec::new();
    for file in reading.files(folders::SCENARIOS, ".toml") {
        let id = folders::name_of(folders::SCENARIOS, file.path).unwrap_or(file.path);
        scenarios.extend(Table::read(file, |root| {
            let found = root.tables("override");
            let (overrides, reasons) = found
                .iter()
                .filter_map(|table| over(table, data))
                .map(|(id, prior, reason)| ((id.clone(), prior), (id, reason)))
                .unzip();
            Scenario {
                id: Name::from(id),
                title: root.title(),
                about: root.in_languages("about"),
                overrides,
                reasons,
            }
        }));
    }
    scenarios.sort_by(|a, b| a.id.cmp(&b.id));
    scenarios
}

fn over(table: &Table<'_>, data: &RaceData) -> Option<(Name, Prior, Text)> {
    let id: Placed = table.required_text("assumption");
    let reason = table.in_languages("reason");
    let found = find(&data.assumptions, &id.text, |assumption| &assumption.id);
    let value = table.number("value");
    let prior = match (found, value) {
        (None, _) => {
            let known = data.assumptions.iter().map(|assumption| &*assumption.id);
            unknown_id(table.file, id.at, "assumption", &id.text, known);
            None
        }
        (Some(_), Some(value)) => Some(Prior::Fixed(value)),
        (Some(assumption), None) => match &assumption.prior {
            Prior::Quantiles { scale, bounds, .. } => {
                numbers(table, "quantiles").and_then(|at| quantiles(table, *scale, &at, *bounds))
            }
            _ => {
                table.problem(table.at(), "only a value can replace this prior", "write `value = …`");
                None
            }
        },
    };
    table.finish();
    prior.map(|prior| (id.text, prior, reason))
}
