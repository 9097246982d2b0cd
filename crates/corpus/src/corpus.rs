//! Everything that was loaded.

use crate::actors::{Actor, Position};
use crate::cases::Case;
use crate::claims::{Article, Claim, Tolerance};
use crate::events::Event;
use crate::files::Files;
use crate::load;
use crate::series::Series;
use chipgate_base::Name;
use chipgate_base::interval::Interval;
use chipgate_base::problem::Problem;
use chipgate_base::text::Text;
use chipgate_catalogue::lists::Lists;
use chipgate_catalogue::{Chip, Country, Listing, PartyRecord, Source};
use chipgate_law::book::Law;
use chipgate_law::fact::FactId;
use chipgate_law::rule::Gate;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The head of the data.
#[derive(Clone, Debug, PartialEq)]
pub struct Manifest {
    /// Number of the data format.
    pub schema: u32,
    /// Version of the data.
    pub version: Name,
    /// First day about which questions are answered.
    pub covers_from: Date,
    /// Last day about which questions are answered; after the last day covered they carry a caveat.
    pub asks_to: Date,
    /// The IANA time zone by whose days a gate's rules count, by gate.
    pub zones: Vec<(Gate, Name)>,
    /// Last day that the sources cover, by gate.
    pub covers_to: Vec<(Gate, Date)>,
    /// The destination that is asked about where a command names none.
    pub destination: Name,
    /// The country that an export leaves, by the words of the US gate.
    pub exports_from: Name,
    /// Other countries whose own export law is modelled; what leaves them is no export of US law.
    pub exports_also_from: Vec<Name>,
    /// Countries whose own chips are asked about in use.
    pub used_where_designed: Vec<Name>,
}

/// Languages of messages, terms and titles.
pub const LANGUAGES: [&str; 3] = ["en", "ja", "zh"];

/// A legal word in each language.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Stable id, such as `presumption_of_denial`.
    pub id: Name,
    /// The word in each language.
    pub words: Text,
    /// Whose law it belongs to: `us`, `cn`, `jp` or `general`.
    pub domain: Name,
    /// Source ids of each word, in the same order; empty where we chose the word.
    pub sources: [Vec<Name>; 3],
    /// What a reader should know; empty when nothing.
    pub note: Name,
}

impl Term {
    /// The word in a language; the English one for a language that is not known.
    #[must_use]
    pub fn in_language(&self, lang: &str) -> &str {
        self.words.in_language(lang)
    }
}

/// Bounds of a figure outside which a slip of unit is likely.
#[derive(Clone, Debug, PartialEq)]
pub struct Plausible {
    /// The fact, a number of the item.
    pub fact: FactId,
    /// The yes-or-no fact that must hold; `None`: the bounds are of every item.
    pub condition: Option<FactId>,
    /// The bounds, in the unit of the fact.
    pub range: Interval,
    /// Why.
    pub reason: Name,
}

/// Messages of one language by key.
pub type Messages = BTreeMap<String, String>;

/// What became of a provision of the law.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// Its id.
    pub id: Name,
    /// `modelled`, `outline`, `recorded` or `not_modelled`.
    pub status: Name,
    /// Rules that carry it.
    pub rules: Vec<Name>,
    /// Why it is not modelled in full.
    pub reason: Name,
}

/// A provision or notice that is known to exist and was not collected: no row of [`Coverage`] stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncollected {
    /// Its id, that of no collected provision.
    pub id: Name,
    /// Whose law it is.
    pub gate: Gate,
    /// What it does, in our words.
    pub what: Name,
    /// How lawyers cite it.
    pub citation: Name,
    /// For which question it could change an answer.
    pub why: Name,
    /// Source ids from which it is known.
    pub sources: Vec<Name>,
}

/// A TPP that somebody else published.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedTpp {
    /// Chip id.
    pub chip: Name,
    /// Published TPP; `None` when only a density was published.
    pub tpp: Option<f64>,
    /// Published performance density.
    pub performance_density: Option<f64>,
    /// Where.
    pub source: Name,
    /// Why ours differs, where it does by more than one percent.
    pub explanation: Name,
}

/// A reform that can be laid over the baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct ReformFile {
    /// Stable id, the file's name without ending.
    pub id: Name,
    /// Text in our words.
    pub title: Text,
    /// What it is and where it comes from.
    pub about: Name,
    /// Path below the data folder.
    pub path: String,
}

