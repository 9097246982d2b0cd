//! A drawing area: how large the drawing is, and where in it the plot lies.

use super::length::px;
use super::scale::Scale;
use maud::{Markup, html};

/// A drawing with a plot inside it, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Width and height of the whole drawing.
    pub size: (f64, f64),
    /// Left edge of the plot.
    pub left: f64,
    /// Right edge of the plot.
    pub right: f64,
    /// Upper edge of the plot.
    pub top: f64,
    /// Lower edge of the plot.
    pub bottom: f64,
}

impl Frame {
    /// The whole drawing as a `viewBox`.
    pub fn view(&self) -> String {
        format!("0 0 {} {}", self.size.0, self.size.1)
    }

    /// The places of a scale from the left edge to the right one.
    pub fn across(&self) -> (f64, f64) {
        (self.left, self.right)
    }

    /// The places of a scale from the lower edge to the upper one.
    pub fn up(&self) -> (f64, f64) {
        (self.bottom, self.top)
    }

    /// Logarithmic scales across and up.
    pub fn logs(&self, across: (f64, f64), up: (f64, f64)) -> (Scale, Scale) {
        (Scale::log(across, self.across()), Scale::log(up, self.up()))
    }

    /// The middle of the plot.
    pub fn middle(&self) -> (f64, f64) {
        (f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom))
    }

    /// The edges of the plot as a rectangle.
    pub fn outline(&self, class: &str) -> Markup {
        html! {
            rect class=(class) x=(px(self.left)) y=(px(self.top))
                width=(px(self.right - self.left)) height=(px(self.bottom - self.top)) {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { size: (200.0, 100.0), left: 20.0, right: 180.0, top: 10.0, bottom: 90.0 };

    #[test]
    fn scales_of_a_frame_end_at_its_edges_and_grow_to_the_right_and_upwards() {
        let (x, y) = FRAME.logs((1.0, 100.0), (1.0, 10.0));
        assert_eq!((x.at(1.0), x.at(100.0)), (20.0, 180.0));
        assert_eq!((y.at(1.0), y.at(10.0)), (90.0, 10.0));
        assert_eq!(FRAME.middle(), (100.0, 50.0));
        assert_eq!(FRAME.view(), "0 0 200 100");
    }

    #[test]
    fn the_outline_runs_along_the_edges() {
        let drawn = FRAME.outline("frame").0;
        assert!(drawn.contains("x=\"20.0\" y=\"10.0\" width=\"160.0\" height=\"80.0\""), "{drawn}");
    }
}
