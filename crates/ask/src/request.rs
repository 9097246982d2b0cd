//! What a request says, word by word, with the place of each word.

use crate::part::{Part, QuestionProblem};
use crate::question::{Given, Inside, ItemSpec, PartySpec, Question, ROLES};
use chipgate_base::near::did_you_mean;
use chipgate_base::problem::{Place, Problem, place};
use chipgate_base::tree::{Node, Tree};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;

/// Where something was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Where {
    /// A flag of the command line.
    Flag(String),
    /// A byte range of the request file.
    Bytes(Range<usize>),
}

/// A problem of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestProblem {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub at: Where,
    /// What to do.
    pub help: Option<String>,
}

/// A question and where each part of it was said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// The question.
    pub question: Question,
    /// Where its parts were said.
    pub places: Places,
}

/// Where each part of a question was said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places(BTreeMap<Part, Where>);

impl Places {
    /// Notes where a part was said.
    pub fn say(&mut self, part: Part, at: Where) {
        self.0.insert(part, at);
    }

    /// Where a part was said, or the part that holds it; else the flag that would say it.
    #[must_use]
    pub fn of(&self, part: &Part) -> Where {
        let mut at = Some(part.clone());
        while let Some(part) = at {
            if let Some(place) = self.0.get(&part) {
                return place.clone();
            }
            at = part.above();
        }
        Where::Flag(part.flag())
    }

    /// Problems of a question with their places.
    #[must_use]
    pub fn locate(&self, problems: Vec<QuestionProblem>) -> Vec<RequestProblem> {
        let one = |problem: QuestionProblem| RequestProblem {
            at: self.of(&problem.part),
            message: problem.message,
            help: problem.help,
        };
        problems.into_iter().map(one).collect()
    }
}

impl RequestProblem {
    /// The problem with its place in a request file.
    #[must_use]
    pub fn in_file(&self, path: &str, text: &str) -> Problem {
        let bytes = match &self.at {
            Where::Bytes(bytes) => bytes.clone(),
            Where::Flag(_) => 0..0,
        };
        let place: Place = place(path, text, bytes);
        Problem { message: self.message.clone(), place, help: self.help.clone() }
    }
}

/// Facts that have a flag of their own and are keys of a request file.
pub(crate) const FACT_KEYS: [&str; 9] = [
    "end_use",
    "purpose",
    "buyer_class",
    "site",
    "site_owner",
    "site_funding",
    "site_progress",
    "domestic_share",
    "quantity",
];

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

type Problems = Vec<RequestProblem>;
type Entry = (String, Range<usize>, Tree);

fn table<'t>(tree: &'t Tree, message: &str, help: &str) -> Result<&'t [Entry], Problems> {
    match &tree.node {
        Node::Table(entries) => Ok(entries),
        _ => Err(vec![problem(&tree.at, message, help)]),
    }
}

