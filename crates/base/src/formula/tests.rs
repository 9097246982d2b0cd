//! Both dialects: what is written reads back, nothing panics, messages say where.

use super::*;
use crate::interval::Comparison;
use proptest::prelude::*;

fn expr(part: Part) -> Expr {
    Expr { at: 0..0, part }
}

fn word() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9_]{0,6}".prop_filter("keyword", |text| !["and", "or", "not", "in"].contains(&text.as_str()))
}

fn two(op: Op, left: Expr, right: Expr) -> Expr {
    expr(Part::Two(op, Box::new(left), Box::new(right)))
}

fn number() -> impl Strategy<Value = Expr> {
    prop_oneof![
        (0u32..100_000).prop_map(|number| Part::Number(f64::from(number) / 8.0)),
        Just(Part::Number(2.5e-7)),
        (2000i16..2030, 1i8..13).prop_map(|(year, month)| Part::Day(jiff::civil::date(year, month, 1))),
        word().prop_map(Part::Word),
        "[a-z0-9. -]{0,8}".prop_map(Part::Text),
    ]
    .prop_map(expr)
}

fn formula() -> impl Strategy<Value = Expr> {
    let ops = [Op::Or, Op::And, Op::Plus, Op::Minus, Op::Times, Op::Over].to_vec();
    let tests = [Comparison::AtLeast, Comparison::Equal].map(Op::Compare);
    let op = prop::sample::select([ops, tests.to_vec()].concat());
    number().prop_recursive(5, 32, 3, move |inner| {
        prop_oneof![
            (op.clone(), inner.clone(), inner.clone()).prop_map(|(op, left, right)| two(op, left, right)),
            inner.clone().prop_map(|inside| expr(Part::Not(Box::new(inside)))),
            inner.clone().prop_map(|inside| expr(Part::Negative(Box::new(inside)))),
            (word(), prop::collection::vec(inner, 0..3))
                .prop_map(|(name, list)| expr(Part::Call(name, list))),
        ]
    })
}

fn test_of_a_condition() -> impl Strategy<Value = Expr> {
    let name = || word().prop_map(|text| expr(Part::Word(text)));
    let text = || word().prop_map(|text| expr(Part::Text(text)));
    let list = prop::collection::vec(text(), 0..3).prop_map(|words| expr(Part::List(words)));
    prop_oneof![
        name(),
        (name(), name()).prop_map(|(left, right)| two(Op::Compare(Comparison::AtLeast), left, right)),
        (name(), list).prop_map(|(left, list)| two(Op::In, left, list)),
        (text(), name()).prop_map(|(text, set)| two(Op::In, text, set)),
    ]
}

fn condition() -> impl Strategy<Value = Expr> {
    test_of_a_condition().prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(left, right)| two(Op::And, left, right)),
            (inner.clone(), inner.clone()).prop_map(|(left, right)| two(Op::Or, left, right)),
            inner.prop_map(|inside| expr(Part::Not(Box::new(inside)))),
        ]
    })
}

proptest! {
    #[test]
    fn reading_what_was_printed_gives_the_same_tree(formula in formula(), condition in condition()) {
        for (expr, dialect) in [(formula, &FORMULA), (condition, &CONDITION)] {
            let text = print(&expr);
            prop_assert_eq!(parse(&text, dialect), Ok(expr), "{}", text);
        }
    }

    #[test]
    fn any_text_is_read_or_refused_without_a_panic(text in "\\PC{0,80}") {
        let _ = (parse(&text, &FORMULA), parse(&text, &CONDITION), on_one_line(&text));
    }

    #[test]
    fn any_soup_of_tokens_is_read_or_refused(parts in prop::collection::vec(
        prop::sample::select(vec!["and", "or", "not", "in", "(", ")", "[", "]", ",", ">=", "==", "chip(", "tpp", "\"a\"", "4", "-", "/", "2025-01-01", "#", "\n"]), 0..40)) {
        let text = parts.join(" ");
        for dialect in [&FORMULA, &CONDITION] {
            if let Err(problem) = parse(&text, dialect) {
                prop_assert!(problem.at.end <= text.len());
            }
        }
    }
}

fn of(text: &str) -> Result<Expr, FormulaProblem> {
    parse(text, &FORMULA)
}

