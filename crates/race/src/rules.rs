//! Rules as arrays: one value for each month, compiled once for a policy.
//!
//! The kernel sees only these arrays. A month in which a lever changes carries
//! the mean over its days.

use crate::time::{MONTHS, days, first_day};
use crate::world::{Class, World, at};
use chipgate_corpus::race::{LeverValue, Policy, RaceData, SEGMENTS, Setting};
use chipgate_law::Name;
use jiff::civil::Date;

/// The best class that the rule books let through, from a day on; `none` where there is none.
pub type Lawful = Vec<(Date, Name)>;

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
}

/// Packages per wafer of a part of the flagship's size over that of the newest class.
const SMALL_PACKAGES: f64 = 29.0;

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
        let compiler = Compiler { settings: &settings, lawful };
        let class = compiler.classes()?;
        let notch = compiler.numbers("us.notch", Some(0.5))?;
        let figures_of = |month: usize| figures(world, &class.ids, at(&notch, month), month);
        let all: Vec<Figures> = (0..MONTHS).map(figures_of).collect::<Result<_, _>>()?;
        let list = |get: fn(&Figures) -> f64| all.iter().map(get).collect::<Vec<f64>>();
        let redesign = compiler.numbers("us.redesign", Some(0.0))?;
        let enforcement = compiler.numbers("us.enforcement", Some(1.0))?;
        let by_segment = |name: &str, default| -> Result<[Vec<f64>; 4], RuleError> {
            let mut out = [vec![], vec![], vec![], vec![]];
            for (slot, segment) in out.iter_mut().zip(SEGMENTS) {
                *slot = compiler.numbers(&format!("{name}.{segment}"), default)?;
            }
            Ok(out)
        };
        let reacts = SEGMENTS.map(|segment| compiler.words(&format!("cn.gate.{segment}"), "reacts"));
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
            practice: compiler.numbers("us.practice", None)?,
            practice_assumed: compiler.words("us.practice", "assumed"),
            take: compiler.numbers("us.take", None)?,
            cap: compiler.numbers("us.cap_units", None)?,
            cap_band: cap_band(&data.history),
            enforcement: enforcement.iter().zip(&world.enforcement).map(|(lever, e)| lever * e).collect(),
            offshore_open: compiler.numbers("us.offshore_open", None)?,
            gate: by_segment("cn.gate", None)?,
            gate_reacts: reacts,
            mandate: by_segment("cn.mandate", None)?,
            since_rule: since_rule(&redesign),
            clipped: [0, 1, 2].map(|ruler| clipped(world, &notch, ruler)),
        })
    }
}

struct Figures {
    class: Class,
    age: f64,
    offer_scale: f64,
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

struct Compiler<'a> {
    settings: &'a [Setting],
    lawful: &'a Lawful,
}

struct ClassMonths {
    ids: Vec<Name>,
    available: Vec<f64>,
}

