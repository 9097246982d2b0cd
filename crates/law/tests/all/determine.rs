//! The whole answer of a gate.

use crate::order::{Order, any_order};
use crate::toy::{DAY, ENACTED, Toy, name, names, toy, view};
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_base::day::DaySpan;
use chipgate_base::interval::Interval;
use chipgate_law::determine::{
    Because, Books, GateAnswer, GateReport, Manner, StatedClass, answer_only, determine,
};
use chipgate_law::gate::Gate;
use chipgate_law::inputs::Inputs;
use chipgate_law::rule::{Confidence, Lens, Measure, Policy, VersionLens};
use chipgate_law::value::Value;
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn report_on(toy: &Toy, day: Date, inputs: &Inputs, manner: &Manner) -> GateReport {
    let books = Books::on(&toy.law, Gate::FIRST, day, None, None);
    determine(&books, Lens::Enforced, inputs, manner)
}

fn report(toy: &Toy, inputs: &Inputs) -> GateReport {
    report_on(toy, DAY, inputs, &Manner::default())
}

fn of(order: &Order) -> GateReport {
    let toy = toy();
    report(&toy, &order.inputs(&toy.law))
}

/// The inputs of an order with one fact as given here.
fn with(toy: &Toy, order: &Order, key: &str, value: Value) -> Inputs {
    let mut inputs = order.inputs(&toy.law);
    inputs.set(toy.law.vocabulary.facts.find(key).expect("declared"), value, None);
    inputs
}

fn settled(measure: Measure) -> GateAnswer {
    GateAnswer::Settled(measure)
}

fn missing(report: &GateReport) -> Vec<&str> {
    report.missing.iter().map(|missing| &*missing.fact).collect()
}

fn rules(report: &GateReport) -> Vec<&str> {
    report.basis.iter().map(|basis| &*basis.rule).collect()
}

proptest! {
    #[test]
    fn the_report_of_any_order_is_what_the_toy_law_says_by_hand(order in any_order()) {
        let (report, by_hand) = (of(&order), order.by_hand(DAY));
        let words = |chosen: &[(Name, Answer)]| chosen.iter().map(|(word, _)| word.clone()).collect::<Vec<_>>();
        prop_assert_eq!(report.answer, by_hand.answer());
        prop_assert_eq!(report.review.as_slice(), by_hand.review.as_slice());
        prop_assert_eq!(report.eccn, words(&by_hand.paragraphs));
        let mut conditions = report.conditions;
        conditions.sort();
        prop_assert_eq!(conditions, words(&by_hand.conditions));
        let charges: Vec<Name> = report.charges.iter().map(|charge| charge.id.clone()).collect();
        prop_assert_eq!(charges, words(&by_hand.charges));
        prop_assert!(report.missing.is_empty() && report.possible.is_empty());
    }
}

#[test]
fn the_strictest_of_the_requirements_that_apply_is_the_answer() {
    let fast = Order { tpp: 5000.0, features: vec!["f01"], ..Order::plain("CN") };
    assert_eq!(
        of(&Order { features: vec!["f01"], ..Order::plain("CN") }).answer,
        settled(Measure::Discouraged)
    );
    assert_eq!(of(&fast).answer, settled(Measure::LicenseRequired));
    assert_eq!(of(&Order { listed: true, ..fast }).answer, settled(Measure::Prohibited));
}

#[test]
fn an_exception_lifts_the_answer_only_if_every_requirement_is_lifted() {
    let fast = Order { tpp: 5000.0, notice: true, ..Order::plain("CN") };
    assert_eq!(of(&fast).answer, settled(Measure::LicenseException));
    let military = of(&Order { military: true, ..fast.clone() });
    assert_eq!(military.answer, settled(Measure::LicenseRequired));
    let note = military.exceptions.iter().find(|one| &*one.id == "NOTE").expect("it could matter");
    assert_eq!((note.answer, &note.leaves), (Answer::No, &names(&["r.military"])));
    let marked = Order { features: vec!["f15"], ..fast };
    assert_eq!(of(&marked).answer, settled(Measure::LicenseRequired));
    let both = of(&Order { civil: true, ..marked });
    assert_eq!(both.answer, settled(Measure::LicenseException), "each is lifted by one of two exceptions");
    let held: Vec<(&str, Answer)> = both.exceptions.iter().map(|one| (&*one.id, one.answer)).collect();
    assert_eq!(held, [("NOTE", Answer::Yes), ("CIV", Answer::Yes)]);
}

#[test]
fn an_exception_that_is_not_known_does_not_open_the_answer_but_says_what_it_needs() {
    let toy = toy();
    let fast = Order { tpp: 5000.0, ..Order::plain("CN") };
    let found = report(&toy, &with(&toy, &fast, "notice_given", Value::Unknown));
    assert_eq!(found.answer, settled(Measure::LicenseRequired));
    let note = found.exceptions.iter().find(|one| &*one.id == "NOTE").expect("it could matter");
    let needs: Vec<&str> = note.needs.iter().map(|missing| &*missing.fact).collect();
    assert_eq!((note.answer, needs), (Answer::Unknown, vec!["notice_given"]));
}

