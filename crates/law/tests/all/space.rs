//! The tree says of every point what the reference evaluator says, and its boxes cover the space exactly.

use crate::order::{Order, any_order};
use crate::toy::{DAY, FEATURES, Toy, name, names, toy, view};
use chipgate_law::answer::Answer;
use chipgate_law::book::{Book, Law};
use chipgate_law::determine::{Books, GateAnswer, Manner, determine};
use chipgate_law::evaluate::Whose;
use chipgate_law::fact::{FactId, Quantifier};
use chipgate_law::inputs::{Content, Inputs};
use chipgate_law::instrument::DaySpan;
use chipgate_law::interval::{End, Interval};
use chipgate_law::rule::{Gate, Lens, Measure, Step};
use chipgate_law::space::{
    Axis, AxisId, Coordinate, Extent, Judge, Judged, Leaf, Limit, Outcome, Point, Region, Split, Toward, Tree,
};
use chipgate_law::value::Value;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::cell::RefCell;
use std::collections::BTreeSet;

fn fact(law: &Law, key: &str) -> FactId {
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
fn for_many<S: Strategy>(cases: u32, strategy: S, ask: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    TestRunner::new(Config::with_cases(cases)).run(&strategy, ask).unwrap_or_else(|fault| panic!("{fault}"));
}

#[test]
fn at_every_point_and_one_step_beside_every_line_the_tree_says_what_the_law_says_by_hand() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let tree = RefCell::new(tree(&[&book]));
    for_many(600, any_order(), |order| {
        let mut tree = tree.borrow_mut();
        let at = point(&tree, &order);
        let leaf = tree.leaf_of(&at);
        prop_assert!(!leaf.is_open[0]);
        prop_assert!(leaf.region.contains(&at));
        prop_assert_eq!(&leaf.outcomes, &vec![order.by_hand(DAY)]);
        let pass = book.pass(&order.inputs(&law));
        prop_assert_eq!(&leaf.outcomes[0], &Outcome::of(&book, &pass).outcome);
        Ok(())
    });
    assert!(tree.borrow().kept() > 100, "most of the law was walked through");
}

#[test]
fn a_leaf_names_the_rules_that_apply_in_it() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let mut tree = tree(&[&book]);
    let order = Order { tpp: 4800.0, civil: true, ..Order::plain("CN") };
    let leaf = tree.leaf_of(&point(&tree, &order));
    let carried: Vec<&str> = leaf.carried[0].iter().map(|at| &*book.entries[*at].rule.id).collect();
    assert_eq!(carried, ["c.fast", "r.fast", "e.civil", "v.fast", "p.share"]);
}

#[test]
fn what_is_not_known_keeps_its_whole_range_and_the_leaf_has_the_answer_in_three_values() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let tree = RefCell::new(tree(&[&book]));
    let facts = law.vocabulary.facts.len();
    for_many(600, (any_order(), prop::collection::vec(any::<bool>(), facts)), |(order, hidden)| {
        let mut inputs = order.inputs(&law);
        for at in (0..facts).filter(|at| hidden[*at]) {
            inputs.values[at] = Value::Unknown;
            inputs.parties[0].values[at] = Value::Unknown;
        }
        let mut tree = tree.borrow_mut();
        let at = tree.point(&inputs).expect("every value is one value or not known");
        let leaf = tree.leaf_of(&at);
        let judged = Outcome::of(&book, &book.pass(&inputs));
        prop_assert_eq!(&leaf.outcomes[0], &judged.outcome);
        prop_assert_eq!(leaf.is_open[0], !judged.open.is_empty());
        Ok(())
    });
}

