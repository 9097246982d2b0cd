//! The command line: common options, and one variant a command.

use crate::commands;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

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

/// Options that every command has.
#[derive(Args, Clone, Debug)]
pub struct Common {
    /// Use only what was known by this day (default: everything in the data)
    #[arg(long, global = true, value_name = "YYYY-MM-DD", help_heading = "Common options")]
    pub known_on: Option<Date>,
    /// Read the law as enforced, or as the text stands
    #[arg(long, global = true, value_name = "enforced|codified", help_heading = "Common options")]
    pub lens: Option<String>,
    /// Lay a reform over the law: a name of `chipgate reforms list`, or a file (repeatable, in order)
    #[arg(long, global = true, value_name = "NAME|FILE", help_heading = "Common options")]
    pub reform: Vec<String>,
    /// Use this data folder instead of the data inside the program
    #[arg(long, global = true, value_name = "DIR", help_heading = "Common options")]
    pub data: Option<PathBuf>,
    /// Form of the output
    #[arg(long, global = true, value_enum, default_value_t = Format::Text, help_heading = "Common options")]
    pub format: Format,
    /// Language of text and pages
    #[arg(long, global = true, value_enum, default_value_t = Lang::En, help_heading = "Common options")]
    pub lang: Lang,
    /// Write to this file instead of the terminal
    #[arg(short, long, global = true, value_name = "FILE", help_heading = "Common options")]
    pub output: Option<PathBuf>,
}

/// Form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Words and columns for people
    Text,
    /// JSON for programs
    Json,
    /// Comma-separated values
    Csv,
    /// A page (history, timeline, claims, actors, worth, race backcast)
    Html,
    /// A graph in the dot language (actors)
    Dot,
}

/// Language of text and pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English
    En,
    /// Japanese
    Ja,
    /// Chinese
    Zh,
}

impl Lang {
    /// The code of the message files.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ja => "ja",
            Lang::Zh => "zh",
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    Determine(commands::determine::Determine),
    Classify(commands::classify::Classify),
    History(commands::history::History),
    Timeline(commands::timeline::Timeline),
    Claims(commands::claims::Claims),
    Actors(commands::actors::Actors),
    Compare(commands::compare::Compare),
    /// List the chips of the catalogue, or show one with every figure and its source
    Chips(commands::lists::Lists),
    /// List the parties, or show one with its listings
    Parties(commands::lists::Lists),
    /// List the instruments, or show one with its effects
    Instruments(commands::lists::Lists),
    /// List the rules, or show one with every dated text
    Rules(commands::lists::Lists),
    /// List the sources, or show one
    Sources(commands::lists::Lists),
    /// List the reforms that can be laid over the law, or show one
    Reforms(commands::lists::Lists),
    /// List every fact that rules read, with type, meaning and the rules that read it
    Facts(commands::lists::Lists),
    /// List the legal words in English, Japanese and Chinese, or show one with the sources of each
    Terms(commands::lists::Lists),
    Series(commands::series::SeriesCommand),
    Coverage(commands::coverage::Coverage),
    Verify(commands::verify::Verify),
    Check(commands::check::Check),
    Study(commands::study::StudyCommand),
    Simulate(commands::simulate::Simulate),
    Race(commands::race::Race),
    Bench(commands::bench::Bench),
    Worth(commands::worth::Worth),
}
