//! The head of the page: the question, what kind of answer this is, and the headlines.

mod glance;
mod sentences;

use super::modelled;
use crate::Story;
use maud::{Markup, html};

/// The question, and where the data lie.
pub fn header(story: &Story<'_>) -> Markup {
    let words = story.words;
    let (draws, seed) = (story.study.draws.to_string(), story.study.seed.to_string());
    html! {
        header {
            h1 { (story.study.question.in_language(story.lang())) }
            p.guide { (words.get("study_guide")) }
            p.warning { (modelled(story)) " " (words.fill("study_not_calibrated", &[("draws", &draws), ("seed", &seed)])) }
            @for note in story.notes { p.warning { (note) } }
            (reforms(story))
            p.files {
                (words.get("study_files")) " "
                a href="results.csv" { "CSV" } " · " a href="results.json" { "JSON" } " · " a href="report.md" { "Markdown" }
            }
        }
    }
}

/// The reforms that the study lays over the law in the race.
fn reforms(story: &Story<'_>) -> Markup {
    let titles = story.study.reforms.iter().map(|id| {
        let reform = story.corpus.reforms.iter().find(|reform| reform.id == *id);
        reform.map_or(&**id, |reform| reform.title.in_language(story.lang()))
    });
    let titles: Vec<&str> = titles.collect();
    html! {
        @if !titles.is_empty() {
            p.reforms { (story.words.get("study_reforms")) " " (titles.join(story.words.get("list_comma"))) }
        }
    }
}

/// What the study found, in a few sentences, each computed from the numbers of the run.
pub fn headlines(story: &Story<'_>) -> Markup {
    let (Some(scenario), Some(answer)) = (story.study.scenarios.first(), story.study.answers.first()) else {
        return html! {};
    };
    let found = sentences::all(story, (scenario, answer));
    let conditions = [("scenario", story.scenario_title(scenario)), ("answer", story.policy_title(answer))];
    html! {
        @if !found.is_empty() {
            section.headlines {
                h2 { (story.words.get("race_headlines")) }
                ol { @for headline in &found {
                    li { (headline.text) " " (modelled(story)) " "
                        a.see href=(headline.link) { (story.words.get("race_headline_see")) } }
                } }
                (glance::glance(story, (scenario, answer)))
                p.src { (story.words.fill("race_headline_conditions", &conditions)) }
            }
        }
    }
}
