//! Small parts that several sections of the page share: figures, sources, units.

use crate::locale;
use crate::study::Story;
use maud::{Markup, html};

/// From here on a number is written with a power of ten.
const LARGEST: f64 = 1e15;

/// A number for people, with three digits that count.
pub fn figure(lang: &str, value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    if value.abs() < LARGEST {
        return locale::amount(lang, value);
    }
    let power = value.abs().log10().floor();
    let digits = locale::number((value / 10f64.powf(power) * 100.0).round() / 100.0);
    format!("{digits} × 10{}", raised(&power.to_string()))
}

fn raised(digits: &str) -> String {
    let small = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    digits.chars().filter_map(|digit| small.chars().nth(digit.to_digit(10)? as usize)).collect()
}

/// Links to sources, each with its title and publisher; a source without an address is only named.
pub fn sources<'a>(story: &Story<'_>, ids: impl IntoIterator<Item = &'a str>) -> Markup {
    html! {
        @for (place, id) in ids.into_iter().enumerate() {
            @if place > 0 { "; " }
            (source(story, id))
        }
    }
}

fn source(story: &Story<'_>, id: &str) -> Markup {
    match story.corpus.catalogue.source(id) {
        Some(source) if !source.url.is_empty() => {
            html! { a href=(source.url) title=(source.publisher) lang="en" { (source.title) } }
        }
        Some(source) => html! { span title=(source.publisher) lang="en" { (source.title) } },
        None => html! { (id) },
    }
}

/// A link to a block of equations; the bare number where the data lack the block.
pub fn equation(story: &Story<'_>, id: &str) -> Markup {
    match story.corpus.race.block(id) {
        Some(block) => {
            html! { a href=(format!("#eq-{id}")) title=(block.title.in_language(story.lang())) { (id) } }
        }
        None => html! { (id) },
    }
}

/// The message of a key, or the text of the data where there is none; in English always that of the data.
pub fn told(story: &Story<'_>, key: &str, data: &str) -> String {
    let message = story.words.all().get(key).filter(|_| story.lang() != "en");
    message.map_or_else(|| data.to_owned(), Clone::clone)
}

/// A unit of the race in words of the language; as it stands in the data where there are none.
pub fn unit(story: &Story<'_>, unit: &str) -> String {
    let slug: String =
        unit.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    let message = |family: &str| story.words.all().get(&format!("{family}_{slug}"));
    message("race_unit").or_else(|| message("tests_unit")).map_or_else(|| unit.to_owned(), Clone::clone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_huge_number_is_written_with_a_power_of_ten() {
        assert_eq!(figure("en", 2.728e26), "2.73 × 10²⁶");
        assert_eq!(figure("ja", 20_538.0), "2.05万");
        assert_eq!(figure("en", 0.0), "0");
    }
}
