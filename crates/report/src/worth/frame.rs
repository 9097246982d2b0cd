//! What the pages of this folder share: the document, axes, marks.

use super::figures::short;
use crate::Words;
use crate::document::{head, language};
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

/// A logarithmic axis.
pub(super) struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    pub(super) fn log(low: f64, high: f64, from: f64, to: f64) -> Scale {
        Scale { low: low.max(f64::MIN_POSITIVE), high, from, to }
    }

    /// Where a number stands.
    pub(super) fn at(&self, number: f64) -> f64 {
        let share = (number.max(f64::MIN_POSITIVE) / self.low).ln() / (self.high / self.low).ln();
        self.from + share * (self.to - self.from)
    }

    /// Powers of ten on it.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let first = self.low.log10().ceil() as i32;
        let last = self.high.log10().floor() as i32;
        (first..=last).map(|power| 10_f64.powi(power)).collect()
    }
}

/// Grid, ticks and names of two axes.
pub(super) fn axes(x: &Scale, y: &Scale, x_name: &str, y_name: &str) -> Markup {
    html! {
        @for tick in x.ticks() {
            path.grid d=(format!("M{:.1} {:.1}V{:.1}", x.at(tick), y.from, y.to)) {}
            text.tick x=(format!("{:.1}", x.at(tick))) y=(format!("{:.1}", y.from + 18.0)) text-anchor="middle" { (short(tick)) }
        }
        @for tick in y.ticks() {
            path.grid d=(format!("M{:.1} {:.1}H{:.1}", x.from, y.at(tick), x.to)) {}
            text.tick x=(format!("{:.1}", x.from - 8.0)) y=(format!("{:.1}", y.at(tick) + 4.0)) text-anchor="end" { (short(tick)) }
        }
        path.axis d=(format!("M{:.1} {:.1}V{:.1}H{:.1}", x.from, y.to, y.from, x.to)) {}
        text.name x=(format!("{:.1}", f64::midpoint(x.from, x.to))) y=(format!("{:.1}", y.from + 42.0)) text-anchor="middle" { (x_name) }
        text.name transform=(format!("translate(16 {:.1}) rotate(-90)", f64::midpoint(y.from, y.to))) text-anchor="middle" { (y_name) }
    }
}

/// A mark that differs in form as well as in colour.
pub(super) fn mark(kind: &str, x: f64, y: f64) -> Markup {
    let path = match kind {
        "prefill" | "cn" => "M-5 -5H5V5H-5Z",
        "decode" | "other" => "M0 -6.5L6 4.5H-6Z",
        "training" => "M0 -6.5L6.5 0L0 6.5L-6.5 0Z",
        _ => "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0",
    };
    html! { path class=(format!("mark {kind}")) d=(path) transform=(format!("translate({x:.1} {y:.1})")) {} }
}
