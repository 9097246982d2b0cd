//! From a study to a plan: which policies, under which scenarios, with which rules.

use crate::draws::Priors;
use crate::experiment::{Cell, Plan};
use crate::outcomes::Outcome;
use crate::rules::{Lawful, Rules};
use crate::world::World;
use chipgate_corpus::Corpus;
use chipgate_corpus::race::{OutcomeAsked, Policy, Side, Study, Terms, best_class};
use chipgate_law::Name;

/// A plan could not be made: what is wrong.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct SetupError(pub String);

impl From<String> for SetupError {
    fn from(text: String) -> SetupError {
        SetupError(text)
    }
}

/// Classes from the best to the worst by 8-bit arithmetic, those alone that a chip stands for.
#[must_use]
pub fn order(corpus: &Corpus, world: &World) -> Vec<String> {
    let stands = |id: &str| corpus.race.chips.iter().any(|chip| *chip.class == *id);
    let mut classes: Vec<(f64, f64, &String)> =
        world.classes.iter().filter(|(id, _)| stands(id)).map(|(id, class)| (class.f, class.b, id)).collect();
    classes.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)));
    std::iter::once("flagship".to_owned()).chain(classes.into_iter().map(|(_, _, id)| id.clone())).collect()
}

/// The best class that terms let through, from day to day.
#[must_use]
pub fn lawful(corpus: &Corpus, world: &World, terms: &[Terms]) -> Lawful {
    let order = order(corpus, world);
    best_class(terms, &order.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Makes the plan of a study.
///
/// `terms_of` gives the terms of the rule books with reforms laid over the law.
///
/// # Errors
///
/// Returns what the data lack, or a reform that cannot be read.
pub fn plan(
    corpus: &Corpus,
    study: &Study,
    mut terms_of: impl FnMut(&[Name]) -> Result<Vec<Terms>, String>,
) -> Result<Plan, SetupError> {
    let world = World::new(&corpus.race)?;
    let mut priors = Vec::new();
    for id in &study.scenarios {
        priors.push((id.to_string(), Priors::new(&corpus.race, corpus.race.scenario(id))?));
    }
    let mut cells = Vec::new();
    for policy in &study.policies {
        for answer in &study.answers {
            let of = |id: &Name, side| find(corpus, study, id, side);
            let both = [of(policy, Side::Us)?, of(answer, Side::Cn)?];
            let reforms: Vec<Name> = both.iter().flat_map(|policy| policy.reforms.clone()).collect();
            let lawful = lawful(corpus, &world, &terms_of(&reforms)?);
            let rules =
                Rules::compile(&corpus.race, &world, &lawful, &both).map_err(|error| error.to_string())?;
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

fn find<'a>(corpus: &'a Corpus, study: &'a Study, id: &Name, side: Side) -> Result<&'a Policy, SetupError> {
    let own = study.own.iter().find(|policy| policy.id == *id);
    own.or_else(|| corpus.race.policy(id))
        .filter(|policy| policy.side == side)
        .ok_or_else(|| SetupError(format!("there is no policy `{id}` of this side")))
}
