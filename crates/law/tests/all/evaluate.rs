//! One pass over one set of inputs, in three values.

use crate::order::Order;
use crate::toy::{DAY, Toy, in_force, name, names, toy, view};
use chipgate_base::answer::Answer;
use chipgate_base::answer::Answer::{No, Unknown, Yes};
use chipgate_base::day::DaySpan;
use chipgate_base::interval::Interval;
use chipgate_law::evaluate::{Case, KnownWord, Whose};
use chipgate_law::fact::{Domain, FactKind, Part, Quantifier};
use chipgate_law::inputs::{Content, Inputs, Party};
use chipgate_law::rule::{Concludes, Measure, Step};
use chipgate_law::value::Value;
use jiff::civil::date;

const ALL: [Answer; 3] = [No, Unknown, Yes];

/// A law of one rule that may read two yes-or-no facts and more.
fn law_of(text: &str) -> Toy {
    let mut toy = Toy::default();
    toy.instrument("base", crate::toy::ENACTED);
    toy.law.vocabulary.countries = names(&["CN", "JP"]);
    toy.yes_no("a", Part::Figure);
    toy.yes_no("b", Part::Figure);
    toy.number("n", "u");
    toy.given("word", FactKind::Symbol(Domain::Free), Part::Figure);
    toy.given("list", FactKind::Names(Domain::Free), Part::Figure);
    toy.threshold("ten", 10.0, "u");
    toy.of_party("good", FactKind::YesNo);
    toy.of_party("tags", FactKind::Names(Domain::Free));
    toy.over("any_good", Quantifier::Any, &["purchaser", "end_user"], "good");
    toy.over("all_good", Quantifier::All, &["purchaser", "end_user"], "good and a");
    toy.over("any_tagged", Quantifier::Any, &["purchaser"], "\"t\" in tags or \"t\" in list");
    toy.over_contents("any_a_inside", Quantifier::Any, "a");
    toy.over_contents("all_a_inside", Quantifier::All, "a");
    toy.requires("r", Measure::LicenseRequired, text);
    toy
}

fn value(answer: Answer) -> Value {
    match answer {
        Unknown => Value::Unknown,
        settled => Value::YesNo(settled == Yes),
    }
}

/// The answer of the one rule where some facts have values and nothing else is known.
fn answer(text: &str, values: &[(&str, Value)]) -> Answer {
    let toy = law_of(text);
    let facts = &toy.law.vocabulary.facts;
    let mut inputs = Inputs::unknown(facts);
    for (key, value) in values {
        inputs.set(facts.find(key).expect("declared"), value.clone(), None);
    }
    toy.law.book(view(DAY)).pass(&inputs).answer(0)
}

/// The three-valued tables by their meaning: what every way to settle the open limbs agrees on.
fn by_meaning(a: Answer, b: Answer, of: impl Fn(bool, bool) -> bool) -> Answer {
    let ways = |answer: Answer| match answer {
        No => vec![false],
        Yes => vec![true],
        Unknown => vec![false, true],
    };
    let mut found: Vec<bool> = ways(a)
        .iter()
        .flat_map(|a| ways(b).into_iter().map(move |b| (*a, b)))
        .map(|(a, b)| of(a, b))
        .collect();
    found.dedup();
    if let [only] = found.as_slice() { (*only).into() } else { Unknown }
}

#[test]
fn and_or_and_not_say_what_every_way_to_settle_the_open_limbs_agrees_on() {
    for a in ALL {
        for b in ALL {
            let values = [("a", value(a)), ("b", value(b))];
            let ask = |text| answer(text, &values);
            assert_eq!(ask("a and b"), by_meaning(a, b, |a, b| a && b), "{a:?} and {b:?}");
            assert_eq!(ask("a or b"), by_meaning(a, b, |a, b| a || b), "{a:?} or {b:?}");
            assert_eq!(ask("not a"), by_meaning(a, b, |a, _| !a), "not {a:?}");
            assert_eq!(ask("not (a and not b)"), by_meaning(a, b, |a, b| !a || b), "{a:?} {b:?}");
        }
    }
    assert_eq!(answer("always", &[]), Yes);
}

#[test]
fn a_limb_after_a_settled_one_does_not_change_it() {
    assert_eq!(answer("a and b and a", &[("a", value(No))]), No);
    assert_eq!(answer("b or a or b", &[("a", value(Yes))]), Yes);
}

