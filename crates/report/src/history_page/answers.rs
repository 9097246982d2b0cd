//! How an answer is drawn: colour and pattern of its strip, mark on its dot, sign of its change.

use super::model::{HistoryPage, Span};
use crate::words::Words;
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

/// The sign of a change of the US answer; `None` where the terms of a requirement stay too.
pub fn sign(before: &Span, after: &Span) -> Option<&'static str> {
    if before.us == after.us {
        let same = before.eccn == after.eccn && before.review == after.review;
        let free = after.us == "no_license_required";
        return if same || free { None } else { Some("terms") };
    }
    change(&before.us, &after.us)
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

/// The legend: answers that occur, signs of change, marks of the drawing.
pub fn legend(page: &HistoryPage, words: &Words) -> Markup {
    html! {
        section.legend aria-label=(words.get("legend")) {
            ul {
                @for code in ANSWERS.iter().filter(|code| occurs(page, code)) {
                    li { (swatch(code)) (dot(code)) span { (words.code("answer", code)) } }
                }
            }
            ul.signs {
                @for sign in SIGNS {
                    li { (drawn_sign(sign)) span { (words.code("sign", sign)) } }
                }
                li { (launch()) span { (words.get("launch")) } }
                li { (covers()) span { (words.get("covers_legend")) } }
                li { (gates()) span { (words.get("strips_legend")) } }
            }
        }
    }
}

fn occurs(page: &HistoryPage, code: &str) -> bool {
    let spans = page.chips.iter().flat_map(|chip| &chip.spans);
    let regions = page.planes.iter().flat_map(|plane| plane.datacenter.iter().chain(&plane.other));
    spans.into_iter().any(|span| span.us == code || span.cn == code || span.verdict == code)
        || regions.into_iter().any(|region| region.answer == code)
}

/// A small piece of a strip with an answer.
pub fn swatch(code: &str) -> Markup {
    html! {
        svg.swatch width="34" height="13" aria-hidden="true" {
            rect.us.(class(code)) x="0.5" y="0.5" width="33" height="12" {}
        }
    }
}

fn dot(code: &str) -> Markup {
    html! {
        svg.swatch width="15" height="15" viewBox="-7.5 -7.5 15 15" aria-hidden="true" {
            g.dot.dc.(class(code)) {
                circle r="5.5" {}
                use.mark href=(mark(code)) {}
            }
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

fn launch() -> Markup {
    html! {
        svg.swatch width="15" height="15" viewBox="-7.5 -7.5 15 15" aria-hidden="true" {
            use href="#s-launch" {}
        }
    }
}

fn covers() -> Markup {
    html! {
        svg.swatch width="15" height="15" aria-hidden="true" {
            line.covers x1="7.5" x2="7.5" y1="0" y2="15" {}
        }
    }
}

fn gates() -> Markup {
    html! {
        svg.swatch width="34" height="28" aria-hidden="true" {
            rect.us.a-license_required x="0.5" y="0.5" width="33" height="9" {}
            rect.cn.a-prohibited x="0.5" y="11.5" width="33" height="9" {}
            rect.joint.a-prohibited x="0.5" y="22.5" width="33" height="4" {}
        }
    }
}

const DEFINITIONS: &str = include_str!("definitions.svg");

#[cfg(test)]
mod tests {
    use super::{ANSWERS, DEFINITIONS, SIGNS, Span, sign};

    fn span(us: &str) -> Span {
        let word = || "not_applicable".to_owned();
        Span {
            from: String::new(),
            until: String::new(),
            us: us.to_owned(),
            cn: word(),
            verdict: word(),
            eccn: Vec::new(),
            review: word(),
            cause: None,
            rules: Vec::new(),
            rules_cn: Vec::new(),
            rests_cn: String::new(),
            rests_joint: String::new(),
            conditions_cn: Vec::new(),
            missing: Vec::new(),
            missing_cn: Vec::new(),
        }
    }

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
        let free = span("no_license_required");
        let bound = span("license_required");
        assert_eq!(sign(&free, &bound), Some("stricter"));
        assert_eq!(sign(&bound, &free), Some("milder"));
        assert_eq!(sign(&bound, &span("unknown")), Some("open"));
        assert_eq!(sign(&bound, &bound), None);
    }
}
