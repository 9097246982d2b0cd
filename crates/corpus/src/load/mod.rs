//! Reads a data folder in the order in which its parts need each other.

mod actors;
mod cases;
mod catalogue;
mod claims;
mod events;
mod facts;
mod instruments;
mod manifest;
mod messages;
mod parties;
mod places;
mod plausible;
mod race;
mod reforms;
mod review_ranks;
mod rules;
mod series;
mod sets;
mod tables;
mod terms;
mod told;
pub(crate) mod worth;

pub(crate) use messages::language as message_language;

use crate::corpus::{Corpus, Loaded, Manifest};
use crate::files::Files;
use crate::names::NameIndex;
use crate::problem::{Problem, Sink};
use crate::toml_reader::File;
use chipgate_law::Name;
use chipgate_law::book::Law;
use chipgate_law::catalogue::{Country, PartyRecord, Source};
use chipgate_law::expr::resolve::did_you_mean;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What every part of the loader may use.
pub(crate) struct Reading<'a> {
    pub texts: &'a BTreeMap<String, String>,
    pub sink: &'a Sink,
}

impl<'a> Reading<'a> {
    /// Files below a folder with an ending.
    pub fn files(&self, folder: &str, ending: &str) -> Vec<File<'a>> {
        let of = |path: &str| path.starts_with(folder) && path.ends_with(ending);
        self.texts
            .iter()
            .filter(|(path, _)| of(path))
            .map(|(path, text)| File { path, text, sink: self.sink })
            .collect()
    }

    pub fn file(&self, path: &str) -> Option<File<'a>> {
        let (path, text) = self.texts.get_key_value(path)?;
        Some(File { path, text, sink: self.sink })
    }
}

pub(crate) fn load(files: &Files, reforms: &[(String, Vec<u8>)]) -> Loaded {
    let sink = Sink::default();
    let mut texts = BTreeMap::new();
    for (path, bytes) in files.iter() {
        add_text(path, bytes, &sink, &mut texts);
    }
    for (path, bytes) in reforms {
        add_text(path, bytes, &sink, &mut texts);
    }
    let overlays: Vec<String> = reforms.iter().map(|(path, _)| path.clone()).collect();
    let reading = Reading { texts: &texts, sink: &sink };
    let mut corpus = read(&reading, &overlays, files.sha256());
    if let Some(corpus) = &mut corpus {
        corpus.files = files.clone();
        corpus.laid = reforms.to_vec();
    }
    let problems = sink.take();
    let mentioned: BTreeSet<&str> = problems.iter().map(|problem| problem.place.file.as_str()).collect();
    texts.retain(|path, _| mentioned.contains(path.as_str()));
    Loaded { corpus, problems, texts }
}

/// Folders that hold the law.
const LAW: [&str; 5] = ["places/", "parties/", "facts/", "instruments/", "rules/"];

/// A corpus with the law read again under these reforms; everything else stays as it is.
pub(crate) fn reformed(corpus: &Corpus, laid: Vec<(String, Vec<u8>)>) -> Result<Corpus, Vec<Problem>> {
    let sink = Sink::default();
    let mut texts = BTreeMap::new();
    let is_law = |path: &str| path == "manifest.toml" || LAW.iter().any(|folder| path.starts_with(folder));
    let of_law = corpus.files.iter().filter(|(path, _)| is_law(path));
    for (path, bytes) in of_law.chain(laid.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))) {
        add_text(path, bytes, &sink, &mut texts);
    }
    let overlays: Vec<String> = laid.iter().map(|(path, _)| path.clone()).collect();
    let names = Names { sources: &corpus.sources, countries: &corpus.countries, parties: &corpus.parties };
    let reading = Reading { texts: &texts, sink: &sink };
    let law = law(&reading, &overlays, &corpus.manifest, &names);
    let problems = sink.take();
    if problems.is_empty() { Ok(Corpus { law, laid, ..corpus.clone() }) } else { Err(problems) }
}

/// What the law names and does not declare itself.
struct Names<'a> {
    sources: &'a [Source],
    countries: &'a [Country],
    parties: &'a [PartyRecord],
}

