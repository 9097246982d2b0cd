//! `chipgate bench`.

use crate::common::{Common, Format};
use crate::context::{Failure, emit, emit_table, files, load};
use chipgate_ask::reference::Reference;
use chipgate_ask::{Question, fill};
use chipgate_corpus::Corpus;
use chipgate_law::determine::{Books, answer_only, determine};
use chipgate_race::data::{Policy, Side};
use chipgate_race::draws::{Draw, Priors};
use chipgate_race::experiment::{Cell, Plan, Watch};
use chipgate_race::kernel::{WIDTH, run_block};
use chipgate_race::outcomes::Outcome;
use chipgate_race::rules::Rules;
use chipgate_race::time::MONTHS;
use chipgate_race::world::World;
use chipgate_show::table::{Table, figure, text};
use chipgate_survey::history::{Histories, Span};
use clap::Args;
use std::hint::black_box;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// Time the work that a user may want to repeat
///
/// Prints medians on this machine: loading the data, one settled determination
/// with its whole trace and without, one that goes through cells, every history to China;
/// and of the race 4,096 draws of one policy on one thread, and 256 draws of five
/// policies with a dozen outcomes on all threads, which is what a live page needs.
/// Compare ratios, not seconds, between machines.
///
///   chipgate bench
#[derive(Args, Debug)]
pub struct Bench {
    /// How many times each piece of work is repeated
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub repeat: u32,
}

impl Bench {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let repeat = self.repeat;
        let files = files(common)?;
        let corpus = load(&files, &[])?;
        let loading = median((repeat / 20).max(3), || {
            black_box(Corpus::load(&files, &[]));
        });
        let settled = self.determination(&corpus, "nvidia-h100-sxm5-80gb", With::Trace)?;
        let alone = self.determination(&corpus, "nvidia-h100-sxm5-80gb", With::NoTrace)?;
        let open = self.determination(&corpus, "nvidia-rtx-5090-d", With::Trace)?;
        let histories = median((repeat / 100).max(1), || {
            black_box(all_histories(&corpus));
        });
        let plan = race(&corpus)?;
        let kernel = median((repeat / 40).clamp(1, 5), || {
            black_box(kernel(&plan));
        });
        let live = median((repeat / 20).clamp(1, 9), || {
            let watch = Watch { progress: &|_, _| {}, stop: &AtomicBool::new(false) };
            black_box(plan.run(&watch).is_ok());
        });
        let times = [
            ("load and check all data", loading),
            ("determine, settled, with trace", settled),
            ("the same answer without trace", alone),
            ("determine, open, through cells", open),
            ("every chip's history to China", histories),
            ("race, 4,096 draws, one thread", kernel),
            ("race, 256 draws × 5, all threads", live),
        ];
        match common.format {
            Format::Text => emit(common, &lines(&times, settled)),
            _ => emit_table(common, &corpus, &table(&times, settled)),
        }
    }

    fn determination(&self, corpus: &Corpus, chip: &str, with: With) -> Result<Duration, Failure> {
        let question = Question::about(chip).to(&corpus.frame.destination);
        let day = jiff::civil::Date::constant(2025, 5, 1);
        let asked = fill(corpus.ground(), &question, day).map_err(crate::context::question_failure)?;
        let books = Books::on(&corpus.law, corpus.law.gates.seller(), asked.as_of, None, None);
        Ok(median(self.repeat, || match with {
            With::Trace => drop(black_box(determine(&books, asked.lens, &asked.inputs, &asked.manner))),
            With::NoTrace => drop(black_box(answer_only(books.under(asked.lens), &asked.inputs))),
        }))
    }
}

/// What a determination is asked for.
#[derive(Clone, Copy)]
enum With {
    /// The answer under both lenses with what it rests on, as `determine` prints it.
    Trace,
    /// The answer and the class under one lens, as maps of the law ask for it.
    NoTrace,
}

type Times = [(&'static str, Duration)];

fn lines(times: &Times, settled: Duration) -> String {
    let line = |(what, time): &(&str, Duration)| {
        let ratio = time.as_secs_f64() / settled.as_secs_f64();
        format!("{what:<34} {time:>12.1?}  {ratio:>8.1} × a settled determination\n")
    };
    times.iter().map(line).collect()
}

/// The same for programs.
pub(super) fn table(times: &Times, settled: Duration) -> Table {
    let mut table = Table::new(&[text("work"), figure("seconds"), figure("settled_determinations")]);
    for (what, time) in times {
        let seconds = time.as_secs_f64();
        table.push([(*what).into(), seconds.into(), (seconds / settled.as_secs_f64()).into()]);
    }
    table
}

/// The first policies of the US on common draws, with a dozen outcomes.
fn race(corpus: &Corpus) -> Result<Plan, Failure> {
    let data = &corpus.race;
    let world = World::new(data).map_err(Failure::fault)?;
    let priors = Priors::new(data, data.scenario("central")).map_err(Failure::fault)?;
    let mut books = corpus.books();
    let cell = |policy: &Policy| {
        let cell = Cell { scenario: "central".into(), policy: policy.id.to_string(), answer: String::new() };
        let lawful = books.of(&world, &[policy]).map_err(Failure::fault)?;
        let rules = Rules::compile(data, &world, &lawful, &[policy]).map_err(Failure::fault)?;
        Ok((cell, rules))
    };
    let us = data.policies.iter().filter(|policy| policy.side == Side::Seller).take(POLICIES);
    let cells = us.map(cell).collect::<Result<_, Failure>>()?;
    let outcomes = OUTCOMES.iter().filter_map(|id| Outcome::of_year(id, 2030)).collect();
    Ok(Plan { priors: vec![("central".into(), priors)], cells, outcomes, seed: 1, draws: 256, world })
}

const POLICIES: usize = 5;
const OUTCOMES: [&str; 12] = [
    "us_output_f",
    "legal_usd",
    "smuggled_f",
    "premium",
    "domestic_f",
    "domestic_usd",
    "stock_cn_f",
    "stock_us_f",
    "lag",
    "gap_points",
    "domestic_share_value",
    "stock_ratio_f",
];

/// Draws 4,096 times and runs the first policy through all months.
fn kernel(plan: &Plan) -> f64 {
    let mut check = 0.0;
    let Some(((_, priors), (_, rules))) = plan.priors.first().zip(plan.cells.first()) else { return check };
    let draws: Vec<Draw> = (0..4096).map(|number| priors.draw(plan.seed, number)).collect();
    for block in draws.chunks(WIDTH) {
        run_block(&plan.world, rules, block, MONTHS, |_, numbers| {
            check += numbers.iter().map(|lanes| lanes.0.first().copied().unwrap_or_default()).sum::<f64>();
        });
    }
    check
}

fn all_histories(corpus: &Corpus) -> usize {
    let until = jiff::civil::Date::constant(2026, 9, 30);
    let ask = Reference { to: corpus.frame.destination.to_string(), base: Question::default() };
    let span = Span { ask, from: None, until };
    let histories = Histories::new(corpus.ground(), span);
    corpus.catalogue.chips.iter().filter_map(|chip| Some(histories.of(chip).ok()?.stretches.len())).sum()
}

fn median(repeat: u32, mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..repeat)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
