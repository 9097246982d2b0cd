//! Amounts and rates with their units, so that a byte cannot be added to an operation.
//!
//! ```
//! use chipgate_worth::units::{Bytes, BytesPerS, Flop, FlopPerS};
//!
//! let arithmetic = Flop(2e12) / FlopPerS(1e12);
//! let memory = Bytes(3e9) / BytesPerS(1e9);
//! assert_eq!((arithmetic + memory).0, 5.0);
//! ```
//!
//! ```compile_fail
//! use chipgate_worth::units::{Bytes, Flop};
//! let wrong = Bytes(1.0) + Flop(1.0);
//! ```

use std::ops::{Add, AddAssign, Div, Mul};

macro_rules! unit {
    ($(#[$about:meta])* $name:ident) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
        pub struct $name(pub f64);

        impl Add for $name {
            type Output = $name;
            fn add(self, other: $name) -> $name {
                $name(self.0 + other.0)
            }
        }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: $name) {
                self.0 += other.0;
            }
        }

        impl Mul<f64> for $name {
            type Output = $name;
            fn mul(self, times: f64) -> $name {
                $name(self.0 * times)
            }
        }

        impl Div<f64> for $name {
            type Output = $name;
            fn div(self, by: f64) -> $name {
                $name(self.0 / by)
            }
        }

        impl $name {
            /// The greater of two.
            #[must_use]
            pub fn max(self, other: $name) -> $name {
                $name(self.0.max(other.0))
            }
        }
    };
}

unit!(
    /// Floating-point or integer operations; a multiplication and an addition count as two.
    Flop
);
unit!(
    /// Bytes.
    Bytes
);
unit!(
    /// Seconds.
    Seconds
);
unit!(
    /// Operations per second.
    FlopPerS
);
unit!(
    /// Bytes per second, in one direction where it is a link.
    BytesPerS
);

impl Div<FlopPerS> for Flop {
    type Output = Seconds;
    fn div(self, rate: FlopPerS) -> Seconds {
        Seconds(self.0 / rate.0)
    }
}

impl Div<BytesPerS> for Bytes {
    type Output = Seconds;
    fn div(self, rate: BytesPerS) -> Seconds {
        Seconds(self.0 / rate.0)
    }
}

impl Div<BytesPerS> for FlopPerS {
    /// Operations per byte at which both rates take the same time: the ridge of a roofline.
    type Output = f64;
    fn div(self, rate: BytesPerS) -> f64 {
        self.0 / rate.0
    }
}

impl Seconds {
    /// The sum of a list.
    #[must_use]
    pub fn sum(parts: &[Seconds]) -> Seconds {
        parts.iter().fold(Seconds(0.0), |sum, part| sum + *part)
    }

    /// In hours.
    #[must_use]
    pub fn hours(self) -> f64 {
        self.0 / 3600.0
    }
}