#[test]
fn a_range_answers_a_comparison_only_where_all_of_it_does() {
    let ask = |text, low, high| answer(text, &[("n", Value::Number(Interval::between(low, high)))]);
    assert_eq!(
        [ask("n >= ten", 10.0, 20.0), ask("n >= ten", 9.0, 10.0), ask("n >= ten", 1.0, 9.0)],
        [Yes, Unknown, No]
    );
    assert_eq!(
        [ask("n > ten", 10.0, 20.0), ask("n > ten", 11.0, 20.0), ask("n > ten", 1.0, 10.0)],
        [Unknown, Yes, No]
    );
    assert_eq!(
        [ask("n == ten", 10.0, 10.0), ask("n == ten", 9.0, 10.0), ask("n == ten", 1.0, 9.0)],
        [Yes, Unknown, No]
    );
    assert_eq!(answer("n < ten", &[]), Unknown);
}

#[test]
fn a_word_or_list_that_is_not_known_is_in_no_test_a_no() {
    let word = |word| [("word", Value::Symbol(name(word)))];
    let list = |words: &[&str]| [("list", Value::Names(names(words)))];
    assert_eq!(
        [answer("word in [\"x\", \"y\"]", &word("y")), answer("word == \"x\"", &word("y"))],
        [Yes, No]
    );
    assert_eq!([answer("\"x\" in list", &list(&["w", "x"])), answer("\"x\" in list", &list(&[]))], [Yes, No]);
    assert_eq!([answer("word != \"x\"", &[]), answer("\"x\" in list", &[])], [Unknown, Unknown]);
}

/// The answer where the parties in some roles have a value for `good`, and the transaction one for `a`.
fn of_parties(text: &str, a: Answer, goods: &[Answer], roles: &[(&str, usize)]) -> Answer {
    let toy = law_of(text);
    let facts = &toy.law.vocabulary.facts;
    let mut inputs = Inputs::unknown(facts);
    inputs.set(facts.find("a").expect("declared"), value(a), None);
    for good in goods {
        let mut party = Party::unknown(facts, name("party"));
        party.set(facts.find("good").expect("declared"), value(*good), None);
        inputs.parties.push(party);
    }
    inputs.roles = roles.iter().map(|(role, at)| (name(role), *at)).collect();
    toy.law.book(view(DAY)).pass(&inputs).answer(0)
}

#[test]
fn any_party_and_all_parties_combine_the_answers_of_those_in_the_roles_that_count() {
    let two = [("purchaser", 0), ("end_user", 1)];
    for one in ALL {
        for other in ALL {
            let any = of_parties("any_good", Yes, &[one, other], &two);
            assert_eq!(any, by_meaning(one, other, |a, b| a || b), "{one:?} {other:?}");
            let all = of_parties("all_good", Yes, &[one, other], &two);
            assert_eq!(all, by_meaning(one, other, |a, b| a && b), "{one:?} {other:?}");
        }
    }
}

#[test]
fn a_party_in_another_role_does_not_count_and_one_in_two_roles_counts_as_it_does_in_one() {
    assert_eq!(of_parties("any_good", Yes, &[Yes], &[("consignee", 0)]), No);
    assert_eq!(of_parties("all_good", Yes, &[No], &[("consignee", 0)]), Yes);
    assert_eq!(of_parties("any_good", Yes, &[Yes], &[("purchaser", 0), ("end_user", 0)]), Yes);
    let three = [("purchaser", 0), ("consignee", 1), ("end_user", 2)];
    assert_eq!(of_parties("any_good", Yes, &[No, Yes, No], &three), No);
    assert_eq!(of_parties("any_good", Yes, &[No, No, Yes], &three), Yes);
}

#[test]
fn a_test_over_parties_reads_the_transaction_for_facts_that_are_not_a_party_s() {
    for a in ALL {
        assert_eq!(of_parties("all_good", a, &[Yes], &[("purchaser", 0)]), a);
    }
}

/// The answer where the circuits inside have these values for `a`.
fn of_contents(text: &str, values: Option<&[Answer]>) -> Answer {
    let toy = law_of(text);
    let facts = &toy.law.vocabulary.facts;
    let mut inputs = Inputs::unknown(facts);
    inputs.contents_unknown = values.is_none();
    for a in values.unwrap_or_default() {
        let mut inside = Inputs::unknown(facts);
        inside.set(facts.find("a").expect("declared"), value(*a), None);
        inputs.contents.push(Content { name: name("chip"), count: 1, inputs: inside });
    }
    toy.law.book(view(DAY)).pass(&inputs).answer(0)
}

#[test]
fn any_circuit_inside_and_all_of_them_combine_what_each_says() {
    for one in ALL {
        for other in ALL {
            let both = [one, other];
            assert_eq!(of_contents("any_a_inside", Some(&both)), by_meaning(one, other, |a, b| a || b));
            assert_eq!(of_contents("all_a_inside", Some(&both)), by_meaning(one, other, |a, b| a && b));
        }
    }
    assert_eq!(of_contents("any_a_inside", Some(&[])), No);
    assert_eq!(of_contents("any_a_inside", None), Unknown);
    assert_eq!(of_contents("all_a_inside", None), Unknown);
}

