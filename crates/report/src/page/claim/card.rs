//! One claim: what it says, how it was checked, what came out, who disagrees.

use super::{Reader, badge, drawing};
use crate::claims::{because, show_claimed};
use chipgate_chronicle::claims::{
    Checked, ClaimPart, JudgedPart, Outside, Reason, Said, Stance, filled_in, show,
};
use maud::{Markup, html};

/// The claim as an article of the page.
pub fn card(page: &Reader<'_>, checked: &Checked<'_>) -> Markup {
    let (claim, words, lang) = (checked.claim, page.words, page.lang);
    let verdict = checked.judged.verdict;
    html! {
        article.claim id=(claim.id) data-article=(claim.article) data-verdict=(verdict.code()) data-find=(find_text(checked)) {
            div.top {
                p.phrase { a.id href=(format!("#{}", claim.id)) { (claim.id) } " " q lang="ja" { (claim.phrase_ja) } }
                (badge(verdict, words))
            }
            h3 { (claim.reading.in_language(lang)) }
            (body(page, checked))
        }
    }
}

/// Everything of a claim below its reading: why, drawing, parts, what others say, note, sources.
pub fn body(page: &Reader<'_>, checked: &Checked<'_>) -> Markup {
    let (claim, words, lang) = (checked.claim, page.words, page.lang);
    html! {
            @if checked.judged.reason != Reason::OnePart { p.because { (because(checked, words, lang)) } }
            (drawing::drawing(page, checked))
            ol.parts.(if claim.parts.len() == 1 { "one" } else { "many" }) {
                @for (part, judged) in claim.parts.iter().zip(&checked.judged.parts) { li { (part_of(page, part, judged)) } }
            }
            @if !claim.asides.is_empty() {
                h4 { (words.get("claims_beside")) }
                ul.parts.asides {
                    @for (part, judged) in claim.asides.iter().zip(&checked.judged.asides) { li { (value_of(page, part, judged)) } }
                }
            }
            @if !claim.outside.is_empty() { (outside(page, checked)) }
            @let note = claim.note.in_language(lang);
            @if !note.is_empty() { p.note { (note) } }
            (sources(page, checked))
    }
}

fn find_text(checked: &Checked<'_>) -> String {
    let claim = checked.claim;
    let reading = &claim.reading;
    format!("{} {} {} {} {}", claim.id, claim.phrase_ja, reading.en, reading.own("ja"), reading.own("zh"))
        .to_lowercase()
}

fn part_of(page: &Reader<'_>, part: &ClaimPart, judged: &JudgedPart) -> Markup {
    html! {
        @if part.of.en.is_empty() { (value_of(page, part, judged)) }
        @else { (badge(judged.verdict, page.words)) " " (value_of(page, part, judged)) }
    }
}

fn value_of(page: &Reader<'_>, part: &ClaimPart, judged: &JudgedPart) -> Markup {
    let of = part.of.in_language(page.lang);
    let claimed = show_claimed(&part.claimed);
    html! {
        @if !of.is_empty() { span.of { (of) } }
        @match (&part.said, &judged.found) {
            (Said::Stated { because, .. }, _) => p.stated { (because.in_language(page.lang)) },
            (Said::Formula { text, .. }, found) => {
                code { (text) }
                @if let Some(found) = found {
                    @if let Some(filled) = filled_in(part, found).filter(|filled| found.reads.len() > 1 || filled.contains(' ')) {
                        p.filled { "= " (filled) }
                    }
                    p.value {
                        "= " b { (value_word(page, &show(&found.value))) } " " (part.unit)
                        @if !claimed.is_empty() { span.claimed { (page.words.get("claims_claimed")) ": " (claimed) " " (part.unit) } }
                    }
                } @else if let Some(problem) = &judged.problem { p.stated { (problem.message) } }
            },
        }
    }
}

/// Yes and no are words of the language; numbers and days stay.
fn value_word<'a>(page: &'a Reader<'_>, text: &'a str) -> &'a str {
    match text {
        "yes" => page.words.get("claims_yes"),
        "no" => page.words.get("claims_no"),
        "unknown" => page.words.get("claims_open"),
        other => other,
    }
}

fn outside(page: &Reader<'_>, checked: &Checked<'_>) -> Markup {
    html! {
        h4 { (page.words.get("claims_outside")) }
        ul.outside {
            @for (outside, stance) in checked.claim.outside.iter().zip(&checked.judged.outside) {
                li { (one_outside(page, outside, *stance)) }
            }
        }
    }
}

fn one_outside(page: &Reader<'_>, outside: &Outside, stance: Stance) -> Markup {
    let sign = match (outside.forecast, stance) {
        (true, _) => "…",
        (false, Stance::Agrees) => "=",
        (false, Stance::Nearly) => "≈",
        (false, Stance::Disagrees) => "≠",
    };
    let word = if outside.forecast {
        page.words.get("claims_forecast").to_owned()
    } else {
        page.words.code("claims_stance", stance.code())
    };
    html! {
        span.stance.(format!("s-{}", if outside.forecast { "forecast" } else { stance.code() })) { i aria-hidden="true" { (sign) } " " (word) }
        " " (outside.says.in_language(page.lang)) " " (link(page, &outside.source))
    }
}

fn sources(page: &Reader<'_>, checked: &Checked<'_>) -> Markup {
    let ids = checked.sources();
    html! {
        details.sources {
            summary { (page.words.fill("claims_sources", &[("count", &ids.len().to_string())])) " · " (page.words.code("claims_confidence", &checked.claim.confidence)) }
            ul { @for id in &ids { li { (link(page, id)) } } }
        }
    }
}

/// A source as a link, or as its title where it has no address.
fn link(page: &Reader<'_>, id: &str) -> Markup {
    let Some(source) = page.corpus.catalogue.source(id) else { return html! { (id) } };
    html! {
        @if source.url.starts_with("https://") || source.url.starts_with("http://") {
            a.source href=(source.url) rel="noopener noreferrer" title=(source.title) { (source.title) }
        } @else { span.source { (source.title) } }
        @if !source.publisher.is_empty() { small { " " (source.publisher) } }
    }
}
