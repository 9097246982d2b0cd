//! A request file, key by key.

use super::things::{item, party};
use super::words::{Problems, each, flag, problem, table, text, unknown_key};
use super::{Request, RequestProblem, Where};
use crate::part::{FACT_KEYS, Part};
use crate::question::ROLES;
use chipgate_base::tree::{Node, Tree};
use std::ops::Range;

const KEYS: [&str; 23] = [
    "chip",
    "item",
    "kind",
    "from",
    "to",
    "exporter",
    "purchaser",
    "intermediate",
    "consignee",
    "end_user",
    "end_user_hq",
    "end_user_country",
    "ultimate_parent",
    "ultimate_parent_hq",
    "as_of",
    "known_on",
    "lens",
    "strict",
    "override",
    "facts",
    "party",
    "owner",
    "stated_eccn",
];

impl Request {
    /// Reads a request file.
    ///
    /// # Errors
    ///
    /// Returns every key and value that does not fit.
    pub fn from_tree(tree: &Tree) -> Result<Request, Vec<RequestProblem>> {
        let entries = table(tree, "a request is a table of keys", "write `chip = \"…\"` and so on")?;
        let mut request = Request::default();
        each(entries, |key, at, value| request.take(key, at, value))?;
        Ok(request)
    }

    /// Reads an item file: a question about what it describes.
    ///
    /// # Errors
    ///
    /// Returns every key and value that does not fit.
    pub fn of_item(tree: &Tree) -> Result<Request, Vec<RequestProblem>> {
        let mut request = Request::default();
        request.question.item = Some(item(tree, &Part::item(), &mut request.places)?);
        Ok(request)
    }

    fn take(&mut self, key: &str, key_at: &Range<usize>, value: &Tree) -> Result<(), Problems> {
        let (asked, places) = (&mut self.question, &mut self.places);
        match key {
            "chip" => asked.chip = places.text(key, Part::new(key), value)?,
            "kind" => asked.kind = places.text(key, Part::new(key), value)?,
            "from" => asked.from = places.text(key, Part::new(key), value)?,
            "to" => asked.to = places.text(key, Part::new(key), value)?,
            "exporter" => asked.exporter = places.text(key, Part::new(key), value)?,
            "lens" => asked.lens = places.text(key, Part::new(key), value)?,
            "as_of" => asked.as_of = places.date(key, value)?,
            "known_on" => asked.known_on = places.date(key, value)?,
            "strict" => asked.strict = flag(key, value)?,
            "item" => asked.item = Some(item(value, &Part::item(), places)?),
            "stated_eccn" => {
                let part = Part::item().join(key);
                asked.item.get_or_insert_default().stated_eccn = places.text(key, part, value)?;
            }
            "override" => self.take_overrides(value)?,
            "facts" => self.take_facts(value)?,
            "party" => self.take_parties(value)?,
            "owner" => {
                let help = "give `ultimate_parent` and its headquarters; leave `owner` out";
                return Err(vec![problem(key_at, "shares of owners are not evaluated yet", help)]);
            }
            fact if FACT_KEYS.contains(&fact) => self.take_fact(fact, value)?,
            _ => return self.take_party_word(key, key_at, value),
        }
        Ok(())
    }

    /// A word of a party that has a key of its own.
    fn take_party_word(&mut self, key: &str, at: &Range<usize>, value: &Tree) -> Result<(), Problems> {
        let (role, what) = match key {
            role if ROLES.contains(&role) => (role, "name"),
            "end_user_hq" => ("end_user", "headquarters"),
            "end_user_country" => ("end_user", "country"),
            "ultimate_parent" => ("end_user", "ultimate_parent"),
            "ultimate_parent_hq" => ("end_user", "ultimate_parent_headquarters"),
            _ => return Err(vec![unknown_key(key, at, KEYS.iter().chain(&FACT_KEYS).copied())]),
        };
        let word = self.places.text(key, Part::of_party(role, what), value)?;
        if let Some(slot) = self.question.party_in(role).word_mut(what) {
            *slot = word;
        }
        Ok(())
    }

    fn take_overrides(&mut self, value: &Tree) -> Result<(), Problems> {
        let Node::List(list) = &value.node else {
            return Err(vec![problem(&value.at, "`override` is a list of words", "write [\"…\"]")]);
        };
        self.question.overrides.clear();
        for tree in list {
            let name = text("override", tree).map_err(|problem| vec![problem])?;
            self.places.say(Part::overridden(&name), Where::Bytes(tree.at.clone()));
            self.question.overrides.push(name);
        }
        Ok(())
    }

    fn take_facts(&mut self, value: &Tree) -> Result<(), Problems> {
        for (name, _, given) in table(value, "`facts` is a table of names and values", "write `[facts]`")? {
            self.take_fact(name, given)?;
        }
        Ok(())
    }

    fn take_fact(&mut self, name: &str, value: &Tree) -> Result<(), Problems> {
        let given = self.places.given(name, Part::fact(name), value)?;
        self.question.facts.insert(name.to_owned(), given);
        Ok(())
    }

    fn take_parties(&mut self, value: &Tree) -> Result<(), Problems> {
        let Node::List(list) = &value.node else {
            return Err(vec![problem(&value.at, "`party` is a list of tables", "write `[[party]]`")]);
        };
        for one in list {
            let (role, spec) = party(one, &mut self.places)?;
            if self.question.parties.insert(role.clone(), spec).is_some() {
                let message = format!("two parties have the role `{role}`");
                let help = "ask once for each of them; the strictest answer counts";
                return Err(vec![problem(&one.at, &message, help)]);
            }
        }
        Ok(())
    }
}
