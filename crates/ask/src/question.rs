//! A question about one transaction on one day, as anybody may ask it: a person, a study, another program.
//!
//! ```
//! use chipgate_ask::{PartySpec, Question};
//! use jiff::civil::date;
//!
//! let question = Question::about("nvidia-h20-96gb")
//!     .to("CN")
//!     .on(date(2025, 5, 1))
//!     .party("end_user", PartySpec::named("Example Cloud").headquartered("CN"));
//! assert_eq!(question.to.as_deref(), Some("CN"));
//! ```

use chipgate_law::rule::Lens;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Roles of parties, in the order in which one stands in for the one before.
pub const ROLES: [&str; 4] = ["purchaser", "intermediate", "consignee", "end_user"];

/// The value of a fact as given.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// Text, to be read by the type of the fact.
    Text(String),
    /// A number.
    Number(f64),
    /// A range.
    Range(f64, f64),
    /// Yes or no.
    YesNo(bool),
    /// A date.
    Date(Date),
    /// A list of words.
    Words(Vec<String>),
}

impl From<&str> for Given {
    fn from(text: &str) -> Given {
        Given::Text(text.to_owned())
    }
}

impl From<f64> for Given {
    fn from(number: f64) -> Given {
        Given::Number(number)
    }
}

impl From<bool> for Given {
    fn from(is: bool) -> Given {
        Given::YesNo(is)
    }
}

/// An item that is not in the catalogue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemSpec {
    /// `chip`, `die`, `module`, `server`, `hbm`, `material`, `software`, `technology` or `other`; `None`: a chip.
    pub kind: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// The maker's own ECCN.
    pub stated_eccn: Option<String>,
    /// Party id or name of its designer.
    pub designer: Option<String>,
    /// Quantities and facts by name.
    pub facts: BTreeMap<String, Given>,
    /// Circuits inside: catalogue id or a spec, and how many.
    pub contains: Vec<(Inside, u32)>,
}

/// A circuit inside a system.
#[derive(Clone, Debug, PartialEq)]
pub enum Inside {
    /// A chip of the catalogue.
    Chip(String),
    /// A chip that is described.
    Spec(Box<ItemSpec>),
}

/// A party as given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartySpec {
    /// Name or id.
    pub name: Option<String>,
    /// Country where it takes part.
    pub country: Option<String>,
    /// Country of its headquarters.
    pub headquarters: Option<String>,
    /// Name of its ultimate parent.
    pub ultimate_parent: Option<String>,
    /// Country of the ultimate parent's headquarters.
    pub ultimate_parent_headquarters: Option<String>,
}

impl PartySpec {
    /// A party of which the name is known.
    #[must_use]
    pub fn named(name: &str) -> PartySpec {
        PartySpec { name: Some(name.to_owned()), ..PartySpec::default() }
    }

    /// The word of this key; `None` where a party has no such word.
    pub(crate) fn word_mut(&mut self, key: &str) -> Option<&mut Option<String>> {
        Some(match key {
            "name" => &mut self.name,
            "country" => &mut self.country,
            "headquarters" => &mut self.headquarters,
            "ultimate_parent" => &mut self.ultimate_parent,
            "ultimate_parent_headquarters" => &mut self.ultimate_parent_headquarters,
            _ => return None,
        })
    }

    /// Sets the word of this key, such as `headquarters`; a key that a party does not have is left out.
    pub fn set(&mut self, key: &str, word: &str) {
        if let Some(slot) = self.word_mut(key) {
            *slot = Some(word.to_owned());
        }
    }

    /// Its words by key.
    pub(crate) fn words(&self) -> [(&'static str, &Option<String>); 5] {
        [
            ("name", &self.name),
            ("country", &self.country),
            ("headquarters", &self.headquarters),
            ("ultimate_parent", &self.ultimate_parent),
            ("ultimate_parent_headquarters", &self.ultimate_parent_headquarters),
        ]
    }

    /// The same, headquartered in a country.
    #[must_use]
    pub fn headquartered(self, country: &str) -> PartySpec {
        PartySpec { headquarters: Some(country.to_owned()), ..self }
    }
}

/// A whole question. What is not said is filled in, presumed or left open by [`fill`](crate::fill).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// Id of a chip of the catalogue.
    pub chip: Option<String>,
    /// An item that is described.
    pub item: Option<ItemSpec>,
    /// The act; `None`: an export.
    pub kind: Option<String>,
    /// Country from which.
    pub from: Option<String>,
    /// Country to which.
    pub to: Option<String>,
    /// Who exports.
    pub exporter: Option<String>,
    /// Parties by role.
    pub parties: BTreeMap<String, PartySpec>,
    /// Other facts by name.
    pub facts: BTreeMap<String, Given>,
    /// The day asked about; `None`: today.
    pub as_of: Option<Date>,
    /// Only what was known by this day.
    pub known_on: Option<Date>,
    /// `enforced` or `codified`; `None`: as enforced.
    pub lens: Option<String>,
    /// Presumed facts count as unknown.
    pub strict: bool,
    /// Facts whose given value goes before what the data hold, by name.
    pub overrides: Vec<String>,
}

impl Question {
    /// About a chip of the catalogue, by id.
    ///
    /// ```
    /// use chipgate_ask::{PartySpec, Question};
    ///
    /// let question = Question::about("nvidia-h20-96gb")
    ///     .to("CN")
    ///     .on(jiff::civil::date(2025, 12, 1))
    ///     .party("end_user", PartySpec::named("ByteDance").headquartered("CN"))
    ///     .with("end_use", "inference");
    /// assert_eq!(question.to.as_deref(), Some("CN"));
    /// ```
    #[must_use]
    pub fn about(chip: &str) -> Question {
        Question { chip: Some(chip.to_owned()), ..Question::default() }
    }

    /// About an item that is described.
    #[must_use]
    pub fn of(item: ItemSpec) -> Question {
        Question { item: Some(item), ..Question::default() }
    }

    /// Another act than an export.
    #[must_use]
    pub fn by(self, act: &str) -> Question {
        Question { kind: Some(act.to_owned()), ..self }
    }

    /// The country that the item leaves.
    #[must_use]
    pub fn from(self, country: &str) -> Question {
        Question { from: Some(country.to_owned()), ..self }
    }

    /// The country to which it goes.
    #[must_use]
    pub fn to(self, country: &str) -> Question {
        Question { to: Some(country.to_owned()), ..self }
    }

    /// The day asked about.
    #[must_use]
    pub fn on(self, day: Date) -> Question {
        Question { as_of: Some(day), ..self }
    }

    /// Who exports.
    #[must_use]
    pub fn exported_by(self, name: &str) -> Question {
        Question { exporter: Some(name.to_owned()), ..self }
    }

    /// The reading of the law.
    #[must_use]
    pub fn under(self, lens: Lens) -> Question {
        Question { lens: Some(lens.code().to_owned()), ..self }
    }

    /// The party in a role of [`ROLES`].
    #[must_use]
    pub fn party(mut self, role: &str, party: PartySpec) -> Question {
        self.parties.insert(role.to_owned(), party);
        self
    }

    /// A fact by name.
    #[must_use]
    pub fn with(mut self, fact: &str, given: impl Into<Given>) -> Question {
        self.facts.insert(fact.to_owned(), given.into());
        self
    }

    /// The party in a role, made when it is not there.
    pub fn party_in(&mut self, role: &str) -> &mut PartySpec {
        self.parties.entry(role.to_owned()).or_default()
    }
}
