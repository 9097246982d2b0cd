//! Everything that was loaded.

use crate::files::Files;
use chipgate_ask::cases::Case;
use chipgate_ask::promised::Lacking;
use chipgate_ask::{Frame, Ground};
use chipgate_base::Name;
use chipgate_base::problem::Problem;
use chipgate_base::text::Text;
use chipgate_catalogue::{Catalogue, find};
use chipgate_chronicle::{Chronicle, Records};
use chipgate_law::book::Law;
use chipgate_law::gate::Gate;
use chipgate_race::data::RaceData;
use chipgate_race::setup::Books;
use std::collections::BTreeMap;

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

/// A chip with the name that people use for it.
#[derive(Clone, Debug, PartialEq)]
pub struct WellKnown {
    /// Id of the chip.
    pub chip: Name,
    /// The short name, such as `H20`.
    pub name: Name,
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
    /// Version of the data.
    pub version: Name,
    /// What every question is measured by.
    pub frame: Frame,
    /// Facts, sets, instruments and rules.
    pub law: Law,
    /// Chips, parties, lists, sources and countries.
    pub catalogue: Catalogue,
    /// What happened and what was said.
    pub records: Records,
    /// What became of each provision.
    pub coverage: Vec<Coverage>,
    /// What is known to exist and was not collected, sorted by id.
    pub uncollected: Vec<Uncollected>,
    /// Published TPP figures to compare with.
    pub published_tpp: Vec<PublishedTpp>,
    /// Chips that a picture names, the ones first that most deserve the room.
    pub well_known: Vec<WellKnown>,
    /// Models, machines, workloads and measured points of the worth of chips.
    pub worths: chipgate_worth::Worths,
    /// Cases with their expected answers.
    pub cases: Vec<Case>,
    /// Promised cases of rules that cannot be asked.
    pub unasked: Vec<Lacking>,
    /// Reforms that ship with the data.
    pub reforms: Vec<ReformFile>,
    /// Assumptions, forcing, scenarios and policies of the race.
    pub race: RaceData,
    /// Legal words in each language, sorted by id.
    pub terms: Vec<Term>,
    /// Messages by language, with the words of the term list in place.
    pub messages: BTreeMap<String, Messages>,
    /// SHA-256 of all files.
    pub sha256: String,
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
    /// The rule books for the race, with any of the reforms of the data laid over them.
    #[must_use]
    pub fn books(&self) -> Books<'_> {
        Books::new(self.ground(), &self.race, Box::new(|ids| self.reformed(ids)))
    }

    /// What happened and what was said, on the ground of law and catalogue.
    #[must_use]
    pub fn chronicle(&self) -> Chronicle<'_> {
        Chronicle { ground: self.ground(), records: &self.records }
    }

    /// What a question about a transaction is answered from.
    ///
    /// ```
    /// use chipgate_ask::{Question, determination::answer};
    /// use chipgate_corpus::{Corpus, embedded};
    /// use jiff::civil::date;
    ///
    /// let corpus = Corpus::load(&embedded::files(), &[]).corpus.expect("the data inside the program are sound");
    /// let h20 = |day| answer(corpus.ground(), &Question::about("nvidia-h20-96gb").to("CN"), day);
    /// let before = h20(date(2025, 3, 1)).expect("the question fits");
    /// let after = h20(date(2025, 5, 1)).expect("the question fits");
    /// // The letter of April 2025 stopped the H20.
    /// assert_eq!(before.verdict.code(), "no_license_required");
    /// assert_eq!(after.verdict.code(), "license_required");
    /// ```
    #[must_use]
    pub fn ground(&self) -> Ground<'_> {
        Ground { law: &self.law, catalogue: &self.catalogue, frame: &self.frame }
    }

    /// The term with this id.
    #[must_use]
    pub fn term(&self, id: &str) -> Option<&Term> {
        find(&self.terms, id, |term| &term.id)
    }

    /// The text of a message; the English one where the language has none, else the key.
    #[must_use]
    pub fn message<'a>(&'a self, lang: &str, key: &'a str) -> &'a str {
        let text = |lang: &str| self.messages.get(lang).and_then(|messages| messages.get(key));
        text(lang).or_else(|| text("en")).map_or(key, String::as_str)
    }
}
