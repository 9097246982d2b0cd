//! The legend of the history page: answers that occur, signs of change, marks of the drawing.

use super::model::HistoryPage;
use crate::page::answers::{ANSWERS, SIGNS, class, covers, drawn_sign, mark, swatch};
use chipgate_show::words::Words;
use maud::{Markup, html};

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
    spans.into_iter().any(|span| span.seller == code || span.buyer == code || span.verdict == code)
        || regions.into_iter().any(|region| region.answer == code)
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

fn launch() -> Markup {
    html! {
        svg.swatch width="15" height="15" viewBox="-7.5 -7.5 15 15" aria-hidden="true" {
            use href="#s-launch" {}
        }
    }
}

fn gates() -> Markup {
    html! {
        svg.swatch width="34" height="28" aria-hidden="true" {
            rect.seller.a-license_required x="0.5" y="0.5" width="33" height="9" {}
            rect.buyer.a-prohibited x="0.5" y="11.5" width="33" height="9" {}
            rect.joint.a-prohibited x="0.5" y="22.5" width="33" height="4" {}
        }
    }
}
