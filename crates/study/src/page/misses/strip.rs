//! One published figure against the model, as a ratio to the model's median.

use crate::Story;
use chipgate_race::backcast::Answer;
use chipgate_show::draw::axis::{label, upright};
use chipgate_show::draw::bar::{bar, diamond};
use chipgate_show::draw::ticks::doublings;
use chipgate_show::draw::{Axis, Scale, px};
use chipgate_show::words::number::{amount, number};
use maud::{Markup, html};

const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 46.0;
/// Height of the bar's middle.
const MIDDLE: f64 = 22.0;
/// The scale shows at most this many doublings on each side.
const MOST: f64 = 5.0;

/// One axis of ratios for all figures and intervals, named by doublings.
pub fn axis(answers: &[Answer<'_>]) -> Axis {
    let ratios = answers.iter().filter_map(ratios).flatten().map(f64::log2);
    let (low, high) = ratios.fold((-1.0_f64, 1.0_f64), |(low, high), x| (low.min(x), high.max(x)));
    let ends = ((low - 0.2).max(-MOST).exp2(), (high + 0.2).min(MOST).exp2());
    Axis::new(Scale::log(ends, (8.0, WIDTH - 8.0)), doublings(ends), times)
}

/// Figure, low end and high end over the median; `None` where one of them is no positive number.
fn ratios(answer: &Answer<'_>) -> Option<[f64; 3]> {
    let [low, _, median, _, high] = answer.score.at;
    let all = [answer.question.observed / median, low / median, high / median];
    all.iter().all(|ratio| ratio.is_finite() && *ratio > 0.0).then_some(all)
}

/// Draws the strip; words where there is no ratio.
pub fn strip(story: &Story<'_>, answer: &Answer<'_>, axis: &Axis, title: &str) -> Markup {
    let words = story.words;
    let Some([observed, low, high]) = ratios(answer) else {
        return html! { p.src { (words.get("tests_misses_no_ratio")) } };
    };
    let ratio = amount(story.lang(), observed);
    let at = axis.scale.at(observed);
    let label = format!("{title}: {}", words.fill("tests_misses_ratio", &[("ratio", &ratio)]));
    html! {
        div.strip {
            svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(label) {
                (grid(axis))
                (interval(&axis.scale, low, high))
                (diamond("seen", (at, MIDDLE - 6.0), 6.0))
                (shown(at, &ratio))
            }
        }
    }
}

fn grid(axis: &Axis) -> Markup {
    html! {
        @for tick in &axis.ticks {
            (upright("grid", px(tick.at), (14, 32)))
            (label("soft", (px(tick.at), 44), "middle", &tick.text))
        }
        (upright("one", px(axis.scale.at(1.0)), (12, 34)))
    }
}

/// A ratio of two as a reader writes it: `1/4`, `1`, `4`.
fn times(ratio: f64) -> String {
    if ratio < 1.0 { format!("1/{}", number(1.0 / ratio)) } else { number(ratio) }
}

/// The model's interval, at least as wide as can be seen.
fn interval(scale: &Scale, low: f64, high: f64) -> Markup {
    let (from, to) = (scale.at(low), scale.at(high));
    bar("band", (px(from), (to - from).max(1.5)), (MIDDLE - 5.0, 10))
}

/// The ratio above its diamond, kept inside the drawing.
fn shown(x: f64, ratio: &str) -> Markup {
    label("", (px(x.clamp(16.0, WIDTH - 16.0)), 11), "middle", html! { (ratio) "×" })
}
