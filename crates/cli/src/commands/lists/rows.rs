//! A line for each thing.

use super::{Kind, terms};
use crate::options::{Common, Format};
use chipgate_corpus::Corpus;
use chipgate_corpus::ask::show_value;
use chipgate_law::Name;
use chipgate_law::expr::Atom;
use chipgate_law::fact::{Absent, Domain, Fact, FactId, Kind as FactKind, Origin};
use chipgate_law::quantity;
use chipgate_law::value::Value;
use chipgate_report::table::Table;

/// Titles are in the reader's language in text, and in English for programs.
pub(super) fn table(corpus: &Corpus, kind: Kind, common: &Common) -> Table {
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

fn chips(corpus: &Corpus) -> Table {
    let mut table = Table::new(&[
        "id",
        "name",
        "designer",
        "launch",
        "status",
        "tpp",
        "performance_density",
        "datacenter",
    ]);
    for chip in &corpus.chips {
        let tpp = quantity::tpp(&chip.dense_rates(), chip.rates_complete == Some(true));
        let area = chip.figure(quantity::DIE_AREA, "").map(|figure| figure.range);
        let density = tpp.zip(area).map(|(tpp, area)| quantity::performance_density(&tpp, &area));
        let shown = |range: Option<chipgate_law::interval::Interval>| {
            range.map_or_else(String::new, |range| show_value(&Value::Number(range), ""))
        };
        table.push([
            chip.id.to_string(),
            chip.name.to_string(),
            chip.designer.to_string(),
            chip.launch.map(|launch| launch.earliest.to_string()).unwrap_or_default(),
            chip.status.to_string(),
            shown(tpp),
            shown(density),
            chip.datacenter.map_or("", |is| if is { "yes" } else { "no" }).to_owned(),
        ]);
    }
    table
}

fn parties(corpus: &Corpus) -> Table {
    let mut table =
        Table::new(&["id", "name", "kind", "headquarters", "ultimate_parent", "parent_hq", "listings"]);
    for party in &corpus.parties {
        table.push([
            party.id.to_string(),
            party.names.first().map(ToString::to_string).unwrap_or_default(),
            party.kind.to_string(),
            party.headquarters.to_string(),
            party.ultimate_parent.to_string(),
            party.ultimate_parent_headquarters.to_string(),
            join(&party.listings),
        ]);
    }
    table
}

fn instruments(corpus: &Corpus, lang: &str) -> Table {
    let mut table = Table::new(&["id", "published", "in_force", "authority", "citation", "title"]);
    for instrument in &corpus.law.instruments {
        let first = instrument.effects.iter().map(|effect| effect.from.earliest).min();
        table.push([
            instrument.id.to_string(),
            instrument.published.to_string(),
            first.map(|day| day.to_string()).unwrap_or_default(),
            instrument.authority.code().to_owned(),
            instrument.citation.to_string(),
            instrument.title.in_language(lang).to_owned(),
        ]);
    }
    table
}

fn rules(corpus: &Corpus, lang: &str) -> Table {
    let mut table = Table::new(&["id", "gate", "step", "versions", "first_day", "title"]);
    for rule in &corpus.law.rules {
        table.push([
            rule.id.to_string(),
            rule.gate.code().to_owned(),
            rule.step.code().to_owned(),
            rule.versions.len().to_string(),
            rule.versions.first().map(|version| version.from.earliest.to_string()).unwrap_or_default(),
            rule.title.in_language(lang).to_owned(),
        ]);
    }
    table
}

fn sources(corpus: &Corpus) -> Table {
    let mut table = Table::new(&["id", "kind", "published", "publisher", "title", "url"]);
    for source in &corpus.sources {
        table.push([
            source.id.to_string(),
            source.kind.to_string(),
            source.published.map(|day| day.to_string()).unwrap_or_default(),
            source.publisher.to_string(),
            source.title.to_string(),
            source.url.to_string(),
        ]);
    }
    table
}

fn reforms(corpus: &Corpus, lang: &str) -> Table {
    let mut table = Table::new(&["id", "title", "about"]);
    for reform in &corpus.reforms {
        let title = reform.title.in_language(lang).to_owned();
        table.push([reform.id.to_string(), title, reform.about.to_string()]);
    }
    table
}

fn facts(corpus: &Corpus) -> Table {
    let mut table = Table::new(&["name", "type", "of", "absent", "meaning", "citation", "rules"]);
    for (id, fact) in corpus.law.vocabulary.facts.iter() {
        table.push([
            fact.name.to_string(),
            type_word(&fact.kind),
            format!("{:?}", fact.belongs).to_ascii_lowercase(),
            absent_word(fact),
            fact.meaning.to_string(),
            fact.citation.to_string(),
            join(&readers(corpus, id)),
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
