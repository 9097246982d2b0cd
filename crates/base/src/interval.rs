//! What is known of a number: a range, perhaps without an upper end.
//!
//! A figure that a maker states is a range of one point; a figure that nobody
//! states is the whole half line from zero. Ends may be open, so that a range
//! cut at a legal constant answers every comparison with that constant.
//!
//! ```
//! use chipgate_base::answer::Answer;
//! use chipgate_base::interval::{Comparison, Interval};
//!
//! let tpp = Interval::between(2000.0, 5000.0);
//! assert_eq!(tpp.compare(Comparison::AtLeast, 4800.0), Answer::Unknown);
//! assert_eq!(tpp.compare(Comparison::AtLeast, 1600.0), Answer::Yes);
//! ```

use crate::answer::Answer;

/// A comparison of a quantity with a constant, as instruments write them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparison {
    /// `>=`
    AtLeast,
    /// `>`
    MoreThan,
    /// `<=`
    AtMost,
    /// `<`
    LessThan,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
}

impl Comparison {
    /// The sign as it is written in a rule.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Comparison::AtLeast => ">=",
            Comparison::MoreThan => ">",
            Comparison::AtMost => "<=",
            Comparison::LessThan => "<",
            Comparison::Equal => "==",
            Comparison::NotEqual => "!=",
        }
    }
}

/// One end of a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    /// Where the range ends; infinite where there is no bound.
    pub at: f64,
    /// The end itself is outside the range.
    pub open: bool,
}

/// The values that a number may have, given what is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: End,
    /// The upper end.
    pub high: End,
}

impl Interval {
    /// Every number from zero up: nothing is known of a quantity that cannot be negative.
    pub const UNKNOWN: Interval = Interval::from_ends(0.0, false, f64::INFINITY, true);

    const fn from_ends(low: f64, low_open: bool, high: f64, high_open: bool) -> Interval {
        Interval { low: End { at: low, open: low_open }, high: End { at: high, open: high_open } }
    }

    /// A known number.
    #[must_use]
    pub fn exactly(number: f64) -> Interval {
        Interval::from_ends(number, false, number, false)
    }

    /// A number known to lie between two ends, both included.
    #[must_use]
    pub fn between(low: f64, high: f64) -> Interval {
        Interval::from_ends(low, false, high, high.is_infinite())
    }

    /// A number of which only a floor is known.
    #[must_use]
    pub fn at_least(floor: f64) -> Interval {
        Interval::between(floor, f64::INFINITY)
    }

    /// The number, when it is known exactly.
    #[must_use]
    pub fn exact(&self) -> Option<f64> {
        (self.low.at == self.high.at).then_some(self.low.at)
    }

