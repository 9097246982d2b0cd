//! A gate's answer, also for an item that passes through a country on its way.
//!
//! Such an item is exported to where it ends (15 CFR 734.13, 734.14). Whether it
//! really goes on is a fact: while nobody says so, a stricter answer for the place
//! of transit leaves the answer open.

use crate::{Asked, Known};
use chipgate_base::Name;
use chipgate_law::determine::{Books, GateAnswer, GateReport, Manner, Missing, determine};
use chipgate_law::inputs::Inputs;
use chipgate_law::rule::Measure;
use chipgate_law::value::Value;

/// The fact that says whether the item stays in the place of transit.
const ENTERS_TRANSIT: &str = "enters_transit_country";

/// What a gate says that also asks about the place of transit.
pub(crate) fn with_transit(
    books: &Books<'_>,
    known: &Known,
    asked: &Asked,
    inputs: &Inputs,
    manner: &Manner,
) -> GateReport {
    let ultimate = determine(books, asked.lens, inputs, manner);
    let enters = inputs.value(known.enters_transit_country);
    if asked.passage.is_none() || *enters == Value::YesNo(false) {
        return ultimate;
    }
    let transit = determine(books, asked.lens, &to_transit(known, inputs), manner);
    let stays = *enters == Value::YesNo(true);
    match (strictest(&transit) > strictest(&ultimate), stays) {
        (false, _) => ultimate,
        (true, true) => transit,
        (true, false) => open(ultimate, &transit),
    }
}

/// The same transaction with the place of transit as its destination.
fn to_transit(known: &Known, inputs: &Inputs) -> Inputs {
    let mut out = inputs.clone();
    out.set(known.destination, inputs.value(known.transit_country).clone(), None);
    out
}

fn strictest(report: &GateReport) -> Option<Measure> {
    crate::gates::possible(report).into_iter().max()
}

/// The answer for the ultimate destination, left open by a stricter one for the place of transit.
fn open(mut report: GateReport, transit: &GateReport) -> GateReport {
    let mut possible = crate::gates::possible(&report);
    possible.extend(crate::gates::possible(transit));
    possible.sort_unstable();
    possible.dedup();
    report.possible = possible;
    report.answer = GateAnswer::Unknown;
    report.because = None;
    report.missing.insert(0, Missing { fact: Name::from(ENTERS_TRANSIT), entries: Vec::new() });
    report.basis.extend(transit.basis.iter().cloned());
    report
}
