//! How an answer is drawn: colour and pattern of its strip, mark on its dot, sign of its change.

use chipgate_show::draw::axis::upright;
use maud::{Markup, PreEscaped, html};

/// The answers from the mildest to the strictest, then those that settle nothing.
pub const ANSWERS: [&str; 8] = [
    "no_license_required",
    "license_exception",
    "discouraged",
    "approval_required",
    "license_required",
    "prohibited",
    "unknown",
    "not_modelled",
];
const SETTLED: usize = 6;

/// The signs of a change, in the order of the legend.
pub const SIGNS: [&str; 4] = ["stricter", "milder", "terms", "open"];

/// The class of an answer in the style sheet; an answer that is not foreseen reads as unknown.
pub fn class(answer: &str) -> String {
    let known = ANSWERS.iter().find(|code| **code == answer);
    format!("a-{}", known.unwrap_or(&"unknown"))
}

fn strictness(answer: &str) -> Option<usize> {
    ANSWERS.iter().take(SETTLED).position(|code| *code == answer)
}

/// The sign of a change from one answer to another; `None` where they are the same.
pub fn change(before: &str, after: &str) -> Option<&'static str> {
    if before == after {
        return None;
    }
    Some(match (strictness(before), strictness(after)) {
        (Some(old), Some(new)) if new > old => "stricter",
        (Some(_), Some(_)) => "milder",
        _ => "open",
    })
}

/// Patterns, marks and signs, defined once for all drawings of the page.
pub fn definitions() -> Markup {
    PreEscaped(DEFINITIONS.to_owned())
}

/// A small piece of a strip with an answer.
pub fn swatch(code: &str) -> Markup {
    html! {
        svg.swatch width="34" height="13" aria-hidden="true" {
            rect.seller.(class(code)) x="0.5" y="0.5" width="33" height="12" {}
        }
    }
}

/// The mark of an answer on a dot, as a reference within the page.
pub fn mark(code: &str) -> String {
    let known = ANSWERS.iter().find(|answer| **answer == code);
    format!("#m-{}", known.unwrap_or(&"unknown"))
}

/// The sign of a change, as in a legend.
pub fn drawn_sign(sign: &str) -> Markup {
    html! {
        svg.swatch width="15" height="15" viewBox="-7.5 -7.5 15 15" aria-hidden="true" {
            use href=(format!("#s-{sign}")) {}
        }
    }
}

/// The line up to which the sources of a gate reach, as in a legend.
pub fn covers() -> Markup {
    html! {
        svg.swatch width="15" height="15" aria-hidden="true" { (upright("covers", 7.5, (0, 15))) }
    }
}

const DEFINITIONS: &str = include_str!("definitions.svg");

#[cfg(test)]
mod tests {
    use super::{ANSWERS, DEFINITIONS, SIGNS, change};

    #[test]
    fn every_answer_has_a_pattern_and_a_mark_and_every_sign_a_shape() {
        for code in ANSWERS {
            assert!(DEFINITIONS.contains(&format!("id=\"p-{code}\"")), "{code}");
            assert!(DEFINITIONS.contains(&format!("id=\"m-{code}\"")), "{code}");
        }
        for sign in SIGNS {
            assert!(DEFINITIONS.contains(&format!("id=\"s-{sign}\"")), "{sign}");
        }
    }

    #[test]
    fn a_sign_tells_the_direction_of_the_change() {
        let (free, bound) = ("no_license_required", "license_required");
        assert_eq!(change(free, bound), Some("stricter"));
        assert_eq!(change(bound, free), Some("milder"));
        assert_eq!(change(bound, "unknown"), Some("open"));
        assert_eq!(change(bound, bound), None);
    }
}
