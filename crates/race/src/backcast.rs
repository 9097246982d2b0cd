//! The model against the series of the data, the misses first.

use crate::data::{Measured, MeasuredKind, Observation, RaceData};
use crate::outcomes::Outcome;
use crate::score::{Score, score};
use crate::time::month_of;
use chipgate_catalogue::find;
use chipgate_chronicle::series::{Period, PeriodKind, Point, PointKind, Series};
use jiff::civil::Date;

/// A published figure that the model can be held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Question<'c> {
    /// The series.
    pub series: &'c Series,
    /// Its link to the model.
    pub link: &'c Measured,
    /// The figure.
    pub point: &'c Point,
    /// The figure in the unit of the quantity.
    pub observed: f64,
    /// What the model must give.
    pub outcome: Outcome,
}

/// A figure with what the draws said.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer<'c> {
    /// The figure.
    pub question: Question<'c>,
    /// How well it was met.
    pub score: Score,
}

/// What comes of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The figure lies outside the 90 percent interval.
    Miss,
    /// The figure went into the forcing, and what came of it differs by more than a twentieth.
    InputDiffers,
    /// It lies inside the 90 percent interval.
    In90,
    /// It lies inside the 50 percent interval.
    In50,
    /// It went into the forcing and agrees within a twentieth.
    InputAgrees,
}

/// Part of a figure within which an input counts as met.
const INPUT: f64 = 0.05;

/// Every figure about what has happened that the model also gives.
#[must_use]
pub fn questions<'c>(data: &'c RaceData, series: &'c [Series]) -> Vec<Question<'c>> {
    let mut all = Vec::new();
    for link in &data.measured {
        let Some(series) = find(series, &link.series, |series| &series.id) else { continue };
        let mut largest = f64::NEG_INFINITY;
        for point in series.points.iter().filter(|point| point.kind != PointKind::Projection) {
            let Some(question) = question(series, link, point) else { continue };
            if link.kind == MeasuredKind::Record && question.observed <= largest {
                continue;
            }
            largest = largest.max(question.observed);
            all.push(question);
        }
    }
    all
}

fn question<'c>(series: &'c Series, link: &'c Measured, point: &'c Point) -> Option<Question<'c>> {
    let (from, to) = months(&point.period, series.period)?;
    let observed = point.central? * link.factor;
    let outcome = Outcome::new(&link.quantity, from, to)?;
    Some(Question { series, link, point, observed, outcome })
}

/// The months of a period; a fiscal one ends with the month of its end.
fn months(period: &Period, kind: PeriodKind) -> Option<(usize, usize)> {
    let last = month_of(period.last.latest)?;
    let from = match (period.first, kind) {
        (Some(first), _) => month_of(first)?,
        (None, PeriodKind::FiscalQuarter) => last.checked_sub(2)?,
        (None, PeriodKind::FiscalYear) => last.checked_sub(11)?,
        (None, _) => last,
    };
    Some((if kind == PeriodKind::Point { last } else { from }, last))
}

/// The draws of each question, scored: those outside the 90 percent interval first, the widest misses first.
#[must_use]
pub fn answers<'c>(questions: Vec<Question<'c>>, draws: &[Vec<f64>]) -> Vec<Answer<'c>> {
    let mut all: Vec<Answer<'c>> = questions
        .into_iter()
        .zip(draws)
        .map(|(question, draws)| Answer { score: score(draws, question.observed), question })
        .collect();
    all.sort_by(|a, b| a.verdict().cmp(&b.verdict()).then(b.distance().total_cmp(&a.distance())));
    all
}

/// How many published figures the model foresees and misses. The one count for every page, text and table.
///
/// A figure counts as *foreseen* where it did not go into the forcing, and as a *miss* where it is foreseen and lies
/// outside the 90 percent interval. A figure that went in proves nothing when it comes out again: such inputs are
/// counted apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Foreseen figures outside the 90 percent interval.
    pub missed: usize,
    /// All foreseen figures.
    pub foreseen: usize,
    /// Inputs that differ by more than a twentieth from what came of them.
    pub differ: usize,
    /// All inputs.
    pub inputs: usize,
}

