//! Section `misses` of the page of a study: the model against published figures, the misses first.

mod strip;

use super::marks::{equation, sources, told};
use super::modelled;
use crate::{Story, Unit};
use chipgate_race::backcast::{Answer, Verdict, count};
use chipgate_race::outcomes::Outcome;
use chipgate_race::time::first_day;
use chipgate_show::draw::Axis;
use chipgate_show::locale;
use chipgate_show::words::number::{amount, number};
use maud::{Markup, html};

/// Part of the figures that lie outside the interval by chance.
const BY_CHANCE: f64 = 0.1;

/// Draws the section; nothing where no figure was compared.
pub fn section(story: &Story<'_>) -> Markup {
    if story.backcast.is_empty() {
        return html! {};
    }
    let words = story.words;
    let of = |wanted: &[Verdict]| -> Vec<&Answer<'_>> {
        story.backcast.iter().filter(|answer| wanted.contains(&answer.verdict())).collect()
    };
    let misses = of(&[Verdict::Miss]);
    let (hits, agree) = (of(&[Verdict::In90, Verdict::In50]), of(&[Verdict::InputAgrees]));
    let differ = of(&[Verdict::InputDiffers]);
    let axis = strip::axis(story.backcast);
    html! {
        p { strong { (counted(story)) } " " (modelled(story)) }
        p { (words.get("tests_misses_guide")) }
        h3 { (words.get("tests_misses_missed")) }
        @if misses.is_empty() { p { (words.get("tests_misses_none")) } }
        (list(story, &misses, &axis))
        @if !differ.is_empty() { h3 { (words.get("tests_misses_input")) } (list(story, &differ, &axis)) }
        (folded(story, "tests_misses_hit", &hits, &axis))
        (folded(story, "tests_misses_input_agrees", &agree, &axis))
        (numbers(story))
    }
}

/// How many figures the model misses, how many chance alone would, and how many inputs differ.
fn counted(story: &Story<'_>) -> String {
    let count = count(story.backcast);
    // Few figures; the conversion is exact.
    let expected = number((count.foreseen as f64 * BY_CHANCE).round());
    let all = [count.foreseen, count.inputs, count.missed, count.differ];
    let [all, inputs, missed, differ] = all.map(|count| count.to_string());
    let values = [
        ("all", &*all),
        ("differ", &*differ),
        ("expected", &*expected),
        ("inputs", &*inputs),
        ("missed", &*missed),
    ];
    story.words.fill("tests_misses_count", &values)
}

/// A list that is opened by a click; nothing where it is empty.
fn folded(story: &Story<'_>, title: &str, answers: &[&Answer<'_>], axis: &Axis) -> Markup {
    let count = answers.len().to_string();
    html! {
        @if !answers.is_empty() {
            details.data {
                summary { (story.words.fill(title, &[("count", &count)])) }
                (list(story, answers, axis))
            }
        }
    }
}

fn list(story: &Story<'_>, answers: &[&Answer<'_>], axis: &Axis) -> Markup {
    html! { ul.misses { @for answer in answers { (one(story, answer, axis)) } } }
}

fn one(story: &Story<'_>, answer: &Answer<'_>, axis: &Axis) -> Markup {
    let question = &answer.question;
    let note = told(story, &format!("tests_note_{}", question.series.id), &question.link.note);
    html! {
        li {
            div {
                p.name { (title(story, answer)) " · " (period(story, answer)) }
                p { (numbers_of(story, answer)) }
                p.src {
                    @if !note.is_empty() { (note) " · " }
                    (sources(story, [&*question.point.source]))
                    (block(story, &question.link.quantity))
                }
            }
            (strip::strip(story, answer, axis, &title(story, answer)))
        }
    }
}

/// Text of the series; its English one where the language has none.
fn title(story: &Story<'_>, answer: &Answer<'_>) -> String {
    let series = answer.question.series;
    told(story, &format!("tests_series_{}", series.id), &series.title)
}

/// The months that are compared, with the label of a fiscal period: `2025`, `Dec 2025`, `Aug 2025–Jan 2026`.
fn period(story: &Story<'_>, answer: &Answer<'_>) -> String {
    let lang = story.lang();
    let Outcome { from, to, .. } = answer.question.outcome;
    let (first, last) = (first_day(from), first_day(to));
    let months = if first.month() == 1 && last.month() == 12 && first.year() == last.year() {
        first.year().to_string()
    } else {
        locale::range(lang, &locale::month(lang, first), Some(&locale::month(lang, last)))
    };
    match &*answer.question.point.period.fiscal {
        "" => months,
        label => format!("{label} ({months})"),
    }
}

/// A link to the equations of the quantity.
fn block(story: &Story<'_>, quantity: &str) -> Markup {
    html! {
        @if let Some(block) = story.corpus.race.block_of_quantity(quantity) {
            " · " (story.words.get("tests_equation")) " " (equation(story, &block.id))
        }
    }
}

/// How numbers of the figure are told.
fn told_in(answer: &Answer<'_>) -> Unit {
    Unit::of(answer.question.outcome.unit)
}

/// The model's interval from 5 to 95 percent, without unit; one number where both ends read the same.
fn interval(story: &Story<'_>, answer: &Answer<'_>) -> String {
    let unit = told_in(answer);
    let [low, .., high] = answer.score.at;
    let ends = [low, high].map(|end| unit.bare(story.words, end));
    if ends[0] == ends[1] { ends[0].clone() } else { unit.range(story.words, low, high) }
}

fn numbers_of(story: &Story<'_>, answer: &Answer<'_>) -> String {
    let unit = told_in(answer);
    let observed = unit.value(story.words, answer.question.observed);
    let median = unit.value(story.words, answer.score.at[2]);
    let range = interval(story, answer);
    let values = [("median", &*median), ("observed", &*observed), ("range", &*range)];
    story.words.fill("tests_misses_is", &values)
}

fn numbers(story: &Story<'_>) -> Markup {
    let words = story.words;
    let columns = ["tests_col_observed", "tests_col_model", "tests_col_distance", "tests_col_source"];
    html! {
        details.data {
            summary { (words.get("tests_misses_numbers")) }
            div.wide { table {
                thead { tr {
                    th scope="col" { (words.get("tests_col_series")) }
                    th scope="col" { (words.get("tests_col_period")) }
                    @for column in columns { th scope="col" { (words.get(column)) } }
                } }
                tbody { @for answer in story.backcast { (row(story, answer)) } }
            } }
            p.src { (words.get("tests_distance_means")) }
        }
    }
}

fn row(story: &Story<'_>, answer: &Answer<'_>) -> Markup {
    let question = &answer.question;
    let unit = told_in(answer);
    html! { tr {
        td { (title(story, answer)) }
        td { (period(story, answer)) }
        td.n { (unit.value(story.words, question.observed)) }
        td.n { (unit.value(story.words, answer.score.at[2])) " (" (interval(story, answer)) ")" }
        td.n { (amount(story.lang(), answer.distance())) }
        td.src { (sources(story, [&*question.point.source])) }
    } }
}
