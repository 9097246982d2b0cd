//! What is given of output of US design and of its sales to China.

use super::Dates;
use super::classes::Classes;
use super::series::Tables;
use crate::time::MONTHS;

/// Known output of non-Chinese designs on three rulers, thousand H100e per month.
pub(super) fn output(tables: &mut Tables<'_>, classes: &Classes<'_>) -> [Vec<f64>; 3] {
    let mut sums = [(); 3].map(|()| vec![0.0; MONTHS]);
    for id in classes.with("us_output") {
        let class = classes.figures(id);
        add(&mut sums, &tables.path(&format!("us_output.{id}")), [class.f, class.b, class.fp4]);
    }
    let rates = [1.0, tables.constant("other.B_per_F"), tables.constant("other.FP4_per_F")];
    for series in tables.data.series_of("us_output_f.") {
        add(&mut sums, &tables.path(series), rates);
    }
    sums
}

fn add(sums: &mut [Vec<f64>; 3], units: &[f64], figures: [f64; 3]) {
    for (sum, figure) in sums.iter_mut().zip(figures) {
        for (sum, units) in sum.iter_mut().zip(units) {
            *sum += units * figure;
        }
    }
}

/// Known legal sales to China.
pub(super) struct Legal {
    /// Of data-center classes on three rulers.
    pub figures: [Vec<f64>; 3],
    pub units: Vec<f64>,
    pub usd: Vec<f64>,
    /// Small cards, thousand; as in the last known month from then on.
    pub small: Vec<f64>,
}

impl Legal {
    /// Sales of the months before `end`.
    pub fn new(tables: &mut Tables<'_>, classes: &Classes<'_>, dates: &Dates, end: usize) -> Legal {
        let none = || vec![0.0; MONTHS];
        let mut legal =
            Legal { figures: [none(), none(), none()], units: none(), usd: none(), small: none() };
        for id in classes.with("cn_legal") {
            let units = tables.path(&format!("cn_legal.{id}"));
            if tables.constant_or(&classes.series(id, "card"), 0.0) > 0.0 {
                legal.small = hold_after(units, dates.output_made);
                continue;
            }
            let class = classes.figures(id);
            let known = units.get(..end).unwrap_or(&units);
            add(&mut legal.figures, known, [class.f, class.b, class.fp4]);
            for (month, units) in known.iter().enumerate() {
                add_to(&mut legal.units, month, *units);
                add_to(&mut legal.usd, month, units * class.price);
            }
        }
        legal
    }
}

fn add_to(list: &mut [f64], month: usize, number: f64) {
    if let Some(sum) = list.get_mut(month) {
        *sum += number;
    }
}

fn hold_after(mut path: Vec<f64>, from: usize) -> Vec<f64> {
    let last = from.checked_sub(1).and_then(|month| path.get(month).copied()).unwrap_or(f64::NAN);
    for value in path.iter_mut().skip(from) {
        *value = last;
    }
    path
}
