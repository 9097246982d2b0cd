//! What a study found, without its draws: the band of every outcome, the effect against the baseline,
//! and the year in which an effect turns.

use crate::experiment::{Cell, Found, NotFinite, Plan, Watch};
use crate::outcomes::Outcome;
use crate::paired::{Band, Effect, band, effect, year_it_turns};
use crate::time::year_of;
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What one cell gave of one outcome.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// The band of the outcome itself.
    pub band: Band,
    /// The effect against the baseline on the same draws; `None` for the baseline itself.
    pub effect: Option<Effect>,
}

/// One cell with a number for each outcome, in the order of the outcomes.
#[derive(Clone, Debug, PartialEq)]
pub struct CellSummary {
    /// The cell.
    pub cell: Cell,
    /// Its numbers.
    pub numbers: Vec<Number>,
}

/// Everything that a study found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// The outcomes.
    pub outcomes: Vec<Outcome>,
    /// Id of the policy with which others are compared.
    pub baseline: String,
    /// The cells that are complete.
    pub cells: Vec<CellSummary>,
    /// How many cells were asked for; more than there are cells when the run was stopped.
    pub asked: usize,
}

impl Summary {
    /// Runs a plan, one scenario after another, and keeps bands and effects alone.
    ///
    /// # Errors
    ///
    /// Returns the first number that is not finite, with the draw that replays it.
    pub fn run(plan: Plan, baseline: &str, watch: &Watch<'_>) -> Result<Summary, NotFinite> {
        let Plan { world, priors, mut cells, outcomes, seed, draws } = plan;
        let asked = cells.len();
        let mut summary =
            Summary { outcomes: outcomes.clone(), baseline: baseline.to_owned(), cells: Vec::new(), asked };
        let total = asked * draws as usize;
        let before = AtomicUsize::new(0);
        let progress = |done: usize, _: usize| (watch.progress)(before.load(Ordering::Relaxed) + done, total);
        let mut part = Plan { world, priors: Vec::new(), cells: Vec::new(), outcomes, seed, draws };
        for prior in priors {
            (part.cells, cells) = cells.into_iter().partition(|(cell, _)| cell.scenario == prior.0);
            part.priors = vec![prior];
            let found = part.run(&Watch { progress: &progress, stop: watch.stop })?;
            before.fetch_add(part.cells.len() * draws as usize, Ordering::Relaxed);
            summary.cells.extend(summaries(&found, baseline));
        }
        Ok(summary)
    }

    /// What a cell gave of a quantity over the months of an outcome.
    #[must_use]
    pub fn number(&self, cell: &Cell, quantity: &str, year: i16) -> Option<&Number> {
        let found = self.cells.iter().find(|found| found.cell == *cell)?;
        found.numbers.get(self.place(quantity, Some(year))?)
    }

    /// The first and last year of the first outcome of a quantity that spans several years; `None` if there is none.
    #[must_use]
    pub fn total_years(&self, quantity: &str) -> Option<(i16, i16)> {
        self.total_at(quantity).and_then(|at| self.outcomes.get(at)?.years())
    }

    /// What a cell gave of a quantity over that span of several years.
    #[must_use]
    pub fn total(&self, cell: &Cell, quantity: &str) -> Option<&Number> {
        let found = self.cells.iter().find(|found| found.cell == *cell)?;
        found.numbers.get(self.total_at(quantity)?)
    }

    /// The numbers of a cell, in the order of the outcomes; `None` where the cell was not run.
    #[must_use]
    pub fn numbers(&self, cell: &Cell) -> Option<&[Number]> {
        self.cells.iter().find(|found| found.cell == *cell).map(|found| found.numbers.as_slice())
    }

    /// The place among the outcomes of a quantity in a year, or over its span of several years; `None` without one.
    #[must_use]
    pub fn place(&self, quantity: &str, year: Option<i16>) -> Option<usize> {
        let Some(year) = year else { return self.total_at(quantity) };
        self.outcomes.iter().position(|outcome| {
            outcome.quantity == quantity && year_of(outcome.from) == year && year_of(outcome.to) == year
        })
    }

    /// Whether a cell differs from the baseline in no draw of no outcome; `false` for the baseline itself.
    #[must_use]
    pub fn is_same(&self, cell: &CellSummary) -> bool {
        let mut effects = cell.numbers.iter().filter_map(|number| number.effect).peekable();
        effects.peek().is_some() && effects.all(|effect| effect.differs == 0.0)
    }

    fn total_at(&self, quantity: &str) -> Option<usize> {
        let spans = |outcome: &Outcome| outcome.years().is_some_and(|(first, last)| first < last);
        self.outcomes.iter().position(|outcome| outcome.quantity == quantity && spans(outcome))
    }

    /// The years of a quantity that has a number for them, in order.
    #[must_use]
    pub fn years(&self, quantity: &str) -> Vec<i16> {
        let of = self.outcomes.iter().filter(|outcome| outcome.quantity == quantity);
        let mut years: Vec<i16> = of
            .filter(|outcome| year_of(outcome.from) == year_of(outcome.to))
            .map(|outcome| year_of(outcome.from))
            .collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The first year in which the median effect has another sign than before; `None` if it never turns.
    #[must_use]
    pub fn turns(&self, cell: &Cell, quantity: &str) -> Option<i16> {
        let years = self.years(quantity).into_iter();
        let effects = years.filter_map(|year| Some((year, self.number(cell, quantity, year)?.effect?)));
        year_it_turns(&effects.collect::<Vec<_>>())
    }
}

/// Cells of one scenario, each against the baseline with the same Chinese answer.
fn summaries(found: &[Found], baseline: &str) -> Vec<CellSummary> {
    found
        .par_iter()
        .map(|one| {
            let base = found.iter().find(|other| {
                other.cell.policy == baseline
                    && other.cell.answer == one.cell.answer
                    && other.cell.scenario == one.cell.scenario
            });
            let base = base.filter(|_| one.cell.policy != baseline);
            let number = |(at, values): (usize, &Vec<f64>)| {
                let other = base.and_then(|base| base.values.get(at));
                Number { band: band(values), effect: other.map(|other| effect(values, other)) }
            };
            CellSummary {
                cell: one.cell.clone(),
                numbers: one.values.iter().enumerate().map(number).collect(),
            }
        })
        .collect()
}