/// Takes every entry and collects what is wrong with any.
fn each(
    entries: &[Entry],
    mut take: impl FnMut(&str, &Range<usize>, &Tree) -> Result<(), Problems>,
) -> Result<(), Problems> {
    let mut problems = Vec::new();
    for (key, at, value) in entries {
        problems.extend(take(key, at, value).err().into_iter().flatten());
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

const PARTY_KEYS: [&str; 6] =
    ["role", "name", "country", "headquarters", "ultimate_parent", "ultimate_parent_headquarters"];

fn party(tree: &Tree, places: &mut Places) -> Result<(String, PartySpec), Problems> {
    let entries = table(tree, "a party is a table", "write `[[party]]` with `role` and `name`")?;
    let role = role(tree, entries)?;
    let mut spec = PartySpec::default();
    for (key, at, value) in entries.iter().filter(|(key, ..)| key != "role") {
        let Some(slot) = spec.word_mut(key) else {
            return Err(vec![unknown_key(key, at, PARTY_KEYS.into_iter())]);
        };
        *slot = places.text(key, Part::of_party(&role, key), value)?;
    }
    Ok((role, spec))
}

fn role(tree: &Tree, entries: &[Entry]) -> Result<String, Problems> {
    let Some((key, _, value)) = entries.iter().find(|(key, ..)| key == "role") else {
        let help = "add purchaser, intermediate, consignee or end_user";
        return Err(vec![problem(&tree.at, "the party has no `role`", help)]);
    };
    let role = text(key, value).map_err(|problem| vec![problem])?;
    if ROLES.contains(&role.as_str()) {
        return Ok(role);
    }
    let help = did_you_mean(&role, ROLES.into_iter())
        .unwrap_or_else(|| "write purchaser, intermediate, consignee or end_user".to_owned());
    Err(vec![problem(&value.at, &format!("unknown role `{role}`"), &help)])
}

/// Reads an item, whose words are parts of `at`.
fn item(tree: &Tree, at: &Part, places: &mut Places) -> Result<ItemSpec, Problems> {
    let entries = table(tree, "an item is a table of keys", "write `kind = \"chip\"` and so on")?;
    let mut item = ItemSpec::default();
    each(entries, |key, _, value| {
        let part = at.join(key);
        match key {
            "kind" => item.kind = places.text(key, part, value)?,
            "name" => item.name = places.text(key, part, value)?,
            "stated_eccn" => item.stated_eccn = places.text(key, part, value)?,
            "designer" => item.designer = places.text(key, part, value)?,
            "contains" => item.contains = contents(value, &part, places)?,
            name => {
                let given = places.given(name, part, value)?;
                item.facts.insert(name.to_owned(), given);
            }
        }
        Ok(())
    })?;
    Ok(item)
}

fn contents(value: &Tree, at: &Part, places: &mut Places) -> Result<Vec<(Inside, u32)>, Problems> {
    let Node::List(list) = &value.node else {
        return Err(vec![problem(&value.at, "`contains` is a list of tables", "write `[[contains]]`")]);
    };
    list.iter().enumerate().map(|(place, tree)| inside(tree, &at.join(place), places)).collect()
}

fn inside(tree: &Tree, at: &Part, places: &mut Places) -> Result<(Inside, u32), Problems> {
    let entries = table(tree, "contents are tables", "write `[[contains]]` with `chip` and `count`")?;
    let of = |name: &str| entries.iter().find(|(key, ..)| key == name).map(|(.., value)| value);
    let count = of("count").map_or(Ok(1), whole)?;
    let chip = of("chip").map(|value| places.text("chip", at.join("chip"), value)).transpose()?.flatten();
    let rest = || entries.iter().filter(|(key, ..)| key != "chip" && key != "count");
    match (chip, rest().next()) {
        (Some(_), Some((key, at, _))) => Err(vec![unknown_key(key, at, ["chip", "count"].into_iter())]),
        (Some(chip), None) => Ok((Inside::Chip(chip), count)),
        (None, _) => {
            let rest = Tree { at: tree.at.clone(), node: Node::Table(rest().cloned().collect()) };
            Ok((Inside::Spec(Box::new(item(&rest, at, places)?)), count))
        }
    }
}

fn whole(value: &Tree) -> Result<u32, Problems> {
    match value.node {
        // The range is checked, so the cast keeps the whole number.
        Node::Number(number) if number.fract() == 0.0 && (1.0..1e9).contains(&number) => Ok(number as u32),
        _ => Err(vec![problem(&value.at, "`count` must be a whole number from 1", "write how many")]),
    }
}

impl Places {
    /// A text, whose place is noted.
    fn text(&mut self, key: &str, part: Part, value: &Tree) -> Result<Option<String>, Problems> {
        let text = text(key, value).map_err(|problem| vec![problem])?;
        self.say(part, Where::Bytes(value.at.clone()));
        Ok(Some(text))
    }

    /// A day, whose place is noted.
    fn date(&mut self, key: &str, value: &Tree) -> Result<Option<Date>, Problems> {
        let day = match &value.node {
            Node::Date(day) => Some(*day),
            Node::Text(text) => text.parse().ok(),
            _ => None,
        };
        self.say(Part::new(key), Where::Bytes(value.at.clone()));
        let message = || format!("`{key}` is not a date that exists");
        day.map(Some).ok_or_else(|| vec![problem(&value.at, &message(), "write YYYY-MM-DD")])
    }

    /// The value of a fact, whose place is noted.
    fn given(&mut self, key: &str, part: Part, value: &Tree) -> Result<Given, Problems> {
        self.say(part, Where::Bytes(value.at.clone()));
        given(key, value)
    }
}

fn flag(key: &str, value: &Tree) -> Result<bool, Problems> {
    match value.node {
        Node::Flag(is) => Ok(is),
        _ => {
            let message = format!("`{key}` must be true or false");
            Err(vec![problem(&value.at, &message, "write true or false")])
        }
    }
}

fn problem(at: &Range<usize>, message: &str, help: &str) -> RequestProblem {
    RequestProblem { message: message.to_owned(), at: Where::Bytes(at.clone()), help: Some(help.to_owned()) }
}

fn unknown_key<'k>(key: &str, at: &Range<usize>, known: impl Iterator<Item = &'k str>) -> RequestProblem {
    let help = did_you_mean(key, known)
        .unwrap_or_else(|| "other facts go under `[facts]`; `chipgate facts` lists them".to_owned());
    problem(at, &format!("unknown key `{key}`"), &help)
}

fn text(key: &str, value: &Tree) -> Result<String, RequestProblem> {
    match &value.node {
        Node::Text(text) if is_blank(text) => Err(problem(&value.at, &empty(key), LEAVE_OUT)),
        Node::Text(text) => Ok(text.clone()),
        _ => Err(problem(&value.at, &format!("`{key}` must be text"), "write it in quotes")),
    }
}

/// Nothing in a text can be seen as a letter or a digit.
pub(crate) fn is_blank(text: &str) -> bool {
    // Fillers of the Korean script count as letters and show nothing.
    let is_filler = |c| matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}');
    !text.chars().any(|c| c.is_alphanumeric() && !is_filler(c))
}

/// What to do about an empty word.
pub(crate) const LEAVE_OUT: &str = "write it, or leave it out where it is not known";

pub(crate) fn empty(key: &str) -> String {
    format!("`{key}` is empty")
}

fn given(key: &str, value: &Tree) -> Result<Given, Problems> {
    Ok(match &value.node {
        Node::Text(text) => Given::Text(text.clone()),
        Node::Number(number) => Given::Number(*number),
        Node::Flag(is) => Given::YesNo(*is),
        Node::Date(day) => Given::Date(*day),
        Node::List(list) => list_given(key, &value.at, list)?,
        Node::Table(_) => {
            return Err(vec![problem(&value.at, &format!("`{key}` cannot be a table"), "write a value")]);
        }
    })
}

fn list_given(key: &str, at: &Range<usize>, list: &[Tree]) -> Result<Given, Problems> {
    if let [Tree { node: Node::Number(low), .. }, Tree { node: Node::Number(high), .. }] = list {
        return Ok(Given::Range(*low, *high));
    }
    let words = list.iter().map(|tree| match &tree.node {
        Node::Text(text) => Some(text.clone()),
        _ => None,
    });
    words.collect::<Option<Vec<String>>>().map(Given::Words).ok_or_else(|| {
        vec![problem(
            at,
            &format!("`{key}` must be a range `[low, high]` or a list of words"),
            "write one of the two",
        )]
    })
}