#[test]
fn a_tpp_that_is_not_known_leaves_the_answer_open_between_none_and_a_license() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let mut tree = tree(&[&book]);
    let mut at = point(&tree, &Order::plain("CN"));
    at.set(axis(&tree, "tpp"), Coordinate::NotKnown);
    let leaf = tree.leaf_of(&at);
    assert_eq!(leaf.outcomes[0].answer(), GateAnswer::Unknown);
    assert_eq!(leaf.outcomes[0].measures, [Measure::NoLicenseRequired, Measure::LicenseRequired]);
    assert_eq!(leaf.outcomes[0].paragraphs, [(name("F.1"), Answer::Unknown)]);
    assert_eq!(leaf.region.extent(axis(&tree, "tpp")), Some(&Extent::NotKnown));
}

#[test]
fn two_books_settle_together_and_each_keeps_its_own_outcome() {
    let Toy { law, .. } = toy();
    let before_day = date(2023, 11, 16);
    let (before, after) = (law.book(view(before_day)), law.book(view(DAY)));
    let tree = RefCell::new(tree(&[&before, &after]));
    for_many(600, any_order(), |order| {
        let mut tree = tree.borrow_mut();
        let at = point(&tree, &order);
        let leaf = tree.leaf_of(&at);
        prop_assert_eq!(&leaf.outcomes, &vec![order.by_hand(before_day), order.by_hand(DAY)]);
        Ok(())
    });
}

#[test]
fn where_two_days_differ_is_one_box_for_the_chips_that_the_amendment_reached() {
    let Toy { law, .. } = toy();
    let (before, after) = (law.book(view(date(2023, 11, 16))), law.book(view(DAY)));
    let mut tree =
        Tree::of(&[&before, &after], nothing_known(&law), Outcome::answer_judge()).expect("one vocabulary");
    let (tpp, density) = (axis(&tree, "tpp"), axis(&tree, "performance_density"));
    let slice = tree.slice(&point(&tree, &Order::plain("CN")), &[tpp, density]);
    let differ = |leaf: &Leaf<GateAnswer>| leaf.outcomes[0] != leaf.outcomes[1];
    let boxes: Vec<Region> = tree
        .maximal_boxes_by(slice.clone(), differ)
        .into_iter()
        .filter(|(_, differs)| *differs)
        .map(|(region, _)| region)
        .collect();
    let reached = slice
        .with(tpp, range(1600.0, false, 4800.0, true))
        .with(density, range(5.92, false, f64::INFINITY, true));
    assert_eq!(boxes, [reached]);
}

fn range(low: f64, low_open: bool, high: f64, high_open: bool) -> Extent {
    Extent::Numbers(Interval {
        low: End { at: low, open: low_open },
        high: End { at: high, open: high_open },
    })
}

#[test]
fn books_of_different_facts_are_refused() {
    let (one, mut other) = (toy(), toy());
    other.number("another", "TPP");
    let (a, b) = (one.law.book(view(DAY)), other.law.book(view(DAY)));
    assert!(Tree::of(&[&a, &b], nothing_known(&one.law), Outcome::judge()).is_err());
}

#[test]
fn every_point_of_a_box_is_in_exactly_one_leaf_below_it() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let tree = RefCell::new(tree(&[&book]));
    let keys = ["tpp", "performance_density", "dram_bw_gb_per_s", "destination", "notice_given"];
    for_many(60, (any_order(), any_order()), |(fixed, mut order)| {
        let mut tree = tree.borrow_mut();
        let free = keys.map(|key| axis(&tree, key));
        let slice = tree.slice(&point(&tree, &fixed), &free);
        let Order { tpp, density, dram, destination, notice, .. } = order;
        order = Order { tpp, density, dram, destination, notice, ..fixed };
        let at = point(&tree, &order);
        let pieces: Vec<_> = tree.leaves_below(slice).filter(|piece| piece.region.contains(&at)).collect();
        prop_assert_eq!(pieces.len(), 1);
        prop_assert_eq!(&pieces[0].leaf.outcomes, &vec![order.by_hand(DAY)]);
        Ok(())
    });
}

