//! At every point the tree says what the law says.

use super::*;

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
fn books_of_different_facts_are_refused() {
    let (one, mut other) = (toy(), toy());
    other.number("another", "TPP");
    let (a, b) = (one.law.book(view(DAY)), other.law.book(view(DAY)));
    assert!(Tree::of(&[&a, &b], nothing_known(&one.law), Outcome::judge()).is_err());
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

#[test]
fn a_number_outside_the_range_that_the_base_leaves_is_no_point_and_the_range_itself_is_not_known() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let range = Value::Number(Interval::between(100.0, 2000.0));
    let mut base = nothing_known(&law);
    base.set(fact(&law, "tpp"), range.clone(), None);
    let tree = Tree::of(&[&book], base, Outcome::judge()).expect("one book");
    let tpp = axis(&tree, "tpp");
    let point = |value| {
        let mut inputs = Order::plain("CN").inputs(&law);
        inputs.set(fact(&law, "tpp"), value, None);
        tree.point(&inputs).map(|point| point.at(tpp))
    };
    let number = |number| Value::Number(Interval::exactly(number));
    assert_eq!(point(number(2000.0)), Some(Coordinate::Number(2000.0)));
    assert_eq!([point(number(2000.5)), point(number(99.0))], [None, None]);
    assert_eq!(point(range), Some(Coordinate::NotKnown));
}
