//! Published analyses rebuilt: theirs, ours, and whether ours lies in the band.

use crate::data::{Analysis, AnalysisOutput, Unit};
use crate::draws::Priors;
use crate::experiment::{Cell, Plan};
use crate::outcomes::Outcome;
use crate::paired::quantile;
use crate::quantities::all;
use crate::rules::Rules;
use crate::setup::{Books, SetupError};
use crate::world::World;

/// One output rebuilt.
#[derive(Clone, Debug, PartialEq)]
pub struct Rebuilt<'a> {
    /// The analysis.
    pub analysis: &'a Analysis,
    /// The output; `None` where the analysis cannot be rebuilt.
    pub output: Option<&'a AnalysisOutput>,
    /// Our number; `None` where there is none.
    pub ours: Option<f64>,
    /// 5 and 95 percent of the draws, where the model was asked.
    pub band: Option<(f64, f64)>,
    /// Whether it passes; `None` where there is nothing to compare.
    pub passes: Option<bool>,
}

/// Outcomes that the model must be asked for, in the order of the outputs that need them.
///
/// # Errors
///
/// Returns an output whose quantity or span does not exist.
pub fn outcomes(analyses: &[Analysis]) -> Result<Vec<Outcome>, SetupError> {
    let outputs = analyses.iter().flat_map(|analysis| &analysis.outputs);
    let asked = outputs.filter_map(|output| Some((output, output.quantity.as_ref()?)));
    let mut all = Vec::new();
    for (output, (id, from, to)) in asked {
        let spans = match id.strip_suffix("_change") {
            Some(id) => vec![(id, *from, from + 11), (id, to - 11, *to)],
            None => vec![(&**id, *from, *to)],
        };
        for (id, from, to) in spans {
            let outcome = Outcome::new(id, from, to);
            all.push(outcome.ok_or_else(|| {
                SetupError::Data(format!("`{}`: no quantity `{id}` in that span", output.name))
            })?);
        }
    }
    Ok(all)
}

/// Rebuilds every analysis; `draws` holds the numbers of [`outcomes`], in their order. What the model says is
/// given in the author's unit.
///
/// # Errors
///
/// Returns a unit of another ruler.
pub fn rebuild<'a>(
    analyses: &'a [Analysis],
    units: &[Unit],
    draws: &[Vec<f64>],
) -> Result<Vec<Rebuilt<'a>>, SetupError> {
    let mut next = draws.iter();
    let mut all = Vec::new();
    for analysis in analyses {
        if analysis.outputs.is_empty() {
            all.push(Rebuilt { analysis, output: None, ours: None, band: None, passes: None });
        }
        for output in &analysis.outputs {
            let (ours, band) = match &output.formula {
                Some(formula) => (formula.value(&[]), None),
                None => of_model(output, in_unit(output, units)?, &mut next),
            };
            let passes = (output.low..=output.high).contains(&ours);
            all.push(Rebuilt {
                analysis,
                output: Some(output),
                ours: Some(ours),
                band,
                passes: Some(passes),
            });
        }
    }
    Ok(all)
}

/// The author's unit, which must be of the quantity's ruler; `None` for the quantity's own.
fn in_unit<'u>(output: &AnalysisOutput, units: &'u [Unit]) -> Result<Option<&'u Unit>, SetupError> {
    let (Some(id), Some((quantity, ..))) = (&output.unit_of, &output.quantity) else { return Ok(None) };
    let own = all().into_iter().find(|(known, ..)| **known == **quantity).map(|(_, unit, _)| unit);
    let found = units.iter().find(|unit| unit.id == *id && own.is_some_and(|own| unit.fits(own)));
    let wrong =
        || SetupError::Data(format!("`{}`: `{id}` is no unit of the ruler of `{quantity}`", output.name));
    found.map(Some).ok_or_else(wrong)
}

fn of_model<'d>(
    output: &AnalysisOutput,
    unit: Option<&Unit>,
    draws: &mut impl Iterator<Item = &'d Vec<f64>>,
) -> (f64, Option<(f64, f64)>) {
    let is_change = output.quantity.as_ref().is_some_and(|(id, ..)| id.ends_with("_change"));
    let first = draws.next().cloned().unwrap_or_default();
    let mut values = match is_change {
        true => first
            .iter()
            .zip(draws.next().into_iter().flatten())
            .map(|(before, after)| after - before)
            .collect(),
        false => first,
    };
    if let Some(unit) = unit {
        values.iter_mut().for_each(|value| *value = unit.from_base(*value));
    }
    values.sort_by(f64::total_cmp);
    (quantile(&values, 0.5), Some((quantile(&values, 0.05), quantile(&values, 0.95))))
}

/// The plan that answers [`outcomes`]: the rules as they stand, on the central priors.
///
/// # Errors
///
/// Returns what the data lack.
pub fn plan(
    books: &mut Books<'_>,
    outcomes: Vec<Outcome>,
    seed: u32,
    draws: u32,
) -> Result<Plan, SetupError> {
    let race = books.data();
    let world = World::new(race)?;
    let rules = Rules::compile(race, &world, &books.of(&world, &[])?, &[]);
    let rules = rules.map_err(|error| error.to_string())?;
    let scenario = "central".to_owned();
    let priors = vec![(scenario.clone(), Priors::new(race, race.scenario("central"))?)];
    let cell = Cell { scenario, policy: "history".to_owned(), answer: String::new() };
    Ok(Plan { world, priors, cells: vec![(cell, rules)], outcomes, seed, draws })
}
