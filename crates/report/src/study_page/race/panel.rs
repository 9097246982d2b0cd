//! One small panel: the fan of a policy over the baseline.
//!
//! Lengths are tenths of a pixel, so that places are whole numbers and the page stays small.

use super::choice::Combo;
use super::{Chart, short};
use crate::study::{LAST_KNOWN_YEAR, Story, Unit, quantity_name, reduce};
use crate::words::number::rounded as fine;
use chipgate_race::paired::Band;
use chipgate_race::quantities::Reduce;
use jiff::civil::Date;
use maud::{Markup, html};
use std::fmt::Write;

const LEFT: f64 = 330.0;
const RIGHT: f64 = 1270.0;
const TOP: f64 = 190.0;
const FOOT: f64 = 1330.0;
const BOX: &str = "0 0 1600 1510";
/// Least distance of two labels at the right end.
const APART: f64 = 118.0;
/// Half the width of a fan that has one year alone.
const ALONE: f64 = 90.0;

fn across(chart: &Chart<'_>, year: f64) -> f64 {
    let (Some(first), Some(last)) = (chart.years.first(), chart.years.last()) else { return LEFT };
    let span = f64::from(last - first);
    if span == 0.0 {
        f64::midpoint(LEFT, RIGHT)
    } else {
        LEFT + (year - f64::from(*first)) / span * (RIGHT - LEFT)
    }
}

fn up(chart: &Chart<'_>, value: f64) -> f64 {
    FOOT - chart.axis.place(chart.axis.shown(value)) * (FOOT - TOP)
}

/// Points of a quantile from year to year; one year alone is drawn as a short stretch.
fn points(chart: &Chart<'_>, bands: &[Band], of: usize) -> Vec<(f64, f64)> {
    let value = |band: &Band| band.at.get(of).copied().unwrap_or(f64::NAN);
    let places = chart.years.iter().map(|year| across(chart, f64::from(*year)));
    let points: Vec<(f64, f64)> = places.zip(bands).map(|(x, band)| (x, up(chart, value(band)))).collect();
    match points.as_slice() {
        [(x, y)] => vec![(x - ALONE, *y), (x + ALONE, *y)],
        _ => points,
    }
}

fn line(points: impl Iterator<Item = (f64, f64)>) -> String {
    let mut path = String::from("M");
    for (x, y) in points {
        let _ = write!(path, "{x:.0} {y:.0} ");
    }
    path.truncate(path.trim_end().len());
    path
}

/// The surface between two quantiles.
fn surface(chart: &Chart<'_>, bands: &[Band], low: usize, high: usize) -> String {
    let back = points(chart, bands, low).into_iter().rev();
    format!("{}Z", line(points(chart, bands, high).into_iter().chain(back)))
}

/// Axis, ticks and what lies after the known years, once for all panels of a quantity.
pub fn shared_axis(story: &Story<'_>, chart: &Chart<'_>) -> Markup {
    let known = f64::from(LAST_KNOWN_YEAR);
    let beyond = chart.years.last().is_some_and(|last| f64::from(*last) > known);
    let from = across(chart, known).max(LEFT);
    html! {
        svg.defs width="0" height="0" aria-hidden="true" { g id=(format!("x{}", chart.place)) {
            text.f-unit x="0" y="95" { (chart.axis.label) }
            @if beyond {
                rect.f-beyond x=(whole(from)) y=(whole(TOP)) width=(whole(RIGHT - from)) height=(whole(FOOT - TOP)) {}
                text.f-late x=(whole(RIGHT)) y=(whole(TOP - 15.0)) { (story.words.get("race_extrapolation")) }
            }
            @for tick in &chart.axis.ticks { (tick_line(chart, *tick)) }
            @for year in marked(&chart.years) {
                text.f-year x=(whole(across(chart, f64::from(year)))) y="1475" { (year) }
            }
        } }
    }
}

fn tick_line(chart: &Chart<'_>, tick: f64) -> Markup {
    let y = FOOT - chart.axis.place(tick) * (FOOT - TOP);
    html! {
        path class=(if tick == 0.0 { "f-zero" } else { "f-grid" }) d=(format!("M{LEFT:.0} {y:.0}H{RIGHT:.0}")) {}
        text.f-tick x=(whole(LEFT - 40.0)) y=(whole(y + 38.0)) { (fine(tick)) }
    }
}

/// The first, the last and the middle year.
fn marked(years: &[i16]) -> Vec<i16> {
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return Vec::new() };
    let mut marked = vec![*first, i16::midpoint(*first, *last), *last];
    if last - first < 3 {
        marked.remove(1);
    }
    marked.dedup();
    marked
}

fn whole(length: f64) -> String {
    format!("{length:.0}")
}

fn baseline_id(chart: &Chart<'_>, combo: &Combo<'_>) -> String {
    format!("b{}-{}", chart.place, combo.place)
}

/// The baseline, once for all panels of a quantity, scenario and answer.
pub fn shared_baseline(chart: &Chart<'_>, combo: &Combo<'_>, bands: &[Band]) -> Markup {
    let edges = [0, 4].map(|of| line(points(chart, bands, of).into_iter())).concat();
    html! {
        svg.defs width="0" height="0" aria-hidden="true" { g id=(baseline_id(chart, combo)) {
            path.f-edge d=(edges) {}
            path.f-base d=(line(points(chart, bands, 2).into_iter())) {}
        } }
    }
}

