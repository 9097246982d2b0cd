//! The levers and the rule books day by day, and their means over months.

use super::{Lawful, LawfulDay, RuleError};
use crate::data::{LeverValue, SEGMENTS, Setting};
use crate::time::{MONTHS, days, first_day};
use crate::world::{Constants, at};
use chipgate_base::Name;
use chipgate_survey::terms::{REDESIGN, Terms};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The class of a stretch of days.
struct Stretch {
    from: Date,
    /// Class that may be sold, or `none`.
    sold: Name,
    /// Class whose terms hold: where none is sold, the clipped part, else the class sold last.
    asked: Name,
}

/// A cap that never binds, thousand units per month.
const NO_CAP: f64 = 1e9;

/// Levers and law by day.
pub(super) struct Calendar<'a> {
    by_lever: BTreeMap<&'a str, Vec<&'a Setting>>,
    lawful: &'a Lawful,
    stretches: Vec<Stretch>,
}

impl<'a> Calendar<'a> {
    /// # Errors
    ///
    /// Returns a lever that asks the rule books where none are given.
    pub fn new(settings: &'a [Setting], lawful: &'a Lawful) -> Result<Calendar<'a>, RuleError> {
        let mut by_lever: BTreeMap<&str, Vec<&Setting>> = BTreeMap::new();
        for setting in settings {
            let asks =
                matches!(&setting.value, LeverValue::Word(word) if ["rules", "reacts"].contains(&&**word));
            if asks && lawful.days.is_empty() {
                return Err(RuleError::NoLaw(setting.lever.to_string()));
            }
            by_lever.entry(&setting.lever).or_default().push(setting);
        }
        let mut calendar = Calendar { by_lever, lawful, stretches: Vec::new() };
        calendar.stretches = calendar.stretches_of(&calendar.cuts(settings));
        Ok(calendar)
    }

    /// Every day on which something changes, the first day of the run before them.
    fn cuts(&self, settings: &[Setting]) -> Vec<Date> {
        let mut cuts: Vec<Date> = settings.iter().map(|setting| setting.from).collect();
        cuts.extend(self.lawful.days.iter().map(|day| day.from));
        cuts.extend(self.lawful.covers_to.and_then(|day| day.tomorrow().ok()));
        cuts.push(first_day(0));
        cuts.retain(|day| *day >= first_day(0));
        cuts.sort_unstable();
        cuts.dedup();
        cuts
    }

    fn stretches_of(&self, cuts: &[Date]) -> Vec<Stretch> {
        let mut last = Name::from("flagship");
        let mut stretches = Vec::new();
        for from in cuts {
            let sold = self.class_on(*from);
            let redesigns = self.number("us.redesign", *from).is_some_and(|is| is > 0.0);
            let asked = match (&*sold, redesigns) {
                ("none", true) => Name::from(REDESIGN),
                ("none", false) => last.clone(),
                // A part of the flagship's kind has no chip of its own in the catalogue.
                ("notch", _) => Name::from("flagship"),
                _ => sold.clone(),
            };
            last = asked.clone();
            stretches.push(Stretch { from: *from, sold, asked });
        }
        stretches
    }

    /// Spans of a month with one state of everything: part of the month, first day.
    pub fn spans(&self, month: usize) -> Vec<(f64, Date)> {
        let (first, length) = (first_day(month), f64::from(days(month)));
        let day = |from: Date| f64::from((from - first).get_days());
        let mut end = length;
        let mut spans = Vec::new();
        for stretch in self.stretches.iter().rev().skip_while(|stretch| day(stretch.from) >= length) {
            let from = day(stretch.from).max(0.0);
            spans.push(((end - from) / length, first.max(stretch.from)));
            end = from;
            if from <= 0.0 {
                break;
            }
        }
        spans
    }

    /// Mean over the days of each month.
    pub fn months(&self, value: impl Fn(Date) -> f64) -> Vec<f64> {
        let mean = |month| self.spans(month).into_iter().map(|(part, day)| part * value(day)).sum();
        (0..MONTHS).map(mean).collect()
    }

    pub fn setting(&self, lever: &str, day: Date) -> Option<&'a LeverValue> {
        let of = self.by_lever.get(lever)?;
        of.iter().rfind(|setting| setting.from <= day).map(|setting| &setting.value)
    }

    /// The number that a lever has on a day; `None` where it has none, or a word.
    pub fn number(&self, lever: &str, day: Date) -> Option<f64> {
        match self.setting(lever, day) {
            Some(LeverValue::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// Whether a lever has this word on a day.
    pub fn has(&self, lever: &str, day: Date, word: &str) -> bool {
        matches!(self.setting(lever, day), Some(LeverValue::Word(found)) if **found == *word)
    }

    /// A lever by month; a word counts as zero.
    ///
    /// # Errors
    ///
    /// Returns a lever that history leaves open, unless a default stands in.
    pub fn numbers(&self, lever: &str, default: Option<f64>) -> Result<Vec<f64>, RuleError> {
        if default.is_none() && self.setting(lever, first_day(0)).is_none() {
            return Err(RuleError::Unset(lever.to_owned()));
        }
        let on = |day| self.setting(lever, day).map_or(default, |_| self.number(lever, day));
        Ok(self.months(|day| on(day).unwrap_or(0.0)))
    }

    fn stretch(&self, day: Date) -> Option<&Stretch> {
        let after = self.stretches.partition_point(|stretch| stretch.from <= day);
        self.stretches.get(after.checked_sub(1)?)
    }

    /// Class that may be sold on a day, or `none`.
    pub fn sold(&self, day: Date) -> Name {
        self.stretch(day).map_or_else(|| Name::from("none"), |stretch| stretch.sold.clone())
    }

    fn class_on(&self, day: Date) -> Name {
        match self.setting("us.class", day) {
            Some(LeverValue::Word(word)) if **word != *"rules" => word.clone(),
            _ => self.law(day).map_or_else(|| Name::from("none"), |law| law.best.clone()),
        }
    }

    pub fn law(&self, day: Date) -> Option<&'a LawfulDay> {
        let after = self.lawful.days.partition_point(|law| law.from <= day);
        self.lawful.days.get(after.checked_sub(1)?)
    }

    /// Terms that hold on a day; `None` where the book was not asked about the class.
    pub fn terms(&self, day: Date) -> Option<&'a Terms> {
        let class = &self.stretch(day)?.asked;
        self.law(day)?.terms.iter().find(|terms| terms.class == *class)
    }

    /// Share that the government takes.
    pub fn take(&self, day: Date) -> f64 {
        let of_law = || self.terms(day).map_or(0.0, |terms| terms.take);
        self.number("us.take", day).unwrap_or_else(of_law)
    }

    /// Thousand units per month; `amount` where a rule caps.
    pub fn cap(&self, day: Date, amount: f64) -> f64 {
        let capped = || self.terms(day).is_some_and(|terms| terms.capped);
        self.number("us.cap_units", day).unwrap_or_else(|| if capped() { amount } else { NO_CAP })
    }

    /// Least domestic share of a segment.
    pub fn mandate(&self, segment: usize, day: Date) -> f64 {
        let of_law = || self.terms(day).and_then(|terms| terms.mandate.get(segment).copied());
        let lever = lever("cn.mandate", segment);
        self.number(&lever, day).or_else(of_law).unwrap_or(0.0)
    }

    /// Whether the chain of states decides the gate of a segment on a day.
    pub fn reacts(&self, segment: usize, day: Date) -> bool {
        let is_after = self.lawful.covers_to.is_some_and(|last| day > last);
        is_after && self.has(&lever("cn.gate", segment), day, "reacts")
    }

    /// Share of wanted imports of a segment that the lever, or the book within what was practised, lets in.
    pub fn gate(&self, segment: usize, day: Date, constants: &Constants) -> f64 {
        if self.reacts(segment, day) {
            return 0.0;
        }
        let of_law = || {
            let level = at(&constants.gate_levels, self.step(segment, day));
            level.min(self.number(&lever("cn.practice", segment), day).unwrap_or(1.0))
        };
        self.number(&lever("cn.gate", segment), day).unwrap_or_else(of_law)
    }

    /// Step of the book, from 0 (free) to 3 (closed); the mildest that is possible where it is open.
    fn step(&self, segment: usize, day: Date) -> usize {
        let step = self.terms(day).and_then(|terms| terms.buyer_mildest.get(segment)?.place());
        step.unwrap_or(0)
    }

    /// State in which the chain of a segment starts: that of the book on the last day its sources cover.
    pub fn start(&self, segment: usize) -> f64 {
        let step = self.lawful.covers_to.map_or(0, |day| self.step(segment, day));
        [0.0, 1.0, 2.0, 3.0].get(step).copied().unwrap_or(3.0)
    }
}

fn lever(name: &str, segment: usize) -> String {
    format!("{name}.{}", SEGMENTS.get(segment).copied().unwrap_or_default())
}
