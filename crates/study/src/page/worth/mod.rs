//! Section `worth`: what the chips are worth for each workload, and what one ruler alone would say.

mod bars;
mod sheet;
mod table;
mod told;

use super::modelled;
use crate::Story;
use chipgate_show::words::number::{Digits, grouped};
use chipgate_show::words::with_code;
use chipgate_worth::points::Group;
use chipgate_worth::validate::{Validation, validate};
use maud::{Markup, html};
use sheet::Sheet;

/// Draws the section; nothing where no chip has an answer.
pub fn section(story: &Story<'_>) -> Markup {
    let worths = &story.corpus.worths;
    let validation = validate(&worths.points, worths, &worths.fit, &story.corpus.catalogue.chips);
    let sheets: Vec<Sheet<'_>> = story
        .worths
        .iter()
        .filter(|(_, worths)| !worths.is_empty())
        .map(|(workload, worths)| Sheet::of(story, workload, worths, &validation.checked))
        .collect();
    if sheets.is_empty() {
        return html! {};
    }
    let words = story.words;
    html! {
        (told::lead(story, &sheets))
        p.about { (modelled(story)) " " (words.get("worth_modelled")) (errors(story, &validation)) }
        (bars::key(story))
        div.worth-grid {
            @for sheet in &sheets {
                div.worth-one {
                    h3 { (sheet.title(story.lang())) }
                    (told::pair(story, sheet))
                    (bars::figure(story, sheet))
                    (table::details(story, sheet))
                }
            }
        }
    }
}

/// How far the fit is off at measured points, for each group.
fn errors(story: &Story<'_>, validation: &Validation) -> Markup {
    let words = story.words;
    let factor = |ln: f64| grouped(ln.exp(), Digits::UpTo(2));
    html! {
        @for group in [Group::Serving, Group::Training] {
            @if let Some(found) = validation.summary(group) {
                " " (words.fill("study_worth_error", &[
                    ("group", &words.code("worth_group", group.word())),
                    ("points", &found.points.to_string()),
                    ("median", &factor(found.median)),
                    ("p90", &factor(found.p90)),
                ]))
            }
        }
        " " (with_code(words.get("study_worth_validate")))
    }
}
