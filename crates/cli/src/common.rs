//! Options that every command has.

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

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
