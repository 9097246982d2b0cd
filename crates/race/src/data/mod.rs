//! What the race needs from the data: assumptions, forcing, scenarios, policies and studies.
//!
//! Levers are what a government sets; assumptions are what nobody knows. Both
//! are data, and the simulator sees only the numbers that come out of them.

mod dates;
mod equations;
mod judging;
mod levers;
mod observed;
mod published;
mod study;
mod thesis;
mod units;

pub use dates::{Average, Dated};
pub use equations::Block;
pub use judging::{Judging, Rescaling, Separation};
pub use levers::{LEVERS, Lever, LeverKind, LeverValue, Setting};
pub use levers::{Misfit, fits, known as known_lever};
pub use observed::Observation;
pub use published::{Analysis, AnalysisOutput};
pub use study::{MOST_DRAWS, OutcomeAsked, Study};
pub use thesis::{Asked, GateTest, Made, Read, Run, Runs, Span, Thesis};
pub use units::{RULERS, Unit};

pub use crate::time::{FIRST_YEAR, LAST_YEAR};

use crate::time::year_of;
use chipgate_base::Name;
use chipgate_base::text::Text;
use chipgate_catalogue::find;
pub use chipgate_law::gate::Side;
use chipgate_survey::terms::Market;
pub use chipgate_survey::terms::SEGMENTS;
use jiff::civil::Date;

/// The scale on which a distribution is normal on each side of its median.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// The number itself.
    Linear,
    /// Its natural logarithm.
    Log,
    /// Its log odds.
    Logit,
}

impl Scale {
    /// All scales with the word used in data.
    pub const ALL: [(Scale, &'static str); 3] =
        [(Scale::Linear, "linear"), (Scale::Log, "log"), (Scale::Logit, "logit")];
}

/// What is believed about a number.
#[derive(Clone, Debug, PartialEq)]
pub enum Prior {
    /// One value.
    Fixed(f64),
    /// Normal on both sides of the median on a scale, through the quantiles at 5, 50 and 95 percent.
    Quantiles {
        /// The scale.
        scale: Scale,
        /// The quantiles.
        at: [f64; 3],
        /// No value lies outside.
        bounds: [f64; 2],
    },
    /// A standard normal number that moves a whole series inside its band.
    Band {
        /// Id of the series.
        of: Name,
    },
    /// Some values with their probabilities.
    Discrete {
        /// The values.
        values: Vec<f64>,
        /// Their probabilities, which add up to one.
        probabilities: Vec<f64>,
    },
}

/// Something that nobody knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// Stable id.
    pub id: Name,
    /// Symbol in the equations; may be empty.
    pub symbol: Name,
    /// Unit.
    pub unit: Name,
    /// Number of the block of equations that reads it.
    pub equation: Name,
    /// What is believed.
    pub prior: Prior,
    /// Why, in our words.
    pub evidence: Name,
    /// Source ids.
    pub sources: Vec<Name>,
    /// `high`, `medium` or `low`.
    pub confidence: Name,
    /// Nothing published supports the range.
    pub judgement: bool,
}

/// A row of the forcing tables.
#[derive(Clone, Debug, PartialEq)]
pub struct Forcing {
    /// Id of the series.
    pub series: Name,
    /// Year, quarter or month; empty for a constant.
    pub period: Name,
    /// How the row becomes months: `flow_q`, `level_log` and so on.
    pub kind: Name,
    /// Low end of the band; `None` when none is given.
    pub low: Option<f64>,
    /// Central value; `None` where the row carries a word.
    pub central: Option<f64>,
    /// High end of the band; `None` when none is given.
    pub high: Option<f64>,
    /// Unit.
    pub unit: Name,
    /// Source ids.
    pub sources: Vec<Name>,
    /// The value rests on judgement.
    pub judgement: bool,
    /// `high`, `medium` or `low`.
    pub confidence: Name,
}

/// A set of priors in place of those of the assumptions.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Stable id, the file's name without ending.
    pub id: Name,
    /// Text.
    pub title: Text,
    /// The thesis in our words.
    pub about: Text,
    /// Assumption ids with the prior that replaces theirs.
    pub overrides: Vec<(Name, Prior)>,
    /// Why, by assumption id, in the same order.
    pub reasons: Vec<(Name, Text)>,
}

/// Levers that one government sets from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// Stable id, the file's name without ending.
    pub id: Name,
    /// Which government.
    pub side: Side,
    /// Text.
    pub title: Text,
    /// What it is, in our words.
    pub about: Text,
    /// First day.
    pub from: Date,
    /// Ids of reforms that are laid over the law.
    pub reforms: Vec<Name>,
    /// What is set.
    pub settings: Vec<Setting>,
}

/// How a series is held against the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasuredKind {
    /// The model foresees it.
    Model,
    /// The model foresees the largest so far, so that only figures above all earlier ones count.
    Record,
    /// It went into the forcing: the comparison shows how sources agree.
    Input,
}

