//! An order under the toy law, and what the law says of it, worked out a second time in plain comparisons.

use crate::toy::{AMENDED, FEATURES, RU_CLOSED, name, names};
use chipgate_base::answer::Answer;
use chipgate_base::interval::Interval;
use chipgate_law::book::Law;
use chipgate_law::inputs::{Inputs, Party};
use chipgate_law::rule::{Measure, Policy};
use chipgate_law::space::Outcome;
use chipgate_law::value::Value;
use jiff::civil::Date;
use proptest::prelude::*;

/// Everything of an order that the toy law reads.
#[derive(Clone, Debug)]
pub struct Order {
    pub destination: &'static str,
    pub tpp: f64,
    pub density: f64,
    pub dram: f64,
    pub datacenter: bool,
    pub military: bool,
    pub notice: bool,
    pub civil: bool,
    pub carved_out: bool,
    pub listed: bool,
    pub lists: Vec<&'static str>,
    pub headquarters: &'static str,
    pub features: Vec<&'static str>,
}

impl Order {
    /// A chip of no concern to a buyer of no concern.
    pub fn plain(destination: &'static str) -> Order {
        Order {
            destination,
            tpp: 100.0,
            density: 1.0,
            dram: 100.0,
            datacenter: false,
            military: false,
            notice: false,
            civil: false,
            carved_out: false,
            listed: false,
            lists: Vec::new(),
            headquarters: "JP",
            features: Vec::new(),
        }
    }

    /// The same order as inputs; the area of the dies stays unknown.
    pub fn inputs(&self, law: &Law) -> Inputs {
        let facts = &law.vocabulary.facts;
        let mut inputs = Inputs::unknown(facts);
        let mut buyer = Party::unknown(facts, name("buyer"));
        let id = |key: &str| facts.find(key).expect("the toy law declares it");
        let number = |number: f64| Value::Number(Interval::exactly(number));
        for (key, value) in [
            ("destination", Value::Symbol(name(self.destination))),
            ("tpp", number(self.tpp)),
            ("performance_density", number(self.density)),
            ("dram_bw_gb_per_s", number(self.dram)),
            ("datacenter", Value::YesNo(self.datacenter)),
            ("end_use_military", Value::YesNo(self.military)),
            ("notice_given", Value::YesNo(self.notice)),
            ("civil_statement", Value::YesNo(self.civil)),
            ("carved_out", Value::YesNo(self.carved_out)),
            ("features", Value::Names(names(&self.features))),
        ] {
            inputs.set(id(key), value, None);
        }
        buyer.set(id("listed"), Value::YesNo(self.listed), None);
        buyer.set(id("lists"), Value::Names(names(&self.lists)), None);
        buyer.set(id("headquarters"), Value::Symbol(name(self.headquarters)), None);
        inputs.parties.push(buyer);
        inputs.roles = vec![(name("purchaser"), 0), (name("end_user"), 0)];
        inputs
    }

    /// What the toy law says on a day, by plain comparisons.
    pub fn by_hand(&self, day: Date) -> Outcome {
        let closed =
            ["CN", "MO"].contains(&self.destination) || (self.destination == "RU" && day >= RU_CLOSED);
        let watched = (closed && self.destination != "MO") || self.destination == "AE";
        let is_dense = day >= AMENDED && self.tpp >= 1600.0 && self.density >= 5.92;
        let fast = self.tpp >= 4800.0 || is_dense;
        let wide = !fast && self.dram > 1400.0;
        let required = Required {
            fast: watched && fast && !self.carved_out,
            wide: closed && wide,
            listed: self.listed || self.lists.contains(&"denied"),
            military: self.military && ["CN", "RU"].contains(&self.destination),
            marked: self.destination == "CN" && self.features.iter().any(|word| FEATURES.contains(word)),
        };
        let home =
            ["CN", "MO"].contains(&self.headquarters) || (self.headquarters == "RU" && day >= RU_CLOSED);
        let note = self.notice && (required.fast || required.wide);
        let civ = self.civil && (required.wide || required.marked);
        Outcome {
            measures: vec![required.measure(self.notice, self.civil)],
            paragraphs: chosen(&[("F.1", fast), ("F.2", wide)]),
            review: vec![required.review(home, self.destination)],
            conditions: chosen(&[
                ("full", FEATURES.iter().all(|word| self.features.contains(word))),
                ("report", self.datacenter && self.tpp >= 1000.0),
            ]),
            charges: chosen(&[("share", fast && self.tpp < 9000.0)]),
            exceptions: chosen(&[("CIV", civ), ("NOTE", note)]),
        }
    }
}

