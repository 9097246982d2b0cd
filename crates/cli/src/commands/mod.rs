//! The list of commands, and one file for each: read arguments, call one library function, render.

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

use crate::common::{Common, Format};
use crate::context::Failure;
use clap::{Parser, Subcommand};
use lists::Kind;
use std::process::ExitCode;

/// Says what export-control rules required of an AI chip, on any day, and why
///
/// Rules, chips and parties are dated, cited data inside the program. This is
/// not legal advice.
///
///   chipgate determine --chip nvidia-h20-96gb --to CN --as-of 2025-05-01
#[derive(Debug, Parser)]
#[command(name = "chipgate", version, max_term_width = 110)]
pub struct CommandLine {
    /// Options that every command has.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    Determine(determine::Determine),
    Classify(classify::Classify),
    History(history::History),
    Timeline(timeline::Timeline),
    Claims(claims::Claims),
    Actors(actors::Actors),
    Compare(compare::Compare),
    /// List the chips of the catalogue, or show one with every figure and its source
    Chips(lists::Lists),
    /// List the parties, or show one with its listings
    Parties(lists::Lists),
    /// List the instruments, or show one with its effects
    Instruments(lists::Lists),
    /// List the rules, or show one with every dated text
    Rules(lists::Lists),
    /// List the sources, or show one
    Sources(lists::Lists),
    /// List the reforms that can be laid over the law, or show one
    Reforms(lists::Lists),
    /// List every fact that rules read, with type, meaning and the rules that read it
    Facts(lists::Lists),
    /// List the legal words in English, Japanese and Chinese, or show one with the sources of each
    Terms(lists::Lists),
    Series(series::SeriesCommand),
    Coverage(coverage::Coverage),
    Verify(verify::Verify),
    Check(check::Check),
    Study(study::StudyCommand),
    Simulate(simulate::Simulate),
    Race(race::Race),
    Bench(bench::Bench),
    Worth(worth::Worth),
}

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
