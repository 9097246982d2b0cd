//! What the policies, the Chinese answers and the scenarios of a study mean.

use crate::study::Story;
use maud::{Markup, html};

/// A list of each with its title and what it does, folded.
pub fn cast(story: &Story<'_>) -> Markup {
    let (words, study) = (story.words, story.study);
    html! {
        details.cast {
            summary { (words.get("race_cast")) }
            h4 { (words.get("race_cast_policies")) }
            dl { @for id in &study.policies { (entry(story.policy_title(id), &policy_about(story, id))) } }
            h4 { (words.get("race_cast_answers")) }
            dl { @for id in &study.answers { (entry(story.policy_title(id), &policy_about(story, id))) } }
            h4 { (words.get("race_cast_scenarios")) }
            dl { @for id in &study.scenarios { (entry(story.scenario_title(id), scenario_about(story, id))) } }
        }
    }
}

fn entry(title: &str, about: &str) -> Markup {
    html! { dt { (title) } dd { (about) } }
}

fn policy_about(story: &Story<'_>, id: &str) -> String {
    story.policy(id).map_or_else(String::new, |policy| {
        let month = crate::locale::month(story.lang(), policy.from);
        let from = story.words.fill("race_from", &[("month", &month)]);
        format!("{} ({from})", policy.about.in_language(story.lang()))
    })
}

fn scenario_about<'s>(story: &'s Story<'_>, id: &str) -> &'s str {
    story.corpus.race.scenario(id).map_or("", |scenario| scenario.about.in_language(story.lang()))
}
