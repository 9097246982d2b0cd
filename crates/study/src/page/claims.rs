//! Section `claims`: how many claims have which verdict, what does not hold, and every claim by article.

use crate::Story;
use chipgate_chronicle::claims::{Checked, Reason, Verdict};
use chipgate_report::claims::{because, unit, values};
use chipgate_report::page::claim::{Reader, badge, bar, card, counts};
use chipgate_show::words::with_code;
use maud::{Markup, html};

/// Draws the section; nothing where the study asks for no claims.
pub fn section(story: &Story<'_>) -> Markup {
    if story.claims.is_empty() {
        return html! {};
    }
    let words = story.words;
    html! {
        div.claims {
            p.about { (words.get("claims_guide")) }
            (summary(story))
            h3 { (words.get("study_claims_not_held")) }
            ul.claims-not {
                @for verdict in [Verdict::False, Verdict::Contested] {
                    @for checked in story.claims.iter().filter(|one| one.judged.verdict == verdict) { li { (doubted(story, checked)) } }
                }
            }
            h3 { (words.get("study_claims_all")) }
            @for article in &story.corpus.records.articles { (of_article(story, &article.id)) }
            details.data {
                summary { (words.get("claims_method_title")) }
                ol.claims-method { @for key in ["claims_method_parts", "claims_method_together", "claims_method_sources"] { li { (words.get(key)) } } }
                p.src { (with_code(words.get("study_claims_command"))) }
            }
        }
    }
}

/// How many claims have which verdict.
fn summary(story: &Story<'_>) -> Markup {
    let words = story.words;
    let found = counts(story.claims);
    html! {
        div.claims-sum role="group" aria-label=(chipgate_report::claims::summary(story.claims, words)) {
            p { b { (words.fill("claims_count", &[("count", &story.claims.len().to_string())])) } }
            (bar(&found))
            ul { @for (verdict, count) in &found { li { (badge(*verdict, words)) " " b { (count) } } } }
        }
    }
}

/// A claim that does not hold as said, with the reason, as a link to the claim.
fn doubted(story: &Story<'_>, checked: &Checked<'_>) -> Markup {
    let (claim, words, lang) = (checked.claim, story.words, story.lang());
    let why = Some(because(checked, words, lang)).filter(|_| checked.judged.reason != Reason::OnePart);
    let small: Vec<String> =
        [Some(told(story, checked)), why].into_iter().flatten().filter(|text| !text.is_empty()).collect();
    html! {
        (badge(checked.judged.verdict, words)) " "
        a href=(format!("#{}", claim.id)) { (claim.reading.in_language(lang)) } " "
        small { (small.join(" · ")) }
    }
}

/// The values with their units, in short.
fn told(story: &Story<'_>, checked: &Checked<'_>) -> String {
    let word = |value: &str| match value {
        "yes" => story.words.get("claims_yes").to_owned(),
        "no" => story.words.get("claims_no").to_owned(),
        "unknown" => story.words.get("claims_open").to_owned(),
        other => other.to_owned(),
    };
    let values: Vec<String> = values(checked).split("; ").map(word).collect();
    format!("{} {}", values.join("; "), unit(checked)).trim().to_owned()
}

/// The claims of one article, folded away under their bar.
fn of_article(story: &Story<'_>, article: &str) -> Markup {
    let own: Vec<&Checked<'_>> =
        story.claims.iter().filter(|checked| *checked.claim.article == *article).collect();
    let Some(first) = own.first() else { return html! {} };
    let count = own.len().to_string();
    html! {
        details.claims-article {
            summary {
                span.what { (first.article.about.in_language(story.lang())) " " small { (story.words.fill("claims_count", &[("count", &count)])) } }
                (bar(&counts(own.iter().copied())))
            }
            p.src { (source(story, &first.article.source)) }
            @for checked in &own { (line(story, checked)) }
        }
    }
}

/// The source of an article.
fn source(story: &Story<'_>, id: &str) -> Markup {
    let Some(source) = story.corpus.catalogue.source(id) else { return html! { (id) } };
    html! {
        @if source.url.starts_with("http") { a href=(source.url) rel="noopener noreferrer" { (source.title) } }
        @else { (source.title) }
        @if !source.publisher.is_empty() { " · " (source.publisher) }
    }
}

/// One claim: a line, and everything else folded away.
fn line(story: &Story<'_>, checked: &Checked<'_>) -> Markup {
    let (claim, words) = (checked.claim, story.words);
    let reader = Reader { corpus: story.corpus, words, lang: story.lang() };
    html! {
        details.claim id=(claim.id) {
            summary {
                span.id { (claim.id) }
                span.said { (claim.reading.in_language(story.lang())) }
                span.found { (told(story, checked)) }
                (badge(checked.judged.verdict, words))
            }
            div.inside {
                p.phrase { q lang="ja" { (claim.phrase_ja) } }
                (card::body(&reader, checked))
            }
        }
    }
}