#[test]
fn boxes_put_together_cover_exactly_what_the_leaves_cover() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let tree = RefCell::new(tree(&[&book]));
    for_many(60, (any_order(), any_order()), |(fixed, order)| {
        let mut tree = tree.borrow_mut();
        let free = ["tpp", "dram_bw_gb_per_s", "destination"].map(|key| axis(&tree, key));
        let slice = tree.slice(&point(&tree, &fixed), &free);
        let Order { tpp, dram, destination, .. } = order;
        let order = Order { tpp, dram, destination, ..fixed };
        let at = point(&tree, &order);
        let leaves = tree.leaves_below(slice.clone()).count();
        let boxes = tree.maximal_boxes(slice);
        let mine: Vec<_> = boxes.iter().filter(|(region, _)| region.contains(&at)).collect();
        prop_assert!(boxes.len() <= leaves);
        prop_assert_eq!(mine.len(), 1);
        prop_assert_eq!(&mine[0].1, &vec![order.by_hand(DAY)]);
        Ok(())
    });
}

#[test]
fn the_plane_of_tpp_and_memory_bandwidth_has_the_three_boxes_that_the_text_draws() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let mut tree = Tree::of(&[&book], nothing_known(&law), Outcome::answer_judge()).expect("one book");
    let (tpp, dram) = (axis(&tree, "tpp"), axis(&tree, "dram_bw_gb_per_s"));
    let order = Order { density: 6.0, civil: true, ..Order::plain("CN") };
    let slice = tree.slice(&point(&tree, &order), &[tpp, dram]);
    let under = range(0.0, false, 1600.0, true);
    let boxes: BTreeSet<_> = tree.maximal_boxes(slice.clone()).into_iter().collect();
    let expected = [
        (slice.clone().with(tpp, range(1600.0, false, f64::INFINITY, true)), Measure::LicenseRequired),
        (
            slice.clone().with(tpp, under.clone()).with(dram, range(0.0, false, 1400.0, false)),
            Measure::NoLicenseRequired,
        ),
        (
            slice.with(tpp, under).with(dram, range(1400.0, true, f64::INFINITY, true)),
            Measure::LicenseException,
        ),
    ];
    let settled = |(region, measure)| (region, vec![GateAnswer::Settled(measure)]);
    assert_eq!(boxes, expected.into_iter().map(settled).collect());
}

#[test]
fn the_last_point_along_an_axis_is_the_constant_itself_or_just_beside_it() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let mut tree = tree(&[&book]);
    let (tpp, dram) = (axis(&tree, "tpp"), axis(&tree, "dram_bw_gb_per_s"));
    let dense = point(&tree, &Order { density: 5.92, ..Order::plain("CN") });
    let sparse = point(&tree, &Order { density: 5.92_f64.next_down(), ..Order::plain("CN") });
    let mut last = |point: &Point, axis, toward, measure| {
        let slice = tree.slice(point, &[axis]);
        tree.extreme(slice, axis, toward, |leaf| leaf.outcomes[0].measures == [measure])
    };
    use Measure::{LicenseRequired, NoLicenseRequired, Prohibited};
    let limit = |at, is_attained| Some(Limit { at, is_attained });
    assert_eq!(last(&dense, tpp, Toward::High, NoLicenseRequired), limit(1600.0, false));
    assert_eq!(last(&dense, tpp, Toward::Low, LicenseRequired), limit(1600.0, true));
    assert_eq!(last(&sparse, tpp, Toward::High, NoLicenseRequired), limit(4800.0, false));
    assert_eq!(last(&sparse, dram, Toward::High, NoLicenseRequired), limit(1400.0, true));
    assert_eq!(last(&sparse, dram, Toward::Low, LicenseRequired), limit(1400.0, false));
    assert_eq!(last(&sparse, tpp, Toward::High, LicenseRequired), limit(f64::INFINITY, false));
    assert_eq!(last(&sparse, tpp, Toward::High, Prohibited), None);
}

