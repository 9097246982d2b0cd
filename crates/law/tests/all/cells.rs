//! What the walk over parts finds is what going through every cell finds.

use crate::order::{Order, any_order};
use crate::space::{any_conditions, fact, for_many, law_of};
use crate::toy::{DAY, FEATURES, Toy, name, toy, view};
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_base::interval::{Comparison, Interval};
use chipgate_law::book::{Book, Law};
use chipgate_law::cells::{Findings, MOST_PARTS, Open, TooMany, explore, open_tests};
use chipgate_law::determine::{Books, GateAnswer, Manner, determine};
use chipgate_law::evaluate::{Case, Pass};
use chipgate_law::expr::Atom;
use chipgate_law::fact::{FactId, FactKind};
use chipgate_law::gate::Gate;
use chipgate_law::inputs::Inputs;
use chipgate_law::rule::{Lens, Measure};
use chipgate_law::space::Judged;
use chipgate_law::value::Value;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What some rules answer together.
type Answers = Vec<Answer>;

/// The rules of a book that a pass leaves open.
fn open_rules(pass: &Pass) -> Vec<usize> {
    (0..pass.answers.len()).filter(|at| pass.answers[*at] == Answer::Unknown).collect()
}

fn walked(
    book: &Book<'_>,
    inputs: &Inputs,
    pass: &Pass,
    rules: &[usize],
) -> Result<Findings<Answers>, TooMany> {
    explore(book, inputs, pass, rules, &|pass| Judged {
        outcome: vec![rules.iter().map(|at| pass.answers[*at]).collect()],
        open: rules.iter().copied().filter(|at| pass.answers[*at] == Answer::Unknown).collect(),
    })
}

/// The same by asking the evaluator about every cell in turn.
fn counted(book: &Book<'_>, inputs: &Inputs, pass: &Pass, rules: &[usize]) -> Findings<Answers> {
    let axes: Vec<(Open, Vec<Value>)> = open_tests(book, inputs, pass, rules)
        .into_iter()
        .map(|(open, atoms)| (open, values(book, inputs, open, &atoms)))
        .collect();
    let mut found: BTreeMap<Vec<usize>, Answers> = BTreeMap::new();
    let slack = [1e-9, 0.01].into_iter().find(|slack| is_reached(book.law, inputs, *slack));
    each_cell(&axes, &mut |cell| {
        let mut case = Case { inputs: inputs.clone(), ..Case::default() };
        axes.iter().zip(cell).for_each(|((open, values), at)| set(&mut case, *open, &values[*at]));
        if slack.is_none_or(|slack| is_reached(book.law, &case.inputs, slack)) {
            let answers = book.pass_case(&case).answers;
            found.insert(cell.to_vec(), rules.iter().map(|at| answers[*at]).collect());
        }
    });
    let possible: BTreeSet<Answers> = found.values().cloned().collect();
    let decides = |at: usize| {
        let mut lines: BTreeMap<Vec<usize>, BTreeSet<&Answers>> = BTreeMap::new();
        for (cell, answers) in &found {
            let mut line = cell.clone();
            line.remove(at);
            lines.entry(line).or_default().insert(answers);
        }
        lines.values().any(|answers| answers.len() > 1)
    };
    let mut deciding: Vec<Open> = (0..axes.len()).filter(|at| decides(*at)).map(|at| axes[at].0).collect();
    if deciding.is_empty() {
        deciding = axes.iter().map(|(open, _)| *open).collect();
    }
    Findings { possible: possible.into_iter().collect(), deciding }
}

fn each_cell(axes: &[(Open, Vec<Value>)], visit: &mut dyn FnMut(&[usize])) {
    let mut cell = vec![0; axes.len()];
    loop {
        visit(&cell);
        let Some(at) = (0..axes.len()).find(|at| cell[*at] + 1 < axes[*at].1.len()) else { return };
        cell[..at].fill(0);
        cell[at] += 1;
    }
}

/// Everything that an open input can be, a word or list at a time.
fn values(book: &Book<'_>, inputs: &Inputs, open: Open, atoms: &[&Atom]) -> Vec<Value> {
    let (fact, of): (FactId, &[Value]) = match open {
        Open::Fact(fact) => (fact, &inputs.values),
        Open::Party(at, fact) => (fact, &inputs.parties[at].values),
        other => panic!("the toy law has no {other:?}"),
    };
    let words: BTreeSet<Name> = atoms.iter().flat_map(|atom| named(atom)).collect();
    match &book.law.vocabulary.facts.get(fact).expect("it is declared").kind {
        FactKind::YesNo => [false, true].map(Value::YesNo).into(),
        FactKind::Number { .. } => {
            let cuts: Vec<(Comparison, f64)> = atoms.iter().filter_map(|atom| constant(atom)).collect();
            of[fact.0].interval().split(&cuts).into_iter().map(Value::Number).collect()
        }
        FactKind::Symbol(_) => {
            let all = words.into_iter().chain(book.law.vocabulary.countries.iter().cloned());
            all.chain([name("another")]).map(Value::Symbol).collect()
        }
        FactKind::Names(_) => {
            let subsets = (0..1usize << words.len())
                .map(|bits| words.iter().enumerate().filter(move |(at, _)| bits & (1 << at) != 0));
            subsets.map(|chosen| Value::Names(chosen.map(|(_, word)| word.clone()).collect())).collect()
        }
    }
}

