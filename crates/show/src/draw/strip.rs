//! Strips: stretches of days one after another, each a rectangle in the class of what held on it.

use super::length::{percent, px};
use super::scale::Scale;
use maud::{Markup, Render, html};

/// A stretch of days on a strip; the day on which it ends is the first of the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Where it begins, in pixels.
    pub x: f64,
    /// Its width, in pixels.
    pub width: f64,
}

impl Stretch {
    /// The stretch between two days given as text; `None` where nothing of it is drawn.
    pub fn between(scale: &Scale, from: &str, until: &str) -> Option<Stretch> {
        let (x, end) = scale.day_of_text(from).zip(scale.day_of_text(until))?;
        (end > x).then_some(Stretch { x, width: end - x })
    }

    /// Its rectangle, from a height on, with something inside it, such as a title.
    pub fn drawn(&self, class: &str, (top, height): (impl Render, impl Render), inside: Markup) -> Markup {
        piece(class, (px(self.x), px(self.width)), (top, height), inside)
    }

    /// The same on a scale whose places are percent of the width of the screen.
    pub fn in_percent(
        &self,
        class: &str,
        (top, height): (impl Render, impl Render),
        inside: Markup,
    ) -> Markup {
        piece(class, (percent(self.x), percent(self.width)), (top, height), inside)
    }
}

fn piece(
    class: &str,
    (x, width): (String, String),
    (top, height): (impl Render, impl Render),
    inside: Markup,
) -> Markup {
    html! { rect class=(class) x=(x) y=(top) width=(width) height=(height) { (inside) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_begins_with_its_first_day_and_ends_before_the_next() {
        let scale = Scale::days_of_text("2026-01-01", "2026-01-10", (0.0, 100.0));
        let stretch = Stretch::between(&scale, "2026-01-03", "2026-01-05");
        let stretch = stretch.map(|one| (one.x.round(), one.width.round()));
        assert_eq!(stretch, Some((20.0, 20.0)));
    }

    #[test]
    fn what_lies_outside_the_days_is_not_drawn() {
        let scale = Scale::days_of_text("2026-01-01", "2026-01-10", (0.0, 100.0));
        assert_eq!(Stretch::between(&scale, "2025-01-01", "2025-06-01"), None);
        assert_eq!(Stretch::between(&scale, "2026-01-05", "2026-01-03"), None);
        assert_eq!(Stretch::between(&scale, "soon", "2026-01-03"), None);
    }

    #[test]
    fn a_piece_may_be_given_in_pixels_or_in_percent() {
        let stretch = Stretch { x: 10.0, width: 5.0 };
        let drawn = stretch.drawn("us", (2.0, 9), html! {}).0;
        assert_eq!(drawn, "<rect class=\"us\" x=\"10.0\" y=\"2\" width=\"5.0\" height=\"9\"></rect>");
        let drawn = stretch.in_percent("us", (2.0, 9), html! {}).0;
        assert!(drawn.contains("x=\"10.00%\"") && drawn.contains("width=\"5.00%\""));
    }
}
