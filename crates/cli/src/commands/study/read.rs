//! A study by name or file.

use super::super::race::run::refuse_lens;
use crate::common::Common;
use crate::context::{Failure, UserFile, file_failure, files, user_file};
use chipgate_base::near::did_you_mean;
use chipgate_base::problem::Problem;
use chipgate_corpus::{Corpus, Files, folders, read_study};
use chipgate_race::data::Study;
use clap::Args;
use std::path::Path;

/// Which study, and what replaces its draws and seed.
#[derive(Args, Debug)]
pub struct Which {
    /// Name or file of the study
    #[arg(value_name = "NAME|FILE", default_value = "h20")]
    pub study: String,
    /// How many draws (default: those of the study)
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=65_536))]
    pub draws: Option<u32>,
    /// Same seed, same bytes (default: that of the study)
    #[arg(long)]
    pub seed: Option<u32>,
}

impl Which {
    /// Reads it, with the draws and the seed of the command line.
    pub fn read(&self, common: &Common, corpus: &Corpus) -> Result<Study, Failure> {
        refuse_lens(common)?;
        let mut study = read(&self.study, common, corpus)?;
        study.draws = self.draws.unwrap_or(study.draws);
        study.seed = self.seed.unwrap_or(study.seed);
        Ok(study)
    }
}

/// Reads a study of `data/race/studies/`, or a file of the user.
pub fn read(study: &str, common: &Common, corpus: &Corpus) -> Result<Study, Failure> {
    let file = file(study, &files(common)?)?;
    let (study, problems) = study_of(&file.path, &file.text, corpus);
    match study {
        Some(study) if problems.is_empty() => Ok(study),
        _ => Err(file_failure(&problems, &file)),
    }
}

/// A study with every problem of its file.
pub fn study_of(path: &str, text: &str, corpus: &Corpus) -> (Option<Study>, Vec<Problem>) {
    let quantities: Vec<&str> = chipgate_race::quantities::all().iter().map(|(id, ..)| *id).collect();
    read_study(path, text, corpus, &quantities)
}

fn file(study: &str, files: &Files) -> Result<UserFile, Failure> {
    let path = folders::file_of(folders::STUDIES, study);
    match files.get(&path) {
        Some(bytes) => Ok(UserFile { path, text: String::from_utf8_lossy(bytes).into_owned() }),
        None if Path::new(study).exists() => user_file(Path::new(study)),
        None => Err(unknown(study, files)),
    }
}

fn unknown(study: &str, files: &Files) -> Failure {
    let names: Vec<&str> =
        files.iter().filter_map(|(path, _)| folders::name_of(folders::STUDIES, path)).collect();
    let near = did_you_mean(study, names.iter().copied());
    let all = || format!("name a file, or one of {}; `chipgate study new` writes a file", names.join(", "));
    Failure::request(format!("there is no study `{study}`"), near.unwrap_or_else(all))
}

/// The name of a study: that of its file without folder and ending.
pub fn name_of(study: &str) -> String {
    Path::new(study).file_stem().map_or_else(|| study.to_owned(), |stem| stem.to_string_lossy().into_owned())
}