#[test]
fn per_requirement_the_lowest_rank_that_holds_decides_the_review_and_over_requirements_the_strictest() {
    let fast = Order { tpp: 5000.0, ..Order::plain("RU") };
    assert_eq!(of(&fast).review, Some(Policy::CaseByCase));
    assert_eq!(of(&Order { headquarters: "MO", ..fast.clone() }).review, Some(Policy::PresumptionOfDenial));
    let wide = Order { dram: 2000.0, ..Order::plain("RU") };
    assert_eq!(of(&wide).review, Some(Policy::PresumptionOfApproval));
    assert_eq!(of(&Order { destination: "CN", ..wide.clone() }).review, Some(Policy::NotStated));
    // No text names a policy for the military rule, so the stated one of the other requirement decides.
    assert_eq!(of(&Order { military: true, ..wide }).review, Some(Policy::PresumptionOfApproval));
    assert_eq!(of(&Order { military: true, ..fast }).review, Some(Policy::CaseByCase));
    assert_eq!(of(&Order::plain("RU")).review, Some(Policy::NotApplicable));
}

#[test]
fn a_review_that_turns_on_a_fact_that_is_not_known_is_open_while_the_answer_is_not() {
    let toy = toy();
    let mut inputs = Order { tpp: 5000.0, ..Order::plain("CN") }.inputs(&toy.law);
    let headquarters = toy.law.vocabulary.facts.find("headquarters").expect("declared");
    inputs.parties[0].set(headquarters, Value::Unknown, None);
    let found = report(&toy, &inputs);
    assert_eq!(found.answer, settled(Measure::LicenseRequired));
    assert_eq!(found.review, None);
    assert_eq!(found.review_possible, [Policy::CaseByCase, Policy::PresumptionOfDenial]);
    let facts: Vec<&str> = found.review_missing.iter().map(|missing| &*missing.fact).collect();
    assert_eq!(facts, ["end_user.headquarters"]);
}

#[test]
fn duties_and_payments_are_all_that_apply() {
    let found = of(&Order { tpp: 8999.0, datacenter: true, ..Order::plain("US") });
    assert_eq!(found.answer, settled(Measure::NoLicenseRequired));
    assert_eq!(found.conditions, names(&["report"]));
    let charge = &found.charges[0];
    assert_eq!(
        (&*charge.id, &*charge.kind, &*charge.base, charge.rate),
        ("share", "share", "customs_value", 0.25)
    );
    assert_eq!((charge.answer, charge.from, charge.until), (Answer::Yes, ENACTED, None));
    assert!(of(&Order { tpp: 9000.0, ..Order::plain("US") }).charges.is_empty());
}

#[test]
fn an_open_figure_leaves_the_answer_open_and_is_what_is_missing() {
    let toy = toy();
    let found = report(&toy, &with(&toy, &Order::plain("CN"), "tpp", Value::Unknown));
    assert_eq!(found.answer, GateAnswer::Unknown);
    assert_eq!(found.possible, [Measure::NoLicenseRequired, Measure::LicenseRequired]);
    assert_eq!(missing(&found), ["tpp"]);
    assert_eq!(found.eccn_possible, [Vec::new(), names(&["F.1"])]);
}

#[test]
fn an_open_figure_that_changes_nothing_is_not_missing() {
    let toy = toy();
    let found = report(&toy, &with(&toy, &Order::plain("US"), "tpp", Value::Unknown));
    assert_eq!(found.answer, settled(Measure::NoLicenseRequired));
    assert!(found.missing.is_empty());
}

#[test]
fn where_every_case_gives_one_answer_it_is_settled_although_each_rule_is_open() {
    let toy = toy();
    // At 3000 TPP and much bandwidth the chip is fast or wide by its density: a license for CN either way.
    let chip = Order { tpp: 3000.0, dram: 2000.0, ..Order::plain("CN") };
    let found = report(&toy, &with(&toy, &chip, "performance_density", Value::Unknown));
    assert_eq!(found.answer, settled(Measure::LicenseRequired));
    assert!(found.missing.is_empty());
    assert_eq!(found.eccn, Vec::<Name>::new(), "the class is open nevertheless");
    assert_eq!(found.eccn_possible, [names(&["F.1"]), names(&["F.2"])]);
    let range = Value::Number(Interval::between(5.0, 5.5));
    assert_eq!(report(&toy, &with(&toy, &chip, "performance_density", range)).eccn, names(&["F.2"]));
}

