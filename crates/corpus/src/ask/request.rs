//! What a request says, word by word, with the place of each word.

use super::tree::{Node, Tree};
use chipgate_base::near::did_you_mean;
use chipgate_base::problem::{Place, Problem, place};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;

/// Roles of parties, in the order in which one stands in for the one before.
pub const ROLES: [&str; 4] = ["purchaser", "intermediate", "consignee", "end_user"];

/// Where something was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Where {
    /// A flag of the command line.
    Flag(String),
    /// A byte range of the request file.
    Bytes(Range<usize>),
}

/// A value with where it was said.
#[derive(Clone, Debug, PartialEq)]
pub struct Said<T> {
    /// The value.
    pub value: T,
    /// Where.
    pub at: Where,
}

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

/// An item that is not in the catalogue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemSpec {
    /// `chip`, `die`, `module`, `server`, `hbm`, `material`, `software`, `technology` or `other`.
    pub kind: Option<Said<String>>,
    /// Its name.
    pub name: Option<String>,
    /// The maker's own ECCN.
    pub stated_eccn: Option<Said<String>>,
    /// Party id or name of its designer.
    pub designer: Option<Said<String>>,
    /// Quantities and facts by name.
    pub facts: BTreeMap<String, Said<Given>>,
    /// Circuits inside: catalogue id or a spec, and how many.
    pub contains: Vec<(Inside, u32)>,
}

/// A circuit inside a system.
#[derive(Clone, Debug, PartialEq)]
pub enum Inside {
    /// A chip of the catalogue.
    Chip(Said<String>),
    /// A chip that is described.
    Spec(Box<ItemSpec>),
}

/// A party as given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartySpec {
    /// Name or id.
    pub name: Option<Said<String>>,
    /// Country where it takes part.
    pub country: Option<Said<String>>,
    /// Country of its headquarters.
    pub headquarters: Option<Said<String>>,
    /// Name of its ultimate parent.
    pub ultimate_parent: Option<Said<String>>,
    /// Country of the ultimate parent's headquarters.
    pub ultimate_parent_headquarters: Option<Said<String>>,
}

/// A whole request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// A chip of the catalogue.
    pub chip: Option<Said<String>>,
    /// An item that is described.
    pub item: Option<ItemSpec>,
    /// The act.
    pub kind: Option<Said<String>>,
    /// Country from which.
    pub from: Option<Said<String>>,
    /// Country to which.
    pub to: Option<Said<String>>,
    /// Who exports.
    pub exporter: Option<Said<String>>,
    /// Parties by role.
    pub parties: BTreeMap<String, PartySpec>,
    /// Other facts by name.
    pub facts: BTreeMap<String, Said<Given>>,
    /// The day asked about; `None`: today.
    pub as_of: Option<Said<Date>>,
    /// Only what was known by this day.
    pub known_on: Option<Said<Date>>,
    /// `enforced` or `codified`.
    pub lens: Option<Said<String>>,
    /// Presumed facts count as unknown.
    pub strict: bool,
    /// Facts whose given value goes before what the data hold, by name.
    pub overrides: Vec<Said<String>>,
}

