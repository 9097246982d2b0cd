//! What the benchmarks share: the roof of the race.

use chipgate_race::time::MONTHS;
use std::hint::black_box;

/// Vector operations of one month of one draw: 3,111 additions, multiplications, comparisons and the like, and
/// 54 divisions, each of which takes the place of three. Counted in the code compiled for AVX-512.
const OPERATIONS: usize = 3111 + 3 * 54;

/// Numbers that fit the first cache.
const SIDE_BY_SIDE: usize = 256;
/// Operations of one pass: few enough that none waits for another.
const CHAIN: usize = 8;

/// Does as many multiplications and additions as so many draws need, and nothing that waits or goes to memory.
///
/// The time is the least that the race could take on a core of this machine, so its speed is the roof.
pub fn roof(draws: usize) -> f64 {
    pulp::Arch::new().dispatch(Roof { passes: (draws * MONTHS).div_ceil(SIDE_BY_SIDE) })
}

struct Roof {
    passes: usize,
}

impl pulp::NullaryFnOnce for Roof {
    type Output = f64;

    #[inline(always)]
    fn call(self) -> f64 {
        let mut numbers = [0.5; SIDE_BY_SIDE];
        for _ in 0..self.passes * OPERATIONS / CHAIN {
            for x in black_box(&mut numbers) {
                for _ in 0..CHAIN / 2 {
                    *x = *x * 0.999 + 1e-3;
                }
            }
        }
        numbers.iter().sum()
    }
}
