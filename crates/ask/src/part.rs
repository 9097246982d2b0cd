//! The parts of a question, by which a problem says what it is about.

use std::fmt;

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

/// A part of a question: `chip`, `to`, `end_user.headquarters`, `facts.end_use`, `item.tpp`, `item.contains.0.chip`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part(String);

impl Part {
    /// The part of this name.
    pub fn new(name: impl Into<String>) -> Part {
        Part(name.into())
    }

    /// The described item.
    #[must_use]
    pub fn item() -> Part {
        Part::new("item")
    }

    /// What is said of the party in a role, such as its `name` or `headquarters`.
    #[must_use]
    pub fn of_party(role: &str, what: &str) -> Part {
        Part(format!("{role}.{what}"))
    }

    /// A fact that is given by name.
    #[must_use]
    pub fn fact(name: &str) -> Part {
        Part(format!("facts.{name}"))
    }

    /// A fact whose given value goes before what the data hold.
    #[must_use]
    pub fn overridden(name: &str) -> Part {
        Part(format!("override.{name}"))
    }

    /// A part of this part.
    #[must_use]
    pub fn join(&self, name: impl fmt::Display) -> Part {
        Part(format!("{}.{name}", self.0))
    }

    /// The part that holds this one; `None` at the top.
    #[must_use]
    pub fn above(&self) -> Option<Part> {
        self.0.rsplit_once('.').map(|(above, _)| Part(above.to_owned()))
    }

    /// The flag of the command line that says this part.
    #[must_use]
    pub fn flag(&self) -> String {
        let (head, rest) = self.0.split_once('.').unwrap_or((&self.0, ""));
        match (head, rest) {
            ("facts", name) if FACT_KEYS.contains(&name) => dashed(name),
            ("facts", name) => format!("--fact {name}"),
            ("override", name) => format!("--override {name}"),
            ("item", "stated_eccn") => dashed("stated_eccn"),
            (head, "" | "name") => dashed(head),
            ("item", _) => dashed("item"),
            (role, "headquarters") => format!("{}-hq", dashed(role)),
            (_, "ultimate_parent_headquarters") => "--ultimate-parent-hq".to_owned(),
            (_, "ultimate_parent") => dashed("ultimate_parent"),
            (role, what) => format!("{}-{}", dashed(role), what.replace('_', "-")),
        }
    }
}

fn dashed(name: &str) -> String {
    format!("--{}", name.replace('_', "-"))
}

impl fmt::Display for Part {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// What is wrong with a question, and with which part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionProblem {
    /// What is wrong, small letter first.
    pub message: String,
    /// The part that it is about.
    pub part: Part,
    /// What to do; `None` where there is nothing to say.
    pub help: Option<String>,
}

impl QuestionProblem {
    /// A problem of a part.
    pub fn new(message: impl Into<String>, part: &Part, help: impl Into<Option<String>>) -> QuestionProblem {
        QuestionProblem { message: message.into(), part: part.clone(), help: help.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_the_flag_by_which_it_is_said() {
        let flags = [
            (Part::new("as_of"), "--as-of"),
            (Part::of_party("end_user", "name"), "--end-user"),
            (Part::of_party("end_user", "headquarters"), "--end-user-hq"),
            (Part::of_party("end_user", "country"), "--end-user-country"),
            (Part::of_party("end_user", "ultimate_parent_headquarters"), "--ultimate-parent-hq"),
            (Part::fact("end_use"), "--end-use"),
            (Part::fact("nac_notice_days"), "--fact nac_notice_days"),
            (Part::item().join("tpp"), "--item"),
            (Part::item().join("contains").join(0).join("chip"), "--item"),
            (Part::overridden("tpp"), "--override tpp"),
        ];
        for (part, flag) in flags {
            assert_eq!(part.flag(), flag, "{part}");
        }
    }
}