impl RequestProblem {
    /// A problem with a remedy.
    pub(crate) fn new(
        message: impl Into<String>,
        at: &Where,
        help: impl Into<Option<String>>,
    ) -> RequestProblem {
        RequestProblem { message: message.into(), at: at.clone(), help: help.into() }
    }

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
        let mut request = Request::default();
        let mut problems = Vec::new();
        let Node::Table(entries) = &tree.node else {
            return Err(vec![problem(
                &tree.at,
                "a request is a table of keys",
                "write `chip = \"…\"` and so on",
            )]);
        };
        for (key, key_at, value) in entries {
            if let Err(found) = request.take(key, key_at, value) {
                problems.extend(found);
            }
        }
        if problems.is_empty() { Ok(request) } else { Err(problems) }
    }

    fn take(&mut self, key: &str, key_at: &Range<usize>, value: &Tree) -> Result<(), Vec<RequestProblem>> {
        let text = || said_text(key, value).map_err(|problem| vec![problem]);
        match key {
            "chip" => self.chip = Some(text()?),
            "item" => self.item = Some(ItemSpec::from_tree(value)?),
            "stated_eccn" => self.item.get_or_insert_default().stated_eccn = Some(text()?),
            "kind" => self.kind = Some(text()?),
            "from" => self.from = Some(text()?),
            "to" => self.to = Some(text()?),
            "exporter" => self.exporter = Some(text()?),
            "lens" => self.lens = Some(text()?),
            "as_of" => self.as_of = Some(said_date(key, value)?),
            "known_on" => self.known_on = Some(said_date(key, value)?),
            "strict" => {
                let Node::Flag(is) = value.node else {
                    return Err(vec![problem(
                        &value.at,
                        "`strict` must be true or false",
                        "write true or false",
                    )]);
                };
                self.strict = is;
            }
            "purchaser" | "intermediate" | "consignee" | "end_user" => self.party(key).name = Some(text()?),
            "end_user_hq" => self.party("end_user").headquarters = Some(text()?),
            "end_user_country" => self.party("end_user").country = Some(text()?),
            "ultimate_parent" => self.party("end_user").ultimate_parent = Some(text()?),
            "ultimate_parent_hq" => self.party("end_user").ultimate_parent_headquarters = Some(text()?),
            "override" => self.overrides = said_words(key, value)?,
            "facts" => self.take_facts(value)?,
            "party" => self.take_parties(value)?,
            "owner" => {
                return Err(vec![problem(
                    key_at,
                    "shares of owners are not evaluated yet",
                    "give `ultimate_parent` and its headquarters; leave `owner` out",
                )]);
            }
            fact if FACT_KEYS.contains(&fact) => {
                self.facts.insert(fact.to_owned(), said_given(key, value)?);
            }
            _ => {
                return Err(vec![unknown_key(key, key_at, KEYS.iter().chain(&FACT_KEYS).copied())]);
            }
        }
        Ok(())
    }

    /// Words that say nothing, such as a name of blanks; those of files are refused where they are read.
    pub(super) fn empty_words(&self) -> Vec<RequestProblem> {
        let own = [
            ("chip", &self.chip),
            ("kind", &self.kind),
            ("from", &self.from),
            ("to", &self.to),
            ("exporter", &self.exporter),
        ];
        let of_party = |spec: &'_ PartySpec| -> Vec<(&'static str, Option<Said<String>>)> {
            vec![
                ("name", spec.name.clone()),
                ("country", spec.country.clone()),
                ("headquarters", spec.headquarters.clone()),
                ("ultimate_parent", spec.ultimate_parent.clone()),
                ("ultimate_parent_headquarters", spec.ultimate_parent_headquarters.clone()),
            ]
        };
        let words = own.into_iter().map(|(key, said)| (key, said.clone()));
        let words = words.chain(self.parties.values().flat_map(of_party));
        let blank =
            words.filter_map(|(key, said)| said.filter(|said| is_blank(&said.value)).map(|said| (key, said)));
        blank.map(|(key, said)| empty(key, &said.at)).collect()
    }

    /// The party in a role, made when it is not there.
    pub fn party(&mut self, role: &str) -> &mut PartySpec {
        self.parties.entry(role.to_owned()).or_default()
    }

    fn take_facts(&mut self, value: &Tree) -> Result<(), Vec<RequestProblem>> {
        let Node::Table(entries) = &value.node else {
            return Err(vec![problem(
                &value.at,
                "`facts` is a table of names and values",
                "write `[facts]`",
            )]);
        };
        for (name, _, given) in entries {
            self.facts.insert(name.clone(), said_given(name, given)?);
        }
        Ok(())
    }

    fn take_parties(&mut self, value: &Tree) -> Result<(), Vec<RequestProblem>> {
        let Node::List(list) = &value.node else {
            return Err(vec![problem(&value.at, "`party` is a list of tables", "write `[[party]]`")]);
        };
        for one in list {
            let (role, spec) = party(one)?;
            if self.parties.insert(role.clone(), spec).is_some() {
                let message = format!("two parties have the role `{role}`");
                return Err(vec![problem(
                    &one.at,
                    &message,
                    "ask once for each of them; the strictest answer counts",
                )]);
            }
        }
        Ok(())
    }
}

