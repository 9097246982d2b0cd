//! The assumptions that a block reads, and the priors that scenarios set in their place.

use crate::Story;
use crate::page::marks::{sources, unit};
use chipgate_base::text::Text;
use chipgate_race::data::{Assumption, Block, Prior};
use chipgate_show::words::number::{amount, percent};
use maud::{Markup, html};

/// Both tables of a block; each is left out where it would be empty.
pub fn tables(story: &Story<'_>, block: &Block) -> Markup {
    let read: Vec<&Assumption> =
        story.corpus.race.assumptions.iter().filter(|assumption| assumption.equation == block.id).collect();
    html! { (assumed(story, &read)) (overridden(story, &read)) }
}

fn assumed(story: &Story<'_>, read: &[&Assumption]) -> Markup {
    if read.is_empty() {
        return html! {};
    }
    let words = story.words;
    let count = read.len().to_string();
    let columns = [
        "tests_col_assumption",
        "tests_col_range",
        "study_col_unit",
        "tests_col_confidence",
        "tests_col_evidence",
    ];
    html! {
        details.data {
            summary { (words.fill("tests_equations_assumptions", &[("count", &count)])) }
            div.wide { table.assumed {
                thead { tr { @for column in columns { th scope="col" { (words.get(column)) } } } }
                tbody { @for assumption in read { (row(story, assumption)) } }
            } }
        }
    }
}

fn row(story: &Story<'_>, assumption: &Assumption) -> Markup {
    html! {
        tr id=(format!("assumption-{}", assumption.id)) {
            th scope="row" {
                code { (assumption.id) }
                @if !assumption.symbol.is_empty() { " " i { (assumption.symbol) } }
            }
            td { (prior(story, &assumption.prior)) }
            td { (unit(story, &assumption.unit)) }
            td { (story.words.code("tests_confidence", &assumption.confidence)) (judgement(story, assumption)) }
            td.why {
                span lang="en" { (assumption.evidence) } " "
                span.src { (sources(story, assumption.sources.iter().map(|id| &**id))) }
            }
        }
    }
}

fn judgement(story: &Story<'_>, assumption: &Assumption) -> Markup {
    let words = story.words;
    html! {
        @if assumption.judgement {
            " " abbr.judged title=(words.get("tests_judgement_means")) { (words.get("tests_judgement")) }
        }
    }
}

/// What is believed, in words.
fn prior(story: &Story<'_>, prior: &Prior) -> String {
    let lang = story.lang();
    let words = story.words;
    match prior {
        Prior::Fixed(value) => words.fill("tests_prior_fixed", &[("value", &amount(lang, *value))]),
        Prior::Quantiles { at, .. } => at.map(|value| amount(lang, value)).join(" – "),
        Prior::Band { of } => words.fill("tests_prior_band", &[("series", of)]),
        Prior::Discrete { values, probabilities } => {
            let each = values.iter().zip(probabilities).map(|(value, part)| {
                let filled = [("part", &*percent(*part, 1)), ("value", &*amount(lang, *value))];
                words.fill("tests_prior_discrete", &filled)
            });
            each.collect::<Vec<_>>().join(words.get("tests_comma"))
        }
    }
}

/// A prior that a scenario sets: scenario, assumption, prior, reason.
type Override<'a> = (&'a str, &'a str, &'a Prior, Option<&'a Text>);

fn overrides<'a>(story: &'a Story<'_>, read: &[&Assumption]) -> Vec<Override<'a>> {
    let race = &story.corpus.race;
    let mut all = Vec::new();
    for scenario in &race.scenarios {
        for (id, prior) in &scenario.overrides {
            if read.iter().any(|assumption| assumption.id == *id) {
                all.push((&*scenario.id, &**id, prior, race.reason(&scenario.id, id)));
            }
        }
    }
    all
}

fn overridden(story: &Story<'_>, read: &[&Assumption]) -> Markup {
    let words = story.words;
    let found = overrides(story, read);
    let columns = ["study_col_scenario", "tests_col_assumption", "tests_col_range", "tests_col_reason"];
    html! {
        @if !found.is_empty() {
            details.data {
                summary { (words.get("tests_equations_overrides")) }
                div.wide { table {
                    thead { tr { @for column in columns { th scope="col" { (words.get(column)) } } } }
                    tbody { @for (scenario, id, its, reason) in found { tr {
                        th scope="row" { (story.scenario_title(scenario)) }
                        td { a href=(format!("#assumption-{id}")) { code { (id) } } }
                        td { (prior(story, its)) }
                        td { @if let Some(reason) = reason { (reason.in_language(story.lang())) } }
                    } } }
                } }
            }
        }
    }
}
