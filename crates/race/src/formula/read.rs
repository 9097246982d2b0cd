//! Text to a formula: names, kinds and counts are checked here.

use super::{Function, Number, Sign, Truth};
use chipgate_base::formula::{Expr, FORMULA, FormulaProblem, Op, Part, parse, print};
use chipgate_base::near::did_you_mean;

type Result<T> = std::result::Result<T, FormulaProblem>;

/// What the names of a formula mean.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// Names of the numbers that are read when it is evaluated, in their order.
    pub read: &'a [&'a str],
    /// Names that have one number each.
    pub fixed: &'a [(&'a str, f64)],
    /// The constant of the forcing tables under an id; `None` where there is none.
    pub given: &'a dyn Fn(&str) -> Option<f64>,
}

impl Names<'_> {
    pub(super) fn number_of(&self, text: &str) -> Result<Number> {
        self.number(&parse(text, &FORMULA)?)
    }

    pub(super) fn truth_of(&self, text: &str) -> Result<Truth> {
        self.truth(&parse(text, &FORMULA)?)
    }

    fn number(&self, expr: &Expr) -> Result<Number> {
        match &expr.part {
            Part::Number(number) => Ok(Number::Constant(*number)),
            Part::Word(word) => self.named(expr, word),
            Part::Negative(inside) => Ok(Number::Negative(Box::new(self.number(inside)?))),
            Part::Call(name, arguments) => self.called(expr, name, arguments),
            Part::Two(op, left, right) => match sign(*op) {
                Some(sign) => Ok(Number::Joined(sign, Box::new((self.number(left)?, self.number(right)?)))),
                None => Err(wrong_kind(expr, "a yes or no", "a number")),
            },
            Part::Not(_) => Err(wrong_kind(expr, "a yes or no", "a number")),
            Part::Day(_) => Err(wrong_kind(expr, "a day", "a number")),
            Part::Text(_) | Part::List(_) => Err(wrong_kind(expr, "a text", "a number")),
        }
    }

    fn truth(&self, expr: &Expr) -> Result<Truth> {
        let both = |left, right| Ok(Box::new((self.truth(left)?, self.truth(right)?)));
        match &expr.part {
            Part::Not(inside) => Ok(Truth::Not(Box::new(self.truth(inside)?))),
            Part::Two(Op::And, left, right) => both(left, right).map(Truth::Both),
            Part::Two(Op::Or, left, right) => both(left, right).map(Truth::Either),
            Part::Two(Op::Compare(comparison), left, right) => {
                Ok(Truth::Compared(*comparison, self.number(left)?, self.number(right)?))
            }
            _ => Err(wrong_kind(expr, "no comparison", "a yes or no")),
        }
    }

    fn named(&self, expr: &Expr, word: &str) -> Result<Number> {
        if let Some(place) = self.read.iter().position(|name| *name == word) {
            return Ok(Number::Read(place));
        }
        if let Some((_, number)) = self.fixed.iter().find(|(name, _)| *name == word) {
            return Ok(Number::Constant(*number));
        }
        let known = || self.read.iter().copied().chain(self.fixed.iter().map(|(name, _)| *name));
        let near = did_you_mean(word, known());
        let list = || format!("known are {}", known().collect::<Vec<&str>>().join(", "));
        Err(FormulaProblem::new(format!("unknown name `{word}`"), expr.at.clone())
            .help(near.unwrap_or_else(list)))
    }

    fn called(&self, expr: &Expr, name: &str, arguments: &[Expr]) -> Result<Number> {
        match name {
            "when" => self.when(expr, arguments),
            "given" => self.constant(expr, arguments),
            _ => {
                let function = function(expr, name)?;
                if !function.takes().contains(&arguments.len()) {
                    return Err(wrong_count(expr, name, arguments.len()));
                }
                let numbers = arguments.iter().map(|argument| self.number(argument));
                Ok(Number::Called(function, numbers.collect::<Result<_>>()?))
            }
        }
    }

    fn when(&self, expr: &Expr, arguments: &[Expr]) -> Result<Number> {
        let (condition, numbers) = match arguments {
            [condition, numbers @ ..] if (1..=2).contains(&numbers.len()) => (condition, numbers),
            _ => return Err(wrong_count(expr, "when", arguments.len())),
        };
        let numbers = numbers.iter().map(|number| self.number(number)).collect::<Result<_>>()?;
        Ok(Number::When(Box::new(self.truth(condition)?), numbers))
    }

    fn constant(&self, expr: &Expr, arguments: &[Expr]) -> Result<Number> {
        let [Expr { part: Part::Text(id), at }] = arguments else {
            return Err(wrong_count(expr, "given", arguments.len()));
        };
        let unknown = || {
            FormulaProblem::new(format!("the forcing has no constant `{id}`"), at.clone())
                .help("name a row of the kind `constant`")
        };
        (self.given)(id).map(Number::Constant).ok_or_else(unknown)
    }
}

fn sign(op: Op) -> Option<Sign> {
    match op {
        Op::Plus => Some(Sign::Plus),
        Op::Minus => Some(Sign::Minus),
        Op::Times => Some(Sign::Times),
        Op::Over => Some(Sign::Over),
        Op::Or | Op::And | Op::Compare(_) | Op::In => None,
    }
}

fn function(expr: &Expr, name: &str) -> Result<Function> {
    let found = Function::ALL.iter().find(|(_, word)| *word == name).map(|(function, _)| *function);
    let known = || Function::ALL.iter().map(|(_, word)| *word).chain(["when", "given"]);
    let list = || format!("known are {}", known().collect::<Vec<&str>>().join(", "));
    found.ok_or_else(|| {
        FormulaProblem::new(format!("unknown function `{name}`"), expr.at.clone())
            .help(did_you_mean(name, known()).unwrap_or_else(list))
    })
}

fn wrong_kind(expr: &Expr, found: &str, wanted: &str) -> FormulaProblem {
    FormulaProblem::new(format!("`{}` is {found}, not {wanted}", print(expr)), expr.at.clone())
        .help(format!("put {wanted} here"))
}

fn wrong_count(expr: &Expr, name: &str, found: usize) -> FormulaProblem {
    let message = format!("`{name}` does not take {found} such parts");
    FormulaProblem::new(message, expr.at.clone()).help(
        "write `exp(x)`, `ln(x)`, `sqrt(x)`, `power(x, y)`, `max(x, y)`, `when(x > y, then, else)` or `given(\"id\")`",
    )
}