fn party(tree: &Tree) -> Result<(String, PartySpec), Vec<RequestProblem>> {
    let mut spec = PartySpec::default();
    let mut role = None;
    let Node::Table(entries) = &tree.node else {
        return Err(vec![problem(
            &tree.at,
            "a party is a table",
            "write `[[party]]` with `role` and `name`",
        )]);
    };
    for (key, at, value) in entries {
        let text = said_text(key, value).map_err(|problem| vec![problem])?;
        match key.as_str() {
            "role" => role = Some(text),
            "name" => spec.name = Some(text),
            "country" => spec.country = Some(text),
            "headquarters" => spec.headquarters = Some(text),
            "ultimate_parent" => spec.ultimate_parent = Some(text),
            "ultimate_parent_headquarters" => spec.ultimate_parent_headquarters = Some(text),
            _ => {
                let known = [
                    "role",
                    "name",
                    "country",
                    "headquarters",
                    "ultimate_parent",
                    "ultimate_parent_headquarters",
                ];
                return Err(vec![unknown_key(key, at, known.into_iter())]);
            }
        }
    }
    match role {
        Some(role) if ROLES.contains(&role.value.as_str()) => Ok((role.value, spec)),
        Some(role) => {
            let message = format!("unknown role `{}`", role.value);
            let help = did_you_mean(&role.value, ROLES.into_iter())
                .unwrap_or_else(|| "write purchaser, intermediate, consignee or end_user".to_owned());
            Err(vec![RequestProblem::new(message, &role.at, help)])
        }
        None => Err(vec![problem(
            &tree.at,
            "the party has no `role`",
            "add purchaser, intermediate, consignee or end_user",
        )]),
    }
}

impl ItemSpec {
    /// Reads an item file.
    ///
    /// # Errors
    ///
    /// Returns every key and value that does not fit.
    pub fn from_tree(tree: &Tree) -> Result<ItemSpec, Vec<RequestProblem>> {
        let Node::Table(entries) = &tree.node else {
            return Err(vec![problem(
                &tree.at,
                "an item is a table of keys",
                "write `kind = \"chip\"` and so on",
            )]);
        };
        let mut item = ItemSpec::default();
        let mut problems = Vec::new();
        for (key, _, value) in entries {
            if let Err(found) = item.take(key, value) {
                problems.extend(found);
            }
        }
        if problems.is_empty() { Ok(item) } else { Err(problems) }
    }

    fn take(&mut self, key: &str, value: &Tree) -> Result<(), Vec<RequestProblem>> {
        let text = || said_text(key, value).map_err(|problem| vec![problem]);
        match key {
            "kind" => self.kind = Some(text()?),
            "name" => self.name = Some(text()?.value),
            "stated_eccn" => self.stated_eccn = Some(text()?),
            "designer" => self.designer = Some(text()?),
            "contains" => self.take_contents(value)?,
            name => {
                self.facts.insert(name.to_owned(), said_given(name, value)?);
            }
        }
        Ok(())
    }

    fn take_contents(&mut self, value: &Tree) -> Result<(), Vec<RequestProblem>> {
        let Node::List(list) = &value.node else {
            return Err(vec![problem(&value.at, "`contains` is a list of tables", "write `[[contains]]`")]);
        };
        for tree in list {
            self.contains.push(inside(tree)?);
        }
        Ok(())
    }
}

