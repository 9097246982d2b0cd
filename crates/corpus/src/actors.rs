//! Who argued what, and on whose evidence: actors, their roles, positions and citations.
//!
//! Moves between sectors are computed from roles ([`Actor::moves`]); only what roles cannot give is stated in
//! the data. An unknown day stays unknown: a role may be known by nothing but a day on which it was seen.

use crate::corpus::{Corpus, find};
use crate::names::fold;
use chipgate_law::Name;
use chipgate_law::instrument::DaySpan;
use std::fmt;

/// How exactly a time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// To the year.
    Year,
    /// To the month.
    Month,
    /// To the day.
    Day,
}

/// A day, or the month or year in which it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The days it can be.
    pub days: DaySpan,
    /// How exactly it is known.
    pub precision: Precision,
}

impl When {
    /// Reads `2022`, `2022-07` or `2022-07-05`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<When> {
        let (precision, first) = match text.len() {
            4 => (Precision::Year, format!("{text}-01-01")),
            7 => (Precision::Month, format!("{text}-01")),
            10 => (Precision::Day, text.to_owned()),
            _ => return None,
        };
        let earliest: jiff::civil::Date = first.parse().ok()?;
        let latest = match precision {
            Precision::Year => earliest.last_of_year(),
            Precision::Month => earliest.last_of_month(),
            Precision::Day => earliest,
        };
        Some(When { days: DaySpan { earliest, latest }, precision })
    }
}

impl fmt::Display for When {
    /// Writes no more than is known.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.days.earliest;
        match self.precision {
            Precision::Year => write!(out, "{:04}", day.year()),
            Precision::Month => write!(out, "{:04}-{:02}", day.year(), day.month()),
            Precision::Day => write!(out, "{day}"),
        }
    }
}

/// A person, an organ, a company or a group that acted or argued.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Stable id; that of the party where the actor is one.
    pub id: Name,
    /// English, Japanese and Chinese name; empty where not known.
    pub names: [Name; 3],
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
    pub titles: [Name; 3],
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

/// What an actor wants done about a sale to China, seen from the sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// For the sale.
    For,
    /// For the sale on conditions.
    ForWithConditions,
    /// Against the sale.
    Against,
    /// Against it in effect, without saying so.
    AgainstInEffect,
    /// For controls, with doubts about what they can do.
    AgainstWithDoubts,
    /// Takes no side.
    Neutral,
    /// Describes or foretells.
    Observer,
}

/// A side of the argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// For the sale, with or without conditions.
    For,
    /// For one sale and against another.
    Both,
    /// Against the sale.
    Against,
    /// Neither.
    Neither,
}

impl Stance {
    /// All stances with the word used in data and JSON.
    pub const ALL: [(Stance, &'static str); 7] = [
        (Stance::For, "for"),
        (Stance::ForWithConditions, "for_with_conditions"),
        (Stance::Against, "against"),
        (Stance::AgainstInEffect, "against_in_effect"),
        (Stance::AgainstWithDoubts, "against_with_doubts"),
        (Stance::Neutral, "neutral"),
        (Stance::Observer, "observer"),
    ];

    /// The word used in data and JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        Stance::ALL.iter().find(|(stance, _)| *stance == self).map_or("observer", |(_, code)| code)
    }

    /// The side on which it stands.
    #[must_use]
    pub fn side(self) -> Side {
        match self {
            Stance::For | Stance::ForWithConditions => Side::For,
            Stance::Against | Stance::AgainstInEffect | Stance::AgainstWithDoubts => Side::Against,
            Stance::Neutral | Stance::Observer => Side::Neither,
        }
    }
}

