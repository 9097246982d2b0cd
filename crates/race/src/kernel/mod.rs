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
mod given;
mod lanes;
mod paths;
mod report;
mod results;
mod row;
mod state;
mod supply;

pub use lanes::{Lanes, WIDTH};

use lanes::{V, WIDEST};

use crate::draws::Draw;
use crate::parameters::Parameter as P;
use crate::quantities::{COUNT, Quantity};
use crate::rules::Rules;
use crate::time::MONTHS;
use crate::world::{Banded, World};
use fixed::Fixed;
use given::{Given, Month};
use pulp::{Simd, WithSimd};
use state::{Now, State};

/// The numbers of one month of a block.
pub type BlockMonth = [Lanes; COUNT];

/// Runs a block of draws and hands every month to `each`; missing draws repeat the last.
pub fn run_block(
    world: &World,
    rules: &Rules,
    draws: &[Draw],
    months: usize,
    mut each: impl FnMut(usize, &BlockMonth),
) {
    dispatch(Run { world, rules, draws, months, each: &mut each });
}

/// A set of instructions for the kernel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instructions {
    /// One number at a time.
    Single,
    /// AVX2 with fused multiplication.
    Avx2,
    /// AVX-512.
    Avx512,
}

/// The same with one set of instructions; `false`, and nothing is run, where the machine has it not.
pub fn run_block_with(
    instructions: Instructions,
    world: &World,
    rules: &Rules,
    draws: &[Draw],
    mut each: impl FnMut(usize, &BlockMonth),
) -> bool {
    let run = Run { world, rules, draws, months: MONTHS, each: &mut each };
    match instructions {
        Instructions::Single => run.with_simd(pulp::Scalar),
        #[cfg(target_arch = "x86_64")]
        Instructions::Avx2 => {
            let Some(simd) = pulp::x86::V3::try_new() else { return false };
            Simd::vectorize(simd, run);
        }
        #[cfg(target_arch = "x86_64")]
        Instructions::Avx512 => {
            let Some(simd) = pulp::x86::V4::try_new() else { return false };
            Simd::vectorize(simd, run);
        }
        #[cfg(not(target_arch = "x86_64"))]
        Instructions::Avx2 | Instructions::Avx512 => return false,
    }
    true
}

/// One kernel, compiled here, for all callers.
#[inline(never)]
fn dispatch(run: Run<'_>) {
    pulp::Arch::new().dispatch(run);
}

struct Run<'a> {
    world: &'a World,
    rules: &'a Rules,
    draws: &'a [Draw],
    months: usize,
    each: &'a mut dyn FnMut(usize, &BlockMonth),
}

impl WithSimd for Run<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Run { world: w, rules: r, draws, months, each } = self;
        let parts = (0..WIDTH).step_by(S::F64_LANES);
        let (mut fixed, mut states) = (Vec::new(), Vec::new());
        for first in parts {
            let Some(of_draws) = Fixed::new(simd, w, draws, first) else { return };
            let mut state = State::new(simd, w, &of_draws);
            state.gate_state = r.gate_start.map(|start| V::splat(simd, start));
            states.push(state);
            fixed.push(of_draws);
        }
        let mut numbers = Box::new([Lanes([0.0; WIDTH]); COUNT]);
        for t in 0..months.min(MONTHS) {
            let month = Month::new(w, t);
            for (part, (f, state)) in fixed.iter().zip(&mut states).enumerate() {
                let mut out = Out { numbers: &mut numbers, part };
                let g = Given::new(simd, f, w, r, t);
                state.step(At { simd, f, w, r, t, month: &month, g: &g }, &mut out);
            }
            each(t, &numbers);
        }
    }
}

/// Where the numbers of a part of a block go.
struct Out<'a> {
    numbers: &'a mut BlockMonth,
    part: usize,
}

impl Out<'_> {
    #[inline(always)]
    fn set<S: Simd>(&mut self, quantity: Quantity, value: V<S>) {
        S::as_mut_simd_f64s(&mut self.numbers[quantity.place()].0).0[self.part] = value.of;
    }
}

/// Where a part of a block stands: what its draws fix, the forcing, the rules, the month.
#[derive(Clone, Copy)]
struct At<'a, S: Simd> {
    simd: S,
    f: &'a Fixed<S>,
    w: &'a World,
    r: &'a Rules,
    t: usize,
    month: &'a Month,
    g: &'a Given<S>,
}

impl<S: Simd> At<'_, S> {
    /// The same number for every draw.
    #[inline(always)]
    fn all(self, value: f64) -> V<S> {
        V::splat(self.simd, value)
    }

    #[inline(always)]
    fn v(self, parameter: P) -> V<S> {
        self.f.v(parameter)
    }

    /// Whether output of US design is given.
    #[inline(always)]
    fn known(self) -> bool {
        self.t < self.w.dates.output_made
    }

    /// `new` where a redesigned part exists, else `old`.
    #[inline(always)]
    fn pick(self, redesigned: V<S>, new: V<S>, old: V<S>) -> V<S> {
        self.all(0.0).below(redesigned, new, old)
    }
}

impl<S: Simd> State<S> {
    #[inline(always)]
    fn step(&mut self, m: At<'_, S>, out: &mut Out<'_>) {
        let mut now = Now::new(m.simd);
        let class = supply::class_sold(m);
        self.us_output(m, &class, &mut now);
        self.domestic_supply(m, &mut now);
        let curves = self.curves(m);
        self.quality(m, &curves, &mut now);
        self.smuggle(m, &curves, &mut now);
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
fn flag(yes: bool) -> f64 {
    if yes { 1.0 } else { 0.0 }
}

#[inline(always)]
fn as_number(t: usize) -> f64 {
    t as f64
}

#[inline(always)]
fn years_after(t: usize, from: usize) -> f64 {
    as_number(t.saturating_sub(from)) / 12.0
}