fn law(reading: &Reading<'_>, overlays: &[String], manifest: &Manifest, names: &Names<'_>) -> Law {
    let mut law = Law { covers_to: manifest.covers_to.clone(), ..Law::default() };
    law.vocabulary.countries = names.countries.iter().map(|country| country.code.clone()).collect();
    law.vocabulary.parties = names.parties.iter().map(|party| party.id.clone()).collect();
    sets::read(reading, names.sources, &mut law);
    let declared = facts::declare(reading, &mut law);
    law.instruments = instruments::read(reading, names.sources, overlays, &law);
    let drafts = rules::drafts(reading, overlays, &mut law);
    facts::tests(reading, declared, &mut law);
    rules::finish(drafts, &mut law);
    review_ranks::check(reading, &law);
    manifest::check_gates(reading, &law);
    instruments::check_targets(reading, overlays, &law);
    law
}

fn add_text(path: &str, bytes: &[u8], sink: &Sink, texts: &mut BTreeMap<String, String>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            texts.insert(path.to_owned(), text.to_owned());
        }
        Err(error) => {
            let text = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
            let file = File { path, text: &text, sink };
            let help = "save the file as UTF-8".to_owned();
            file.problem(text.len()..text.len(), "the file is not UTF-8", Some(help));
        }
    }
}

fn read(reading: &Reading<'_>, overlays: &[String], sha256: String) -> Option<Corpus> {
    let manifest = manifest::read(reading)?;
    let sources = tables::sources(reading);
    let countries = tables::countries(reading);
    let listings = parties::listings(reading, &sources);
    let parties = parties::parties(reading, &sources, &listings);
    let names = Names { sources: &sources, countries: &countries, parties: &parties };
    let law = law(reading, overlays, &manifest, &names);
    let chips = catalogue::chips(reading, &sources, &law);
    let links = actors::Links {
        sources: &sources,
        parties: &parties,
        chips: &chips,
        countries: &countries,
        instruments: &law.instruments,
    };
    let (actors, positions) = actors::read_all(reading, &links);
    let name_index = NameIndex::new(&parties, &listings);
    let terms = terms::read(reading, &sources);
    let messages = messages::read(reading, &terms);
    if let Some(english) = messages.get("en") {
        told::check(reading, english);
    }
    let mut corpus = Corpus {
        files: Files::default(),
        laid: Vec::new(),
        events: Vec::new(),
        tolerances: Vec::new(),
        articles: Vec::new(),
        claims: Vec::new(),
        manifest,
        plausible: plausible::read_all(reading, &law),
        coverage: tables::coverage(reading, &law),
        published_tpp: tables::published_tpp(reading, &chips, &sources),
        worths: worth::read(reading, &chips, &sources),
        cases: Vec::new(),
        reforms: reforms::list(reading),
        series: series::series(reading, &sources),
        race: race::read_data(reading, &sources),
        messages,
        terms,
        law,
        chips,
        parties,
        listings,
        actors,
        positions,
        sources,
        countries,
        sha256,
        name_index,
    };
    race::links(reading, &mut corpus);
    corpus.race.policies = race::policies(reading, &corpus);
    corpus.events = events::read_all(reading, &corpus);
    let claims = claims::read(reading, &corpus);
    corpus.tolerances = claims.tolerances;
    corpus.articles = claims.articles;
    corpus.claims = claims.claims;
    corpus.cases = cases::read(reading, &corpus);
    Some(corpus)
}

/// Reports an id that is not among the known ones.
pub(crate) fn unknown_id<'k>(
    file: File<'_>,
    at: Range<usize>,
    what: &str,
    id: &str,
    known: impl Iterator<Item = &'k str>,
) {
    let near = did_you_mean(id, known);
    let help = near.unwrap_or_else(|| format!("add the {what} or correct the id"));
    file.problem(at, format!("unknown {what} `{id}`"), Some(help));
}

/// Reports ids that stand twice in a list sorted by id.
pub(crate) fn second_of<'n>(seen: &mut BTreeSet<Name>, id: &'n Name) -> Option<&'n Name> {
    if seen.insert(id.clone()) { None } else { Some(id) }
}
