//! Text of a condition to tokens.

use super::ExprProblem;
use crate::interval::Comparison;
use std::ops::Range;

/// A token of the rule language.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    And,
    Or,
    Not,
    In,
    Always,
    Open,
    Close,
    ListOpen,
    ListClose,
    Comma,
    Compare(Comparison),
    Name(String),
    Text(String),
}

/// Splits `text` into tokens with their byte ranges.
pub(super) fn lex(text: &str) -> Result<Vec<(Token, Range<usize>)>, ExprProblem> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        rest = after_comments(rest);
        let start = text.len() - rest.len();
        if rest.is_empty() {
            return Ok(tokens);
        }
        let (token, length) = next_token(rest, start)?;
        tokens.push((token, start..start + length));
        rest = rest.get(length..).unwrap_or_default();
    }
}

/// What follows spaces and comments, which go from `#` to the end of the line.
fn after_comments(mut rest: &str) -> &str {
    loop {
        rest = rest.trim_start();
        let Some(comment) = rest.strip_prefix('#') else { return rest };
        rest = comment.find('\n').and_then(|end| comment.get(end..)).unwrap_or_default();
    }
}

/// A condition as it is written, on one line and without its comments.
#[must_use]
pub fn on_one_line(text: &str) -> String {
    let lines = text.lines().map(|line| before_comment(line).trim()).filter(|line| !line.is_empty());
    let joined = lines.collect::<Vec<&str>>().join(" ");
    joined.replace("( ", "(").replace(" )", ")")
}

fn before_comment(line: &str) -> &str {
    let mut quoted = false;
    let starts = |c: char| {
        quoted ^= c == '"';
        c == '#' && !quoted
    };
    line.find(starts).and_then(|at| line.get(..at)).unwrap_or(line)
}

fn next_token(rest: &str, start: usize) -> Result<(Token, usize), ExprProblem> {
    if let Some(found) = sign(rest) {
        return Ok(found);
    }
    if rest.starts_with('"') {
        return quoted(rest, start);
    }
    if rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        return Ok(word(rest));
    }
    Err(unexpected(rest, start))
}

fn sign(rest: &str) -> Option<(Token, usize)> {
    const SIGNS: [(&str, Token); 11] = [
        (">=", Token::Compare(Comparison::AtLeast)),
        ("<=", Token::Compare(Comparison::AtMost)),
        ("==", Token::Compare(Comparison::Equal)),
        ("!=", Token::Compare(Comparison::NotEqual)),
        (">", Token::Compare(Comparison::MoreThan)),
        ("<", Token::Compare(Comparison::LessThan)),
        ("(", Token::Open),
        (")", Token::Close),
        ("[", Token::ListOpen),
        ("]", Token::ListClose),
        (",", Token::Comma),
    ];
    SIGNS.into_iter().find(|(sign, _)| rest.starts_with(sign)).map(|(sign, token)| (token, sign.len()))
}

fn quoted(rest: &str, start: usize) -> Result<(Token, usize), ExprProblem> {
    let inside = rest.get(1..).unwrap_or_default();
    match inside.find('"') {
        Some(end) => Ok((Token::Text(inside.get(..end).unwrap_or_default().to_owned()), end + 2)),
        None => Err(ExprProblem::new("text without a closing quote", start..start + rest.len())
            .help("close it with `\"`")),
    }
}

fn word(rest: &str) -> (Token, usize) {
    let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
    let name = rest.get(..length).unwrap_or_default();
    let token = match name {
        "and" => Token::And,
        "or" => Token::Or,
        "not" => Token::Not,
        "in" => Token::In,
        "always" => Token::Always,
        _ => Token::Name(name.to_owned()),
    };
    (token, length)
}

fn unexpected(rest: &str, start: usize) -> ExprProblem {
    let first = rest.chars().next().unwrap_or(' ');
    let at = start..start + first.len_utf8();
    if first.is_ascii_digit() || first == '-' || first == '.' {
        return ExprProblem::new("a number stands in a condition", at)
            .help("give the number a name and a unit under `thresholds` and write the name here");
    }
    let problem = ExprProblem::new(format!("unexpected character `{first}`"), at);
    match first {
        '=' => problem.help("write `==` to compare"),
        '&' => problem.help("write `and`"),
        '|' => problem.help("write `or`"),
        '!' => problem.help("write `not`"),
        '\'' => problem.help("write words in double quotes"),
        _ => problem.help("a condition has names, words in double quotes, brackets and comparisons"),
    }
}
