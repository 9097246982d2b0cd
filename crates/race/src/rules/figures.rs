//! Figures of the classes that are sold, and of the clipped part.

use super::{Lawful, RuleError};
use crate::time::{MONTHS, first_day, month_of};
use crate::world::{Class, World, at};
use chipgate_base::Name;
use chipgate_survey::terms::{Open, Terms};
use jiff::civil::Date;

pub(super) struct Figures {
    pub class: Class,
    /// Years of ageing of the price.
    pub age: f64,
    pub offer_scale: f64,
}

/// Figures of the class of a month.
pub(super) fn figures(world: &World, id: &Name, notch: f64, month: usize) -> Result<Figures, RuleError> {
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
    let class = match &**id {
        // A class that is not sold still needs figures that a logarithm takes.
        "none" => flagship(0.5, newest, 0.0),
        "flagship" => flagship(1.0, newest, 0.0),
        // Half the flagship's figures is one of its two dies, in a package half as large.
        "notch" => flagship(notch.max(0.01), newest / notch.clamp(0.3, 1.0), 1.0),
        id => *world.classes.get(id).ok_or_else(|| RuleError::UnknownClass(id.to_owned()))?,
    };
    let years = month.saturating_sub(world.dates.price_ages) as f64 / 12.0;
    let free = matches!(&**id, "flagship" | "notch");
    Ok(Figures {
        class: Class {
            per_wafer: class.per_wafer.clamp(1.0, 2.0 * world.constants.redesign_per_wafer),
            ..class
        },
        age: class.ages * years,
        offer_scale: if free && month >= world.dates.flagship_offered {
            world.constants.offer_flagship
        } else {
            1.0
        },
    })
}

/// The clipped part of a month on three rulers; `None` where there is none, or the flagship itself is free.
pub(super) fn clipped(world: &World, lawful: &Lawful, month: usize) -> Option<[f64; 3]> {
    let day = first_day(month).last_of_month();
    let law = lawful.days.iter().rfind(|law| law.from <= day)?;
    let is_free = |terms: &Terms| *terms.class == *"flagship" && terms.seller == Open::Free;
    if law.terms.iter().any(is_free) {
        return None;
    }
    let clip = law.redesign()?.clip.as_ref()?;
    let of = |ruler: usize| world.flagship.get(ruler).map_or(1.0, |list| at(list, month));
    let (f, b) = (
        of(0).min(clip.kept.tpp / world.constants.f_tpp),
        of(1).min(clip.kept.memory / world.constants.b_gb),
    );
    Some([f, b, of(2) * f / of(0)])
}

/// Months since the day from which vendors answer; below zero where they do not.
///
/// That is the day on which the rules of a flagship changed, or the day of the lever `us.redesign` if it is later.
pub(super) fn since_rule(lawful: &Lawful, answers: impl Fn(Date) -> bool) -> Vec<f64> {
    let mut since_lever: Option<usize> = None;
    let mut months = Vec::new();
    for month in 0..MONTHS {
        let day = first_day(month).last_of_month();
        since_lever = answers(day).then(|| since_lever.unwrap_or(month));
        let ruled = lawful.days.iter().rfind(|law| law.from <= day).and_then(|law| law.ruled);
        let from = since_lever.map(|lever| ruled.and_then(month_of).unwrap_or(0).max(lever));
        // Months are few, so the conversion is exact.
        months.push(from.map_or(-1.0, |from| month.saturating_sub(from) as f64));
    }
    months
}
