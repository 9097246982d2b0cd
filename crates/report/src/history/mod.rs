//! Legal histories as a table and as the values of their page.

pub mod page;

use crate::determine::row::{eccn_cell, possible_sets, with_others};
use crate::determine::text::facts::Speaker;
use crate::determine::text::read_in_words;
use crate::history::page::model::{ChipStrip, HistoryPage, Plane, Region, RuleLine, Span};
use crate::page::cause::Cause;
use chipgate_ask::determination::{Determination, review_word};
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_base::interval::Interval;
use chipgate_catalogue::{Chip, quantity};
use chipgate_corpus::Corpus;
use chipgate_law::book::Book;
use chipgate_law::determine::{GateAnswer, GateReport};
use chipgate_law::gate::Gate;
use chipgate_law::rule::Lens;
use chipgate_show::table::{Cell, Column, Table, day, list, text};
use chipgate_show::words::Words;
use chipgate_survey::history::{Histories, History, Stretch};
use chipgate_survey::plane;
use chipgate_survey::plane::regions;
use jiff::ToSpan;
use jiff::civil::Date;

const COLUMNS: [Column; 19] = [
    text("chip"),
    day("from"),
    day("until"),
    text("us"),
    text("cn"),
    text("verdict"),
    list("eccn"),
    text("review_policy"),
    text("instrument"),
    text("kind"),
    text("citation"),
    text("because"),
    list("missing"),
    text("us_codified"),
    text("us_enforced"),
    text("cn_rests_on"),
    list("cn_rules"),
    text("cn_because"),
    list("cn_missing"),
];

/// One row a stretch.
#[must_use]
pub fn table(corpus: &Corpus, histories: &[History]) -> Table {
    let stretches =
        || histories.iter().flat_map(|history| history.stretches.iter().map(move |one| (history, one)));
    let mut table = Table::new(&COLUMNS);
    for (history, stretch) in stretches() {
        table.push(row(corpus, history, stretch));
    }
    with_others(table, corpus, stretches().map(|(_, stretch)| &stretch.found))
}

fn row(corpus: &Corpus, history: &History, stretch: &Stretch) -> [Cell; 19] {
    let (us, cn) = (stretch.found.gates.seller(), stretch.found.gates.buyer());
    let in_force = |basis: &&chipgate_law::determine::Basis| basis.answer != Answer::No;
    let cause = stretch.cause.as_deref().unwrap_or_default();
    [
        (&history.chip).into(),
        stretch.from.into(),
        stretch.until.into(),
        us.answer.code().into(),
        cn.answer.code().into(),
        stretch.found.verdict.code().into(),
        eccn_cell(us),
        review_word(&stretch.found).into(),
        cause.into(),
        history.kind.into(),
        citation(corpus, cause).into(),
        us.because.map(|because| because.code()).into(),
        Cell::list(us.missing.iter().map(|missing| &*missing.fact)),
        us.codified_answer.code().into(),
        us.enforced_answer.code().into(),
        rests_on(cn).into(),
        Cell::list(cn.basis.iter().filter(in_force).map(|basis| &*basis.rule)),
        cn.because.map(|because| because.code()).into(),
        Cell::list(cn.missing.iter().map(|missing| &*missing.fact)),
    ]
}

fn citation(corpus: &Corpus, id: &str) -> String {
    cause(corpus, id, "en").map(|cause| cause.citation).unwrap_or_default()
}

/// An instrument, or the source of a change of a set, behind a change.
#[must_use]
pub fn cause(corpus: &Corpus, id: &str, lang: &str) -> Option<Cause> {
    if let Some(instrument) = corpus.law.instruments.iter().find(|instrument| *instrument.id == *id) {
        return Some(Cause {
            citation: instrument.citation.to_string(),
            title: instrument.title.in_language(lang).to_owned(),
            url: instrument.url.to_string(),
            authority: Some(instrument.authority.code().to_owned()),
        });
    }
    let source = corpus.catalogue.source(id)?;
    Some(Cause {
        citation: source.title.to_string(),
        title: source.publisher.to_string(),
        url: source.url.to_string(),
        authority: None,
    })
}

