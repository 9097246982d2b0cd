//! Outcomes: a quantity over a span of months, and how a run collects them.

use crate::quantities::{COUNT, QUANTITIES, Quantity, RATIOS, Reduce};
use crate::time::{MONTHS, label, year, year_of};

/// A quantity or ratio over a span.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Id of the quantity or ratio.
    pub quantity: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// First month.
    pub from: usize,
    /// Last month.
    pub to: usize,
    above: Vec<Quantity>,
    below: Vec<Quantity>,
}

impl Outcome {
    /// An outcome by id; `None` where no quantity has it, or the span leaves the run.
    #[must_use]
    pub fn new(id: &str, from: usize, to: usize) -> Option<Outcome> {
        if from > to || to >= MONTHS {
            return None;
        }
        if let Some(ratio) = RATIOS.iter().find(|ratio| ratio.id == id) {
            let (above, below) = (ratio.above.to_vec(), ratio.below.to_vec());
            return Some(Outcome { quantity: ratio.id, unit: ratio.unit, from, to, above, below });
        }
        let about = QUANTITIES.iter().find(|about| about.id == id)?;
        let quantity =
            all_quantities().find(|quantity| quantity.about().is_some_and(|other| other.id == id))?;
        Some(Outcome {
            quantity: about.id,
            unit: about.unit,
            from,
            to,
            above: vec![quantity],
            below: Vec::new(),
        })
    }

    /// The same for a year.
    #[must_use]
    pub fn of_year(id: &str, of: i16) -> Option<Outcome> {
        Outcome::of_years(id, of, of)
    }

    /// One number for the years from `first` to `last`, both included.
    #[must_use]
    pub fn of_years(id: &str, first: i16, last: i16) -> Option<Outcome> {
        Outcome::new(id, year(first)?.0, year(last)?.1)
    }

    /// The first and the last year; `None` where the span is not made of whole years.
    #[must_use]
    pub fn years(&self) -> Option<(i16, i16)> {
        (self.from.is_multiple_of(12) && self.to % 12 == 11).then(|| (year_of(self.from), year_of(self.to)))
    }

    /// The number of a whole path.
    #[must_use]
    pub fn of_path(&self, path: &[[f64; COUNT]]) -> f64 {
        let mut sums = Sums::default();
        for (month, numbers) in path.iter().enumerate() {
            self.add(month, |place| numbers.get(place).copied().unwrap_or(f64::NAN), &mut sums);
        }
        self.value(sums)
    }

    /// Adds a month to what was collected.
    #[inline]
    pub(crate) fn add(&self, month: usize, number: impl Fn(usize) -> f64, sums: &mut Sums) {
        if month < self.from || month > self.to {
            return;
        }
        for quantity in &self.above {
            sums.above += self.part(month, *quantity, &number);
        }
        for quantity in &self.below {
            sums.below += self.part(month, *quantity, &number);
        }
    }

    fn part(&self, month: usize, quantity: Quantity, number: &impl Fn(usize) -> f64) -> f64 {
        let value = number(quantity.place());
        match quantity.about().map(|about| about.reduce) {
            Some(Reduce::Sum) => value,
            Some(Reduce::Last) => {
                if month == self.to {
                    value
                } else {
                    0.0
                }
            }
            // Spans are short, so the conversion is exact.
            #[allow(clippy::cast_precision_loss)]
            Some(Reduce::Mean) => value / (self.to - self.from + 1) as f64,
            None => f64::NAN,
        }
    }

    /// The number of what was collected.
    pub(crate) fn value(&self, sums: Sums) -> f64 {
        if self.below.is_empty() { sums.above } else { sums.above / sums.below }
    }

    /// `2028`, `2026 to 2030`, or `2025-08 to 2025-10`.
    #[must_use]
    pub fn span(&self) -> String {
        match self.years() {
            Some((first, last)) if first == last => first.to_string(),
            Some((first, last)) => format!("{first} to {last}"),
            None => format!("{} to {}", label(self.from), label(self.to)),
        }
    }
}

/// What was collected of one outcome of one draw.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    above: f64,
    below: f64,
}

fn all_quantities() -> impl Iterator<Item = Quantity> {
    crate::quantities::every().iter().copied()
}
