//! One chip, or two side by side, for one workload.

use super::figures::{band_json, cells, short};
use super::said::Said;
use super::{page, roofline};
use chipgate_show::Words;
use chipgate_show::table::{Cell, Column, Table, figure, side_by_side, text as word};
use chipgate_show::words::number::{Digits, grouped, percent, signed};
use chipgate_worth::answer::{Band, Detail, Worth};
use chipgate_worth::validate::Checked;
use chipgate_worth::workload::{Workload, WorkloadKind};
use maud::html;
use serde_json::{Value, json};

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

/// One line of the table: a code, what is said of each chip, the ratio.
struct Row {
    code: &'static str,
    one: Said,
    two: Said,
    ratio: Option<f64>,
}

/// What is said of a chip; `None` where there is nothing to say.
type Telling = fn(&Worth) -> Option<Said>;
/// Makes a row from its code, what it says and its ratio.
type Both<'b> = &'b dyn Fn(&'static str, &dyn Fn(&Worth) -> Option<Said>, Option<f64>) -> Row;

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

    fn rows(&self, words: &Words) -> Vec<Row> {
        let both = |code: &'static str, show: &dyn Fn(&Worth) -> Option<Said>, ratio: Option<f64>| Row {
            code,
            one: show(self.one).unwrap_or_default(),
            two: self.two.and_then(show).unwrap_or_default(),
            ratio,
        };
        let mut rows = vec![
            both("tokens_per_s", &|worth| Some(Said::band(worth.tokens_per_s)), self.ratio()),
            both(
                "binds",
                &|worth| Some(Said::word(worth.binding, words.code("worth_bind", worth.binding))),
                None,
            ),
            both("shares", &|worth| Some(Said::word(share_codes(worth), shares(worth, words))), None),
            both("bound", &|worth| Some(Said::number(worth.bound)), None),
        ];
        rows.extend(self.detail_rows(&both));
        rows.extend([
            both("usd", &|worth| worth.usd_per_million_tokens.map(Said::band), None),
            both("joules", &|worth| worth.joules_per_token.map(Said::band), None),
            both("plan", &|worth| Some(Said::same(plan(worth))), None),
            both("numbers", &|worth| Some(Said::same(worth.numbers.word())), None),
            both("machine", &|worth| Some(Said::same(worth.cluster.clone())), None),
            both("intensity", &|worth| Some(Said::number(worth.intensity)), None),
            both("ridge", &|worth| Some(Said::number(worth.rates.low.ridge())), None),
            both(
                "peak_arithmetic",
                &|worth| Some(ends(worth, |rates| rates.linear.0 / 1e12)),
                self.peak_ratio(|rates| rates.linear.0),
            ),
            both(
                "peak_bandwidth",
                &|worth| Some(ends(worth, |rates| rates.memory_bandwidth.0 / 1e9)),
                self.peak_ratio(|rates| rates.memory_bandwidth.0),
            ),
            both(
                "peak_memory",
                &|worth| Some(ends(worth, |rates| rates.memory.0 / 1e9)),
                self.peak_ratio(|rates| rates.memory.0),
            ),
            both(
                "peak_link",
                &|worth| Some(ends(worth, |rates| rates.scale_up.0 / 1e9)),
                self.peak_ratio(|rates| rates.scale_up.0),
            ),
            both(
                "peak_network",
                &|worth| Some(ends(worth, |rates| rates.scale_out.0 / 1e9)),
                self.peak_ratio(|rates| rates.scale_out.0),
            ),
        ]);
        rows.retain(|row| !(row.one.text.is_empty() && row.two.text.is_empty()));
        rows
    }

    fn detail_rows(&self, both: Both<'_>) -> Vec<Row> {
        let prefill = self.workload.kind == WorkloadKind::Prefill;
        let codes: &[(&'static str, Telling)] = match (self.workload.kind, prefill) {
            (WorkloadKind::Training, _) => &[
                ("days", |worth| training(worth, |days, _, _, _| Said::band(*days))),
                ("chip_hours", |worth| training(worth, |_, hours, _, _| Said::band(*hours))),
                ("days_with_failures", |worth| training(worth, |_, _, failing, _| Said::band(*failing))),
                ("goodput", |worth| goodput(worth)),
                ("utilisation", |worth| utilisation(worth)),
                ("energy", |worth| training_optional(worth, true)),
                ("run_usd", |worth| training_optional(worth, false)),
            ],
            (_, true) => {
                &[("prompt_time", |worth| token_time(worth).map(|time| Said::band(time.times(1e3, 1e3))))]
            }
            _ => &[
                ("user_speed", |worth| user_speed(worth).map(Said::band)),
                ("token_time", |worth| token_time(worth).map(|time| Said::band(time.times(1e3, 1e3)))),
                ("batch", |worth| batch(worth)),
                ("largest_batch", |worth| largest_batch(worth)),
                ("users", |worth| users(worth).map(Said::band)),
                ("prefill_chips", |worth| prefill_chips(worth)),
            ],
        };
        codes.iter().map(|(code, show)| both(code, show, None)).collect()
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

    /// The answer for programs.
    #[must_use]
    pub fn json(&self) -> Value {
        json!({
            "schema": "chipgate.worth/1",
            "workload": &*self.workload.id,
            "kind": self.workload.kind.word(),
            "chip": worth_json(self.one),
            "versus": self.two.map(worth_json),
            "ratio": self.two.map(|_| json!({
                "predicted": self.ratio(),
                "arithmetic": self.peak_ratio(|rates| rates.linear.0),
                "memory_bandwidth": self.peak_ratio(|rates| rates.memory_bandwidth.0),
                "memory": self.peak_ratio(|rates| rates.memory.0),
                "scale_up_link": self.peak_ratio(|rates| rates.scale_up.0),
                "measured": self.measured_ratios().iter().map(|(points, ratio)| json!({ "points": points, "ratio": ratio })).collect::<Vec<_>>(),
            })),
            "modelled": true,
        })
    }

    /// The answer as a page with the roofline of both chips.
    #[must_use]
    pub fn page(&self, words: &Words, lang: &str) -> String {
        let title = match self.two {
            Some(two) => words.fill("worth_page_title_two", &[("one", &self.one.chip), ("two", &two.chip)]),
            None => words.fill("worth_page_title_one", &[("one", &self.one.chip)]),
        };
        let body = html! {
            p.guide { (self.workload.title.in_language(lang)) " · " (words.code("worth_kind", self.workload.kind.word())) " · " (self.model) }
            ul.facts { @for line in self.sentences(words) { li { (line) } } }
            section {
                h2 { (words.get("worth_roofline_title")) }
                p.hint { (words.get("worth_roofline_hint")) }
                div.wide tabindex="0" role="region" aria-label=(words.get("worth_roofline_title")) { (roofline::chart(&self.chips(), words)) }
            }
            section {
                h2 { (words.get("worth_numbers_title")) }
                div.wide tabindex="0" { table {
                    thead { tr { th {} th { (self.one.chip) } @if let Some(two) = self.two { th { (two.chip) } th.number { (words.get("worth_col_ratio")) } } } }
                    tbody { @for row in self.rows(words) { tr {
                        td { (words.code("worth_row", row.code)) } td { (row.one.text) }
                        @if self.two.is_some() { td { (row.two.text) } td.number { (row.ratio.map_or(String::new(), short)) } }
                    } } }
                } }
            }
            @if !self.measured.is_empty() { section {
                h2 { (words.get("worth_measured_title")) }
                div.wide tabindex="0" { table {
                    thead { tr { th { "id" } th { (words.get("worth_col_chip")) } th { (words.get("worth_col_measured_rate")) } th { (words.get("worth_col_predicted_rate")) } th { "ln" } } }
                    tbody { @for one in &self.measured { tr {
                        td { (one.prepared.point.id) } td { (one.prepared.chip) } td.number { (short(one.prepared.measured)) } td.number { (short(one.predicted)) } td.number { (signed(one.ln_error, 2)) }
                    } } }
                } }
            } }
        };
        page::page(&title, lang, &body, words)
    }
}

fn line(code: &'static str, one: Said, two: Said, ratio: Option<f64>) -> [Cell; 10] {
    let [one_low, one_middle, one_high] = cells(one.band);
    let [two_low, two_middle, two_high] = cells(two.band);
    let (first, second) = (one.code.into(), two.code.into());
    [code.into(), first, one_low, one_middle, one_high, second, two_low, two_middle, two_high, ratio.into()]
}

/// The parts of the time of a step, as codes.
fn share_codes(worth: &Worth) -> String {
    let parts = worth.shares.iter().map(|(code, share)| format!("{code}={share:.4}"));
    parts.collect::<Vec<_>>().join(" ")
}

/// The parts of the time of a step, in words.
#[must_use]
pub fn shares(worth: &Worth, words: &Words) -> String {
    let parts: Vec<String> = worth
        .shares
        .iter()
        .filter(|(_, share)| *share >= 0.005)
        .map(|(code, share)| format!("{} {}", words.code("worth_bind", code), percent(*share, 0)))
        .collect();
    parts.join(", ")
}

fn ends(worth: &Worth, pick: fn(&chipgate_worth::rates::Rates) -> f64) -> Said {
    Said::ends(pick(&worth.rates.low), pick(&worth.rates.high))
}

fn plan(worth: &Worth) -> String {
    match &worth.detail {
        Detail::Serving { plan, .. } => {
            format!("tp{} pp{} ep{}", plan.split.tensor, plan.split.pipeline, plan.split.expert)
        }
        Detail::Training { plan, .. } => {
            let split = plan.split;
            let again = if split.recompute { " recompute" } else { "" };
            format!(
                "tp{} pp{} cp{} ep{} mb{}{again}",
                split.tensor, split.pipeline, split.context, split.expert, split.micro_batch
            )
        }
    }
}

fn training<T>(
    worth: &Worth,
    pick: impl Fn(&Band, &Band, &Band, &chipgate_worth::training::TrainPlan) -> T,
) -> Option<T> {
    match &worth.detail {
        Detail::Training { days, chip_hours, days_with_failures, plan, .. } => {
            Some(pick(days, chip_hours, days_with_failures, plan))
        }
        Detail::Serving { .. } => None,
    }
}

fn training_optional(worth: &Worth, energy: bool) -> Option<Said> {
    match &worth.detail {
        Detail::Training { energy_mwh, usd, .. } => if energy { *energy_mwh } else { *usd }.map(Said::band),
        Detail::Serving { .. } => None,
    }
}

fn utilisation(worth: &Worth) -> Option<Said> {
    training(worth, |_, _, _, plan| Said::told(plan.utilisation, percent(plan.utilisation, 0)))
}

fn goodput(worth: &Worth) -> Option<Said> {
    match &worth.detail {
        Detail::Training { goodput, .. } => {
            let hours = short(goodput.between_failures.hours());
            Some(Said::told(goodput.share, format!("{} ({hours} h)", percent(goodput.share, 1))))
        }
        Detail::Serving { .. } => None,
    }
}

fn token_time(worth: &Worth) -> Option<Band> {
    if let Detail::Serving { token_time_s, .. } = &worth.detail { Some(*token_time_s) } else { None }
}

fn user_speed(worth: &Worth) -> Option<Band> {
    if let Detail::Serving { user_tokens_per_s, .. } = &worth.detail {
        Some(*user_tokens_per_s)
    } else {
        None
    }
}

fn users(worth: &Worth) -> Option<Band> {
    if let Detail::Serving { users_per_chip, .. } = &worth.detail { Some(*users_per_chip) } else { None }
}

fn batch(worth: &Worth) -> Option<Said> {
    if let Detail::Serving { plan, .. } = &worth.detail { Some(Said::number(plan.requests)) } else { None }
}

fn largest_batch(worth: &Worth) -> Option<Said> {
    if let Detail::Serving { largest_batch, .. } = &worth.detail {
        largest_batch.map(Said::number)
    } else {
        None
    }
}

fn prefill_chips(worth: &Worth) -> Option<Said> {
    if let Detail::Serving { prefill_chips_per_chip, .. } = &worth.detail {
        prefill_chips_per_chip.map(Said::number)
    } else {
        None
    }
}

fn worth_json(worth: &Worth) -> Value {
    let shares: serde_json::Map<String, Value> =
        worth.shares.iter().map(|(code, share)| ((*code).to_owned(), json!(share))).collect();
    let detail = match &worth.detail {
        Detail::Serving {
            plan,
            token_time_s,
            user_tokens_per_s,
            largest_batch,
            users_per_chip,
            prefill_chips_per_chip,
        } => json!({
            "tensor": plan.split.tensor, "pipeline": plan.split.pipeline, "expert": plan.split.expert, "requests_per_chip": plan.requests,
            "memory_full": plan.memory_full, "time_full": plan.time_full,
            "token_time_s": band_json(*token_time_s), "user_tokens_per_s": band_json(*user_tokens_per_s), "largest_batch": largest_batch,
            "users_per_chip": band_json(*users_per_chip), "prefill_chips_per_chip": prefill_chips_per_chip,
        }),
        Detail::Training { plan, days, chip_hours, goodput, days_with_failures, energy_mwh, usd } => json!({
            "plan": crate::worth::compare::plan(worth), "memory_gb": plan.memory_gb, "bubble": plan.bubble, "utilisation": plan.utilisation,
            "days": band_json(*days), "chip_hours": band_json(*chip_hours), "goodput": goodput.share,
            "hours_between_failures": goodput.between_failures.hours(), "checkpoint_interval_s": goodput.checkpoint_interval.0,
            "days_with_failures": band_json(*days_with_failures), "energy_mwh": energy_mwh.map(band_json), "usd": usd.map(band_json),
        }),
    };
    json!({
        "chip": worth.chip, "precision": worth.numbers.word(), "machine": worth.cluster,
        "tokens_per_s_per_chip": band_json(worth.tokens_per_s), "bound_tokens_per_s_per_chip": if worth.bound.is_finite() { json!(worth.bound) } else { Value::Null },
        "binding": worth.binding, "shares": shares, "flop_per_byte": worth.intensity, "ridge_flop_per_byte": worth.rates.low.ridge(),
        "usd_per_million_tokens": worth.usd_per_million_tokens.map(band_json), "joules_per_token": worth.joules_per_token.map(band_json),
        "detail": detail,
    })
}
