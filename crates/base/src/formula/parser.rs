//! Tokens to a tree with places, before names are known.

use super::lexer::{Token, lex};
use super::tree::{Expr, NOT, Op, Part, SIGN};
use super::{Dialect, FormulaProblem};
use std::ops::Range;

/// Reads an expression of a dialect.
///
/// # Errors
///
/// Returns the first place that cannot be read, with what was expected there.
pub fn parse(text: &str, dialect: &Dialect) -> Result<Expr, FormulaProblem> {
    let tokens = lex(text, dialect)?;
    if let Some((_, at)) = tokens.get(dialect.most_tokens) {
        let message = format!("{} has more than {} {}", dialect.name, dialect.most_tokens, dialect.tokens);
        return Err(FormulaProblem::new(message, at.clone()).help(dialect.shorten));
    }
    let mut parser = Parser { dialect, tokens, next: 0, end: text.len() };
    let expr = parser.binary(0, 0)?;
    match parser.peek() {
        None => Ok(expr),
        Some(_) => Err(parser.expected(dialect.after)),
    }
}

struct Parser<'d> {
    dialect: &'d Dialect,
    tokens: Vec<(Token, Range<usize>)>,
    next: usize,
    end: usize,
}

impl Parser<'_> {
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
        FormulaProblem::new(format!("expected {what}"), self.here()).help(self.dialect.example)
    }

    fn sign_here(&self) -> Option<Op> {
        match self.peek()? {
            Token::Sign(op) => Some(*op),
            _ => None,
        }
    }

    /// Parts joined by signs that bind at least as tightly as `least`.
    fn binary(&mut self, least: u8, depth: usize) -> Result<Expr, FormulaProblem> {
        let mut left = self.prefixed(least, depth)?;
        let mut compared = false;
        while let Some(op) = self.sign_here().filter(|op| op.binding() >= least) {
            if compared && op.is_test() {
                return Err(self.expected("`and` between two comparisons"));
            }
            compared = op.is_test();
            self.next += 1;
            let right = self.binary(op.binding() + 1, depth + 1)?;
            let at = left.at.start..right.at.end;
            left = Expr { at, part: Part::Two(op, Box::new(left), Box::new(right)) };
        }
        Ok(left)
    }

    fn prefixed(&mut self, least: u8, depth: usize) -> Result<Expr, FormulaProblem> {
        if depth > self.dialect.deepest {
            let message = format!("{} is nested too deeply", self.dialect.name);
            return Err(FormulaProblem::new(message, self.here()).help(self.dialect.shorten));
        }
        let start = self.here().start;
        if least <= NOT && self.eat(&Token::Not) {
            let inside = self.binary(NOT, depth + 1)?;
            return Ok(Expr { at: start..inside.at.end, part: Part::Not(Box::new(inside)) });
        }
        if self.eat(&Token::Sign(Op::Minus)) {
            let inside = self.binary(SIGN, depth + 1)?;
            return Ok(Expr { at: start..inside.at.end, part: Part::Negative(Box::new(inside)) });
        }
        self.atom(depth)
    }

    fn atom(&mut self, depth: usize) -> Result<Expr, FormulaProblem> {
        let Some((token, at)) = self.tokens.get(self.next).cloned() else {
            return Err(self.expected(self.dialect.value));
        };
        self.next += 1;
        let part = match token {
            Token::Number(number) => Part::Number(number),
            Token::Day(day) => Part::Day(day),
            Token::Text(text) => Part::Text(text),
            Token::Word(name) if self.dialect.has_numbers && self.eat(&Token::Open) => {
                Part::Call(name, self.arguments(depth)?)
            }
            Token::Word(word) => Part::Word(word),
            Token::ListOpen => Part::List(self.list()?),
            Token::Open => {
                let inside = self.binary(0, depth + 1)?;
                return if self.eat(&Token::Close) { Ok(inside) } else { Err(self.expected("`)`")) };
            }
            _ => {
                self.next -= 1;
                return Err(self.expected(self.dialect.value));
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

    /// Words in quotes up to the closing bracket.
    fn list(&mut self) -> Result<Vec<Expr>, FormulaProblem> {
        let mut words = Vec::new();
        while !self.eat(&Token::ListClose) {
            let Some((Token::Text(text), at)) = self.tokens.get(self.next).cloned() else {
                return Err(self.expected("a word in quotes"));
            };
            self.next += 1;
            words.push(Expr { at, part: Part::Text(text) });
            if !self.eat(&Token::Comma) && self.peek() != Some(&Token::ListClose) {
                return Err(self.expected("`,` or `]`"));
            }
        }
        Ok(words)
    }
}
