//! A workload with all that a chip is asked under it.

use crate::Worths;
use crate::answer::{Asked, NoAnswer, Worth, worth};
use crate::cluster::Cluster;
use crate::model::Model;
use crate::workload::Workload;
use chipgate_catalogue::Chip;

/// A workload with its model, and with the machine and the chip that its file brings.
#[derive(Clone, Debug)]
pub struct Load<'w> {
    /// The data.
    pub worths: &'w Worths,
    /// The workload.
    pub workload: Workload,
    /// The model that is run.
    pub model: Model,
    /// The machine that the file of the workload brings; `None` for those of the data.
    pub cluster: Option<Cluster>,
    /// The chip that the file of the workload brings; `None` where it brings none.
    pub chip: Option<Chip>,
}

impl<'w> Load<'w> {
    /// A workload of the data; `None` where they lack its model.
    #[must_use]
    pub fn of_data(worths: &'w Worths, workload: &Workload) -> Option<Load<'w>> {
        let model = worths.models.iter().find(|model| model.id == workload.model)?.clone();
        Some(Load { worths, workload: workload.clone(), model, cluster: None, chip: None })
    }

    /// What a chip is worth.
    ///
    /// # Errors
    ///
    /// Why the workload cannot be asked of this chip.
    pub fn worth_of(&self, chip: &Chip) -> Result<Worth, NoAnswer> {
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
        let own = self.cluster.as_ref();
        let cluster = own.or_else(|| self.worths.machine(&chip.id, &self.workload)).unwrap_or(&any);
        worth(&Asked {
            chip,
            cluster,
            model: &self.model,
            workload: &self.workload,
            assumed: &self.worths.assumed,
            fit: &self.worths.fit,
        })
    }
}
