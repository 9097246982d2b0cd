//! From a study to a plan: which policies, under which scenarios, with which rules.

use crate::data::{OutcomeAsked, Policy, RaceData, Side, Study};
use crate::draws::Priors;
use crate::experiment::{Cell, Plan};
use crate::outcomes::Outcome;
use crate::rules::{Lawful, LawfulDay, Rules};
use crate::world::World;
use chipgate_ask::{Ground, QuestionProblem};
use chipgate_base::Name;
use chipgate_base::problem::Problem;
use chipgate_law::book::Law;
use chipgate_survey::terms::{Clip, REDESIGN, Terms, best_class, reformed_terms, terms};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A plan could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The data lack something.
    #[error("{0}")]
    Data(String),
    /// Reforms do not fit together, or not with the law; each with its place and remedy.
    #[error("{}", joined(.0.iter().map(|problem| &problem.message)))]
    Reforms(Vec<Problem>),
    /// The rule books cannot be asked.
    #[error("{}", joined(.0.iter().map(|problem| &problem.message)))]
    Question(Vec<QuestionProblem>),
}

impl From<String> for SetupError {
    fn from(text: String) -> SetupError {
        SetupError::Data(text)
    }
}

fn joined<'a>(messages: impl Iterator<Item = &'a String>) -> String {
    messages.map(String::as_str).collect::<Vec<_>>().join("; ")
}

/// Classes from the best to the worst by 8-bit arithmetic, those alone that a chip stands for.
#[must_use]
pub fn order(data: &RaceData, world: &World) -> Vec<String> {
    let stands = |id: &str| data.market.chips.iter().any(|chip| *chip.class == *id);
    let mut classes: Vec<(f64, f64, &String)> =
        world.classes.iter().filter(|(id, _)| stands(id)).map(|(id, class)| (class.f, class.b, id)).collect();
    classes.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)));
    std::iter::once("flagship".to_owned()).chain(classes.into_iter().map(|(_, _, id)| id.clone())).collect()
}

/// The rule books day by day: the best class that terms let through, and all terms; `covers_to` is the last day that the
/// sources of the Chinese book cover.
#[must_use]
pub fn lawful(data: &RaceData, world: &World, terms: &[Terms], covers_to: Option<Date>) -> Lawful {
    let order = order(data, world);
    let best = best_class(terms, &order.iter().map(String::as_str).collect::<Vec<_>>());
    let mut days: Vec<LawfulDay> = Vec::new();
    for from in day_by_day(terms) {
        let mut now = days.last().map(|day| day.terms.clone()).unwrap_or_default();
        let mut ruled = days.last().and_then(|day| day.ruled);
        for changed in terms.iter().filter(|terms| terms.from == from) {
            if *changed.class == *REDESIGN && is_ruled(&now, changed.clip.as_ref()) {
                ruled = Some(from);
            }
            now.retain(|terms| terms.class != changed.class);
            now.push(changed.clone());
        }
        let best = best.iter().rfind(|(day, _)| *day <= from).map(|(_, class)| class.clone());
        days.push(LawfulDay { from, best: best.unwrap_or_else(|| Name::from("none")), terms: now, ruled });
    }
    Lawful { days, covers_to }
}

fn day_by_day(terms: &[Terms]) -> Vec<Date> {
    let mut days: Vec<Date> = terms.iter().map(|terms| terms.from).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Whether a rule changed what is kept of the same flagship.
fn is_ruled(before: &[Terms], clip: Option<&Clip>) -> bool {
    let last = before.iter().find_map(|terms| terms.clip.as_ref());
    last.zip(clip).is_some_and(|(last, clip)| last.chip == clip.chip && last.kept != clip.kept)
}

/// Lays reforms over the law, by id.
pub type Reform<'c> = Box<dyn Fn(&[Name]) -> Result<Law, Vec<Problem>> + Send + Sync + 'c>;

/// The rule books with reforms laid over the law, each set of reforms asked once.
pub struct Books<'c> {
    ground: Ground<'c>,
    data: &'c RaceData,
    reform: Reform<'c>,
    known: BTreeMap<Vec<Name>, Vec<Terms>>,
}

