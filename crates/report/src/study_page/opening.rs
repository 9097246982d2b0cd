//! The head of the page: the question, what kind of answer this is, and the headlines.

use super::modelled;
use crate::study::Story;
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
            p.files {
                (words.get("study_files")) " "
                a href="results.csv" { "CSV" } " · " a href="results.json" { "JSON" } " · " a href="report.md" { "Markdown" }
            }
        }
    }
}

/// What the study found, in a few sentences.
pub fn headlines(_story: &Story<'_>) -> Markup {
    html! {}
}