fn named(atom: &Atom) -> Vec<Name> {
    match atom {
        Atom::OneOf(_, words) => words.clone(),
        Atom::Has(_, word) => vec![word.clone()],
        _ => Vec::new(),
    }
}

fn constant(atom: &Atom) -> Option<(Comparison, f64)> {
    match atom {
        Atom::Compare(_, comparison, threshold) => Some((*comparison, threshold.value)),
        _ => None,
    }
}

fn set(case: &mut Case, open: Open, value: &Value) {
    match open {
        Open::Fact(fact) => case.inputs.values[fact.0] = value.clone(),
        Open::Party(at, fact) => case.inputs.parties[at].values[fact.0] = value.clone(),
        other => panic!("the toy law has no {other:?}"),
    }
}

fn is_reached(law: &Law, inputs: &Inputs, slack: f64) -> bool {
    let range = |fact: FactId| -> Interval { inputs.value(fact).interval() };
    law.vocabulary.bindings.iter().all(|binding| binding.is_reachable(&range, slack))
}

/// Inputs of an order with some facts hidden.
fn hide(order: &Order, law: &Law, hidden: &[bool]) -> Inputs {
    let mut inputs = order.inputs(law);
    for at in (0..hidden.len()).filter(|at| hidden[*at]) {
        inputs.values[at] = Value::Unknown;
        inputs.parties[0].values[at] = Value::Unknown;
    }
    inputs
}

#[test]
fn under_any_law_the_parts_say_what_every_cell_says() {
    let facts = toy().law.vocabulary.facts.len();
    let hidden = prop::collection::vec(prop::bool::weighted(0.15), facts);
    let orders = prop::collection::vec((any_order(), hidden), 4);
    for_many(60, (any_conditions(), orders), |(conditions, orders)| {
        let Toy { law, .. } = law_of(&conditions);
        let book = law.book(view(DAY));
        for (order, hidden) in orders {
            let mut inputs = hide(&order, &law, &hidden);
            // An area that is known in part binds TPP and density.
            if hidden[0] {
                let area = fact(&law, "applicable_die_area_mm2");
                inputs.set(area, Value::Number(Interval::between(400.0, 600.0)), None);
            }
            let pass = book.pass(&inputs);
            for rules in open_rules(&pass).chunks(3) {
                let found = walked(&book, &inputs, &pass, rules).expect("few parts");
                prop_assert_eq!(found, counted(&book, &inputs, &pass, rules), "{:?}", inputs);
            }
        }
        Ok(())
    });
}

#[test]
fn fifteen_words_of_a_list_that_is_not_known_are_all_asked_for() {
    let Toy { law, .. } = toy();
    let books = Books::on(&law, Gate::FIRST, DAY, None, None);
    let mut inputs = Order::plain("CN").inputs(&law);
    inputs.set(fact(&law, "features"), Value::Unknown, None);
    let ask = |inputs: &Inputs| determine(&books, Lens::Enforced, inputs, &Manner::default());
    let found = ask(&inputs);
    assert_eq!(found.answer, GateAnswer::Unknown);
    assert_eq!(found.possible, [Measure::NoLicenseRequired, Measure::Discouraged]);
    assert!(!found.too_many_cells);
    inputs.set(fact(&law, "features"), Value::Names(vec![name(FEATURES[14])]), None);
    assert_eq!(ask(&inputs).answer, GateAnswer::Settled(Measure::Discouraged), "the fifteenth alone decides");
}

#[test]
fn an_answer_with_more_parts_than_are_looked_at_is_open_to_everything() {
    let mut toy = Toy::default();
    toy.instrument("base", crate::toy::ENACTED);
    let keys: Vec<String> = (0..40).map(|at| format!("n{at:02}")).collect();
    for key in &keys {
        toy.yes_no(key, chipgate_law::fact::Part::Figure);
    }
    // Whether the number of yeses is odd, in pairs: no part settles before the last fact.
    let pairs: Vec<String> = keys
        .chunks(2)
        .map(|pair| format!("(({0} and not {1}) or ({1} and not {0}))", pair[0], pair[1]))
        .collect();
    toy.requires("r.all", Measure::Prohibited, &pairs.join(" and "));
    toy.requires("r.none", Measure::LicenseRequired, &format!("not ({})", pairs.join(" and ")));
    let books = Books::on(&toy.law, Gate::FIRST, DAY, None, None);
    let inputs = Inputs::unknown(&toy.law.vocabulary.facts);
    let found = determine(&books, Lens::Enforced, &inputs, &Manner::default());
    assert_eq!(found.answer, GateAnswer::Unknown);
    assert!(
        found.possible.contains(&Measure::Prohibited) && found.possible.contains(&Measure::LicenseRequired)
    );
    const { assert!(MOST_PARTS < 1 << 20, "so that the parts of twenty pairs are too many") };
}
