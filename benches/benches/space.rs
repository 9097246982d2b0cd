//! What a settled answer costs as a walk through the law's tree, beside one reading of the rule book.
//!
//! Both give the same outcome (a test of `corpus` compares them at random points). The walk keeps no trace, and its
//! aim is under 200 ns once the leaf is there. `leaf, made anew` is what the first point of a leaf costs.

use chipgate_ask::gates::GateBooks;
use chipgate_ask::{Question, fill};
use chipgate_base::interval::Interval;
use chipgate_corpus::{Corpus, embedded};
use chipgate_law::fact::FactId;
use chipgate_law::inputs::Inputs;
use chipgate_law::space::{Coordinate, Outcome, Tree};
use chipgate_law::value::Value;
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;

/// Figures that move from order to order, with those of an order that is settled.
const FIGURES: [(&str, f64); 7] = [
    ("tpp", 2368.0),
    ("performance_density", 2.9),
    ("applicable_die_area_mm2", 814.0),
    ("dram_bw_gb_per_s", 4000.0),
    ("ic_bw_gb_per_s", 900.0),
    ("io22_gb_per_s", 900.0),
    ("bittops22", 2368.0),
];

/// A benchmark may stop where its own fixed input does not fit.
fn benches(c: &mut Criterion) {
    let corpus = Corpus::load(&embedded::files(), &[]).corpus.expect("the embedded data load");
    let day = jiff::civil::date(2026, 6, 1);
    let question = Question::about("nvidia-h20-96gb").to("CN").on(day);
    let asked = fill(corpus.ground(), &question, day).expect("the question fits");
    let books = GateBooks::on(&corpus.law, day, None, None);
    let book = &books.gates.seller().enforced;
    let facts: Vec<(FactId, f64)> = FIGURES
        .iter()
        .filter_map(|(name, number)| Some((corpus.law.vocabulary.facts.find(name)?, *number)))
        .collect();
    let with = |value: &dyn Fn(f64) -> Value| {
        let set = |mut inputs: Inputs, (fact, number): &(FactId, f64)| {
            inputs.set(*fact, value(*number), None);
            inputs
        };
        facts.iter().fold(asked.inputs.clone(), set)
    };
    let order = with(&|number| Value::Number(Interval::exactly(number)));
    let tree = || {
        Tree::of(&[book], with(&|_| Value::Unknown), Outcome::judge()).expect("one book has one vocabulary")
    };
    let mut grown = tree();
    let mut point = grown.point(&order).expect("every figure is one number");
    let leaf = grown.leaf_of(&point);
    assert_eq!(leaf.outcomes, [Outcome::of(book, &book.pass(&order)).outcome], "the walk is right");
    println!("{} lines on the way, {:?}", grown.lines(&point).len(), leaf.outcomes[0].answer());

    c.bench_function("walk to a leaf that is there", |b| b.iter(|| grown.leaf_of(black_box(&point)).is_open[0]));
    let tpp = grown.axis_of(facts[0].0).expect("rules read TPP");
    c.bench_function("the same, the order's TPP set first", |b| {
        b.iter(|| {
            point.set(tpp, Coordinate::Number(black_box(2368.0)));
            grown.leaf_of(&point).is_open[0]
        });
    });
    c.bench_function("inputs to a point, then the walk", |b| {
        b.iter(|| grown.point(black_box(&order)).map(|point| grown.leaf_of(&point)));
    });
    c.bench_function("leaf, made anew in an empty tree", |b| {
        b.iter_batched(tree, |mut tree| tree.leaf_of(&point), criterion::BatchSize::SmallInput);
    });
    c.bench_function("one reading of the rule book, and its outcome", |b| {
        b.iter(|| Outcome::of(book, &book.pass(black_box(&order))).outcome);
    });
}

criterion_group!(all, benches);
criterion_main!(all);
