//! Section `money`: who gains how much under each policy.

mod bars;

use super::modelled;
use super::race::choice::{Combo, bar, each};
use super::race::equation_link;
use crate::{Story, Unit, quantity_title};
use chipgate_race::experiment::Cell;
use chipgate_race::paired::Band;
use chipgate_show::draw::ticks::round_above;
use chipgate_show::words::number::{rounded, scale};
use maud::{Markup, html};

/// Quantities of money in the order of their charts.
const MONEY: [&str; 4] = ["legal_usd", "domestic_usd", "us_take_usd", "us_charge_usd"];

/// The years of a chart's numbers: one, or a sum from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq)]
enum When {
    Year(i16),
    Span(i16, i16),
}

impl When {
    /// The span of the study if it asks for one, else the last year; `None` where it has neither.
    fn of(story: &Story<'_>, quantity: &str) -> Option<When> {
        let span = story.summary.total_years(quantity).map(|(from, to)| When::Span(from, to));
        span.or_else(|| story.summary.years(quantity).last().copied().map(When::Year))
    }

    fn words(self, story: &Story<'_>) -> String {
        match self {
            When::Year(year) => story.words.fill("race_money_year", &[("year", &year.to_string())]),
            When::Span(from, to) => {
                let years = [("from", &*from.to_string()), ("to", &*to.to_string())];
                story.words.fill("race_money_span", &years)
            }
        }
    }
}

/// A chart of one quantity: its years, and the largest number of its axis in people's money.
struct Chart {
    quantity: &'static str,
    when: When,
    top: f64,
}

/// Draws the section.
pub fn section(story: &Story<'_>) -> Markup {
    let charts = charts(story);
    if charts.is_empty() {
        return html! {};
    }
    html! {
        p.lead { (story.words.get("race_money_guide")) " " (modelled(story)) }
        (bar(story, "money", &[]))
        div.money { (each(story, |combo| figure(story, &charts, combo))) }
    }
}

fn charts(story: &Story<'_>) -> Vec<Chart> {
    let mut charts: Vec<Chart> = MONEY
        .into_iter()
        .filter_map(|quantity| {
            let when = When::of(story, quantity)?;
            Some(Chart { quantity, when, top: top(story, quantity, when) })
        })
        .collect();
    share_tops(&mut charts);
    charts
}

/// The largest number that a chart can show, whatever scenario and answer are chosen.
fn top(story: &Story<'_>, quantity: &str, when: When) -> f64 {
    let cells = story.summary.cells.iter();
    let ends = cells.filter_map(|found| band(story, &found.cell, quantity, when)).map(|band| band.at[4]);
    ends.fold(0.0, f64::max) * Unit::of(story.unit(quantity)).factor
}

/// Charts whose largest numbers are within ten times of each other share one axis.
fn share_tops(charts: &mut [Chart]) {
    let round = |top: f64| if top > 0.0 { round_above(&[1.0, 2.0, 4.0, 6.0], top) } else { top };
    let tops: Vec<f64> = charts.iter().map(|chart| round(chart.top)).collect();
    for chart in charts {
        let near = tops.iter().copied().filter(|top| *top < chart.top * 10.0);
        chart.top = near.fold(round(chart.top), f64::max);
    }
}

fn band(story: &Story<'_>, cell: &Cell, quantity: &str, when: When) -> Option<Band> {
    let number = match when {
        When::Year(year) => story.summary.number(cell, quantity, year),
        When::Span(..) => story.summary.total(cell, quantity),
    };
    number.map(|number| number.band)
}

/// The bands of every policy that the run reached, the order of the study.
fn bands<'a>(story: &Story<'a>, chart: &Chart, combo: &Combo<'_>) -> Vec<(&'a str, Band)> {
    let of = |policy: &'a str| {
        let (scenario, policy_id, answer) = combo.cell(policy);
        let cell = Cell { scenario: scenario.into(), policy: policy_id.into(), answer: answer.into() };
        Some((policy, band(story, &cell, chart.quantity, chart.when)?))
    };
    story.study.policies.iter().filter_map(|policy| of(policy)).collect()
}

fn figure(story: &Story<'_>, charts: &[Chart], combo: &Combo<'_>) -> Markup {
    html! {
        figure {
            figcaption { (combo.caption(story)) }
            div.purses { @for chart in charts {
                div.purse {
                    h3 { (quantity_title(story.words, chart.quantity)) }
                    p.about { (chart.when.words(story)) " · " (equation_link(story, chart.quantity)) }
                    (bars::bars(story, chart.quantity, chart.top, &bands(story, chart, combo)))
                }
            } }
            @if charts.iter().any(|chart| (chart.top - charts.first().map_or(0.0, |first| first.top)).abs() > 0.0) {
                p.src { (story.words.get("race_money_scales")) }
            }
            (data(story, charts, combo))
        }
    }
}

fn data(story: &Story<'_>, charts: &[Chart], combo: &Combo<'_>) -> Markup {
    let words = story.words;
    let top = charts.iter().map(|chart| chart.top).fold(0.0, f64::max);
    let (size, word) = scale(words.lang(), top);
    let unit = words.fill("race_axis_usd", &[("n", word)]);
    html! {
        details.data {
            summary { (words.fill("race_data", &[("unit", unit.trim())])) }
            div.wide { table {
                thead { tr {
                    th { (words.get("race_effect_col_quantity")) } th { (words.get("race_effect_col_policy")) }
                    @for head in ["5%", "25%", words.get("race_median"), "75%", "95%"] { th.n { (head) } }
                    th.n title=(words.get("race_error")) { "± " (words.get("race_error_short")) }
                } }
                tbody { @for chart in charts { (rows(story, chart, size, &bands(story, chart, combo))) } }
            } }
        }
    }
}

fn rows(story: &Story<'_>, chart: &Chart, size: f64, bands: &[(&str, Band)]) -> Markup {
    let factor = Unit::of(story.unit(chart.quantity)).factor / size;
    let shown = |value: f64| rounded(value * factor);
    html! {
        @for (at, (policy, band)) in bands.iter().enumerate() {
            tr {
                @if at == 0 { th rowspan=(bands.len()) { (quantity_title(story.words, chart.quantity)) " (" (chart.when.words(story)) ")" } }
                td.w { (story.policy_title(policy)) }
                @for value in band.at.iter().chain([&band.error]) { td { (shown(*value)) } }
            }
        }
    }
}
