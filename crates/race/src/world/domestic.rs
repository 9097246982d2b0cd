//! Figures of Chinese units by month.

use super::classes::{Classes, DOMESTIC, DOMESTIC_OTHER};
use super::series::{Banded, Tables};
use super::{Dates, years_after};
use crate::data::Average;
use crate::parameters::Parameter as P;
use crate::time::MONTHS;

/// Figures of an average unit of the largest maker, and of others.
pub(super) struct Quality {
    pub f: Banded,
    pub b: Vec<f64>,
    pub fp4: Vec<f64>,
    /// Of other makers, on three rulers.
    pub other: [Vec<f64>; 3],
}

impl Quality {
    pub fn new(tables: &mut Tables<'_>, classes: &Classes<'_>, dates: &Dates) -> Quality {
        let tail = tables.constant("quality.tail");
        let mut f = tables.moved_by(P::DomQuality);
        for (month, mid) in f.mid.iter_mut().enumerate() {
            *mid += tail.ln() * years_after(month, dates.roadmap_ends);
        }
        let mut b = tables.path("cn_quality.B");
        for (month, value) in b.iter_mut().enumerate() {
            *value *= tail.powf(years_after(month, dates.roadmap_ends));
        }
        let per_f = fp4_per_f(classes);
        let fp4 = per_f.iter().enumerate().map(|(month, per_f)| per_f * f.at(month, 0.0)).collect();
        let (growth, unit) =
            (tables.path("cn_quality.other"), classes.figures(classes.first(DOMESTIC_OTHER)));
        let other = [unit.f, unit.b, unit.fp4];
        let other = other.map(|figure| growth.iter().map(|growth| growth * figure).collect());
        Quality { f, b, fp4, other }
    }
}

/// FP4 rate over arithmetic of a new unit: that of its first class, and within a year of its first month that of each next.
fn fp4_per_f(classes: &Classes<'_>) -> Vec<f64> {
    let per_f = |id: &str| {
        let class = classes.figures(id);
        class.fp4 / class.f
    };
    let first = per_f(classes.first(DOMESTIC));
    let units: Vec<&Average> = classes.of(DOMESTIC).collect();
    let steps = units.iter().zip(units.iter().skip(1));
    let steps: Vec<(usize, f64)> =
        steps.map(|(old, new)| (new.from, per_f(&new.class) - per_f(&old.class))).collect();
    let in_month = |month: usize| {
        steps.iter().fold(first, |sum, (from, step)| sum + step * years_after(month, *from).min(1.0))
    };
    (0..MONTHS).map(in_month).collect()
}
