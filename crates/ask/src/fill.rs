//! A request filled in from the catalogue, with everything that was assumed.

use crate::ground::Ground;
use crate::known::Known;
use crate::part::{Part, QuestionProblem};
use crate::question::{Given, Question};
use crate::suggest::place_help;
use crate::values::{read_value, show_value};
use crate::{checks, hits, item, parties};
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_base::near::did_you_mean;
use chipgate_catalogue::Listing;
use chipgate_law::determine::Manner;
use chipgate_law::fact::{Absent, Belongs, Fact, FactId, Origin};
use chipgate_law::inputs::Inputs;
use chipgate_law::rule::Lens;
use chipgate_law::value::Value;
use jiff::civil::Date;

/// Something that was taken to be so without being given.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumed {
    /// The fact.
    pub fact: Name,
    /// Its value in words.
    pub value: String,
    /// Why, as the key of a message.
    pub why: &'static str,
}

/// A value of the request that differs from what the data hold and goes before it because the request says so by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Overridden {
    /// The fact; for a party's fact with the role in front, such as `end_user.headquarters`.
    pub fact: Name,
    /// The value of the request, in words.
    pub given: String,
    /// The value of the data, in words.
    pub known: String,
}

/// A transaction whose end user is in another country than the place to which the item is sent first.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The place of transit or of the intermediate consignee, `--to`.
    pub through: Name,
    /// The ultimate destination that the rules read (15 CFR 734.13, 734.14, 734.16).
    pub ultimate: Name,
}

/// A list of parties with which the names of the request were compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Screened {
    /// Id of the list, such as `us.entity_list`.
    pub list: Name,
    /// Its title, for people.
    pub title: Name,
    /// The day of the copy that is loaded.
    pub dated: Date,
    /// How many entries were compared.
    pub entries: usize,
    /// SHA-256 of the file that holds it.
    pub sha256: String,
}

/// A listed name, or the name of a known party, to which a name of the request comes near.
#[derive(Clone, Debug, PartialEq)]
pub struct PartyHit {
    /// The role of the party whose name it is; `exporter`, or `end_user.ultimate_parent` and the like for owners.
    pub role: Name,
    /// The name as given.
    pub given: Name,
    /// Id of the entry or of the known party.
    pub id: Name,
    /// Which list; empty for a known party that is on none.
    pub list: Name,
    /// The name or alias that hit.
    pub alias: Name,
    /// The same name, and not only a near one.
    pub exact: bool,
    /// How near, 0 to 1; 1 for the same name.
    pub score: f64,
    /// Why it is near, as keys of messages `near_…`, such as `edits`, `order`, `joined`, `script`, `part`.
    pub reasons: Vec<&'static str>,
}

/// A question ready to be determined.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The values of all facts.
    pub inputs: Inputs,
    /// How it is to be answered.
    pub manner: Manner,
    /// The day asked about.
    pub as_of: Date,
    /// Only what was known by this day.
    pub known_on: Option<Date>,
    /// Which reading.
    pub lens: Lens,
    /// Who exports, by party id.
    pub exporter: Option<Name>,
    /// Catalogue id of the item; `None` for a described one.
    pub item_id: Option<Name>,
    /// Name of the item.
    pub item_name: Name,
    /// What was assumed.
    pub assumed: Vec<Assumed>,
    /// Presumptions that no rule states, such as `full_list_screening`.
    pub provided: Vec<&'static str>,
    /// Keys of caveats that the filling found, for the gate whose lists are read: the seller's.
    pub caveats: Vec<&'static str>,
    /// Figures far outside what such items have.
    pub implausible: Vec<checks::Implausible>,
    /// Country codes that are not those given, such as HK read as CN: (given, read as).
    pub mapped: Vec<(Name, Name)>,
    /// Values that go before what the data hold, shown first.
    pub overridden: Vec<Overridden>,
    /// The transit and the ultimate destination, where they differ.
    pub passage: Option<Passage>,
    /// Lists with which named parties were compared; empty where no party is named.
    pub screened: Vec<Screened>,
    /// Entries and known parties to which the names of the request come near.
    pub hits: Vec<PartyHit>,
}

