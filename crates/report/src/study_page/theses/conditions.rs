//! When a thesis would be true: the assumptions that move a test most.

use crate::locale;
use crate::study::Story;
use crate::study_page::marks::{figure, unit};
use maud::{Markup, html};

/// A third of the draws, sorted by an assumption, and what they say.
pub struct Condition {
    /// Id of the assumption.
    pub assumption: String,
    /// Unit of the values.
    pub unit: String,
    /// Least and largest value in the third.
    pub range: [f64; 2],
    /// Part of its draws that speak for dependence.
    pub dependence: f64,
}

/// The thirds that move a test most, the highest and the lowest of an assumption after each other.
///
/// Empty until the race tells them.
pub fn conditions(_story: &Story<'_>, _test: &str) -> Vec<Condition> {
    Vec::new()
}

/// Draws the conditions of a test; nothing where there are none.
pub fn draw(story: &Story<'_>, test: &str) -> Markup {
    let conditions = conditions(story, test);
    if conditions.is_empty() {
        return html! {};
    }
    html! {
        h4 { (story.words.get("tests_when")) }
        ul.when { @for condition in &conditions { li { (sentence(story, condition)) } } }
    }
}

fn sentence(story: &Story<'_>, condition: &Condition) -> Markup {
    let [from, to] = condition.range.map(|value| figure(story.lang(), value));
    let range = locale::range(story.lang(), &from, Some(&to));
    let part = locale::percent(condition.dependence);
    let unit = unit(story, &condition.unit);
    let values = [("part", &*part), ("range", &*range), ("unit", &*unit)];
    html! {
        a href=(format!("#assumption-{}", condition.assumption)) { (condition.assumption) } ": "
        (story.words.fill("tests_when_third", &values))
    }
}
