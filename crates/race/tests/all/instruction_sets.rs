//! Every set of instructions gives the same bits.

use crate::support::{WORLD, draws, policy, rules};
use chipgate_race::kernel::{BlockMonth, Instructions, WIDTH, run_block, run_block_with};
use chipgate_race::time::MONTHS;

/// Every output bit of every month, in order; `None` where nothing was run.
fn bits(run: impl FnOnce(&mut dyn FnMut(usize, &BlockMonth)) -> bool) -> Option<Vec<u64>> {
    let mut all = Vec::new();
    let has = run(&mut |_, numbers| all.extend(numbers.iter().flat_map(|lanes| lanes.0.map(f64::to_bits))));
    has.then_some(all)
}

#[test]
fn every_instruction_set_gives_the_same_bits() {
    let policies = ["b30a", "cn-as-it-stands"].map(policy);
    let rules = rules(&policies.each_ref());
    for draws in draws(40).chunks(WIDTH) {
        let of = |set| bits(|each| run_block_with(set, &WORLD, &rules, draws, each));
        let one_by_one = of(Instructions::Single).unwrap();
        let at_hand = bits(|each| {
            run_block(&WORLD, &rules, draws, MONTHS, each);
            true
        });
        assert!(at_hand.as_ref() == Some(&one_by_one), "the set at hand and single numbers differ");
        for set in [Instructions::Avx2, Instructions::Avx512] {
            assert!(of(set).is_none_or(|found| found == one_by_one), "{set:?} and single numbers differ");
        }
    }
}
