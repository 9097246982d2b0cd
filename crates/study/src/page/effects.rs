//! Section `effects`: every policy against the baseline, on the same draws.

use super::modelled;
use super::race::choice::{Combo, bar, each};
use super::race::equation_link;
use crate::{Story, Unit, chance, is_none, odds_share, quantity_name, quantity_title};
use chipgate_race::paired::Effect;
use maud::{Markup, html};

/// The year of which the effects are shown first.
const FIRST_SHOWN: i16 = 2028;

/// Draws the section.
pub fn section(story: &Story<'_>) -> Markup {
    let years = years(story);
    let compared = story.summary.cells.iter().any(|cell| cell.numbers.iter().any(|one| one.effect.is_some()));
    if years.is_empty() || !compared {
        return html! {};
    }
    let baseline = story.policy_title(&story.study.baseline);
    html! {
        p.lead { (story.words.fill("race_effects_guide", &[("baseline", baseline)])) " " (modelled(story)) }
        (bar(story, "effects", &years))
        div.effects { (each(story, |combo| tables(story, combo, &years))) }
    }
}

/// 2028 and the last year, as far as any quantity has them.
pub fn years(story: &Story<'_>) -> Vec<i16> {
    let mut all: Vec<i16> =
        story.quantities().into_iter().flat_map(|quantity| story.summary.years(quantity)).collect();
    all.sort_unstable();
    let last = all.last().copied();
    let mut years: Vec<i16> =
        all.contains(&FIRST_SHOWN).then_some(FIRST_SHOWN).into_iter().chain(last).collect();
    years.dedup();
    years
}

/// A table for each year, and the numbers of all.
fn tables(story: &Story<'_>, combo: &Combo<'_>, years: &[i16]) -> Markup {
    html! {
        figure {
            figcaption { (combo.caption(story)) }
            @for year in years {
                div.year data-y=(year) {
                    h3 { (story.words.fill("race_of_year", &[("year", &year.to_string())])) }
                    (table(story, combo, *year))
                }
            }
            (data(story, combo, years))
        }
    }
}

/// Policies but the baseline, in the order of the study.
fn others<'a>(story: &Story<'a>) -> Vec<&'a str> {
    let all = story.study.policies.iter().map(|policy| &**policy);
    all.filter(|policy| *policy != &*story.study.baseline).collect()
}

/// Quantities of the study that have a year.
fn with<'a>(story: &'a Story<'_>, year: i16) -> Vec<&'a str> {
    let mut all = story.quantities();
    all.retain(|quantity| story.summary.years(quantity).contains(&year));
    all
}

fn table(story: &Story<'_>, combo: &Combo<'_>, year: i16) -> Markup {
    let policies = others(story);
    html! {
        div.wide { table.grid style=(format!("min-width:{}px", 130 * (policies.len() + 1))) {
            thead { tr {
                th {} @for policy in &policies { th scope="col" { (story.policy_title(policy)) } }
            } }
            tbody { @for quantity in with(story, year) {
                tr {
                    th scope="row" {
                        (quantity_title(story.words, quantity))
                        small { (base_of(story, combo, quantity, year)) " " (equation_link(story, quantity)) }
                    }
                    @for policy in &policies { td { (cell(story, combo.cell(policy), quantity, year)) } }
                }
            } }
        } }
    }
}

/// The baseline's own median.
fn base_of(story: &Story<'_>, combo: &Combo<'_>, quantity: &str, year: i16) -> String {
    let number = story.number(combo.cell(&story.study.baseline), quantity, year);
    number.map_or_else(String::new, |number| {
        let value = Unit::of(story.unit(quantity)).value(story.words, number.band.at[2]);
        format!("{}: {value}", story.words.get("race_baseline"))
    })
}

fn cell(story: &Story<'_>, of: (&str, &str, &str), quantity: &str, year: i16) -> Markup {
    let Some(effect) = story.number(of, quantity, year).and_then(|number| number.effect) else {
        return html! { "–" };
    };
    let words = story.words;
    let unit = Unit::of(story.unit(quantity));
    let [low, _, middle, _, high] = effect.band.at;
    let turns = turns(story, of, quantity);
    html! {
        span.effect { (unit.change(words, middle)) }
        @if low != high { span.span { (unit.change_range(words, low, high)) } }
        @if !is_none(&effect) { span.odds style=(format!("--p:{:.0}%", effect.positive * 100.0)) {} }
        span.said { (chance(story, of, quantity, Some(year), &effect)) }
        @if let Some(turns) = turns { span.turns { (words.fill("race_effect_turns", &[("year", &turns)])) } }
    }
}

/// The year in which the effect changes its sign.
fn turns(
    story: &Story<'_>,
    (scenario, policy, answer): (&str, &str, &str),
    quantity: &str,
) -> Option<String> {
    let all = &story.summary.cells;
    let found = all.iter().find(|one| {
        (&*one.cell.scenario, &*one.cell.policy, &*one.cell.answer) == (scenario, policy, answer)
    });
    found.and_then(|one| story.summary.turns(&one.cell, quantity)).map(|year| year.to_string())
}

const HEADS: [(&str, &str); 9] = [
    ("race_year", ""),
    ("race_effect_col_quantity", ""),
    ("race_effect_col_policy", ""),
    ("race_effect_col_effect", "n"),
    ("5%", "n"),
    ("95%", "n"),
    ("race_error_short", "n"),
    ("race_effect_col_positive", "n"),
    ("race_effect_col_turns", "n"),
];

fn data(story: &Story<'_>, combo: &Combo<'_>, years: &[i16]) -> Markup {
    let words = story.words;
    html! {
        details.data {
            summary { (words.get("race_effects_data")) }
            div.wide { table {
                thead { tr { @for (key, class) in HEADS { th class=(class) { (words.get(key)) } } } }
                tbody { @for year in years { @for quantity in with(story, *year) { (rows(story, combo, quantity, *year)) } } }
            } }
            p { a href="results.csv" { (words.get("race_effects_more_years")) } }
        }
    }
}

fn rows(story: &Story<'_>, combo: &Combo<'_>, quantity: &str, year: i16) -> Markup {
    let found = others(story).into_iter().filter_map(|policy| {
        let effect = story.number(combo.cell(policy), quantity, year)?.effect?;
        Some((policy, effect))
    });
    let found: Vec<(&str, Effect)> = found.collect();
    html! {
        @for (at, (policy, effect)) in found.iter().enumerate() {
            tr {
                @if at == 0 {
                    th rowspan=(found.len()) { (year) } th rowspan=(found.len()) { (quantity_name(story.words, quantity)) }
                }
                td.w { (story.policy_title(policy)) }
                (numbers(story, Unit::of(story.unit(quantity)), effect))
                td { (turns(story, combo.cell(policy), quantity).unwrap_or_default()) }
            }
        }
    }
}

/// Median and ends of a difference, both errors, and the probability of more.
fn numbers(story: &Story<'_>, unit: Unit, effect: &Effect) -> Markup {
    let words = story.words;
    let [low, _, middle, _, high] = effect.band.at;
    html! {
        @for end in [middle, low, high] { td { (unit.change(words, end)) } }
        td { (unit.bare(words, effect.band.error)) }
        td {
            @if effect.chance().is_some() { (odds_share(effect.positive)) " ± " (odds_share(effect.positive_error)) }
            @else { (words.get("race_effect_none")) }
        }
    }
}