fn chosen(words: &[(&str, bool)]) -> Vec<(chipgate_base::Name, Answer)> {
    words.iter().filter(|(_, is)| *is).map(|(word, _)| (name(word), Answer::Yes)).collect()
}

/// Which requirements of the toy law apply.
struct Required {
    fast: bool,
    wide: bool,
    listed: bool,
    military: bool,
    marked: bool,
}

impl Required {
    fn measure(&self, notice: bool, civil: bool) -> Measure {
        let left = (self.fast && !notice, self.wide && !notice && !civil, self.marked && !civil);
        let none = !(self.fast || self.wide || self.listed || self.military || self.marked);
        let all_lifted = left == (false, false, false) && !self.listed && !self.military;
        match self {
            _ if none => Measure::NoLicenseRequired,
            _ if all_lifted => Measure::LicenseException,
            Required { listed: true, .. } => Measure::Prohibited,
            Required { fast: false, wide: false, military: false, .. } => Measure::Discouraged,
            _ => Measure::LicenseRequired,
        }
    }

    fn review(&self, home: bool, destination: &str) -> Policy {
        match self {
            Required { fast: true, .. } if home => Policy::PresumptionOfDenial,
            Required { fast: true, .. } => Policy::CaseByCase,
            Required { wide: true, .. } if destination != "CN" => Policy::PresumptionOfApproval,
            Required { fast: false, wide: false, listed: false, military: false, marked: false } => {
                Policy::NotApplicable
            }
            _ => Policy::NotStated,
        }
    }
}

/// A constant, or the next number of a computer below or above it, or any number.
fn near(constants: &'static [f64]) -> impl Strategy<Value = f64> {
    let at = prop::sample::select(constants);
    let step = prop::sample::select(vec![-1, 0, 1]);
    let close = (at, step).prop_map(|(at, step)| match step {
        -1 => f64::next_down(at),
        0 => at,
        _ => f64::next_up(at),
    });
    prop_oneof![3 => close, 1 => 0.0..12_000.0]
}

/// Any order, most of them at a line of the law.
pub fn any_order() -> impl Strategy<Value = Order> {
    let countries = || prop::sample::select(vec!["AE", "CN", "JP", "MO", "RU", "US", "ZZ"]);
    let figures = (near(&[1000.0, 1600.0, 4800.0, 9000.0]), near(&[5.92]), near(&[1400.0]));
    let lists = prop::sample::subsequence(vec!["denied", "else"], 0..=2);
    let some = prop::sample::subsequence(FEATURES.to_vec(), 0..=15);
    let features = prop_oneof![Just(Vec::new()), some, Just(FEATURES.to_vec()), Just(vec!["none"])];
    (countries(), figures, any::<[bool; 6]>(), lists, countries(), features).prop_map(
        |(destination, (tpp, density, dram), flags, lists, headquarters, features)| {
            let [datacenter, military, notice, civil, carved_out, listed] = flags;
            Order {
                destination,
                tpp,
                density,
                dram,
                datacenter,
                military,
                notice,
                civil,
                carved_out,
                listed,
                lists,
                headquarters,
                features,
            }
        },
    )
}