impl MeasuredKind {
    /// All kinds with the word used in data.
    pub const ALL: [(MeasuredKind, &'static str); 3] =
        [(MeasuredKind::Model, "model"), (MeasuredKind::Record, "record"), (MeasuredKind::Input, "input")];
}

/// A series of the data that the model also gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Id of the series.
    pub series: Name,
    /// Id of the quantity.
    pub quantity: Name,
    /// A figure of the series times this is in the unit of the quantity.
    pub factor: f64,
    /// How the series is held against the model.
    pub kind: MeasuredKind,
    /// What differs; may be empty.
    pub note: Name,
}

/// Everything that the race reads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RaceData {
    /// Blocks of equations, in the order of a month.
    pub blocks: Vec<Block>,
    /// Assumptions, sorted by id.
    pub assumptions: Vec<Assumption>,
    /// Rows of the forcing tables, in the order of files and rows.
    pub forcing: Vec<Forcing>,
    /// What both gates did in history, as levers: the rule books, and what only practice shows.
    pub history: Vec<Setting>,
    /// What the rule books are asked.
    pub market: Market,
    /// Which classes average units have the figures of, by month within a unit.
    pub averages: Vec<Average>,
    /// Months at which something begins.
    pub dates: Vec<Dated>,
    /// Series that the model also gives.
    pub measured: Vec<Measured>,
    /// Tests of the theses.
    pub theses: Vec<Thesis>,
    /// What they run.
    pub thesis_runs: Runs,
    /// Predictions of the two-gate thesis.
    pub gate_tests: Vec<GateTest>,
    /// What they run.
    pub gate_runs: Runs,
    /// How results are judged.
    pub judging: Judging,
    /// Units in which compute is counted, sorted by id.
    pub units: Vec<Unit>,
    /// Published analyses.
    pub analyses: Vec<Analysis>,
    /// Scenarios, sorted by id.
    pub scenarios: Vec<Scenario>,
    /// Policies and Chinese answers, sorted by id.
    pub policies: Vec<Policy>,
}

impl RaceData {
    /// The assumption with this id.
    #[must_use]
    pub fn assumption(&self, id: &str) -> Option<&Assumption> {
        find(&self.assumptions, id, |assumption| &assumption.id)
    }

    /// The scenario with this id.
    #[must_use]
    pub fn scenario(&self, id: &str) -> Option<&Scenario> {
        find(&self.scenarios, id, |scenario| &scenario.id)
    }

    /// The policy with this id.
    #[must_use]
    pub fn policy(&self, id: &str) -> Option<&Policy> {
        find(&self.policies, id, |policy| &policy.id)
    }

    /// The unit with this id.
    #[must_use]
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        find(&self.units, id, |unit| &unit.id)
    }

    /// The month of a date; `None` where the data have no such name.
    #[must_use]
    pub fn month(&self, name: &str) -> Option<usize> {
        find(&self.dates, name, |date| &date.name).map(|date| date.month)
    }

    /// The last year that is no extrapolation of the forcing; the last of all where the data do not say.
    #[must_use]
    pub fn last_known_year(&self) -> i16 {
        self.month("extrapolated").map_or(LAST_YEAR, |month| year_of(month) - 1)
    }

    /// The constant of the forcing tables under an id; `None` where they have none.
    #[must_use]
    pub fn constant(&self, series: &str) -> Option<f64> {
        self.rows(series).find(|row| *row.kind == *"constant")?.central
    }

    /// Rows of one series.
    pub fn rows<'a>(&'a self, series: &'a str) -> impl Iterator<Item = &'a Forcing> {
        self.forcing.iter().filter(move |row| *row.series == *series)
    }
}

impl RaceData {
    /// The first day on which the race makes sales to China itself: the day after the last month of which the
    /// forcing gives the units of a class sold to China. `None` where it gives none.
    ///
    /// Before it sales are history, which no policy changes.
    #[must_use]
    pub fn sales_begin(&self) -> Option<Date> {
        let classes: Vec<&str> = self.class_ids().collect();
        let given =
            |row: &&Forcing| row.series.strip_prefix("cn_legal.").is_some_and(|id| classes.contains(&id));
        // A class that is given by the year alone is filled in for months to come.
        let by_month = |row: &&Forcing| row.period.contains('-');
        self.forcing.iter().filter(given).filter(by_month).filter_map(|row| day_after(&row.period)).max()
    }

    /// Ids of the series that begin so, each once, in the order of the data.
    #[must_use]
    pub fn series_of(&self, beginning: &str) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for row in self.forcing.iter().filter(|row| row.series.starts_with(beginning)) {
            if !ids.contains(&&*row.series) {
                ids.push(&row.series);
            }
        }
        ids
    }

    /// Ids of the classes of chips that the forcing tables describe.
    pub fn class_ids(&self) -> impl Iterator<Item = &str> {
        self.forcing.iter().filter_map(|row| row.series.strip_prefix("class.")?.strip_suffix(".F"))
    }
}

/// The first day after a year, quarter or month: `2025-05-01` after `2025-04`.
fn day_after(period: &str) -> Option<Date> {
    let year: i16 = period.get(..4)?.parse().ok()?;
    let rest = period.get(4..)?;
    let last: i8 = match (rest.strip_prefix('Q'), rest.strip_prefix('-')) {
        (Some(quarter), _) => quarter.parse::<i8>().ok()?.checked_mul(3)?,
        (_, Some(month)) => month.parse().ok()?,
        _ => 12,
    };
    if last == 12 { Date::new(year + 1, 1, 1).ok() } else { Date::new(year, last + 1, 1).ok() }
}
