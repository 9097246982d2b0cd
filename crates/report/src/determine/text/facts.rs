//! Facts, roles, places and rules in words, each with the id by which a request names it.

use chipgate_base::Name;
use chipgate_corpus::Corpus;
use chipgate_law::determine::Missing;
use chipgate_law::gate::Gate;
use chipgate_show::words::Words;
use jiff::civil::Date;

/// What a reader is told the names of facts with: the data, the words, the day.
#[derive(Clone, Copy)]
pub(crate) struct Speaker<'a> {
    pub corpus: &'a Corpus,
    pub words: &'a Words,
    pub as_of: Date,
}

impl Speaker<'_> {
    /// A fact in words, with its id: `headquarters of the end user [end_user.headquarters]`.
    pub fn fact(&self, id: &str) -> String {
        format!("{} [{id}]", self.title_of_fact(id))
    }

    /// The name of a gate.
    pub fn gate(&self, gate: Gate) -> &str {
        self.corpus.law.gates[gate].title.in_language(self.words.lang())
    }

    /// The name of a gate inside a sentence.
    pub fn gate_in_words(&self, gate: Gate) -> &str {
        self.corpus.law.gates[gate].in_words.in_language(self.words.lang())
    }

    /// Facts in words, with their ids.
    pub fn facts(&self, ids: &[Name]) -> String {
        let facts: Vec<String> = ids.iter().map(|id| self.fact(id)).collect();
        facts.join(self.words.get("list_comma"))
    }

    /// The first few facts in words, without ids, and how many more there are.
    pub fn few_facts(&self, ids: &[Name]) -> String {
        const SHOWN: usize = 3;
        let titles: Vec<String> = ids.iter().take(SHOWN).map(|id| self.title_of_fact(id)).collect();
        let facts = titles.join(self.words.get("list_comma"));
        match ids.len().saturating_sub(SHOWN) {
            0 => facts,
            more => self.words.fill("next_more", &[("facts", &facts), ("count", &more.to_string())]),
        }
    }

    /// What would settle an answer: the fact, and the listed names behind it.
    pub fn missing(&self, one: &Missing) -> String {
        if one.entries.is_empty() {
            return self.fact(&one.fact);
        }
        let entries = self.words.fill("missing_entries", &[("entries", &join(&one.entries))]);
        format!("{}: {entries}", self.fact(&one.fact))
    }

    /// A fact in words, without its id.
    pub fn title_of_fact(&self, id: &str) -> String {
        if let Some(rule) = id.strip_prefix("first_day_of.") {
            return self.first_day(rule);
        }
        let Some((owner, fact)) = id.rsplit_once('.') else {
            return self.words.code("fact", id);
        };
        let who = self.words.code("role", owner);
        self.words.fill("fact_of", &[("fact", &self.words.code("fact", fact)), ("who", &who)])
    }

    /// A first day that is known only within a span of days.
    fn first_day(&self, id: &str) -> String {
        let rule = self.corpus.law.rules.iter().find(|rule| &*rule.id == id);
        let started = rule.and_then(|rule| {
            let started = rule.versions.iter().filter(|version| version.from.earliest <= self.as_of);
            started.max_by_key(|version| version.from.earliest)
        });
        let title = rule.map_or(id, |rule| rule.title.in_language(self.words.lang()));
        let Some(version) = started.filter(|version| version.from.latest > self.as_of) else {
            return self.words.fill("first_day_open", &[("rule", title)]);
        };
        let (from, to) = (self.words.day(version.from.earliest), self.words.day(version.from.latest));
        self.words.fill("first_day_between", &[("rule", title), ("from", &from), ("to", &to)])
    }

    /// A text with a note in brackets.
    pub fn noted(&self, text: &str, note: &str) -> String {
        self.words.fill("noted", &[("text", text), ("note", note)])
    }

    /// A rule by its title, with its id.
    pub fn rule(&self, id: &str) -> String {
        let rule = self.corpus.law.rules.iter().find(|rule| &*rule.id == id);
        let title = rule.map(|rule| rule.title.in_language(self.words.lang()));
        title.map_or_else(|| format!("[{id}]"), |title| format!("{title} [{id}]"))
    }

    /// A country by its name, with its code.
    pub fn place(&self, code: &str) -> String {
        let Some(country) = self.corpus.catalogue.country(code) else {
            return code.to_owned();
        };
        let name = country.names.in_language(self.words.lang());
        self.words.fill("place_name", &[("name", name), ("code", code)])
    }

    /// A company by its name where the catalogue knows it.
    pub fn party(&self, id: &str) -> String {
        let Some(party) = self.corpus.catalogue.party(id) else {
            return id.to_owned();
        };
        party.names.in_language(self.words.lang()).to_owned()
    }
}

pub(super) fn join(names: &[Name]) -> String {
    names.iter().map(|name| &**name).collect::<Vec<_>>().join(", ")
}
