//! A line for each thing.

use super::{Kind, terms};
use crate::common::{Common, Format};
use chipgate_ask::show_value;
use chipgate_base::Name;
use chipgate_catalogue::quantity;
use chipgate_corpus::Corpus;
use chipgate_law::expr::Atom;
use chipgate_law::fact::{Absent, Domain, Fact, FactId, FactKind, Origin};
use chipgate_show::table::{Cell, Column, Table, day, list, number, range, text, yes_no};

/// Titles are in the reader's language in text, and in English for programs.
pub(in crate::commands) fn table(corpus: &Corpus, kind: Kind, common: &Common) -> Table {
    let lang = if common.format == Format::Text { common.lang.code() } else { "en" };
    match kind {
        Kind::Chips => chips(corpus),
        Kind::Parties => parties(corpus),
        Kind::Instruments => instruments(corpus, lang),
        Kind::Rules => rules(corpus, lang),
        Kind::Sources => sources(corpus),
        Kind::Reforms => reforms(corpus, lang),
        Kind::Facts => facts(corpus),
        Kind::Terms => terms::table(corpus, common),
    }
}

const CHIPS: [Column; 8] = [
    text("id"),
    text("name"),
    text("designer"),
    day("launch"),
    text("status"),
    range("tpp"),
    range("performance_density"),
    yes_no("datacenter"),
];

fn chips(corpus: &Corpus) -> Table {
    let mut table = Table::new(&CHIPS);
    for chip in &corpus.catalogue.chips {
        let tpp = quantity::tpp(&chip.dense_rates(), chip.rates_complete == Some(true));
        let area = chip.figure(quantity::DIE_AREA, "").map(|figure| figure.range);
        let density = tpp.zip(area).map(|(tpp, area)| quantity::performance_density(&tpp, &area));
        table.push([
            (&chip.id).into(),
            (&chip.name).into(),
            (&chip.designer).into(),
            chip.launch.map(|launch| launch.earliest).into(),
            (&chip.status).into(),
            tpp.into(),
            density.into(),
            chip.datacenter.into(),
        ]);
    }
    table
}

const PARTIES: [Column; 7] = [
    text("id"),
    text("name"),
    list("kind"),
    text("headquarters"),
    text("ultimate_parent"),
    text("parent_hq"),
    list("listings"),
];

fn parties(corpus: &Corpus) -> Table {
    let mut table = Table::new(&PARTIES);
    for party in &corpus.catalogue.parties {
        table.push([
            (&party.id).into(),
            (&party.names.en).into(),
            Cell::list(party.kind.split(';')),
            (&party.headquarters).into(),
            (&party.ultimate_parent).into(),
            (&party.ultimate_parent_headquarters).into(),
            party.listings.as_slice().into(),
        ]);
    }
    table
}

const INSTRUMENTS: [Column; 6] =
    [text("id"), day("published"), day("in_force"), text("authority"), text("citation"), text("title")];

fn instruments(corpus: &Corpus, lang: &str) -> Table {
    let mut table = Table::new(&INSTRUMENTS);
    for instrument in &corpus.law.instruments {
        let first = instrument.effects.iter().map(|effect| effect.from.earliest).min();
        table.push([
            (&instrument.id).into(),
            instrument.published.into(),
            first.into(),
            instrument.authority.code().into(),
            (&instrument.citation).into(),
            instrument.title.in_language(lang).into(),
        ]);
    }
    table
}

const RULES: [Column; 6] =
    [text("id"), text("gate"), text("step"), number("versions"), day("first_day"), text("title")];

fn rules(corpus: &Corpus, lang: &str) -> Table {
    let mut table = Table::new(&RULES);
    for rule in &corpus.law.rules {
        table.push([
            (&rule.id).into(),
            (&corpus.law.gates[rule.gate].id).into(),
            rule.step.code().into(),
            rule.versions.len().into(),
            rule.versions.first().map(|version| version.from.earliest).into(),
            rule.title.in_language(lang).into(),
        ]);
    }
    table
}