/// What a page is made for: its language, its days, and the reading of the law.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Language.
    pub lang: String,
    /// Destination code.
    pub to: String,
    /// First day drawn.
    pub from: Date,
    /// First day no longer drawn.
    pub until: Date,
    /// The day of asking.
    pub today: Date,
    /// The reading.
    pub lens: Lens,
}

/// The values of the page.
#[must_use]
pub fn page(corpus: &Corpus, histories: &Histories<'_>, found: &[History], setting: &Setting) -> HistoryPage {
    let country = corpus.catalogue.country(&setting.to);
    let name = country.map(|country| country.names.in_language(&setting.lang).to_owned()).unwrap_or_default();
    let words = chipgate_show::words(&corpus.messages, &setting.lang);
    HistoryPage {
        lang: setting.lang.clone(),
        to: (setting.to.clone(), name),
        from: setting.from.to_string(),
        until: day_before(setting.until).to_string(),
        today: setting.today.to_string(),
        sides: [corpus.law.gates.seller(), corpus.law.gates.buyer()]
            .map(|gate| corpus.law.gates[gate].country.to_string()),
        covers_to: reach(corpus, corpus.law.gates.seller()),
        covers_to_cn: reach(corpus, corpus.law.gates.buyer()),
        corpus: (corpus.version.to_string(), corpus.sha256.chars().take(12).collect()),
        lens: setting.lens.code().to_owned(),
        chips: found.iter().filter_map(|history| strip(corpus, history, &words)).collect(),
        well_known: corpus.well_known.clone(),
        planes: planes(corpus, histories, setting),
    }
}

fn reach(corpus: &Corpus, gate: Gate) -> String {
    corpus.law.gates[gate].covers_to.to_string()
}

/// The day before a day; the first of all days stays.
#[must_use]
pub fn day_before(day: Date) -> Date {
    day.checked_sub(1.day()).unwrap_or(day)
}

fn strip(corpus: &Corpus, history: &History, words: &Words) -> Option<ChipStrip> {
    let chip = corpus.catalogue.chip(&history.chip)?;
    let vendor = corpus.catalogue.party(&chip.designer)?;
    let (tpp, density) = figures(chip);
    Some(ChipStrip {
        id: chip.id.to_string(),
        name: chip.name.to_string(),
        vendor: (vendor.names.en.to_string(), vendor.headquarters.to_string()),
        market: chip.market.to_string(),
        launch: chip.launch.map(|launch| launch.earliest.to_string()).unwrap_or_default(),
        kind: history.kind.to_owned(),
        tpp,
        density,
        datacenter: chip.datacenter,
        spans: history.stretches.iter().map(|stretch| span(corpus, stretch, words)).collect(),
    })
}

type Range = Option<(f64, Option<f64>)>;

/// TPP and performance density; a density of unknown area has a floor of zero and no upper end.
fn figures(chip: &Chip) -> (Range, Range) {
    let Some(tpp) = quantity::tpp(&chip.dense_rates(), chip.rates_complete == Some(true)) else {
        return (None, None);
    };
    let area = chip.figure(quantity::DIE_AREA, "").map_or(Interval::UNKNOWN, |figure| figure.range);
    (range(&tpp), range(&quantity::performance_density(&tpp, &area)))
}

fn range(interval: &Interval) -> Range {
    Some((interval.low.at, interval.high.at.is_finite().then_some(interval.high.at)))
}

fn span(corpus: &Corpus, stretch: &Stretch, words: &Words) -> Span {
    let rule_line = |basis| rule_line(basis, words.lang());
    let to = Speaker { corpus, words, as_of: stretch.from };
    let (us, cn) = (stretch.found.gates.seller(), stretch.found.gates.buyer());
    let eccn = if us.eccn_possible.len() > 1 {
        vec![possible_sets(us)]
    } else {
        us.eccn.iter().map(ToString::to_string).collect()
    };
    Span {
        from: stretch.from.to_string(),
        until: stretch.until.to_string(),
        seller: us.answer.code().to_owned(),
        buyer: cn.answer.code().to_owned(),
        others: stretch
            .found
            .gates
            .others()
            .map(|(gate, report)| (to.gate(gate).to_owned(), report.answer.code().to_owned()))
            .collect(),
        verdict: stretch.found.verdict.code().to_owned(),
        eccn,
        review: review_word(&stretch.found),
        cause: stretch.cause.as_deref().and_then(|id| cause(corpus, id, words.lang())),
        rules: us.basis.iter().map(rule_line).collect(),
        rules_buyer: cn.basis.iter().filter(|basis| is_behind(cn, basis)).map(rule_line).collect(),
        rests_buyer: rests_on(cn),
        rests_joint: joint_report(&stretch.found),
        conditions_cn: cn.conditions.iter().map(ToString::to_string).collect(),
        missing: missing(us, &to),
        missing_cn: missing(cn, &to),
    }
}

