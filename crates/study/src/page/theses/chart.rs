//! The chart of a test: one row a scenario, the line between the theses, the side of dependence shaded.

use super::Test;
use super::card::{observable, shown, unit_of, with_unit};
use crate::Story;
use chipgate_race::theses::Tested;
use chipgate_show::draw::axis::{label, level, upright};
use chipgate_show::draw::ticks::inside;
use chipgate_show::draw::{Axis, Scale, count, px};
use chipgate_show::words::number::percent;
use maud::{Markup, html};

const WIDTH: f64 = 340.0;
/// Left and right end of the plot; scenarios stand left of it and parts of the draws right.
const PLOT: (f64, f64) = (88.0, 292.0);
/// The threshold stands no farther right than this part of the plot, so that the side beyond it can be named.
const NAMED: f64 = 0.66;
const TOP: f64 = 22.0;
const ROW: f64 = 24.0;

/// Draws the chart.
pub fn chart(story: &Story<'_>, test: &Test<'_>) -> Markup {
    let bottom = TOP + ROW * count(test.results.len());
    let height = bottom + 34.0;
    let axis = axis(story, test);
    html! {
        figure.dots {
            svg viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-label=(spoken(story, test)) {
                (ground(story, test, &axis.scale, bottom))
                (named(story, test, &axis, bottom))
                @for (place, tested) in test.results.iter().enumerate() { (row(story, tested, &axis.scale, place)) }
            }
        }
    }
}

/// The axis spans every band and the threshold, with a little room.
fn axis(story: &Story<'_>, test: &Test<'_>) -> Axis {
    let threshold = test.thesis.threshold;
    let low = test.results.iter().map(|tested| tested.band.at[0]).fold(threshold, f64::min);
    let high = test.results.iter().map(|tested| tested.band.at[4]).fold(threshold, f64::max);
    let room = 0.08 * (high - low).max(1e-6);
    let ends = (low - room, (high + room).max(low - room + (threshold - low + room) / NAMED));
    let text = |tick: f64| shown(story, test.thesis, tick);
    Axis::new(Scale::linear(ends, PLOT), inside(ends, &[1.0, 2.0, 2.5, 5.0], 4.0), text)
}

/// The shaded side of dependence, the line between, and their names.
fn ground(story: &Story<'_>, test: &Test<'_>, scale: &Scale, bottom: f64) -> Markup {
    let words = story.words;
    let line = scale.at(test.thesis.threshold);
    let below = test.thesis.dependence_below;
    let (from, to) = if below { (PLOT.0, line) } else { (line, PLOT.1) };
    let [first, other] = test.reading.sides();
    let (left, right) = if below { (first, other) } else { (other, first) };
    html! {
        rect.shade x=(px(from)) y=(TOP - 2.0) width=(px(to - from)) height=(bottom - TOP + 4.0) {}
        (upright("between", px(line), (4, bottom + 2.0)))
        (label("", (px(line - 5.0), 14), "end", words.code("tests_short", left)))
        text x=(px(line + 5.0)) y="14" { (words.code("tests_short", right)) }
        (label("", (WIDTH, 14), "end", words.get("tests_draws")))
    }
}

/// The line of the axis with its named numbers and, below them, the unit.
fn named(story: &Story<'_>, test: &Test<'_>, axis: &Axis, bottom: f64) -> Markup {
    html! {
        (level("axis", bottom + 2.0, PLOT))
        @for tick in &axis.ticks {
            (upright("axis", px(tick.at), (bottom + 2.0, bottom + 6.0)))
            (label("", (px(tick.at), bottom + 18.0), "middle", &tick.text))
        }
        (label("soft", (px(f64::midpoint(PLOT.0, PLOT.1)), bottom + 32.0), "middle", unit_of(story, test.thesis)))
    }
}

fn row(story: &Story<'_>, tested: &Tested<'_>, scale: &Scale, place: usize) -> Markup {
    let y = TOP + ROW * (count(place) + 0.5);
    let [low, first, middle, third, high] = tested.band.at.map(|value| px(scale.at(value)));
    html! {
        text x="0" y=(y + 4.0) { (story.scenario_title(&tested.scenario)) }
        (level("range", y, (low, high)))
        (level("half", y, (first, third)))
        circle.middle cx=(middle) cy=(y) r="4.5" {}
        (label("", (WIDTH, y + 4.0), "end", percent(tested.dependence, 0)))
    }
}

/// What the chart shows, for those who cannot see it.
fn spoken(story: &Story<'_>, test: &Test<'_>) -> String {
    let of = |tested: &&Tested<'_>| {
        let median = with_unit(story, test.thesis, tested.band.at[2]);
        format!("{}: {median}", story.scenario_title(&tested.scenario))
    };
    let medians: Vec<String> = test.results.iter().map(of).collect();
    format!("{} {}. {}", test.thesis.id, observable(story, test.thesis), medians.join("; "))
}
