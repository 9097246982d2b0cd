//! Figures over time: sales, units, prices, capacity, stocks of compute.

use crate::Chronicle;
use chipgate_base::Name;
use chipgate_base::interval::Interval;
pub use chipgate_base::period::Period;
pub use chipgate_base::period::PeriodKind;
use chipgate_catalogue::find;

/// How a figure came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PointKind {
    /// Reported or set by those who decide it, or computed from such figures.
    Actual,
    /// Worked out, counted from outside or claimed by somebody about what has happened.
    Estimate,
    /// About what had not happened yet when it was said: a forecast, a plan, guidance.
    Projection,
}

chipgate_base::codes!(PointKind {
    Actual => "actual",
    Estimate => "estimate",
    Projection => "projection",
});

/// One figure of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The time that it is about.
    pub period: Period,
    /// Low end in the unit of the series; `None` when none is given.
    pub low: Option<f64>,
    /// Central figure in the unit of the series; `None` when only a range is given.
    pub central: Option<f64>,
    /// High end in the unit of the series; `None` when none is given, which does not mean that there is no limit.
    pub high: Option<f64>,
    /// How it came to be.
    pub kind: PointKind,
    /// Source id.
    pub source: Name,
    /// `high`, `medium` or `low`.
    pub confidence: Name,
    /// How the source was reached: `read`, `second_hand` or `general_knowledge`.
    pub access: Name,
    /// What a reader should know; may be empty.
    pub note: Name,
}

impl Point {
    /// From the lowest to the highest of the figures given; one number when there is no range.
    #[must_use]
    pub fn range(&self) -> Interval {
        let low = self.low.or(self.central).or(self.high).unwrap_or(f64::NEG_INFINITY);
        let high = self.high.or(self.central).or(self.low).unwrap_or(f64::INFINITY);
        Interval::between(low, high)
    }
}

/// Figures of one quantity in one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Stable id.
    pub id: Name,
    /// What is counted.
    pub title: Name,
    /// The unit of every figure.
    pub unit: Name,
    /// What its dates mean.
    pub period: PeriodKind,
    /// The group to which it belongs.
    pub topic: Name,
    /// What a reader should know; may be empty.
    pub note: Name,
    /// Id that it shares with series of the same subject, other unit or maker; empty when it stands alone.
    pub group: Name,
    /// Its figures, sorted by the end of the period, then by kind and source.
    pub points: Vec<Point>,
}

impl Series {
    /// Figures of a period, which is named by its text, its fiscal label or the month of a fiscal end.
    ///
    /// There can be several, of different kinds or sources; none is better than the others.
    pub fn at<'a>(&'a self, period: &'a str) -> impl Iterator<Item = &'a Point> {
        self.points.iter().filter(move |point| point.period.is(period))
    }

    /// The figure of a kind whose period ends last; `None` when there is no figure of that kind.
    ///
    /// If several periods end on that day it is the last of them in the order of `points`.
    #[must_use]
    pub fn latest(&self, kind: PointKind) -> Option<&Point> {
        self.points.iter().rfind(|point| point.kind == kind)
    }
}

impl<'c> Chronicle<'c> {
    /// The series that share a group id, in the order of their ids.
    pub fn series_of_group(self, group: &str) -> impl Iterator<Item = &'c Series> {
        self.records.series.iter().filter(move |series| *series.group == *group && !group.is_empty())
    }

    /// The series with this id.
    #[must_use]
    pub fn series(self, id: &str) -> Option<&'c Series> {
        find(&self.records.series, id, |series| &series.id)
    }
}
