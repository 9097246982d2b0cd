//! The table of all policies under the headlines.

use super::sentences::{At, Pair};
use crate::{Story, chance, quantity_title};
use maud::{Markup, html};

/// Quantities of the table of all policies, where the study has them.
const AT_A_GLANCE: [&str; 4] = ["stock_cn_f", "domestic_units", "legal_usd", "us_take_usd"];

/// Every policy beside the baseline with the effect on the quantities that matter most; empty where the study has
/// none of them.
pub fn glance(story: &Story<'_>, pair: Pair<'_>) -> Markup {
    let all = story.quantities();
    let asked = AT_A_GLANCE.into_iter().filter(|quantity| all.contains(quantity));
    let columns: Vec<At<'_>> = asked.filter_map(|quantity| At::of(story, quantity)).collect();
    let baseline = &story.study.baseline;
    if columns.is_empty() || story.study.policies.len() < 2 {
        return html! {};
    }
    html! {
        div.wide { table.glance {
            caption { (story.words.fill("race_glance", &[("baseline", story.policy_title(baseline))])) }
            thead { tr { th {} @for at in &columns {
                th scope="col" { a href=(at.link()) { (quantity_title(story.words, at.quantity)) } small { (at.when(story)) } }
            } } }
            tbody { @for policy in story.study.policies.iter().filter(|policy| *policy != baseline) {
                tr { th scope="row" { (story.policy_title(policy)) }
                    @for at in &columns { td { (glance_cell(story, pair, policy, at)) } } }
            } }
        } }
    }
}

fn glance_cell(story: &Story<'_>, pair: Pair<'_>, policy: &str, at: &At<'_>) -> Markup {
    let effect = at.number(story, pair, policy).and_then(|number| number.effect);
    html! {
        @if let Some(effect) = effect {
            b { (at.unit(story).change(story.words, effect.band.at[2])) } small { (chance(story, (pair.0, policy, pair.1), at.quantity, at.year, &effect)) }
        }
    }
}
