//! Reads a data folder in the order in which its parts need each other.

mod actors;
mod cases;
mod catalogue;
mod choice;
mod claims;
mod events;
mod facts;
mod gates;
mod instruments;
mod known;
mod lists;
mod manifest;
mod messages;
mod parties;
mod places;
mod plausible;
pub(crate) mod race;
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

use crate::corpus::{Corpus, Loaded, Reach};
use crate::files::Files;
use crate::folders;
use crate::toml_reader::File;
use chipgate_base::Name;
use chipgate_base::near::did_you_mean;
use chipgate_base::problem::{Problem, Sink};
use chipgate_catalogue::names::NameIndex;
use chipgate_catalogue::{Catalogue, Country, PartyRecord, Source};
use chipgate_chronicle::Records;
use chipgate_law::book::Law;
use chipgate_race::data::RaceData;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

impl Corpus {
    /// Reads data files, with reform files laid over them in order.
    ///
    /// A reform is a path and its text; a bare name is looked up in the data first.
    #[must_use]
    pub fn load(files: &Files, reforms: &[(String, Vec<u8>)]) -> Loaded {
        load(files, reforms, &Reach::Whole)
    }

    /// Reads as much of the data as is asked for; other parts of the corpus stay empty.
    #[must_use]
    pub fn load_within(files: &Files, reforms: &[(String, Vec<u8>)], reach: &Reach) -> Loaded {
        load(files, reforms, reach)
    }

    /// The law with more reforms laid over it, by id; everything else of the data stays as it is.
    ///
    /// # Errors
    ///
    /// Returns every problem of the data with these reforms, such as two rules that collide.
    pub fn reformed(&self, ids: &[Name]) -> Result<Law, Vec<Problem>> {
        let mut reforms = self.laid.clone();
        for id in ids {
            let path = folders::file_of(folders::REFORMS, id);
            let text = self.files.get(&path).map(<[u8]>::to_vec).unwrap_or_default();
            if !reforms.iter().any(|(laid, _)| *laid == path) {
                reforms.push((path, text));
            }
        }
        reformed(self, reforms)
    }
}

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

    /// Reports a file without which nothing can be answered.
    pub fn missing(&self, path: &str, why: &str) {
        self.sink.add(Problem {
            message: format!("there is no `{path}`: {why}"),
            place: chipgate_base::problem::place(path, "", 0..0),
            help: Some("restore the file".to_owned()),
        });
    }

    /// A file of a folder by its name.
    pub fn file_in(&self, folder: &str, name: &str) -> Option<File<'a>> {
        self.file(&format!("{folder}{name}"))
    }

    /// A file by its path.
    pub fn file(&self, path: &str) -> Option<File<'a>> {
        let (path, text) = self.texts.get_key_value(path)?;
        Some(File { path, text, sink: self.sink })
    }
}

fn load(files: &Files, reforms: &[(String, Vec<u8>)], reach: &Reach) -> Loaded {
    let sink = Sink::default();
    let mut texts = BTreeMap::new();
    for (path, bytes) in files.iter().filter(|(path, _)| reach.takes(path)) {
        add_text(path, bytes, &sink, &mut texts);
    }
    for (path, bytes) in reforms {
        add_text(path, bytes, &sink, &mut texts);
    }
    let overlays: Vec<String> = reforms.iter().map(|(path, _)| path.clone()).collect();
    let reading = Reading { texts: &texts, sink: &sink };
    let mut corpus = read(&reading, &overlays, files, reach);
    if let Some(corpus) = &mut corpus {
        corpus.files = files.clone();
        corpus.laid = reforms.to_vec();
    }
    let problems = sink.take();
    let mentioned: BTreeSet<&str> = problems.iter().map(|problem| problem.place.file.as_str()).collect();
    texts.retain(|path, _| mentioned.contains(path.as_str()));
    Loaded { corpus, problems, texts }
}

impl Reach {
    /// The file is read as text; lists are read row by row and not here.
    fn takes(&self, path: &str) -> bool {
        let Reach::Answers { lang } = self else { return true };
        let is_other_language = path.starts_with(folders::WORDS)
            && message_language(path).is_some_and(|of| of != "en" && of != lang);
        folders::is_for_answers(path) && !folders::is_list(path) && !is_other_language
    }
}

/// The law of a corpus read again under these reforms.
fn reformed(corpus: &Corpus, laid: Vec<(String, Vec<u8>)>) -> Result<Law, Vec<Problem>> {
    let sink = Sink::default();
    let mut texts = BTreeMap::new();
    let of_law = corpus.files.iter().filter(|(path, _)| folders::is_for_law(path));
    for (path, bytes) in of_law.chain(laid.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))) {
        add_text(path, bytes, &sink, &mut texts);
    }
    let overlays: Vec<String> = laid.iter().map(|(path, _)| path.clone()).collect();
    let names = Names {
        sources: &corpus.catalogue.sources,
        countries: &corpus.catalogue.countries,
        parties: &corpus.catalogue.parties,
    };
    let reading = Reading { texts: &texts, sink: &sink };
    let law = law(&reading, &overlays, &names);
    let problems = sink.take();
    if problems.is_empty() { Ok(law) } else { Err(problems) }
}