const SOURCES: [Column; 6] =
    [text("id"), text("kind"), day("published"), text("publisher"), text("title"), text("url")];

fn sources(corpus: &Corpus) -> Table {
    let mut table = Table::new(&SOURCES);
    for source in &corpus.catalogue.sources {
        table.push([
            (&source.id).into(),
            (&source.kind).into(),
            source.published.into(),
            (&source.publisher).into(),
            (&source.title).into(),
            (&source.url).into(),
        ]);
    }
    table
}

fn reforms(corpus: &Corpus, lang: &str) -> Table {
    let mut table = Table::new(&[text("id"), text("title"), text("about")]);
    for reform in &corpus.reforms {
        table.push([(&reform.id).into(), reform.title.in_language(lang).into(), (&reform.about).into()]);
    }
    table
}

const FACTS: [Column; 7] = [
    text("name"),
    text("type"),
    text("of"),
    text("absent"),
    text("meaning"),
    text("citation"),
    list("rules"),
];

fn facts(corpus: &Corpus) -> Table {
    let mut table = Table::new(&FACTS);
    for (id, fact) in corpus.law.vocabulary.facts.iter() {
        let rules = readers(corpus, id);
        table.push([
            (&fact.name).into(),
            type_word(&fact.kind).into(),
            format!("{:?}", fact.belongs).to_ascii_lowercase().into(),
            absent_word(fact).into(),
            (&fact.meaning).into(),
            (&fact.citation).into(),
            Cell::from(rules.as_slice()),
        ]);
    }
    table
}

/// The type of a fact in words.
pub(super) fn type_word(kind: &FactKind) -> String {
    let domain = |domain: &Domain| match domain {
        Domain::Words(words) => words.iter().map(|word| &**word).collect::<Vec<_>>().join("|"),
        Domain::Country => "country".to_owned(),
        Domain::Party => "party".to_owned(),
        Domain::Free => "word".to_owned(),
    };
    match kind {
        FactKind::Number { unit } => format!("number in {unit}"),
        FactKind::YesNo => "yes or no".to_owned(),
        FactKind::Symbol(words) => domain(words),
        FactKind::Names(words) => format!("list of {}", domain(words)),
    }
}

/// What the absence of a fact does.
pub(super) fn absent_word(fact: &Fact) -> String {
    match (&fact.origin, &fact.absent) {
        (Origin::Defined | Origin::Parties { .. } | Origin::Contents { .. }, _) => "worked out".to_owned(),
        (_, Absent::Unknown) => "unknown".to_owned(),
        (_, Absent::ProvidedThat(value)) => format!("provided that {}", show_value(value, "")),
        (_, Absent::Assume(value)) => format!("assumed {}", show_value(value, "")),
    }
}

/// Rules that read a fact, directly or through a fact that runs over parties or contents.
pub(super) fn readers(corpus: &Corpus, fact: FactId) -> Vec<Name> {
    let facts = &corpus.law.vocabulary.facts;
    let through = |read: FactId| {
        read == fact
            || facts.get(read).is_some_and(|declared| match &declared.origin {
                Origin::Parties { test, .. } | Origin::Contents { test, .. } => {
                    let mut found = false;
                    test.each_atom(&mut |atom: &Atom| found |= atom.fact() == Some(fact));
                    found
                }
                _ => false,
            })
    };
    let reads = |rule: &&chipgate_law::rule::Rule| {
        let mut found = false;
        for version in &rule.versions {
            version.when.each_atom(&mut |atom: &Atom| found |= atom.fact().is_some_and(through));
        }
        found
    };
    corpus.law.rules.iter().filter(reads).map(|rule| rule.id.clone()).collect()
}

pub(super) fn join(names: &[Name]) -> String {
    names.iter().map(|name| &**name).collect::<Vec<_>>().join(";")
}
