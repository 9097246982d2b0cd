//! No gate answers "no license" or "exception" where something that could reach the request was not worked out.
//!
//! Random requests of every kind, place, party, act and day; what they must not be answered is worked out here
//! from the request alone, without the rules. `CHIPGATE_REQUESTS` sets how many, `CHIPGATE_SEED` which;
//! with `CHIPGATE_NEAR` only those with a misspelt name are asked.

mod judge;
pub mod random;

use crate::support::{corpus, today};
use chipgate_ask::determination::{Determination, answer_with};
use chipgate_ask::fill;
use chipgate_ask::gates::GateBooks;
use jiff::civil::Date;
use random::{Drawn, Random};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many requests are asked where the environment says nothing.
const REQUESTS: usize = 500;
/// The seed where the environment says nothing.
const FIXED_SEED: u64 = 20_261_201;

/// Rule books of the days asked about.
type Prepared = BTreeMap<Date, GateBooks<'static>>;

#[test]
fn nothing_is_let_through_that_was_not_worked_out() {
    let requests = number("CHIPGATE_REQUESTS").map_or(REQUESTS, |count| usize::try_from(count).unwrap());
    let seed = number("CHIPGATE_SEED").unwrap_or(FIXED_SEED);
    ask_all(seed, requests);
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

/// Asks requests on every core; each has a seed of its own, so that a failure can be asked again alone.
fn ask_all(seed: u64, count: usize) {
    // After a change that only brings more near names, no other request can have become free.
    let only_near = std::env::var_os("CHIPGATE_NEAR").is_some();
    let next = AtomicUsize::new(0);
    let free = AtomicUsize::new(0);
    let refused = AtomicUsize::new(0);
    let faults = Mutex::new(BTreeMap::new());
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
                    let drawn = Random::new(seed, at).draw();
                    if only_near && !judge::names_one_near(&drawn) {
                        continue;
                    }
                    match ask(&mut prepared, &drawn) {
                        Outcome::Refused => drop(refused.fetch_add(1, Ordering::Relaxed)),
                        Outcome::Bound => {}
                        Outcome::Free => drop(free.fetch_add(1, Ordering::Relaxed)),
                        Outcome::Wrong(why) => note(&faults, why, &drawn),
                    };
                }
            });
        }
    });
    let (free, refused) = (free.into_inner(), refused.into_inner());
    println!(
        "seed {seed}: {count} asked, {refused} refused, {free} answered with no license or an exception"
    );
    let faults = faults.into_inner().unwrap();
    let told: Vec<String> =
        faults.iter().map(|(why, (count, text))| format!("{count} x {why}:\n{text}")).collect();
    assert!(told.is_empty(), "seed {seed}:\n{}", told.join("\n"));
    assert!(only_near || free * 20 > count, "the requests must also reach free answers: {free} of {count}");
}

/// Faults by kind: how many, and the first request that shows it.
type Faults = Mutex<BTreeMap<&'static str, (usize, String)>>;

fn note(faults: &Faults, why: Vec<&'static str>, drawn: &Drawn) {
    let mut faults = faults.lock().unwrap();
    for one in why {
        faults.entry(one).or_insert_with(|| (0, drawn.text.clone())).0 += 1;
    }
}

/// What becomes of a request.
enum Outcome {
    /// It is refused, and may be.
    Refused,
    /// The answer binds or is open.
    Bound,
    /// No license or an exception, rightly as far as is known here.
    Free,
    /// It should not have been answered so.
    Wrong(Vec<&'static str>),
}

fn ask(prepared: &mut Prepared, drawn: &Drawn) -> Outcome {
    let corpus = corpus();
    let asked = match fill(corpus.ground(), &drawn.question, today(corpus)) {
        Ok(_) if drawn.must_be_refused() => return Outcome::Wrong(vec!["a contradiction that is obeyed"]),
        Ok(asked) => asked,
        Err(_) if drawn.may_be_refused() => return Outcome::Refused,
        Err(_) => return Outcome::Wrong(vec!["a refusal without a reason"]),
    };
    let books =
        prepared.entry(asked.as_of).or_insert_with(|| GateBooks::on(&corpus.law, asked.as_of, None, None));
    let found = answer_with(books, asked);
    if !is_free(&found) {
        return Outcome::Bound;
    }
    let faults = judge::faults(drawn, &found);
    if faults.is_empty() { Outcome::Free } else { Outcome::Wrong(faults) }
}

fn is_free(found: &Determination) -> bool {
    matches!(found.gates.seller().answer.code(), "no_license_required" | "license_exception")
}
