use super::*;

fn names<'a>(read: &'a [&'a str]) -> Names<'a> {
    Names { read, fixed: &[("width", 1.25)], given: &|id| (id == "gate.level").then_some(0.3) }
}

fn value(text: &str, numbers: &[f64]) -> f64 {
    Formula::read(text, &names(&["sale", "none"])).unwrap().value(numbers)
}

fn wrong(text: &str) -> (String, std::ops::Range<usize>) {
    let problem = Formula::read(text, &names(&["sale", "none"])).unwrap_err();
    (problem.message, problem.at)
}

#[test]
fn a_formula_gives_what_the_same_arithmetic_gives() {
    assert_eq!(value("sale / none - 1", &[3.0, 2.0]), 0.5);
    assert_eq!(value("-sale / max(none, 1e-9, width)", &[5.0, 1.0]), -4.0);
    assert_eq!(
        value("power(sale, 1 - none) + exp(0) + ln(1) + sqrt(none)", &[9.0, 0.25]),
        9_f64.powf(0.75) + 1.5
    );
}

#[test]
fn a_condition_chooses_and_without_the_other_number_leaves_out() {
    let text = "when(sale > none and not sale == 3, sale, none)";
    assert_eq!([value(text, &[2.0, 1.0]), value(text, &[3.0, 1.0])], [2.0, 1.0]);
    assert!(value("when(sale > none, 1)", &[0.0, 0.0]).is_nan());
    let shut =
        Condition::read("sale < given(\"gate.level\") or none >= 1", &names(&["sale", "none"])).unwrap();
    assert!(shut.holds(&[0.2, 0.0]) && shut.holds(&[0.4, 1.0]) && !shut.holds(&[0.3, 0.0]));
}

#[test]
fn what_does_not_fit_is_told_with_its_place() {
    assert_eq!(wrong("sale / nome"), ("unknown name `nome`".to_owned(), 7..11));
    assert_eq!(wrong("log(sale)").0, "unknown function `log`");
    assert_eq!(wrong("1 + (sale > none)").1, 5..16);
    assert_eq!(wrong("power(sale)").0, "`power` does not take 1 such parts");
    assert_eq!(
        wrong("given(\"gate.leval\")"),
        ("the forcing has no constant `gate.leval`".to_owned(), 6..18)
    );
    assert!(wrong("when(sale, none)").0.contains("not a yes or no"));
    assert!(Condition::read("sale - none", &names(&["sale", "none"])).is_err());
}
