//! Number formats of weights, of attention, and of the stored keys and values.

use chipgate_base::interval::Interval;
use chipgate_catalogue::Chip;

/// A number format in which a matrix product runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Four-bit floating point with shared scales.
    Fp4,
    /// Eight-bit floating point.
    Fp8,
    /// Eight-bit integers.
    Int8,
    /// Sixteen-bit floating point, either kind.
    Bf16,
}

impl Precision {
    /// Every format, narrow first.
    pub const ALL: [Precision; 4] = [Precision::Fp4, Precision::Fp8, Precision::Int8, Precision::Bf16];

    /// The word used in data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Precision::Fp4 => "fp4",
            Precision::Fp8 => "fp8",
            Precision::Int8 => "int8",
            Precision::Bf16 => "bf16",
        }
    }

    /// Reads a word of data or of a benchmark; `None` when it is none of ours.
    #[must_use]
    pub fn parse(word: &str) -> Option<Precision> {
        match word.trim().to_ascii_lowercase().as_str() {
            "fp4" | "nvfp4" | "mxfp4" => Some(Precision::Fp4),
            "fp8" | "mxfp8" | "hif8" => Some(Precision::Fp8),
            "int8" | "w8a8" => Some(Precision::Int8),
            "bf16" | "fp16" | "f16" => Some(Precision::Bf16),
            _ => None,
        }
    }

    /// Bytes of one stored weight. Four-bit weights carry an eight-bit scale for each 16 (4.5 bits in all).
    ///
    /// ```
    /// use chipgate_worth::numbers::Precision;
    ///
    /// // Four bits, and an eighth of a scale of four bits: 4.5 bits.
    /// assert_eq!(Precision::Fp4.weight_bytes() * 8.0, 4.5);
    /// ```
    #[must_use]
    pub fn weight_bytes(self) -> f64 {
        match self {
            Precision::Fp4 => 0.5625,
            Precision::Fp8 | Precision::Int8 => 1.0,
            Precision::Bf16 => 2.0,
        }
    }

    /// Bytes of one stored key or value: no engine of the measured points stores fewer than eight bits.
    #[must_use]
    pub fn kv_bytes(self) -> f64 {
        self.weight_bytes().max(1.0)
    }

    /// Bytes of one number sent to an expert: eight bits, or sixteen where the weights have sixteen.
    #[must_use]
    pub fn dispatch_bytes(self) -> f64 {
        self.weight_bytes().max(1.0)
    }

    /// The dense rate of a chip in this format, in tera operations per second; `None` when not known.
    #[must_use]
    pub fn rate(self, chip: &Chip) -> Option<Interval> {
        let of = |format: &str| chip.figure("dense_tera_per_s", format).map(|figure| figure.range);
        match self {
            Precision::Bf16 => of("bf16").or_else(|| of("fp16")),
            other => of(other.word()),
        }
    }
}

/// The formats of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Numbers {
    /// Format of the weights and of the products with them.
    pub weights: Precision,
    /// Format of attention and of the stored keys and values.
    pub attention: Precision,
}

impl Numbers {
    /// Attention in the format of the weights, at least eight bits wide.
    #[must_use]
    pub fn of(weights: Precision) -> Numbers {
        let attention = if weights == Precision::Fp4 { Precision::Fp8 } else { weights };
        Numbers { weights, attention }
    }

    /// Reads `fp8`, or `fp8/bf16` for weights and attention.
    ///
    /// ```
    /// use chipgate_worth::numbers::{Numbers, Precision};
    ///
    /// let read = Numbers::parse("fp8/bf16").expect("two formats");
    /// assert_eq!((read.weights, read.attention), (Precision::Fp8, Precision::Bf16));
    /// // Keys and values have at least eight bits.
    /// assert_eq!(Numbers::of(Precision::Fp4).attention, Precision::Fp8);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Numbers> {
        let mut known = text.split(|c: char| !c.is_alphanumeric()).filter_map(Precision::parse);
        let weights = known.next()?;
        match known.next().filter(|_| text.contains('/')) {
            Some(attention) => Some(Numbers { weights, attention }),
            None => Some(Numbers::of(weights)),
        }
    }

    /// As it is written in data.
    #[must_use]
    pub fn word(self) -> String {
        if self == Numbers::of(self.weights) {
            return self.weights.word().to_owned();
        }
        format!("{}/{}", self.weights.word(), self.attention.word())
    }
}