impl<'c> Books<'c> {
    /// Nothing is asked yet.
    #[must_use]
    pub fn new(ground: Ground<'c>, data: &'c RaceData, reform: Reform<'c>) -> Books<'c> {
        Books { ground, data, reform, known: BTreeMap::new() }
    }

    /// The data of the race, whose classes and buyers are asked about.
    #[must_use]
    pub fn data(&self) -> &'c RaceData {
        self.data
    }

    /// What the books say with the reforms of these policies.
    ///
    /// # Errors
    ///
    /// Returns reforms that do not fit together, or a question that the data do not allow.
    pub fn of(&mut self, world: &World, policies: &[&Policy]) -> Result<Lawful, SetupError> {
        self.with(world, &[], policies)
    }

    /// The same with some reforms laid over the law before those of the policies.
    ///
    /// # Errors
    ///
    /// As [`Books::of`].
    pub fn with(
        &mut self,
        world: &World,
        reforms: &[Name],
        policies: &[&Policy],
    ) -> Result<Lawful, SetupError> {
        let of_policies = policies.iter().flat_map(|policy| &policy.reforms);
        let all: Vec<Name> = reforms.iter().chain(of_policies).cloned().collect();
        let covers_to = self.ground.law.horizon(self.ground.law.gates.buyer());
        Ok(lawful(self.data, world, self.terms(&all)?, covers_to))
    }

    /// Terms of the rule books with these reforms laid over the law.
    ///
    /// # Errors
    ///
    /// As [`Books::of`].
    pub fn terms(&mut self, reforms: &[Name]) -> Result<&[Terms], SetupError> {
        for wanted in [&[], reforms] {
            if !self.known.contains_key(wanted) {
                let found = self.ask(wanted)?;
                self.known.insert(wanted.to_vec(), found);
            }
        }
        Ok(self.known.get(reforms).map(Vec::as_slice).unwrap_or_default())
    }

    fn ask(&self, reforms: &[Name]) -> Result<Vec<Terms>, SetupError> {
        let Some(plain) = self.known.get::<[Name]>(&[]) else {
            return terms(self.ground, &self.data.market).map_err(SetupError::Question);
        };
        let reformed = (self.reform)(reforms).map_err(SetupError::Reforms)?;
        reformed_terms(self.ground, &self.data.market, plain, &reformed).map_err(SetupError::Question)
    }
}

/// Makes the plan of a study.
///
/// # Errors
///
/// Returns what the data lack, or reforms that do not fit together.
pub fn plan(books: &mut Books<'_>, study: &Study) -> Result<Plan, SetupError> {
    let data = books.data();
    let world = World::new(data)?;
    let mut priors = Vec::new();
    for id in &study.scenarios {
        priors.push((id.to_string(), Priors::new(data, data.scenario(id))?));
    }
    let mut cells = Vec::new();
    for policy in &study.policies {
        for answer in &study.answers {
            let of = |id: &Name, side| find(data, study, id, side);
            let both = [of(policy, Side::Seller)?, of(answer, Side::Buyer)?];
            let lawful = books.with(&world, &study.reforms, &both)?;
            let rules = Rules::compile(data, &world, &lawful, &both).map_err(|error| error.to_string())?;
            for scenario in &study.scenarios {
                let cell = Cell {
                    scenario: scenario.to_string(),
                    policy: policy.to_string(),
                    answer: answer.to_string(),
                };
                cells.push((cell, rules.clone()));
            }
        }
    }
    let outcomes = study.outcomes.iter().flat_map(spans).collect();
    Ok(Plan { world, priors, cells, outcomes, seed: study.seed, draws: study.draws })
}

/// One outcome for each year, or one for the whole span.
fn spans(asked: &OutcomeAsked) -> Vec<Outcome> {
    if asked.total {
        return Outcome::of_years(&asked.quantity, asked.from, asked.to).into_iter().collect();
    }
    (asked.from..=asked.to).filter_map(|year| Outcome::of_year(&asked.quantity, year)).collect()
}

fn find<'a>(data: &'a RaceData, study: &'a Study, id: &Name, side: Side) -> Result<&'a Policy, SetupError> {
    let own = study.own.iter().find(|policy| policy.id == *id);
    own.or_else(|| data.policy(id))
        .filter(|policy| policy.side == side)
        .ok_or_else(|| SetupError::Data(format!("there is no policy `{id}` of this side")))
}