/// What the parts of the filling share.
pub(super) struct Filling<'a> {
    pub ground: Ground<'a>,
    pub as_of: Date,
    pub known_on: Option<Date>,
    pub assumed: Vec<Assumed>,
    pub provided: Vec<&'static str>,
    pub caveats: Vec<&'static str>,
    pub mapped: Vec<(Name, Name)>,
    /// Facts whose given value goes before what the data hold, by name.
    pub overrides: Vec<String>,
    pub overridden: Vec<Overridden>,
    pub passage: Option<Passage>,
    pub screened: Vec<Screened>,
    pub hits: Vec<PartyHit>,
    /// Somebody has found that the parties are not those to which their names come near.
    pub others: bool,
    /// Whether a named owner stands on a list whose owners count.
    pub owned: Answer,
    /// Facts that stay open although they would be presumed.
    pub open: Vec<Name>,
    pub implausible: Vec<checks::Implausible>,
    pub problems: Vec<QuestionProblem>,
}

/// Fills a question in.
///
/// `today` stands for the day asked about when the question names none.
///
/// # Errors
///
/// Returns everything in the question that does not fit, each with a remedy.
pub fn fill(ground: Ground<'_>, question: &Question, today: Date) -> Result<Asked, Vec<QuestionProblem>> {
    let as_of = question.as_of.unwrap_or(today);
    let mut filling = Filling {
        ground,
        as_of,
        known_on: question.known_on,
        assumed: Vec::new(),
        provided: Vec::new(),
        caveats: Vec::new(),
        mapped: Vec::new(),
        overrides: question.overrides.clone(),
        overridden: Vec::new(),
        passage: None,
        screened: Vec::new(),
        hits: Vec::new(),
        others: is_yes(question.facts.get("not_the_listed_party")),
        owned: Answer::No,
        open: Vec::new(),
        implausible: Vec::new(),
        problems: Vec::new(),
    };
    filling.check_day(question);
    checks::words(&mut filling, question);
    let mut inputs = Inputs::unknown(&ground.law.vocabulary.facts);
    let (item_id, item_name, stated_eccn) = item::fill(&mut filling, question, &mut inputs);
    filling.stated_class(stated_eccn.as_deref(), &mut inputs);
    let lens = filling.lens(question);
    filling.transaction(question, &mut inputs);
    let exporter = filling.exporter(question, &mut inputs);
    parties::fill(&mut filling, question, &mut inputs);
    filling.other_facts(question, &mut inputs);
    item::rederive(&mut filling, &mut inputs);
    filling.absent_facts(&mut inputs);
    filling.unused_overrides();
    checks::figures(&mut filling, &inputs);
    if !filling.problems.is_empty() {
        return Err(filling.problems);
    }
    Ok(Asked {
        inputs,
        manner: Manner { strict: question.strict, stated_eccn },
        as_of,
        known_on: filling.known_on,
        lens,
        exporter,
        item_id,
        item_name,
        assumed: filling.assumed,
        provided: filling.provided,
        caveats: filling.caveats,
        implausible: filling.implausible,
        mapped: filling.mapped,
        overridden: filling.overridden,
        passage: filling.passage,
        screened: filling.screened,
        hits: filling.hits,
    })
}

impl<'a> Filling<'a> {
    pub fn problem(&mut self, message: String, part: &Part, help: Option<String>) {
        let problem = QuestionProblem::new(message, part, help);
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// The facts that the program names.
    pub fn known(&self) -> &'a Known {
        &self.ground.frame.known
    }

    pub fn assume(&mut self, fact: &str, value: impl Into<String>, why: &'static str) {
        self.assumed.push(Assumed { fact: Name::from(fact), value: value.into(), why });
    }

    /// Notes a presumption that no rule states.
    pub fn provide(&mut self, key: &'static str) {
        if !self.provided.contains(&key) {
            self.provided.push(key);
        }
    }

    /// Notes a gap that the US answer must tell.
    pub fn caveat(&mut self, key: &'static str) {
        if !self.caveats.contains(&key) {
            self.caveats.push(key);
        }
    }

    /// Whether an entry holds on the day, as far as was known.
    pub fn in_force(&self, entry: &Listing) -> Answer {
        let known = self.known_on.map_or(Answer::Yes, |day| entry.has_begun(day));
        entry.is_in_force(self.as_of).and(known)
    }