#[test]
fn the_last_tpp_on_a_given_area_is_what_density_times_area_allows() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let mut tree = tree(&[&book]);
    let ids = ["tpp", "performance_density", "applicable_die_area_mm2"].map(|key| fact(&law, key));
    // No rule reads the area, so it is no axis: it is fixed in the base.
    let mut base = nothing_known(&law);
    base.set(ids[2], Value::Number(Interval::exactly(800.0)), None);
    let mut on_area = Tree::of(&[&book], base, Outcome::judge()).expect("one book");
    let free = [axis(&tree, "tpp"), axis(&tree, "performance_density")];
    let at = point(&tree, &Order::plain("CN"));
    let none = |leaf: &Leaf<Outcome>| leaf.outcomes[0].measures == [Measure::NoLicenseRequired];
    let slice = tree.slice(&at, &free);
    let free_area = tree.extreme(slice.clone(), free[0], Toward::High, none);
    assert_eq!(free_area, Some(Limit { at: 4800.0, is_attained: false }));
    // 5.92 × 800 = 4736, below the line of 4800.
    let fixed_area = on_area.extreme(slice, free[0], Toward::High, none);
    assert_eq!(fixed_area, Some(Limit { at: 5.92 * 800.0, is_attained: false }));
}

#[test]
fn parts_that_no_item_can_have_are_left_out() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let mut base = nothing_known(&law);
    base.set(fact(&law, "applicable_die_area_mm2"), Value::Number(Interval::exactly(200.0)), None);
    let mut tree = Tree::of(&[&book], base, Outcome::judge()).expect("one book");
    let (tpp, density) = (axis(&tree, "tpp"), axis(&tree, "performance_density"));
    let at = point(&tree, &Order::plain("CN"));
    let slice = tree.slice(&at, &[tpp, density]);
    // On 200 mm² a TPP of 1600 is a density of 8: from 1600 up no density below 5.92 is left.
    let corners: BTreeSet<(bool, bool)> = tree
        .leaves_below(slice.clone())
        .map(|piece| {
            let over = |axis, number| {
                piece.region.extent(axis).is_some_and(|extent| extent.contains(Coordinate::Number(number)))
            };
            (over(tpp, 1599.0), over(density, 5.0))
        })
        .collect();
    assert!(corners.contains(&(false, false)) && !corners.contains(&(false, true)));
    let strict = tree.possible(slice.with(tpp, range(1600.0, false, 1600.0, false)));
    assert_eq!(strict.len(), 1, "1600 on 200 mm² is fast whatever is left open");
    // The point is still answered as the evaluator answers it.
    let order = Order { tpp: 2000.0, density: 1.0, ..Order::plain("CN") };
    let mut at = tree.slice(&at, &[]);
    at = at.with(tpp, range(2000.0, false, 2000.0, false)).with(density, range(1.0, false, 1.0, false));
    assert_eq!(tree.leaves_below(at).count(), 1, "it contradicts itself, so that nothing is left out");
    let leaf = tree.leaf_of(&{
        let mut at = point(&tree, &Order::plain("CN"));
        at.set(tpp, Coordinate::Number(2000.0));
        at
    });
    assert_eq!(leaf.outcomes[0], order.by_hand(DAY));
}

#[test]
fn the_outcomes_below_a_box_and_the_axes_that_decide_are_those_of_the_text() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let mut tree = Tree::of(&[&book], nothing_known(&law), Outcome::answer_judge()).expect("one book");
    let keys = ["tpp", "performance_density", "dram_bw_gb_per_s", "datacenter", "civil_statement"];
    let free = keys.map(|key| axis(&tree, key));
    // A dense chip to MO: nothing below 1600 TPP with little bandwidth; above, `F.1` is not watched there.
    let order = Order { density: 6.0, ..Order::plain("MO") };
    let slice = tree.slice(&point(&tree, &order), &free[..3]);
    let settled = |measure| vec![GateAnswer::Settled(measure)];
    let expected = [Measure::NoLicenseRequired, Measure::LicenseRequired].map(settled);
    assert_eq!(tree.possible(slice.clone()), expected.into());
    assert_eq!(tree.deciding(slice), free[..3].iter().copied().collect());
    let narrow = tree.slice(&point(&tree, &order), &[free[1], free[4]]);
    let narrow = narrow.with(free[0], range(4800.0, false, 9000.0, false));
    assert_eq!(tree.deciding(narrow), BTreeSet::new());
}

