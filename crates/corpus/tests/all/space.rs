//! The tree of the real law: at every point asked it says what one reading of the rule book says.

use crate::invariant::random::Random;
use crate::support::{corpus, try_filled};
use chipgate_ask::gates::GateBooks;
use chipgate_base::interval::Interval;
use chipgate_law::book::Book;
use chipgate_law::expr::Atom;
use chipgate_law::fact::FactId;
use chipgate_law::inputs::Inputs;
use chipgate_law::space::{Outcome, Tree};
use chipgate_law::value::Value;

/// Random questions, each with some figures that move; `CHIPGATE_POINTS` sets how many points each beside those on the lines.
const QUESTIONS: usize = 40;
const POINTS: usize = 60;
const SEED: u64 = 20_261_202;
/// The figures that move.
const FIGURES: [&str; 7] = [
    "tpp",
    "performance_density",
    "dram_bw_gb_per_s",
    "ic_bw_gb_per_s",
    "io22_gb_per_s",
    "bittops22",
    "domestic_share",
];

#[test]
fn at_random_points_and_one_step_beside_every_line_the_tree_says_what_one_reading_says() {
    let points = std::env::var("CHIPGATE_POINTS").map_or(POINTS, |text| text.parse().unwrap());
    let (mut asked, mut open, mut leaves) = (0, 0, 0);
    for at in 0..QUESTIONS {
        let drawn = Random::new(SEED, at).draw();
        let Ok(filled) = try_filled(corpus(), &drawn.question) else { continue };
        let books = GateBooks::on(&corpus().law, filled.as_of, None, None);
        for book in [books.gates.seller().under(filled.lens), books.gates.buyer().under(filled.lens)] {
            let mut walk = Walk::new(book, &filled.inputs, at as u64);
            let lines = walk.lines().into_iter().map(Some);
            for line in lines.chain(std::iter::repeat_n(None, points)) {
                open += usize::from(walk.compare(line, &drawn.text));
                asked += 1;
            }
            leaves += walk.tree.kept();
        }
    }
    println!("{asked} points, {open} of them open, {leaves} nodes");
    assert!(asked > QUESTIONS * points && open > 0 && open < asked);
}

/// One book, with figures that move.
struct Walk<'b> {
    book: &'b Book<'b>,
    base: Inputs,
    tree: Tree<'b, Outcome>,
    /// Each figure with numbers at, under and over each line that the book draws.
    figures: Vec<(FactId, Vec<f64>)>,
    seed: u64,
}

impl<'b> Walk<'b> {
    fn new(book: &'b Book<'b>, inputs: &Inputs, seed: u64) -> Walk<'b> {
        let facts = &book.law.vocabulary.facts;
        let mut base = inputs.clone();
        let figures: Vec<_> = FIGURES
            .iter()
            .map(|name| facts.find(name).unwrap())
            .map(|fact| (fact, numbers(book, fact)))
            .collect();
        for (fact, _) in &figures {
            base.set(*fact, Value::Unknown, None);
        }
        let tree = Tree::of(&[book], base.clone(), Outcome::judge()).unwrap();
        Walk { book, base, tree, figures, seed }
    }

    /// Each figure, by its place, at, under and over each of its lines.
    fn lines(&self) -> Vec<(usize, f64)> {
        let of = |(at, (_, numbers)): (usize, &(FactId, Vec<f64>))| {
            numbers.iter().map(|number| (at, *number)).collect::<Vec<_>>()
        };
        self.figures.iter().enumerate().flat_map(of).collect()
    }

    /// Asks one point, drawn but for the figure on a line; whether its answer is open.
    fn compare(&mut self, line: Option<(usize, f64)>, question: &str) -> bool {
        let mut inputs = self.base.clone();
        for at in 0..self.figures.len() {
            let draw = self.next();
            let (fact, numbers) = &self.figures[at];
            // One in six stays unknown.
            if !draw.is_multiple_of(6) {
                let number = numbers[(draw / 6) as usize % numbers.len()];
                inputs.set(*fact, Value::Number(Interval::exactly(number)), None);
            }
        }
        if let Some((at, number)) = line {
            inputs.set(self.figures[at].0, Value::Number(Interval::exactly(number)), None);
        }
        let point = self.tree.point(&inputs).unwrap_or_else(|| panic!("no point\n{question}"));
        let leaf = self.tree.leaf_of(&point);
        let read = Outcome::of(self.book, &self.book.pass(&inputs)).outcome;
        assert_eq!(leaf.outcomes, [read], "{question}\n{:?}", self.values(&inputs));
        leaf.is_open[0]
    }

    fn values(&self, inputs: &Inputs) -> Vec<(&'static str, Value)> {
        FIGURES
            .iter()
            .zip(&self.figures)
            .map(|(name, (fact, _))| (*name, inputs.value(*fact).clone()))
            .collect()
    }

    /// Numbers out of a seed, the same on every machine (splitmix64).
    fn next(&mut self) -> u64 {
        self.seed = self.seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.seed ^ (self.seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// Each constant with which a book compares a fact, and one step of a double to both sides; and two beyond all.
fn numbers(book: &Book<'_>, fact: FactId) -> Vec<f64> {
    let mut numbers = vec![0.0, 1e9];
    for entry in &book.entries {
        entry.version.when.each_atom(&mut |atom| {
            if let Atom::Compare(read, _, threshold) = atom
                && *read == fact
            {
                let at = threshold.value;
                numbers.extend([at, at.next_up(), at.next_down().max(0.0)]);
            }
        });
    }
    numbers.sort_by(f64::total_cmp);
    numbers.dedup();
    numbers
}
