//! `chipgate study new`.

use crate::common::Common;
use crate::context::{Failure, emit};
use clap::Args;

/// A study with a comment on every key; the tests read and run it.
const TEMPLATE: &str = include_str!("new.toml");

/// Write a commented study to start from
///
///   chipgate study new -o my-study.toml
///   chipgate study my-study.toml -o my-study
#[derive(Args, Debug)]
pub struct New {}

impl New {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        if let Some(path) = common.output.as_deref().filter(|path| path.exists()) {
            let message = format!("`{}` is there already", path.display());
            return Err(Failure::request(message, "name another file, or remove it first"));
        }
        emit(common, TEMPLATE)
    }
}
