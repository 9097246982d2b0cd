//! What is claimed against what comes out: a band for the claim, a dot or a bar for each value.

use super::Reader;
use chipgate_base::day::day_of;
use chipgate_chronicle::claims::{Checked, ClaimPart, Claimed, JudgedPart, Range, Rests, Value, show_range};
use chipgate_show::draw::axis::{level, upright};
use chipgate_show::draw::{Scale, percent};
use maud::{Markup, html};

/// From which ratio of the greatest to the smallest on the scale is logarithmic.
const WIDE: f64 = 40.0;

/// One line of the drawing.
struct Line<'a> {
    label: &'a str,
    range: Range,
    kind: &'static str,
}

/// What all lines have in common.
struct Ground {
    claimed: Range,
    /// How near is near: the wide band of the claim's class.
    near: Range,
    /// From values to percent of the width.
    scale: Scale,
    is_day: bool,
}

/// The drawing, where the claim has a figure or a day and something to hold against it.
pub fn drawing(page: &Reader<'_>, checked: &Checked<'_>) -> Markup {
    let claimed = checked.claim.parts.iter().find_map(|part| range_of(&part.claimed));
    let lines = lines(page, checked);
    let (Some(claimed), Some(first)) = (claimed, lines.first()) else { return html! {} };
    if lines.len() < 2 && first.range.is_within(&claimed) && claimed.low == claimed.high {
        return html! {};
    }
    let is_day = checked.claim.parts.iter().any(|part| matches!(part.claimed, Claimed::Days(_)));
    let near = claimed.widened(if is_day { 0.0 } else { checked.tolerance.approximately_within });
    let Some(scale) = scale(&claimed, &lines) else { return html! {} };
    let ground = Ground { claimed, near, scale, is_day };
    let own = Line { label: page.words.get("claims_claimed"), range: claimed, kind: "claim" };
    html! {
        div.drawing role="img" aria-label=(page.words.get("claims_drawing")) {
            @for line in std::iter::once(&own).chain(&lines) { (row(&ground, line)) }
        }
    }
}

fn range_of(claimed: &Claimed) -> Option<Range> {
    match claimed {
        Claimed::Yes => None,
        Claimed::Figure { range, .. } => Some(*range),
        Claimed::Days(days) => Some(Range::from(days)),
    }
}

/// Values of parts that are compared with the same thing, then asides and sources outside.
fn lines<'a>(page: &'a Reader<'_>, checked: &'a Checked<'_>) -> Vec<Line<'a>> {
    let (claim, judged) = (checked.claim, &checked.judged);
    let first = claim.parts.iter().find(|part| range_of(&part.claimed).is_some());
    let same = |part: &ClaimPart| {
        first
            .is_some_and(|first| kind_of(&first.claimed) == kind_of(&part.claimed) && first.unit == part.unit)
    };
    let mut lines: Vec<Line<'a>> = Vec::new();
    let of = |parts: &'a [ClaimPart], found: &'a [JudgedPart], kind: &'static str, own: &'a str| {
        parts
            .iter()
            .zip(found)
            .filter(|(part, _)| same(part))
            .filter_map(move |(part, found)| {
                let label = if part.of.en.is_empty() { own } else { part.of.in_language(page.lang) };
                Some(Line { label, range: value_range(&found.found.as_ref()?.value)?, kind })
            })
            .collect::<Vec<_>>()
    };
    lines.extend(of(&claim.parts, &judged.parts, "value", page.words.get("claims_our_value")));
    lines.extend(of(&claim.asides, &judged.asides, "aside", ""));
    for outside in &claim.outside {
        if let Rests::On(said) = &outside.value
            && let Some(range) = range_of(said)
        {
            lines.push(Line { label: outside.says.in_language(page.lang), range, kind: "outside" });
        }
    }
    lines
}

fn kind_of(claimed: &Claimed) -> u8 {
    match claimed {
        Claimed::Yes => 0,
        Claimed::Figure { .. } => 1,
        Claimed::Days(_) => 2,
    }
}

fn value_range(value: &Value) -> Option<Range> {
    match value {
        Value::Number(range) => Some(*range),
        Value::Day(days) => Some(Range::from(days)),
        _ => None,
    }
}

/// A scale on which everything finite has a place, with a little room; logarithmic where values lie far apart.
fn scale(claimed: &Range, lines: &[Line<'_>]) -> Option<Scale> {
    let ranges = std::iter::once(claimed).chain(lines.iter().map(|line| &line.range));
    let ends = ranges.flat_map(|range| [range.low, range.high]).filter(|end| end.is_finite());
    let all = Range::around(ends)?;
    let kind = if all.low > 0.0 && all.high / all.low > WIDE { Scale::log } else { Scale::linear };
    Some(kind((all.low, all.high), (0.0, 100.0)).with_room(0.08, all.high.abs().max(1.0) * 0.5))
}

fn row(ground: &Ground, line: &Line<'_>) -> Markup {
    let ends = |range: &Range| (ground.scale.at(range.low), ground.scale.at(range.high));
    let ((from, to), (band, end), (wide, far)) =
        (ends(&line.range), ends(&ground.claimed), ends(&ground.near));
    html! {
        div.row.(format!("r-{}", line.kind)) {
            span.label { (line.label) }
            svg width="100%" height="18" aria-hidden="true" {
                (level("base", 9, (0, "100%")))
                rect.near x=(percent(wide)) width=(percent(far - wide)) y="0" height="18" {}
                @if end - band > 0.6 {
                    rect.band x=(percent(band)) width=(percent(end - band)) y="0" height="18" {}
                } @else {
                    (upright("mid", percent(band), (0, 18)))
                }
                @if line.kind != "claim" { (value(from, to, line.kind)) }
            }
            span.number { (number(&line.range, ground.is_day)) }
        }
    }
}

fn value(from: f64, to: f64, kind: &str) -> Markup {
    html! {
        @if to - from > 0.6 { rect.bar x=(percent(from)) width=(percent(to - from)) y="6" height="6" rx="3" {} }
        @else if kind == "outside" { (diamond(from)) }
        @else { circle.dot cx=(percent(from)) cy="9" r="5" {} }
    }
}

/// A small square, for what others say.
fn diamond(at: f64) -> Markup {
    html! { svg.over x=(percent(at)) y="9" overflow="visible" { rect.dot x="-4" y="-4" width="8" height="8" transform="rotate(45)" {} } }
}

fn number(range: &Range, is_day: bool) -> String {
    let day = |number: f64| day_of(number).map_or_else(String::new, |day| day.to_string());
    match is_day {
        false => show_range(range),
        true if range.low == range.high => day(range.low),
        true => format!("{} – {}", day(range.low), day(range.high)),
    }
}