    fn check_day(&mut self, question: &Question) {
        let from = self.ground.frame.covers_from;
        if let Some(day) = question.as_of.filter(|day| *day < from) {
            let message = format!("{day} is before {from}, the first day covered");
            self.problem(message, &Part::new("as_of"), Some(format!("ask about a day from {from} on")));
        }
    }

    fn lens(&mut self, question: &Question) -> Lens {
        match &question.lens {
            None => Lens::Enforced,
            Some(lens) => match lens.as_str() {
                "enforced" => Lens::Enforced,
                "codified" => Lens::Codified,
                other => {
                    let help = did_you_mean(other, ["enforced", "codified"].into_iter());
                    let help = help.or_else(|| Some("write enforced or codified".to_owned()));
                    self.problem(format!("unknown lens `{other}`"), &Part::new("lens"), help);
                    Lens::Enforced
                }
            },
        }
    }

    fn transaction(&mut self, question: &Question, inputs: &mut Inputs) {
        let act = self.act(question, inputs);
        let sent_to = question.to.as_ref().and_then(|code| self.place(code, &Part::new("to")));
        let to = self.ultimate_place(question, sent_to, inputs);
        let from = question.from.as_ref().and_then(|code| self.place(code, &Part::new("from")));
        let from = match (from, act.as_deref()) {
            (Some(from), _) => Some(from),
            (None, Some("export")) => {
                let home = self.ground.frame.exports_from.clone();
                self.assume("origin_country", home.to_string(), "export_is_from_us");
                Some(home)
            }
            (None, Some("transfer" | "deploy" | "use" | "service")) => to.clone(),
            (None, _) => None,
        };
        if act.as_deref() == Some("export") {
            self.check_origin_of_export(from.as_ref(), inputs);
        }
        let known = self.known();
        for (place, read, code) in [
            (known.origin_place, known.origin_country, from),
            (known.destination_place, known.destination, to),
        ] {
            let mapped = code.as_ref().map(|code| self.mapped_country(code));
            set_word(inputs, read, mapped);
            set_word(inputs, place, code);
        }
    }

    /// Where the item ends: the country of the end user, else of the ultimate consignee, where one is given.
    ///
    /// What passes through a country on its way is an export to where it ends (15 CFR 734.13, 734.14, 734.16).
    fn ultimate_place(
        &mut self,
        question: &Question,
        sent_to: Option<Name>,
        inputs: &mut Inputs,
    ) -> Option<Name> {
        let country = |role: &'static str| Some((role, question.parties.get(role)?.country.as_ref()?));
        let said = country("end_user").or_else(|| country("consignee"));
        let named = said.and_then(|(role, code)| self.place(code, &Part::of_party(role, "country")));
        let Some(ultimate) = named else {
            return sent_to;
        };
        if let Some(through) = sent_to.filter(|through| *through != ultimate) {
            let transit = self.mapped_country(&through);
            set_word(inputs, self.known().transit_country, Some(transit));
            self.passage = Some(Passage { through, ultimate: ultimate.clone() });
        }
        Some(ultimate)
    }

    /// Says of which kind the class is that the maker states.
    fn stated_class(&self, stated: Option<&str>, inputs: &mut Inputs) {
        let is_modelled = |word: &str| self.ground.law.vocabulary.conclusion("eccn", word).is_some();
        let kind = match stated {
            None => "none",
            Some("EAR99") => "ear99",
            Some(word) if is_modelled(word) => "modelled",
            Some(_) => "other",
        };
        set_word(inputs, self.known().stated_class, Some(Name::from(kind)));
    }

    /// An export leaves from the US; what leaves another modelled country is no export of US law.
    fn check_origin_of_export(&mut self, from: Option<&Name>, inputs: &mut Inputs) {
        let manifest = &self.ground.frame;
        let Some(from) = from.filter(|from| **from != manifest.exports_from) else {
            return;
        };
        if manifest.exports_also_from.contains(from) {
            set_word(inputs, self.known().act, Some(Name::from("reexport")));
            self.assumed.retain(|assumed| &*assumed.fact != "act");
            self.assume("act", "reexport", "export_of_another_country");
            return;
        }
        let help = "use --kind reexport for goods that leave another country".to_owned();
        self.problem("an export leaves from the US".to_owned(), &Part::new("from"), Some(help));
    }

