//! Every stretch of days with one answer, as a table.

use super::told::cited_in_full;
use crate::Story;
use chipgate_base::answer::Answer;
use chipgate_law::determine::GateReport;
use chipgate_law::gate::Gate;
use chipgate_law::rule::Step;
use chipgate_report::history::{day_before, rests_on};
use chipgate_report::page::answers::swatch;
use chipgate_show::words::with_code;
use chipgate_survey::history::{History, Stretch};
use maud::{Markup, html};

/// The table, folded away.
pub fn details(story: &Story<'_>) -> Markup {
    let words = story.words;
    let heads = [
        "col_chip",
        "col_from",
        "col_last",
        "col_us",
        "col_cn",
        "col_joint",
        "study_law_col_began",
        "study_law_col_rests",
        "study_law_col_rules",
    ];
    html! {
        details.data {
            summary { (words.get("study_law_table")) }
            p.src { (with_code(words.get("study_law_table_hint"))) }
            div.wide tabindex="0" {
                table.law-table {
                    thead { tr { @for key in heads { th scope="col" { (words.get(key)) } } } }
                    tbody {
                        @for history in story.histories {
                            @for stretch in &history.stretches { (line(story, history, stretch)) }
                        }
                    }
                }
            }
        }
    }
}

fn line(story: &Story<'_>, history: &History, stretch: &Stretch) -> Markup {
    let words = story.words;
    let found = &stretch.found;
    let name = story.corpus.catalogue.chip(&history.chip).map_or(&*history.chip, |chip| &*chip.name);
    let answer = |code: &str| html! { (swatch(code)) " " (words.code("short", code)) };
    html! {
        tr {
            th scope="row" { (name) }
            td.d { (words.day(stretch.from)) }
            td.d { (words.day(day_before(stretch.until))) }
            td.a { (answer(found.gates.seller().answer.code())) }
            td.a { (answer(found.gates.buyer().answer.code())) }
            td.a { (answer(found.verdict.code())) }
            td.c { @if let Some(id) = &stretch.cause { (cited_in_full(story, id)) } }
            td { @for (gate, report) in found.gates.iter() { (rests(story, gate, report)) } }
            td { @for id in rules(stretch) { code { (id) } " " } }
        }
    }
}

/// What a requirement of a gate rests on; nothing where none was found.
fn rests(story: &Story<'_>, gate: Gate, report: &GateReport) -> Markup {
    let rests = rests_on(report);
    let entry = &story.corpus.law.gates[gate];
    let name = entry.side.map(|side| story.words.code("study_law_gate", side.code()));
    let name = name.unwrap_or_else(|| entry.title.in_language(story.words.lang()).to_owned());
    html! {
        @if !rests.is_empty() {
            div { (name) (story.words.get("study_law_colon")) (story.words.code("authority", &rests)) }
        }
    }
}

/// Ids of the rules that require something.
fn rules(stretch: &Stretch) -> Vec<&str> {
    let requires = stretch.found.basis();
    let requires = requires.filter(|basis| basis.answer != Answer::No && basis.step == Step::Requirement);
    requires.map(|basis| &*basis.rule).collect()
}
