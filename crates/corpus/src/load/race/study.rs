//! A study of a user or of the data, and a policy.

use super::settings::settings;
use crate::corpus::Corpus;
use crate::toml_reader::{File, Placed, Table};
use chipgate_base::Name;
use chipgate_base::near::did_you_mean;
use chipgate_base::problem::{Problem, Sink};
use chipgate_race::data::{FIRST_YEAR, LAST_YEAR, MOST_DRAWS, OutcomeAsked, Policy, Side, Study};
use jiff::civil::Date;

/// Most outcomes of a study: all quantities of the race, by year and in total, are fewer.
const MOST_OUTCOMES: usize = 256;

/// Reads a study; `quantities` are the ids that can be reported.
///
/// The study is `None` when the file is not TOML. Every problem has its place.
#[must_use]
pub fn read_study(
    path: &str,
    text: &str,
    corpus: &Corpus,
    quantities: &[&str],
) -> (Option<Study>, Vec<Problem>) {
    let sink = Sink::default();
    let file = File { path, text, sink: &sink };
    let study = Table::read(file, |root| Reader { corpus, quantities }.study(root));
    (study, sink.take())
}

struct Reader<'a> {
    corpus: &'a Corpus,
    quantities: &'a [&'a str],
}

impl Reader<'_> {
    fn study(&self, root: &Table<'_>) -> Study {
        let own = self.own(root);
        let race = &self.corpus.race;
        let of = |side: Side| move |policy: &&Policy| policy.side == side;
        let us: Vec<&str> =
            race.policies.iter().chain(&own).filter(of(Side::Seller)).map(|policy| &*policy.id).collect();
        let cn: Vec<&str> =
            race.policies.iter().chain(&own).filter(of(Side::Buyer)).map(|policy| &*policy.id).collect();
        let scenarios: Vec<&str> = race.scenarios.iter().map(|scenario| &*scenario.id).collect();
        let chips: Vec<&str> = self.corpus.catalogue.chips.iter().map(|chip| &*chip.id).collect();
        let workloads: Vec<&str> =
            self.corpus.worths.workloads.iter().map(|workload| &*workload.id).collect();
        let reforms: Vec<&str> = self.corpus.reforms.iter().map(|reform| &*reform.id).collect();
        let policies = self.ids(root, "policies", "policy", &us);
        let baseline = self.baseline(root, &policies);
        Study {
            question: root.in_languages("question"),
            chips: self.some(root, "chips", "chip", &chips),
            worth: self.some(root, "worth", "chip", &chips),
            workloads: self.some(root, "workloads", "workload", &workloads),
            claims: root.flag("claims").unwrap_or(false),
            seed: self.count(root, "seed", 1, 0..=u32::MAX),
            draws: self.count(root, "draws", 4096, 1..=MOST_DRAWS),
            scenarios: self.ids(root, "scenarios", "scenario", &scenarios),
            answers: self.ids(root, "answers", "Chinese answer", &cn),
            reforms: self.some(root, "reforms", "reform", &reforms),
            policies,
            baseline,
            outcomes: self.outcomes(root),
            own,
        }
    }

    fn own(&self, root: &Table<'_>) -> Vec<Policy> {
        let mut own: Vec<Policy> = Vec::new();
        for table in root.tables("policy") {
            let policy = policy(&table, self.corpus, None);
            let twice = own.iter().any(|other| other.id == policy.id);
            if twice || self.corpus.race.policy(&policy.id).is_some() {
                let message = format!("there is already a policy `{}`", policy.id);
                table.problem(table.at(), message, "give your policy an id of its own");
            }
            own.push(policy);
        }
        own
    }

    fn ids(&self, root: &Table<'_>, key: &str, what: &str, known: &[&str]) -> Vec<Name> {
        if root.texts(key).is_empty() {
            root.problem(
                root.at(),
                format!("`{key}` is empty"),
                &format!("name at least one of {}", known.join(", ")),
            );
        }
        self.some(root, key, what, known)
    }

    /// Ids of a list that may be left out; one named twice counts once.
    fn some(&self, root: &Table<'_>, key: &str, what: &str, known: &[&str]) -> Vec<Name> {
        let mut found: Vec<Name> = Vec::new();
        for text in root.texts(key) {
            if is_known(root, &text, what, known) && !found.contains(&text.text) {
                found.push(text.text);
            }
        }
        found
    }

    fn baseline(&self, root: &Table<'_>, policies: &[Name]) -> Name {
        let first = policies.first().cloned().unwrap_or_else(|| Name::from(""));
        let Some(text) = root.text("baseline") else { return first };
        let known: Vec<&str> = policies.iter().map(|id| &**id).collect();
        if is_known(root, &text, "policy of this study", &known) { text.text } else { first }
    }

    fn count(&self, root: &Table<'_>, key: &str, default: u32, range: std::ops::RangeInclusive<u32>) -> u32 {
        let Some(number) = root.number(key) else { return default };
        // Whole numbers of this size are exact.
        let whole = number as u32;
        if number.fract() == 0.0 && number >= 0.0 && f64::from(whole) == number && range.contains(&whole) {
            return whole;
        }
        let at = root.get(key).map_or(root.at(), toml::Spanned::span);
        let help = format!("write a whole number from {} to {}", range.start(), range.end());
        root.problem(at, format!("`{key}` cannot be {number}"), &help);
        default
    }

    fn outcomes(&self, root: &Table<'_>) -> Vec<OutcomeAsked> {
        let tables = root.tables("outcome");
        if tables.is_empty() {
            let help =
                "add `[[outcome]]` with quantity, from and to; `chipgate race quantities` prints the ids";
            root.problem(root.at(), "the study asks for no outcome", help);
        }
        if tables.len() > MOST_OUTCOMES {
            let message = format!(
                "the study asks for {} outcomes, and at most {MOST_OUTCOMES} are worked out",
                tables.len()
            );
            root.problem(root.at(), message, "leave the rest to another study");
            return Vec::new();
        }
        let mut asked: Vec<OutcomeAsked> = Vec::new();
        for table in &tables {
            let Some(outcome) = self.outcome(table) else { continue };
            let same =
                |other: &OutcomeAsked| other.quantity == outcome.quantity && other.total == outcome.total;
            if asked.iter().any(same) {
                let message = format!("the outcome `{}` is asked for twice", outcome.quantity);
                table.problem(table.at(), message, "join the years of both into one");
            }
            asked.push(outcome);
        }
        asked
    }

    fn outcome(&self, table: &Table<'_>) -> Option<OutcomeAsked> {
        let quantity = table.required_text("quantity");
        let known = is_known(table, &quantity, "quantity", self.quantities);
        let from = year(table, "from")?;
        let to = if table.get("to").is_some() { year(table, "to")? } else { from };
        let total = table.flag("total").unwrap_or(false);
        table.finish();
        if to < from {
            table.problem(table.at(), "the outcome ends before it begins", "put the earlier year first");
            return None;
        }
        known.then_some(OutcomeAsked { quantity: quantity.text, from, to, total })
    }
}