#[test]
fn below_a_box_lie_the_answers_that_cells_find_possible() {
    let Toy { law, .. } = toy();
    let books = Books::on(&law, Gate::Us, DAY, None, None);
    let tree = Tree::of(&[&books.enforced], nothing_known(&law), Outcome::answer_judge());
    let tree = RefCell::new(tree.expect("one book"));
    let keys =
        ["tpp", "performance_density", "dram_bw_gb_per_s", "destination", "carved_out", "end_use_military"];
    for_many(60, (any_order(), prop::sample::subsequence(keys.to_vec(), 0..=3)), |(order, hidden)| {
        let mut tree = tree.borrow_mut();
        let mut inputs = order.inputs(&law);
        hidden.iter().for_each(|key| inputs.set(fact(&law, key), Value::Unknown, None));
        let report = determine(&books, Lens::Enforced, &inputs, &Manner::default());
        let expected = match report.answer {
            GateAnswer::Settled(measure) => vec![measure],
            GateAnswer::Unknown => report.possible,
        };
        let free: Vec<AxisId> = hidden.iter().map(|key| axis(&tree, key)).collect();
        let below = tree.slice(&point(&tree, &order), &free);
        let expected = expected.into_iter().map(|measure| vec![GateAnswer::Settled(measure)]).collect();
        prop_assert_eq!(tree.possible(below), expected, "{:?} {:?}", hidden, order);
        Ok(())
    });
}

#[test]
fn under_a_small_cap_the_cache_is_emptied_and_nothing_else_changes() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let small = RefCell::new(tree(&[&book]).with_cap(5));
    let large = RefCell::new(tree(&[&book]));
    for_many(600, any_order(), |order| {
        let (mut small, mut large) = (small.borrow_mut(), large.borrow_mut());
        let at = point(&small, &order);
        prop_assert_eq!(small.leaf_of(&at), large.leaf_of(&at));
        let longest = 5 + small.lines(&at).len() + 1;
        prop_assert!(small.kept() <= longest, "{} nodes are kept", small.kept());
        Ok(())
    });
    let (mut small, mut large) = (small.borrow_mut(), large.borrow_mut());
    assert!(large.kept() > 100);
    let free = ["tpp", "dram_bw_gb_per_s", "destination", "end_use_military"].map(|key| axis(&large, key));
    let slice = large.slice(&point(&large, &Order::plain("CN")), &free);
    let few: Vec<_> = small.leaves_below(slice.clone()).collect();
    let many: Vec<_> = large.leaves_below(slice).collect();
    assert!(few.len() > 20);
    assert_eq!(few, many);
}

#[test]
fn a_list_is_cut_one_word_at_a_time_and_no_word_is_left_out() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let mut tree = tree(&[&book]);
    let features: Vec<AxisId> = FEATURES.map(|word| has(&tree, &law, word)).into();
    let at = point(&tree, &Order::plain("CN"));
    let slice = tree.slice(&at, &features);
    let full = |outcome: &Outcome| outcome.conditions.iter().any(|(key, _)| &**key == "full");
    // All fifteen, or not all; any of them, or none: the list with all, with some, and with none.
    let outcomes = tree.possible(slice.clone());
    let seen: BTreeSet<(bool, bool)> =
        outcomes.iter().map(|of| (of[0].measures == [Measure::Discouraged], full(&of[0]))).collect();
    assert_eq!(seen, [(false, false), (true, false), (true, true)].into());
    // One word settles the advice: fifteen leaves with it and one without, had it no other word to tell apart.
    let mut advice = Tree::of(&[&book], nothing_known(&law), Outcome::answer_judge()).expect("one book");
    let features: Vec<AxisId> = FEATURES.map(|word| has(&advice, &law, word)).into();
    let slice = advice.slice(&point(&advice, &Order::plain("CN")), &features);
    let boxes: Vec<_> = advice.leaves_below(slice).collect();
    assert_eq!(boxes.len(), 16);
    assert_eq!(boxes.iter().filter(|piece| piece.leaf.outcomes == [none_required()]).count(), 1);
}

