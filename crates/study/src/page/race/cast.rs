//! What the policies, the Chinese answers and the scenarios of a study mean.

use crate::Story;
use maud::{Markup, html};

/// A list of each with its title and what it does, folded.
pub fn cast(story: &Story<'_>) -> Markup {
    let (words, study) = (story.words, story.study);
    html! {
        details.cast {
            summary { (words.get("race_cast")) }
            h4 { (words.get("race_cast_policies")) }
            dl { @for id in &study.policies { (policy(story, id)) } }
            h4 { (words.get("race_cast_answers")) }
            dl { @for id in &study.answers { (policy(story, id)) } }
            h4 { (words.get("race_cast_scenarios")) }
            dl { @for id in &study.scenarios { dt { (story.scenario_title(id)) } dd { (scenario_about(story, id)) } } }
        }
    }
}

/// What a policy does, since when, and the reforms of law that it is made of, as the command that prints each.
fn policy(story: &Story<'_>, id: &str) -> Markup {
    let policy = story.policy(id);
    let from = policy.map(|policy| chipgate_show::locale::month(story.lang(), policy.from));
    html! {
        dt { (story.policy_title(id)) }
        dd {
            @if let Some(policy) = policy { (policy.about.in_language(story.lang())) " " }
            @if let Some(from) = from { "(" (story.words.fill("race_from", &[("month", &from)])) ")" }
            @for reform in policy.iter().flat_map(|policy| &policy.reforms) {
                " " code { (format!("chipgate reforms show {reform}")) }
            }
        }
    }
}

fn scenario_about<'s>(story: &'s Story<'_>, id: &str) -> &'s str {
    story.corpus.race.scenario(id).map_or("", |scenario| scenario.about.in_language(story.lang()))
}