/// Counts the answers of a backcast.
#[must_use]
pub fn count(answers: &[Answer<'_>]) -> Count {
    let mut all = Count::default();
    for answer in answers {
        match answer.verdict() {
            Verdict::Miss => (all.missed, all.foreseen) = (all.missed + 1, all.foreseen + 1),
            Verdict::In90 | Verdict::In50 => all.foreseen += 1,
            Verdict::InputDiffers => (all.differ, all.inputs) = (all.differ + 1, all.inputs + 1),
            Verdict::InputAgrees => all.inputs += 1,
        }
    }
    all
}

impl Verdict {
    /// The word used in tables and JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Verdict::Miss => "miss",
            Verdict::InputDiffers => "input differs",
            Verdict::In90 => "in 90%",
            Verdict::In50 => "in 50%",
            Verdict::InputAgrees => "input agrees",
        }
    }
}

impl Answer<'_> {
    /// What comes of the comparison.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let observed = self.question.observed;
        let is_near = (observed - self.score.at[2]).abs() <= INPUT * observed.abs();
        match self.question.link.kind {
            MeasuredKind::Input if is_near => Verdict::InputAgrees,
            MeasuredKind::Input => Verdict::InputDiffers,
            _ if self.score.in_50 => Verdict::In50,
            _ if self.score.in_90 => Verdict::In90,
            _ => Verdict::Miss,
        }
    }

    /// Distance of the figure from the median, in half widths of the 90 percent interval, or of one percent
    /// of the figure where the draws agree.
    #[must_use]
    pub fn distance(&self) -> f64 {
        let half = (self.score.at[4] - self.score.at[0]) / 2.0;
        (self.question.observed - self.score.at[2]).abs()
            / half.max(1e-2 * self.question.observed.abs()).max(1e-12)
    }
}

/// First and last month of a span of days.
///
/// A month of which less than half is meant does not count, unless it is the only one: a fiscal quarter
/// from 28 July to 26 October is August to October. `None` outside the run.
fn whole_months(first: Date, last: Date) -> Option<(usize, usize)> {
    let (from, to) = (month_of(first)?, month_of(last)?);
    let half = |day: Date| day.days_in_month() / 2;
    let begins = if from < to && first.day() > half(first) + 1 { from + 1 } else { from };
    let ends = if begins < to && last.day() < half(last) { to - 1 } else { to };
    Some((begins, ends))
}

/// What the model must give for an observation of a user, and the figure in that unit.
///
/// `None` where neither a quantity nor a series has the id, or the span leaves the run.
#[must_use]
pub fn of_observation(data: &RaceData, observation: &Observation) -> Option<(Outcome, f64)> {
    let link = data.measured.iter().find(|link| link.series == observation.quantity);
    let (id, factor) = link.map_or((&*observation.quantity, 1.0), |link| (&*link.quantity, link.factor));
    let (from, to) = whole_months(observation.from, observation.to)?;
    Some((Outcome::new(id, from, to)?, observation.value * factor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::label;
    use jiff::civil::date;

    #[test]
    fn months_of_which_less_than_half_is_meant_do_not_count() {
        let of = |first, last| whole_months(first, last).map(|(from, to)| (label(from), label(to)));
        let months = |from: &str, to: &str| Some((from.to_owned(), to.to_owned()));
        // NVIDIA's third quarter of fiscal 2026, a calendar quarter, a week, one day, and days outside the run.
        assert_eq!(of(date(2025, 7, 28), date(2025, 10, 26)), months("2025-08", "2025-10"));
        assert_eq!(of(date(2026, 1, 1), date(2026, 3, 31)), months("2026-01", "2026-03"));
        assert_eq!(of(date(2026, 1, 29), date(2026, 2, 4)), months("2026-02", "2026-02"));
        assert_eq!(of(date(2026, 5, 31), date(2026, 5, 31)), months("2026-05", "2026-05"));
        assert_eq!(of(date(2017, 1, 1), date(2026, 5, 31)), None);
    }
}
