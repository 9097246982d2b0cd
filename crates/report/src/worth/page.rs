//! What the pages of this folder share: the document and its marks.

use super::figures::short;
use chipgate_show::Words;
use chipgate_show::draw::bar::Shape;
use chipgate_show::draw::ticks::decades;
use chipgate_show::draw::{Axis, Scale};
use chipgate_show::page::{head, language};
use maud::{DOCTYPE, Markup, html};

const STYLE: &str = include_str!("worth.css");

/// A whole document that loads nothing from elsewhere.
pub(super) fn page(title: &str, lang: &str, body: &Markup, words: &Words) -> String {
    html! {
        (DOCTYPE)
        html lang=(language(lang)) {
            (head(title, &[STYLE], false))
            body {
                main { h1 { (title) } (body) }
                footer { p { (words.get("worth_modelled")) } }
            }
        }
    }
    .into_string()
}

/// A logarithmic axis that names its powers of ten.
pub(super) fn axis(scale: Scale) -> Axis {
    Axis::new(scale, decades(scale.ends(), &[1.0]), short)
}

/// A mark that differs in form as well as in colour.
pub(super) fn mark(kind: &str, place: (f64, f64)) -> Markup {
    let (shape, half) = match kind {
        "prefill" | "buyer" => (Shape::Square, 5.0),
        "decode" | "other" => (Shape::Triangle, 6.0),
        "training" => (Shape::Diamond, 6.5),
        _ => (Shape::Circle, 5.0),
    };
    shape.at(&format!("mark {kind}"), half, place)
}
