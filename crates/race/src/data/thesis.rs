//! Tests of the theses: under which policies they run, what they read by name, and the formula that makes a number of it.

use crate::formula::{Condition, Formula};
use crate::time::year;
use chipgate_base::Name;

/// A test that tells two theses apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Thesis {
    /// Id, such as `T1`.
    pub id: Name,
    /// What is observed.
    pub observable: Name,
    /// Unit.
    pub unit: Name,
    /// What the dependence thesis predicts.
    pub dependence: Name,
    /// What the bridge thesis predicts.
    pub bridge: Name,
    /// The number between them.
    pub threshold: f64,
    /// Whether the dependence thesis predicts less than that.
    pub dependence_below: bool,
    /// What the test can and cannot show, in our words; may be empty.
    pub note: Name,
    /// How the observable comes about.
    pub makes: Made<Formula>,
}

/// A prediction of the thesis that the tighter of the two governments sets the volume.
#[derive(Clone, Debug, PartialEq)]
pub struct GateTest {
    /// Id, such as `G1`.
    pub id: Name,
    /// What is observed.
    pub observable: Name,
    /// Unit.
    pub unit: Name,
    /// What the two-gate thesis predicts.
    pub two_gate: Name,
    /// What is seen if one government alone sets the volume.
    pub single_gate: Name,
    /// The number between them.
    pub threshold: f64,
    /// Whether the two-gate thesis predicts less than that.
    pub two_gate_below: bool,
    /// What the test can and cannot show, in our words; may be empty.
    pub note: Name,
    /// How the observable comes about.
    pub makes: Made<Formula>,
}

/// The runs that some tests share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Runs {
    /// Id of the policy from whose first month on spans are counted, and the US side of a wide run is made wider.
    pub counted_from: Name,
    /// By what caps and offers of the US side are multiplied in a wide run.
    pub wider: f64,
    /// The runs, each under every scenario.
    pub runs: Vec<Run>,
    /// When the Chinese gate binds in a draw; `None` where no test asks.
    pub binds: Option<Made<Condition>>,
}

/// Two policies, one of each government.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Name by which tests read it.
    pub name: Name,
    /// Id of the policy of the United States.
    pub seller: Name,
    /// Id of the policy of China.
    pub buyer: Name,
    /// Whether the US side is made wider.
    pub wide: bool,
}

/// What a formula reads, in the order in which its names stand, and the formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Made<F> {
    /// What is read.
    pub reads: Vec<Read>,
    /// What becomes of it.
    pub formula: F,
}

/// A number of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// Place of the run in [`Runs::runs`].
    pub run: usize,
    /// What is read of it.
    pub asked: Asked,
}

/// A quantity over a span.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Id of the quantity.
    pub quantity: Name,
    /// The span.
    pub span: Span,
}

/// When a test looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Months after the first month of [`Runs::counted_from`], both counted.
    After(usize, usize),
    /// A calendar year.
    Year(i16),
    /// The last month of one.
    EndOf(i16),
}

impl Span {
    /// First and last month of the run; `None` outside it. `start` is the first month of [`Runs::counted_from`].
    #[must_use]
    pub fn months(self, start: usize) -> Option<(usize, usize)> {
        match self {
            Span::After(from, to) => Some((start + from, start + to)),
            Span::Year(of) => year(of),
            Span::EndOf(of) => year(of).map(|(_, last)| (last, last)),
        }
    }
}
