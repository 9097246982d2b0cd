//! Tokens to a tree with places, before names are known.

use super::ExprProblem;
use super::lexer::{Token, lex};
use crate::interval::Comparison;
use std::ops::Range;

/// Deepest nesting that is read; deeper text is refused with a message.
const DEEPEST: usize = 64;
/// Most tokens that are read: rules have some dozens, and work on a condition grows faster than its length.
const MOST_TOKENS: usize = 2_000;

/// A word with its place.
#[derive(Clone, Debug)]
pub struct Word {
    /// The word itself.
    pub text: String,
    /// Byte range in the condition.
    pub at: Range<usize>,
}

impl PartialEq for Word {
    fn eq(&self, other: &Word) -> bool {
        self.text == other.text
    }
}

/// What stands on one side of a comparison or of `in`.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// A name of a fact, a threshold, a set or a kind of conclusion.
    Name(Word),
    /// A word in quotes.
    Text(Word),
    /// Words in brackets.
    List(Vec<Word>),
}

/// A condition as written.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// Holds whatever the facts are.
    Always,
    /// All hold.
    And(Vec<Expr>),
    /// At least one holds.
    Or(Vec<Expr>),
    /// It does not hold.
    Not(Box<Expr>),
    /// A yes-or-no fact.
    Flag(Word),
    /// A comparison.
    Compare(Word, Comparison, Operand),
    /// Membership.
    In(Operand, Operand),
}

/// Reads a condition.
///
/// # Errors
///
/// Returns the first place that cannot be read, with what was expected there.
pub fn parse(text: &str) -> Result<Expr, ExprProblem> {
    let tokens = lex(text)?;
    if let Some((_, at)) = tokens.get(MOST_TOKENS) {
        let message = format!("condition has more than {MOST_TOKENS} words and signs");
        return Err(ExprProblem::new(message, at.clone())
            .help("give a part of it a name with a rule of the step `define`"));
    }
    let mut parser = Parser { tokens, next: 0, end: text.len() };
    let expr = parser.any(0)?;
    match parser.peek() {
        None => Ok(expr),
        Some(_) => Err(parser.expected("`and`, `or` or the end")),
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

    fn take(&mut self) -> Option<(Token, Range<usize>)> {
        let found = self.tokens.get(self.next).cloned();
        self.next += usize::from(found.is_some());
        found
    }

    fn eat(&mut self, token: &Token) -> bool {
        let found = self.peek() == Some(token);
        self.next += usize::from(found);
        found
    }

    fn here(&self) -> Range<usize> {
        self.tokens.get(self.next).map_or(self.end..self.end, |(_, at)| at.clone())
    }

    fn expected(&self, what: &str) -> ExprProblem {
        ExprProblem::new(format!("expected {what}"), self.here())
            .help("conditions read like `tpp >= floor and destination in adv`")
    }

    fn any(&mut self, depth: usize) -> Result<Expr, ExprProblem> {
        let mut limbs = vec![self.all(depth)?];
        while self.eat(&Token::Or) {
            limbs.push(self.all(depth)?);
        }
        Ok(single_or(limbs, Expr::Or))
    }

    fn all(&mut self, depth: usize) -> Result<Expr, ExprProblem> {
        let mut limbs = vec![self.negation(depth)?];
        while self.eat(&Token::And) {
            limbs.push(self.negation(depth)?);
        }
        Ok(single_or(limbs, Expr::And))
    }

    fn negation(&mut self, depth: usize) -> Result<Expr, ExprProblem> {
        if depth > DEEPEST {
            return Err(ExprProblem::new("condition is nested too deeply", self.here())
                .help("give a part of it a name with a rule of the step `define`"));
        }
        if self.eat(&Token::Not) {
            return Ok(Expr::Not(Box::new(self.negation(depth + 1)?)));
        }
        if self.eat(&Token::Open) {
            let inside = self.any(depth + 1)?;
            return if self.eat(&Token::Close) { Ok(inside) } else { Err(self.expected("`)`")) };
        }
        self.test()
    }

    fn test(&mut self) -> Result<Expr, ExprProblem> {
        if self.eat(&Token::Always) {
            return Ok(Expr::Always);
        }
        let left = self.operand()?;
        if self.eat(&Token::In) {
            return Ok(Expr::In(left, self.operand()?));
        }
        let Operand::Name(word) = left else {
            return Err(self.expected("`in`"));
        };
        if let Some(Token::Compare(comparison)) = self.peek() {
            let comparison = *comparison;
            self.next += 1;
            return Ok(Expr::Compare(word, comparison, self.operand()?));
        }
        Ok(Expr::Flag(word))
    }

    fn operand(&mut self) -> Result<Operand, ExprProblem> {
        match self.peek() {
            Some(Token::Name(_) | Token::Text(_)) => {}
            Some(Token::ListOpen) => return self.list(),
            _ => return Err(self.expected("a name, a word in quotes or a list")),
        }
        match self.take() {
            Some((Token::Text(text), at)) => Ok(Operand::Text(Word { text, at })),
            Some((Token::Name(text), at)) => Ok(Operand::Name(Word { text, at })),
            _ => Err(self.expected("a name")),
        }
    }

    fn list(&mut self) -> Result<Operand, ExprProblem> {
        self.next += 1;
        let mut words = Vec::new();
        loop {
            if self.eat(&Token::ListClose) {
                return Ok(Operand::List(words));
            }
            match self.take() {
                Some((Token::Text(text), at)) => words.push(Word { text, at }),
                _ => {
                    self.next = self.next.saturating_sub(1);
                    return Err(self.expected("a word in quotes"));
                }
            }
            if !self.eat(&Token::Comma) && self.peek() != Some(&Token::ListClose) {
                return Err(self.expected("`,` or `]`"));
            }
        }
    }
}

fn single_or(mut limbs: Vec<Expr>, join: fn(Vec<Expr>) -> Expr) -> Expr {
    match (limbs.pop(), limbs.is_empty()) {
        (Some(only), true) => only,
        (Some(last), false) => {
            limbs.push(last);
            join(limbs)
        }
        (None, _) => join(limbs),
    }
}

#[cfg(test)]
mod tests {
    use super::super::print;
    use super::*;

    #[test]
    fn a_chain_of_very_many_terms_is_refused_and_a_long_one_is_read() {
        for (sign, name) in [(" or ", "a"), (" and ", "not a")] {
            let chain = |terms: usize| vec![name; terms].join(sign);
            assert!(parse(&chain(500)).is_ok());
            let problem = parse(&chain(100_000)).unwrap_err();
            assert_eq!(problem.message, "condition has more than 2000 words and signs");
            assert!(problem.help.is_some() && problem.at.end < 20_000);
        }
    }

    #[test]
    fn a_comment_goes_to_the_end_of_its_line_and_changes_nothing() {
        let lines = "tpp >= floor   # paragraph (a)\n  or (\n    # the dense ones\n    dense and kind == \"a # b\"\n  ) # last";
        let line = "tpp >= floor or (dense and kind == \"a # b\")";
        assert_eq!(print(&parse(lines).unwrap()), print(&parse(line).unwrap()));
        assert_eq!(super::super::on_one_line(lines), line);
        assert!(parse("tpp >= floor # or dense").is_ok_and(|expr| print(&expr) == "tpp >= floor"));
        assert_eq!(parse("tpp >=\n# and more\n  4").unwrap_err().at, 20..21);
    }
}
