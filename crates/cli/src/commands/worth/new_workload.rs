//! `chipgate worth new-workload`.

use crate::common::Common;
use crate::context::{Failure, emit};
use clap::Args;

/// The commented file.
const TEMPLATE: &str = include_str!("new_workload.toml");

/// Write a commented workload file, with room for your own model, machine and chip
///
///   chipgate worth new-workload -o mine.toml
///   chipgate worth --chip nvidia-h20-96gb --workload mine.toml
#[derive(Args, Debug)]
pub struct NewWorkload {}

impl NewWorkload {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        emit(common, TEMPLATE)
    }
}
