//! The timeline: chips down, time across, one strip for each gate.

use super::head::{self, ROW};
use super::model::{ChipStrip, HistoryPage, Span};
use crate::page::answers;
use crate::page::time::{self, WIDTH};
use chipgate_show::draw::strip::Stretch;
use chipgate_show::draw::{Axis, days, px};
use chipgate_show::words::Words;
use maud::{Markup, html};
use std::collections::BTreeSet;

const US: (f64, f64) = (2.0, 9.0);
const CN: (f64, f64) = (12.5, 9.0);
const JOINT: (f64, f64) = (23.5, 4.0);
const BELOW_JOINT: f64 = 27.5;
const MIDDLE: f64 = 6.5;
const MIDDLE_CN: f64 = 17.0;

/// A chip with its place in the page's list.
type Listed<'a> = (usize, &'a ChipStrip);

/// The whole timeline.
pub fn chart(page: &HistoryPage, words: &Words) -> Markup {
    let axis = time::axis(&page.from, &page.until);
    html! {
        (head::grid(page, &axis))
        div.scroll #strips tabindex="-1" {
            div.chart {
                (head::head(page, &axis, words))
                @for group in by_vendor(page) { (vendor(&group, &axis, words)) }
            }
        }
    }
}

/// The chips by vendor: US first, then Chinese, then others; those with most chips first.
fn by_vendor(page: &HistoryPage) -> Vec<Vec<Listed<'_>>> {
    let vendors: BTreeSet<&(String, String)> = page.chips.iter().map(|chip| &chip.vendor).collect();
    let mut groups: Vec<Vec<Listed<'_>>> = vendors.into_iter().map(|vendor| chips_of(page, vendor)).collect();
    groups.sort_by_key(|group| {
        let country = group.first().map(|(_, chip)| country_rank(&chip.vendor.1, page));
        (country, std::cmp::Reverse(group.len()))
    });
    groups
}

fn chips_of<'a>(page: &'a HistoryPage, vendor: &(String, String)) -> Vec<Listed<'a>> {
    let mut chips: Vec<Listed<'a>> =
        page.chips.iter().enumerate().filter(|(_, chip)| chip.vendor == *vendor).collect();
    chips.sort_by_key(|(_, chip)| (chip.launch.is_empty(), &chip.launch, &chip.name));
    chips
}

/// Vendors of the two sides come first.
fn country_rank(country: &str, page: &HistoryPage) -> usize {
    page.sides.iter().position(|side| side == country).unwrap_or(page.sides.len())
}

fn vendor(group: &[Listed<'_>], axis: &Axis, words: &Words) -> Markup {
    let count = group.len().to_string();
    html! {
        @if let Some((_, first)) = group.first() {
            div.vendor {
                h3 {
                    span.in {
                        (first.vendor.0) " "
                        small { (first.vendor.1) " · " (words.fill("chip_count", &[("count", &count)])) }
                    }
                }
                @for (index, chip) in group { (row(*index, chip, axis, words)) }
            }
        }
    }
}

fn row(index: usize, chip: &ChipStrip, axis: &Axis, words: &Words) -> Markup {
    html! {
        div.row data-i=(index) data-country=(chip.vendor.1) data-market=(chip.market)
            data-changed=(changed(chip)) data-find=(search_text(chip)) {
            div.lab.(fit(&chip.name)) { span { (chip.name) } }
            svg.strip width=(WIDTH) height=(ROW) viewBox=(format!("0 0 {WIDTH} {ROW}")) {
                use href="#grid" {}
                @for (place, span) in chip.spans.iter().enumerate() {
                    (stretch(place, chip, span, axis, words))
                }
                use.sign href="#reach" {}
                (signs(chip, axis))
                (before_launch(chip, axis))
            }
        }
    }
}

/// The class that sets a long name small and on two lines, so that none is cut.
fn fit(name: &str) -> &'static str {
    match name.chars().count() {
        0..=16 => "short",
        17..=28 => "middling",
        _ => "long",
    }
}

fn changed(chip: &ChipStrip) -> bool {
    let first = chip.spans.first().map(|span| (&span.seller, &span.buyer));
    chip.spans.iter().any(|span| Some((&span.seller, &span.buyer)) != first)
}

fn search_text(chip: &ChipStrip) -> String {
    format!("{} {} {}", chip.name, chip.vendor.0, chip.id).to_lowercase()
}

