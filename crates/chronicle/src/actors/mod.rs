//! Who argued what, and on whose evidence: actors, their roles, positions and citations.
//!
//! Moves between sectors are computed from roles ([`Actor::moves`]); only what roles cannot give is stated in
//! the data. An unknown day stays unknown: a role may be known by nothing but a day on which it was seen.

mod find;
mod links;
mod moves;
mod stance;
mod time;

pub use find::ActorError;
pub use stance::{Side, Stance};
pub use time::{Precision, When};

use chipgate_base::Name;
use chipgate_base::text::Text;

/// A person, an organ, a company or a group that acted or argued.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Stable id; that of the party where the actor is one.
    pub id: Name,
    /// English, Japanese and Chinese name; empty where not known.
    pub names: Text,
    /// Languages whose name is not confirmed.
    pub unconfirmed: Vec<Name>,
    /// Short English name or acronym; empty where there is none.
    pub short: Name,
    /// Other names.
    pub aliases: Vec<Name>,
    /// `person` or `organization`.
    pub kind: Name,
    /// Such as `government`, `think_tank`, `company`; for a person the sort in which he or she spoke.
    pub sort: Name,
    /// ISO 3166-1 code of the country for which or from which it acts; empty when not known or not one.
    pub country: Name,
    /// Id of the party; empty where it is none.
    pub party: Name,
    /// Number in the list of actors of the source articles; empty for the others.
    pub listed: Name,
    /// Source articles that name the actor.
    pub articles: Vec<Name>,
    /// Roles in the order of time.
    pub roles: Vec<Role>,
    /// Moves that a source states and roles cannot give.
    pub stated_moves: Vec<Move>,
    /// Whom the actor cites outside any one position.
    pub citations: Vec<Citation>,
    /// Source ids.
    pub sources: Vec<Name>,
    /// How sure the row is.
    pub confidence: Name,
    /// What a reader should know.
    pub note: Name,
}

/// A post held for a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// Id of an actor or a party; empty where no organization is named.
    pub organization: Name,
    /// The post in English, Japanese and Chinese.
    pub titles: Text,
    /// Such as `government` or `think_tank`.
    pub sector: Name,
    /// When it began; `None` when not known.
    pub from: Option<When>,
    /// When it ended; `None` when it is not known to have ended, or not known when.
    pub until: Option<When>,
    /// It is known to have ended.
    pub ended: bool,
    /// Times at which a source shows it held, in order.
    pub seen_on: Vec<When>,
    /// Source ids.
    pub sources: Vec<Name>,
    /// How sure the row is.
    pub confidence: Name,
    /// What a reader should know.
    pub note: Name,
}

/// A change from one sector to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// Sector before.
    pub from_sector: Name,
    /// Organization before; empty for a stated move.
    pub from_organization: Name,
    /// Sector after.
    pub to_sector: Name,
    /// Organization after; empty for a stated move.
    pub to_organization: Name,
    /// When; `None` when not known.
    pub when: Option<When>,
    /// Where the day is not known, the end of the former role.
    pub after: Option<When>,
    /// Where the day is not known, the first time at which the new role was seen.
    pub by: Option<When>,
    /// The former role is not known to have ended by then.
    pub beside: bool,
    /// A source states it; it is not computed from roles.
    pub stated: bool,
    /// Source ids.
    pub sources: Vec<Name>,
    /// How sure it is: the lower confidence of both roles, or that of the row.
    pub confidence: Name,
    /// What a reader should know.
    pub note: Name,
}

/// What an actor argued about some chips, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// Stable id.
    pub id: Name,
    /// Number in the list of positions of the source articles; empty for the others.
    pub listed: Name,
    /// Id of the actor.
    pub actor: Name,
    /// Families of chips that it is about.
    pub families: Vec<Name>,
    /// Ids of chips that it is about.
    pub chips: Vec<Name>,
    /// Ids of instruments that it is about.
    pub instruments: Vec<Name>,
    /// The subject in English, Japanese and Chinese.
    pub subjects: Text,
    /// For, against, or neither.
    pub stance: Stance,
    /// When it was first said, as far as known.
    pub from: When,
    /// When it was last said, as far as known; `None` where it is known from one time only.
    pub to: Option<When>,
    /// The argument in our words, in English, Japanese and Chinese.
    pub arguments: Text,
    /// Whom or what it rests on.
    pub citations: Vec<Citation>,
    /// Source ids.
    pub sources: Vec<Name>,
    /// How sure the row is.
    pub confidence: Name,
    /// What a reader should know.
    pub note: Name,
}

/// Whom or what somebody cites.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// Id of the actor cited; empty where only a text is.
    pub cites: Name,
    /// Id of the source cited; empty where only an actor is.
    pub evidence: Name,
    /// Id of the instrument cited; empty where there is none.
    pub instrument: Name,
    /// `cites`, `co_author`, `leans_on`, `own_argument`, `own_model` or `public_data`.
    pub kind: Name,
    /// What is cited, in English, Japanese and Chinese.
    pub what: Text,
    /// Sources that say so.
    pub sources: Vec<Name>,
    /// How sure that is.
    pub confidence: Name,
    /// What a reader should know.
    pub note: Name,
}

impl Actor {
    /// The name in a language; one that is not confirmed stands marked behind the English name.
    #[must_use]
    pub fn label(&self, lang: &str) -> String {
        let name = self.names.in_language(lang);
        if self.unconfirmed.iter().any(|own| **own == *lang) && *name != *self.names.en {
            return format!("{} ({name}?)", self.names.en);
        }
        name.to_owned()
    }
}
