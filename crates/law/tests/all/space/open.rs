//! What is not known, and the kinds of axes: lists, words, texts that may have begun, circuits inside.

use super::*;
use crate::toy::{ENACTED, gates_to};
use chipgate_law::fact::{FactKind, Part};
use chipgate_law::inputs::Party;

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
fn a_set_that_may_have_changed_after_the_sources_end_leaves_its_countries_open() {
    let mut toy = toy();
    toy.law.gates = gates_to(date(2023, 12, 31));
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
fn a_test_over_parties_opens_the_axis_of_the_transaction_for_a_fact_that_is_not_a_party_s() {
    let mut toy = Toy::default();
    toy.instrument("base", ENACTED);
    let (outer, own) = (toy.yes_no("outer", Part::Figure), toy.of_party("own", FactKind::YesNo));
    toy.over("any_with_both", Quantifier::Any, &["purchaser"], "own and outer");
    toy.requires("r", Measure::LicenseRequired, "any_with_both");
    let facts = &toy.law.vocabulary.facts;
    let mut nothing = Inputs::unknown(facts);
    nothing.parties = vec![Party::unknown(facts, name("buyer"))];
    nothing.roles = vec![(name("purchaser"), 0)];
    let book = toy.law.book(view(DAY));
    let mut tree = Tree::of(&[&book], nothing, Outcome::answer_judge()).expect("one book");
    let axes: BTreeSet<Axis> = tree.axes().map(|(_, axis)| axis.clone()).collect();
    let both = [Axis::Fact(Whose::Transaction, outer), Axis::Fact(Whose::Party(0), own)];
    assert_eq!(axes, both.clone().into());
    let ids = both.map(|axis| tree.axis(&axis).expect("it is one of them"));
    assert_eq!(tree.deciding(Region::whole()), ids.into());
    let yes = ids.into_iter().fold(Region::whole(), |region, id| region.with(id, Extent::YesNo(true)));
    let license = vec![GateAnswer::Settled(Measure::LicenseRequired)];
    assert_eq!(tree.possible(yes), [license].into());
}

#[test]
fn a_test_over_parties_that_reads_what_a_rule_defines_stays_as_open_as_the_evaluator_leaves_it() {
    let mut toy = toy();
    toy.requires("r.home", Measure::ApprovalRequired, "any_big_or_home");
    let book = toy.law.book(view(DAY));
    let mut tree = Tree::of(&[&book], nothing_known(&toy.law), Outcome::answer_judge()).expect("one book");
    let big = |headquarters| Order { datacenter: true, tpp: 1200.0, headquarters, ..Order::plain("US") };
    let mut answer = |headquarters| tree.leaf_of(&point(&tree, &big(headquarters))).outcomes[0];
    assert_eq!(answer("CN"), GateAnswer::Settled(Measure::ApprovalRequired));
    assert_eq!(answer("JP"), GateAnswer::Unknown);
}