    fn act(&mut self, question: &Question, inputs: &mut Inputs) -> Option<Name> {
        if question.kind.is_none() {
            self.assume("act", "export", "act_not_given");
        }
        let given = Given::from(question.kind.as_deref().unwrap_or("export"));
        let fact = self.known().act;
        let declared = self.ground.law.vocabulary.facts.get(fact)?;
        match read_value(declared, &given, &Part::new("kind"), &self.ground.law.vocabulary) {
            Ok(value) => {
                let word = match &value {
                    Value::Symbol(word) => Some(word.clone()),
                    _ => None,
                };
                inputs.set(fact, value, None);
                word
            }
            Err(problem) => {
                self.problems.push(problem);
                None
            }
        }
    }

    /// A country code as US export rules read it on the day.
    pub fn country(&mut self, code: &str, part: &Part) -> Option<Name> {
        let code = self.place(code, part)?;
        Some(self.mapped_country(&code))
    }

    /// A country code as it was given.
    fn place(&mut self, given: &str, part: &Part) -> Option<Name> {
        let code = given.to_ascii_uppercase();
        let Some(country) = self.ground.catalogue.country(&code) else {
            let help = Some(place_help(self.ground, given));
            self.problem(format!("unknown country `{given}`"), part, help);
            return None;
        };
        Some(country.code.clone())
    }

    /// Hong Kong is read as China from the day of the instrument that says so.
    pub fn mapped_country(&mut self, code: &Name) -> Name {
        let treated = self.ground.catalogue.country(code).and_then(|country| country.treated_as.clone());
        match treated {
            Some((other, from)) if from <= self.as_of => {
                let pair = (code.clone(), other.clone());
                if !self.mapped.contains(&pair) {
                    self.mapped.push(pair);
                }
                other
            }
            _ => code.clone(),
        }
    }

    fn exporter(&mut self, question: &Question, inputs: &mut Inputs) -> Option<Name> {
        let designer = inputs.value(self.known().designer).clone();
        let exporter = match (&question.exporter, designer) {
            (Some(name), _) => self.exporter_named(name)?,
            (None, Value::Symbol(designer)) => {
                self.assume("exporter", designer.to_string(), "exporter_is_designer");
                designer
            }
            _ => {
                set_word(inputs, self.known().exporter, Some(Name::from("another")));
                return None;
            }
        };
        self.designer_from(&exporter, inputs);
        set_word(inputs, self.known().exporter, Some(exporter.clone()));
        Some(exporter)
    }

    /// An item without a designer is taken to be the exporter's own where the exporter is known.
    fn designer_from(&mut self, exporter: &Name, inputs: &mut Inputs) {
        let fact = self.known().designer;
        let Some(party) = self.ground.catalogue.party(exporter) else {
            return;
        };
        if *inputs.value(fact) == Value::Unknown {
            self.assume("designer", exporter.to_string(), "designer_is_exporter");
            inputs.set(fact, Value::Symbol(exporter.clone()), None);
            let headquarters = Some(party.headquarters.clone()).filter(|code| !code.is_empty());
            set_word(inputs, self.known().designer_headquarters, headquarters);
        }
    }

    /// The exporter by id; `None`, and open, where the name comes near a known party, which it may mean.
    ///
    /// A listed one is a red flag, since the rules look at who receives.
    fn exporter_named(&mut self, name: &str) -> Option<Name> {
        let found = hits::find(self, "exporter", name);
        let is_listed = self.hits.iter().any(|hit| &*hit.role == "exporter" && !hit.list.is_empty());
        if is_listed {
            self.caveat("exporter_listed");
        }
        if hits::near_parties(self, &found).next().is_some() {
            return None;
        }
        Some(found.party.unwrap_or_else(|| Name::from("another")))
    }

    fn other_facts(&mut self, question: &Question, inputs: &mut Inputs) {
        let vocabulary = &self.ground.law.vocabulary;
        for (name, given) in &question.facts {
            let part = Part::fact(name);
            let found = vocabulary.facts.find(name).and_then(|id| Some((id, vocabulary.facts.get(id)?)));
            let Some((id, fact)) = found else {
                let known: Vec<Name> = vocabulary.facts.iter().map(|(_, fact)| fact.name.clone()).collect();
                let help = did_you_mean(name, known.iter().map(|name| &**name))
                    .or_else(|| Some("`chipgate facts` lists every fact".to_owned()));
                self.problem(format!("unknown fact `{name}`"), &part, help);
                continue;
            };
            if fact.origin != Origin::Given || fact.belongs == Belongs::Party {
                let message = format!("`{name}` is worked out from other facts and cannot be given");
                self.problem(message, &part, Some(fact.meaning.to_string()));
                continue;
            }
            match read_value(fact, given, &part, vocabulary) {
                Ok(value) => self.give(inputs, id, fact, value),
                Err(problem) => self.problems.push(problem),
            }
        }
    }

