//! `chipgate study`.

mod new;
pub mod read;

use super::race::run::run;
use crate::asked::Ask;
use crate::clock::page_day;
use crate::common::{Common, Format};
use crate::context::{Failure, corpus, words_of};
use crate::output::{print, write_set};
use chipgate_race::data::Study;
use chipgate_study::{Findings, Telling, files, notes};
use clap::{Args, Subcommand};
use read::{Which, name_of};
use std::path::{Path, PathBuf};

/// Tell a whole study: what the rules said, what the chips are worth, what each policy does
///
/// Writes report.html (one page that needs nothing else), results.csv, results.json
/// and report.md into a folder. A study is a name of `data/race/studies/` or a file;
/// `chipgate study new` writes a commented one. What the race finds is modelled
/// and not yet calibrated.
///
///   chipgate study h20 -o h20-study
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct StudyCommand {
    /// Another action than telling one.
    #[command(subcommand)]
    pub action: Option<Action>,
    /// Which study.
    #[command(flatten)]
    pub which: Which,
}

/// The other actions.
#[derive(Debug, Subcommand)]
pub enum Action {
    New(new::New),
}

impl StudyCommand {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        if let Some(Action::New(action)) = &self.action {
            return action.run(common);
        }
        if common.format != Format::Text {
            let help = "leave --format out; the folder holds the page, CSV, JSON and Markdown";
            return Err(Failure::request("a study is written in every form at once", help));
        }
        let corpus = corpus(common)?;
        let study = self.which.read(common, &corpus)?;
        let name = name_of(&self.which.study);
        let folder = common.output.clone().unwrap_or_else(|| PathBuf::from(format!("{name}-study")));
        make(&folder)?;
        self.tell(common, &corpus, &study, &name, &folder)
    }

    fn tell(
        &self,
        common: &Common,
        corpus: &chipgate_corpus::Corpus,
        study: &Study,
        name: &str,
        folder: &Path,
    ) -> Result<(), Failure> {
        let asked = Ask::default().question(common)?;
        let found = run(|watch| Findings::of(corpus, study, asked, watch))?;
        let words = words_of(corpus, common);
        let notes = notes(corpus, study, &words);
        for note in &notes {
            crate::output::note(format_args!("{note}\n"));
        }
        let today = page_day(corpus)?;
        let story = Telling { corpus, study, name, notes: &notes, today, words: &words }.of(&found);
        let files = files(&story).map(|(file, text)| (folder.join(file), text.into_bytes()));
        write_set(&files)?;
        print(&format!("{}\n", folder.join("report.html").display()))
    }
}

/// Makes the folder before anything runs.
fn make(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| {
        let message = format!("cannot make the folder `{}`: {error}", folder.display());
        Failure::request(message, "name another folder with -o")
    })
}
