//! Bars from a foot to a number, the whiskers of their range, and marks that differ in form as well as in colour.

use super::length::px;
use maud::{Markup, Render, html};

/// A bar of a width, from its left end on.
pub fn bar(class: &str, (x, width): (impl Render, f64), (y, height): (impl Render, impl Render)) -> Markup {
    html! { rect class=(class) x=(x) y=(y) width=(px(width)) height=(height) {} }
}

/// A line from the low end of a range to the high one, each closed by a short stroke of `half` to either side.
pub fn whisker(class: &str, (low, high): (f64, f64), y: f64, half: f64) -> Markup {
    let (low, high, top, bottom) = (px(low), px(high), y - half, y + half);
    html! {
        path class=(class) d={
            "M" (low) " " (y) "H" (high) "M" (low) " " (top) "V" (bottom) "M" (high) " " (top) "V" (bottom)
        } {}
    }
}

/// The form of a mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// A circle.
    Circle,
    /// A square on its side.
    Square,
    /// A square on its corner.
    Diamond,
    /// A triangle that points upwards.
    Triangle,
}

impl Shape {
    /// The outline around a middle; `half` is half its width.
    pub fn path(self, half: f64) -> String {
        match self {
            Shape::Circle => {
                let (h, w) = (half, half * 2.0);
                format!("M-{h} 0a{h} {h} 0 1 0 {w} 0a{h} {h} 0 1 0 -{w} 0")
            }
            Shape::Square => format!("M-{half} -{half}H{half}V{half}H-{half}Z"),
            Shape::Diamond => format!("M0 -{half}L{half} 0L0 {half}L-{half} 0Z"),
            Shape::Triangle => format!("M0 -{}L{half} {}H-{half}Z", half + 0.5, half - 1.5),
        }
    }

    /// The mark at a place.
    pub fn at(self, class: &str, half: f64, (x, y): (f64, f64)) -> Markup {
        html! { path class=(class) d=(self.path(half)) transform=(format!("translate({x:.1} {y:.1})")) {} }
    }
}

/// A diamond whose upper corner stands at a place; `half` is half its width.
pub fn diamond(class: &str, (x, top): (f64, impl Render), half: f64) -> Markup {
    html! { path class=(class) d={ "M" (px(x)) " " (top) "l" (half) " " (half) "l-" (half) " " (half) "l-" (half) " -" (half) "z" } {} }
}

/// A triangle whose upper corner stands at a place and points to it.
pub fn pointer(class: &str, (x, top): (f64, impl Render)) -> Markup {
    html! { path class=(class) d={ "M" (px(x)) " " (top) "l5 9h-10z" } {} }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whisker_runs_between_the_ends_and_closes_both() {
        let drawn = whisker("range", (10.0, 30.0), 24.0, 4.0).0;
        assert!(drawn.contains("d=\"M10.0 24H30.0M10.0 20V28M30.0 20V28\""), "{drawn}");
    }

    #[test]
    fn marks_have_the_size_that_is_asked_for() {
        assert_eq!(Shape::Circle.path(5.0), "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0");
        assert_eq!(Shape::Square.path(5.0), "M-5 -5H5V5H-5Z");
        assert_eq!(Shape::Diamond.path(6.5), "M0 -6.5L6.5 0L0 6.5L-6.5 0Z");
        assert_eq!(Shape::Triangle.path(6.0), "M0 -6.5L6 4.5H-6Z");
        assert!(diamond("d", (7.0, 2.0), 5.0).0.contains("d=\"M7.0 2l5 5l-5 5l-5 -5z\""));
    }
}