impl Side {
    /// All sides in the order in which they are drawn.
    pub const ALL: [(Side, &'static str); 4] =
        [(Side::For, "for"), (Side::Both, "both"), (Side::Against, "against"), (Side::Neither, "neither")];
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
    pub subjects: [Name; 3],
    /// For, against, or neither.
    pub stance: Stance,
    /// When it was first said, as far as known.
    pub from: When,
    /// When it was last said, as far as known; `None` where it is known from one time only.
    pub to: Option<When>,
    /// The argument in our words, in English, Japanese and Chinese.
    pub arguments: [Name; 3],
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
    pub what: [Name; 3],
    /// Sources that say so.
    pub sources: Vec<Name>,
    /// How sure that is.
    pub confidence: Name,
    /// What a reader should know.
    pub note: Name,
}

/// The text of a language among three; the English one where it is empty.
#[must_use]
pub fn in_language<'a>(texts: &'a [Name; 3], lang: &str) -> &'a str {
    let [english, japanese, chinese] = texts;
    let own = match lang {
        "ja" => japanese,
        "zh" => chinese,
        _ => english,
    };
    if own.is_empty() { english } else { own }
}

impl Actor {
    /// The name in a language; one that is not confirmed stands marked behind the English name.
    #[must_use]
    pub fn label(&self, lang: &str) -> String {
        let name = in_language(&self.names, lang);
        if self.unconfirmed.iter().any(|own| **own == *lang) && *name != *self.names[0] {
            return format!("{} ({name}?)", self.names[0]);
        }
        name.to_owned()
    }

    /// Changes of sector: those that follow from roles in the order of time, then those that sources state.
    #[must_use]
    pub fn moves(&self) -> Vec<Move> {
        let mut moves = Vec::new();
        for (at, role) in self.roles.iter().enumerate() {
            let former = former(self.roles.get(..at).unwrap_or_default());
            moves.extend(former.and_then(|former| change(former, role)));
        }
        moves.extend(self.stated_moves.iter().cloned());
        moves
    }
}

impl Role {
    /// The role may have been held at a time: it had begun for certain and is not known to have ended.
    #[must_use]
    pub fn holds(&self, time: &When) -> bool {
        let begun = self.from.is_some_and(|from| from.days.earliest <= time.days.latest);
        let seen = self.seen_on.first().is_some_and(|seen| seen.days.earliest <= time.days.latest);
        let over = self.until.is_some_and(|until| until.days.latest < time.days.earliest);
        (begun || seen) && !over && (!self.ended || self.until.is_some())
    }
}

/// The role from which the next one departs: the one above it, or an earlier one that is known to have ended later.
fn former(earlier: &[Role]) -> Option<&Role> {
    let (last, rest) = earlier.split_last()?;
    let later =
        |a: &Role, b: &Role| a.until.zip(b.until).is_some_and(|(a, b)| a.days.earliest > b.days.latest);
    Some(rest.iter().rev().fold(last, |chosen, role| if later(role, chosen) { role } else { chosen }))
}

fn change(former: &Role, role: &Role) -> Option<Move> {
    if former.sector == role.sector {
        return None;
    }
    let overlaps =
        former.until.zip(role.from).is_some_and(|(until, from)| until.days.earliest > from.days.latest);
    let known = role.from.is_some();
    let mut sources = former.sources.clone();
    sources.extend(role.sources.iter().filter(|id| !former.sources.contains(id)).cloned());
    Some(Move {
        from_sector: former.sector.clone(),
        from_organization: former.organization.clone(),
        to_sector: role.sector.clone(),
        to_organization: role.organization.clone(),
        when: role.from,
        after: former.until.filter(|_| !known),
        by: role.seen_on.first().copied().filter(|_| !known),
        beside: !former.ended || overlaps,
        stated: false,
        sources,
        confidence: lower(&former.confidence, &role.confidence).clone(),
        note: Name::from(""),
    })
}

fn lower<'a>(a: &'a Name, b: &'a Name) -> &'a Name {
    let rank = |name: &Name| ["low", "medium", "high"].iter().position(|word| **word == **name);
    if rank(a) <= rank(b) { a } else { b }
}