/// The panel of a policy.
pub fn panel(
    story: &Story<'_>,
    chart: &Chart<'_>,
    combo: &Combo<'_>,
    (policy, bands): (&str, &[Band]),
    base: Option<&Vec<Band>>,
) -> Markup {
    let base = base.filter(|_| *policy != *story.study.baseline);
    let begins = story.policy(policy).map(|policy| policy.from);
    html! {
        div.panel {
            p.of { b { (story.policy_title(policy)) } @if let Some(from) = begins { " " small { (begins_text(story, from)) } } }
            svg viewBox=(BOX) role="img" aria-label=(said(story, chart, (policy, bands), base)) {
                use href=(format!("#x{}", chart.place)) {}
                path.f-most d=(surface(chart, bands, 0, 4)) {}
                path.f-half d=(surface(chart, bands, 1, 3)) {}
                @if let Some(from) = begins { (begin(chart, from)) }
                @if base.is_some() { use href=(format!("#{}", baseline_id(chart, combo))) {} }
                path.f-mid d=(line(points(chart, bands, 2).into_iter())) {}
                (ends(story, chart, bands, base))
            }
        }
    }
}

fn begins_text(story: &Story<'_>, from: Date) -> String {
    story.words.fill("race_from", &[("month", &crate::locale::month(story.lang(), from))])
}

/// A hairline where the policy begins: a stock stands at the end of its year, a flow or mean in the middle.
fn begin(chart: &Chart<'_>, from: Date) -> Markup {
    let within = f64::from(from.month() - 1) / 12.0;
    let back = if reduce(chart.quantity) == Reduce::Last { 1.0 } else { 0.5 };
    let x = across(chart, f64::from(from.year()) + within - back);
    html! { @if chart.years.len() > 1 && (LEFT..=RIGHT).contains(&x) { path.f-begin d=(format!("M{x:.0} {TOP:.0}V{FOOT:.0}")) {} } }
}

/// Marks and numbers at the right end, and the name of the baseline beside its line.
fn ends(story: &Story<'_>, chart: &Chart<'_>, bands: &[Band], base: Option<&Vec<Band>>) -> Markup {
    let last = |bands: &[Band]| {
        let (x, y) = points(chart, bands, 2).pop()?;
        Some((x, y, bands.last()?.at[2]))
    };
    let policy = last(bands);
    let base = base.and_then(|bands| last(bands));
    let (at, base_at) = apart(policy.map_or(FOOT, |end| end.1), base.map(|end| end.1));
    html! {
        @if let (Some((x, y, value)), Some(base_at)) = (base, base_at) {
            circle.f-open cx=(whole(x)) cy=(whole(y)) r="26" {}
            text.f-end x=(whole(x + 45.0)) y=(whole(base_at + 38.0)) { (short(&chart.axis, value)) }
            text.f-name x=(whole(x - 40.0)) y=(whole(name_at(y, base_at > at))) { (story.words.get("race_baseline")) }
        }
        @if let Some((x, y, value)) = policy {
            circle.f-dot cx=(whole(x)) cy=(whole(y)) r="30" {}
            text.f-end.f-own x=(whole(x + 45.0)) y=(whole(at + 38.0)) { (short(&chart.axis, value)) }
        }
    }
}

/// Places of both numbers, moved apart where they would touch.
fn apart(policy: f64, base: Option<f64>) -> (f64, Option<f64>) {
    let Some(base) = base else { return (policy, None) };
    if (policy - base).abs() >= APART {
        return (policy, Some(base));
    }
    let half = APART / 2.0;
    let middle = f64::midpoint(policy, base).clamp(TOP + half, FOOT - half);
    if policy <= base { (middle - half, Some(middle + half)) } else { (middle + half, Some(middle - half)) }
}

/// Foot of the baseline's name: under its line where there is room, else above.
fn name_at(line: f64, below: bool) -> f64 {
    if below && line + 130.0 < FOOT { line + 130.0 } else { (line - 60.0).max(TOP + 90.0) }
}

/// What a panel says, in a sentence.
fn said(
    story: &Story<'_>,
    chart: &Chart<'_>,
    (policy, bands): (&str, &[Band]),
    base: Option<&Vec<Band>>,
) -> String {
    let words = story.words;
    let (Some(year), Some(band)) = (chart.years.last(), bands.last()) else { return String::new() };
    let unit = Unit::of(story.unit(chart.quantity));
    let [low, _, middle, _, high] = band.at;
    let base = base.and_then(|bands| bands.last()).map(|band| unit.value(words, band.at[2]));
    let filled = [
        ("quantity", &*quantity_name(words, chart.quantity)),
        ("policy", story.policy_title(policy)),
        ("year", &*year.to_string()),
        ("value", &*unit.value(words, middle)),
        ("range", &*unit.range(words, low, high)),
        ("base", base.as_deref().unwrap_or_default()),
    ];
    words.fill(if base.is_some() { "race_panel" } else { "race_panel_base" }, &filled)
}