#[test]
fn signs_bind_as_in_school() {
    assert_eq!(of("1 + 2 * 3"), of("1 + (2 * 3)"));
    assert_eq!(of("9 - 4 - 3"), of("(9 - 4) - 3"));
    assert_eq!(of("not 1 > 2 and 3 > 2"), of("(not (1 > 2)) and (3 > 2)"));
    assert_eq!(of("8 / 4 / 2"), of("(8 / 4) / 2"));
    let condition = |text: &str| parse(text, &CONDITION);
    assert_eq!(condition("a or b and not c in s"), condition("a or (b and (not (c in s)))"));
}

#[test]
fn places_are_those_of_the_text() {
    let problem = of("chip(\"a\", tpp) / ").unwrap_err();
    assert_eq!((problem.message.as_str(), problem.at), ("expected a number, a day or a call", 17..17));
    assert_eq!(of("1 = 2").unwrap_err().help.as_deref(), Some("write `==` to compare"));
    assert_eq!(of("1 < 2 < 3").unwrap_err().message, "expected `and` between two comparisons");
}

#[test]
fn a_chain_of_very_many_terms_is_refused_and_a_long_one_is_read() {
    let cases = [
        ("1", " + ", &FORMULA),
        ("1 > 0", " and ", &FORMULA),
        ("a", " or ", &CONDITION),
        ("not a", " and ", &CONDITION),
    ];
    for (term, sign, dialect) in cases {
        let chain = |terms: usize| vec![term; terms].join(sign);
        assert!(parse(&chain(200), dialect).is_ok());
        let problem = parse(&chain(100_000), dialect).unwrap_err();
        assert!(problem.message.starts_with(&format!("{} has more than", dialect.name)), "{problem}");
        assert!(problem.help.is_some() && problem.at.end < 20_000);
    }
}

#[test]
fn a_minus_between_small_numbers_makes_no_day() {
    for (text, same) in
        [("100 -2 - 5", "(100 - 2) - 5"), ("5 - -5 - 1", "(5 - (-5)) - 1"), ("2025-1", "2025 - 1")]
    {
        assert_eq!(of(text), of(same), "{text}");
    }
    assert_eq!(of("2025-13-01").unwrap_err().message, "`2025-13-01` is not a date that exists");
    assert_eq!(of("2025-02-30").unwrap_err().message, "`2025-02-30` is not a date that exists");
}

#[test]
fn deep_nesting_is_refused_instead_of_exhausting_the_stack() {
    for (open, dialect) in [("(", &FORMULA), ("-", &FORMULA), ("not ", &FORMULA), ("(", &CONDITION)] {
        let deep = |levels: usize| parse(&format!("{}a", open.repeat(levels)), dialect).unwrap_err().message;
        assert_eq!(deep(500), format!("{} is nested too deeply", dialect.name));
        assert!(deep(100_000).starts_with(&format!("{} has more than", dialect.name)));
    }
}

#[test]
fn a_comment_goes_to_the_end_of_its_line_and_changes_nothing() {
    let lines = "tpp >= floor   # paragraph (a)\n  or (\n    # the dense ones\n    dense and kind == \"a # b\"\n  ) # last";
    let line = "tpp >= floor or (dense and kind == \"a # b\")";
    let condition = |text: &str| parse(text, &CONDITION);
    assert_eq!(condition(lines), condition(line));
    assert_eq!(on_one_line(lines), line);
    assert_eq!(condition("tpp >= floor # or dense"), condition("tpp >= floor"));
    assert_eq!(condition("tpp >=\n# and more\n  4").unwrap_err().at, 20..21);
}

#[test]
fn a_condition_holds_neither_numbers_nor_arithmetic_nor_calls() {
    for text in ["tpp >= 4800", "tpp >= -1", "a + b > c", "chip(a)", "tpp >= 2025-01-01"] {
        assert!(parse(text, &CONDITION).is_err(), "{text}");
    }
    assert!(parse("[\"a\"] == b", &FORMULA).is_err());
}

#[test]
fn the_limbs_of_a_chain_stand_in_the_order_of_the_text() {
    let chain = parse("a and b or c and d and e", &CONDITION).unwrap();
    let told = |limbs: Vec<&Expr>| limbs.into_iter().map(print).collect::<Vec<String>>();
    let limbs = chain.limbs(Op::Or);
    assert_eq!(told(limbs.clone()), ["a and b", "c and d and e"]);
    assert_eq!(told(limbs[1].limbs(Op::And)), ["c", "d", "e"]);
    assert_eq!(told(chain.limbs(Op::And)), ["a and b or c and d and e"]);
}
