//! One test: predictions, chart, words and numbers.

use super::verdict::{Side, Spread, spread};
use super::{Reading, Test, chart, conditions, gates, mark, separation};
use crate::Story;
use crate::page::marks::{equation, told, unit};
use chipgate_race::data::Thesis;
use chipgate_race::theses::Tested;
use chipgate_show::words::number::{amount, percent};
use maud::{Markup, html};

/// Draws a test.
pub fn card(story: &Story<'_>, test: &Test<'_>) -> Markup {
    let words = story.words;
    let thesis = test.thesis;
    html! {
        article.test id=(format!("test-{}", thesis.id)) {
            h3 { (thesis.id) " " span { (observable(story, thesis)) } }
            p.src {
                (words.get("tests_in")) " " (unit_of(story, thesis))
                @if let Some(block) = story.corpus.race.block_of_test(&thesis.id) {
                    " · " (words.get("tests_equation")) " " (equation(story, &block.id))
                }
            }
            (predictions(story, test))
            (chart::chart(story, test))
            p { (parts(story, test)) " " strong { (apart(story, test)) } }
            @if let Some(area) = separation(story, test).filter(|_| test.reading == Reading::Theses) {
                p { (words.fill("tests_separation_is", &[("area", &area)])) }
            }
            @if test.reading == Reading::Gates { p { (gates::binds(story, &thesis.id)) } }
            @if !thesis.note.is_empty() { p.src { (told(story, &format!("tests_{}_note", thesis.id), &thesis.note)) } }
            (conditions::draw(story, &thesis.id))
            (numbers(story, test))
        }
    }
}

/// What is observed, in the reader's language.
pub fn observable(story: &Story<'_>, thesis: &Thesis) -> String {
    told(story, &format!("tests_{}_observable", thesis.id), &thesis.observable)
}

fn predictions(story: &Story<'_>, test: &Test<'_>) -> Markup {
    let (words, thesis) = (story.words, test.thesis);
    let said = test.reading.sides().into_iter().zip([&thesis.dependence, &thesis.bridge]);
    html! {
        dl.sides {
            @for (side, data) in said {
                dt { (words.code("tests_side", side)) }
                dd { (told(story, &format!("tests_{}_{side}", thesis.id), data)) }
            }
            dt { (words.get("tests_threshold")) } dd { (with_unit(story, thesis, thesis.threshold)) }
        }
    }
}

/// Whether numbers of a test are shown in percent.
pub fn in_percent(thesis: &Thesis) -> bool {
    thesis.unit.starts_with("share") || thesis.unit.starts_with("fraction")
}

/// A number of a test as it is shown, without unit.
pub fn shown(story: &Story<'_>, thesis: &Thesis, value: f64) -> String {
    let value = if in_percent(thesis) { value * 100.0 } else { value };
    // Three digits that count, and nothing below a hundredth.
    let value = if value.abs() < 0.005 { 0.0 } else { value };
    let value = if value.abs() < 10.0 { (value * 100.0).round() / 100.0 } else { value };
    amount(story.lang(), value)
}

/// A number of a test with its unit.
pub fn with_unit(story: &Story<'_>, thesis: &Thesis, value: f64) -> String {
    let number = shown(story, thesis, value);
    if in_percent(thesis) { format!("{number}%") } else { format!("{number} {}", unit(story, &thesis.unit)) }
}

/// The unit of a test in words; a message of its own goes first, for differences of shares.
pub fn unit_of(story: &Story<'_>, thesis: &Thesis) -> String {
    if let Some(own) = story.words.all().get(&format!("tests_{}_unit", thesis.id)) {
        own.clone()
    } else if in_percent(thesis) {
        story.words.get("tests_unit_percent").to_owned()
    } else {
        unit(story, &thesis.unit)
    }
}

/// In how many draws the test speaks for dependence, scenario by scenario.
fn parts(story: &Story<'_>, test: &Test<'_>) -> String {
    let words = story.words;
    if test.results.iter().all(|tested| tested.band.at[0].total_cmp(&tested.band.at[4]).is_eq()) {
        return words.get("tests_one_number").to_owned();
    }
    let of = |tested: &&Tested<'_>| {
        let part = percent(tested.dependence, 0);
        words.fill("tests_part_of", &[("part", &part), ("scenario", story.scenario_title(&tested.scenario))])
    };
    let all: Vec<String> = test.results.iter().map(of).collect();
    let joined = all.join(words.get("tests_comma"));
    match test.reading {
        Reading::Theses => words.fill("tests_parts", &[("parts", &joined)]),
        Reading::Gates => words.fill("tests_gates_parts", &[("parts", &joined)]),
    }
}

/// Whether the test tells the scenarios apart; nothing where there is only one.
fn apart<'s>(story: &'s Story<'_>, test: &Test<'_>) -> &'s str {
    if test.results.len() < 2 || test.reading == Reading::Gates {
        return "";
    }
    if !test.tells(story) {
        return story.words.get("tests_cannot_tell_why");
    }
    story.words.get(match spread(&test.results) {
        Spread::All(Side::Dependence) => "tests_all_dependence",
        Spread::All(_) => "tests_all_bridge",
        Spread::Apart => "tests_apart",
        Spread::Open => "tests_open",
    })
}

fn numbers(story: &Story<'_>, test: &Test<'_>) -> Markup {
    let words = story.words;
    let columns = ["5%", "25%", "50%", "75%", "95%"];
    html! {
        details.data {
            summary { (words.get("tests_numbers")) }
            div.wide { table {
                thead { tr {
                    th scope="col" { (words.get("study_col_scenario")) }
                    @for column in columns { th.n scope="col" { (column) } }
                    th.n scope="col" { (words.get("tests_col_error")) }
                    th.n scope="col" { (words.code("tests_short", test.reading.sides()[0])) }
                } }
                tbody { @for tested in &test.results { tr {
                    th scope="row" { (story.scenario_title(&tested.scenario)) }
                    @for value in tested.band.at { td.n { (shown(story, test.thesis, value)) } }
                    td.n { (shown(story, test.thesis, tested.band.error)) }
                    td.n {
                        (percent(tested.dependence, 1))
                        @if test.tells(story) { " " (mark(story, tested.dependence)) }
                    }
                } } }
            } }
            p.src { (words.get("tests_in")) " " (unit_of(story, test.thesis)) " · " (words.get("tests_error_means")) }
        }
    }
}
