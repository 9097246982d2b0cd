//! Leaves below a box, boxes put together, the last point along an axis.

use super::*;
use crate::toy::ENACTED;
use chipgate_law::fact::Part;
use chipgate_law::gate::Gate;

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
    let books = Books::on(&law, Gate::FIRST, DAY, None, None);
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
fn a_fact_that_is_cut_but_changes_nothing_does_not_decide_and_parts_no_boxes() {
    let mut toy = Toy::default();
    toy.instrument("base", ENACTED);
    let [first, last] = ["first", "last"].map(|key| toy.yes_no(key, Part::Figure));
    let number = toy.number("number", "u");
    toy.threshold("ten", 10.0, "u");
    // A license whatever `first` and the number are, but each rule is open until both are known.
    toy.requires("r.a", Measure::LicenseRequired, "first");
    toy.requires("r.b", Measure::LicenseRequired, "not first and number >= ten");
    toy.requires("r.c", Measure::LicenseRequired, "not first and number < ten");
    toy.requires("r.d", Measure::Prohibited, "last");
    let book = toy.law.book(view(DAY));
    let nothing = Inputs::unknown(&toy.law.vocabulary.facts);
    let mut tree = Tree::of(&[&book], nothing, Outcome::answer_judge()).expect("one book");
    let [first, number, last] =
        [first, number, last].map(|fact| tree.axis_of(fact).expect("a rule reads it"));
    let cut: BTreeSet<AxisId> = tree
        .leaves_below(Region::whole())
        .flat_map(|piece| piece.leaf.region.extents().map(|(axis, _)| axis).collect::<Vec<_>>())
        .collect();
    assert_eq!(cut, [first, number, last].into());
    assert_eq!(tree.deciding(Region::whole()), [last].into());
    let boxes: BTreeSet<_> = tree.maximal_boxes(Region::whole()).into_iter().collect();
    let with =
        |is, measure| (Region::whole().with(last, Extent::YesNo(is)), vec![GateAnswer::Settled(measure)]);
    assert_eq!(boxes, [with(false, Measure::LicenseRequired), with(true, Measure::Prohibited)].into());
}

#[test]
fn the_lines_across_a_figure_are_lines_of_the_text_and_none_that_counts_for_the_order_is_left_out() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let mut tree = Tree::of(&[&book], nothing_known(&law), Outcome::answer_judge()).expect("one book");
    let tpp = axis(&tree, "tpp");
    let mut lines = |order: &Order| -> Vec<(f64, f64)> {
        let slice = tree.slice(&point(&tree, order), &[tpp]);
        tree.cuts_below(slice, tpp).iter().map(|cut| (cut.at, cut.first_above())).collect()
    };
    // A thin chip is fast from 4800 alone, a dense one from 1600 on; to a country of no concern there is no line.
    let of_the_text = [(1600.0, 1600.0), (4800.0, 4800.0)];
    for (density, counts) in [(1.0, of_the_text[1]), (6.0, of_the_text[0])] {
        let found = lines(&Order { density, ..Order::plain("CN") });
        assert!(found.contains(&counts) && found.iter().all(|line| of_the_text.contains(line)), "{found:?}");
    }
    assert_eq!(lines(&Order::plain("JP")), []);
}

#[test]
fn where_two_leaves_end_at_one_constant_the_limit_is_attained_if_one_of_them_has_it() {
    let limit = |without: &str, with: &str, toward| {
        let mut toy = Toy::default();
        toy.instrument("base", ENACTED);
        toy.yes_no("first", Part::Figure);
        let number = toy.number("number", "u");
        toy.threshold("ten", 10.0, "u");
        toy.requires("r.a", Measure::LicenseRequired, &format!("not first and number {without} ten"));
        toy.requires("r.b", Measure::LicenseRequired, &format!("first and number {with} ten"));
        let book = toy.law.book(view(DAY));
        let nothing = Inputs::unknown(&toy.law.vocabulary.facts);
        let mut tree = Tree::of(&[&book], nothing, Outcome::answer_judge()).expect("one book");
        let axis = tree.axis_of(number).expect("a rule reads it");
        let license = |leaf: &Leaf<GateAnswer>| leaf.outcomes[0] != none_required();
        tree.extreme(Region::whole(), axis, toward, license)
    };
    let ten = Some(Limit { at: 10.0, is_attained: true });
    for (strict, weak, toward) in [("<", "<=", Toward::High), (">", ">=", Toward::Low)] {
        assert_eq!([limit(strict, weak, toward), limit(weak, strict, toward)], [ten, ten]);
        assert_ne!(limit(strict, strict, toward), ten);
    }
}
