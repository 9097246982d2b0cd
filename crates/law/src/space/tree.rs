//! The tree: made where somebody walks, kept under a cap, and right wherever the evaluator is.

use super::axes::{Axes, Axis, AxisId, Whole};
use super::boxes::{Extent, Region};
use super::cuts::Split;
use super::grow::Grown;
use super::outcome::Judge;
use super::point::Point;
use super::step::Step;
use super::words::Words;
use crate::book::Book;
use crate::evaluate::Whose;
use crate::fact::FactId;
use crate::inputs::Inputs;
use chipgate_base::interval::Interval;
use std::num::NonZeroU32;
use std::sync::Arc;

/// How many nodes a tree keeps where nobody says otherwise.
pub const USUAL_CAP: usize = 1 << 16;

/// The books of one tree do not declare the same facts in the same order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the rule books declare different facts; load them with the same vocabulary")]
pub struct DifferentFacts;

/// A box in which every book has one outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf<T> {
    /// The box.
    pub region: Region,
    /// The outcome of each book.
    pub outcomes: Vec<T>,
    /// By book, the places of the rules that apply or may, of the steps that were judged.
    pub carried: Vec<Vec<usize>>,
    /// By book: a value that is not known leaves the outcome open, so that it is one in three values.
    pub is_open: Vec<bool>,
}

/// A line of the law: where a node cuts its box, and whose test that is.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What is cut.
    pub axis: AxisId,
    /// How.
    pub split: Split,
    /// Place in the tree of the book whose test it is.
    pub book: usize,
    /// Place in the book of the rule whose test it is.
    pub rule: usize,
}

pub(super) enum Node<T> {
    Leaf(Arc<Leaf<T>>),
    Cut(Inner),
}

/// A node that cuts its box. The links to its parts stand side by side from `first` on.
pub(super) struct Inner {
    pub(super) line: Line,
    pub(super) region: Region,
    first: usize,
}

/// Where a walk ends.
pub(super) enum Walked<'t, T> {
    Leaf(&'t Arc<Leaf<T>>),
    Cut(&'t Inner),
    Gap(Gap),
}

/// A node that is not made yet.
#[derive(Clone, Copy)]
pub(super) enum Gap {
    Root,
    Part { node: u32, part: usize },
}

/// The law of some books as a decision tree over everything that the fixed facts leave open.
pub struct Tree<'l, T> {
    pub(super) books: Vec<&'l Book<'l>>,
    pub(super) base: Inputs,
    pub(super) axes: Axes,
    pub(super) judge: Judge<'l, T>,
    cap: usize,
    nodes: Vec<Node<T>>,
    /// The nodes as a walk to a point reads them.
    steps: Vec<Step>,
    /// The classes of the words of all steps.
    table: Vec<u32>,
    links: Vec<Option<NonZeroU32>>,
}

impl<'l, T: Ord + Clone> Tree<'l, T> {
    /// The tree of one or several books, with everything fixed that `base` knows.
    ///
    /// Nothing is evaluated yet. Who the parties are and what the item holds is that of `base`.
    ///
    /// # Errors
    ///
    /// Returns [`DifferentFacts`] where the books do not share one vocabulary of facts.
    pub fn of(
        books: &[&'l Book<'l>],
        base: Inputs,
        judge: Judge<'l, T>,
    ) -> Result<Tree<'l, T>, DifferentFacts> {
        let facts = |book: &Book<'l>| book.law.vocabulary.facts.iter().map(|(_, fact)| fact.name.clone());
        let alike = |pair: &[&Book<'l>]| matches!(pair, [a, b] if facts(a).eq(facts(b)));
        if !books.windows(2).all(alike) {
            return Err(DifferentFacts);
        }
        let axes = Axes::read(books, &base);
        let (books, cap) = (books.to_vec(), USUAL_CAP);
        let (nodes, steps, table, links) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Ok(Tree { books, base, axes, judge, cap, nodes, steps, table, links })
    }