/// Why a name does not lead to one actor.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActorError {
    /// More than one actor answers to the name.
    #[error("`{name}` may be {}", candidates.join(", "))]
    Ambiguous {
        /// The name as asked.
        name: String,
        /// `id (English name)` of each.
        candidates: Vec<String>,
    },
    /// No actor answers to it.
    #[error("there is no actor `{name}`")]
    Unknown {
        /// The name as asked.
        name: String,
        /// The nearest known names, each with its id.
        near: Vec<String>,
        /// The party of that name, where there is one.
        party: Option<Name>,
    },
}

impl Corpus {
    /// The actor with this id.
    #[must_use]
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        find(&self.actors, id, |actor| &actor.id)
    }

    /// The actor of an id or a name in any of the three languages; a part of a name is enough where one actor has it.
    ///
    /// # Errors
    ///
    /// [`ActorError`] with the candidates where several actors or none answer to the name.
    pub fn find_actor(&self, name: &str) -> Result<&Actor, ActorError> {
        if let Some(actor) = self.actor(name.trim()) {
            return Ok(actor);
        }
        let wanted = fold(name);
        let having = |test: &dyn Fn(&str) -> bool| -> Vec<&Actor> {
            self.actors.iter().filter(|actor| names_of(actor).any(|own| test(&own))).collect()
        };
        let exact = having(&|own| own == wanted);
        let found = if exact.is_empty() { having(&|own| is_part(&wanted, own)) } else { exact };
        match found.as_slice() {
            [one] => Ok(one),
            [] => Err(self.unknown_actor(name, &wanted)),
            several => Err(ActorError::Ambiguous {
                name: name.to_owned(),
                candidates: several.iter().map(|actor| described(actor)).collect(),
            }),
        }
    }

    fn unknown_actor(&self, name: &str, wanted: &str) -> ActorError {
        let party = match self.name_index.find(name) {
            crate::names::Match::Party(id) => Some(id),
            _ => None,
        };
        ActorError::Unknown { name: name.to_owned(), near: self.near_actors(wanted), party }
    }

    /// Up to three actors with a word that is nearly one of the words asked for.
    fn near_actors(&self, wanted: &str) -> Vec<String> {
        let like = |own: &str| {
            wanted.split(' ').filter(|word| own.split(' ').any(|other| is_near(word, other))).count()
        };
        let mut near: Vec<(usize, &Actor)> = self
            .actors
            .iter()
            .map(|actor| (names_of(actor).map(|own| like(&own)).max().unwrap_or_default(), actor))
            .filter(|(words, _)| *words > 0)
            .collect();
        near.sort_by_key(|(words, _)| std::cmp::Reverse(*words));
        near.into_iter().take(3).map(|(_, actor)| described(actor)).collect()
    }

    /// The name of an actor or party in a language; the id where it is neither.
    #[must_use]
    pub fn actor_label(&self, id: &str, lang: &str) -> String {
        if let Some(actor) = self.actor(id) {
            return actor.label(lang);
        }
        self.party(id).map_or_else(
            || id.to_owned(),
            |party| {
                let [english, chinese, japanese] = party.names.clone();
                in_language(&[english, japanese, chinese], lang).to_owned()
            },
        )
    }

    /// A short name of an actor or party in a language: its acronym, its short English name, else its name.
    #[must_use]
    pub fn actor_short(&self, id: &str, lang: &str) -> String {
        let short = self.actor(id).map(|actor| &*actor.short).unwrap_or_default();
        let acronym = short.chars().all(|letter| letter.is_ascii_uppercase());
        if short.is_empty() || (lang != "en" && !acronym) {
            self.actor_label(id, lang)
        } else {
            short.to_owned()
        }
    }

    /// Whoever cites an organization in which the actor then held a role: the role, who cites, where, and what.
    #[must_use]
    pub fn cited_through(&self, actor: &Actor) -> Vec<(Role, Name, &Position, &Citation)> {
        let mut found = Vec::new();
        for role in actor.roles.iter().filter(|role| !role.organization.is_empty()) {
            for (who, position, citation) in self.cited_by(&role.organization) {
                let then = |position: &&Position| *who != actor.id && role.holds(&position.from);
                if let Some(position) = position.filter(then) {
                    found.push((role.clone(), who.clone(), position, citation));
                }
            }
        }
        found
    }

    /// The positions of an actor, those about the earliest days first.
    #[must_use]
    pub fn positions_of(&self, actor: &str) -> Vec<&Position> {
        let mut own: Vec<&Position> =
            self.positions.iter().filter(|position| *position.actor == *actor).collect();
        own.sort_by_key(|position| position.from.days);
        own
    }

    /// The side of an actor over all positions; `None` without any position.
    #[must_use]
    pub fn side_of(&self, actor: &str) -> Option<Side> {
        let sides: Vec<Side> =
            self.positions_of(actor).iter().map(|position| position.stance.side()).collect();
        match (sides.contains(&Side::For), sides.contains(&Side::Against)) {
            (true, true) => Some(Side::Both),
            (true, false) => Some(Side::For),
            (false, true) => Some(Side::Against),
            (false, false) => sides.first().copied(),
        }
    }

    /// Who cites an actor: the actor that cites, the position where there is one, and the citation.
    #[must_use]
    pub fn cited_by(&self, actor: &str) -> Vec<(&Name, Option<&Position>, &Citation)> {
        let in_positions = self.positions.iter().flat_map(|position| {
            position.citations.iter().map(move |citation| (&position.actor, Some(position), citation))
        });
        let in_actors = self
            .actors
            .iter()
            .flat_map(|own| own.citations.iter().map(move |citation| (&own.id, None, citation)));
        in_positions
            .chain(in_actors)
            .filter(|(own, _, citation)| *citation.cites == *actor && ***own != *actor)
            .collect()
    }
}

