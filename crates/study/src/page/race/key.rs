//! How to read a panel: its signs with their meaning.

use crate::Story;
use maud::{Markup, html};

/// The signs of the panels.
pub fn key(story: &Story<'_>, policies: bool) -> Markup {
    let words = story.words;
    let base = words.fill("race_key_base", &[("policy", story.policy_title(&story.study.baseline))]);
    let begin = words.get("race_key_from");
    html! {
        ul.key aria-label=(words.get("race_how")) {
            li { (swatch(html! { path.mid d="M0 8H30" {} circle.dot cx="30" cy="8" r="3" {} })) (words.get("race_key_policy")) }
            li { (swatch(html! { rect.half width="34" height="16" {} })) (words.get("race_key_half")) }
            li { (swatch(html! { rect.most width="34" height="16" {} })) (words.get("race_key_most")) }
            @if policies {
                li { (swatch(html! { path.edge d="M0 2H34M0 14H34" {} path.base d="M0 8H30" {} circle.open cx="30" cy="8" r="2.6" {} })) (base) }
                li { (swatch(html! { path.begin d="M17 0V16" {} })) (begin) }
            }
        }
    }
}

fn swatch(signs: Markup) -> Markup {
    html! { svg.sign viewBox="0 0 34 16" width="34" height="16" aria-hidden="true" { (signs) } }
}
