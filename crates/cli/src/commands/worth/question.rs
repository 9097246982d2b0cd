//! The workload of a question, from the data or a file, and the chips it is asked about.

use crate::context::{Failure, user_file};
use chipgate_ask::chip_help;
use chipgate_base::near::did_you_mean;
use chipgate_catalogue::Chip;
use chipgate_corpus::{Corpus, OwnWorkload, own_workload};
use chipgate_worth::answer::{Asked, NoAnswer, Worth, worth};
use chipgate_worth::cluster::Cluster;
use chipgate_worth::model::Model;
use chipgate_worth::workload::Workload;
use std::path::Path;

/// A workload with what its file brings.
pub struct Question<'c> {
    corpus: &'c Corpus,
    /// The workload.
    pub workload: Workload,
    model: Model,
    cluster: Option<Cluster>,
    chip: Option<Chip>,
}

impl<'c> Question<'c> {
    /// Reads a workload by name, or from a file.
    pub fn read(corpus: &'c Corpus, name: &str) -> Result<Question<'c>, Failure> {
        let worths = &corpus.worths;
        let own = match worths.workload(name) {
            Some(workload) => {
                OwnWorkload { workload: workload.clone(), model: None, cluster: None, chip: None }
            }
            None if Path::new(name).exists() => from_file(corpus, name)?,
            None => return Err(unknown_workload(corpus, name)),
        };
        let model =
            own.model.or_else(|| worths.models.iter().find(|model| model.id == own.workload.model).cloned());
        let model = model.ok_or_else(|| Failure::fault("the model of the workload is missing"))?;
        Ok(Question { corpus, workload: own.workload, model, cluster: own.cluster, chip: own.chip })
    }

    /// Name of the model.
    pub fn model_name(&self) -> &str {
        &self.model.name
    }

    /// The chip that the file brings.
    pub fn own_chip(&self) -> Option<&Chip> {
        self.chip.as_ref()
    }

    /// What a chip is worth, by id.
    pub fn worth(&self, id: &str) -> Result<Worth, Failure> {
        let own = self.chip.as_ref().filter(|chip| &*chip.id == id);
        let chip = own.or_else(|| self.corpus.catalogue.chip(id)).ok_or_else(|| {
            Failure::request(format!("unknown chip `{id}`"), chip_help(self.corpus.ground(), id))
        })?;
        self.of(chip).map_err(|found| {
            Failure::request(format!("`{id}` for `{}`: {found}", self.workload.id), found.help())
        })
    }

    /// What a chip is worth.
    pub fn of(&self, chip: &Chip) -> Result<Worth, NoAnswer> {
        let worths = &self.corpus.worths;
        let any = Cluster {
            id: "".into(),
            name: "".into(),
            chips: Vec::new(),
            domain_chips: 8,
            scale_out_gb_per_s: 1.0,
            size: None,
            sources: Vec::new(),
            confidence: "".into(),
            note: "".into(),
        };
        let cluster =
            self.cluster.as_ref().or_else(|| worths.machine(&chip.id, &self.workload)).unwrap_or(&any);
        worth(&Asked {
            chip,
            cluster,
            model: &self.model,
            workload: &self.workload,
            assumed: &worths.assumed,
            fit: &worths.fit,
        })
    }
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
