//! One workload as it is drawn: a row for each chip, relative to the best.

use crate::Story;
use chipgate_report::worth::compare::ChipComparison;
use chipgate_worth::answer::{Band, Worth};
use chipgate_worth::validate::Checked;
use chipgate_worth::workload::Workload;

/// One workload.
pub struct Sheet<'s> {
    /// The workload.
    pub workload: &'s Workload,
    /// A row for each chip with an answer, in the order of the study.
    pub rows: Vec<Row<'s>>,
    /// Name of the chip with most tokens.
    pub best: &'s str,
    /// Names of the chips without an answer.
    pub open: Vec<&'s str>,
}

/// One chip. Shares are relative to the chip with most tokens.
pub struct Row<'s> {
    /// Its answer.
    pub worth: &'s Worth,
    /// Its name.
    pub name: &'s str,
    /// Tokens a second, relative to the middle of the best.
    pub share: Band,
    /// What peak arithmetic alone would say.
    pub arithmetic: f64,
    /// What memory bandwidth alone would say.
    pub bandwidth: f64,
    /// Measured points of the chip for this phase and model.
    pub measured: Vec<&'s Checked>,
    /// Tokens a second of the best chip.
    pub whole: f64,
}

impl<'s> Sheet<'s> {
    /// The sheet of a workload.
    pub fn of(
        story: &'s Story<'_>,
        workload: &'s Workload,
        worths: &'s [Worth],
        checked: &'s [Checked],
    ) -> Sheet<'s> {
        let middle = |worth: &Worth| worth.tokens_per_s.middle;
        let best = worths.iter().max_by(|a, b| middle(a).total_cmp(&middle(b)));
        let row = |worth: &'s Worth| Row::of(story, worth, best.unwrap_or(worth), workload, checked);
        let answered = |id: &str| worths.iter().any(|worth| worth.chip == id);
        let open = story.study.worth.iter().filter(|id| !answered(id));
        Sheet {
            workload,
            rows: worths.iter().map(row).collect(),
            best: best.map_or("", |best| name(story, &best.chip)),
            open: open.map(|id| name(story, id)).collect(),
        }
    }

    /// Text of the workload in a language; its id where it has none.
    pub fn title(&self, lang: &str) -> &str {
        match self.workload.title.in_language(lang) {
            "" => &self.workload.id,
            title => title,
        }
    }

    /// The first chip of the study against the second, where both have an answer.
    pub fn pair(&self, story: &Story<'_>) -> Option<(&Row<'s>, &Row<'s>)> {
        let row = |at: usize| {
            let id = story.study.worth.get(at)?;
            self.rows.iter().find(|row| *row.worth.chip == **id)
        };
        Some((row(0)?, row(1)?))
    }
}

impl<'s> Row<'s> {
    fn of(
        story: &'s Story<'_>,
        worth: &'s Worth,
        best: &'s Worth,
        workload: &Workload,
        checked: &'s [Checked],
    ) -> Row<'s> {
        let whole = best.tokens_per_s.middle;
        let own = |one: &&Checked| *one.prepared.chip == *worth.chip;
        Row {
            worth,
            name: name(story, &worth.chip),
            share: worth.tokens_per_s.times(1.0 / whole, 1.0 / whole),
            arithmetic: arithmetic(worth) / arithmetic(best),
            bandwidth: bandwidth(worth) / bandwidth(best),
            measured: checked.iter().filter(|one| fits(one, workload)).filter(own).collect(),
            whole,
        }
    }
}

/// A measured point of the phase and model of a workload.
fn fits(one: &Checked, workload: &Workload) -> bool {
    one.prepared.point.phase.starts_with(workload.kind.word()) && one.prepared.model == workload.model
}

/// Peak arithmetic in the format of the answer, in operations per second.
pub fn arithmetic(worth: &Worth) -> f64 {
    between(worth.rates.low.linear.0, worth.rates.high.linear.0)
}

/// Memory bandwidth in bytes per second.
pub fn bandwidth(worth: &Worth) -> f64 {
    between(worth.rates.low.memory_bandwidth.0, worth.rates.high.memory_bandwidth.0)
}

/// Memory in bytes.
pub fn memory(worth: &Worth) -> f64 {
    between(worth.rates.low.memory.0, worth.rates.high.memory.0)
}

/// Geometric middle of both ends; the low end where there is no high one.
fn between(low: f64, high: f64) -> f64 {
    if high.is_finite() { (low * high).sqrt() } else { low }
}

/// Two rows as a comparison, with the points measured on either.
pub fn comparison<'s>(sheet: &'s Sheet<'_>, one: &'s Row<'_>, two: &'s Row<'_>) -> ChipComparison<'s> {
    let measured = one.measured.iter().chain(&two.measured).copied().collect();
    ChipComparison { workload: sheet.workload, model: "", one: one.worth, two: Some(two.worth), measured }
}

/// Name of a chip; its id where the data lack it.
pub fn name<'s>(story: &'s Story<'_>, id: &'s str) -> &'s str {
    story.corpus.catalogue.chip(id).map_or(id, |chip| &chip.name)
}