fn inside(tree: &Tree) -> Result<(Inside, u32), Vec<RequestProblem>> {
    let Node::Table(entries) = &tree.node else {
        return Err(vec![problem(
            &tree.at,
            "contents are tables",
            "write `[[contains]]` with `chip` and `count`",
        )]);
    };
    let mut chip = None;
    let mut count = 1;
    let mut rest = Vec::new();
    for (key, at, value) in entries {
        match (key.as_str(), &value.node) {
            ("chip", _) => chip = Some(said_text(key, value).map_err(|problem| vec![problem])?),
            ("count", Node::Number(number)) if number.fract() == 0.0 && (1.0..1e9).contains(number) => {
                // The range is checked in the guard.
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                {
                    count = *number as u32;
                }
            }
            ("count", _) => {
                return Err(vec![problem(
                    &value.at,
                    "`count` must be a whole number from 1",
                    "write how many",
                )]);
            }
            _ => rest.push((key.clone(), at.clone(), value.clone())),
        }
    }
    match chip {
        Some(_) if !rest.is_empty() => {
            let (key, at, _) = rest.swap_remove(0);
            Err(vec![unknown_key(&key, &at, ["chip", "count"].into_iter())])
        }
        Some(chip) => Ok((Inside::Chip(chip), count)),
        None => {
            let spec = ItemSpec::from_tree(&Tree { at: tree.at.clone(), node: Node::Table(rest) })?;
            Ok((Inside::Spec(Box::new(spec)), count))
        }
    }
}

fn problem(at: &Range<usize>, message: &str, help: &str) -> RequestProblem {
    RequestProblem::new(message, &Where::Bytes(at.clone()), help.to_owned())
}

fn unknown_key<'k>(key: &str, at: &Range<usize>, known: impl Iterator<Item = &'k str>) -> RequestProblem {
    let help = did_you_mean(key, known)
        .unwrap_or_else(|| "other facts go under `[facts]`; `chipgate facts` lists them".to_owned());
    RequestProblem::new(format!("unknown key `{key}`"), &Where::Bytes(at.clone()), help)
}

fn said_text(key: &str, value: &Tree) -> Result<Said<String>, RequestProblem> {
    match &value.node {
        Node::Text(text) if is_blank(text) => Err(empty(key, &Where::Bytes(value.at.clone()))),
        Node::Text(text) => Ok(Said { value: text.clone(), at: Where::Bytes(value.at.clone()) }),
        _ => Err(problem(&value.at, &format!("`{key}` must be text"), "write it in quotes")),
    }
}

fn said_words(key: &str, value: &Tree) -> Result<Vec<Said<String>>, Vec<RequestProblem>> {
    let Node::List(list) = &value.node else {
        return Err(vec![problem(&value.at, &format!("`{key}` is a list of words"), "write [\"…\"]")]);
    };
    list.iter().map(|tree| said_text(key, tree).map_err(|problem| vec![problem])).collect()
}

/// Nothing in a text can be seen as a letter or a digit.
fn is_blank(text: &str) -> bool {
    // Fillers of the Korean script count as letters and show nothing.
    let is_filler = |c| matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}');
    !text.chars().any(|c| c.is_alphanumeric() && !is_filler(c))
}

fn empty(key: &str, at: &Where) -> RequestProblem {
    let help = "write it, or leave it out where it is not known".to_owned();
    RequestProblem::new(format!("`{key}` is empty"), at, help)
}

fn said_date(key: &str, value: &Tree) -> Result<Said<Date>, Vec<RequestProblem>> {
    let day = match &value.node {
        Node::Date(day) => Some(*day),
        Node::Text(text) => text.parse().ok(),
        _ => None,
    };
    let at = Where::Bytes(value.at.clone());
    day.map(|value| Said { value, at }).ok_or_else(|| {
        vec![problem(&value.at, &format!("`{key}` is not a date that exists"), "write YYYY-MM-DD")]
    })
}

fn said_given(key: &str, value: &Tree) -> Result<Said<Given>, Vec<RequestProblem>> {
    let given = match &value.node {
        Node::Text(text) => Given::Text(text.clone()),
        Node::Number(number) => Given::Number(*number),
        Node::Flag(is) => Given::YesNo(*is),
        Node::Date(day) => Given::Date(*day),
        Node::List(list) => list_given(key, &value.at, list)?,
        Node::Table(_) => {
            return Err(vec![problem(&value.at, &format!("`{key}` cannot be a table"), "write a value")]);
        }
    };
    Ok(Said { value: given, at: Where::Bytes(value.at.clone()) })
}

fn list_given(key: &str, at: &Range<usize>, list: &[Tree]) -> Result<Given, Vec<RequestProblem>> {
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
