//! Own exponential and logarithm, so that every machine and every width gives the same bits.
//!
//! No fused multiply-add: with it, machines would differ in the last bit. Relative
//! error of both is below 1e-14 on the ranges that the model uses; a test pins it.

use std::ops::{Add, Div, Mul, Sub};

/// Standard normal number at 95 percent.
pub(crate) const Z95: f64 = 1.644_853_626_951_472_2;

/// Factors of the series of the exponential, from the thirteenth down.
const TAYLOR: [f64; 14] = [
    1.0 / 6_227_020_800.0,
    1.0 / 479_001_600.0,
    1.0 / 39_916_800.0,
    1.0 / 3_628_800.0,
    1.0 / 362_880.0,
    1.0 / 40_320.0,
    1.0 / 5_040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
    0.5,
    1.0,
    1.0,
];
/// Factors of the series of the logarithm, from the twenty-first power down.
const ODD: [f64; 10] = [
    1.0 / 21.0,
    1.0 / 19.0,
    1.0 / 17.0,
    1.0 / 15.0,
    1.0 / 13.0,
    1.0 / 11.0,
    1.0 / 9.0,
    1.0 / 7.0,
    1.0 / 5.0,
    1.0 / 3.0,
];
const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
/// Adding it rounds to a whole number and leaves that number in the low bits.
const ROUND: f64 = 6_755_399_441_055_744.0;

/// A number, or some side by side.
pub trait Number:
    Copy
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Add<f64, Output = Self>
    + Sub<f64, Output = Self>
    + Mul<f64, Output = Self>
{
    /// This value in the shape of `self`.
    #[must_use]
    fn like(self, value: f64) -> Self;
    /// This where it is smaller, else the other, also where one is no number.
    #[must_use]
    fn smaller(self, other: Self) -> Self;
    /// This where it is larger, else the other, also where one is no number.
    #[must_use]
    fn larger(self, other: Self) -> Self;
    /// 2 to the power of the whole number in the low bits.
    #[must_use]
    fn power_of_two(self) -> Self;
    /// 2^52 + 2048 + k, where this is 2^k times a number between the roots of one half and of two.
    #[must_use]
    fn exponent(self) -> Self;
    /// That number.
    #[must_use]
    fn mantissa(self) -> Self;
}

impl Number for f64 {
    #[inline(always)]
    fn like(self, value: f64) -> f64 {
        value
    }

    #[inline(always)]
    fn smaller(self, other: f64) -> f64 {
        if self < other { self } else { other }
    }

    #[inline(always)]
    fn larger(self, other: f64) -> f64 {
        if self > other { self } else { other }
    }

    #[inline(always)]
    fn power_of_two(self) -> f64 {
        f64::from_bits(self.to_bits().wrapping_shl(52).wrapping_add(1023_u64 << 52))
    }

    #[inline(always)]
    fn exponent(self) -> f64 {
        // Sign extension of twelve bits, exact by way of the mantissa.
        let k_bits = (self.to_bits().wrapping_sub(ROOT) >> 52) & 0xFFF;
        f64::from_bits(0x4330_0000_0000_0000 | ((k_bits ^ 0x800) & 0xFFF))
    }

    #[inline(always)]
    fn mantissa(self) -> f64 {
        let below = self.to_bits().wrapping_sub(ROOT) & 0x000F_FFFF_FFFF_FFFF;
        f64::from_bits(below.wrapping_add(ROOT))
    }
}

/// e to the power of x, for x from -700 to 700; outside, the nearest of both ends.
#[inline(always)]
#[must_use]
pub fn exp<N: Number>(x: N) -> N {
    // In this order, what is no number stays so.
    let x = x.like(700.0).smaller(x.like(-700.0).larger(x));
    let shifted = x * std::f64::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    let r = (x - whole * LN2_HIGH) - whole * LN2_LOW;
    let [first, rest @ ..] = &TAYLOR;
    let mut sum = x.like(*first);
    for factor in rest {
        sum = sum * r + *factor;
    }
    sum * shifted.power_of_two()
}

/// Natural logarithm of a number above zero; below 1e-300 the logarithm of that.
#[inline(always)]
#[must_use]
pub fn ln<N: Number>(x: N) -> N {
    let x = x.larger(x.like(1e-300));
    // Split into 2^k times m with m between sqrt(1/2) and sqrt(2).
    let k = x.exponent() - 4_503_599_627_370_496.0 - 2048.0;
    let m = x.mantissa();
    let s = (m - 1.0) / (m + 1.0);
    let z = s * s;
    let [first, rest @ ..] = &ODD;
    let mut sum = x.like(*first);
    for factor in rest {
        sum = sum * z + *factor;
    }
    let tail = s * 2.0 * z * sum;
    k * LN2_HIGH + (s * 2.0 + (tail + k * LN2_LOW))
}

/// Bits of the square root of one half.
const ROOT: u64 = 0x3FE6_A09E_667F_3BCD;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn exp_is_within_four_ulp_of_the_platform(x in -690.0..690.0f64) {
            let (ours, theirs) = (exp(x), x.exp());
            prop_assert!(((ours - theirs) / theirs).abs() < 1e-15, "{x}: {ours} {theirs}");
        }

        #[test]
        fn ln_is_within_its_bound(power in -290.0..290.0f64, m in 1.0..10.0f64) {
            let x = m * 10f64.powf(power);
            let (ours, theirs) = (ln(x), x.ln());
            prop_assert!((ours - theirs).abs() <= 1e-15 * theirs.abs().max(0.5), "{x}: {ours} {theirs}");
        }

        #[test]
        fn near_one_the_logarithm_keeps_its_digits(d in -1e-3..1e-3f64) {
            let x = 1.0 + d;
            prop_assert!((ln(x) - x.ln()).abs() <= 4e-16 * x.ln().abs().max(1e-300) + 1e-19, "{x}");
        }
    }

    #[test]
    fn known_points() {
        assert!((exp(1.0) - std::f64::consts::E).abs() < 1e-15);
        assert_eq!(exp(0.0), 1.0);
        assert_eq!(ln(1.0), 0.0);
        assert!(exp(-1e9) < 1e-300 && exp(-1e9) > 0.0);
    }
}
