//! `chipgate`: the US–China AI-chip control system as software.

mod asked;
mod clock;
mod commands;
mod common;
mod context;
mod failure;
mod in_force;
mod output;
mod paths;
mod record;

use clap::Parser;
use common::Format;
use failure::{Failure, Told, WRONG_REQUEST};
use std::process::ExitCode;

fn main() -> ExitCode {
    let line = match commands::CommandLine::try_parse() {
        Ok(line) => line,
        Err(error) => return no_command(&error),
    };
    match paths::check(&line).and_then(|()| commands::run(&line)) {
        Ok(code) => code,
        Err(failure) => {
            failure.tell(line.common.format);
            ExitCode::from(failure.code)
        }
    }
}

/// Help and version go to standard output; a command line that cannot be read is a wrong request.
fn no_command(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return match output::print(&error.render().ansi().to_string()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => {
                failure.tell(Format::Text);
                ExitCode::from(failure.code)
            }
        };
    }
    if wants_json() {
        let text = error.render().to_string();
        let message = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        let help =
            text.split_once('\n').map(|(_, rest)| rest.trim().to_owned()).filter(|rest| !rest.is_empty());
        let told = Told { message, help, ..Told::default() };
        Failure { text, errors: vec![told], code: WRONG_REQUEST }.tell(Format::Json);
    } else {
        output::note(format_args!("{}", error.render().ansi()));
    }
    ExitCode::from(WRONG_REQUEST)
}

/// `--format json` stands on the command line, though the rest could not be read.
fn wants_json() -> bool {
    let words: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    let after = words.windows(2).any(|pair| pair == ["--format", "json"]);
    after || words.iter().any(|word| word == "--format=json")
}
