//! One chip, or two side by side, for one workload.

mod json;
mod page;
mod rows;

pub use rows::shares;

use super::figures::{cells, short};
use super::said::Said;
use chipgate_show::Words;
use chipgate_show::table::{Cell, Column, Table, figure, side_by_side, text as word};
use chipgate_show::words::number::{Digits, grouped};
use chipgate_worth::answer::Worth;
use chipgate_worth::validate::Checked;
use chipgate_worth::workload::Workload;
use rows::Row;

/// What is shown.
pub struct ChipComparison<'c> {
    /// The workload.
    pub workload: &'c Workload,
    /// Name of the model.
    pub model: &'c str,
    /// The chip asked about.
    pub one: &'c Worth,
    /// The chip it is compared with.
    pub two: Option<&'c Worth>,
    /// Measured points of the same phase and model, of either chip.
    pub measured: Vec<&'c Checked>,
}

const COLUMNS: [Column; 10] = [
    word("quantity"),
    word("chip"),
    figure("chip_low"),
    figure("chip_middle"),
    figure("chip_high"),
    word("versus"),
    figure("versus_low"),
    figure("versus_middle"),
    figure("versus_high"),
    figure("ratio"),
];

impl ChipComparison<'_> {
    /// Middle of the first over middle of the second.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        Some(self.one.tokens_per_s.middle / self.two?.tokens_per_s.middle)
    }

    /// The chips, each with its class in the style sheet.
    fn chips(&self) -> Vec<(&str, &Worth)> {
        std::iter::once(("one", self.one)).chain(self.two.map(|two| ("two", two))).collect()
    }

    /// Peak rate of the first over that of the second.
    #[must_use]
    pub fn peak_ratio(&self, pick: fn(&chipgate_worth::rates::Rates) -> f64) -> Option<f64> {
        Some(pick(&self.one.rates.low) / pick(&self.two?.rates.low))
    }

    /// The best measured point of the first chip with every point of the second in the same scenario.
    #[must_use]
    pub fn measured_pairs(&self) -> Vec<(&Checked, &Checked)> {
        let of = |worth: &Worth| {
            let id = worth.chip.clone();
            self.measured.iter().copied().filter(move |one| *one.prepared.chip == *id)
        };
        let best = of(self.one).max_by(|a, b| a.prepared.measured.total_cmp(&b.prepared.measured));
        let (Some(best), Some(two)) = (best, self.two) else { return Vec::new() };
        of(two)
            .filter(|other| other.prepared.scenario == best.prepared.scenario)
            .map(|other| (best, other))
            .collect()
    }

    /// Ids and ratio of measured rates.
    fn measured_ratios(&self) -> Vec<(String, f64)> {
        let ratio = |(one, two): (&Checked, &Checked)| {
            (
                format!("{} / {}", one.prepared.point.id, two.prepared.point.id),
                one.prepared.measured / two.prepared.measured,
            )
        };
        self.measured_pairs().into_iter().map(ratio).collect()
    }

    /// What the software of the first measured pair adds to the ratio: the stacks and the ratio of their factors.
    fn stacks(&self) -> Option<(String, f64)> {
        let (one, two) = self.measured_pairs().into_iter().next()?;
        let factor = |one: &Checked| (one.ln_error_with_stack - one.ln_error).exp();
        let (first, second) = (&one.prepared.point.stack, &two.prepared.point.stack);
        (first != second).then(|| (format!("{first} / {second}"), factor(one) / factor(two)))
    }

    /// The table for programs: words under `chip` and `versus`, numbers under `…_low`, `…_middle` and `…_high`.
    #[must_use]
    pub fn table(&self, words: &Words) -> Table {
        let mut table = Table::new(&COLUMNS);
        let named = |worth: &Worth| Said::same(worth.chip.clone());
        let heads = (named(self.one), self.two.map(named).unwrap_or_default());
        table.push(line("chip", heads.0, heads.1, None));
        for row in self.rows(words) {
            table.push(line(row.code, row.one, row.two, row.ratio));
        }
        table
    }

    /// Sentences that explain the ratio.
    #[must_use]
    pub fn sentences(&self, words: &Words) -> Vec<String> {
        let told = |worth: &Worth| {
            let share = worth.shares.iter().map(|(_, share)| *share).fold(0.0, f64::max);
            words.fill(
                "worth_waits",
                &[
                    ("chip", &worth.chip),
                    ("term", &words.code("worth_bind", worth.binding)),
                    ("share", &grouped(share * 100.0, Digits::UpTo(0))),
                ],
            )
        };
        let mut lines = vec![told(self.one)];
        let Some(two) = self.two else { return lines };
        lines.push(told(two));
        let number = |ratio: Option<f64>| ratio.map_or_else(|| "?".to_owned(), short);
        lines.push(words.fill(
            "worth_ratio",
            &[
                ("one", &self.one.chip),
                ("two", &two.chip),
                ("ratio", &number(self.ratio())),
                ("arithmetic", &number(self.peak_ratio(|rates| rates.linear.0))),
                ("bandwidth", &number(self.peak_ratio(|rates| rates.memory_bandwidth.0))),
            ],
        ));
        let measured = self.measured_ratios();
        if !measured.is_empty() {
            let list: Vec<String> =
                measured.iter().map(|(ids, ratio)| format!("{} ({ids})", short(*ratio))).collect();
            lines.push(words.fill("worth_measured_ratio", &[("ratios", &list.join(", "))]));
        }
        if let (Some((stacks, factor)), Some(ratio)) = (self.stacks(), self.ratio()) {
            lines.push(
                words.fill("worth_stack_ratio", &[("stacks", &stacks), ("ratio", &short(ratio * factor))]),
            );
        }
        lines
    }

    /// The answer for people.
    #[must_use]
    pub fn text(&self, words: &Words) -> String {
        let mut out = format!(
            "{}\n{} · {}\n\n",
            self.workload.title.in_language(words.lang()),
            words.code("worth_kind", self.workload.kind.word()),
            self.model
        );
        for line in self.sentences(words) {
            out.push_str(&format!("{line}\n"));
        }
        out.push('\n');
        let heads = [
            String::new(),
            self.one.chip.clone(),
            self.two.map_or(String::new(), |two| two.chip.clone()),
            self.two.map_or(String::new(), |_| words.get("worth_col_ratio").to_owned()),
        ];
        let line = |row: Row| {
            let ratio = row.ratio.map_or(String::new(), short);
            vec![words.code("worth_row", row.code), row.one.text, row.two.text, ratio]
        };
        let lines = self.rows(words).into_iter().map(line);
        out.push_str(&side_by_side(&std::iter::once(heads.to_vec()).chain(lines).collect::<Vec<_>>()));
        out.push_str(&format!("\n{}\n", words.get("worth_modelled")));
        out
    }
}

fn line(code: &'static str, one: Said, two: Said, ratio: Option<f64>) -> [Cell; 10] {
    let [one_low, one_middle, one_high] = cells(one.band);
    let [two_low, two_middle, two_high] = cells(two.band);
    let (first, second) = (one.code.into(), two.code.into());
    [code.into(), first, one_low, one_middle, one_high, second, two_low, two_middle, two_high, ratio.into()]
}