pub(super) fn is_known(table: &Table<'_>, text: &Placed, what: &str, known: &[&str]) -> bool {
    let found = known.contains(&&*text.text);
    if !found {
        let near = did_you_mean(&text.text, known.iter().copied());
        let help = near.unwrap_or_else(|| format!("known are {}", known.join(", ")));
        table.problem(text.at.clone(), format!("unknown {what} `{}`", text.text), &help);
    }
    found
}

fn year(table: &Table<'_>, key: &str) -> Option<i16> {
    let Some(value) = table.get(key) else {
        table.problem(table.at(), format!("missing key `{key}`"), &format!("add `{key} = 2028`"));
        return None;
    };
    let at = value.span();
    let number = table.number(key)?;
    if number.fract() != 0.0 || !(f64::from(FIRST_YEAR)..=f64::from(LAST_YEAR)).contains(&number) {
        let message = format!("{number} is outside the years {FIRST_YEAR} to {LAST_YEAR} that the race runs");
        table.problem(at, message, "choose a year in that span; what lies after 2030 is extrapolation");
        return None;
    }
    let year = number as i16;
    Some(year)
}

/// A policy cannot begin where the race is given as history.
fn check_begin(table: &Table<'_>, corpus: &Corpus, from: Date) {
    let Some(first) = corpus.race.sales_begin().filter(|first| from < *first) else { return };
    let at = table.get("from").map_or(table.at(), toml::Spanned::span);
    let message = format!(
        "the policy begins on {from}, and until {first} sales to China are given as history, which no policy changes"
    );
    let help = format!(
        "begin on {first} or later; what the law said before is told by `chipgate history` and `compare`"
    );
    table.problem(at, message, &help);
}

/// Reads a policy; `id` is its own key unless the file's name gives it.
pub(crate) fn policy(table: &Table<'_>, corpus: &Corpus, id: Option<&str>) -> Policy {
    let id = id.map_or_else(|| table.required_text("id").text, Name::from);
    let side = table.required_text("side");
    let gates = &corpus.law.gates;
    let of_gate = gates.find(&side.text).and_then(|gate| gates[gate].side);
    if of_gate.is_none() {
        let sides: Vec<&str> =
            gates.iter().filter(|(_, gate)| gate.side.is_some()).map(|(_, gate)| &*gate.id).collect();
        let help = format!("write {}", sides.join(" or "));
        table.problem(side.at.clone(), format!("`side` cannot be `{}`", side.text), &help);
    }
    let from = table.required_date("from");
    // Without a day the problem is told already, and the rest is checked from the first day that a policy may have.
    let from = from.or_else(|| corpus.race.sales_begin()).unwrap_or(corpus.frame.covers_from);
    check_begin(table, corpus, from);
    let reforms = table.texts("reforms");
    let known: Vec<&str> = corpus.reforms.iter().map(|reform| &*reform.id).collect();
    let reforms = reforms.into_iter().filter(|text| is_known(table, text, "reform", &known));
    let reforms = reforms.map(|text| text.text).collect();
    let classes: Vec<&str> = corpus.race.class_ids().collect();
    let policy = Policy {
        id,
        side: of_gate.unwrap_or(Side::Seller),
        title: table.title(),
        about: table.in_languages("about"),
        from,
        reforms,
        settings: settings(table, from, &classes),
    };
    table.finish();
    policy
}
