//! Experiments: policies over scenarios, every cell on the same draws.

use crate::draws::{Draw, Priors};
use crate::kernel::{WIDTH, run_block};
use crate::outcomes::{BlockSums, Outcome};
use crate::quantities::QUANTITIES;
use crate::rules::Rules;
use crate::time::label;
use crate::world::World;
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// One scenario, policy and Chinese answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Id of the scenario.
    pub scenario: String,
    /// Id of the policy.
    pub policy: String,
    /// Id of the Chinese answer; empty where there is none.
    pub answer: String,
}

/// What is run.
#[derive(Debug)]
pub struct Plan {
    /// The forcing.
    pub world: World,
    /// Priors by scenario.
    pub priors: Vec<(String, Priors)>,
    /// Each cell with its rules.
    pub cells: Vec<(Cell, Rules)>,
    /// What is collected.
    pub outcomes: Vec<Outcome>,
    /// Same seed, same bytes.
    pub seed: u32,
    /// How many draws.
    pub draws: u32,
}

/// What a cell gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The cell.
    pub cell: Cell,
    /// For each outcome the number of each draw, in the order of draws.
    pub values: Vec<Vec<f64>>,
}

/// A run had to end.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error(
    "draw {draw} of `{scenario}` under `{policy}` gives a number that is not finite: {quantity} in {month}"
)]
pub struct NotFinite {
    /// Number of the draw, which replays it.
    pub draw: u32,
    /// The scenario.
    pub scenario: String,
    /// The policy.
    pub policy: String,
    /// The Chinese answer; empty where there is none.
    pub answer: String,
    /// Id of the quantity.
    pub quantity: &'static str,
    /// The month.
    pub month: String,
}

/// How a run is watched and ended.
pub struct Watch<'a> {
    /// Told the draws done and those of all cells.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
    /// Set to end the run; cells that are complete are kept.
    pub stop: &'a AtomicBool,
}

impl Plan {
    /// Runs every cell, blocks of draws side by side on the threads at hand.
    ///
    /// Blocks are put together in their order, so threads do not change a bit.
    ///
    /// # Errors
    ///
    /// Returns the first number that is not finite, with the draw that replays it.
    pub fn run(&self, watch: &Watch<'_>) -> Result<Vec<Found>, NotFinite> {
        let done = AtomicUsize::new(0);
        let mut found = Vec::new();
        for (name, priors) in &self.priors {
            let draws: Vec<Draw> =
                (0..self.draws).into_par_iter().map(|number| priors.draw(self.seed, number)).collect();
            for (cell, rules) in self.cells.iter().filter(|(cell, _)| cell.scenario == *name) {
                if let Some(values) = self.run_cell(cell, rules, &draws, watch, &done)? {
                    found.push(Found { cell: cell.clone(), values });
                }
            }
        }
        Ok(found)
    }

    fn run_cell(
        &self,
        cell: &Cell,
        rules: &Rules,
        draws: &[Draw],
        watch: &Watch<'_>,
        done: &AtomicUsize,
    ) -> Result<Option<Vec<Vec<f64>>>, NotFinite> {
        let total = draws.len() * self.cells.len();
        let blocks: Vec<Option<Block>> = draws
            .par_chunks(WIDTH)
            .map(|block| {
                if watch.stop.load(Ordering::Relaxed) {
                    return None;
                }
                let values = self.run_one(rules, block);
                (watch.progress)(done.fetch_add(block.len(), Ordering::Relaxed) + block.len(), total);
                Some(values)
            })
            .collect();
        let mut values = vec![Vec::with_capacity(draws.len()); self.outcomes.len()];
        for block in blocks {
            let Some(block) = block else { return Ok(None) };
            if let Some((draw, month, place)) = block.broken {
                return Err(NotFinite {
                    draw,
                    scenario: cell.scenario.clone(),
                    policy: cell.policy.clone(),
                    answer: cell.answer.clone(),
                    quantity: QUANTITIES.get(place).map_or("unknown", |about| about.id),
                    month: label(month),
                });
            }
            for (all, mut some) in values.iter_mut().zip(block.values) {
                all.append(&mut some);
            }
        }
        Ok(Some(values))
    }

    fn run_one(&self, rules: &Rules, draws: &[Draw]) -> Block {
        let mut sums = vec![BlockSums::NONE; self.outcomes.len()];
        let mut broken = None;
        let months = self.outcomes.iter().map(|outcome| outcome.to + 1).max().unwrap_or(0);
        run_block(&self.world, rules, draws, months, |month, numbers| {
            if broken.is_none() {
                broken = first_broken(numbers, draws, month);
            }
            for (outcome, sums) in self.outcomes.iter().zip(&mut sums) {
                outcome.add_block(month, numbers, sums);
            }
        });
        let of = |(outcome, sums): (&Outcome, &BlockSums)| {
            sums.draws().take(draws.len()).map(|sum| outcome.value(sum)).collect()
        };
        Block { values: self.outcomes.iter().zip(&sums).map(of).collect(), broken }
    }
}

struct Block {
    values: Vec<Vec<f64>>,
    broken: Option<(u32, usize, usize)>,
}

/// Whether every number of a month is finite, draws side by side.
fn all_finite(numbers: &[crate::kernel::Lanes]) -> bool {
    let mut sums = [0.0; WIDTH];
    for lanes in numbers {
        for (sum, number) in sums.iter_mut().zip(&lanes.0) {
            // Zero, or no number.
            *sum += number * 0.0;
        }
    }
    sums.iter().all(|sum: &f64| sum.is_finite())
}

/// The first number of a month that is not finite: draw, month, place.
fn first_broken(
    numbers: &[crate::kernel::Lanes],
    draws: &[Draw],
    month: usize,
) -> Option<(u32, usize, usize)> {
    if all_finite(numbers) {
        return None;
    }
    numbers.iter().enumerate().find_map(|(place, lanes)| {
        let lane = lanes.0.iter().position(|number| !number.is_finite())?;
        draws.get(lane.min(draws.len().saturating_sub(1))).map(|draw| (draw.number, month, place))
    })
}