impl Compiler<'_> {
    /// Spans of days within a month with the value of each.
    fn pieces<'s>(&'s self, lever: &'s str, month: usize) -> Vec<(f64, &'s LeverValue)> {
        let length = f64::from(days(month));
        let first = first_day(month);
        let of: Vec<&Setting> = self.settings.iter().filter(|setting| *setting.lever == *lever).collect();
        let mut pieces: Vec<(f64, &LeverValue)> = Vec::new();
        let mut left = length;
        for setting in of.iter().rev() {
            let day = f64::from((setting.from - first).get_days()).max(0.0);
            if day < left {
                pieces.push(((left - day) / length, &setting.value));
                left = day;
            }
        }
        pieces
    }

    fn numbers(&self, lever: &str, default: Option<f64>) -> Result<Vec<f64>, RuleError> {
        let month = |month: usize| {
            let pieces = self.pieces(lever, month);
            if pieces.is_empty() {
                return default.ok_or_else(|| RuleError::Unset(lever.to_owned()));
            }
            let number =
                |value: &LeverValue| if let LeverValue::Number(number) = value { *number } else { 0.0 };
            let known: f64 = pieces.iter().map(|(part, _)| part).sum();
            let rest = (1.0 - known) * default.unwrap_or(0.0);
            Ok(pieces.iter().map(|(part, value)| part * number(value)).sum::<f64>() + rest)
        };
        (0..MONTHS).map(month).collect()
    }

    /// Part of each month in which a lever holds a word.
    fn words(&self, lever: &str, word: &str) -> Vec<f64> {
        let is = |value: &LeverValue| matches!(value, LeverValue::Word(found) if **found == *word);
        let month = |month: usize| {
            self.pieces(lever, month).iter().filter(|(_, value)| is(value)).map(|(part, _)| part).sum()
        };
        (0..MONTHS).map(month).collect()
    }

    fn classes(&self) -> Result<ClassMonths, RuleError> {
        let mut months = ClassMonths { ids: Vec::new(), available: Vec::new() };
        for month in 0..MONTHS {
            let (id, available) = self.class_of(month);
            months.ids.push(id);
            months.available.push(available);
        }
        Ok(months)
    }

    /// The class with most days, and the part of the month with any.
    fn class_of(&self, month: usize) -> (Name, f64) {
        let mut best = (Name::from("none"), 0.0);
        let mut open: f64 = 0.0;
        for (part, value) in self.pieces("us.class", month) {
            let LeverValue::Word(word) = value else { continue };
            for (part, class) in self.resolved(word, part, month) {
                if *class == *"none" {
                    continue;
                }
                open += part;
                if part > best.1 {
                    best = (class, part);
                }
            }
        }
        (best.0, open.min(1.0))
    }

    /// `rules` becomes what the rule books let through on the days of the month.
    fn resolved(&self, word: &Name, part: f64, month: usize) -> Vec<(f64, Name)> {
        if **word != *"rules" {
            return vec![(part, word.clone())];
        }
        let length = f64::from(days(month));
        let first = first_day(month);
        let mut left = length;
        let mut pieces = Vec::new();
        for (from, class) in self.lawful.iter().rev() {
            let day = f64::from((*from - first).get_days()).max(0.0);
            if day < left {
                pieces.push(((left - day) / length * part, class.clone()));
                left = day;
            }
        }
        pieces
    }
}

fn figures(world: &World, ids: &[Name], notch: f64, month: usize) -> Result<Figures, RuleError> {
    let id = ids.get(month).map_or("none", |id| &**id);
    let of = |ruler: usize| world.flagship.get(ruler).map_or(1.0, |list| at(list, month));
    let flagship = |part: f64, per_wafer: f64, special: f64| Class {
        f: of(0) * part,
        b: of(1) * part,
        fp4: of(2) * part,
        per_wafer,
        price: of(0) * part * at(&world.price_per_f, month),
        special,
        ages: 0.0,
    };
    let newest = at(&world.packages, month);
    let class = match id {
        // A class that is not sold still needs figures that a logarithm takes.
        "none" => flagship(0.5, newest, 0.0),
        "flagship" => flagship(1.0, newest, 0.0),
        // Half the flagship's figures is one of its two dies, in a package half as large.
        "notch" => flagship(notch.max(0.01), newest / notch.clamp(0.3, 1.0), 1.0),
        id => *world.classes.get(id).ok_or_else(|| RuleError::UnknownClass(id.to_owned()))?,
    };
    // Years since January 2026.
    #[allow(clippy::cast_precision_loss)]
    let years = month.saturating_sub(96) as f64 / 12.0;
    let free = matches!(id, "flagship" | "notch");
    Ok(Figures {
        class: Class { per_wafer: class.per_wafer.clamp(1.0, 2.0 * SMALL_PACKAGES), ..class },
        age: class.ages * years,
        offer_scale: if free && month >= 96 { world.constants.offer_flagship } else { 1.0 },
    })
}

fn clipped(world: &World, notch: &[f64], ruler: usize) -> Vec<f64> {
    let flagship = world.flagship.get(ruler).map(Vec::as_slice).unwrap_or_default();
    flagship.iter().zip(notch).map(|(figure, part)| figure * part.max(0.01)).collect()
}

/// Months since the lever `us.redesign` was set.
fn since_rule(lever: &[f64]) -> Vec<f64> {
    let mut since = -1.0;
    let mut months = Vec::new();
    for value in lever {
        since = if *value > 0.0 { since + 1.0 } else { -1.0 };
        months.push(since);
    }
    months
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

fn cap_band(history: &[Setting]) -> [f64; 2] {
    let cap = history.iter().find(|setting| *setting.lever == *"us.cap_units" && setting.band.is_some());
    let Some((Setting { value: LeverValue::Number(center), .. }, (low, high))) =
        cap.and_then(|setting| Some((setting, setting.band?)))
    else {
        return [0.0, 0.0];
    };
    let step = |ratio: f64| ratio.ln().max(0.0) / 1.644_853_626_951_472_2;
    [step(center / low), step(high / center)]
}
