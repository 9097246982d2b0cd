//! Tokens to a tree with places, before names are known; and the tree back to text.

use super::FormulaProblem;
use super::lexer::{Token, lex};
use chipgate_law::interval::Comparison;
use jiff::civil::Date;
use std::ops::Range;

/// Deepest nesting that is read; deeper text is refused with a message.
const DEEPEST: usize = 48;
/// Most tokens that are read: a chain joined from the left is a tree as deep as it is long.
const MOST_TOKENS: usize = 1_000;

/// What stands between two parts of a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// `or`
    Or,
    /// `and`
    And,
    /// A comparison.
    Compare(Comparison),
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
            Op::Plus => "+",
            Op::Minus => "-",
            Op::Times => "*",
            Op::Over => "/",
        }
    }

    /// How tightly it binds: the higher, the tighter.
    fn binding(self) -> u8 {
        match self {
            Op::Or => 1,
            Op::And => 2,
            Op::Compare(_) => 4,
            Op::Plus | Op::Minus => 5,
            Op::Times | Op::Over => 6,
        }
    }
}

/// How tightly `not` binds.
const NOT: u8 = 3;
/// How tightly the sign of a number binds.
const SIGN: u8 = 7;
/// A number, a name or a call needs no brackets.
const ATOM: u8 = 8;

/// A formula as written, with its place.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Byte range in the text of the formula.
    pub at: Range<usize>,
    /// What it is.
    pub part: Part,
}

/// A part of a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A number.
    Number(f64),
    /// A day.
    Day(Date),
    /// A bare word, such as the name of a quantity or an answer.
    Word(String),
    /// A text in quotes, such as an id.
    Text(String),
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
    /// Two formulas are equal when they say the same, wherever they stand.
    fn eq(&self, other: &Expr) -> bool {
        self.part == other.part
    }
}

/// Reads a formula.
///
/// # Errors
///
/// Returns the first place that cannot be read, with what was expected there.
pub fn parse(text: &str) -> Result<Expr, FormulaProblem> {
    let tokens = lex(text)?;
    if let Some((_, at)) = tokens.get(MOST_TOKENS) {
        let message = format!("formula has more than {MOST_TOKENS} numbers, words and signs");
        return Err(FormulaProblem::new(message, at.clone()).help("make it shorter"));
    }
    let mut parser = Parser { tokens, next: 0, end: text.len() };
    let expr = parser.binary(0, 0)?;
    match parser.peek() {
        None => Ok(expr),
        Some(_) => Err(parser.expected("a sign such as `/`, or the end")),
    }
}

/// Writes a formula so that reading it again gives the same tree.
#[must_use]
pub fn print(expr: &Expr) -> String {
    print_with(expr, &|_| None)
}

/// Writes a formula with what `instead` gives in the place of a part.
#[must_use]
pub fn print_with(expr: &Expr, instead: &dyn Fn(&Expr) -> Option<String>) -> String {
    bracketed(expr, instead, 0)
}

fn bracketed(expr: &Expr, instead: &dyn Fn(&Expr) -> Option<String>, least: u8) -> String {
    let (text, binding) = written(expr, instead);
    if binding < least { format!("({text})") } else { text }
}

fn written(expr: &Expr, instead: &dyn Fn(&Expr) -> Option<String>) -> (String, u8) {
    if let Some(text) = instead(expr) {
        return (text, ATOM);
    }
    match &expr.part {
        Part::Number(number) => (number.to_string(), ATOM),
        Part::Day(day) => (day.to_string(), ATOM),
        Part::Word(word) => (word.clone(), ATOM),
        Part::Text(text) => (format!("\"{text}\""), ATOM),
        Part::Call(name, arguments) => {
            let inside: Vec<String> = arguments.iter().map(|one| bracketed(one, instead, 0)).collect();
            (format!("{name}({})", inside.join(", ")), ATOM)
        }
        Part::Two(op, left, right) => {
            let binding = op.binding();
            // A comparison stands once; the other signs bind from the left.
            let first = if matches!(op, Op::Compare(_)) { binding + 1 } else { binding };
            let left = bracketed(left, instead, first);
            (format!("{left} {} {}", op.sign(), bracketed(right, instead, binding + 1)), binding)
        }
        Part::Not(inside) => (format!("not {}", bracketed(inside, instead, NOT)), NOT),
        Part::Negative(inside) => (format!("-{}", bracketed(inside, instead, SIGN)), SIGN),
    }
}