#[test]
fn a_circuit_inside_is_classified_by_the_same_rules_before_its_container() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let mut inputs = Order::plain("AE").inputs(&law);
    let at = in_force(&book).iter().position(|id| id == "r.fast").expect("in force");
    let mut with = |tpp: f64| {
        let inside = Order { tpp, ..Order::plain("AE") }.inputs(&law);
        inputs.contents = vec![Content { name: name("chip"), count: 8, inputs: inside }];
        book.pass(&inputs).answer(at)
    };
    assert_eq!(with(4800.0), Yes);
    assert_eq!(with(4800.0_f64.next_down()), No);
}

#[test]
fn a_fact_that_a_rule_defines_and_a_class_are_read_by_the_rules_after_it() {
    let mut toy = Toy::default();
    toy.instrument("base", crate::toy::ENACTED);
    toy.yes_no("a", Part::Figure);
    let class = toy.conclusion("eccn", "X");
    let big = toy.fact(
        "big",
        FactKind::YesNo,
        chipgate_law::fact::Belongs::Item,
        Part::Figure,
        chipgate_law::fact::Origin::Defined,
    );
    toy.rule("d", Step::Define, Concludes::Fact(big), "a");
    toy.rule("c", Step::Class, Concludes::Paragraph(class), "big");
    toy.requires("r", Measure::LicenseRequired, "not \"X\" in eccn");
    let book = toy.law.book(view(DAY));
    for a in ALL {
        let mut inputs = Inputs::unknown(&toy.law.vocabulary.facts);
        inputs.set(toy.law.vocabulary.facts.find("a").expect("declared"), value(a), None);
        assert_eq!(book.pass(&inputs).answers, [a, a, a.negate()]);
    }
}

#[test]
fn a_class_that_is_stated_holds_whatever_the_figures_say() {
    let Toy { law, .. } = toy();
    let book = law.book(view(DAY));
    let stated = law.vocabulary.conclusion("eccn", "F.1");
    let case = Case { inputs: Order::plain("CN").inputs(&law), stated, ..Case::default() };
    let at = in_force(&book).iter().position(|id| id == "r.fast").expect("in force");
    assert_eq!([book.pass(&case.inputs).answer(at), book.pass_case(&case).answer(at)], [No, Yes]);
}

#[test]
fn a_text_that_may_not_have_begun_leaves_its_rule_open_unless_the_case_says() {
    let mut toy = law_of("a");
    toy.law.rules[0].versions[0].from = DaySpan { earliest: date(2024, 12, 1), latest: date(2025, 2, 1) };
    let book = toy.law.book(view(DAY));
    let mut case = Case { inputs: Inputs::unknown(&toy.law.vocabulary.facts), ..Case::default() };
    let mut ask = |a, started: &[(usize, bool)]| {
        case.inputs.set(toy.law.vocabulary.facts.find("a").expect("declared"), value(a), None);
        case.started = started.to_vec();
        book.pass_case(&case).answer(0)
    };
    assert_eq!([ask(Yes, &[]), ask(Unknown, &[]), ask(No, &[])], [Unknown, Unknown, No]);
    assert_eq!([ask(Yes, &[(0, true)]), ask(Yes, &[(0, false)]), ask(Yes, &[(1, true)])], [Yes, No, Unknown]);
}

#[test]
fn a_word_that_a_case_knows_of_a_list_is_known_for_that_list_of_that_party_alone() {
    let toy = law_of("any_tagged");
    let facts = &toy.law.vocabulary.facts;
    let mut inputs = Inputs::unknown(facts);
    inputs.parties = vec![Party::unknown(facts, name("one")), Party::unknown(facts, name("other"))];
    inputs.roles = vec![(name("purchaser"), 1)];
    let book = toy.law.book(view(DAY));
    let known = |whose, key: &str, word: &str, is_in| KnownWord {
        whose,
        fact: facts.find(key).expect("declared"),
        word: name(word),
        is_in,
    };
    let ask = |words: Vec<KnownWord>| {
        book.pass_case(&Case { inputs: inputs.clone(), words, ..Case::default() }).answer(0)
    };
    use Whose::{Party as Of, Transaction};
    let (outer, own) = (known(Transaction, "list", "t", false), known(Of(1), "tags", "t", false));
    assert_eq!(ask(Vec::new()), Unknown);
    assert_eq!(ask(vec![known(Of(1), "tags", "t", true)]), Yes);
    assert_eq!(ask(vec![known(Of(0), "tags", "t", true)]), Unknown, "another party's");
    assert_eq!(ask(vec![known(Of(1), "tags", "s", true)]), Unknown, "another word");
    assert_eq!(ask(vec![known(Transaction, "list", "t", true)]), Yes, "the transaction's own list");
    assert_eq!(ask(vec![own.clone()]), Unknown);
    assert_eq!(ask(vec![own, outer]), No);
}
