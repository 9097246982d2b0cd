//! Whom a name means, and what an actor is called.

use super::Actor;
use crate::Chronicle;
use chipgate_base::Name;
use chipgate_catalogue::find;
use chipgate_catalogue::names::fold;

/// Why a name does not mean one actor.
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

impl<'c> Chronicle<'c> {
    /// The actor with this id.
    #[must_use]
    pub fn actor(self, id: &str) -> Option<&'c Actor> {
        find(&self.records.actors, id, |actor| &actor.id)
    }

    /// The actor of an id or a name in any of the three languages; a part of a name is enough where one actor has it.
    ///
    /// # Errors
    ///
    /// [`ActorError`] with the candidates where several actors or none answer to the name.
    pub fn find_actor(self, name: &str) -> Result<&'c Actor, ActorError> {
        if let Some(actor) = self.actor(name.trim()) {
            return Ok(actor);
        }
        let wanted = fold(name);
        let having = |test: &dyn Fn(&str) -> bool| -> Vec<&'c Actor> {
            self.records.actors.iter().filter(|actor| names_of(actor).any(|own| test(&own))).collect()
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

    fn unknown_actor(self, name: &str, wanted: &str) -> ActorError {
        let party = self.ground.catalogue.names.find(name).party;
        ActorError::Unknown { name: name.to_owned(), near: self.near_actors(wanted), party }
    }

    /// Up to three actors with a word that is nearly one of the words asked for.
    fn near_actors(self, wanted: &str) -> Vec<String> {
        let like = |own: &str| {
            wanted.split(' ').filter(|word| own.split(' ').any(|other| is_near(word, other))).count()
        };
        let mut near: Vec<(usize, &Actor)> = self
            .records
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
    pub fn actor_label(self, id: &str, lang: &str) -> String {
        if let Some(actor) = self.actor(id) {
            return actor.label(lang);
        }
        self.ground
            .catalogue
            .party(id)
            .map_or_else(|| id.to_owned(), |party| party.names.in_language(lang).to_owned())
    }

    /// A short name of an actor or party in a language: its acronym, its short English name, else its name.
    #[must_use]
    pub fn actor_short(self, id: &str, lang: &str) -> String {
        let short = self.actor(id).map(|actor| &*actor.short).unwrap_or_default();
        let acronym = short.chars().all(|letter| letter.is_ascii_uppercase());
        if short.is_empty() || (lang != "en" && !acronym) {
            self.actor_label(id, lang)
        } else {
            short.to_owned()
        }
    }
}

fn names_of(actor: &Actor) -> impl Iterator<Item = String> {
    let names = actor.names.each().chain(&actor.aliases).chain([&actor.short, &actor.id]);
    names.filter(|name| !name.is_empty()).map(|name| fold(name))
}

fn described(actor: &Actor) -> String {
    format!("`{}` ({})", actor.id, actor.names.en)
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
    fn one_wrong_letter_is_near_and_two_are_not() {
        assert!(is_near("matheney", "matheny") && is_near("matheni", "matheny"));
        assert!(is_near("mathney", "matheny"));
        assert!(!is_near("mathieni", "matheny") && !is_near("xi", "li"));
    }
}