struct Parser {
    tokens: Vec<(Token, Range<usize>)>,
    next: usize,
    end: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(token, _)| token)
    }

    fn eat(&mut self, token: &Token) -> bool {
        let found = self.peek() == Some(token);
        self.next += usize::from(found);
        found
    }

    fn here(&self) -> Range<usize> {
        self.tokens.get(self.next).map_or(self.end..self.end, |(_, at)| at.clone())
    }

    /// End of the last token that was taken.
    fn done(&self) -> usize {
        self.next.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(0, |(_, at)| at.end)
    }

    fn expected(&self, what: &str) -> FormulaProblem {
        FormulaProblem::new(format!("expected {what}"), self.here()).help(
            "formulas read like `chip(\"nvidia-h200-sxm-141gb\", tpp) / chip(\"nvidia-h20-96gb\", tpp)`",
        )
    }

    fn sign_here(&self) -> Option<Op> {
        match self.peek()? {
            Token::Or => Some(Op::Or),
            Token::And => Some(Op::And),
            Token::Compare(comparison) => Some(Op::Compare(*comparison)),
            Token::Plus => Some(Op::Plus),
            Token::Minus => Some(Op::Minus),
            Token::Times => Some(Op::Times),
            Token::Over => Some(Op::Over),
            _ => None,
        }
    }

    /// Parts joined by signs that bind at least as tightly as `least`.
    fn binary(&mut self, least: u8, depth: usize) -> Result<Expr, FormulaProblem> {
        let mut left = self.prefixed(least, depth)?;
        let mut compared = false;
        while let Some(op) = self.sign_here().filter(|op| op.binding() >= least) {
            if compared && matches!(op, Op::Compare(_)) {
                return Err(self.expected("`and` between two comparisons"));
            }
            compared = matches!(op, Op::Compare(_));
            self.next += 1;
            let right = self.binary(op.binding() + 1, depth + 1)?;
            let at = left.at.start..right.at.end;
            left = Expr { at, part: Part::Two(op, Box::new(left), Box::new(right)) };
        }
        Ok(left)
    }

    fn prefixed(&mut self, least: u8, depth: usize) -> Result<Expr, FormulaProblem> {
        if depth > DEEPEST {
            return Err(
                FormulaProblem::new("formula is nested too deeply", self.here()).help("make it shorter")
            );
        }
        let start = self.here().start;
        if least <= NOT && self.eat(&Token::Not) {
            let inside = self.binary(NOT, depth + 1)?;
            return Ok(Expr { at: start..inside.at.end, part: Part::Not(Box::new(inside)) });
        }
        if self.eat(&Token::Minus) {
            let inside = self.binary(SIGN, depth + 1)?;
            return Ok(Expr { at: start..inside.at.end, part: Part::Negative(Box::new(inside)) });
        }
        self.atom(depth)
    }

    fn atom(&mut self, depth: usize) -> Result<Expr, FormulaProblem> {
        let Some((token, at)) = self.tokens.get(self.next).cloned() else {
            return Err(self.expected("a number, a day or a call"));
        };
        self.next += 1;
        let part = match token {
            Token::Number(number) => Part::Number(number),
            Token::Day(day) => Part::Day(day),
            Token::Text(text) => Part::Text(text),
            Token::Word(name) if self.eat(&Token::Open) => Part::Call(name, self.arguments(depth)?),
            Token::Word(word) => Part::Word(word),
            Token::Open => {
                let inside = self.binary(0, depth + 1)?;
                return if self.eat(&Token::Close) { Ok(inside) } else { Err(self.expected("`)`")) };
            }
            _ => {
                self.next -= 1;
                return Err(self.expected("a number, a day or a call"));
            }
        };
        Ok(Expr { at: at.start..self.done(), part })
    }

    fn arguments(&mut self, depth: usize) -> Result<Vec<Expr>, FormulaProblem> {
        let mut arguments = Vec::new();
        while !self.eat(&Token::Close) {
            arguments.push(self.binary(0, depth + 1)?);
            if !self.eat(&Token::Comma) && self.peek() != Some(&Token::Close) {
                return Err(self.expected("`,` or `)`"));
            }
        }
        Ok(arguments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn expr(part: Part) -> Expr {
        Expr { at: 0..0, part }
    }

    fn word() -> impl Strategy<Value = String> {
        "[a-z][a-z0-9_]{0,6}".prop_filter("keyword", |text| !["and", "or", "not"].contains(&text.as_str()))
    }

    fn leaf() -> impl Strategy<Value = Expr> {
        prop_oneof![
            (0u32..100_000).prop_map(|number| Part::Number(f64::from(number) / 8.0)),
            Just(Part::Number(2.5e-7)),
            (2000i16..2030, 1i8..13).prop_map(|(year, month)| Part::Day(jiff::civil::date(year, month, 1))),
            word().prop_map(Part::Word),
            "[a-z0-9. -]{0,8}".prop_map(Part::Text),
        ]
        .prop_map(expr)
    }

    fn op() -> impl Strategy<Value = Op> {
        prop::sample::select(vec![
            Op::Or,
            Op::And,
            Op::Plus,
            Op::Minus,
            Op::Times,
            Op::Over,
            Op::Compare(Comparison::AtLeast),
            Op::Compare(Comparison::Equal),
        ])
    }

    fn tree() -> impl Strategy<Value = Expr> {
        leaf().prop_recursive(5, 32, 3, |inner| {
            prop_oneof![
                (op(), inner.clone(), inner.clone()).prop_map(|(op, left, right)| expr(Part::Two(
                    op,
                    Box::new(left),
                    Box::new(right)
                ))),
                inner.clone().prop_map(|inside| expr(Part::Not(Box::new(inside)))),
                inner.clone().prop_map(|inside| expr(Part::Negative(Box::new(inside)))),
                (word(), prop::collection::vec(inner, 0..3))
                    .prop_map(|(name, list)| expr(Part::Call(name, list))),
            ]
        })
    }

    proptest! {
        #[test]
        fn reading_what_was_printed_gives_the_same_tree(expr in tree()) {
            let text = print(&expr);
            prop_assert_eq!(parse(&text), Ok(expr), "{}", text);
        }

        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text in "\\PC{0,80}") {
            let _ = parse(&text);
        }

        #[test]
        fn any_soup_of_tokens_is_read_or_refused(parts in prop::collection::vec(
            prop::sample::select(vec!["and", "or", "not", "(", ")", ",", ">=", "==", "chip(", "\"a\"", "4", "-", "/", "2025-01-01"]), 0..40)) {
            let text = parts.join(" ");
            if let Err(problem) = parse(&text) {
                prop_assert!(problem.at.end <= text.len());
            }
        }
    }

    #[test]
    fn signs_bind_as_in_school() {
        assert_eq!(parse("1 + 2 * 3"), parse("1 + (2 * 3)"));
        assert_eq!(parse("9 - 4 - 3"), parse("(9 - 4) - 3"));
        assert_eq!(parse("not 1 > 2 and 3 > 2"), parse("(not (1 > 2)) and (3 > 2)"));
        assert_eq!(parse("8 / 4 / 2"), parse("(8 / 4) / 2"));
    }

    #[test]
    fn places_are_those_of_the_text() {
        let problem = parse("chip(\"a\", tpp) / ").unwrap_err();
        assert_eq!((problem.message.as_str(), problem.at), ("expected a number, a day or a call", 17..17));
        assert_eq!(parse("1 = 2").unwrap_err().help.as_deref(), Some("write `==` to compare"));
        assert_eq!(parse("1 < 2 < 3").unwrap_err().message, "expected `and` between two comparisons");
    }

    #[test]
    fn a_chain_of_very_many_terms_is_refused_and_a_long_one_is_read() {
        for (term, sign) in [("1", " + "), ("1 > 0", " and "), ("1", " * ")] {
            let chain = |terms: usize| vec![term; terms].join(sign);
            assert!(parse(&chain(200)).is_ok());
            let problem = parse(&chain(100_000)).unwrap_err();
            assert_eq!(problem.message, "formula has more than 1000 numbers, words and signs");
        }
    }

    #[test]
    fn a_minus_between_small_numbers_makes_no_day() {
        for (text, same) in
            [("100 -2 - 5", "(100 - 2) - 5"), ("5 - -5 - 1", "(5 - (-5)) - 1"), ("2025-1", "2025 - 1")]
        {
            assert_eq!(parse(text), parse(same), "{text}");
        }
        assert_eq!(parse("2025-13-01").unwrap_err().message, "`2025-13-01` is not a date that exists");
        assert_eq!(parse("2025-02-30").unwrap_err().message, "`2025-02-30` is not a date that exists");
    }

    #[test]
    fn deep_nesting_is_refused_instead_of_exhausting_the_stack() {
        for open in ["(", "-", "not "] {
            let deep = |levels: usize| parse(&format!("{}1", open.repeat(levels))).unwrap_err().message;
            assert_eq!(deep(500), "formula is nested too deeply");
            assert!(deep(100_000).starts_with("formula has more than"));
        }
    }
}
