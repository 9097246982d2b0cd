//! The chart of a test: one row a scenario, the line between the theses, the side of dependence shaded.

use super::Test;
use super::card::{observable, shown, unit_of, with_unit};
use crate::study::Story;
use crate::study_page::marks::Axis;
use crate::words::number::percent;
use chipgate_race::theses::Tested;
use maud::{Markup, html};

const WIDTH: f64 = 340.0;
/// Left and right end of the plot; scenarios stand left of it and parts of the draws right.
const PLOT: [f64; 2] = [88.0, 292.0];
/// The threshold stands no farther right than this part of the plot, so that the side beyond it can be named.
const NAMED: f64 = 0.66;
const TOP: f64 = 22.0;
const ROW: f64 = 24.0;

/// Draws the chart.
pub fn chart(story: &Story<'_>, test: &Test<'_>) -> Markup {
    #[allow(clippy::cast_precision_loss)] // Few rows.
    let bottom = TOP + ROW * test.results.len() as f64;
    let height = bottom + 34.0;
    let axis = axis(test);
    html! {
        figure.dots {
            svg viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-label=(label(story, test)) {
                (ground(story, test, &axis, bottom))
                (ticks(story, test, &axis, bottom))
                @for (place, tested) in test.results.iter().enumerate() { (row(story, tested, &axis, place)) }
            }
        }
    }
}

/// The axis spans every band and the threshold, with a little room.
fn axis(test: &Test<'_>) -> Axis {
    let threshold = test.thesis.threshold;
    let low = test.results.iter().map(|tested| tested.band.at[0]).fold(threshold, f64::min);
    let high = test.results.iter().map(|tested| tested.band.at[4]).fold(threshold, f64::max);
    let room = 0.08 * (high - low).max(1e-6);
    let ends = [low - room, (high + room).max(low - room + (threshold - low + room) / NAMED)];
    Axis { ends, at: PLOT }
}

/// The shaded side of dependence, the line between, and their names.
fn ground(story: &Story<'_>, test: &Test<'_>, axis: &Axis, bottom: f64) -> Markup {
    let words = story.words;
    let line = axis.place(test.thesis.threshold);
    let below = test.thesis.dependence_below;
    let (from, to) = if below { (PLOT[0], line) } else { (line, PLOT[1]) };
    let [first, other] = test.reading.sides();
    let (left, right) = if below { (first, other) } else { (other, first) };
    html! {
        rect.shade x=(px(from)) y=(TOP - 2.0) width=(px(to - from)) height=(bottom - TOP + 4.0) {}
        line.between x1=(px(line)) x2=(px(line)) y1="4" y2=(bottom + 2.0) {}
        text x=(px(line - 5.0)) y="14" text-anchor="end" { (words.code("tests_short", left)) }
        text x=(px(line + 5.0)) y="14" { (words.code("tests_short", right)) }
        text x=(WIDTH) y="14" text-anchor="end" { (words.get("tests_draws")) }
    }
}

fn ticks(story: &Story<'_>, test: &Test<'_>, axis: &Axis, bottom: f64) -> Markup {
    html! {
        line.axis x1=(PLOT[0]) x2=(PLOT[1]) y1=(bottom + 2.0) y2=(bottom + 2.0) {}
        @for tick in axis.ticks() {
            line.axis x1=(px(axis.place(tick))) x2=(px(axis.place(tick))) y1=(bottom + 2.0) y2=(bottom + 6.0) {}
            text x=(px(axis.place(tick))) y=(bottom + 18.0) text-anchor="middle" { (shown(story, test.thesis, tick)) }
        }
        text.soft x=(px((PLOT[0] + PLOT[1]) / 2.0)) y=(bottom + 32.0) text-anchor="middle" { (unit_of(story, test.thesis)) }
    }
}

fn row(story: &Story<'_>, tested: &Tested<'_>, axis: &Axis, place: usize) -> Markup {
    #[allow(clippy::cast_precision_loss)] // Few rows.
    let y = TOP + ROW * (place as f64 + 0.5);
    let [low, first, middle, third, high] = tested.band.at.map(|value| px(axis.place(value)));
    html! {
        text x="0" y=(y + 4.0) { (story.scenario_title(&tested.scenario)) }
        line.range x1=(low) x2=(high) y1=(y) y2=(y) {}
        line.half x1=(first) x2=(third) y1=(y) y2=(y) {}
        circle.middle cx=(middle) cy=(y) r="4.5" {}
        text x=(WIDTH) y=(y + 4.0) text-anchor="end" { (percent(tested.dependence, 0)) }
    }
}

/// What the chart shows, for those who cannot see it.
fn label(story: &Story<'_>, test: &Test<'_>) -> String {
    let of = |tested: &&Tested<'_>| {
        let median = with_unit(story, test.thesis, tested.band.at[2]);
        format!("{}: {median}", story.scenario_title(&tested.scenario))
    };
    let medians: Vec<String> = test.results.iter().map(of).collect();
    format!("{} {}. {}", test.thesis.id, observable(story, test.thesis), medians.join("; "))
}

/// A place on the drawing, to a tenth.
fn px(place: f64) -> String {
    format!("{place:.1}")
}
