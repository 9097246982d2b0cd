#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs)]
use chipgate_corpus::{Corpus, embedded};
use chipgate_race::{draws::Priors, kernel, oracle, quantities::QUANTITIES, rules::Rules, world::World};
#[test]
fn look2() {
    let corpus = Corpus::load(&embedded::files(), &[]).corpus.unwrap();
    let world = World::new(&corpus.race).unwrap();
    let priors = Priors::new(&corpus.race, corpus.race.scenario("central")).unwrap();
    let rules = Rules::compile(&corpus.race, &world, &vec![], &[]).unwrap();
    let draws: Vec<_> = (0..64).map(|n| priors.draw(1, n)).collect();
    let mut worst = vec![(0.0f64, 0, 0); QUANTITIES.len()];
    for block in draws.chunks(32) {
        let paths: Vec<_> = block.iter().map(|d| oracle::run(&world, &rules, d, 216)).collect();
        kernel::run_block(&world, &rules, block, 216, |t, m| {
            for (i, p) in paths.iter().enumerate() {
                for q in 0..QUANTITIES.len() {
                    let (a, b) = (p[t][q], m[q].0[i]);
                    let e = (a - b).abs() / a.abs().max(b.abs()).max(1e-6);
                    let e = if e.is_nan() { 9.0 } else { e };
                    if e > worst[q].0 {
                        worst[q] = (e, t, i);
                    }
                }
            }
        });
    }
    for (q, w) in worst.iter().enumerate() {
        println!("{:<20} {:?}", QUANTITIES[q].id, w);
    }
    let start = std::time::Instant::now();
    let mut sum = 0.0;
    let many: Vec<_> = (0..2048).map(|n| priors.draw(1, n)).collect();
    println!("draws {:?}", start.elapsed());
    let start = std::time::Instant::now();
    for block in many.chunks(32) {
        kernel::run_block(&world, &rules, block, 216, |_, m| sum += m[0].0[0]);
    }
    println!("2048 draws, one thread: {:?} {sum}", start.elapsed());
    let start = std::time::Instant::now();
    for d in &many[..128] {
        sum += oracle::run(&world, &rules, d, 216)[10][0];
    }
    println!("oracle 128: {:?} {sum}", start.elapsed());
}