    /// Sets a fact that was given beside what the data hold.
    fn give(&mut self, inputs: &mut Inputs, id: FactId, fact: &Fact, value: Value) {
        if value == Value::Symbol(Name::from("unknown")) || value == Value::Unknown {
            return;
        }
        let known = inputs.value(id).clone();
        let kept = self.reconcile(&fact.name, &known, value, &Part::fact(&fact.name));
        if kept != known {
            inputs.set(id, kept, Some(Name::from("request")));
        }
    }

    /// The value that counts where the data hold one and another is given: what both allow.
    ///
    /// A value that contradicts the data is refused, unless the request names the fact as overridden; then it
    /// counts and is shown before the answer.
    pub fn reconcile(&mut self, fact: &str, known: &Value, given: Value, part: &Part) -> Value {
        if let Some(both) = agreement(known, &given) {
            return both;
        }
        let (given_words, known_words) = (show_value(&given, ""), show_value(known, ""));
        if self.overrides.iter().any(|name| name == fact) {
            let fact = Name::from(fact);
            self.overridden.push(Overridden { fact, given: given_words, known: known_words });
            return given;
        }
        let message = format!("`{fact}` is given as {given_words}, but is {known_words} in the data");
        let help = format!("leave it out, or let your value go first with --override {fact}");
        self.problem(message, part, Some(help));
        known.clone()
    }

    /// An override of what nobody contradicts is a slip.
    fn unused_overrides(&mut self) {
        let unused: Vec<String> = self
            .overrides
            .iter()
            .filter(|name| !self.overridden.iter().any(|used| *used.fact == ***name))
            .cloned()
            .collect();
        for name in unused {
            let message = format!("nothing is overridden by `{name}`");
            let help = "name a fact whose given value differs from the data, and give that value".to_owned();
            self.problem(message, &Part::overridden(&name), Some(help));
        }
    }

    /// What is not given: assumed, presumed, or left unknown.
    fn absent_facts(&mut self, inputs: &mut Inputs) {
        for (id, fact) in self.ground.law.vocabulary.facts.iter() {
            if *inputs.value(id) != Value::Unknown
                || fact.origin != Origin::Given
                || fact.belongs == Belongs::Party
                || self.open.contains(&fact.name)
            {
                continue;
            }
            match &fact.absent {
                Absent::Unknown => {}
                Absent::ProvidedThat(value) => {
                    inputs.set(id, value.clone(), None);
                    inputs.presumed.push(id);
                }
                Absent::Assume(value) => {
                    inputs.set(id, value.clone(), None);
                    self.assume(&fact.name, show_value(value, ""), "default");
                }
            }
        }
    }
}

/// Sets a word where there is one.
pub(super) fn set_word(inputs: &mut Inputs, fact: FactId, word: Option<Name>) {
    if let Some(word) = word {
        inputs.set(fact, Value::Symbol(word), None);
    }
}

/// Share by which a given figure may miss one of the data through rounding.
const ROUNDING: f64 = 0.01;

/// What a known value and a given one allow together; `None` where they contradict each other.
fn agreement(known: &Value, given: &Value) -> Option<Value> {
    match (known, given) {
        (Value::Unknown, _) => Some(given.clone()),
        (Value::Number(known), Value::Number(given)) => {
            let both = known.intersect(given);
            let is_near = || !known.widened(ROUNDING).intersect(given).is_empty();
            let kept = if both.is_empty() { is_near().then_some(*known) } else { Some(both) };
            kept.map(Value::Number)
        }
        (known, given) => (known == given).then(|| known.clone()),
    }
}

/// A fact is given as yes.
fn is_yes(given: Option<&Given>) -> bool {
    match given {
        Some(Given::YesNo(is)) => *is,
        Some(Given::Text(word)) => matches!(word.as_str(), "yes" | "true"),
        _ => false,
    }
}
