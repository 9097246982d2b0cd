//! The plane TPP × performance density on one day: which region has which answer.

use chipgate_ask::{Given, Ground, ItemSpec, PartySpec, Question, fill};
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_base::interval::{Comparison, Interval};
use chipgate_catalogue::quantity;
use chipgate_law::book::Book;
use chipgate_law::determine::GateAnswer;
use chipgate_law::evaluate::Pass;
use chipgate_law::expr::Atom;
use chipgate_law::fact::FactId;
use chipgate_law::inputs::Inputs;
use chipgate_law::rule::{Measure, Step};
use chipgate_law::space::{AxisId, Extent, Judge, Judged, Outcome, Piece, Region as Box, Tree};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A rectangle of the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Range of TPP.
    pub tpp: Interval,
    /// Range of performance density, in TPP per mm².
    pub density: Interval,
    /// The answer there.
    pub answer: GateAnswer,
    /// ECCN paragraphs there.
    pub eccn: Vec<Name>,
}

/// Regions for a circuit exported to a buyer headquartered at the destination.
///
/// The exporter has received no letter. Links and memory bandwidth stay open, so
/// that where the rules turn on them the region is open.
#[must_use]
pub fn regions(ground: Ground<'_>, book: &Book<'_>, to: &Name, datacenter: bool) -> Vec<Region> {
    let facts = &ground.law.vocabulary.facts;
    let (Some(tpp), Some(density)) = (facts.find(quantity::TPP), facts.find(quantity::PERFORMANCE_DENSITY))
    else {
        return Vec::new();
    };
    let measure = facts.find(quantity::BITTOPS22);
    let mut tpp_cuts = cuts(book, tpp);
    tpp_cuts.extend(measure.map(|fact| cuts(book, fact)).unwrap_or_default());
    let density_cuts = cuts(book, density);
    let quantities = [Some(tpp), Some(density), measure];
    let Some(mut plane) =
        base(ground, to, datacenter, book.view.as_of).and_then(|base| Plane::of(book, base, quantities))
    else {
        return Vec::new();
    };
    let mut regions = Vec::new();
    for tpp in Interval::UNKNOWN.split(&tpp_cuts) {
        let strip = plane.strip(tpp);
        for density in Interval::UNKNOWN.split(&density_cuts) {
            let (answer, eccn) = plane.within(&strip, tpp, density);
            regions.push(Region { tpp, density, answer, eccn });
        }
    }
    regions
}

/// Measures that are possible, and paragraphs that hold.
type Answers = (Vec<Measure>, Vec<Name>);

/// The law of a day as a tree over the plane and over everything that stays open.
struct Plane<'l> {
    tree: Tree<'l, Answers>,
    axes: [Option<AxisId>; 3],
}

impl<'l> Plane<'l> {
    fn of(book: &'l Book<'l>, base: Inputs, quantities: [Option<FactId>; 3]) -> Option<Plane<'l>> {
        let tree =
            Tree::of(&[book], base, Judge::new(&[Step::Class, Step::Requirement, Step::Exception], judged))
                .ok()?;
        let axes = quantities.map(|fact| fact.and_then(|fact| tree.axis_of(fact)));
        Some(Plane { tree, axes })
    }

    /// The box of a range of TPP and of one of density.
    fn area(&self, tpp: Interval, density: Interval) -> Box {
        let narrowed = self.axes.into_iter().zip([tpp, density, tpp]);
        let narrowed = narrowed.filter_map(|(axis, range)| Some((axis?, range)));
        narrowed.fold(Box::whole(), |area, (axis, range)| area.with(axis, Extent::Numbers(range)))
    }

    /// The leaves of a range of TPP, over all densities.
    fn strip(&mut self, tpp: Interval) -> Vec<Piece<Answers>> {
        let strip = self.area(tpp, Interval::UNKNOWN);
        self.tree.leaves_below(strip).collect()
    }

    /// The answer of all leaves of a strip at a range of density, and the paragraphs that they share.
    fn within(&self, strip: &[Piece<Answers>], tpp: Interval, density: Interval) -> (GateAnswer, Vec<Name>) {
        let area = self.area(tpp, density);
        let inside = |piece: &&Piece<Answers>| {
            piece.region.intersect(&area).is_some_and(|part| self.can_be(&part, &area))
        };
        let leaves: Vec<_> = strip.iter().filter(inside).collect();
        let outcomes = || leaves.iter().flat_map(|piece| &piece.leaf.outcomes);
        let measures: BTreeSet<Measure> = outcomes().flat_map(|(measures, _)| measures).copied().collect();
        let shared = |word: &&Name| outcomes().all(|(_, paragraphs)| paragraphs.contains(word));
        let first = outcomes().next().map(|(_, paragraphs)| paragraphs.as_slice());
        let eccn = first.unwrap_or_default().iter().filter(shared).cloned().collect();
        let answer = match measures.into_iter().collect::<Vec<_>>().as_slice() {
            [only] => GateAnswer::Settled(*only),
            _ => GateAnswer::Unknown,
        };
        (answer, eccn)
    }

    /// An item can have values of this part; only one that is cut along a further bound quantity may not be had.
    fn can_be(&self, part: &Box, area: &Box) -> bool {
        let further = |axis: AxisId| self.tree.is_bound(axis) && !self.axes.contains(&Some(axis));
        let may_not_be = part.extents().any(|(axis, _)| further(axis));
        !may_not_be || self.tree.is_possible(part, area)
    }
}

/// Measures and paragraphs; an exception that is open leaves neither open.
fn judged(book: &Book<'_>, pass: &Pass, _: &Inputs) -> Judged<Answers> {
    let Judged { outcome, open } = Outcome::of(book, pass);
    let paragraphs = outcome.paragraphs.into_iter().filter(|(_, answer)| *answer == Answer::Yes);
    let counts = |at: &usize| {
        let step = book.entries.get(*at).map(|entry| entry.rule.step);
        matches!(step, Some(Step::Class | Step::Requirement))
    };
    Judged {
        outcome: (outcome.measures, paragraphs.map(|(word, _)| word).collect()),
        open: open.into_iter().filter(counts).collect(),
    }
}

/// The constants with which a book compares a fact.
fn cuts(book: &Book<'_>, fact: FactId) -> Vec<(Comparison, f64)> {
    let mut cuts = Vec::new();
    for entry in book.entries.iter().filter(|entry| entry.rule.step == Step::Class) {
        entry.version.when.each_atom(&mut |atom| {
            if let Atom::Compare(read, comparison, threshold) = atom
                && *read == fact
            {
                cuts.push((*comparison, threshold.value));
            }
        });
    }
    cuts
}

/// What is known of an export of some chip by some firm to a private buyer of the destination that is on no list;
/// its figures are not. `None` where the destination is no country.
fn base(ground: Ground<'_>, to: &Name, datacenter: bool, day: Date) -> Option<Inputs> {
    let item = ItemSpec {
        kind: Some("chip".to_owned()),
        facts: [("datacenter".to_owned(), Given::YesNo(datacenter))].into(),
        ..ItemSpec::default()
    };
    let buyer = PartySpec::default().headquartered(to);
    let question = Question::of(item).by("export").to(to).on(day).party("end_user", buyer);
    let question = question.with("buyer_class", Given::Words(vec!["private".to_owned()]));
    let question = question.with("letter_received", Given::YesNo(false));
    fill(ground, &question, day).ok().map(|asked| asked.inputs)
}
