//! Some draws side by side, as one number.

use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// How many draws a block holds.
pub const WIDTH: usize = 32;

/// One number of each draw of a block.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(align(64))]
pub struct Lanes(pub [f64; WIDTH]);

macro_rules! each {
    (|$i:ident| $value:expr) => {{
        let mut out = [0.0; WIDTH];
        for $i in 0..WIDTH {
            // The index is below the width of every array here.
            #[allow(clippy::indexing_slicing)]
            {
                out[$i] = $value;
            }
        }
        Lanes(out)
    }};
}

macro_rules! operator {
    ($trait:ident $method:ident $sign:tt) => {
        impl $trait for Lanes {
            type Output = Lanes;
            #[inline(always)]
            fn $method(self, other: Lanes) -> Lanes {
                each!(|i| self.0[i] $sign other.0[i])
            }
        }
        impl $trait<f64> for Lanes {
            type Output = Lanes;
            #[inline(always)]
            fn $method(self, other: f64) -> Lanes {
                each!(|i| self.0[i] $sign other)
            }
        }
        impl $trait<Lanes> for f64 {
            type Output = Lanes;
            #[inline(always)]
            fn $method(self, other: Lanes) -> Lanes {
                each!(|i| self $sign other.0[i])
            }
        }
    };
}

operator!(Add add +);
operator!(Sub sub -);
operator!(Mul mul *);
operator!(Div div /);

impl AddAssign for Lanes {
    #[inline(always)]
    fn add_assign(&mut self, other: Lanes) {
        *self = *self + other;
    }
}

impl SubAssign for Lanes {
    #[inline(always)]
    fn sub_assign(&mut self, other: Lanes) {
        *self = *self - other;
    }
}

impl Neg for Lanes {
    type Output = Lanes;
    #[inline(always)]
    fn neg(self) -> Lanes {
        each!(|i| -self.0[i])
    }
}

impl Lanes {
    /// The same number in every lane.
    #[inline(always)]
    #[must_use]
    pub fn splat(value: f64) -> Lanes {
        Lanes([value; WIDTH])
    }

    /// The smaller of two.
    #[inline(always)]
    #[must_use]
    pub fn min(self, other: Lanes) -> Lanes {
        each!(|i| if self.0[i] < other.0[i] { self.0[i] } else { other.0[i] })
    }

    /// The larger of two.
    #[inline(always)]
    #[must_use]
    pub fn max(self, other: Lanes) -> Lanes {
        each!(|i| if self.0[i] > other.0[i] { self.0[i] } else { other.0[i] })
    }

    /// Held between two numbers.
    #[inline(always)]
    #[must_use]
    pub fn clamp(self, low: f64, high: f64) -> Lanes {
        self.max(Lanes::splat(low)).min(Lanes::splat(high))
    }

    /// `yes` where this is below `other`, else `no`.
    #[inline(always)]
    #[must_use]
    pub fn below(self, other: Lanes, yes: Lanes, no: Lanes) -> Lanes {
        each!(|i| if self.0[i] < other.0[i] { yes.0[i] } else { no.0[i] })
    }

    /// e to this power.
    #[inline(always)]
    #[must_use]
    pub fn exp(self) -> Lanes {
        each!(|i| crate::arithmetic::exp(self.0[i]))
    }

    /// Natural logarithm.
    #[inline(always)]
    #[must_use]
    pub fn ln(self) -> Lanes {
        each!(|i| crate::arithmetic::ln(self.0[i]))
    }
}
