//! What a chip is worth: training, prefill, decode and memory, from physics and a few measured efficiencies.
//!
//! A step's time is the sum of arithmetic at a share of its peak, memory traffic at a share of its bandwidth, exchange
//! over links, and fixed time. The shares are fitted once on published measurements, at most three for
//! serving and three for training, and stored as data; nothing else is tuned. Pure: values in, values out.
//!
//! The sources of the formulae: Pope et al. 2022 (arXiv 2211.05102) and "How to Scale Your Model" (Austin et al. 2025) for
//! inference; Narayanan et al. 2021 (arXiv 2104.04473) and Korthikanti et al. 2022 (arXiv 2205.05198) for training;
//! Young 1974 for checkpoints; the DeepSeek-V3 report (arXiv 2412.19437) for latent attention and node-limited experts.

pub mod answer;
pub mod assume;
pub mod cluster;
pub mod fit;
pub mod links;
pub mod load;
pub mod model;
pub mod numbers;
pub mod plan;
pub mod points;
mod quantile;
pub mod rates;
pub mod serving;
pub mod shape;
pub mod terms;
pub mod training;
pub mod units;
pub mod validate;
pub mod workload;

pub use quantile::quantile;

use chipgate_base::Name;

/// Everything of `data/` that belongs to this crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Worths {
    /// Models, sorted by id.
    pub models: Vec<model::Model>,
    /// Machines, sorted by id.
    pub clusters: Vec<cluster::Cluster>,
    /// Workloads, sorted by id.
    pub workloads: Vec<workload::Workload>,
    /// Measured points, in the order of the file.
    pub points: Vec<points::Point>,
    /// Other names of chips, for files of measured points: alias, chip id.
    pub chip_aliases: Vec<(Name, Name)>,
    /// Inputs of known benchmarks, for points that leave them empty.
    pub benchmarks: Vec<points::Benchmark>,
    /// Stated constants.
    pub assumed: assume::Assumptions,
    /// The stored fit.
    pub fit: assume::Fit,
}

impl Worths {
    /// A model by id, name or alias, in any writing.
    #[must_use]
    pub fn model(&self, name: &str) -> Option<&model::Model> {
        let wanted = plain(name);
        self.models.iter().find(|model| {
            plain(&model.id) == wanted
                || plain(&model.name) == wanted
                || model.aliases.iter().any(|alias| plain(alias) == wanted)
        })
    }

    /// The machine in which a chip is sold, or the machine of any chip.
    #[must_use]
    pub fn cluster_of(&self, chip: &str) -> Option<&cluster::Cluster> {
        let own = self.clusters.iter().find(|cluster| cluster.chips.iter().any(|name| &**name == chip));
        own.or_else(|| {
            self.clusters.iter().find(|cluster| cluster.chips.is_empty() && cluster.size.is_none())
        })
    }

    /// A machine by id.
    #[must_use]
    pub fn cluster(&self, id: &str) -> Option<&cluster::Cluster> {
        self.clusters.iter().find(|cluster| &*cluster.id == id)
    }

    /// The machine for a chip under a workload: its own, unless the workload names one made for certain chips.
    #[must_use]
    pub fn machine(&self, chip: &str, workload: &workload::Workload) -> Option<&cluster::Cluster> {
        let own = self.cluster_of(chip);
        let named = workload.cluster.as_ref().and_then(|id| self.cluster(id));
        match (own, named) {
            (Some(own), _) if !own.chips.is_empty() => Some(own),
            (_, Some(named)) => Some(named),
            (own, None) => own,
        }
    }

    /// A workload by id.
    #[must_use]
    pub fn workload(&self, id: &str) -> Option<&workload::Workload> {
        self.workloads.iter().find(|workload| &*workload.id == id)
    }
}

/// Small letters and digits only, so that `Llama-3.1 405B` and `llama-3.1-405b` are one name.
#[must_use]
pub fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
