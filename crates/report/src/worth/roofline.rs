//! The roofline of one chip or two: what arithmetic and memory allow at each intensity, and what is attained.

use super::figures::short;
use super::page::axis;
use chipgate_show::Words;
use chipgate_show::draw::axis::{crossed, label, rule};
use chipgate_show::draw::bar::Shape;
use chipgate_show::draw::{Frame, Scale, px};
use chipgate_worth::answer::Worth;
use maud::{Markup, html};

const FRAME: Frame = Frame { size: (900.0, 480.0), left: 80.0, right: 860.0, top: 20.0, bottom: 420.0 };

/// Arithmetic that the chip attains, in TFLOP/s.
fn reached(worth: &Worth) -> f64 {
    worth.flop_per_token * worth.tokens_per_s.middle / 1e12
}

/// Peak arithmetic, in TFLOP/s.
fn peak(worth: &Worth) -> f64 {
    worth.rates.low.linear.0 / 1e12
}

/// What memory and arithmetic allow at an intensity, in TFLOP/s.
fn roof_at(worth: &Worth, intensity: f64) -> f64 {
    (intensity * worth.rates.low.memory_bandwidth.0 / 1e12).min(peak(worth))
}

/// The chart of one chip, or of two; the class of each in the style sheet goes before it.
pub(super) fn chart(both: &[(&str, &Worth)], words: &Words) -> Markup {
    let (x, y) = scales(both);
    let names = (words.get("worth_axis_intensity"), words.get("worth_axis_attained"));
    html! {
        svg.chart viewBox=(FRAME.view()) role="img" aria-label=(words.get("worth_roofline_title")) {
            (crossed(&FRAME, &axis(x), &axis(y), names))
            @for (number, (class, worth)) in both.iter().enumerate() { (one(class, worth, (&x, &y), number, words)) }
        }
    }
}

/// Scales that hold the ridges of all roofs and what every chip attains, with room around them.
fn scales(both: &[(&str, &Worth)]) -> (Scale, Scale) {
    let of = |value: fn(&Worth) -> f64| both.iter().map(move |(_, worth)| value(worth));
    let least = |value: fn(&Worth) -> f64| of(value).fold(f64::INFINITY, f64::min);
    let greatest = |value: fn(&Worth) -> f64| of(value).fold(0.0, f64::max);
    let low_x = least(|worth| worth.intensity.min(worth.rates.low.ridge())) / 8.0;
    let high_x = greatest(|worth| worth.intensity.max(worth.rates.low.ridge())) * 8.0;
    let foot = both.iter().map(|(_, worth)| reached(worth).min(roof_at(worth, low_x)));
    let low_y = foot.fold(f64::INFINITY, f64::min) / 1.5;
    FRAME.logs((low_x, high_x), (low_y, greatest(peak) * 2.0))
}

/// The roof of a chip, and its mark below it with what it attains.
fn one(class: &str, worth: &Worth, (x, y): (&Scale, &Scale), number: usize, words: &Words) -> Markup {
    let at = (x.beyond(worth.intensity), y.beyond(reached(worth)));
    let roof_above = y.beyond(roof_at(worth, worth.intensity));
    let (side, anchor) = if number == 0 { (12.0, "start") } else { (-12.0, "end") };
    let text = format!("{class}-text");
    html! {
        path class=(format!("roof {class}")) d=(roof(worth, x, y)) {}
        (label(&text, (854, px(y.beyond(peak(worth)) - 8.0)), "end", &worth.chip))
        (rule(&format!("drop {class}"), px(at.0), (px(at.1), px(roof_above))))
        (own_mark(class, at))
        (label(&text, (px(at.0 + side), px(at.1 + 18.0)), anchor, attained(worth, words)))
    }
}

fn roof(worth: &Worth, x: &Scale, y: &Scale) -> String {
    let (low, high) = x.ends();
    let corners = [low, worth.rates.low.ridge(), high]
        .map(|at| format!("{:.1} {:.1}", x.beyond(at), y.beyond(roof_at(worth, at))));
    format!("M{}", corners.join("L"))
}

fn attained(worth: &Worth, words: &Words) -> String {
    let share = format!("{:.0}", reached(worth) / roof_at(worth, worth.intensity) * 100.0);
    words.fill("worth_attained", &[("tera", &short(reached(worth))), ("share", &share)])
}

fn own_mark(class: &str, at: (f64, f64)) -> Markup {
    let (shape, half) = if class == "one" { (Shape::Circle, 7.0) } else { (Shape::Diamond, 8.5) };
    shape.at(&format!("own {class}"), half, at)
}
