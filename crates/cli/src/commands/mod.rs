//! One file a command: read arguments, call one library function, render.

pub mod actors;
pub mod bench;
pub mod check;
pub mod claims;
pub mod classify;
pub mod compare;
pub mod coverage;
pub mod determine;
pub mod history;
pub mod lists;
pub mod race;
#[cfg(test)]
mod round_trip;
pub mod series;
pub mod simulate;
pub mod study;
pub mod timeline;
pub mod verify;
pub mod worth;

use crate::context::Failure;
use crate::options::{Command, CommandLine, Format};
use lists::Kind;
use std::process::ExitCode;

/// Runs the command.
pub fn run(line: &CommandLine) -> Result<ExitCode, Failure> {
    let common = &line.common;
    if common.format == Format::Dot && !matches!(line.command, Command::Actors(_)) {
        let help = "use --format text, json or csv; `chipgate actors` draws a graph";
        return Err(Failure::request("this command has no graph", help));
    }
    match &line.command {
        Command::Determine(command) => command.run(common),
        Command::Classify(command) => command.run(common),
        Command::History(command) => command.run(common),
        Command::Timeline(command) => command.run(common),
        Command::Claims(command) => command.run(common),
        Command::Actors(command) => command.run(common),
        Command::Compare(command) => command.run(common),
        Command::Chips(command) => command.run(Kind::Chips, common),
        Command::Parties(command) => command.run(Kind::Parties, common),
        Command::Instruments(command) => command.run(Kind::Instruments, common),
        Command::Rules(command) => command.run(Kind::Rules, common),
        Command::Sources(command) => command.run(Kind::Sources, common),
        Command::Reforms(command) => command.run(Kind::Reforms, common),
        Command::Facts(command) => command.run(Kind::Facts, common),
        Command::Terms(command) => command.run(Kind::Terms, common),
        Command::Series(command) => command.run(common),
        Command::Coverage(command) => command.run(common),
        Command::Verify(command) => command.run(common),
        Command::Check(command) => command.run(common),
        Command::Simulate(command) => command.run(common),
        Command::Study(command) => command.run(common),
        Command::Race(command) => command.run(common),
        Command::Bench(command) => command.run(common),
        Command::Worth(command) => command.run(common),
    }?;
    Ok(ExitCode::SUCCESS)
}
