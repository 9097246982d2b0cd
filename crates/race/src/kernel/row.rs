//! Several vectors as one number, so that long chains of dependent steps run side by side.
//!
//! A core starts two vector operations a cycle, and each waits four cycles for
//! its forerunner: one exponential alone would leave seven of eight places
//! empty. Lists are written out, because the compiler makes worse of loops.

use super::lanes::V;
use crate::arithmetic::{self, Number};
use pulp::Simd;
use std::ops::{Add, Div, Mul, Sub};

macro_rules! operator {
    ($row:ident $trait:ident $method:ident $($k:tt)*) => {
        impl<S: Simd> $trait for $row<S> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                $row([$(self.0[$k].$method(other.0[$k])),*])
            }
        }
        impl<S: Simd> $trait<f64> for $row<S> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: f64) -> Self {
                $row([$(self.0[$k].$method(other)),*])
            }
        }
    };
}

macro_rules! row {
    ($row:ident, $length:literal, $exps:ident, $lns:ident, $($k:tt)*) => {
        /// Some vectors.
        #[derive(Clone, Copy)]
        struct $row<S: Simd>([V<S>; $length]);

        operator!($row Add add $($k)*);
        operator!($row Sub sub $($k)*);
        operator!($row Mul mul $($k)*);
        operator!($row Div div $($k)*);

        impl<S: Simd> Number for $row<S> {
            #[inline(always)]
            fn like(self, value: f64) -> Self {
                $row([$(self.0[$k].like(value)),*])
            }

            #[inline(always)]
            fn smaller(self, other: Self) -> Self {
                $row([$(self.0[$k].smaller(other.0[$k])),*])
            }

            #[inline(always)]
            fn larger(self, other: Self) -> Self {
                $row([$(self.0[$k].larger(other.0[$k])),*])
            }

            #[inline(always)]
            fn power_of_two(self) -> Self {
                $row([$(self.0[$k].power_of_two()),*])
            }

            #[inline(always)]
            fn exponent(self) -> Self {
                $row([$(self.0[$k].exponent()),*])
            }

            #[inline(always)]
            fn mantissa(self) -> Self {
                $row([$(self.0[$k].mantissa()),*])
            }
        }

        /// e to each power.
        #[inline(always)]
        #[allow(dead_code)]
        pub(super) fn $exps<S: Simd>(powers: [V<S>; $length]) -> [V<S>; $length] {
            arithmetic::exp($row(powers)).0
        }

        /// Natural logarithm of each.
        #[inline(always)]
        #[allow(dead_code)]
        pub(super) fn $lns<S: Simd>(numbers: [V<S>; $length]) -> [V<S>; $length] {
            arithmetic::ln($row(numbers)).0
        }
    };
}

row!(Row4, 4, exps4, lns4, 0 1 2 3);
row!(Row5, 5, exps5, lns5, 0 1 2 3 4);
row!(Row7, 7, exps7, lns7, 0 1 2 3 4 5 6);
row!(Row8, 8, exps8, lns8, 0 1 2 3 4 5 6 7);
