//! What a command reads and what it writes: no output may fall on an input or on another output.

use crate::commands::race::Action as RaceAction;
use crate::commands::worth::Action as WorthAction;
use crate::commands::{Command, CommandLine};
use crate::context::Failure;
use crate::output::is_special;
use std::path::{Path, PathBuf};

/// Files that the data folder gives to the program.
const DATA_ENDINGS: [&str; 2] = ["toml", "csv"];

/// Refuses a command line whose outputs fall on each other or on what is read.
pub fn check(line: &CommandLine) -> Result<(), Failure> {
    let outputs: Vec<(&str, PathBuf)> =
        outputs(line).into_iter().filter(|(_, path)| !is_special(path) && !path.is_dir()).collect();
    for (at, (flag, path)) in outputs.iter().enumerate() {
        if let Some((other, _)) = outputs.iter().take(at).find(|(_, other)| is_same(path, other)) {
            let message = format!("{other} and {flag} both write to `{}`", path.display());
            return Err(Failure::request(message, "name another file for one of the two"));
        }
        if inputs(line).iter().any(|input| input.exists() && is_same(path, input)) {
            let message = format!("{flag} would write over `{}`, which the command reads", path.display());
            return Err(Failure::request(message, "name another file for the output"));
        }
        check_data(line, flag, path)?;
    }
    Ok(())
}

/// `worth fit` makes a file of the data; no other command may write over one.
fn check_data(line: &CommandLine, flag: &str, path: &Path) -> Result<(), Failure> {
    let makes_data =
        matches!(&line.command, Command::Worth(worth) if matches!(worth.action, Some(WorthAction::Fit(_))));
    let Some(folder) = line.common.data.as_ref().and_then(|folder| folder.canonicalize().ok()) else {
        return Ok(());
    };
    let is_data = path.extension().is_some_and(|ending| DATA_ENDINGS.iter().any(|known| ending == *known));
    if makes_data || !is_data || !identity(path).starts_with(folder) {
        return Ok(());
    }
    let message = format!("{flag} would write `{}` into the data that the command reads", path.display());
    Err(Failure::request(message, "name a file outside the data folder"))
}

fn outputs(line: &CommandLine) -> Vec<(&'static str, PathBuf)> {
    let own = match &line.command {
        Command::Determine(command) => command.record.clone().map(|path| ("--record", path)),
        Command::History(command) => command.page.clone().map(|path| ("--page", path)),
        _ => None,
    };
    own.into_iter().chain(line.common.output.clone().map(|path| ("-o", path))).collect()
}

fn inputs(line: &CommandLine) -> Vec<PathBuf> {
    let own: Vec<Option<PathBuf>> = match &line.command {
        Command::Determine(command) => vec![command.ask.item.clone(), command.ask.file.clone()],
        Command::Classify(command) => vec![command.ask.item.clone(), command.ask.file.clone()],
        Command::Verify(command) => vec![Some(command.record.clone())],
        Command::Study(command) => vec![Some(PathBuf::from(&command.which.study))],
        Command::Simulate(command) => vec![Some(PathBuf::from(&command.which.study))],
        Command::Race(command) => vec![race(&command.action)],
        Command::Worth(command) => {
            vec![command.workload.as_ref().map(PathBuf::from), command.action.as_ref().and_then(worth)]
        }
        _ => Vec::new(),
    };
    own.into_iter().flatten().chain(line.common.reform.iter().map(PathBuf::from)).collect()
}

fn race(action: &RaceAction) -> Option<PathBuf> {
    match action {
        RaceAction::Score(score) => Some(score.file.clone()),
        RaceAction::Replay(replay) => replay.study.as_ref().map(PathBuf::from),
        _ => None,
    }
}

fn worth(action: &WorthAction) -> Option<PathBuf> {
    match action {
        WorthAction::Rank(rank) => Some(PathBuf::from(&rank.workload)),
        WorthAction::Validate(validate) => validate.points.clone(),
        WorthAction::NewWorkload(_) | WorthAction::Fit(_) => None,
    }
}

/// Two paths lead to the same place, by whatever names.
fn is_same(one: &Path, other: &Path) -> bool {
    identity(one) == identity(other)
}

/// The place without links; of a file that is not there yet, that of its folder with its name.
fn identity(path: &Path) -> PathBuf {
    if let Ok(found) = path.canonicalize() {
        return found;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default();
    folder.canonicalize().map_or_else(|_| path.to_owned(), |folder| folder.join(name))
}