#[test]
fn a_presumed_fact_is_named_with_the_rule_that_would_apply_otherwise() {
    let toy = toy();
    let mut inputs = Order::plain("CN").inputs(&toy.law);
    let military = toy.law.vocabulary.facts.find("end_use_military").expect("declared");
    inputs.presumed = vec![military];
    let found = report(&toy, &inputs);
    assert_eq!(found.answer, settled(Measure::NoLicenseRequired));
    let provided = &found.provided_that[..];
    assert_eq!(provided.len(), 1);
    assert_eq!(&*provided[0].rule, "r.military");
    assert_eq!(
        (&provided[0].needs, provided[0].would_be),
        (&names(&["end_use_military"]), Measure::LicenseRequired)
    );
    let strict = report_on(&toy, DAY, &inputs, &Manner { strict: true, stated_eccn: None });
    assert_eq!(strict.answer, GateAnswer::Unknown);
    assert_eq!(missing(&strict), ["end_use_military"]);
    assert!(strict.provided_that.is_empty());
}

#[test]
fn no_license_says_why_and_names_the_rules_that_came_nearest() {
    let toy = toy();
    let because = |report: &GateReport| report.because.expect("no license needs a reason");
    let early = report_on(&toy, date(2022, 9, 30), &Order::plain("CN").inputs(&toy.law), &Manner::default());
    assert_eq!(because(&early), Because::NoRuleInForce);
    assert_eq!(because(&of(&Order { tpp: 5000.0, ..Order::plain("US") })), Because::OutsideScope);
    let below = of(&Order { tpp: 1599.0, density: 6.0, ..Order::plain("AE") });
    assert_eq!(because(&below), Because::BelowThresholds);
    assert!(rules(&below).contains(&"r.fast") && rules(&below).contains(&"c.fast"));
    let carved = of(&Order { tpp: 5000.0, carved_out: true, ..Order::plain("AE") });
    assert_eq!(because(&carved), Because::Exempt);
    assert!(rules(&carved).contains(&"r.fast"));
    assert_eq!(of(&Order { tpp: 5000.0, ..Order::plain("CN") }).because, None);
}

#[test]
fn the_basis_has_both_numbers_of_the_comparison_that_decided() {
    let found = of(&Order { tpp: 4800.0, ..Order::plain("CN") });
    let class = found.basis.iter().find(|basis| &*basis.rule == "c.fast").expect("the license rests on it");
    let reads: Vec<(&str, &str, Answer)> =
        class.read.iter().map(|read| (&*read.name, read.test.as_str(), read.answer)).collect();
    assert_eq!(reads, [("tpp", ">= 4800", Answer::Yes)]);
    assert_eq!(class.read[0].value, Value::Number(Interval::exactly(4800.0)));
}

#[test]
fn a_stated_class_agrees_decides_or_opens_the_answer_where_it_is_stricter() {
    let toy = toy();
    let stated = |order: &Order, density: Option<Value>| {
        let mut inputs = order.inputs(&toy.law);
        let fact = toy.law.vocabulary.facts.find("performance_density").expect("declared");
        density.into_iter().for_each(|value| inputs.set(fact, value, None));
        let manner = Manner { strict: false, stated_eccn: Some(name("F.1")) };
        let report = report_on(&toy, DAY, &inputs, &manner);
        (report.stated_class, report.answer)
    };
    let fast = Order { tpp: 5000.0, ..Order::plain("AE") };
    let middling = Order { tpp: 2000.0, ..Order::plain("AE") };
    let license = settled(Measure::LicenseRequired);
    assert_eq!(stated(&fast, None), (StatedClass::Agrees, license));
    assert_eq!(stated(&middling, Some(Value::Unknown)), (StatedClass::Decides, license));
    assert_eq!(stated(&middling, None), (StatedClass::IsStricter, GateAnswer::Unknown));
    assert_eq!(
        stated(&Order { destination: "US", ..middling }, None),
        (StatedClass::Conflicts, settled(Measure::NoLicenseRequired))
    );
}

#[test]
fn the_answer_under_the_other_lens_stands_beside_it() {
    let mut toy = toy();
    let mut text = toy.version(0, DaySpan::on(date(2024, 1, 1)), "not always");
    text.lens = VersionLens::Enforced;
    text.confidence = Confidence::Low;
    let rule = toy.law.rules.iter_mut().find(|rule| &*rule.id == "r.fast").expect("declared");
    rule.versions.push(text);
    let inputs = Order { tpp: 5000.0, ..Order::plain("CN") }.inputs(&toy.law);
    let books = Books::on(&toy.law, Gate::FIRST, DAY, None, None);
    for lens in [Lens::Codified, Lens::Enforced] {
        let found = determine(&books, lens, &inputs, &Manner::default());
        assert_eq!(found.codified_answer, settled(Measure::LicenseRequired));
        assert_eq!(found.enforced_answer, settled(Measure::NoLicenseRequired));
    }
}

#[test]
fn the_answer_alone_is_that_of_the_whole_report() {
    let toy = toy();
    let book = toy.law.book(view(DAY));
    for order in [Order::plain("CN"), Order { tpp: 5000.0, ..Order::plain("CN") }] {
        let inputs = order.inputs(&toy.law);
        let whole = report(&toy, &inputs);
        assert_eq!(answer_only(&book, &inputs), (whole.answer, whole.eccn));
    }
}
