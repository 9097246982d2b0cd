//! Assumptions, forcing, scenarios and policies of the race.

use super::tables::source_list;
use super::{Reading, second_of, unknown_id};
use crate::corpus::{Corpus, find};
use crate::csv_reader::{Row, read};
use crate::race::{
    Analysis, AnalysisOutput, Assumption, ClassChip, Forcing, LeverValue, Measured, Policy, Prior, RaceData,
    Scale, Scenario, Setting,
};
use crate::race::{SEGMENTS, SegmentFact, Thesis, fits, known_lever, policy};
use crate::toml_reader::{Table, Text, number_of};
use chipgate_law::Name;
use chipgate_law::catalogue::Source;
use jiff::civil::Date;
use std::collections::BTreeSet;

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
    for file in reading.files("forcing/", ".csv") {
        read(file, &COLUMNS, |row| {
            if file.path == "forcing/gates.csv" {
                data.history.extend(history(row, sources));
            }
            data.forcing.push(forcing(row, sources));
        });
    }
    let mut seen = BTreeSet::new();
    for file in reading.files("assumptions/race/", ".toml") {
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
    data.analyses = analyses(reading, sources);
    data
}

/// Chips that stand for classes, and series that the model also gives.
pub(super) fn links(reading: &Reading<'_>, corpus: &mut Corpus) {
    let mut chips = Vec::new();
    if let Some(file) = reading.file("race/classes.csv") {
        read(file, &["class", "chip", "earliest", "note"], |row| chips.extend(class_chip(row, corpus)));
    }
    let mut measured = Vec::new();
    if let Some(file) = reading.file("race/measured.csv") {
        read(file, &["series", "quantity", "factor", "note"], |row| {
            measured.extend(measured_row(row, corpus))
        });
    }
    let mut facts = Vec::new();
    if let Some(file) = reading.file("race/segments.csv") {
        read(file, &["segment", "fact", "value"], |row| facts.push(segment_fact(row, corpus)));
    }
    corpus.race.segment_facts = facts;
    let mut theses = Vec::new();
    let columns = ["id", "observable", "unit", "dependence", "bridge", "threshold", "dependence_is"];
    if let Some(file) = reading.file("race/theses.csv") {
        read(file, &columns, |row| theses.extend(thesis(row)));
    }
    corpus.race.theses = theses;
    corpus.race.chips = chips;
    corpus.race.measured = measured;
}

fn class_chip(row: &Row<'_>, corpus: &Corpus) -> Option<ClassChip> {
    let (class, chip) = (row.required("class"), row.required("chip"));
    let known: Vec<&str> = corpus.race_classes().chain(["flagship"]).collect();
    if !known.contains(&&*class) {
        unknown_id(row.file, row.span("class"), "class", &class, known.into_iter());
    }
    if corpus.chip(&chip).is_none() {
        unknown_id(row.file, row.span("chip"), "chip", &chip, corpus.chips.iter().map(|chip| &*chip.id));
    }
    row.required("earliest");
    Some(ClassChip { class, chip, earliest: row.date("earliest")? })
}

fn thesis(row: &Row<'_>) -> Option<Thesis> {
    row.required("threshold");
    Some(Thesis {
        id: row.required("id"),
        observable: row.required("observable"),
        unit: row.required("unit"),
        dependence: row.required("dependence"),
        bridge: row.required("bridge"),
        threshold: row.number("threshold")?,
        dependence_below: &*row.one_of("dependence_is", &["above", "below"]) == "below",
    })
}

fn segment_fact(row: &Row<'_>, corpus: &Corpus) -> SegmentFact {
    let fact = row.required("fact");
    let known = || corpus.law.vocabulary.facts.iter().map(|fact| &*fact.1.name);
    if !known().any(|name| name == &*fact) {
        unknown_id(row.file, row.span("fact"), "fact", &fact, known());
    }
    SegmentFact { segment: row.one_of("segment", &SEGMENTS), fact, value: row.required("value") }
}

fn measured_row(row: &Row<'_>, corpus: &Corpus) -> Option<Measured> {
    let series = row.required("series");
    if corpus.series(&series).is_none() {
        let known = corpus.series.iter().map(|series| &*series.id);
        unknown_id(row.file, row.span("series"), "series", &series, known);
    }
    row.required("factor");
    Some(Measured {
        series,
        quantity: row.required("quantity"),
        factor: row.number("factor")?,
        note: row.name("note"),
    })
}

