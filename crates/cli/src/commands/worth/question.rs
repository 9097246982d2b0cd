//! The workload of a question, from the data or a file, and the chips it is asked about.

use crate::context::{Failure, user_file};
use chipgate_ask::chip_help;
use chipgate_base::near::did_you_mean;
use chipgate_corpus::{Corpus, OwnWorkload, own_workload};
use chipgate_worth::Worths;
use chipgate_worth::answer::Worth;
use chipgate_worth::load::Load;
use std::path::Path;

/// A workload with what its file brings.
pub struct Question<'c> {
    corpus: &'c Corpus,
    /// The workload, and all that a chip is asked under it.
    pub load: Load<'c>,
}

impl<'c> Question<'c> {
    /// Reads a workload by name, or from a file.
    pub fn read(corpus: &'c Corpus, name: &str) -> Result<Question<'c>, Failure> {
        let worths = &corpus.worths;
        let load = match worths.workload(name) {
            Some(workload) => Load::of_data(worths, workload),
            None if Path::new(name).exists() => brought(worths, from_file(corpus, name)?),
            None => return Err(unknown_workload(corpus, name)),
        };
        let load = load.ok_or_else(|| Failure::fault("the model of the workload is missing"))?;
        Ok(Question { corpus, load })
    }

    /// What a chip is worth, by id.
    pub fn worth(&self, id: &str) -> Result<Worth, Failure> {
        let own = self.load.chip.as_ref().filter(|chip| &*chip.id == id);
        let chip = own.or_else(|| self.corpus.catalogue.chip(id)).ok_or_else(|| {
            Failure::request(format!("unknown chip `{id}`"), chip_help(self.corpus.ground(), id))
        })?;
        self.load.worth_of(chip).map_err(|found| {
            Failure::request(format!("`{id}` for `{}`: {found}", self.load.workload.id), found.help())
        })
    }
}

/// A workload with what its file brings; `None` where its model is nowhere.
fn brought(worths: &Worths, own: OwnWorkload) -> Option<Load<'_>> {
    let OwnWorkload { workload, model, cluster, chip } = own;
    let load = match model {
        Some(model) => Load { worths, workload, model, cluster: None, chip: None },
        None => Load::of_data(worths, &workload)?,
    };
    Some(Load { cluster, chip, ..load })
}

fn from_file(corpus: &Corpus, path: &str) -> Result<OwnWorkload, Failure> {
    let file = user_file(Path::new(path))?;
    own_workload(&file.path, &file.text, &corpus.worths, &corpus.catalogue.chips, &corpus.catalogue.sources)
        .map_err(|found| super::problems(&found, &file))
}

fn unknown_workload(corpus: &Corpus, name: &str) -> Failure {
    let names = || corpus.worths.workloads.iter().map(|workload| &*workload.id);
    let help = did_you_mean(name, names())
        .unwrap_or_else(|| format!("name a file, or one of {}", names().collect::<Vec<_>>().join(", ")));
    Failure::request(format!("there is no workload `{name}`"), help)
}

/// The message when no workload is named.
pub fn no_workload(corpus: &Corpus) -> Failure {
    let names: Vec<&str> = corpus.worths.workloads.iter().map(|workload| &*workload.id).collect();
    Failure::request(
        "no workload is named",
        format!("add --workload with a file or one of {}", names.join(", ")),
    )
}
