//! When a thesis would be true: the assumptions that move a test most.

use crate::Story;
use crate::page::marks::unit;
use chipgate_race::theses::when::{Move, Third};
use chipgate_show::words::number::{amount, percent};
use maud::{Markup, html};

/// How many assumptions of a test are shown.
const SHOWN: usize = 3;

/// So many Monte Carlo errors must a part change: with less, chance alone would choose among so many assumptions.
const ERRORS: f64 = 3.5;

/// Draws the conditions of a test; nothing where the run does not tell them.
pub fn draw(story: &Story<'_>, test: &str) -> Markup {
    let Some(when) = story.when.iter().find(|when| *when.thesis.id == *test) else { return html! {} };
    let words = story.words;
    let clear: Vec<&Move> =
        when.moves.iter().filter(|by| by.size().abs() > ERRORS * by.error()).take(SHOWN).collect();
    html! {
        h4 { (title(story)) }
        @if clear.is_empty() { p { (words.fill("tests_when_none", &[("errors", &ERRORS.to_string())])) } }
        @else {
            ul.when { @for by in clear { li { (sentence(story, by)) } } }
        }
    }
}

/// Names the scenario whose draws were sorted: the first of the study.
fn title(story: &Story<'_>) -> String {
    let scenario = story.study.scenarios.first().map_or("", |id| story.scenario_title(id));
    story.words.fill("tests_when", &[("scenario", scenario)])
}

fn sentence(story: &Story<'_>, by: &Move) -> Markup {
    let value = |value: f64| amount(story.lang(), value);
    let part =
        |third: &Third| format!("{} (±{})", percent(third.part.share, 0), percent(third.part.error, 0));
    let unit = unit(story, &by.unit);
    let unit = if by.of.is_empty() { unit } else { format!("{}, {unit}", by.of) };
    let values = [
        ("above", &*value(by.high.from)),
        ("below", &*value(by.low.to)),
        ("high", &*part(&by.high)),
        ("low", &*part(&by.low)),
        ("unit", &*unit),
    ];
    html! {
        a href=(format!("#assumption-{}", by.assumption)) { (by.assumption) } ": "
        (story.words.fill("tests_when_move", &values))
    }
}