    /// Contains no number.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.low.at > self.high.at || (self.low.at == self.high.at && (self.low.open || self.high.open))
    }

    /// Whether every number of the range compares so with `constant`, none does, or some do.
    ///
    /// ```
    /// use chipgate_base::answer::Answer;
    /// use chipgate_base::interval::{Comparison, Interval};
    ///
    /// // A chip of which only a floor is known may or may not reach a line above it.
    /// let tpp = Interval::at_least(2_000.0);
    /// assert_eq!(tpp.compare(Comparison::AtLeast, 1_600.0), Answer::Yes);
    /// assert_eq!(tpp.compare(Comparison::AtLeast, 4_800.0), Answer::Unknown);
    /// ```
    #[must_use]
    pub fn compare(&self, comparison: Comparison, constant: f64) -> Answer {
        match comparison {
            Comparison::AtLeast => self.at_least_answer(constant),
            Comparison::LessThan => self.at_least_answer(constant).negate(),
            Comparison::MoreThan => self.more_than_answer(constant),
            Comparison::AtMost => self.more_than_answer(constant).negate(),
            Comparison::Equal => self.equal_answer(constant),
            Comparison::NotEqual => self.equal_answer(constant).negate(),
        }
    }

    fn at_least_answer(&self, constant: f64) -> Answer {
        if self.low.at >= constant {
            Answer::Yes
        } else if self.high.at < constant || (self.high.at == constant && self.high.open) {
            Answer::No
        } else {
            Answer::Unknown
        }
    }

    fn more_than_answer(&self, constant: f64) -> Answer {
        if self.low.at > constant || (self.low.at == constant && self.low.open) {
            Answer::Yes
        } else if self.high.at <= constant {
            Answer::No
        } else {
            Answer::Unknown
        }
    }

    fn equal_answer(&self, constant: f64) -> Answer {
        if self.exact() == Some(constant) {
            Answer::Yes
        } else if self.at_least_answer(constant) == Answer::No
            || self.more_than_answer(constant) == Answer::Yes
        {
            Answer::No
        } else {
            Answer::Unknown
        }
    }

    /// The numbers that lie in both ranges; empty when there are none.
    ///
    /// ```
    /// use chipgate_base::interval::Interval;
    ///
    /// let both = Interval::at_least(600.0).intersect(&Interval::between(0.0, 900.0));
    /// assert_eq!(both, Interval::between(600.0, 900.0));
    /// assert!(Interval::exactly(1.0).intersect(&Interval::exactly(2.0)).is_empty());
    /// ```
    #[must_use]
    pub fn intersect(&self, other: &Interval) -> Interval {
        Interval { low: later(self.low, other.low), high: earlier(self.high, other.high) }
    }

    /// The range of sums of two independent numbers.
    #[must_use]
    pub fn plus(&self, other: &Interval) -> Interval {
        self.combine(other, |a, b| a + b)
    }

    /// The range of products of two independent numbers that are not negative.
    #[must_use]
    pub fn times(&self, other: &Interval) -> Interval {
        self.combine(other, |a, b| if a == 0.0 || b == 0.0 { 0.0 } else { a * b })
    }

    /// The range of the greater of two independent numbers.
    #[must_use]
    pub fn greater(&self, other: &Interval) -> Interval {
        Interval { low: later(self.low, other.low), high: latest(self.high, other.high) }
    }

    /// What is left of a sum without one of its parts; never less than zero.
    ///
    /// ```
    /// use chipgate_base::interval::Interval;
    ///
    /// // A sum of 4,000 with a memory of 3,350 to 3,400 leaves 600 to 650 for the links.
    /// let links = Interval::exactly(4_000.0).less(&Interval::between(3_350.0, 3_400.0));
    /// assert_eq!(links, Interval::between(600.0, 650.0));
    /// ```
    #[must_use]
    pub fn less(&self, part: &Interval) -> Interval {
        let end = |of: End, without: End| End { at: of.at - without.at, open: of.open || without.open };
        let low = if part.high.at.is_finite() { end(self.low, part.high) } else { Interval::UNKNOWN.low };
        Interval::UNKNOWN.intersect(&Interval { low, high: end(self.high, part.low) })
    }

    /// The range with both ends moved outward by a share of themselves, such as that of rounding.
    #[must_use]
    pub fn widened(&self, share: f64) -> Interval {
        Interval::between(self.low.at * (1.0 - share), self.high.at * (1.0 + share))
    }

    /// The range of quotients of two numbers that are not negative; unknown where the divisor may be zero.
    ///
    /// ```
    /// use chipgate_base::interval::Interval;
    ///
    /// assert_eq!(Interval::exactly(4_800.0).over(&Interval::between(600.0, 800.0)), Interval::between(6.0, 8.0));
    /// // An area that may be zero bounds no density.
    /// assert_eq!(Interval::exactly(4_800.0).over(&Interval::UNKNOWN), Interval::UNKNOWN);
    /// ```
    #[must_use]
    pub fn over(&self, divisor: &Interval) -> Interval {
        if divisor.low.at <= 0.0 {
            return Interval::UNKNOWN;
        }
        let low = End { at: self.low.at / divisor.high.at, open: self.low.open || divisor.high.open };
        let high = End { at: self.high.at / divisor.low.at, open: self.high.open || divisor.low.open };
        Interval { low, high }
    }

    fn combine(&self, other: &Interval, by: fn(f64, f64) -> f64) -> Interval {
        let end = |a: End, b: End| End { at: by(a.at, b.at), open: a.open || b.open };
        Interval { low: end(self.low, other.low), high: end(self.high, other.high) }
    }

    /// Cuts the range so that each piece answers every comparison in `cuts`.
    ///
    /// Pieces come in rising order and together are the range.
    #[must_use]
    pub fn split(&self, cuts: &[(Comparison, f64)]) -> Vec<Interval> {
        let mut edges: Vec<End> = cuts.iter().flat_map(|cut| edges_of(*cut)).collect();
        edges.sort_by(|a, b| a.at.total_cmp(&b.at).then(b.open.cmp(&a.open)));
        edges.dedup();
        let mut pieces = Vec::with_capacity(edges.len() + 1);
        let mut rest = *self;
        for edge in edges {
            let below = Interval { low: rest.low, high: earlier(rest.high, edge) };
            let above = Interval { low: later(rest.low, flipped(edge)), high: rest.high };
            if !below.is_empty() && !above.is_empty() {
                pieces.push(below);
                rest = above;
            }
        }
        pieces.push(rest);
        pieces
    }
}

