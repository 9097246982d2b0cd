//! One published figure against the model, as a ratio to the model's median.

use crate::study::Story;
use crate::study_page::marks::Axis;
use crate::words::number::{amount, number};
use chipgate_race::backcast::Answer;
use maud::{Markup, html};

const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 46.0;
/// Height of the bar's middle.
const MIDDLE: f64 = 22.0;
/// The scale shows at most this many doublings on each side.
const MOST: f64 = 5.0;

/// One scale of ratios for all figures, in doublings.
#[derive(Clone, Copy, Debug)]
pub struct Scale(Axis);

impl Scale {
    /// The scale that holds every figure and interval.
    pub fn over(answers: &[Answer<'_>]) -> Scale {
        let ratios = answers.iter().filter_map(ratios).flatten().map(f64::log2);
        let (low, high) = ratios.fold((-1.0_f64, 1.0_f64), |(low, high), x| (low.min(x), high.max(x)));
        let ends = [(low - 0.2).max(-MOST), (high + 0.2).min(MOST)];
        Scale(Axis { ends, at: [8.0, WIDTH - 8.0] })
    }

    fn place(&self, ratio: f64) -> f64 {
        self.0.place(ratio.log2())
    }

    /// Whole doublings inside the ends.
    fn doublings(&self) -> impl Iterator<Item = f64> + '_ {
        (-5_i32..=5).map(f64::from).filter(|doubling| (self.0.ends[0]..=self.0.ends[1]).contains(doubling))
    }
}

/// Figure, low end and high end over the median; `None` where one of them is no positive number.
fn ratios(answer: &Answer<'_>) -> Option<[f64; 3]> {
    let [low, _, median, _, high] = answer.score.at;
    let all = [answer.question.observed / median, low / median, high / median];
    all.iter().all(|ratio| ratio.is_finite() && *ratio > 0.0).then_some(all)
}

/// Draws the strip; words where there is no ratio.
pub fn strip(story: &Story<'_>, answer: &Answer<'_>, scale: &Scale, title: &str) -> Markup {
    let words = story.words;
    let Some([observed, low, high]) = ratios(answer) else {
        return html! { p.src { (words.get("tests_misses_no_ratio")) } };
    };
    let ratio = amount(story.lang(), observed);
    let label = format!("{title}: {}", words.fill("tests_misses_ratio", &[("ratio", &ratio)]));
    html! {
        div.strip {
            svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(label) {
                (axis(scale))
                (bar(scale, low, high))
                (diamond(scale.place(observed)))
                (shown(scale.place(observed), &ratio))
            }
        }
    }
}

fn axis(scale: &Scale) -> Markup {
    html! {
        @for doubling in scale.doublings() {
            line.grid x1=(px(scale.0.place(doubling))) x2=(px(scale.0.place(doubling))) y1="14" y2="32" {}
            text.soft x=(px(scale.0.place(doubling))) y="44" text-anchor="middle" { (times(doubling)) }
        }
        line.one x1=(px(scale.place(1.0))) x2=(px(scale.place(1.0))) y1="12" y2="34" {}
    }
}

/// A ratio of two as a reader writes it: `1/4`, `1`, `4`.
fn times(doubling: f64) -> String {
    let size = number(doubling.abs().exp2());
    if doubling < 0.0 { format!("1/{size}") } else { size }
}

fn bar(scale: &Scale, low: f64, high: f64) -> Markup {
    let (from, to) = (scale.place(low), scale.place(high));
    html! { rect.band x=(px(from)) y=(MIDDLE - 5.0) width=(px((to - from).max(1.5))) height="10" {} }
}

fn diamond(x: f64) -> Markup {
    let (left, right) = (px(x - 6.0), px(x + 6.0));
    let (top, bottom) = (px(MIDDLE - 6.0), px(MIDDLE + 6.0));
    html! {
        path.seen d=(format!("M{left} {MIDDLE}L{x:.1} {top}L{right} {MIDDLE}L{x:.1} {bottom}Z")) {}
    }
}

/// The ratio above its diamond, kept inside the drawing.
fn shown(x: f64, ratio: &str) -> Markup {
    html! { text x=(px(x.clamp(16.0, WIDTH - 16.0))) y="11" text-anchor="middle" { (ratio) "×" } }
}

/// A place on the drawing, to a tenth.
fn px(place: f64) -> String {
    format!("{place:.1}")
}
