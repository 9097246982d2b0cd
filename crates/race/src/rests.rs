//! On which judged assumption the sign of an effect rests.
//!
//! An effect can be clear only because of a number that nothing published supports. So every assumption that is
//! graded judgement is multiplied by the factors of the data, one at a time, and the policy and the baseline are
//! run again on the same draws. Where an effect had a sign and then has another or none, it rests on that
//! assumption. A few draws find the assumptions, more of them then give the number that is told.

use crate::data::RaceData;
use crate::experiment::{Found, NotFinite, Plan, Watch};
use crate::paired::{Effect, effect};
use crate::parameters::Parameter;
use std::collections::BTreeMap;

/// Draws with which assumptions are looked for: the error of a part of them is at most 0.06.
const SEARCH: u32 = 64;
/// Draws from which the number that is told comes: the error of a part of them is at most 0.016.
const TOLD: u32 = 1024;

/// An effect whose sign rests on one judged assumption.
#[derive(Clone, Debug, PartialEq)]
pub struct Rest {
    /// Id of the policy.
    pub policy: String,
    /// Place of the outcome in the study.
    pub outcome: usize,
    /// Id of the assumption; of several, the one that moves the effect most.
    pub assumption: &'static str,
    /// By what its values are multiplied.
    pub factor: f64,
    /// The effect against the baseline with the values multiplied.
    pub then: Effect,
}

/// An effect of a policy on an outcome, and the effect that a rescaling gives in its place.
type Moved = BTreeMap<(String, usize), (Parameter, &'static str, f64, f64)>;

/// The effects of a plan whose sign does not survive the rescaling of one judged assumption.
///
/// The plan has one scenario and one Chinese answer, so that its cells differ by policy alone.
///
/// # Errors
///
/// Returns the first number that is not finite.
pub fn rests(
    data: &RaceData,
    mut plan: Plan,
    baseline: &str,
    watch: &Watch<'_>,
) -> Result<Vec<Rest>, NotFinite> {
    let draws = plan.draws.min(TOLD);
    let Some((scenario, priors)) = plan.priors.first().cloned() else { return Ok(Vec::new()) };
    plan.draws = SEARCH.min(draws);
    let plain = effects(&plan.run(watch)?, baseline);
    let mut moved = Moved::new();
    for (parameter, id, factor) in judged(data) {
        let Some(scaled) = priors.scaled(parameter, factor) else { continue };
        plan.priors = vec![(scenario.clone(), scaled)];
        for (key, then) in effects(&plan.run(watch)?, baseline) {
            let Some(shift) = plain.get(&key).and_then(|was| shift(was, &then)) else { continue };
            let most = moved.get(&key).map_or(0.0, |(.., most)| *most);
            if shift > most {
                moved.insert(key, (parameter, id, factor, shift));
            }
        }
    }
    plan.draws = draws;
    plan.priors = vec![(scenario, priors)];
    confirmed(plan, baseline, &moved, watch)
}

/// The parameters of judged assumptions with each factor.
fn judged(data: &RaceData) -> impl Iterator<Item = (Parameter, &'static str, f64)> {
    let is_judged = |id: &str| data.assumption(id).is_some_and(|assumption| assumption.judgement);
    let factors = &data.judging.rescaling.factors;
    let all = Parameter::ALL.iter().filter(move |(_, id)| is_judged(id));
    all.flat_map(|(parameter, id)| factors.iter().map(|factor| (*parameter, *id, *factor)))
}

/// By how much a part of the draws moved; `None` where the effect had no sign, or keeps it.
fn shift(was: &Effect, then: &Effect) -> Option<f64> {
    let sign = was.gives_more()?;
    (then.gives_more() != Some(sign)).then(|| (then.positive - was.positive).abs())
}

/// The effect of every policy but the baseline on every outcome.
fn effects(found: &[Found], baseline: &str) -> BTreeMap<(String, usize), Effect> {
    let Some(base) = found.iter().find(|found| found.cell.policy == baseline) else { return BTreeMap::new() };
    let others = found.iter().filter(|found| found.cell.policy != baseline);
    let of = |one: &Found| -> Vec<((String, usize), Effect)> {
        let pairs = one.values.iter().zip(&base.values).enumerate();
        pairs.map(|(at, (a, b))| ((one.cell.policy.clone(), at), effect(a, b))).collect()
    };
    others.flat_map(of).collect()
}

/// What more draws say of the effects that moved; a policy whose effects did not move is not run again.
fn confirmed(
    mut plan: Plan,
    baseline: &str,
    moved: &Moved,
    watch: &Watch<'_>,
) -> Result<Vec<Rest>, NotFinite> {
    let plain = effects(&plan.run(watch)?, baseline);
    let cells = std::mem::take(&mut plan.cells);
    let mut runs: Vec<(Parameter, f64)> =
        moved.values().map(|(parameter, _, factor, _)| (*parameter, *factor)).collect();
    runs.sort_by(|a, b| a.0.place().cmp(&b.0.place()).then(a.1.total_cmp(&b.1)));
    runs.dedup();
    let priors = plan.priors.clone();
    let mut all = Vec::new();
    for (parameter, factor) in runs {
        plan.priors = priors
            .iter()
            .filter_map(|(id, priors)| Some((id.clone(), priors.scaled(parameter, factor)?)))
            .collect();
        let moves = |policy: &str| {
            moved.iter().any(|((id, _), (of, _, by, _))| {
                id == policy && of.place() == parameter.place() && *by == factor
            })
        };
        let asked = cells.iter().filter(|(cell, _)| cell.policy == baseline || moves(&cell.policy));
        plan.cells = asked.cloned().collect();
        let found = effects(&plan.run(watch)?, baseline);
        for (key, (of, assumption, by, _)) in moved {
            if of.place() != parameter.place() || *by != factor {
                continue;
            }
            let Some((was, then)) = plain.get(key).zip(found.get(key)) else { continue };
            if shift(was, then).is_some() {
                let (policy, outcome) = key.clone();
                all.push(Rest { policy, outcome, assumption, factor, then: *then });
            }
        }
    }
    Ok(all)
}