fn none_required() -> GateAnswer {
    GateAnswer::Settled(Measure::NoLicenseRequired)
}

fn has<T: Ord + Clone>(tree: &Tree<'_, T>, law: &Law, word: &str) -> AxisId {
    let axis = Axis::Has(Whose::Transaction, fact(law, "features"), name(word));
    tree.axis(&axis).expect("a rule asks for the word")
}

#[test]
fn countries_that_no_test_tells_apart_are_one_class_and_so_are_words_named_nowhere() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let mut tree = Tree::of(&[&book], nothing_known(&law), Outcome::answer_judge()).expect("one book");
    let destination = axis(&tree, "destination");
    let order = Order { tpp: 5000.0, ..Order::plain("CN") };
    let slice = tree.slice(&point(&tree, &order), &[destination]);
    let words = tree.words(destination).expect("an axis of words").clone();
    let boxes = tree.maximal_boxes(slice);
    let classes: BTreeSet<Vec<String>> = boxes
        .iter()
        .map(|(region, _)| match region.extent(destination) {
            Some(Extent::Words(codes)) => {
                codes.iter().map(|code| words.name(*code).expect("its code").to_string()).collect()
            }
            other => panic!("{other:?} is no class of words"),
        })
        .collect();
    let expected = [vec!["AE", "CN", "RU"], vec!["another", "JP", "MO", "NL", "US"]];
    assert_eq!(classes, expected.map(|class| class.into_iter().map(String::from).collect()).into());
}

#[test]
fn a_text_whose_first_day_is_not_known_is_an_axis_of_its_book() {
    let mut toy = toy();
    let instrument = toy.instrument("press", DAY);
    let span = DaySpan { earliest: date(2024, 12, 1), latest: date(2025, 2, 1) };
    toy.requires("r.new", Measure::Prohibited, "datacenter");
    let version = toy.version(instrument, span, "datacenter");
    toy.law.rules.last_mut().expect("just put there").versions = vec![version];
    let book = toy.law.book(view(DAY));
    let mut tree = Tree::of(&[&book], nothing_known(&toy.law), Outcome::answer_judge()).expect("one book");
    let place = book.entries.iter().position(|entry| &*entry.rule.id == "r.new").expect("in force, perhaps");
    let begun = tree.axis(&Axis::Start(0, place)).expect("it is not certain");
    let mut at = point(&tree, &Order { datacenter: true, ..Order::plain("US") });
    let mut answer = |coordinate| {
        at.set(begun, coordinate);
        tree.leaf_of(&at).outcomes[0]
    };
    assert_eq!(answer(Coordinate::NotKnown), GateAnswer::Unknown);
    assert_eq!(answer(Coordinate::YesNo(false)), none_required());
    assert_eq!(answer(Coordinate::YesNo(true)), GateAnswer::Settled(Measure::Prohibited));
}

