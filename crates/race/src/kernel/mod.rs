//! The fast path: blocks of draws as arrays, months outside, draws inside, without branches.
//!
//! The equations are those of [`crate::oracle`], where they are explained; the
//! files here mirror its files. What a draw does not change from month to
//! month is computed once. Every instruction set and every number of threads
//! gives the same bits. Everything is forced inline, so that the instruction
//! set chosen at the entry holds throughout; arrays of lanes are written out
//! and not mapped, because closures are not forced.
// Every index is below a length fixed in this folder; checks are left in.
#![allow(clippy::indexing_slicing, clippy::needless_range_loop)]

mod buyers;
mod fixed;
mod lanes;
mod paths;
mod report;
mod results;
mod state;
mod supply;

pub use lanes::{Lanes, WIDTH};

use crate::draws::Draw;
use crate::parameters::Parameter as P;
use crate::quantities::COUNT;
use crate::rules::Rules;
use crate::time::{MONTHS, OUTPUT_KNOWN};
use crate::world::{Banded, World};
use fixed::Fixed;
use state::{Now, State};

/// The numbers of one month of a block.
pub type BlockMonth = [Lanes; COUNT];

/// Runs a block of draws and hands every month to `each`; missing draws repeat the last.
pub fn run_block(
    world: &World,
    rules: &Rules,
    draws: &[Draw],
    months: usize,
    each: impl FnMut(usize, &BlockMonth),
) {
    pulp::Arch::new().dispatch(Run { world, rules, draws, months, each });
}

struct Run<'a, F> {
    world: &'a World,
    rules: &'a Rules,
    draws: &'a [Draw],
    months: usize,
    each: F,
}

impl<F: FnMut(usize, &BlockMonth)> pulp::NullaryFnOnce for Run<'_, F> {
    type Output = ();

    #[inline(always)]
    fn call(mut self) {
        let Some(fixed) = Fixed::new(self.world, self.draws) else { return };
        let mut state = State::new(self.world, &fixed);
        state.gate_state = self.rules.gate_start.map(Lanes::splat);
        let mut out = Box::new([ZERO; COUNT]);
        for t in 0..self.months.min(MONTHS) {
            let m = At { f: &fixed, w: self.world, r: self.rules, t };
            state.step(m, &mut out);
            (self.each)(t, &out);
        }
    }
}

const ZERO: Lanes = Lanes([0.0; WIDTH]);
const ONE: Lanes = Lanes([1.0; WIDTH]);

/// Where a block stands: what its draws fix, the forcing, the rules, the month.
#[derive(Clone, Copy)]
struct At<'a> {
    f: &'a Fixed,
    w: &'a World,
    r: &'a Rules,
    t: usize,
}

impl At<'_> {
    #[inline(always)]
    fn v(self, parameter: P) -> Lanes {
        self.f.v(parameter)
    }

    /// Whether output of US design is given.
    #[inline(always)]
    fn known(self) -> bool {
        self.t < OUTPUT_KNOWN
    }

    /// A path of this month at the step that a draw gives it.
    #[inline(always)]
    fn band(self, banded: &Banded, parameter: P) -> Lanes {
        band(banded, self.t, self.f.v(parameter))
    }
}

impl State {
    #[inline(always)]
    fn step(&mut self, m: At<'_>, out: &mut BlockMonth) {
        let mut now = Now::new();
        let class = supply::class_sold(m);
        self.us_output(m, &class, &mut now);
        self.domestic_supply(m, &mut now);
        self.quality(m, &mut now);
        self.smuggle(m, &mut now);
        self.chinese_gate(m, &class, &mut now);
        self.buy(m, &class, &mut now);
        self.premium_of(m, &now);
        self.stocks(m, &mut now);
        self.capability(m, out);
        self.money(m, &class, &now, out);
        self.report(m, &now, out);
    }
}

#[inline(always)]
fn band(banded: &Banded, t: usize, z: Lanes) -> Lanes {
    let step = z.below(ZERO, Lanes::splat(banded.down[t]), Lanes::splat(banded.up[t]));
    (banded.mid[t] + z * step).exp()
}

#[inline(always)]
fn flag(yes: bool) -> f64 {
    if yes { 1.0 } else { 0.0 }
}

#[inline(always)]
#[allow(clippy::cast_precision_loss)]
fn as_number(t: usize) -> f64 {
    t as f64
}

#[inline(always)]
fn years_after(t: usize, from: usize) -> f64 {
    as_number(t.saturating_sub(from)) / 12.0
}
