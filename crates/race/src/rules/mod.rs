//! Rules as arrays: one value for each month, compiled once for a policy.
//!
//! The kernel sees only these arrays. A month in which a lever changes carries
//! the mean over its days.

mod calendar;
mod figures;

use crate::arithmetic::Z95;
use crate::data::{LeverValue, Policy, RaceData, Setting};
use crate::time::MONTHS;
use crate::world::{World, at};
use calendar::Calendar;
use chipgate_base::Name;
use chipgate_survey::terms::{REDESIGN, Terms};
use figures::{Figures, clipped, figures, since_rule};
use jiff::civil::Date;

/// What the rule books say from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct LawfulDay {
    /// First day.
    pub from: Date,
    /// The best class that the US book lets through; `none` where there is none.
    pub best: Name,
    /// Terms of every class.
    pub terms: Vec<Terms>,
    /// The last day on which a rule changed what the flagship must be clipped to; `None` before the first.
    pub ruled: Option<Date>,
}

impl LawfulDay {
    /// Terms of the clipped part; `None` where there is none.
    #[must_use]
    pub fn redesign(&self) -> Option<&Terms> {
        self.terms.iter().find(|terms| *terms.class == *REDESIGN)
    }
}

/// The rule books of both gates as the race reads them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lawful {
    /// By day; empty where no book was asked.
    pub days: Vec<LawfulDay>,
    /// Last day that the sources of China's gate cover; `None`: the book holds for ever.
    pub covers_to: Option<Date>,
}

/// Rules of a policy by month.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Rules {
    /// Part of the month in which a class may be sold, 0 to 1.
    pub available: Vec<f64>,
    /// Id of the class of each month.
    pub class: Vec<Name>,
    /// Figures of a unit on three rulers.
    pub figures: [Vec<f64>; 3],
    pub per_wafer: Vec<f64>,
    /// USD thousand per unit, before ageing.
    pub price: Vec<f64>,
    /// Years of ageing of the price.
    pub age: Vec<f64>,
    pub special: Vec<f64>,
    /// What the vendor would ship over the offer of a licensed class.
    pub offer_scale: Vec<f64>,
    /// Share of applied-for volume that may ship; where `practice_assumed` is 1 the draw decides.
    pub practice: Vec<f64>,
    pub practice_assumed: Vec<f64>,
    pub take: Vec<f64>,
    /// Thousand units per month, with the logarithm of one standard normal step down and up.
    pub cap: Vec<f64>,
    pub cap_band: [f64; 2],
    pub enforcement: Vec<f64>,
    pub offshore_open: Vec<f64>,
    /// Share of wanted imports let in, by segment; where `gate_reacts` is 1 the chain decides.
    pub gate: [Vec<f64>; 4],
    pub gate_reacts: [Vec<f64>; 4],
    /// State in which the chain starts, 0 (open) to 3 (shut), by segment.
    pub gate_start: [f64; 4],
    pub mandate: [Vec<f64>; 4],
    /// Months since the rule that vendors answer with a clipped part; below zero where none is answered.
    pub since_rule: Vec<f64>,
    /// Figures of that part on three rulers.
    pub clipped: [Vec<f64>; 3],
    /// How close a coming stop is, 0 to 1: orders are pulled forward.
    pub pull: Vec<f64>,
}

/// A policy could not be compiled.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum RuleError {
    /// A lever was never set in history.
    #[error("the lever `{0}` has no value in history")]
    Unset(String),
    /// A class is not in the tables.
    #[error("the tables describe no class `{0}`")]
    UnknownClass(String),
    /// A lever asks the rule books, and none were given.
    #[error("the lever `{0}` asks the rule books, and none were read")]
    NoLaw(String),
}

impl Rules {
    /// Compiles history and policies, later ones over earlier ones.
    ///
    /// # Errors
    ///
    /// Returns a lever without a value, or a class that the tables lack.
    pub fn compile(
        data: &RaceData,
        world: &World,
        lawful: &Lawful,
        policies: &[&Policy],
    ) -> Result<Rules, RuleError> {
        let settings = laid_over(&data.history, policies);
        let calendar = Calendar::new(&settings, lawful)?;
        let class = classes(&calendar);
        let notch = calendar.numbers("us.notch", Some(0.5))?;
        let figures_of = |(month, id): (usize, &Name)| figures(world, id, at(&notch, month), month);
        let all: Vec<Figures> = class.ids.iter().enumerate().map(figures_of).collect::<Result<_, _>>()?;
        let list = |get: fn(&Figures) -> f64| all.iter().map(get).collect::<Vec<f64>>();
        let enforcement = calendar.numbers("us.enforcement", Some(1.0))?;
        let redesign = Redesign::new(&calendar, world, lawful);
        let by_segment = |of: &dyn Fn(usize, Date) -> f64| {
            [0, 1, 2, 3].map(|segment| calendar.months(|day| of(segment, day)))
        };
        Ok(Rules {
            pull: pull(&class.available, policies),
            available: class.available,
            class: class.ids,
            figures: [list(|x| x.class.f), list(|x| x.class.b), list(|x| x.class.fp4)],
            per_wafer: list(|x| x.class.per_wafer),
            price: list(|x| x.class.price),
            age: list(|x| x.age),
            special: list(|x| x.class.special),
            offer_scale: list(|x| x.offer_scale),
            practice: calendar.numbers("us.practice", None)?,
            practice_assumed: calendar.months(|day| flag(calendar.has("us.practice", day, "assumed"))),
            take: calendar.months(|day| calendar.take(day)),
            cap: calendar.months(|day| calendar.cap(day, world.constants.cap_units)),
            cap_band: cap_band(data),
            enforcement: enforcement.iter().zip(&world.enforcement).map(|(lever, e)| lever * e).collect(),
            offshore_open: calendar.numbers("us.offshore_open", None)?,
            gate: by_segment(&|segment, day| calendar.gate(segment, day, &world.constants)),
            gate_reacts: by_segment(&|segment, day| flag(calendar.reacts(segment, day))),
            gate_start: [0, 1, 2, 3].map(|segment| calendar.start(segment)),
            mandate: by_segment(&|segment, day| calendar.mandate(segment, day)),
            since_rule: redesign.since,
            clipped: redesign.figures,
        })
    }
}