#[test]
fn a_circuit_inside_has_axes_of_its_own_and_contents_that_are_not_known_are_a_yes_or_no() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let order = Order::plain("AE");
    let mut base = order.inputs(&law);
    let inside = Inputs::unknown(&law.vocabulary.facts);
    base.contents = vec![Content { name: name("chip"), count: 8, inputs: inside }];
    let mut tree = Tree::of(&[&book], base.clone(), Outcome::answer_judge()).expect("one book");
    let tpp = tree.axis(&Axis::Fact(Whose::Inside(0), fact(&law, "tpp"))).expect("the class reads it");
    let license = |leaf: &Leaf<GateAnswer>| leaf.outcomes == [GateAnswer::Settled(Measure::LicenseRequired)];
    let lowest = tree.extreme(Region::whole(), tpp, Toward::Low, license);
    assert_eq!(lowest, Some(Limit { at: 1600.0, is_attained: true }));
    base.contents.clear();
    base.contents_unknown = true;
    let mut tree = Tree::of(&[&book], base, Outcome::answer_judge()).expect("one book");
    let holds = tree.axis(&Axis::Contents(fact(&law, "holds_fast"))).expect("a rule reads it");
    let license = vec![GateAnswer::Settled(Measure::LicenseRequired)];
    assert_eq!(tree.possible(Region::whole().with(holds, Extent::YesNo(true))), [license].into());
    assert_eq!(
        tree.possible(Region::whole().with(holds, Extent::YesNo(false))),
        [vec![none_required()]].into()
    );
}

#[test]
fn words_of_a_list_inside_and_of_a_party_are_told_apart_by_whose_they_are() {
    let mut toy = toy();
    toy.over_contents("holds_f01", Quantifier::Any, "\"f01\" in features");
    toy.requires("r.inside", Measure::ApprovalRequired, "holds_f01");
    let law = &toy.law;
    let book = law.book(view(DAY));
    let mut base = Order::plain("US").inputs(law);
    let inside = || Content { name: name("chip"), count: 1, inputs: Inputs::unknown(&law.vocabulary.facts) };
    base.contents = vec![inside(), inside()];
    let features = fact(law, "features");
    base.set(features, Value::Unknown, None);
    base.parties[0].set(fact(law, "lists"), Value::Unknown, None);
    let mut tree = Tree::of(&[&book], base, Outcome::answer_judge()).expect("one book");
    let of = |whose, fact, word: &str| Axis::Has(whose, fact, name(word));
    let asked = |axes: &[(Axis, bool)], tree: &Tree<'_, GateAnswer>| {
        axes.iter().fold(Region::whole(), |region, (axis, is)| {
            region.with(tree.axis(axis).expect("an axis"), Extent::YesNo(*is))
        })
    };
    let denied = of(Whose::Party(0), fact(law, "lists"), "denied");
    let [first, second] = [0, 1].map(|at| of(Whose::Inside(at), features, "f01"));
    let outer = of(Whose::Transaction, features, "f01");
    let settled = |measure| BTreeSet::from([vec![GateAnswer::Settled(measure)]]);
    let mut possible = |axes: &[(Axis, bool)]| {
        let region = asked(axes, &tree);
        tree.possible(region)
    };
    let all = |is: [bool; 4]| {
        [denied.clone(), first.clone(), second.clone(), outer.clone()].into_iter().zip(is).collect::<Vec<_>>()
    };
    assert_eq!(possible(&all([true, false, false, false])), settled(Measure::Prohibited));
    assert_eq!(possible(&all([false, false, true, false])), settled(Measure::ApprovalRequired));
    assert_eq!(possible(&all([false, false, false, true])), settled(Measure::NoLicenseRequired));
}

#[test]
fn a_judge_of_ones_own_is_asked_only_what_it_reads() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let at = book.entries.iter().position(|entry| &*entry.rule.id == "k.report").expect("in force");
    let judge = Judge::new(&[Step::Condition], move |_, pass, _| {
        let outcome = pass.answer(at);
        let open = (!outcome.is_settled()).then_some(at);
        Judged { outcome, open: open.into_iter().collect() }
    });
    let mut tree = Tree::of(&[&book], nothing_known(&law), judge).expect("one book");
    let boxes = tree.maximal_boxes(Region::whole());
    // Not in a datacenter; in one below 1000 TPP; in one from 1000 TPP up.
    assert_eq!(boxes.len(), 3);
    let order = Order { datacenter: true, tpp: 1000.0, ..Order::plain("CN") };
    let at = point(&tree, &order);
    assert_eq!(tree.leaf_of(&at).outcomes, [Answer::Yes]);
    let axes: Vec<AxisId> = tree.lines(&at).iter().map(|line| line.axis).collect();
    assert_eq!(axes, [axis(&tree, "datacenter"), axis(&tree, "tpp")]);
}

