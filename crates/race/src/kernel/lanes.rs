//! What a block hands out, and the vectors that it computes with.

use crate::arithmetic::{self, Number};
use pulp::Simd;
use pulp::bytemuck::{cast_slice, cast_slice_mut};
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};
use std::slice::{from_mut, from_ref};

/// How many draws a block holds.
pub const WIDTH: usize = 32;

/// The widest vector of any instruction set here, in numbers.
pub(super) const WIDEST: usize = 8;

/// One number of each draw of a block.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(align(64))]
pub struct Lanes(pub [f64; WIDTH]);

/// Some draws side by side as one vector of the instruction set at hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct V<S: Simd> {
    pub simd: S,
    pub of: S::f64s,
}

macro_rules! operator {
    ($trait:ident $method:ident $vector:ident) => {
        impl<S: Simd> $trait for V<S> {
            type Output = V<S>;
            #[inline(always)]
            fn $method(self, other: V<S>) -> V<S> {
                V { simd: self.simd, of: self.simd.$vector(self.of, other.of) }
            }
        }
        impl<S: Simd> $trait<f64> for V<S> {
            type Output = V<S>;
            #[inline(always)]
            fn $method(self, other: f64) -> V<S> {
                self.$method(V::splat(self.simd, other))
            }
        }
        impl<S: Simd> $trait<V<S>> for f64 {
            type Output = V<S>;
            #[inline(always)]
            fn $method(self, other: V<S>) -> V<S> {
                V::splat(other.simd, self).$method(other)
            }
        }
    };
}

operator!(Add add add_f64s);
operator!(Sub sub sub_f64s);
operator!(Mul mul mul_f64s);
operator!(Div div div_f64s);

impl<S: Simd> AddAssign for V<S> {
    #[inline(always)]
    fn add_assign(&mut self, other: V<S>) {
        *self = *self + other;
    }
}

impl<S: Simd> SubAssign for V<S> {
    #[inline(always)]
    fn sub_assign(&mut self, other: V<S>) {
        *self = *self - other;
    }
}

impl<S: Simd> Neg for V<S> {
    type Output = V<S>;
    #[inline(always)]
    fn neg(self) -> V<S> {
        V { simd: self.simd, of: self.simd.neg_f64s(self.of) }
    }
}

/// Whether one instruction does exactly "the first if it is smaller, else the second", numbers or not.
#[inline(always)]
fn has_min<S: Simd>() -> bool {
    cfg!(target_arch = "x86_64") && !S::IS_SCALAR
}

impl<S: Simd> V<S> {
    /// The same number in every lane.
    #[inline(always)]
    pub fn splat(simd: S, value: f64) -> V<S> {
        V { simd, of: simd.splat_f64s(value) }
    }

    /// The numbers of the lanes.
    #[inline(always)]
    pub fn lanes(&self) -> &[f64] {
        cast_slice(from_ref(&self.of))
    }

    /// The same, to be written.
    #[inline(always)]
    pub fn lanes_mut(&mut self) -> &mut [f64] {
        cast_slice_mut(from_mut(&mut self.of))
    }

    /// The smaller of two.
    #[inline(always)]
    pub fn min(self, other: V<S>) -> V<S> {
        if has_min::<S>() {
            return V { simd: self.simd, of: self.simd.min_f64s(self.of, other.of) };
        }
        self.below(other, self, other)
    }

    /// The larger of two.
    #[inline(always)]
    pub fn max(self, other: V<S>) -> V<S> {
        if has_min::<S>() {
            return V { simd: self.simd, of: self.simd.max_f64s(self.of, other.of) };
        }
        other.below(self, self, other)
    }

    /// This, but no less.
    #[inline(always)]
    pub fn at_least(self, low: f64) -> V<S> {
        self.max(V::splat(self.simd, low))
    }

    /// This, but no more.
    #[inline(always)]
    pub fn at_most(self, high: f64) -> V<S> {
        self.min(V::splat(self.simd, high))
    }

    /// Held between two numbers.
    #[inline(always)]
    pub fn clamp(self, low: f64, high: f64) -> V<S> {
        self.at_least(low).at_most(high)
    }

    /// `yes` where this is below `other`, else `no`.
    #[inline(always)]
    pub fn below(self, other: V<S>, yes: V<S>, no: V<S>) -> V<S> {
        let mask = self.simd.less_than_f64s(self.of, other.of);
        V { simd: self.simd, of: self.simd.select_f64s(mask, yes.of, no.of) }
    }

    /// e to this power.
    #[inline(always)]
    pub fn exp(self) -> V<S> {
        arithmetic::exp(self)
    }

    /// Natural logarithm.
    #[inline(always)]
    pub fn ln(self) -> V<S> {
        arithmetic::ln(self)
    }
}

impl<S: Simd> Number for V<S> {
    #[inline(always)]
    fn like(self, value: f64) -> V<S> {
        V::splat(self.simd, value)
    }

    #[inline(always)]
    fn smaller(self, other: V<S>) -> V<S> {
        self.min(other)
    }

    #[inline(always)]
    fn larger(self, other: V<S>) -> V<S> {
        self.max(other)
    }

    #[inline(always)]
    fn power_of_two(mut self) -> V<S> {
        for lane in self.lanes_mut() {
            *lane = lane.power_of_two();
        }
        self
    }

    #[inline(always)]
    fn exponent(mut self) -> V<S> {
        for lane in self.lanes_mut() {
            *lane = lane.exponent();
        }
        self
    }

    #[inline(always)]
    fn mantissa(mut self) -> V<S> {
        for lane in self.lanes_mut() {
            *lane = lane.mantissa();
        }
        self
    }
}
