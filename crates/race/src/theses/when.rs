//! When each thesis would be true: what the draws that speak for dependence have in common.
//!
//! For each test and assumption the draws are sorted by the assumption; the part of
//! them that speaks for dependence in the lowest third stands beside that in the
//! highest. Draws are a pure function of seed and number, so they are made again
//! here and need not be kept.

use super::{observed, speaks_for_dependence};
use crate::data::{Prior, RaceData, Thesis};
use crate::draws::Priors;
use crate::experiment::{Found, Plan};
use crate::parameters::Parameter;
use crate::time::label;
use crate::world::Banded;

/// A part of some draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Part of the draws on the side asked about, 0 to 1.
    pub share: f64,
    /// Monte Carlo error of it: root of q (1 - q) / n with q = (k + 1) / (n + 2), so that none in n is not certain.
    pub error: f64,
    /// How many draws.
    pub draws: usize,
}

impl Part {
    /// The part of some draws of which is known whether they lie on that side.
    // Few draws; the conversions are exact.
    pub(super) fn of(sides: impl Iterator<Item = bool>) -> Part {
        let (k, draws) = sides.fold((0, 0), |(k, n), side| (k + usize::from(side), n + 1));
        let (k, n) = (k as f64, draws as f64);
        let q = (k + 1.0) / (n + 2.0);
        Part { share: k / n.max(1.0), error: (q * (1.0 - q) / n.max(1.0)).sqrt(), draws }
    }
}

/// A third of the draws, sorted by an assumption.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Third {
    /// Least value of the assumption in it, in [`Move::unit`].
    pub from: f64,
    /// Largest value in it.
    pub to: f64,
    /// What its draws say.
    pub part: Part,
}

/// How far one assumption moves a test.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// Id of the assumption.
    pub assumption: &'static str,
    /// Unit of the values of both thirds.
    pub unit: String,
    /// Series and month whose value is given, where the assumption moves the band of a series; else empty.
    pub of: String,
    /// The third of the draws with the lowest values.
    pub low: Third,
    /// The third with the highest.
    pub high: Third,
}

impl Move {
    /// Change of the part that speaks for dependence from the lowest third to the highest, -1 to 1.
    #[must_use]
    pub fn size(&self) -> f64 {
        self.high.part.share - self.low.part.share
    }

    /// Monte Carlo error of [`Move::size`].
    #[must_use]
    pub fn error(&self) -> f64 {
        self.high.part.error.hypot(self.low.part.error)
    }

    /// Whether the change is more than two errors.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.size().abs() > 2.0 * self.error()
    }
}

/// One test under one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct When<'c> {
    /// The test.
    pub thesis: &'c Thesis,
    /// All draws.
    pub all: Part,
    /// Every assumption that is not one fixed value, the one that moves the test most first.
    pub moves: Vec<Move>,
}

/// Says of each test which assumptions decide it, under one scenario of a plan that was run.
///
/// Empty where the plan has no such scenario, or its cells are not complete.
#[must_use]
pub fn when<'c>(data: &'c RaceData, plan: &Plan, found: &[Found], scenario: &str) -> Vec<When<'c>> {
    let Some((_, priors)) = plan.priors.iter().find(|(id, _)| *id == scenario) else { return Vec::new() };
    let (values, read_in) = (assumed(priors, plan), plan.world.dates.tests_read);
    let of = |(thesis, _, observed): (&'c Thesis, String, Vec<f64>)| {
        let speaks: Vec<bool> = observed.iter().map(|value| speaks_for_dependence(thesis, *value)).collect();
        let mut moves: Vec<Move> = Parameter::ALL
            .iter()
            .filter_map(|(parameter, id)| {
                moved(data, (id, read_in), values.get(parameter.place())?, &speaks, scenario)
            })
            .collect();
        moves.sort_by(|a, b| b.size().abs().total_cmp(&a.size().abs()));
        When { thesis, all: Part::of(speaks.iter().copied()), moves }
    };
    observed(data, found).into_iter().filter(|(_, id, _)| id == scenario).map(of).collect()
}

/// The values of every parameter in every draw of a plan.
fn assumed(priors: &Priors, plan: &Plan) -> Vec<Vec<f64>> {
    let draws: Vec<_> = (0..plan.draws).map(|number| priors.draw(plan.seed, number).values).collect();
    let of = |place: usize| draws.iter().filter_map(|values| values.get(place).copied()).collect();
    (0..Parameter::ALL.len()).map(of).collect()
}

/// How far an assumption moves a test; a series whose band it moves is read in the given month.
fn moved(
    data: &RaceData,
    (id, read_in): (&'static str, usize),
    values: &[f64],
    speaks: &[bool],
    scenario: &str,
) -> Option<Move> {
    let mut sorted: Vec<(f64, bool)> = values.iter().copied().zip(speaks.iter().copied()).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let third = sorted.len() / 3;
    let low = third_of(sorted.get(..third)?)?;
    let high = third_of(sorted.get(sorted.len() - third..)?)?;
    if low.to >= high.from {
        return None;
    }
    let assumption = data.assumption(id)?;
    let over = data.scenario(scenario)?.overrides.iter().find(|(over, _)| **over == *id);
    let plain = Move { assumption: id, unit: assumption.unit.to_string(), of: String::new(), low, high };
    match over.map_or(&assumption.prior, |(_, prior)| prior) {
        Prior::Band { of } => Some(in_series(data, (of, read_in), plain)),
        _ => Some(plain),
    }
}

fn third_of(sorted: &[(f64, bool)]) -> Option<Third> {
    let (from, to) = (sorted.first()?.0, sorted.last()?.0);
    Some(Third { from, to, part: Part::of(sorted.iter().map(|(_, speaks)| *speaks)) })
}

/// A standard normal number becomes the value of the series that it moves.
fn in_series(data: &RaceData, (id, month): (&str, usize), plain: Move) -> Move {
    let Some(band) = Banded::of(data, id) else { return plain };
    let unit = data.rows(id).next().map(|row| row.unit.to_string()).unwrap_or_default();
    let read =
        |third: Third| Third { from: band.at(month, third.from), to: band.at(month, third.to), ..third };
    let of = format!("{id} in {}", label(month));
    Move { unit, of, low: read(plain.low), high: read(plain.high), assumption: plain.assumption }
}
