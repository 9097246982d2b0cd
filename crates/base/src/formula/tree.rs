//! An expression as a tree with places.

use crate::interval::Comparison;
use jiff::civil::Date;
use std::ops::Range;

/// What stands between two parts of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// `or`
    Or,
    /// `and`
    And,
    /// A comparison.
    Compare(Comparison),
    /// `in`: a word in a list or set.
    In,
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
}

impl Op {
    /// The sign as it is written.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Op::Or => "or",
            Op::And => "and",
            Op::Compare(comparison) => comparison.sign(),
            Op::In => "in",
            Op::Plus => "+",
            Op::Minus => "-",
            Op::Times => "*",
            Op::Over => "/",
        }
    }

    /// How tightly it binds: the higher, the tighter.
    pub(super) fn binding(self) -> u8 {
        match self {
            Op::Or => 1,
            Op::And => 2,
            Op::Compare(_) | Op::In => 4,
            Op::Plus | Op::Minus => 5,
            Op::Times | Op::Over => 6,
        }
    }

    /// It makes a statement of two values, so that it cannot stand twice in a row.
    pub(super) fn is_test(self) -> bool {
        matches!(self, Op::Compare(_) | Op::In)
    }
}

/// How tightly `not` binds.
pub(super) const NOT: u8 = 3;
/// How tightly the sign of a number binds.
pub(super) const SIGN: u8 = 7;
/// A number, a name or a call needs no brackets.
pub(super) const ATOM: u8 = 8;

/// An expression as written, with its place.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Byte range in the text.
    pub at: Range<usize>,
    /// What it is.
    pub part: Part,
}

/// A part of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A number.
    Number(f64),
    /// A day.
    Day(Date),
    /// A bare word, such as the name of a quantity, a fact or an answer.
    Word(String),
    /// A text in quotes, such as an id.
    Text(String),
    /// Parts in square brackets.
    List(Vec<Expr>),
    /// A function with its arguments.
    Call(String, Vec<Expr>),
    /// Two parts with a sign between them.
    Two(Op, Box<Expr>, Box<Expr>),
    /// A statement turned round.
    Not(Box<Expr>),
    /// A number with the other sign.
    Negative(Box<Expr>),
}

impl PartialEq for Expr {
    /// Two expressions are equal when they say the same, wherever they stand.
    fn eq(&self, other: &Expr) -> bool {
        self.part == other.part
    }
}

impl Expr {
    /// The limbs of a chain of one sign, such as those of `a and b and c`; the expression alone where it is no such chain.
    #[must_use]
    pub fn limbs(&self, op: Op) -> Vec<&Expr> {
        let mut limbs = Vec::new();
        let mut rest = self;
        while let Part::Two(found, left, right) = &rest.part {
            if *found != op {
                break;
            }
            limbs.push(&**right);
            rest = left;
        }
        limbs.push(rest);
        limbs.reverse();
        limbs
    }
}