/// Policies, sorted by id.
pub(super) fn policies(reading: &Reading<'_>, corpus: &Corpus) -> Vec<Policy> {
    let mut policies = Vec::new();
    for file in reading.files("policies/", ".toml") {
        let id = file.path.trim_start_matches("policies/").trim_end_matches(".toml");
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
        self.file.path == "forcing/gates.csv" && self.text("central").parse::<f64>().is_err()
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
    let assumption = Assumption {
        id: table.required_text("id").text,
        symbol: table.text("symbol").map_or_else(|| Name::from(""), |text| text.text),
        unit: table.required_text("unit").text,
        equation: table.required_text("equation").text,
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

fn prior(table: &Table<'_>, data: &RaceData) -> Option<Prior> {
    let form = table.required_text("form");
    match &*form.text {
        "fixed" => table.number("value").map(Prior::Fixed),
        "band" => band(table, data),
        "discrete" => discrete(table),
        "quantiles" => {
            let bounds = bounds(table);
            let at = numbers(table, "quantiles")?;
            let scale = scale(table)?;
            quantiles(table, scale, &at, bounds?)
        }
        other => {
            let help = "write quantiles, band, discrete or fixed";
            table.problem(form.at, format!("unknown form `{other}`"), help);
            None
        }
    }
}

fn band(table: &Table<'_>, data: &RaceData) -> Option<Prior> {
    let of = table.required_text("of");
    let mut known = data.forcing.iter().filter(|row| row.low.is_some()).map(|row| &*row.series);
    if !known.clone().any(|series| series == &*of.text) {
        unknown_id(table.file, of.at, "series with a band", &of.text, &mut known);
        return None;
    }
    Some(Prior::Band { of: of.text })
}

fn scale(table: &Table<'_>) -> Option<Scale> {
    let text = table.required_text("scale");
    let found = Scale::ALL.iter().find(|(_, word)| **word == *text.text).map(|(scale, _)| *scale);
    if found.is_none() {
        table.problem(text.at, format!("unknown scale `{}`", text.text), "write linear, log or logit");
    }
    found
}

fn bounds(table: &Table<'_>) -> Option<[f64; 2]> {
    if table.get("bounds").is_none() {
        let message = "the assumption has no bounds";
        table.problem(table.at(), message, "add `bounds = [lowest, highest]`: what the number cannot pass");
        return None;
    }
    let found = numbers(table, "bounds")?;
    match found.as_slice() {
        [low, high] if low < high => Some([*low, *high]),
        _ => {
            let at = table.get("bounds").map_or(table.at(), toml::Spanned::span);
            table.problem(at, "bounds are two numbers in order", "write `bounds = [lowest, highest]`");
            None
        }
    }
}

fn numbers(table: &Table<'_>, key: &str) -> Option<Vec<f64>> {
    let Some(value) = table.get(key) else {
        table.problem(table.at(), format!("missing key `{key}`"), &format!("add `{key} = [ … ]`"));
        return None;
    };
    let list =
        value.get_ref().as_array().map(|list| list.iter().map(number_of).collect::<Option<Vec<f64>>>());
    let found = list.flatten().filter(|list| list.iter().all(|number| number.is_finite()));
    if found.is_none() {
        table.problem(
            value.span(),
            format!("`{key}` must be a list of numbers"),
            "write numbers with a point",
        );
    }
    found
}

fn quantiles(table: &Table<'_>, scale: Scale, at: &[f64], bounds: [f64; 2]) -> Option<Prior> {
    let place = table.get("quantiles").map_or(table.at(), toml::Spanned::span);
    let [low, mid, high] = *at else {
        table.problem(place, "three quantiles are needed", "write those at 5, 50 and 95 percent");
        return None;
    };
    if !(low < mid && mid < high) {
        let message = "the distribution does not normalise: its quantiles do not rise";
        table.problem(
            place,
            message,
            "put 5, 50 and 95 percent in order; for one value use `form = \"fixed\"`",
        );
        return None;
    }
    if low < bounds[0] || high > bounds[1] {
        table.problem(place, "a quantile lies outside the bounds", "widen the bounds or mend the quantile");
        return None;
    }
    let open = match scale {
        Scale::Linear => true,
        Scale::Log => low > 0.0,
        Scale::Logit => low > 0.0 && high < 1.0,
    };
    if !open {
        table.problem(
            place,
            "the quantiles do not fit the scale",
            "log needs numbers above 0, logit between 0 and 1",
        );
        return None;
    }
    Some(Prior::Quantiles { scale, at: [low, mid, high], bounds })
}

fn discrete(table: &Table<'_>) -> Option<Prior> {
    let values = numbers(table, "values")?;
    let probabilities = numbers(table, "probabilities")?;
    let at = table.get("probabilities").map_or(table.at(), toml::Spanned::span);
    let sum: f64 = probabilities.iter().sum();
    if values.len() != probabilities.len() || values.is_empty() {
        table.problem(at, "each value needs one probability", "give lists of the same length");
        return None;
    }
    if (sum - 1.0).abs() > 1e-9 || probabilities.iter().any(|probability| *probability < 0.0) {
        let message = format!("the distribution does not normalise: its probabilities add up to {sum}");
        table.problem(at, message, "make them add up to 1");
        return None;
    }
    Some(Prior::Discrete { values, probabilities })
}

fn scenarios(reading: &Reading<'_>, data: &RaceData) -> Vec<Scenario> {
    let mut scenarios = Vec::new();
    for file in reading.files("scenarios/", ".toml") {
        let id = file.path.trim_start_matches("scenarios/").trim_end_matches(".toml");
        scenarios.extend(Table::read(file, |root| Scenario {
            id: Name::from(id),
            title: root.required_text("title").text,
            about: root.required_text("about").text,
            overrides: root.tables("override").iter().filter_map(|table| over(table, data)).collect(),
        }));
    }
    scenarios.sort_by(|a, b| a.id.cmp(&b.id));
    scenarios
}

fn over(table: &Table<'_>, data: &RaceData) -> Option<(Name, Prior)> {
    let id: Text = table.required_text("assumption");
    table.required_text("reason");
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
    prior.map(|prior| (id.text, prior))
}

fn analyses(reading: &Reading<'_>, sources: &[Source]) -> Vec<Analysis> {
    let mut all = Vec::new();
    for file in reading.files("published/", ".toml") {
        Table::read(file, |root| {
            all.extend(root.tables("analysis").iter().map(|table| analysis(table, sources)));
        });
    }
    all
}

fn analysis(table: &Table<'_>, sources: &[Source]) -> Analysis {
    let source = table.required_text("source");
    if find(sources, &source.text, |source| &source.id).is_none() {
        let known = sources.iter().map(|source| &*source.id);
        unknown_id(table.file, source.at, "source", &source.text, known);
    }
    let inputs = table.get("inputs").and_then(|value| table.inner(value));
    let input = |(key, value): (Text, crate::toml_reader::Value<'_>)| Some((key.text, number_of(value)?));
    let inputs: std::collections::BTreeMap<Name, f64> =
        inputs.map(|inputs| inputs.entries().filter_map(input).collect()).unwrap_or_default();
    let analysis = Analysis {
        id: table.required_text("id").text,
        title: table.required_text("title").text,
        source: source.text,
        outputs: table
            .tables("output")
            .iter()
            .filter_map(|output| analysis_output(output, &inputs))
            .collect(),
        inputs,
        reason: table.text("reason").map_or_else(|| Name::from(""), |text| text.text),
    };
    if analysis.outputs.is_empty() && analysis.reason.is_empty() {
        table.problem(table.at(), "nothing is rebuilt and no reason is given", "add outputs or a `reason`");
    }
    table.finish();
    analysis
}

fn analysis_output(
    table: &Table<'_>,
    inputs: &std::collections::BTreeMap<Name, f64>,
) -> Option<AnalysisOutput> {
    let arguments = table.texts("arguments");
    for text in arguments.iter().filter(|text| !inputs.contains_key(&text.text)) {
        unknown_id(table.file, text.at.clone(), "input", &text.text, inputs.keys().map(|key| &**key));
    }
    let month = |key: &str| {
        table.number(key).map(|number| {
            // Months are small whole numbers.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let month = number.clamp(0.0, 1000.0) as usize;
            month
        })
    };
    let quantity = table.text("quantity").zip(month("from").zip(month("to")));
    let note = table.text("note");
    let numbers = (table.number("theirs"), table.number("low").zip(table.number("high")));
    let output = AnalysisOutput {
        name: table.required_text("name").text,
        unit: table.required_text("unit").text,
        theirs: numbers.0.unwrap_or(f64::NAN),
        low: numbers.1?.0,
        high: numbers.1?.1,
        method: table.required_text("method").text,
        arguments: arguments.into_iter().map(|text| text.text).collect(),
        quantity: quantity.map(|(text, (from, to))| (text.text, from, to)),
        note: note.map_or_else(|| Name::from(""), |text| text.text),
    };
    table.finish();
    Some(output)
}
