//! `chipgate bench`.

use crate::context::{Failure, emit, files, load};
use crate::options::Common;
use chipgate_corpus::Corpus;
use chipgate_corpus::ask::{Request, Said, Where, fill};
use chipgate_corpus::history::{Histories, Span};
use chipgate_corpus::reference::Reference;
use chipgate_law::determine::{Books, determine};
use chipgate_law::rule::Gate;
use clap::Args;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Time the work that a user may want to repeat
///
/// Prints medians on this machine: loading the data, one settled determination
/// with its whole trace, one that goes through cells, every history to China.
/// Compare ratios, not seconds, between machines.
///
///   chipgate bench
#[derive(Args, Debug)]
pub struct Bench {
    /// How many times each piece of work is repeated
    #[arg(long, default_value_t = 200)]
    pub repeat: u32,
}

impl Bench {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let repeat = self.repeat.clamp(1, 1_000_000);
        let files = files(common)?;
        let corpus = load(&files, &[])?;
        let loading = median((repeat / 20).max(3), || {
            black_box(Corpus::load(&files, &[]));
        });
        let settled = self.determination(&corpus, "nvidia-h20-96gb", repeat)?;
        let open = self.determination(&corpus, "nvidia-rtx-5090-d", repeat)?;
        let histories = median((repeat / 100).max(1), || {
            black_box(all_histories(&corpus));
        });
        let mut out = String::new();
        for (what, time) in [
            ("load and check all data", loading),
            ("determine, settled, with trace", settled),
            ("determine, open, through cells", open),
            ("every chip's history to China", histories),
        ] {
            out.push_str(&format!(
                "{what:<34} {time:>12.1?}  {:>8.1} × a settled determination\n",
                time.as_secs_f64() / settled.as_secs_f64()
            ));
        }
        emit(common, &out)
    }

    fn determination(&self, corpus: &Corpus, chip: &str, repeat: u32) -> Result<Duration, Failure> {
        let said = |value: &str| Said { value: value.to_owned(), at: Where::Flag("--chip".to_owned()) };
        let request = Request { chip: Some(said(chip)), to: Some(said("CN")), ..Request::default() };
        let day = jiff::civil::Date::constant(2025, 5, 1);
        let asked =
            fill(corpus, &request, day).map_err(|found| crate::context::request_failure(&found, None))?;
        let books = Books::on(&corpus.law, Gate::Us, asked.as_of, None, None);
        Ok(median(repeat, || {
            black_box(determine(&books, asked.lens, &asked.inputs, &asked.manner));
        }))
    }
}

fn all_histories(corpus: &Corpus) -> usize {
    let until = jiff::civil::Date::constant(2026, 9, 30);
    let ask = Reference { to: "CN".to_owned(), base: Request::default() };
    let span = Span { ask, from: None, until };
    let histories = Histories::new(corpus, span);
    corpus.chips.iter().filter_map(|chip| Some(histories.of(chip).ok()?.stretches.len())).sum()
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
