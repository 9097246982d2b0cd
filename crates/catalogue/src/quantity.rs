//! Quantities that the law defines by arithmetic.
//!
//! The names below are the keys of the declared facts; everything else about a
//! quantity (unit, meaning, what its absence does) is data.

use chipgate_base::interval::Interval;

/// Key of total processing performance.
pub const TPP: &str = "tpp";
/// Key of the October 2022 measure of performance.
pub const BITTOPS22: &str = "bittops22";
/// Key of performance density.
pub const PERFORMANCE_DENSITY: &str = "performance_density";
/// Key of the die area that counts for performance density.
pub const DIE_AREA: &str = "applicable_die_area_mm2";
/// Key of the greatest dense rate over all formats.
pub const PROCESSING_RATE: &str = "processing_tera_per_s";
/// Key of the October 2022 transfer rate.
pub const IO22: &str = "io22_gb_per_s";
/// Key of the January 2026 interconnect bandwidth.
pub const IC_BW: &str = "ic_bw_gb_per_s";
/// Key of total DRAM bandwidth.
pub const DRAM_BW: &str = "dram_bw_gb_per_s";
/// Key of the sum of total DRAM bandwidth and interconnect bandwidth.
pub const DRAM_PLUS_IC_BW: &str = "dram_plus_ic_bw_gb_per_s";

/// Key of the dense FP16 rate over board power.
pub const FP16_PER_WATT: &str = "fp16_tera_per_s_per_watt";

/// Number formats with their bit length: the largest input of the multiplication.
///
/// The bit length of TF32 is open between 19 (significant bits) and 32 (stored
/// bits); 15 CFR part 774, Supp. No. 1, 3A090, Technical Note 2 does not settle it.
pub const FORMATS: [(&str, f64, f64); 11] = [
    ("fp64", 64.0, 64.0),
    ("fp64_matrix", 64.0, 64.0),
    ("fp32", 32.0, 32.0),
    ("tf32", 19.0, 32.0),
    ("fp16", 16.0, 16.0),
    ("bf16", 16.0, 16.0),
    ("fp8", 8.0, 8.0),
    ("int8", 8.0, 8.0),
    ("fp6", 6.0, 6.0),
    ("fp4", 4.0, 4.0),
    ("int4", 4.0, 4.0),
];

/// The dense rate of one format, in tera operations per second.
#[derive(Clone, Debug, PartialEq)]
pub struct DenseRate {
    /// A format of [`FORMATS`].
    pub format: String,
    /// Tera operations per second, a multiplication and an addition counted as two.
    pub tera_per_s: Interval,
}

/// Total processing performance: the greatest product of dense rate and bit length.
///
/// 15 CFR part 774, Supp. No. 1, 3A090, Technical Note 2: 2 × MacTOPS × bit
/// length, at the bit length where it is highest; a maker's rate already counts
/// each multiply-accumulate as two operations. `complete` is false when a rate
/// is unpublished, and the result then has no upper end. Returns `None` when no
/// rate is known: that is not a TPP of zero.
///
/// ```
/// use chipgate_base::interval::Interval;
/// use chipgate_catalogue::quantity::{DenseRate, tpp};
///
/// // The H20: 148 dense TFLOPS in 16 bits, 296 in 8 bits. 296 x 8 = 2,368.
/// let rate = |format: &str, tera_per_s| DenseRate { format: format.to_owned(), tera_per_s: Interval::exactly(tera_per_s) };
/// let h20 = [rate("bf16", 148.0), rate("fp8", 296.0)];
/// assert_eq!(tpp(&h20, true), Some(Interval::exactly(2_368.0)));
/// // With a rate unpublished it may be more, and no rate is not a TPP of zero.
/// assert_eq!(tpp(&h20, false), Some(Interval::at_least(2_368.0)));
/// assert_eq!(tpp(&[], true), None);
/// ```
#[must_use]
pub fn tpp(rates: &[DenseRate], complete: bool) -> Option<Interval> {
    let known = rates.iter().filter_map(product).reduce(|a, b| a.greater(&b))?;
    Some(if complete { known } else { Interval::at_least(known.low.at) })
}

