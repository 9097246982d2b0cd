//! What an expression of one kind may hold, and what its reader is told.

use super::lexer::Token;
use super::tree::Op;
use crate::interval::Comparison;

/// The signs, words and limits of one kind of expression.
#[derive(Debug)]
pub struct Dialect {
    /// What a text of it is called in messages.
    pub name: &'static str,
    /// Numbers and days may stand in it, and names may be called.
    pub has_numbers: bool,
    /// Signs, longer ones before those with which they begin.
    pub(super) signs: &'static [(&'static str, Token)],
    /// Words that are signs.
    pub(super) words: &'static [(&'static str, Token)],
    /// Deepest nesting that is read.
    pub(super) deepest: usize,
    /// Most tokens that are read: a chain joined from the left is a tree as deep as it is long.
    pub(super) most_tokens: usize,
    /// What the tokens are called together.
    pub(super) tokens: &'static str,
    /// What to do where it is too long or too deep.
    pub(super) shorten: &'static str,
    /// What is expected where a value must stand.
    pub(super) value: &'static str,
    /// What is expected after a value.
    pub(super) after: &'static str,
    /// How such an expression reads.
    pub(super) example: &'static str,
    /// What it may hold, where a character is none of it.
    pub(super) holds: &'static str,
}

const OR: Token = Token::Sign(Op::Or);
const AND: Token = Token::Sign(Op::And);

const fn compare(comparison: Comparison) -> Token {
    Token::Sign(Op::Compare(comparison))
}

/// Conditions of rules and tests over parties: names, words in quotes, comparisons with named thresholds.
pub const CONDITION: Dialect = Dialect {
    name: "condition",
    has_numbers: false,
    signs: &[
        (">=", compare(Comparison::AtLeast)),
        ("<=", compare(Comparison::AtMost)),
        ("==", compare(Comparison::Equal)),
        ("!=", compare(Comparison::NotEqual)),
        (">", compare(Comparison::MoreThan)),
        ("<", compare(Comparison::LessThan)),
        ("(", Token::Open),
        (")", Token::Close),
        ("[", Token::ListOpen),
        ("]", Token::ListClose),
        (",", Token::Comma),
    ],
    words: &[("and", AND), ("or", OR), ("not", Token::Not), ("in", Token::Sign(Op::In))],
    deepest: 64,
    most_tokens: 2_000,
    tokens: "words and signs",
    shorten: "give a part of it a name with a rule of the step `define`",
    value: "a name, a word in quotes or a list",
    after: "`and`, `or` or the end",
    example: "conditions read like `tpp >= floor and destination in adv`",
    holds: "a condition has names, words in double quotes, brackets and comparisons",
};

/// Formulas of claims and of published analyses: numbers, days, arithmetic, calls.
pub const FORMULA: Dialect = Dialect {
    name: "formula",
    has_numbers: true,
    signs: &[
        (">=", compare(Comparison::AtLeast)),
        ("<=", compare(Comparison::AtMost)),
        ("==", compare(Comparison::Equal)),
        ("!=", compare(Comparison::NotEqual)),
        (">", compare(Comparison::MoreThan)),
        ("<", compare(Comparison::LessThan)),
        ("(", Token::Open),
        (")", Token::Close),
        (",", Token::Comma),
        ("+", Token::Sign(Op::Plus)),
        ("-", Token::Sign(Op::Minus)),
        ("*", Token::Sign(Op::Times)),
        ("/", Token::Sign(Op::Over)),
    ],
    words: &[("and", AND), ("or", OR), ("not", Token::Not)],
    deepest: 48,
    most_tokens: 1_000,
    tokens: "numbers, words and signs",
    shorten: "make it shorter",
    value: "a number, a day or a call",
    after: "a sign such as `/`, or the end",
    example: "formulas read like `chip(\"nvidia-h200-sxm-141gb\", tpp) / chip(\"nvidia-h20-96gb\", tpp)`",
    holds: "a formula has numbers, days, `+ - * /`, comparisons, brackets and calls such as `chip(\"nvidia-h20-96gb\", tpp)`",
};
