//! One small panel: the fan of a policy over the baseline.

use super::choice::Combo;
use super::{Chart, FRAME, short};
use crate::{Story, Unit, quantity_name, reduce};
use chipgate_race::paired::Band;
use chipgate_race::quantities::Reduce;
use chipgate_show::draw::axis::{level_rule, rule};
use chipgate_show::draw::fan::Fan;
use chipgate_show::draw::tags::apart;
use chipgate_show::draw::ticks::first_middle_last;
use chipgate_show::draw::{Tick, whole};
use jiff::civil::Date;
use maud::{Markup, html};

/// Least distance of two labels at the right end.
const APART: f64 = 118.0;
/// Half the width of a fan that has one year alone.
const ALONE: f64 = 90.0;

fn fan(chart: &Chart<'_>, bands: &[Band]) -> Fan {
    let years = chart.years.iter().map(|year| chart.across.at(f64::from(*year)));
    let points = years.zip(bands).map(|(x, band)| (x, band.at.map(|value| chart.ruler.at(value))));
    Fan::new(points, ALONE)
}

/// Axis, ticks and what lies after the known years, once for all panels of a quantity.
pub fn shared_axis(story: &Story<'_>, chart: &Chart<'_>) -> Markup {
    let known = f64::from(story.corpus.race.last_known_year());
    let beyond = chart.years.last().is_some_and(|last| f64::from(*last) > known);
    let from = chart.across.at(known);
    html! {
        svg.defs width="0" height="0" aria-hidden="true" { g id=(format!("x{}", chart.place)) {
            text.f-unit x="0" y="95" { (chart.ruler.label) }
            @if beyond {
                rect.f-beyond x=(whole(from)) y=(whole(FRAME.top)) width=(whole(FRAME.right - from)) height=(whole(FRAME.bottom - FRAME.top)) {}
                text.f-late x=(whole(FRAME.right)) y=(whole(FRAME.top - 15.0)) { (story.words.get("race_extrapolation")) }
            }
            @for tick in &chart.ruler.axis.ticks { (tick_line(tick)) }
            @for year in first_middle_last(&chart.years) {
                text.f-year x=(whole(chart.across.at(f64::from(year)))) y="1475" { (year) }
            }
        } }
    }
}

fn tick_line(tick: &Tick) -> Markup {
    let class = if tick.number == 0.0 { "f-zero" } else { "f-grid" };
    html! {
        (level_rule(class, whole(tick.at), (whole(FRAME.left), whole(FRAME.right))))
        text.f-tick x=(whole(FRAME.left - 40.0)) y=(whole(tick.at + 38.0)) { (tick.text) }
    }
}

fn baseline_id(chart: &Chart<'_>, combo: &Combo<'_>) -> String {
    format!("b{}-{}", chart.place, combo.place)
}

/// The baseline, once for all panels of a quantity, scenario and answer.
pub fn shared_baseline(chart: &Chart<'_>, combo: &Combo<'_>, bands: &[Band]) -> Markup {
    let fan = fan(chart, bands);
    html! {
        svg.defs width="0" height="0" aria-hidden="true" { g id=(baseline_id(chart, combo)) {
            path.f-edge d={ (fan.line(0)) (fan.line(4)) } {}
            path.f-base d=(fan.line(2)) {}
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
    let fan = fan(chart, bands);
    html! {
        div.panel {
            p.of { b { (story.policy_title(policy)) } @if let Some(from) = begins { " " small { (begins_text(story, from)) } } }
            svg viewBox=(FRAME.view()) role="img" aria-label=(said(story, chart, (policy, bands), base)) {
                use href=(format!("#x{}", chart.place)) {}
                (fan.surface("f-most", 0, 4))
                (fan.surface("f-half", 1, 3))
                @if let Some(from) = begins { (begin(chart, from)) }
                @if base.is_some() { use href=(format!("#{}", baseline_id(chart, combo))) {} }
                path.f-mid d=(fan.line(2)) {}
                (ends(story, chart, bands, base))
            }
        }
    }
}

fn begins_text(story: &Story<'_>, from: Date) -> String {
    story.words.fill("race_from", &[("month", &chipgate_show::locale::month(story.lang(), from))])
}

/// A hairline where the policy begins: a stock stands at the end of its year, a flow or mean in the middle.
fn begin(chart: &Chart<'_>, from: Date) -> Markup {
    let within = f64::from(from.month() - 1) / 12.0;
    let back = if reduce(chart.quantity) == Reduce::Last { 1.0 } else { 0.5 };
    let x = chart.across.beyond(f64::from(from.year()) + within - back);
    let is_drawn = chart.years.len() > 1 && (FRAME.left..=FRAME.right).contains(&x);
    html! { @if is_drawn { (rule("f-begin", whole(x), (whole(FRAME.top), whole(FRAME.bottom)))) } }
}

/// Marks and numbers at the right end, and the name of the baseline beside its line.
fn ends(story: &Story<'_>, chart: &Chart<'_>, bands: &[Band], base: Option<&Vec<Band>>) -> Markup {
    let last = |bands: &[Band]| {
        let (x, y) = fan(chart, bands).end()?;
        Some((x, y, bands.last()?.at[2]))
    };
    let policy = last(bands);
    let base = base.and_then(|bands| last(bands));
    let wanted = policy.map_or(FRAME.bottom, |end| end.1);
    let edges = (FRAME.top, FRAME.bottom);
    let (at, base_at) = base.map_or((wanted, wanted), |end| apart(wanted, end.1, APART, edges));
    html! {
        @if let Some((x, y, value)) = base {
            circle.f-open cx=(whole(x)) cy=(whole(y)) r="26" {}
            text.f-end x=(whole(x + 45.0)) y=(whole(base_at + 38.0)) { (short(&chart.ruler, value)) }
            text.f-name x=(whole(x - 40.0)) y=(whole(name_at(y, base_at > at))) { (story.words.get("race_baseline")) }
        }
        @if let Some((x, y, value)) = policy {
            circle.f-dot cx=(whole(x)) cy=(whole(y)) r="30" {}
            text.f-end.f-own x=(whole(x + 45.0)) y=(whole(at + 38.0)) { (short(&chart.ruler, value)) }
        }
    }
}

/// Foot of the baseline's name: under its line where there is room, else above.
fn name_at(line: f64, below: bool) -> f64 {
    if below && line + 130.0 < FRAME.bottom { line + 130.0 } else { (line - 60.0).max(FRAME.top + 90.0) }
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
