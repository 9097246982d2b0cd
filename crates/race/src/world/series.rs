//! Rows of the forcing tables as one value for each month.

use crate::arithmetic::Z95;
use crate::data::{Forcing, Prior, RaceData};
use crate::parameters::Parameter;
use crate::time::MONTHS;

/// Logarithm that stands for zero.
const LN_ZERO: f64 = -60.0;
/// Widest ratio between center and end of a band, as a logarithm.
const WIDEST: f64 = 2.5;

/// A path with a band: the logarithm of the center, and how far one standard normal step moves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Banded {
    /// Logarithm of the central value of each month.
    pub mid: Vec<f64>,
    /// Change of the logarithm for one step up.
    pub up: Vec<f64>,
    /// Change of the logarithm for one step down.
    pub down: Vec<f64>,
}

impl Banded {
    /// The path of a series of the data with its band; `None` where the data lack it.
    #[must_use]
    pub fn of(data: &RaceData, id: &str) -> Option<Banded> {
        let mut tables = Tables { data, missing: None };
        let band = tables.banded(id);
        tables.missing.is_none().then_some(band)
    }

    /// The value of a month for a standard normal number.
    #[must_use]
    pub fn at(&self, month: usize, z: f64) -> f64 {
        let of = |list: &[f64]| list.get(month).copied().unwrap_or(f64::NAN);
        let step = if z < 0.0 { of(&self.down) } else { of(&self.up) };
        (of(&self.mid) + z * step).exp()
    }
}

/// Which column of a row is read.
#[derive(Clone, Copy)]
enum Column {
    Low,
    Central,
    High,
}

fn value(row: &Forcing, column: Column) -> f64 {
    let central = row.central.unwrap_or(0.0);
    match column {
        Column::Low => row.low.unwrap_or(central),
        Column::Central => central,
        Column::High => row.high.unwrap_or(central),
    }
}

/// Reads series by id; the first thing that is missing is remembered.
pub(super) struct Tables<'d> {
    pub data: &'d RaceData,
    pub missing: Option<String>,
}

impl<'d> Tables<'d> {
    /// Remembers what the data lack, unless something was missing before.
    pub fn lack(&mut self, what: String) {
        self.missing.get_or_insert(what);
    }

    /// A constant.
    pub fn constant(&mut self, id: &str) -> f64 {
        match self.data.rows(id).next().and_then(|row| row.central) {
            Some(value) => value,
            None => {
                self.lack(format!("the series `{id}`"));
                f64::NAN
            }
        }
    }

    /// A constant, or what stands in for it.
    pub fn constant_or(&mut self, id: &str, default: f64) -> f64 {
        self.data.rows(id).next().and_then(|row| row.central).unwrap_or(default)
    }

    /// Central values by month.
    pub fn path(&mut self, id: &str) -> Vec<f64> {
        self.column(id, Column::Central)
    }

    /// A path with its band.
    pub fn banded(&mut self, id: &str) -> Banded {
        let [low, mid, high] =
            [Column::Low, Column::Central, Column::High].map(|column| self.column(id, column));
        banded(&low, &mid, &high)
    }

    /// The path with a band that an assumption moves.
    pub fn moved_by(&mut self, parameter: Parameter) -> Banded {
        let id = self.series_of(parameter);
        self.banded(id)
    }

    /// The same of a series that is a flow to a month, and after it a path through yearly totals at mid-year.
    pub fn flow_then_path(&mut self, parameter: Parameter, last: usize) -> Banded {
        let id = self.series_of(parameter);
        flow_then_path(self.data, id, last)
    }

    /// Id of the series whose band an assumption moves.
    fn series_of(&mut self, parameter: Parameter) -> &'d str {
        match self.data.assumption(parameter.id()).map(|assumption| &assumption.prior) {
            Some(Prior::Band { of }) => of,
            _ => {
                self.lack(format!("a series that the assumption `{}` moves", parameter.id()));
                ""
            }
        }
    }

    fn column(&mut self, id: &str, column: Column) -> Vec<f64> {
        let rows: Vec<&Forcing> = self.data.rows(id).collect();
        if rows.is_empty() {
            self.lack(format!("the series `{id}`"));
        }
        monthly(&rows, column)
    }
}

