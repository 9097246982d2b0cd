//! Text of a formula to tokens.

use super::FormulaProblem;
use chipgate_law::interval::Comparison;
use jiff::civil::Date;
use std::ops::Range;

/// A token of the formula language.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    And,
    Or,
    Not,
    Open,
    Close,
    Comma,
    Plus,
    Minus,
    Times,
    Over,
    Compare(Comparison),
    Number(f64),
    Day(Date),
    Word(String),
    Text(String),
}

/// Splits `text` into tokens with their byte ranges.
pub(super) fn lex(text: &str) -> Result<Vec<(Token, Range<usize>)>, FormulaProblem> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let start = text.len() - rest.len();
        if rest.is_empty() {
            return Ok(tokens);
        }
        let (token, length) = next_token(rest, start)?;
        tokens.push((token, start..start + length));
        rest = rest.get(length..).unwrap_or_default();
    }
}

fn next_token(rest: &str, start: usize) -> Result<(Token, usize), FormulaProblem> {
    let first = rest.chars().next().unwrap_or(' ');
    if let Some(found) = sign(rest) {
        return Ok(found);
    }
    if first == '"' {
        return quoted(rest, start);
    }
    if first.is_ascii_digit() {
        return day_or_number(rest, start);
    }
    if first.is_ascii_alphabetic() || first == '_' {
        return Ok(word(rest));
    }
    Err(unexpected(first, start))
}

fn sign(rest: &str) -> Option<(Token, usize)> {
    const SIGNS: [(&str, Token); 13] = [
        (">=", Token::Compare(Comparison::AtLeast)),
        ("<=", Token::Compare(Comparison::AtMost)),
        ("==", Token::Compare(Comparison::Equal)),
        ("!=", Token::Compare(Comparison::NotEqual)),
        (">", Token::Compare(Comparison::MoreThan)),
        ("<", Token::Compare(Comparison::LessThan)),
        ("(", Token::Open),
        (")", Token::Close),
        (",", Token::Comma),
        ("+", Token::Plus),
        ("-", Token::Minus),
        ("*", Token::Times),
        ("/", Token::Over),
    ];
    SIGNS.into_iter().find(|(sign, _)| rest.starts_with(sign)).map(|(sign, token)| (token, sign.len()))
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

fn word(rest: &str) -> (Token, usize) {
    let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
    let name = rest.get(..length).unwrap_or_default();
    let token = match name {
        "and" => Token::And,
        "or" => Token::Or,
        "not" => Token::Not,
        _ => Token::Word(name.to_owned()),
    };
    (token, length)
}

fn unexpected(first: char, start: usize) -> FormulaProblem {
    let problem =
        FormulaProblem::new(format!("unexpected character `{first}`"), start..start + first.len_utf8());
    match first {
        '=' => problem.help("write `==` to compare"),
        '&' => problem.help("write `and`"),
        '|' => problem.help("write `or`"),
        '!' => problem.help("write `not`"),
        '\'' => problem.help("write texts in double quotes"),
        '%' => problem.help("write a share as a number, such as 0.22"),
        _ => problem.help("a formula has numbers, days, `+ - * /`, comparisons, brackets and calls such as `chip(\"nvidia-h20-96gb\", tpp)`"),
    }
}
