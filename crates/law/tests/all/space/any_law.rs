//! The tree is held to the evaluator on laws that nobody wrote: every condition of the toy law is drawn.

use super::*;
use crate::order::Order;
use crate::toy::ENACTED;

/// What the rule of a defined fact may read.
const GIVEN: [&str; 20] = [
    "datacenter",
    "end_use_military",
    "carved_out",
    "tpp >= tpp_1000",
    "tpp < tpp_1600",
    "tpp > tpp_1600",
    "tpp <= tpp_4800",
    "tpp == tpp_4800",
    "tpp != tpp_9000",
    "performance_density >= pd_592",
    "dram_bw_gb_per_s > bw_1400",
    "destination in closed",
    "destination in watched",
    "destination == \"JP\"",
    "destination in [\"AE\", \"US\"]",
    "\"f01\" in features",
    "\"f15\" in features",
    "any_listed",
    "any_home",
    "any_big_or_home",
];

/// What the later rules may read besides.
const CONCLUDED: [&str; 3] = ["big", "\"F.1\" in eccn", "\"F.2\" in eccn"];

/// Any condition over the given facts and the first `concluded` conclusions.
fn any_condition(concluded: usize) -> impl Strategy<Value = String> {
    let tests: Vec<&str> = GIVEN.iter().chain(&CONCLUDED[..concluded]).copied().collect();
    let test = prop::sample::select(tests).prop_map(String::from);
    test.prop_recursive(3, 10, 3, |limb| {
        prop_oneof![
            (limb.clone(), limb.clone()).prop_map(|(a, b)| format!("({a} and {b})")),
            (limb.clone(), limb.clone()).prop_map(|(a, b)| format!("({a} or {b})")),
            limb.prop_map(|inside| format!("not ({inside})")),
        ]
    })
}

/// A condition for each rule of the toy law: one that defines a fact, two classes, and the rest.
pub fn any_conditions() -> impl Strategy<Value = Vec<String>> {
    let rest = toy().law.rules.len() - 3;
    let later = prop::collection::vec(any_condition(3), rest);
    (any_condition(0), any_condition(1), any_condition(2), later)
        .prop_map(|(define, fast, wide, rest)| [vec![define, fast, wide], rest].concat())
}

pub fn law_of(conditions: &[String]) -> Toy {
    let mut toy = toy();
    for (at, text) in conditions.iter().enumerate() {
        toy.law.rules[at].versions = vec![toy.version(0, DaySpan::on(ENACTED), text)];
    }
    toy
}

/// Some orders, each with the facts that are hidden.
fn any_orders() -> impl Strategy<Value = Vec<(Order, Vec<bool>)>> {
    let facts = toy().law.vocabulary.facts.len();
    let hidden = prop::collection::vec(prop::bool::weighted(0.15), facts);
    prop::collection::vec((any_order(), hidden), 8)
}

#[test]
fn under_any_law_the_leaf_of_a_point_has_the_outcome_of_the_evaluator() {
    for_many(120, (any_conditions(), any_orders()), |(conditions, orders)| {
        let Toy { law, .. } = law_of(&conditions);
        let book = law.book(view(DAY));
        let mut tree = tree(&[&book]);
        for (order, hidden) in orders {
            let mut inputs = order.inputs(&law);
            for at in (0..hidden.len()).filter(|at| hidden[*at]) {
                inputs.values[at] = Value::Unknown;
                inputs.parties[0].values[at] = Value::Unknown;
            }
            let at = tree.point(&inputs).expect("every value is one value or not known");
            let judged = Outcome::of(&book, &book.pass(&inputs));
            let leaf = tree.leaf_of(&at);
            prop_assert_eq!(&leaf.outcomes[0], &judged.outcome);
            prop_assert_eq!(leaf.is_open[0], !judged.open.is_empty());
        }
        Ok(())
    });
}

#[test]
fn under_any_law_the_boxes_of_a_slice_cover_it_once() {
    for_many(40, (any_conditions(), any_orders()), |(conditions, orders)| {
        let Toy { law, .. } = law_of(&conditions);
        let book = law.book(view(DAY));
        let mut tree = tree(&[&book]);
        let (fixed, _) = &orders[0];
        let at = point(&tree, fixed);
        let free: Vec<AxisId> =
            ["tpp", "destination"].into_iter().filter_map(|key| tree.axis_of(fact(&law, key))).collect();
        let slice = tree.slice(&at, &free);
        let boxes = tree.maximal_boxes(slice);
        for (order, _) in &orders {
            let order = Order { tpp: order.tpp, destination: order.destination, ..fixed.clone() };
            let at = point(&tree, &order);
            let mine: Vec<_> = boxes.iter().filter(|(region, _)| region.contains(&at)).collect();
            prop_assert_eq!(mine.len(), 1);
            let outcome = Outcome::of(&book, &book.pass(&order.inputs(&law))).outcome;
            prop_assert_eq!(&mine[0].1, &vec![outcome]);
        }
        Ok(())
    });
}
