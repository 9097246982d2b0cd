//! Scenario and Chinese answer: the controls, and what is shown for each pair.
//!
//! Without the script every pair is a `<details>` of which the first is open; with it only the chosen one is
//! shown, in every section at once.

use crate::Story;
use maud::{Markup, html};

/// A scenario with a Chinese answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Combo<'a> {
    /// Id of the scenario.
    pub scenario: &'a str,
    /// Id of the answer.
    pub answer: &'a str,
    /// Place among the pairs of the study.
    pub place: usize,
}

impl<'a> Combo<'a> {
    /// The cell of a policy under this pair.
    pub fn cell<'p>(&self, policy: &'p str) -> (&'p str, &'p str, &'p str)
    where
        'a: 'p,
    {
        (self.scenario, policy, self.answer)
    }

    /// Scenario and answer in words.
    pub fn caption(&self, story: &Story<'_>) -> String {
        let names =
            [("scenario", story.scenario_title(self.scenario)), ("answer", story.policy_title(self.answer))];
        story.words.fill("race_state", &names)
    }
}

/// Every pair of the study, scenarios first.
pub fn combos<'a>(story: &Story<'a>) -> Vec<Combo<'a>> {
    let study = story.study;
    let pairs = study.scenarios.iter().flat_map(|s| study.answers.iter().map(move |a| (s, a)));
    pairs.enumerate().map(|(place, (s, a))| Combo { scenario: s, answer: a, place }).collect()
}

/// What is drawn for each pair.
pub fn each<'a>(story: &Story<'a>, draw: impl Fn(&Combo<'a>) -> Markup) -> Markup {
    let combos = combos(story);
    html! {
        @if let [only] = combos.as_slice() { (draw(only)) } @else {
            @for combo in &combos {
                details.combo data-s=(combo.scenario) data-a=(combo.answer) open[combo.place == 0] {
                    summary { (combo.caption(story)) }
                    (draw(combo))
                }
            }
        }
    }
}

/// The controls of a section; `years` are the years to choose from, if any.
pub fn bar(story: &Story<'_>, section: &str, years: &[i16]) -> Markup {
    let study = story.study;
    let scenarios = study.scenarios.iter().map(|id| (id.to_string(), story.scenario_title(id).to_owned()));
    let answers = study.answers.iter().map(|id| (id.to_string(), story.policy_title(id).to_owned()));
    let years = years.iter().map(|year| (year.to_string(), year.to_string()));
    let groups = [
        ("s", "race_scenario", scenarios.collect::<Vec<_>>()),
        ("a", "race_answer", answers.collect()),
        ("y", "race_year", years.collect()),
    ];
    html! {
        @if groups.iter().any(|(.., options)| options.len() > 1) {
            form.choice.scripted {
                @for (key, title, options) in &groups {
                    @if options.len() > 1 { (group(story.words.get(title), section, key, options)) }
                }
            }
        }
    }
}

fn group(title: &str, section: &str, key: &str, options: &[(String, String)]) -> Markup {
    html! {
        fieldset {
            legend { (title) }
            div.segments {
                @for (at, (id, name)) in options.iter().enumerate() {
                    label {
                        input type="radio" name=(format!("{key}-{section}")) value=(id) data-key=(key) checked[at == 0];
                        span { (name) }
                    }
                }
            }
        }
    }
}