fn stretch(place: usize, chip: &ChipStrip, span: &Span, axis: &Axis, words: &Words) -> Markup {
    html! {
        @if let Some(drawn) = Stretch::between(&axis.scale, &span.from, &span.until) {
            g.s data-s=(place) {
                title { (spoken(chip, span, words)) }
                (drawn.drawn("hit", (0, ROW), html! {}))
                (drawn.drawn(&format!("seller {}", answers::class(&span.seller)), US, html! {}))
                (drawn.drawn(&format!("buyer {}", answers::class(&span.buyer)), CN, html! {}))
                @for (at, other) in span.others.iter().enumerate() {
                    (drawn.drawn(&format!("third {}", answers::class(&other.1)), third(at, span.others.len()), html! {}))
                }
                (drawn.drawn(&format!("joint {}", answers::class(&span.verdict)), JOINT, html! {}))
            }
        }
    }
}

/// Top and height of the strip of a third gate: they share the room under the joint strip.
fn third(at: usize, count: usize) -> (f64, f64) {
    let height = (ROW - BELOW_JOINT) / count.max(1) as f64;
    (BELOW_JOINT + height * at as f64, height)
}

/// The stretch in one line, for a reader who does not see the drawing.
fn spoken(chip: &ChipStrip, span: &Span, words: &Words) -> String {
    let last = words.day_of_text(&days::before(&span.until));
    let line = words.fill(
        "stretch",
        &[
            ("chip", chip.name.as_str()),
            ("from", &words.day_of_text(&span.from)),
            ("last", last.as_str()),
            ("answer", &words.code("short", &span.seller)),
            ("china", &words.code("short", &span.buyer)),
            ("joint", &words.code("short", &span.verdict)),
        ],
    );
    let others =
        span.others.iter().map(|(gate, answer)| format!("; {gate}: {}", words.code("short", answer)));
    let line = others.fold(line, |line, other| line + &other);
    let cause = span.cause.as_ref().map(|cause| format!(" ({})", cause.citation));
    line + &cause.unwrap_or_default()
}

fn before_launch(chip: &ChipStrip, axis: &Axis) -> Markup {
    let launch = axis.scale.day_of_text(&chip.launch);
    let veiled = chip.spans.first().and_then(|span| Stretch::between(&axis.scale, &span.from, &chip.launch));
    html! {
        @if let Some(veiled) = veiled { (veiled.drawn("veil", (0, ROW), html! {})) }
        @if let Some(launch) = launch.filter(|launch| !chip.spans.is_empty() && *launch > 0.0 && *launch < WIDTH) {
            use.sign href="#s-launch" x=(px(launch)) y=(MIDDLE) {}
        }
    }
}

fn signs(chip: &ChipStrip, axis: &Axis) -> Markup {
    html! {
        @for (before, after) in chip.spans.iter().zip(chip.spans.iter().skip(1)) {
            @if let Some((x, sign)) = axis.scale.day_of_text(&after.from).zip(sign(before, after)) {
                use.sign href=(format!("#s-{sign}")) x=(px(x)) y=(MIDDLE) {}
            }
            @if let Some((x, sign)) = axis.scale.day_of_text(&after.from).zip(answers::change(&before.buyer, &after.buyer)) {
                use.sign href=(format!("#s-{sign}")) x=(px(x)) y=(MIDDLE_CN) {}
            }
        }
    }
}

/// The sign of a change of the US answer; `None` where the terms of a requirement stay too.
fn sign(before: &Span, after: &Span) -> Option<&'static str> {
    if before.seller == after.seller {
        let same = before.eccn == after.eccn && before.review == after.review;
        let free = after.seller == "no_license_required";
        return if same || free { None } else { Some("terms") };
    }
    answers::change(&before.seller, &after.seller)
}

#[cfg(test)]
mod tests {
    use super::{Span, sign};

    fn span(us: &str) -> Span {
        let word = || "not_applicable".to_owned();
        Span {
            from: String::new(),
            until: String::new(),
            seller: us.to_owned(),
            buyer: word(),
            others: Vec::new(),
            verdict: word(),
            eccn: Vec::new(),
            review: word(),
            cause: None,
            rules: Vec::new(),
            rules_buyer: Vec::new(),
            rests_buyer: String::new(),
            rests_joint: String::new(),
            conditions_cn: Vec::new(),
            missing: Vec::new(),
            missing_cn: Vec::new(),
        }
    }

    #[test]
    fn a_change_of_review_alone_is_a_change_of_terms_of_a_requirement() {
        let reviewed = |us: &str, review: &str| Span { review: review.to_owned(), ..span(us) };
        let (before, after) = (span("license_required"), reviewed("license_required", "denial"));
        assert_eq!(sign(&before, &after), Some("terms"));
        assert_eq!(sign(&before, &before), None);
        let (before, after) = (span("no_license_required"), reviewed("no_license_required", "denial"));
        assert_eq!(sign(&before, &after), None);
        assert_eq!(sign(&before, &span("license_required")), Some("stricter"));
    }
}
