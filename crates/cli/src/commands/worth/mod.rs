//! `chipgate worth`.

mod fit;
mod validate;

use crate::context::Failure;
use crate::options::Common;
use clap::{Args, Subcommand};

/// Say what a chip is worth for training, prefill and decode, against another one
///
/// From physics and six efficiencies fitted on published measurements. Says which
/// term binds each chip, and gives every number as a range.
///
///   chipgate worth --chip nvidia-h20-96gb --versus nvidia-h800-sxm5-80gb --workload deepseek-v3-decode
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Worth {
    /// Another question than that of one chip.
    #[command(subcommand)]
    pub action: Option<Action>,
}

/// The other questions.
#[derive(Debug, Subcommand)]
pub enum Action {
    Validate(validate::Validate),
    Fit(fit::Fit),
}

impl Worth {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        match &self.action {
            Some(Action::Validate(action)) => action.run(common),
            Some(Action::Fit(action)) => action.run(common),
            None => Ok(()),
        }
    }
}

/// Problems of a user's file, each with its excerpt.
fn problems(found: &[chipgate_corpus::Problem], file: &crate::context::UserFile) -> Failure {
    let message = found.iter().map(|problem| crate::context::file_problem(problem, file)).collect();
    Failure { message, code: crate::context::WRONG_REQUEST }
}
