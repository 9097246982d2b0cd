//! No gate answers "no license" or "exception" where something that could reach the request was not worked out.
//!
//! Random requests of every kind, place, party, act and day; what they must not be answered is worked out here
//! from the request alone, without the rules. `CHIPGATE_REQUESTS` sets how many, `CHIPGATE_SEED` which.

mod judge;
mod random;

use crate::support::{corpus, today};
use chipgate_corpus::ask::fill;
use chipgate_corpus::determination::{Determination, answer_with};
use chipgate_corpus::gates::GateBooks;
use jiff::civil::Date;
use random::{Drawn, Random};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many requests are asked where the environment says nothing.
const REQUESTS: usize = 10_000;
/// The seed that is asked every time.
const FIXED_SEED: u64 = 20_261_201;

/// Rule books of the days asked about.
type Prepared = BTreeMap<Date, GateBooks<'static>>;

#[test]
fn nothing_is_let_through_that_was_not_worked_out() {
    let requests = number("CHIPGATE_REQUESTS").map_or(REQUESTS, |count| usize::try_from(count).unwrap());
    let fresh = number("CHIPGATE_SEED").unwrap_or_else(seconds_now);
    println!("invariant: {requests} requests, seeds {FIXED_SEED} and {fresh}");
    for seed in [FIXED_SEED, fresh] {
        ask_all(seed, requests / 2);
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

fn seconds_now() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()
}

/// Asks requests on every core; each has a seed of its own, so that a failure can be asked again alone.
fn ask_all(seed: u64, count: usize) {
    let next = AtomicUsize::new(0);
    let free = AtomicUsize::new(0);
    let refused = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut prepared = Prepared::new();
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= count {
                        return;
                    }
                    match ask(&mut prepared, &Random::new(seed, at).draw()) {
                        None => refused.fetch_add(1, Ordering::Relaxed),
                        Some(is_free) => free.fetch_add(usize::from(is_free), Ordering::Relaxed),
                    };
                }
            });
        }
    });
    let (free, refused) = (free.into_inner(), refused.into_inner());
    println!(
        "seed {seed}: {count} asked, {refused} refused, {free} answered with no license or an exception"
    );
    assert!(free * 20 > count, "the requests must also reach free answers: {free} of {count}");
}

/// Whether the US answer is a free one; `None` where the request is refused.
fn ask(prepared: &mut Prepared, drawn: &Drawn) -> Option<bool> {
    let corpus = corpus();
    let asked = match fill(corpus, &drawn.request, today(corpus)) {
        Ok(asked) => asked,
        Err(_) => {
            assert!(drawn.may_be_refused(), "refused without a reason: {drawn:#?}");
            return None;
        }
    };
    assert!(!drawn.must_be_refused(), "obeyed a contradiction: {drawn:#?}");
    let books =
        prepared.entry(asked.as_of).or_insert_with(|| GateBooks::on(&corpus.law, asked.as_of, None, None));
    let found = answer_with(books, asked);
    if !is_free(&found) {
        return Some(false);
    }
    let faults = judge::faults(drawn, &found);
    assert!(faults.is_empty(), "{faults:?}\nanswered {:?}: {drawn:#?}", found.us.answer);
    Some(true)
}

fn is_free(found: &Determination) -> bool {
    matches!(found.us.answer.code(), "no_license_required" | "license_exception")
}