/// What the law names and does not declare itself.
struct Names<'a> {
    sources: &'a [Source],
    countries: &'a [Country],
    parties: &'a [PartyRecord],
}

fn law(reading: &Reading<'_>, overlays: &[String], names: &Names<'_>) -> Law {
    let mut law = Law::default();
    law.vocabulary.countries = names.countries.iter().map(|country| country.code.clone()).collect();
    law.vocabulary.parties = names.parties.iter().map(|party| party.id.clone()).collect();
    sets::read(reading, names.sources, &mut law);
    let declared = facts::declare(reading, &mut law);
    known::bind(reading, &mut law);
    law.gates = gates::read(reading, &law.vocabulary);
    law.instruments = instruments::read(reading, names.sources, overlays, &law);
    let drafts = rules::drafts(reading, overlays, &mut law);
    facts::tests(reading, declared, &mut law);
    rules::finish(drafts, &mut law);
    review_ranks::check(reading, &law);
    gates::check(reading, &law);
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

fn read(reading: &Reading<'_>, overlays: &[String], files: &Files, reach: &Reach) -> Option<Corpus> {
    let (version, mut frame) = manifest::read(reading)?;
    folders::check(files).into_iter().for_each(|problem| reading.sink.add(problem));
    let sources = tables::sources(reading);
    let countries = tables::countries(reading);
    let listings = parties::listings(reading, &sources);
    let is_whole = *reach == Reach::Whole;
    let lists = Arc::new(lists::lists(reading, files, &sources, listings, is_whole));
    let parties = parties::parties(reading, &sources, &lists);
    let names = Names { sources: &sources, countries: &countries, parties: &parties };
    let law = law(reading, overlays, &names);
    if law.gates.is_empty() {
        return None;
    }
    lists::check_facts(reading, &lists, &law.vocabulary.facts);
    let chips = catalogue::chips(reading, &sources, &law);
    frame.plausible = plausible::read_all(reading, &law);
    frame.known = chipgate_ask::Known::of(&law.vocabulary.facts);
    let index = NameIndex::new(lists::words(reading), lists.clone(), &parties, files.packed_names());
    let terms = terms::read(reading, &sources);
    let messages = messages::read(reading, &terms);
    let mut corpus = Corpus {
        files: Files::default(),
        laid: Vec::new(),
        records: Records::default(),
        uncollected: Vec::new(),
        coverage: Vec::new(),
        published_tpp: Vec::new(),
        well_known: Vec::new(),
        worths: no_worths(),
        cases: Vec::new(),
        unasked: Vec::new(),
        reforms: Vec::new(),
        race: RaceData::default(),
        version,
        frame,
        messages,
        terms,
        law,
        catalogue: Catalogue { chips, parties, lists, sources, countries, names: index },
        sha256: files.sha256(),
    };
    if is_whole {
        read_rest(reading, &mut corpus);
    }
    Some(corpus)
}

/// The models of the worth of chips of data that hold none; what is missing there is not reported.
fn no_worths() -> chipgate_worth::Worths {
    let reading = Reading { texts: &BTreeMap::new(), sink: &Sink::default() };
    worth::read(&reading, &[], &[])
}

/// Everything that no answer on a transaction needs.
fn read_rest(reading: &Reading<'_>, corpus: &mut Corpus) {
    if let Some(english) = corpus.messages.get("en") {
        told::check(reading, english);
    }
    let links = actors::Links {
        sources: &corpus.catalogue.sources,
        parties: &corpus.catalogue.parties,
        chips: &corpus.catalogue.chips,
        countries: &corpus.catalogue.countries,
        instruments: &corpus.law.instruments,
    };
    let (actors, positions) = actors::read_all(reading, &links);
    (corpus.records.actors, corpus.records.positions) = (actors, positions);
    corpus.uncollected = tables::uncollected(reading, &corpus.catalogue.sources, &corpus.law.gates);
    corpus.coverage = tables::coverage(reading, &corpus.law);
    corpus.well_known = tables::well_known(reading, &corpus.catalogue.chips);
    corpus.published_tpp = tables::published_tpp(reading, &corpus.catalogue.chips, &corpus.catalogue.sources);
    corpus.worths = worth::read(reading, &corpus.catalogue.chips, &corpus.catalogue.sources);
    corpus.reforms = reforms::list(reading);
    corpus.records.series = series::series(reading, &corpus.catalogue.sources);
    corpus.race = race::read_data(reading, &corpus.catalogue.sources);
    race::links(reading, corpus);
    corpus.race.policies = race::policies(reading, corpus);
    race::theses(reading, corpus);
    corpus.records.events = events::read_all(reading, corpus);
    let claims = claims::read(reading, corpus);
    corpus.records.tolerances = claims.tolerances;
    corpus.records.articles = claims.articles;
    corpus.records.claims = claims.claims;
    (corpus.cases, corpus.unasked) = cases::read(reading, corpus);
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