/// Makes a band of three paths.
pub(super) fn banded(low: &[f64], mid: &[f64], high: &[f64]) -> Banded {
    let ln = |x: f64| if x > 1e-26 { x.ln() } else { LN_ZERO };
    let step = |x: f64| (x / Z95).clamp(0.0, WIDEST / Z95);
    let pairs = |a: &[f64], b: &[f64]| -> Vec<f64> {
        a.iter().zip(b).map(|(a, b)| if *a > 0.0 { step(ln(*b) - ln(*a)) } else { 0.0 }).collect()
    };
    let down = low.iter().zip(mid).map(|(low, mid)| {
        if *mid <= 0.0 {
            0.0
        } else if *low <= 0.0 {
            WIDEST / Z95
        } else {
            step(ln(*mid) - ln(*low))
        }
    });
    Banded { mid: mid.iter().map(|x| ln(*x)).collect(), up: pairs(mid, high), down: down.collect() }
}

/// Months from January 2018 to the end of a period, and its length.
fn ends(period: &str) -> Option<(f64, usize, usize)> {
    let year: i32 = period.get(..4)?.parse().ok()?;
    let first = usize::try_from((year - 2018) * 12).ok();
    let rest = period.get(4..)?;
    let (offset, length) = match rest.as_bytes() {
        [] => (0, 12),
        [b'Q', quarter @ b'1'..=b'4'] => (usize::from(quarter - b'1') * 3, 3),
        [b'-', ..] => (rest.get(1..3)?.parse::<usize>().ok()?.checked_sub(1)?, 1),
        _ => return None,
    };
    let start = (f64::from(year) - 2018.0) * 12.0;
    let first = first.map_or(0, |first| first + offset);
    let end = start + (offset + length) as f64;
    Some((end, first, length))
}

fn monthly(rows: &[&Forcing], column: Column) -> Vec<f64> {
    let mut months = vec![0.0; MONTHS];
    let mut knots: Vec<(f64, f64)> = Vec::new();
    let mut kind = "";
    for row in rows {
        let number = value(row, column);
        let Some((end, first, length)) = ends(&row.period) else { continue };
        match &*row.kind {
            "flow_q" | "flow_y" | "flow_m" => spread(&mut months, first, length, number),
            other => {
                kind = other;
                let bare = row.period.len() == 4 || other.ends_with("_y") || other == "step_lin";
                knots.push((if bare { end_of_june(&row.period) } else { end }, number));
            }
        }
    }
    if !knots.is_empty() {
        interpolate(&mut months, &knots, kind);
    }
    months
}

fn end_of_june(period: &str) -> f64 {
    let year: f64 = period.get(..4).and_then(|year| year.parse().ok()).unwrap_or(2018.0);
    (year - 2018.0) * 12.0 + 6.0
}

fn spread(months: &mut [f64], first: usize, length: usize, total: f64) {
    let each = total / length as f64;
    for month in months.iter_mut().skip(first).take(length) {
        *month += each;
    }
}

fn interpolate(months: &mut [f64], knots: &[(f64, f64)], kind: &str) {
    let log = kind.starts_with("level_log");
    for (month, value) in months.iter_mut().enumerate() {
        let at = month as f64 + 1.0;
        let after = knots.iter().position(|(time, _)| *time > at).unwrap_or(knots.len());
        let before = after.checked_sub(1).and_then(|index| knots.get(index));
        *value = match (before, knots.get(after)) {
            (Some((_, last)), _) if kind == "step" => *last,
            (None, Some(_)) if kind == "step" => 0.0,
            (Some((t0, a)), Some((t1, b))) => between(*a, *b, (at - t0) / (t1 - t0), log),
            (Some((_, last)), None) => *last,
            (None, Some((_, first))) => *first,
            (None, None) => 0.0,
        };
    }
}

fn between(a: f64, b: f64, part: f64, log: bool) -> f64 {
    if log && a > 0.0 && b > 0.0 { (a.ln() + (b.ln() - a.ln()) * part).exp() } else { a + (b - a) * part }
}

fn flow_then_path(data: &RaceData, id: &str, last: usize) -> Banded {
    let of = |column: Column| {
        let all: Vec<&Forcing> = data.rows(id).collect();
        let mut months = monthly(&all, column);
        let yearly = |row: &&Forcing| row.period.len() == 4;
        let knots: Vec<(f64, f64)> = all
            .iter()
            .copied()
            .filter(yearly)
            .map(|row| (end_of_june(&row.period), value(row, column) / 12.0))
            .collect();
        let mut path = vec![0.0; MONTHS];
        interpolate(&mut path, &knots, "level_log");
        for (month, level) in months.iter_mut().zip(path).skip(last) {
            *month = level;
        }
        months
    };
    banded(&of(Column::Low), &of(Column::Central), &of(Column::High))
}
