//! `chipgate race`: the simulator's quantities, proofs, scores and single draws.

mod backcast;
mod quantities;
mod replay;
mod reproduce;
pub(super) mod run;
mod score;
mod theses;

use crate::common::Common;
use crate::context::Failure;
use clap::{Args, Subcommand};

/// Ask the simulator what it computes, and prove it
///
///   chipgate race reproduce
///   chipgate race replay --draw 17 --policy b30a
#[derive(Args, Debug)]
pub struct Race {
    #[command(subcommand)]
    pub action: Action,
}

/// What is asked.
#[derive(Debug, Subcommand)]
pub enum Action {
    Quantities(quantities::Quantities),
    Reproduce(reproduce::Reproduce),
    Score(score::Score),
    Replay(replay::Replay),
    Backcast(backcast::Backcast),
    Theses(theses::Theses),
}

impl Race {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        run::refuse_lens(common)?;
        match &self.action {
            Action::Quantities(command) => command.run(common),
            Action::Reproduce(command) => command.run(common),
            Action::Score(command) => command.run(common),
            Action::Replay(command) => command.run(common),
            Action::Backcast(command) => command.run(common),
            Action::Theses(command) => command.run(common),
        }
    }
}