fn flag(is: bool) -> f64 {
    if is { 1.0 } else { 0.0 }
}

/// The clipped part by month.
struct Redesign {
    since: Vec<f64>,
    figures: [Vec<f64>; 3],
}

impl Redesign {
    fn new(calendar: &Calendar<'_>, world: &World, lawful: &Lawful) -> Redesign {
        let answers = |day: Date| calendar.number("us.redesign", day).is_some_and(|is| is > 0.0);
        let mut since = since_rule(lawful, answers);
        let mut figures = [vec![], vec![], vec![]];
        for (month, since) in since.iter_mut().enumerate() {
            let part = clipped(world, lawful, month);
            // Without a part nobody answers; its figures still go through a logarithm.
            if part.is_none() {
                *since = -1.0;
            }
            for (list, figure) in figures.iter_mut().zip(part.unwrap_or([1.0; 3])) {
                list.push(figure);
            }
        }
        Redesign { since, figures }
    }
}

fn laid_over(history: &[Setting], policies: &[&Policy]) -> Vec<Setting> {
    let mut all = history.to_vec();
    for policy in policies {
        for setting in &policy.settings {
            let own = |old: &Setting| policy.settings.contains(old);
            all.retain(|old| old.lever != setting.lever || old.from < setting.from || own(old));
            all.push(setting.clone());
        }
    }
    all.sort_by_key(|setting| setting.from);
    all
}

struct ClassMonths {
    ids: Vec<Name>,
    available: Vec<f64>,
}

fn classes(calendar: &Calendar<'_>) -> ClassMonths {
    let mut months = ClassMonths { ids: Vec::new(), available: Vec::new() };
    for month in 0..MONTHS {
        let (id, available) = class_of(calendar, month);
        months.ids.push(id);
        months.available.push(available);
    }
    months
}

/// The class with most days, and the part of the month with any.
fn class_of(calendar: &Calendar<'_>, month: usize) -> (Name, f64) {
    let mut parts: Vec<(Name, f64)> = Vec::new();
    for (part, day) in calendar.spans(month) {
        let class = calendar.sold(day);
        match parts.iter_mut().find(|(known, _)| *known == class) {
            Some((_, sum)) => *sum += part,
            None => parts.push((class, part)),
        }
    }
    parts.retain(|(class, _)| **class != *"none");
    let open: f64 = parts.iter().fold(0.0, |sum, (_, part)| sum + part);
    let most = parts.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
    (most.map_or_else(|| Name::from("none"), |(class, _)| class), open.min(1.0))
}

/// exp(-(t0 - t)/3) in the six months before a policy, known before, takes a class away that was sold.
fn pull(available: &[f64], policies: &[&Policy]) -> Vec<f64> {
    let mut months = vec![0.0; available.len()];
    for policy in policies {
        let Some(stop) = crate::time::month_of(policy.from) else { continue };
        let (before, after) = (at(available, stop.saturating_sub(1)), at(available, stop + 1));
        let is_leaked = |setting: &Setting| {
            *setting.lever == *"us.leaked"
                && matches!(setting.value, LeverValue::Number(number) if number > 0.0)
        };
        let stops = before > 0.5 && after < 0.5 && policy.settings.iter().any(is_leaked);
        for back in 1..=6_u32 {
            let month = stop.checked_sub(back as usize).and_then(|month| months.get_mut(month));
            if let Some(month) = month.filter(|_| stops) {
                *month = (-f64::from(back) / 3.0).exp();
            }
        }
    }
    months
}

/// Logarithm of one standard normal step down and up of the cap: its band holds 90 percent.
fn cap_band(data: &RaceData) -> [f64; 2] {
    let row = data.rows("cap.units").next();
    let ends = row.and_then(|row| Some((row.low?, row.central?, row.high?)));
    let Some((low, center, high)) = ends else { return [0.0, 0.0] };
    let step = |ratio: f64| ratio.ln().max(0.0) / Z95;
    [step(center / low), step(high / center)]
}
