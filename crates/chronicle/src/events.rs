//! What happened: dated events of both governments, companies and courts, linked to the rest by id.

use crate::Chronicle;
use chipgate_base::Name;
use chipgate_base::day::DaySpan;
use chipgate_base::text::Text;
use chipgate_catalogue::Chip;
use chipgate_law::gate::Gates;
use jiff::civil::Date;

/// Whose event it is besides that of a government: words of the column `sides`.
pub const PRIVATE: [&str; 3] = ["company", "court", "voice"];

/// All words of the column `sides`: the countries of the gates, then [`PRIVATE`].
#[must_use]
pub fn sides(gates: &Gates) -> Vec<&str> {
    gates.iter().map(|(_, gate)| &*gate.country).chain(PRIVATE).collect()
}
/// What sort of event it is: words of the column `kind`, in the order of a legend.
pub const KINDS: [&str; 19] = [
    "law",
    "rule",
    "order",
    "listing",
    "letter",
    "license",
    "guidance",
    "review",
    "court",
    "bill",
    "announcement",
    "statement",
    "talk",
    "report",
    "product",
    "sale",
    "filing",
    "post",
    "deadline",
];
/// Kinds of which an instrument is expected.
const LEGAL_ACTS: [&str; 6] = ["law", "rule", "order", "listing", "letter", "guidance"];
/// How the two days of an event are meant: words of the column `precision`.
pub const PRECISIONS: [&str; 3] = ["day", "month", "span"];

/// One dated event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Stable id, such as `ev-2025-04-09-h20-letter`.
    pub id: Name,
    /// When: one day, the month in which an unknown day lies, or the days that it lasted.
    pub when: DaySpan,
    /// `day`, `month` or `span`: how `when` is meant.
    pub precision: Name,
    /// Whose event it is, words of [`sides`]; never empty. A joint act has several.
    pub sides: Vec<Name>,
    /// A word of [`KINDS`].
    pub kind: Name,
    /// What happened, in our words: English, Japanese, Chinese.
    pub titles: Text,
    /// Ids of parties or actors that acted or were acted on.
    pub actors: Vec<Name>,
    /// Ids of instruments; empty where none is recorded.
    pub instruments: Vec<Name>,
    /// Ids of chips, every variant of a family named; empty where it is about none.
    pub chips: Vec<Name>,
    /// Source ids; never empty.
    pub sources: Vec<Name>,
    /// `high`, `medium` or `low`.
    pub confidence: Name,
}

impl Event {
    /// Whether it is an act by which law or guidance is made, of which an instrument is expected.
    #[must_use]
    pub fn is_legal_act(&self) -> bool {
        LEGAL_ACTS.contains(&&*self.kind)
    }
}

/// Which events are asked for; an empty list sets no limit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Words of [`sides`]; an event of any of them is kept.
    pub sides: Vec<Name>,
    /// Chip ids; an event that names any of them is kept.
    pub chips: Vec<Name>,
    /// Actor ids; an event that names any of them is kept.
    pub actors: Vec<Name>,
    /// First day; `None`: no limit.
    pub from: Option<Date>,
    /// Last day; `None`: no limit.
    pub to: Option<Date>,
}

impl Filter {
    /// Whether an event is asked for; one whose day is not known is kept if it can lie in the days.
    #[must_use]
    pub fn takes(&self, event: &Event) -> bool {
        meets(&self.sides, &event.sides)
            && meets(&self.chips, &event.chips)
            && meets(&self.actors, &event.actors)
            && self.from.is_none_or(|from| from <= event.when.latest)
            && self.to.is_none_or(|to| event.when.earliest <= to)
    }
}

fn meets(asked: &[Name], has: &[Name]) -> bool {
    asked.is_empty() || asked.iter().any(|word| has.contains(word))
}

/// A word that names nothing, with what comes near.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotNamed {
    /// Ids that may be meant; empty when none comes near.
    pub near: Vec<Name>,
}

impl<'c> Chronicle<'c> {
    /// The events that a filter takes, by date.
    #[must_use]
    pub fn events_of(self, filter: &Filter) -> Vec<&'c Event> {
        self.records.events.iter().filter(|event| filter.takes(event)).collect()
    }

    /// The name of an actor or party in a language; the English one where it has none, else the id.
    #[must_use]
    pub fn actor_name(self, id: &'c str, lang: &str) -> &'c str {
        let party = || self.ground.catalogue.party(id).map(|party| &party.names);
        let names = self.actor(id).map(|actor| &actor.names).or_else(party);
        names.map_or(id, |names| names.in_language(lang))
    }

    /// The chips that a word names: by id or family, else by a part of the id; case does not matter.
    ///
    /// # Errors
    ///
    /// Returns ids that come near where the word names no chip.
    pub fn chips_named(self, word: &str) -> Result<Vec<&'c Chip>, NotNamed> {
        let plain = plain(word);
        let is = |chip: &&Chip| chip.id.eq_ignore_ascii_case(word) || self::plain(&chip.family) == plain;
        let has = |chip: &&Chip| !plain.is_empty() && self::plain(&chip.id).contains(&plain);
        let exact: Vec<&'c Chip> = self.ground.catalogue.chips.iter().filter(is).collect();
        let found =
            if exact.is_empty() { self.ground.catalogue.chips.iter().filter(has).collect() } else { exact };
        let ids = || {
            self.ground
                .catalogue
                .chips
                .iter()
                .map(|chip| &chip.id)
                .chain(self.ground.catalogue.chips.iter().map(|chip| &chip.family))
        };
        if found.is_empty() { Err(NotNamed { near: near(&plain, ids()) }) } else { Ok(found) }
    }

    /// The parties and actors of events that a word names: by id or name, else by a part of one; case does not matter.
    ///
    /// # Errors
    ///
    /// Returns ids that come near where the word names no actor of an event.
    pub fn actors_named(self, word: &str) -> Result<Vec<&'c Name>, NotNamed> {
        let plain = plain(word);
        let mut all: Vec<&'c Name> = self.records.events.iter().flat_map(|event| &event.actors).collect();
        all.sort();
        all.dedup();
        let names = |id: &Name| {
            let names = ["en", "ja", "zh"].map(|lang| self::plain(self.actor_name(id, lang)));
            std::iter::once(self::plain(id)).chain(names)
        };
        let exact: Vec<&'c Name> =
            all.iter().copied().filter(|id| names(id).any(|name| name == plain)).collect();
        let has = |id: &&Name| !plain.is_empty() && names(id).any(|name| name.contains(&plain));
        let found = if exact.is_empty() { all.iter().copied().filter(has).collect() } else { exact };
        if found.is_empty() { Err(NotNamed { near: near(&plain, all.into_iter()) }) } else { Ok(found) }
    }
}

/// A word in small letters without what people leave out: spaces, hyphens, points.
fn plain(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// At most five ids that hold the longest beginning of a word that any id holds, two letters at least.
fn near<'n>(plain: &str, ids: impl Iterator<Item = &'n Name>) -> Vec<Name> {
    let ids: Vec<(&Name, String)> = ids.map(|id| (id, self::plain(id))).collect();
    let letters = plain.chars().count();
    for length in (2..=letters).rev() {
        let stem: String = plain.chars().take(length).collect();
        let mut found: Vec<Name> =
            ids.iter().filter(|(_, id)| id.contains(&stem)).map(|(id, _)| (*id).clone()).collect();
        found.sort();
        found.dedup();
        found.truncate(5);
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}
