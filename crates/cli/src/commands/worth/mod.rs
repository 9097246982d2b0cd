//! `chipgate worth`.

mod fit;
mod new_workload;
pub(super) mod question;
mod rank;
mod validate;

use crate::common::{Common, Format};
use crate::context::{Failure, corpus, emit, emit_table, pretty, words_of};
use chipgate_report::worth::compare::ChipComparison;
use chipgate_worth::points::find_chip;
use chipgate_worth::validate::{Checked, validate};
use clap::{Args, Subcommand};
use question::Question;

/// Say what a chip is worth for training, prefill and decode, against another one
///
/// From physics and six efficiencies fitted on published measurements. Says which
/// term binds each chip, and gives every number as a range. A workload is a name
/// of the data or a file; `worth new-workload` writes a commented one.
///
///   chipgate worth --chip nvidia-h20-96gb --versus nvidia-h800-sxm5-80gb --workload deepseek-v3-decode
#[derive(Args, Debug)]
pub struct Worth {
    /// Chip of the catalogue, or the id of the `[chip]` table in the workload file
    #[arg(long, value_name = "ID")]
    pub chip: Option<String>,
    /// Chip to compare with
    #[arg(long, value_name = "ID")]
    pub versus: Option<String>,
    /// Workload of the data, or a file
    #[arg(long, value_name = "NAME|FILE")]
    pub workload: Option<String>,
    /// Another question than that of one chip.
    #[command(subcommand)]
    pub action: Option<Action>,
}

/// The other questions.
#[derive(Debug, Subcommand)]
pub enum Action {
    Rank(rank::Rank),
    Validate(validate::Validate),
    NewWorkload(new_workload::NewWorkload),
    Fit(fit::Fit),
}

impl Worth {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let alone = self.chip.is_none() && self.versus.is_none() && self.workload.is_none();
        if self.action.is_some() && !alone {
            return Err(Failure::request(
                "--chip, --versus and --workload of `worth` come before no other command",
                "put the options after the command, such as `worth rank --workload W`",
            ));
        }
        match &self.action {
            Some(Action::Rank(action)) => action.run(common),
            Some(Action::Validate(action)) => action.run(common),
            Some(Action::NewWorkload(action)) => action.run(common),
            Some(Action::Fit(action)) => action.run(common),
            None => self.compare(common),
        }
    }

    fn compare(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let workload = self.workload.as_deref().ok_or_else(|| question::no_workload(&corpus))?;
        let question = Question::read(&corpus, workload)?;
        let id = self.chip.as_deref().ok_or_else(|| {
            Failure::request("no chip is named", "add --chip ID; `chipgate chips list` prints every id")
        })?;
        let one = question.worth(id)?;
        let two = self.versus.as_deref().map(|id| question.worth(id)).transpose()?;
        let points =
            validate(&corpus.worths.points, &corpus.worths, &corpus.worths.fit, &corpus.catalogue.chips);
        let wanted: Vec<&str> = std::iter::once(&one).chain(&two).map(|worth| worth.chip.as_str()).collect();
        let same = |found: &&Checked| {
            let ready = &found.prepared;
            wanted.iter().any(|chip| {
                find_chip(chip, &corpus.worths, &corpus.catalogue.chips)
                    .is_some_and(|chip| chip.id == ready.chip)
            }) && ready.point.phase.starts_with(question.load.workload.kind.word())
                && ready.model == question.load.workload.model
        };
        let shown = ChipComparison {
            workload: &question.load.workload,
            model: &question.load.model.name,
            one: &one,
            two: two.as_ref(),
            measured: points.checked.iter().filter(same).collect(),
        };
        let words = words_of(&corpus, common);
        match common.format {
            Format::Text => emit(common, &shown.text(&words)),
            Format::Json => emit(common, &pretty(&shown.json())),
            Format::Csv => emit_table(common, &corpus, &shown.table(&words)),
            Format::Html | Format::Dot => emit(common, &shown.page(&words, common.lang.code())),
        }
    }
}

/// Problems of a user's file, each with its excerpt.
fn problems(found: &[chipgate_base::problem::Problem], file: &crate::context::UserFile) -> Failure {
    crate::context::file_failure(found, file)
}
