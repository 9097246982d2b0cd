//! A tree back to text.

use super::tree::{ATOM, Expr, NOT, Part, SIGN};

/// Writes an expression so that reading it again gives the same tree.
#[must_use]
pub fn print(expr: &Expr) -> String {
    print_with(expr, &|_| None)
}

/// Writes an expression with what `instead` gives in the place of a part.
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
    let all = |parts: &[Expr]| {
        parts.iter().map(|one| bracketed(one, instead, 0)).collect::<Vec<String>>().join(", ")
    };
    match &expr.part {
        Part::Number(number) => (number.to_string(), ATOM),
        Part::Day(day) => (day.to_string(), ATOM),
        Part::Word(word) => (word.clone(), ATOM),
        Part::Text(text) => (format!("\"{text}\""), ATOM),
        Part::List(parts) => (format!("[{}]", all(parts)), ATOM),
        Part::Call(name, arguments) => (format!("{name}({})", all(arguments)), ATOM),
        Part::Two(op, left, right) => {
            let binding = op.binding();
            // A test stands once; the other signs bind from the left.
            let first = if op.is_test() { binding + 1 } else { binding };
            let left = bracketed(left, instead, first);
            (format!("{left} {} {}", op.sign(), bracketed(right, instead, binding + 1)), binding)
        }
        Part::Not(inside) => (format!("not {}", bracketed(inside, instead, NOT)), NOT),
        Part::Negative(inside) => (format!("-{}", bracketed(inside, instead, SIGN)), SIGN),
    }
}
