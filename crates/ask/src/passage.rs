//! The gate of the United States, also for an item that passes through a country on its way.
//!
//! Such an item is exported to where it ends (15 CFR 734.13, 734.14). Whether it
//! really goes on is a fact: while nobody says so, a stricter answer for the place
//! of transit leaves the answer open.

use crate::Asked;
use chipgate_base::Name;
use chipgate_law::determine::{Books, GateAnswer, GateReport, Missing, determine};
use chipgate_law::inputs::Inputs;
use chipgate_law::rule::Measure;
use chipgate_law::value::Value;

/// The fact that says whether the item stays in the place of transit.
const ENTERS_TRANSIT: &str = "enters_transit_country";

/// What the United States say of a question.
pub(crate) fn us_gate(books: &Books<'_>, asked: &Asked) -> GateReport {
    let ultimate = determine(books, asked.lens, &asked.inputs, &asked.manner);
    if asked.passage.is_none() || value(books, &asked.inputs, ENTERS_TRANSIT) == Value::YesNo(false) {
        return ultimate;
    }
    let transit = determine(books, asked.lens, &to_transit(books, &asked.inputs), &asked.manner);
    let stays = value(books, &asked.inputs, ENTERS_TRANSIT) == Value::YesNo(true);
    match (strictest(&transit) > strictest(&ultimate), stays) {
        (false, _) => ultimate,
        (true, true) => transit,
        (true, false) => open(ultimate, &transit),
    }
}

fn value(books: &Books<'_>, inputs: &Inputs, fact: &str) -> Value {
    let facts = &books.enforced.law.vocabulary.facts;
    facts.find(fact).map_or(Value::Unknown, |fact| inputs.value(fact).clone())
}

/// The same transaction with the place of transit as its destination.
fn to_transit(books: &Books<'_>, inputs: &Inputs) -> Inputs {
    let facts = &books.enforced.law.vocabulary.facts;
    let mut out = inputs.clone();
    if let (Some(destination), Some(transit)) = (facts.find("destination"), facts.find("transit_country")) {
        out.set(destination, inputs.value(transit).clone(), None);
    }
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