fn product(rate: &DenseRate) -> Option<Interval> {
    let (_, low, high) = FORMATS.iter().find(|(format, ..)| *format == rate.format)?;
    Some(rate.tera_per_s.times(&Interval::between(*low, *high)))
}

/// The greatest dense rate over all formats, for the 8 TOPS line of 3A991.p.
///
/// Returns `None` when no rate is known.
#[must_use]
pub fn processing_rate(rates: &[DenseRate], complete: bool) -> Option<Interval> {
    let known = rates.iter().map(|rate| rate.tera_per_s).reduce(|a, b| a.greater(&b))?;
    Some(if complete { known } else { Interval::at_least(known.low.at) })
}

/// Dense 16-bit matrix rate over board power, in tera operations per second and watt.
///
/// The measure of China's efficiency levels for new data centers as the press
/// saw them; FP16 where it is known, else BF16. Returns `None` when no such rate is known.
#[must_use]
pub fn fp16_per_watt(rates: &[DenseRate], board_power_w: &Interval) -> Option<Interval> {
    let of = |format: &str| rates.iter().find(|rate| rate.format == format);
    let rate = of("fp16").or_else(|| of("bf16"))?;
    Some(rate.tera_per_s.over(board_power_w))
}

/// Performance density: TPP over the area of the logic dies made on a non-planar node.
///
/// 15 CFR part 774, Supp. No. 1, 3A090, Technical Note 2. An area of exactly
/// zero means that no die is non-planar; density then has no value and its
/// tests are not met, which a density of zero expresses.
///
/// ```
/// use chipgate_base::interval::Interval;
/// use chipgate_catalogue::quantity::performance_density;
///
/// let density = performance_density(&Interval::exactly(4_800.0), &Interval::exactly(800.0));
/// assert_eq!(density, Interval::exactly(6.0));
/// ```
#[must_use]
pub fn performance_density(tpp: &Interval, die_area_mm2: &Interval) -> Interval {
    if die_area_mm2.exact() == Some(0.0) {
        return Interval::exactly(0.0);
    }
    tpp.over(die_area_mm2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(format: &str, tera_per_s: f64) -> DenseRate {
        DenseRate { format: format.to_owned(), tera_per_s: Interval::exactly(tera_per_s) }
    }

    #[test]
    fn the_official_worked_example_reaches_4800() {
        // Technical Note 2 to 3A090: 600 tera integer operations per second at 8 bits.
        assert_eq!(tpp(&[rate("int8", 600.0)], true), Some(Interval::exactly(4800.0)));
    }

    #[test]
    fn tf32_leaves_a_range_where_it_decides_and_none_where_it_does_not() {
        let trainium3 = tpp(&[rate("fp8", 2517.0), rate("tf32", 671.0)], true).unwrap();
        assert_eq!((trainium3.low.at, trainium3.high.at), (20136.0, 21472.0));
        let a100 = tpp(&[rate("fp16", 312.0), rate("tf32", 156.0)], true).unwrap();
        assert_eq!(a100, Interval::exactly(4992.0));
    }

    #[test]
    fn sixteen_bit_rate_over_power() {
        // 148 TFLOPS at 400 W, the worked check of the efficiency levels.
        let found = fp16_per_watt(&[rate("bf16", 148.0)], &Interval::exactly(400.0)).unwrap();
        assert!((found.low.at - 0.37).abs() < 1e-12 && (found.high.at - 0.37).abs() < 1e-12);
        assert_eq!(fp16_per_watt(&[rate("fp8", 296.0)], &Interval::exactly(400.0)), None);
    }

    #[test]
    fn no_rate_is_not_a_rate_of_zero() {
        assert_eq!(tpp(&[], true), None);
    }

    #[test]
    fn an_unpublished_rate_leaves_the_upper_end_open() {
        let floor = tpp(&[rate("fp4", 1187.5)], false).unwrap();
        assert_eq!((floor.low.at, floor.high.at), (4750.0, f64::INFINITY));
    }

    #[test]
    fn without_a_non_planar_die_the_density_tests_cannot_be_met() {
        let density = performance_density(&Interval::exactly(4000.0), &Interval::exactly(0.0));
        assert_eq!(density, Interval::exactly(0.0));
    }
}