    /// The same tree, which keeps at most `cap` nodes; a walk that makes nodes may exceed it by its own length.
    #[must_use]
    pub fn with_cap(mut self, cap: usize) -> Tree<'l, T> {
        self.cap = cap;
        self
    }

    /// How many nodes are kept now.
    #[must_use]
    pub fn kept(&self) -> usize {
        self.nodes.len()
    }

    /// The books, in the order of the outcomes of a leaf.
    #[must_use]
    pub fn books(&self) -> &[&'l Book<'l>] {
        &self.books
    }

    /// Everything that is open, in the order of its ids.
    pub fn axes(&self) -> impl Iterator<Item = (AxisId, &Axis)> {
        self.axes.iter()
    }

    /// The id of an axis; `None` where no rule reads it or `base` fixes it, so that nothing turns on it.
    #[must_use]
    pub fn axis(&self, axis: &Axis) -> Option<AxisId> {
        self.axes.id(axis)
    }

    /// The id of the axis of a fact of the transaction or the item; `None` as for [`Tree::axis`].
    #[must_use]
    pub fn axis_of(&self, fact: FactId) -> Option<AxisId> {
        self.axes.id(&Axis::Fact(Whose::Transaction, fact))
    }

    /// The words of an axis with their codes; `None` where it is not one of words.
    #[must_use]
    pub fn words(&self, axis: AxisId) -> Option<&Words> {
        match self.axes.whole(axis) {
            Some(Whole::Words(words)) => Some(words),
            _ => None,
        }
    }

    /// The point that inputs are.
    ///
    /// The inputs must agree with `base` in everything that it fixes. What they do not know is not known in the
    /// point, also whether a text has begun. `None` where a number is a range, or lies outside its axis: ask for
    /// the leaves below that box.
    #[must_use]
    pub fn point(&self, inputs: &Inputs) -> Option<Point> {
        self.axes.point(inputs)
    }

    /// The leaf of a point, where it is made already.
    #[must_use]
    pub fn find(&self, point: &Point) -> Option<&Arc<Leaf<T>>> {
        let mut at = 0;
        while let Some(link) = self.steps.get(at)?.link(point, &self.table) {
            at = self.links.get(link).copied().flatten()?.get() as usize;
        }
        match self.nodes.get(at)? {
            Node::Leaf(leaf) => Some(leaf),
            Node::Cut(_) => None,
        }
    }

    /// The leaf of a point: what the reference evaluator says of it.
    ///
    /// A point that no item can have (a TPP that is not density times area) has its leaf too.
    pub fn leaf_of(&mut self, point: &Point) -> Arc<Leaf<T>> {
        match self.find(point).cloned() {
            Some(leaf) => leaf,
            None => self.made(point),
        }
    }

    fn made(&mut self, point: &Point) -> Arc<Leaf<T>> {
        loop {
            self.make_way(|_, node| Some(node.part_of(point)));
            if let Walked::Leaf(leaf) = self.walk(|_, node| Some(node.part_of(point))) {
                return leaf.clone();
            }
        }
    }

    /// The lines that a walk to a point crosses, from the root down.
    pub fn lines(&mut self, point: &Point) -> Vec<Line> {
        self.leaf_of(point);
        let mut lines = Vec::new();
        self.walk(|_, node| {
            lines.push(node.line.clone());
            Some(node.part_of(point))
        });
        lines
    }

    /// Walks down by the parts that `choose` names, until it names none.
    pub(super) fn walk(&self, mut choose: impl FnMut(usize, &Inner) -> Option<usize>) -> Walked<'_, T> {
        let mut at = 0;
        for depth in 0.. {
            let inner = match self.nodes.get(at as usize) {
                None => break,
                Some(Node::Leaf(leaf)) => return Walked::Leaf(leaf),
                Some(Node::Cut(inner)) => inner,
            };
            let Some(part) = choose(depth, inner) else {
                return Walked::Cut(inner);
            };
            let link = self.links.get(inner.first + part).copied().flatten();
            let Some(next) = link else {
                return Walked::Gap(Gap::Part { node: at, part });
            };
            at = next.get();
        }
        Walked::Gap(Gap::Root)
    }

    /// Makes every node of a walk. A full cache is emptied first, once, so that a walk longer than the cap ends too.
    pub(super) fn make_way(&mut self, choose: impl Fn(usize, &Inner) -> Option<usize>) {
        if self.nodes.len() >= self.cap && matches!(self.walk(&choose), Walked::Gap(_)) {
            self.empty();
        }
        while let Walked::Gap(gap) = self.walk(&choose) {
            self.fill(gap);
        }
    }

    fn empty(&mut self) {
        self.nodes.clear();
        self.steps.clear();
        self.table.clear();
        self.links.clear();
    }

    fn fill(&mut self, gap: Gap) {
        let Gap::Part { node, part } = gap else {
            return self.add(Region::whole());
        };
        let Some(Node::Cut(inner)) = self.nodes.get(node as usize) else {
            return;
        };
        let (region, link) = (self.part(inner, part), inner.first + part);
        let next = u32::try_from(self.nodes.len()).ok().and_then(NonZeroU32::new);
        self.add(region);
        if let Some(slot) = self.links.get_mut(link) {
            *slot = next;
        }
    }

    fn add(&mut self, region: Region) {
        let (node, step) = match self.grown(region) {
            Grown::Leaf(leaf) => (Node::Leaf(Arc::new(leaf)), Step::LEAF),
            Grown::Cut(line, region) => {
                let first = self.links.len();
                self.links.resize(first + line.split.parts() + 1, None);
                let step = Step::of(&line, first, &mut self.table);
                (Node::Cut(Inner { line, region, first }), step)
            }
        };
        self.nodes.push(node);
        self.steps.push(step);
    }

    /// The box of one part of a node.
    pub(super) fn part(&self, node: &Inner, part: usize) -> Region {
        let axis = node.line.axis;
        let range = match node.region.extent(axis) {
            Some(Extent::Numbers(range)) => Some(*range),
            _ => self.axes.numbers(axis),
        };
        let extent = node.line.split.extent(part, &range.unwrap_or(Interval::UNKNOWN));
        node.region.clone().with(axis, extent)
    }
}

impl Inner {
    fn part_of(&self, point: &Point) -> usize {
        self.line.split.part_of(point.at(self.line.axis))
    }
}
