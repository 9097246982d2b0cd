//! The simulator: the fast kernel beside the slow reference, on the same draws and rules.
//!
//! Both give the same numbers (a test holds them to 1e-9), so the ratio of
//! their times is the gain. The kernel runs on one thread here; the roof is the
//! same arithmetic with nothing that waits. The peer in Python is in `peers/`.

use chipgate_race::data::{Policy, Side};
use chipgate_corpus::{Corpus, embedded};
use chipgate_race::draws::{Draw, Priors};
use chipgate_race::experiment::{Cell, Plan, Watch};
use chipgate_race::kernel::{WIDTH, run_block};
use chipgate_race::oracle;
use chipgate_race::outcomes::Outcome;
use chipgate_race::quantities::QUANTITIES;
use chipgate_race::rules::Rules;
use chipgate_race::setup::Books;
use chipgate_race::time::MONTHS;
use chipgate_race::world::World;
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::sync::atomic::AtomicBool;

/// A benchmark may stop where its own fixed input does not fit.
fn benches(c: &mut Criterion) {
    let corpus = Corpus::load(&embedded::files(), &[]).corpus.expect("the embedded data load");
    let race = &corpus.race;
    let world = World::new(race).expect("the forcing is whole");
    let priors = Priors::new(race, race.scenario("central")).expect("the assumptions are whole");
    let policy = race.policy("b30a").expect("the policy is there");
    let lawful = corpus.books().of(&world, &[policy]).expect("the books answer");
    let rules = Rules::compile(race, &world, &lawful, &[policy]).expect("the policy compiles");
    let draws: Vec<Draw> = (0..4096).map(|number| priors.draw(1, number)).collect();
    let kernel = |draws: &[Draw]| {
        let mut check = 0.0;
        for block in draws.chunks(WIDTH) {
            run_block(&world, &rules, block, MONTHS, |_, numbers| check += numbers[0].0[0]);
        }
        check
    };
    c.bench_function("4,096 draws of one policy, kernel, one thread", |b| {
        b.iter(|| kernel(black_box(&draws)))
    });
    c.bench_function("256 draws of one policy, kernel, one thread", |b| {
        b.iter(|| kernel(black_box(&draws[..256])))
    });
    c.bench_function("4,096 draws of one policy, roof", |b| {
        b.iter(|| chipgate_benches::roof(black_box(4096)))
    });
    let plan = plan(&corpus, &world, &priors);
    c.bench_function("256 draws of five policies, a dozen outcomes, two threads", |b| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("threads start");
        let watch = Watch { progress: &|_, _| {}, stop: &AtomicBool::new(false) };
        b.iter(|| pool.install(|| plan.run(&watch).expect("every number is finite")));
    });
    c.bench_function("64 draws of one policy, reference", |b| {
        b.iter(|| {
            draws[..64].iter().map(|draw| oracle::run(&world, &rules, draw, MONTHS).len()).sum::<usize>()
        });
    });
    c.bench_function("4,096 draws of the assumptions", |b| {
        b.iter(|| (0..4096).map(|number| priors.draw(black_box(1), number).redesign).sum::<f64>());
    });
}

/// The first five policies of the US with a dozen outcomes of 2030.
fn plan(corpus: &Corpus, world: &World, priors: &Priors) -> Plan {
    let race = &corpus.race;
    let mut books = corpus.books();
    let cell = |policy: &Policy| {
        let lawful = books.of(world, &[policy]).expect("the books answer");
        let rules = Rules::compile(race, world, &lawful, &[policy]).expect("the policy compiles");
        (Cell { scenario: "central".into(), policy: policy.id.to_string(), answer: String::new() }, rules)
    };
    let us = race.policies.iter().filter(|policy| policy.side == Side::Us);
    let cells = us.take(5).map(cell).collect();
    let outcomes = QUANTITIES.iter().filter_map(|about| Outcome::of_year(about.id, 2030)).take(12).collect();
    let priors = vec![("central".into(), priors.clone())];
    Plan { world: world.clone(), priors, cells, outcomes, seed: 1, draws: 256 }
}

criterion_group! {
    name = race;
    config = Criterion::default().sample_size(10);
    targets = benches
}
criterion_main!(race);
