//! Text of an expression to tokens.

use super::{Dialect, FormulaProblem, Op};
use jiff::civil::Date;
use std::ops::Range;

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Sign(Op),
    Not,
    Open,
    Close,
    ListOpen,
    ListClose,
    Comma,
    Number(f64),
    Day(Date),
    Word(String),
    Text(String),
}

/// Splits `text` into tokens with their byte ranges.
pub(super) fn lex(text: &str, dialect: &Dialect) -> Result<Vec<(Token, Range<usize>)>, FormulaProblem> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        rest = after_comments(rest);
        let start = text.len() - rest.len();
        if rest.is_empty() {
            return Ok(tokens);
        }
        let (token, length) = next_token(rest, start, dialect)?;
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

/// An expression as it is written, on one line and without its comments.
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

fn next_token(rest: &str, start: usize, dialect: &Dialect) -> Result<(Token, usize), FormulaProblem> {
    let first = rest.chars().next().unwrap_or(' ');
    let sign = dialect.signs.iter().find(|(sign, _)| rest.starts_with(sign));
    if let Some((sign, token)) = sign {
        return Ok((token.clone(), sign.len()));
    }
    if first == '"' {
        return quoted(rest, start);
    }
    if first.is_ascii_digit() && dialect.has_numbers {
        return day_or_number(rest, start);
    }
    if first.is_ascii_alphabetic() || first == '_' {
        return Ok(word(rest, dialect));
    }
    Err(unexpected(first, start, dialect))
}

fn quoted(rest: &str, start: usize) -> Result<(Token, usize), FormulaProblem> {
    let inside = rest.get(1..).unwrap_or_default();
    match inside.find('"') {
        Some(end) => Ok((Token::Text(inside.get(..end).unwrap_or_default().to_owned()), end + 2)),
        None => Err(FormulaProblem::new("text without a closing quote", start..start + rest.len())
            .help("close it with `\"`")),
    }
}

fn day_or_number(rest: &str, start: usize) -> Result<(Token, usize), FormulaProblem> {
    if let Some(text) = rest.get(..10).filter(|text| looks_like_a_day(text)) {
        let help = "write a day that exists as YYYY-MM-DD; put spaces round a minus";
        let wrong = || {
            FormulaProblem::new(format!("`{text}` is not a date that exists"), start..start + 10).help(help)
        };
        return text.parse().map(|day| (Token::Day(day), 10)).map_err(|_| wrong());
    }
    let length = number_length(rest);
    let text = rest.get(..length).unwrap_or_default();
    let number = text.replace('_', "").parse::<f64>().ok().filter(|number| number.is_finite());
    number.map(|number| (Token::Number(number), length)).ok_or_else(|| {
        FormulaProblem::new(format!("`{text}` is not a number"), start..start + length)
            .help("write digits with a point, such as 1.5 or 1e9")
    })
}

/// Four digits, two and two, with a hyphen between.
fn looks_like_a_day(text: &str) -> bool {
    text.bytes()
        .enumerate()
        .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
}

/// Digits, a point, `_` between digits, and an exponent with its sign.
fn number_length(rest: &str) -> usize {
    let mut after_e = false;
    let part_of_it = |c: char| {
        let fits = c.is_ascii_digit() || matches!(c, '.' | '_' | 'e') || (after_e && c == '-');
        after_e = c == 'e';
        fits
    };
    let mut fits = part_of_it;
    rest.find(|c: char| !fits(c)).unwrap_or(rest.len())
}

fn word(rest: &str, dialect: &Dialect) -> (Token, usize) {
    let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
    let name = rest.get(..length).unwrap_or_default();
    let sign = dialect.words.iter().find(|(word, _)| *word == name);
    (sign.map_or_else(|| Token::Word(name.to_owned()), |(_, token)| token.clone()), length)
}

fn unexpected(first: char, start: usize, dialect: &Dialect) -> FormulaProblem {
    let at = start..start + first.len_utf8();
    if !dialect.has_numbers && (first.is_ascii_digit() || first == '-' || first == '.') {
        return FormulaProblem::new(format!("a number stands in a {}", dialect.name), at)
            .help("give the number a name and a unit under `thresholds` and write the name here");
    }
    FormulaProblem::new(format!("unexpected character `{first}`"), at).help(match first {
        '=' => "write `==` to compare",
        '&' => "write `and`",
        '|' => "write `or`",
        '!' => "write `not`",
        '\'' => "write words in double quotes",
        '%' if dialect.has_numbers => "write a share as a number, such as 0.22",
        _ => dialect.holds,
    })
}
