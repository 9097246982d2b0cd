//! What is done, from where and to where, and who exports.

use super::{Filling, Passage, hits, set_word};
use crate::part::Part;
use crate::question::{Given, Question};
use crate::suggest::place_help;
use crate::values::read_value;
use chipgate_base::Name;
use chipgate_law::inputs::Inputs;
use chipgate_law::value::Value;

impl Filling<'_> {
    pub(super) fn transaction(&mut self, question: &Question, inputs: &mut Inputs) {
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
    pub(super) fn stated_class(&self, stated: Option<&str>, inputs: &mut Inputs) {
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

    pub(super) fn exporter(&mut self, question: &Question, inputs: &mut Inputs) -> Option<Name> {
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
}