/// All loaded values.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// The files that were read.
    pub(crate) files: Files,
    /// Reforms that are laid over the law: path and text.
    pub(crate) laid: Vec<(String, Vec<u8>)>,
    /// The head of the data.
    pub manifest: Manifest,
    /// Facts, sets, instruments and rules.
    pub law: Law,
    /// Chips, sorted by id.
    pub chips: Vec<Chip>,
    /// Parties, sorted by id.
    pub parties: Vec<PartyRecord>,
    /// Screening lists and their entries.
    pub lists: Arc<Lists>,
    /// Actors with their roles, sorted by id.
    pub actors: Vec<Actor>,
    /// Positions with their citations, sorted by id.
    pub positions: Vec<Position>,
    /// Sources, sorted by id.
    pub sources: Vec<Source>,
    /// Countries, sorted by code.
    pub countries: Vec<Country>,
    /// Bounds of figures outside which a slip of unit is likely.
    pub plausible: Vec<Plausible>,
    /// What became of each provision.
    pub coverage: Vec<Coverage>,
    /// What is known to exist and was not collected, sorted by id.
    pub uncollected: Vec<Uncollected>,
    /// Published TPP figures to compare with.
    pub published_tpp: Vec<PublishedTpp>,
    /// How near a value must come, by class of figure, in the order of the data.
    pub tolerances: Vec<Tolerance>,
    /// Articles whose claims are checked, in the order of their files.
    pub articles: Vec<Article>,
    /// Claims of the articles, sorted by id.
    pub claims: Vec<Claim>,
    /// Models, machines, workloads and measured points of the worth of chips.
    pub worths: chipgate_worth::Worths,
    /// Cases with their expected answers.
    pub cases: Vec<Case>,
    /// Events of both sides, companies and courts, sorted by date.
    pub events: Vec<Event>,
    /// Reforms that ship with the data.
    pub reforms: Vec<ReformFile>,
    /// Figures over time, sorted by id.
    pub series: Vec<Series>,
    /// Assumptions, forcing, scenarios and policies of the race.
    pub race: crate::race::RaceData,
    /// Legal words in each language, sorted by id.
    pub terms: Vec<Term>,
    /// Messages by language, with the words of the term list in place.
    pub messages: BTreeMap<String, Messages>,
    /// SHA-256 of all files.
    pub sha256: String,
    /// Names of parties and of entries of lists.
    pub name_index: chipgate_catalogue::names::NameIndex,
}

/// How much of the data is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// All of it; only then is all of it checked.
    Whole,
    /// The law, the catalogue and the words of one language besides English: what an answer on one transaction
    /// needs. For data that were read whole before, such as those built into the program.
    Answers {
        /// The language.
        lang: String,
    },
}

/// What could be read, and every problem.
#[derive(Debug)]
pub struct Loaded {
    /// The values; `None` when not even the manifest could be read.
    pub corpus: Option<Corpus>,
    /// Problems, sorted by place.
    pub problems: Vec<Problem>,
    /// Texts of the files in which problems stand, for excerpts.
    pub texts: BTreeMap<String, String>,
}

impl Corpus {
    /// Reads data files, with reform files laid over them in order.
    ///
    /// A reform is a path and its text; a bare name is looked up in the data first.
    #[must_use]
    pub fn load(files: &Files, reforms: &[(String, Vec<u8>)]) -> Loaded {
        load::load(files, reforms, &Reach::Whole)
    }

    /// Reads as much of the data as is asked for; other parts of the corpus stay empty.
    #[must_use]
    pub fn load_within(files: &Files, reforms: &[(String, Vec<u8>)], reach: &Reach) -> Loaded {
        load::load(files, reforms, reach)
    }

    /// The same data with more reforms laid over the law, by id; the law alone is read again.
    ///
    /// # Errors
    ///
    /// Returns every problem of the data with these reforms, such as two rules that collide.
    pub fn reformed(&self, ids: &[Name]) -> Result<Corpus, Vec<Problem>> {
        let mut reforms = self.laid.clone();
        for id in ids {
            let path = format!("reforms/{id}.toml");
            let text = self.files.get(&path).map(<[u8]>::to_vec).unwrap_or_default();
            if !reforms.iter().any(|(laid, _)| *laid == path) {
                reforms.push((path, text));
            }
        }
        load::reformed(self, reforms)
    }

    /// The chip with this id.
    #[must_use]
    pub fn chip(&self, id: &str) -> Option<&Chip> {
        find(&self.chips, id, |chip| &chip.id)
    }

    /// The party with this id.
    #[must_use]
    pub fn party(&self, id: &str) -> Option<&PartyRecord> {
        find(&self.parties, id, |party| &party.id)
    }

    /// The entry of a list with this id.
    #[must_use]
    pub fn listing(&self, id: &str) -> Option<&Listing> {
        self.lists.get(id)
    }

    /// The source with this id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        find(&self.sources, id, |source| &source.id)
    }

    /// The country with this code.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<&Country> {
        find(&self.countries, code, |country| &country.code)
    }

    /// The term with this id.
    #[must_use]
    pub fn term(&self, id: &str) -> Option<&Term> {
        find(&self.terms, id, |term| &term.id)
    }

    /// Last day that the sources of a gate cover.
    #[must_use]
    pub fn covers_to(&self, gate: Gate) -> Option<Date> {
        self.manifest.covers_to.iter().find(|(of, _)| *of == gate).map(|(_, day)| *day)
    }

    /// The text of a message; the English one where the language has none, else the key.
    #[must_use]
    pub fn message<'a>(&'a self, lang: &str, key: &'a str) -> &'a str {
        let text = |lang: &str| self.messages.get(lang).and_then(|messages| messages.get(key));
        text(lang).or_else(|| text("en")).map_or(key, String::as_str)
    }
}

pub(crate) fn find<'a, T>(sorted: &'a [T], id: &str, key: fn(&T) -> &Name) -> Option<&'a T> {
    let at = sorted.binary_search_by(|item| (**key(item)).cmp(id)).ok()?;
    sorted.get(at)
}
