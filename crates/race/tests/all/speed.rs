//! How fast the kernel is. Run alone: `cargo test -p chipgate-race --release speed -- --ignored --nocapture`.

use crate::support::*;
use chipgate_race::kernel::{WIDTH, run_block};
use chipgate_race::time::MONTHS;
use std::time::Instant;

#[test]
#[ignore = "prints times of this machine"]
fn speed() {
    let rules = rules(&[&policy("b30a"), &policy("cn-as-it-stands")]);
    let draws = draws(4096);
    let mut sum = 0.0;
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let start = Instant::now();
        for block in draws.chunks(WIDTH) {
            run_block(&WORLD, &rules, block, MONTHS, |_, numbers| sum += numbers[0].0[0]);
        }
        best = best.min(start.elapsed().as_secs_f64());
    }
    let start = Instant::now();
    let slow: f64 = draws[..256].iter().map(|draw| path(&rules, draw)[215][0]).sum();
    let reference = start.elapsed().as_secs_f64() / 256.0;
    let fast = best / 4096.0;
    println!(
        "kernel {:.1} µs a draw, 4,096 draws {best:.3} s on one thread; reference {:.1} µs; ratio {:.1}; check {sum} {slow}",
        fast * 1e6,
        reference * 1e6,
        reference / fast
    );
}
