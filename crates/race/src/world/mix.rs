//! The newest classes of US design: the last flagship, and the class that takes its place step by step.

use super::classes::{Class, Classes, FLAGSHIP};
use super::series::Tables;
use super::{Dates, at, years_after};
use crate::time::MONTHS;

/// Which classes are shipped in which month.
pub(super) struct Mix {
    /// Earlier flagships, each with its first month.
    before: Vec<(usize, Class)>,
    /// First month of the last flagship.
    from: usize,
    last: Class,
    next: Class,
    /// Part of the mix that the next class has, by month.
    part: Vec<f64>,
    /// Growth of the figures from month to month.
    growth: Vec<f64>,
}

impl Mix {
    pub fn new(tables: &mut Tables<'_>, classes: &Classes<'_>, dates: &Dates) -> Mix {
        let next = classes.with("us_mix").next().unwrap_or_default();
        let part = tables.path(&format!("us_mix.{next}"));
        let rate = tables.constant("us.figures_tail");
        let mut before: Vec<(usize, Class)> =
            classes.of(FLAGSHIP).map(|average| (average.from, classes.figures(&average.class))).collect();
        before.pop();
        let from = classes.of(FLAGSHIP).last().map_or(0, |average| average.from);
        let growth = (0..MONTHS).map(|month| rate.powf(years_after(month, dates.figures_grow))).collect();
        let (last, next) = (classes.figures(classes.newest()), classes.figures(next));
        Mix { before, from, last, next, part, growth }
    }

    /// Packages, or a figure of the packages, of an average wafer.
    pub fn per_wafer(&self, of: fn(&Class) -> f64) -> Vec<f64> {
        let (last, next) = (&self.last, &self.next);
        let mixed = |m: &f64| (1.0 - m) * last.per_wafer * of(last) + m * next.per_wafer * of(next);
        self.part.iter().map(mixed).collect()
    }

    /// A figure of an average flagship: the class of the time, mixed while one follows another.
    pub fn flagship(&self, of: fn(&Class) -> f64) -> Vec<f64> {
        let mixed = |month: usize| {
            let m = at(&self.part, month);
            ((1.0 - m) * of(&self.last) + m * of(&self.next)) * at(&self.growth, month)
        };
        let before = |month: usize| self.before.iter().rfind(|(from, _)| *from <= month);
        let in_month = |month: usize| match before(month) {
            Some((_, class)) if month < self.from => of(class),
            _ => mixed(month),
        };
        (0..MONTHS).map(in_month).collect()
    }
}
