//! Section `theses` of the page of a study: dependence or bridge, test by test.

mod card;
mod chart;
mod conditions;
mod gates;
pub(super) mod verdict;

use super::marks::sources;
use super::modelled;
use crate::{Story, separation_means};
use chipgate_race::data::Thesis;
use chipgate_race::theses::Tested;
use chipgate_show::words::number;
use maud::{Markup, html};
use verdict::{Side, Spread, side, spread};

/// Draws the section; nothing where no test was run.
pub fn section(story: &Story<'_>) -> Markup {
    let tests = tests(story);
    if tests.is_empty() {
        return html! {};
    }
    let words = story.words;
    let judging = &story.corpus.race.judging.separation;
    html! {
        p { (modelled(story)) " " (words.get("tests_theses_guide")) }
        p { (count(story, &tests)) }
        p { (separation_means(story)) " " (sources(story, judging.sources.iter().map(|id| &**id))) }
        (summary(story, &tests))
        p.note { (words.get("tests_theses_marks")) }
        @if !story.when.is_empty() { p.note { (words.get("tests_when_means")) } }
        div.tests { @for test in &tests { (card::card(story, test)) } }
        (gates::draw(story))
    }
}

/// Which two readings a test tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Dependence or bridge.
    Theses,
    /// Two gates or one.
    Gates,
}

impl Reading {
    /// Ends of the keys of the messages of both sides, that of `dependence` of a test first.
    pub fn sides(self) -> [&'static str; 2] {
        match self {
            Reading::Theses => ["dependence", "bridge"],
            Reading::Gates => ["two_gate", "one_gate"],
        }
    }
}

/// A test with its result under each scenario.
pub struct Test<'a> {
    /// What is tested.
    pub thesis: &'a Thesis,
    /// Results: scenarios of the study first, in its order.
    pub results: Vec<&'a Tested<'a>>,
    /// Which readings it tells apart.
    pub reading: Reading,
}

impl Test<'_> {
    /// Whether it tells the theses apart, so that its marks are votes.
    pub fn tells(&self, story: &Story<'_>) -> bool {
        self.reading == Reading::Theses && story.tells(&self.thesis.id)
    }
}

fn tests<'a>(story: &'a Story<'_>) -> Vec<Test<'a>> {
    let scenarios = scenarios(story);
    let of = |thesis: &'a Thesis| {
        let found = |id: &&str| {
            story.tested.iter().find(|tested| *tested.thesis.id == *thesis.id && tested.scenario == **id)
        };
        Test { thesis, results: scenarios.iter().filter_map(found).collect(), reading: Reading::Theses }
    };
    let theses = story.corpus.race.theses.iter().map(of);
    theses.filter(|test| !test.results.is_empty()).collect()
}

/// Scenarios that were tested: those of the study in its order, then the others.
fn scenarios<'a>(story: &'a Story<'_>) -> Vec<&'a str> {
    in_study_order(story, story.tested.iter().map(|tested| tested.scenario.as_str()))
}

/// Scenarios, each once: those of the study in its order, then the others.
fn in_study_order<'a>(story: &'a Story<'_>, found: impl Iterator<Item = &'a str> + Clone) -> Vec<&'a str> {
    let mut ids: Vec<&str> = story.study.scenarios.iter().map(|id| &**id).collect();
    for id in found.clone() {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.retain(|id| found.clone().any(|scenario| scenario == *id));
    ids
}

/// How many tests tell the theses apart, and for which thesis those speak.
fn count(story: &Story<'_>, tests: &[Test<'_>]) -> String {
    let voting = || tests.iter().filter(|test| test.tells(story));
    let of = |wanted: Spread| voting().filter(|test| spread(&test.results) == wanted).count().to_string();
    let dependence = of(Spread::All(Side::Dependence));
    let bridge = of(Spread::All(Side::Bridge));
    let (apart, open) = (of(Spread::Apart), of(Spread::Open));
    let scenarios = scenarios(story).len().to_string();
    let (all, tell) = (tests.len().to_string(), voting().count().to_string());
    let cannot = (tests.len() - voting().count()).to_string();
    let values = [
        ("all", &*all),
        ("apart", &*apart),
        ("bridge", &*bridge),
        ("cannot", &*cannot),
        ("dependence", &*dependence),
        ("open", &*open),
        ("scenarios", &*scenarios),
        ("tell", &*tell),
    ];
    story.words.fill("tests_theses_count", &values)
}

fn summary(story: &Story<'_>, tests: &[Test<'_>]) -> Markup {
    let words = story.words;
    let scenarios = scenarios(story);
    let cannot = || tests.iter().filter(|test| !test.tells(story));
    html! {
        div.wide {
            table.marks {
                thead { tr {
                    th scope="col" { (words.get("study_col_test")) }
                    th.m scope="col" { (words.get("study_col_separation")) }
                    @for id in &scenarios { th.m scope="col" { (story.scenario_title(id)) } }
                } }
                tbody { @for test in tests.iter().filter(|test| test.tells(story)) { tr {
                    (named(story, test))
                    @for id in &scenarios { td.m {
                        @if let Some(tested) = test.results.iter().find(|tested| tested.scenario == *id) {
                            (mark(story, tested.dependence))
                        }
                    } }
                } } }
                @if cannot().next().is_some() {
                    tbody.cannot {
                        tr { th scope="rowgroup" colspan=(scenarios.len() + 2) { (words.get("tests_cannot_tell_title")) } }
                        @for test in cannot() { tr {
                            (named(story, test)) td.m colspan=(scenarios.len()) { (words.get("tests_cannot_tell")) }
                        } }
                    }
                }
            }
        }
    }
}

/// A test with a link to its card, and its separation.
fn named(story: &Story<'_>, test: &Test<'_>) -> Markup {
    html! {
        th scope="row" {
            a href=(format!("#test-{}", test.thesis.id)) { (test.thesis.id) } " "
            span { (card::observable(story, test.thesis)) }
        }
        td.m { (separation(story, test).unwrap_or_else(|| "–".to_owned())) }
    }
}

/// `0.96 ± 0.01`; `None` where it was not worked out.
fn separation(story: &Story<'_>, test: &Test<'_>) -> Option<String> {
    let found = story.separation(&test.thesis.id)?;
    Some(number::with_error(found.area, found.error))
}

/// The mark of a side, with the part of the draws on hover.
fn mark(story: &Story<'_>, dependence: f64) -> Markup {
    let side = side(dependence);
    let part = number::percent(dependence, 1);
    html! {
        abbr.side.(side.code()) title=(story.words.fill("tests_in_part", &[("part", &part)])) {
            (story.words.code("tests_mark", side.code()))
        }
    }
}