fn names_of(actor: &Actor) -> impl Iterator<Item = String> {
    let names = actor.names.iter().chain(&actor.aliases).chain([&actor.short, &actor.id]);
    names.filter(|name| !name.is_empty()).map(|name| fold(name))
}

fn described(actor: &Actor) -> String {
    format!("`{}` ({})", actor.id, actor.names[0])
}

/// Every word asked for is a word of the name; in Chinese and Japanese, a stretch of it.
fn is_part(wanted: &str, own: &str) -> bool {
    if wanted.is_empty() {
        return false;
    }
    let is_word = |word: &str| own.split(' ').any(|other| other == word);
    wanted.split(' ').all(|word| if word.is_ascii() { is_word(word) } else { own.contains(word) })
}

/// One letter added, lost or changed, or two side by side exchanged, in words of four letters or more.
fn is_near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().min(b.len()) < 4 || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same_start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let rest = a.len().min(b.len()) - same_start;
    let same_end = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(x, y)| x == y).count();
    let unlike = a.len().max(b.len()) - same_start - same_end;
    let middle = |word: &[char]| word.iter().skip(same_start).take(2).copied().collect::<Vec<char>>();
    let exchanged = unlike == 2 && a.len() == b.len() && middle(&a).iter().eq(middle(&b).iter().rev());
    unlike <= 1 || exchanged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_as_exactly_as_it_was_read() {
        for text in ["2022", "2022-07", "2022-07-05"] {
            assert_eq!(When::parse(text).map(|when| when.to_string()).as_deref(), Some(text));
        }
        assert_eq!(
            When::parse("2024-02").map(|when| when.days.latest.to_string()).as_deref(),
            Some("2024-02-29")
        );
        assert_eq!(When::parse("2025-02-30"), None);
        assert_eq!(When::parse("early 2025"), None);
    }

    #[test]
    fn one_wrong_letter_is_near_and_two_are_not() {
        assert!(is_near("matheney", "matheny") && is_near("matheni", "matheny"));
        assert!(is_near("mathney", "matheny"));
        assert!(!is_near("mathieni", "matheny") && !is_near("xi", "li"));
    }
}