#[test]
fn a_line_names_the_rule_that_draws_it() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let mut tree = Tree::of(&[&book], nothing_known(&law), Outcome::answer_judge()).expect("one book");
    let tpp = axis(&tree, "tpp");
    let order = Order { tpp: 2000.0, density: 3.0, ..Order::plain("AE") };
    let at = point(&tree, &order);
    let lines = tree.lines(&at);
    let on_tpp: Vec<(f64, &str)> = lines
        .iter()
        .filter(|line| line.axis == tpp)
        .map(|line| match &line.split {
            Split::Numbers(cut) => (cut.at, &*book.entries[line.rule].rule.id),
            other => panic!("{other:?} cuts no numbers"),
        })
        .collect();
    assert_eq!(on_tpp, [(4800.0, "c.fast"), (1600.0, "c.fast")]);
}

#[test]
fn a_range_of_numbers_is_no_point_but_a_box() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let mut tree = Tree::of(&[&book], nothing_known(&law), Outcome::answer_judge()).expect("one book");
    let mut inputs = Order { density: 6.0, ..Order::plain("CN") }.inputs(&law);
    inputs.set(fact(&law, "tpp"), Value::Number(Interval::between(1700.0, 2000.0)), None);
    assert_eq!(tree.point(&inputs), None);
    let tpp = axis(&tree, "tpp");
    let slice = tree.slice(&point(&tree, &Order { density: 6.0, ..Order::plain("CN") }), &[]);
    let license = vec![GateAnswer::Settled(Measure::LicenseRequired)];
    assert_eq!(tree.possible(slice.with(tpp, range(1700.0, false, 2000.0, false))), [license].into());
}

#[test]
fn a_fact_that_the_base_fixes_is_no_axis() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let tree = Tree::of(&[&book], Order::plain("CN").inputs(&law), Outcome::judge()).expect("one book");
    assert_eq!(tree.axes().count(), 0);
    assert_eq!(tree.axis_of(fact(&law, "tpp")), None);
}

#[test]
fn a_set_that_may_have_changed_after_the_sources_end_leaves_its_countries_open() {
    let mut toy = toy();
    toy.law.covers_to = vec![(Gate::Us, date(2023, 12, 31))];
    let late: Date = date(2024, 6, 1);
    let book = toy.law.book(view(late));
    let mut tree = Tree::of(&[&book], nothing_known(&toy.law), Outcome::answer_judge()).expect("one book");
    let wide = |destination| Order { dram: 2000.0, ..Order::plain(destination) };
    let mut answer = |destination| tree.leaf_of(&point(&tree, &wide(destination))).outcomes[0];
    assert_eq!(answer("RU"), GateAnswer::Unknown, "it became closed the day after");
    assert_eq!(answer("CN"), GateAnswer::Settled(Measure::LicenseRequired));
    assert_eq!(answer("JP"), none_required());
    assert_eq!(names(&["RU"]), book.sets[0].uncertain);
}

#[test]
fn what_is_not_a_number_is_a_number_that_is_not_known() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let mut tree = tree(&[&book]);
    let tpp = axis(&tree, "tpp");
    let mut at = point(&tree, &Order::plain("CN"));
    let mut leaf = |coordinate| {
        at.set(tpp, coordinate);
        tree.leaf_of(&at)
    };
    assert_eq!(leaf(Coordinate::Number(f64::NAN)), leaf(Coordinate::NotKnown));
}
