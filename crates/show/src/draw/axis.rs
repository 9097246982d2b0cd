//! A scale with the places that it names, and the lines of which axes and grids are made.

use super::frame::Frame;
use super::length::px;
use super::scale::Scale;
use super::ticks::quarters;
use chipgate_base::day::day_number;
use maud::{Markup, Render, html};

/// A place that an axis names.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// The number that stands there; on a scale of days the number of the day.
    pub number: f64,
    /// Its place, in pixels.
    pub at: f64,
    /// What is written there.
    pub text: String,
    /// It is named in small letters, or left out where there is no room.
    pub is_minor: bool,
}

/// A scale with the places that it names.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// Where numbers stand.
    pub scale: Scale,
    /// The named places, in order.
    pub ticks: Vec<Tick>,
}

impl Axis {
    /// Names some numbers of a scale.
    pub fn new(scale: Scale, numbers: Vec<f64>, text: impl Fn(f64) -> String) -> Axis {
        let tick = |number: f64| Tick { number, at: scale.at(number), text: text(number), is_minor: false };
        Axis { scale, ticks: numbers.into_iter().map(tick).collect() }
    }

    /// Names the years of a scale of days, and as minor ticks the other quarters: `2025`, `Q2`.
    pub fn of_days(scale: Scale) -> Axis {
        let tick = |day: jiff::civil::Date| Tick {
            number: day_number(day),
            at: scale.day(day),
            text: if day.month() == 1 {
                day.year().to_string()
            } else {
                format!("Q{}", (day.month() + 2) / 3)
            },
            is_minor: day.month() != 1,
        };
        Axis { scale, ticks: quarters(scale.ends()).into_iter().map(tick).collect() }
    }

    /// The ticks that are not minor.
    pub fn major(&self) -> impl Iterator<Item = &Tick> {
        self.ticks.iter().filter(|tick| !tick.is_minor)
    }

    /// An upright line at every tick, in one class for major ticks and another for minor ones.
    pub fn grid(&self, major: &str, minor: &str, (top, bottom): (impl Render, impl Render)) -> Markup {
        html! {
            @for tick in &self.ticks {
                (upright(if tick.is_minor { minor } else { major }, px(tick.at), (&top, &bottom)))
            }
        }
    }
}

/// An upright line; its class may be empty, as in all of these.
pub fn upright(class: &str, x: impl Render, (top, bottom): (impl Render, impl Render)) -> Markup {
    html! { line class=[named(class)] x1=(x) x2=(x) y1=(top) y2=(bottom) {} }
}

/// A level line.
pub fn level(class: &str, y: impl Render, (left, right): (impl Render, impl Render)) -> Markup {
    html! { line class=[named(class)] x1=(left) x2=(right) y1=(y) y2=(y) {} }
}

/// An upright line of a grid, as a path, which is shorter to write where there are many.
pub fn rule(class: &str, x: impl Render, (top, bottom): (impl Render, impl Render)) -> Markup {
    html! { path class=[named(class)] d={ "M" (x) " " (top) "V" (bottom) } {} }
}

/// A level line of a grid, as a path.
pub fn level_rule(class: &str, y: impl Render, (left, right): (impl Render, impl Render)) -> Markup {
    html! { path class=[named(class)] d={ "M" (left) " " (y) "H" (right) } {} }
}

/// Words at a place, held at their `start`, `middle` or `end`.
pub fn label(class: &str, (x, y): (impl Render, impl Render), anchor: &str, text: impl Render) -> Markup {
    html! { text class=[named(class)] x=(x) y=(y) text-anchor=(anchor) { (text) } }
}

/// A class, unless it is empty.
fn named(class: &str) -> Option<&str> {
    Some(class).filter(|class| !class.is_empty())
}

/// The grid of two axes across a frame, with their figures and, below and on the left, their names.
pub fn crossed(frame: &Frame, x: &Axis, y: &Axis, (below, beside): (&str, &str)) -> Markup {
    let (left, right, top, bottom) = (px(frame.left), px(frame.right), px(frame.top), px(frame.bottom));
    html! {
        @for tick in &x.ticks {
            (rule("grid", px(tick.at), (&bottom, &top)))
            (label("tick", (px(tick.at), px(frame.bottom + 18.0)), "middle", &tick.text))
        }
        @for tick in &y.ticks {
            (level_rule("grid", px(tick.at), (&left, &right)))
            (label("tick", (px(frame.left - 8.0), px(tick.at + 4.0)), "end", &tick.text))
        }
        path.axis d={ "M" (left) " " (top) "V" (bottom) "H" (right) } {}
        (label("name", (px(frame.middle().0), px(frame.bottom + 42.0)), "middle", below))
        (upright_name(16, frame, beside))
    }
}

/// The name of an upright axis, written from below upwards in the middle of the frame's height.
pub fn upright_name(x: impl Render, frame: &Frame, name: &str) -> Markup {
    html! {
        text.name transform={ "translate(" (x) " " (px(frame.middle().1)) ") rotate(-90)" } text-anchor="middle" { (name) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_axis_of_days_names_years_and_as_minor_ticks_the_other_quarters() {
        let scale = Scale::days(date(2025, 11, 1), date(2026, 4, 30), (0.0, 181.0));
        let axis = Axis::of_days(scale);
        let told: Vec<(&str, bool, f64)> =
            axis.ticks.iter().map(|tick| (tick.text.as_str(), tick.is_minor, tick.at.round())).collect();
        // November and December have 61 days, January to March 90.
        assert_eq!(told, [("2026", false, 61.0), ("Q2", true, 151.0)]);
        assert_eq!(axis.major().count(), 1);
    }

    #[test]
    fn a_tick_stands_where_its_number_stands() {
        let axis = Axis::new(Scale::linear((0.0, 4.0), (0.0, 100.0)), vec![1.0, 3.0], |n| format!("{n} kg"));
        let told: Vec<(f64, &str)> = axis.ticks.iter().map(|tick| (tick.at, tick.text.as_str())).collect();
        assert_eq!(told, [(25.0, "1 kg"), (75.0, "3 kg")]);
        assert!(
            axis.grid("major", "minor", (0, 9))
                .0
                .starts_with("<line class=\"major\" x1=\"25.0\" x2=\"25.0\" y1=\"0\" y2=\"9\"></line>")
        );
    }
}
