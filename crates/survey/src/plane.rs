//! The plane TPP × performance density on one day: which region has which answer.

use chipgate_ask::Ground;
use chipgate_base::Name;
use chipgate_base::interval::{Comparison, Interval};
use chipgate_catalogue::quantity;
use chipgate_law::book::Book;
use chipgate_law::determine::{GateAnswer, answer_only};
use chipgate_law::expr::Atom;
use chipgate_law::fact::{Absent, FactId, Origin};
use chipgate_law::inputs::{Inputs, Party};
use chipgate_law::value::Value;

/// A rectangle of the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Range of TPP.
    pub tpp: Interval,
    /// Range of performance density, in TPP per mm².
    pub density: Interval,
    /// The answer there.
    pub answer: GateAnswer,
    /// ECCN paragraphs there.
    pub eccn: Vec<Name>,
}

/// Regions for a circuit exported to a buyer headquartered at the destination.
///
/// The exporter has received no letter. Links and memory bandwidth stay open, so
/// that where the rules turn on them the region is open.
#[must_use]
pub fn regions(ground: Ground<'_>, book: &Book<'_>, to: &Name, datacenter: bool) -> Vec<Region> {
    let facts = &ground.law.vocabulary.facts;
    let (Some(tpp), Some(density)) = (facts.find(quantity::TPP), facts.find(quantity::PERFORMANCE_DENSITY))
    else {
        return Vec::new();
    };
    let measure = facts.find(quantity::BITTOPS22);
    let mut tpp_cuts = cuts(book, tpp);
    tpp_cuts.extend(measure.map(|fact| cuts(book, fact)).unwrap_or_default());
    let base = base(ground, to, datacenter);
    let mut regions = Vec::new();
    for tpp_piece in Interval::UNKNOWN.split(&tpp_cuts) {
        for density_piece in Interval::UNKNOWN.split(&cuts(book, density)) {
            let mut inputs = base.clone();
            inputs.set(tpp, Value::Number(tpp_piece), None);
            inputs.set(density, Value::Number(density_piece), None);
            if let Some(measure) = measure {
                inputs.set(measure, Value::Number(tpp_piece), None);
            }
            let (answer, eccn) = answer_only(book, &inputs);
            regions.push(Region { tpp: tpp_piece, density: density_piece, answer, eccn });
        }
    }
    regions
}

/// The constants with which a book compares a fact.
fn cuts(book: &Book<'_>, fact: FactId) -> Vec<(Comparison, f64)> {
    let mut cuts = Vec::new();
    for entry in book.entries.iter().filter(|entry| entry.rule.step == chipgate_law::rule::Step::Class) {
        entry.version.when.each_atom(&mut |atom| {
            if let Atom::Compare(read, comparison, threshold) = atom
                && *read == fact
            {
                cuts.push((*comparison, threshold.value));
            }
        });
    }
    cuts
}

fn base(ground: Ground<'_>, to: &Name, datacenter: bool) -> Inputs {
    let facts = &ground.law.vocabulary.facts;
    let mut inputs = Inputs::unknown(facts);
    for (id, fact) in facts.iter().filter(|(_, fact)| fact.origin == Origin::Given) {
        if let Absent::Assume(value) | Absent::ProvidedThat(value) = &fact.absent {
            inputs.set(id, value.clone(), None);
        }
    }
    let mut set = |name: &str, value: Value| {
        if let Some(fact) = facts.find(name) {
            inputs.set(fact, value, None);
        }
    };
    let word = |text: &str| Value::Symbol(Name::from(text));
    set("act", word("export"));
    set("origin_country", Value::Symbol(ground.frame.exports_from.clone()));
    set("destination", Value::Symbol(to.clone()));
    set("exporter", word("another"));
    set("hbm", Value::YesNo(false));
    set("datacenter", Value::YesNo(datacenter));
    set("letter_received", Value::YesNo(false));
    add_buyer(ground, to, &mut inputs);
    inputs
}

fn add_buyer(ground: Ground<'_>, to: &Name, inputs: &mut Inputs) {
    let facts = &ground.law.vocabulary.facts;
    let mut buyer = Party::unknown(facts, Name::from(""));
    let mut set = |name: &str, value: Value| {
        if let Some(fact) = facts.find(name) {
            buyer.set(fact, value, None);
        }
    };
    for name in ["country", "headquarters", "ultimate_parent_headquarters"] {
        set(name, Value::Symbol(to.clone()));
    }
    set("party", Value::Symbol(Name::from("another")));
    set("listed", Value::YesNo(false));
    set("listing_policies", Value::Names(Vec::new()));
    set("listing_footnotes", Value::Names(Vec::new()));
    inputs.parties.push(buyer);
    inputs.roles = ["purchaser", "consignee", "end_user"].iter().map(|role| (Name::from(*role), 0)).collect();
}
