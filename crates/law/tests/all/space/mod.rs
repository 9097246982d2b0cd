//! The tree says of every point what the reference evaluator says, and its boxes cover the space exactly.

mod any_law;
mod boxes;
mod open;
mod points;

pub use any_law::{any_conditions, law_of};

use crate::order::{Order, any_order};
use crate::toy::{DAY, FEATURES, Toy, name, names, toy, view};
use chipgate_base::answer::Answer;
use chipgate_base::day::DaySpan;
use chipgate_base::interval::{End, Interval};
use chipgate_law::book::{Book, Law};
use chipgate_law::determine::{Books, GateAnswer, Manner, determine};
use chipgate_law::evaluate::Whose;
use chipgate_law::fact::{FactId, Quantifier};
use chipgate_law::inputs::{Content, Inputs};
use chipgate_law::rule::{Lens, Measure, Step};
use chipgate_law::space::{
    Axis, AxisId, Coordinate, Extent, Judge, Judged, Leaf, Limit, Outcome, Point, Region, Split, Toward, Tree,
};
use chipgate_law::value::Value;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::cell::RefCell;
use std::collections::BTreeSet;

pub fn fact(law: &Law, key: &str) -> FactId {
    law.vocabulary.facts.find(key).expect("the toy law declares it")
}

/// Inputs with the parties of an order of which nothing is known.
fn nothing_known(law: &Law) -> Inputs {
    let mut inputs = Order::plain("CN").inputs(law);
    inputs.values.fill(Value::Unknown);
    inputs.parties[0].values.fill(Value::Unknown);
    inputs
}

fn tree<'l>(books: &[&'l Book<'l>]) -> Tree<'l, Outcome> {
    Tree::of(books, nothing_known(books[0].law), Outcome::judge()).expect("one vocabulary")
}

fn axis<T: Ord + Clone>(tree: &Tree<'_, T>, key: &str) -> AxisId {
    tree.axis_of(fact(tree_law(tree), key)).expect("a rule reads it")
}

fn tree_law<'l, T: Ord + Clone>(tree: &Tree<'l, T>) -> &'l Law {
    tree.books()[0].law
}

fn point<T: Ord + Clone>(tree: &Tree<'_, T>, order: &Order) -> Point {
    tree.point(&order.inputs(tree_law(tree))).expect("every value is one value")
}

/// Asks the same of many orders.
pub fn for_many<S: Strategy>(cases: u32, strategy: S, ask: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() })
        .run(&strategy, ask)
        .unwrap_or_else(|fault| panic!("{fault}"));
}

fn range(low: f64, low_open: bool, high: f64, high_open: bool) -> Extent {
    Extent::Numbers(Interval {
        low: End { at: low, open: low_open },
        high: End { at: high, open: high_open },
    })
}

fn none_required() -> GateAnswer {
    GateAnswer::Settled(Measure::NoLicenseRequired)
}

fn has<T: Ord + Clone>(tree: &Tree<'_, T>, law: &Law, word: &str) -> AxisId {
    let axis = Axis::Has(Whose::Transaction, fact(law, "features"), name(word));
    tree.axis(&axis).expect("a rule asks for the word")
}