/// Upper ends after which a comparison changes its answer.
fn edges_of((comparison, at): (Comparison, f64)) -> Vec<End> {
    let before = End { at, open: true };
    let through = End { at, open: false };
    match comparison {
        Comparison::AtLeast | Comparison::LessThan => vec![before],
        Comparison::MoreThan | Comparison::AtMost => vec![through],
        Comparison::Equal | Comparison::NotEqual => vec![before, through],
    }
}

fn flipped(end: End) -> End {
    End { at: end.at, open: !end.open }
}

/// The lower end that lies further up.
fn later(a: End, b: End) -> End {
    match a.at.total_cmp(&b.at) {
        std::cmp::Ordering::Greater => a,
        std::cmp::Ordering::Less => b,
        std::cmp::Ordering::Equal => End { at: a.at, open: a.open || b.open },
    }
}

/// The upper end that lies further down.
fn earlier(a: End, b: End) -> End {
    match a.at.total_cmp(&b.at) {
        std::cmp::Ordering::Less => a,
        std::cmp::Ordering::Greater => b,
        std::cmp::Ordering::Equal => End { at: a.at, open: a.open || b.open },
    }
}

/// The upper end that lies further up.
fn latest(a: End, b: End) -> End {
    match a.at.total_cmp(&b.at) {
        std::cmp::Ordering::Greater => a,
        std::cmp::Ordering::Less => b,
        std::cmp::Ordering::Equal => End { at: a.at, open: a.open && b.open },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [Comparison; 6] = [
        Comparison::AtLeast,
        Comparison::MoreThan,
        Comparison::AtMost,
        Comparison::LessThan,
        Comparison::Equal,
        Comparison::NotEqual,
    ];

    #[test]
    fn a_part_is_what_the_other_part_leaves_of_the_sum() {
        let sum = Interval::between(5000.0, 6000.0);
        assert_eq!(sum.less(&Interval::between(1000.0, 2000.0)), Interval::between(3000.0, 5000.0));
        assert_eq!(sum.less(&Interval::at_least(1000.0)), Interval::between(0.0, 5000.0));
        assert_eq!(Interval::UNKNOWN.less(&Interval::exactly(10.0)), Interval::UNKNOWN);
    }

    proptest! {
        #[test]
        fn every_piece_of_a_split_answers_every_cut(
            low in 0.0..10.0f64, width in 0.0..10.0f64,
            cuts in prop::collection::vec((0usize..6, 0u8..20), 0..6),
        ) {
            let cuts: Vec<_> = cuts.iter().map(|(kind, at)| (ALL[*kind], f64::from(*at))).collect();
            let pieces = Interval::between(low, low + width).split(&cuts);
            for piece in &pieces {
                prop_assert!(!piece.is_empty());
                for (comparison, at) in &cuts {
                    prop_assert!(piece.compare(*comparison, *at).is_settled());
                }
            }
            prop_assert_eq!(pieces[0].low, End { at: low, open: false });
            prop_assert_eq!(pieces[pieces.len() - 1].high, End { at: low + width, open: false });
        }

        #[test]
        fn a_point_answers_as_plain_numbers_do(number in 0u8..6, constant in 0u8..6) {
            let point = Interval::exactly(f64::from(number));
            let constant_f = f64::from(constant);
            prop_assert_eq!(point.compare(Comparison::AtLeast, constant_f), (number >= constant).into());
            prop_assert_eq!(point.compare(Comparison::MoreThan, constant_f), (number > constant).into());
            prop_assert_eq!(point.compare(Comparison::AtMost, constant_f), (number <= constant).into());
            prop_assert_eq!(point.compare(Comparison::LessThan, constant_f), (number < constant).into());
            prop_assert_eq!(point.compare(Comparison::Equal, constant_f), (number == constant).into());
        }
    }

    #[test]
    fn a_floor_alone_cannot_prove_that_a_limit_is_missed() {
        assert_eq!(Interval::at_least(4750.0).compare(Comparison::AtLeast, 4800.0), Answer::Unknown);
    }
}