fn missing(gate: &GateReport, to: &Speaker<'_>) -> Vec<String> {
    gate.missing.iter().map(|missing| to.title_of_fact(&missing.fact)).collect()
}

/// The authority of a joint verdict that rests on press reports alone; empty for any other.
fn joint_report(found: &Determination) -> String {
    let authority = found.verdict_authority.filter(|_| found.is_reported());
    authority.map(|authority| authority.code().to_owned()).unwrap_or_default()
}

/// What a found requirement rests on; empty where none was found or the answer is open.
#[must_use]
pub fn rests_on(gate: &GateReport) -> String {
    let found = gate.because.is_none() && gate.answer != GateAnswer::Unknown;
    gate.authority.filter(|_| found).map(|authority| authority.code().to_owned()).unwrap_or_default()
}

/// Rules that came near but do not apply are many and say little where nothing was found.
fn is_behind(gate: &GateReport, basis: &chipgate_law::determine::Basis) -> bool {
    gate.because.is_none() || basis.answer != Answer::No
}

fn rule_line(basis: &chipgate_law::determine::Basis, lang: &str) -> RuleLine {
    let shown = basis.read.iter().filter(|read| is_telling(&read.name));
    RuleLine {
        id: basis.rule.to_string(),
        title: basis.title.in_language(lang).to_owned(),
        provision: basis.provision.to_string(),
        answer: basis.answer.code().to_owned(),
        reads: shown.map(|read| format!("{}: {}", read_in_words(read), read.answer.code())).collect(),
    }
}

/// Place and act of the reference transaction stand in the heading and are not repeated at every span.
fn is_telling(name: &str) -> bool {
    !matches!(name, "controlled_act" | "jurisdiction" | "act" | "is_circuit") && !name.contains('.')
}

fn planes(corpus: &Corpus, histories: &Histories<'_>, setting: &Setting) -> Vec<Plane> {
    let mut planes: Vec<Plane> = Vec::new();
    let to = Name::from(setting.to.as_str());
    let mut before: Option<&Book<'_>> = None;
    for day in histories.days() {
        let Some(books) = histories.books(*day) else { continue };
        let book = books.gates.seller().under(setting.lens);
        if before.replace(book).is_some_and(|before| before.says_the_same_as(book)) {
            continue;
        }
        let next = plane(corpus, book, &to, setting, *day);
        match planes.last_mut() {
            Some(last) if last.datacenter == next.datacenter && last.other == next.other => {}
            last => {
                if let Some(last) = last {
                    last.until.clone_from(&next.from);
                }
                planes.push(next);
            }
        }
    }
    planes
}

fn plane(corpus: &Corpus, book: &Book<'_>, to: &Name, setting: &Setting, day: Date) -> Plane {
    let of = |datacenter| regions(corpus.ground(), book, to, datacenter).iter().map(region).collect();
    Plane { from: day.to_string(), until: setting.until.to_string(), datacenter: of(true), other: of(false) }
}

fn region(region: &plane::Region) -> Region {
    let ends = |range: &Interval| (range.low.at, range.high.at.is_finite().then_some(range.high.at));
    Region {
        tpp: ends(&region.tpp),
        density: ends(&region.density),
        answer: match region.answer {
            GateAnswer::Settled(measure) => measure.code().to_owned(),
            GateAnswer::Unknown => "unknown".to_owned(),
        },
        eccn: region.eccn.iter().map(ToString::to_string).collect(),
    }
}
