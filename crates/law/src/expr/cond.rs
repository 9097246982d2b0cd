//! A checked condition, ready to be evaluated.

use chipgate_base::Name;
use chipgate_base::interval::Comparison;

/// Where a fact stands in [`Facts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub usize);

/// Where a named set stands in the law's list of sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SetId(pub usize);

/// Where a conclusion that rules may read (an ECCN paragraph, a route of jurisdiction) stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConclusionId(pub usize);

/// A named constant of a provision.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// The name used in the condition.
    pub name: Name,
    /// The constant; a date is its day number.
    pub value: f64,
    /// The unit, equal to that of every fact compared with it.
    pub unit: Name,
}

/// One test of one fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Atom {
    /// A yes-or-no fact is yes.
    Flag(FactId),
    /// A quantity compares so with a constant.
    Compare(FactId, Comparison, Threshold),
    /// A word is one of these.
    OneOf(FactId, Vec<Name>),
    /// A word is in a dated set.
    InSet(FactId, SetId),
    /// A list has this word.
    Has(FactId, Name),
    /// An earlier rule concluded this.
    Concluded(ConclusionId),
}

impl Atom {
    /// The fact it reads; `None` for a conclusion.
    #[must_use]
    pub fn fact(&self) -> Option<FactId> {
        match self {
            Atom::Flag(fact)
            | Atom::Compare(fact, ..)
            | Atom::OneOf(fact, _)
            | Atom::InSet(fact, _)
            | Atom::Has(fact, _) => Some(*fact),
            Atom::Concluded(_) => None,
        }
    }
}

/// A condition over checked facts.
#[derive(Clone, Debug, PartialEq)]
pub enum Cond {
    /// Holds whatever the facts are.
    Always,
    /// All hold.
    All(Vec<Cond>),
    /// At least one holds.
    Any(Vec<Cond>),
    /// It does not hold.
    Not(Box<Cond>),
    /// One test.
    Is(Atom),
}

impl Cond {
    /// Calls `visit` for every test in the order of the text.
    pub fn each_atom<'a>(&'a self, visit: &mut dyn FnMut(&'a Atom)) {
        match self {
            Cond::Always => {}
            Cond::All(limbs) | Cond::Any(limbs) => {
                for limb in limbs {
                    limb.each_atom(visit);
                }
            }
            Cond::Not(inside) => inside.each_atom(visit),
            Cond::Is(atom) => visit(atom),
        }
    }
}
