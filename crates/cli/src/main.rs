//! `chipgate`: the US–China AI-chip control system as software.

mod commands;
mod context;
mod options;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let command_line = options::CommandLine::parse();
    match commands::run(&command_line) {
        Ok(code) => code,
        Err(failure) => {
            anstream::eprint!("{}", failure.message);
            ExitCode::from(failure.code)
        }
    }
}
