//! The page of checked claims: one HTML document that needs nothing else.
//!
//! Everything can be read without scripts; the script adds the filter alone.

mod method;

use crate::claims::summary;
use crate::page::claim::{self, Reader, badge, bar, card, counts};
use chipgate_chronicle::claims::Checked;
use chipgate_corpus::Corpus;
use chipgate_show::Words;
use chipgate_show::page::{head, language};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: [&str; 2] = [include_str!("claims.css"), claim::STYLE];
const SCRIPT: &str = include_str!("claims.js");

/// When and from what the page was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// The day.
    pub today: String,
    /// Last day that the sources of the United States cover.
    pub covers_to: String,
    /// Last day that the sources of China cover.
    pub covers_to_cn: String,
}

/// What the parts of the page share.
struct Page<'a> {
    corpus: &'a Corpus,
    claims: &'a [Checked<'a>],
    made: &'a Made,
    words: &'a Words,
    lang: &'a str,
}

/// Writes the page as a complete HTML document.
#[must_use]
pub fn render(corpus: &Corpus, claims: &[Checked<'_>], made: &Made, words: &Words, lang: &str) -> String {
    let page = Page { corpus, claims, made, words, lang };
    html! {
        (DOCTYPE)
        html lang=(language(lang)) {
            (head(page.words.get("claims_title"), &STYLE, true))
            body.claims {
                main {
                    (opening(&page))
                    (filter(&page))
                    @for article in &corpus.records.articles { (section(&page, &article.id)) }
                    p #none hidden { (words.get("claims_none")) }
                    (method::section(&page))
                }
                (closing(&page))
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

/// Text, guide, and how many claims have which verdict.
fn opening(page: &Page<'_>) -> Markup {
    let words = page.words;
    html! {
        header {
            h1 { (words.get("claims_title")) }
            p.guide { (words.get("claims_guide")) }
        }
        section.summary aria-label=(summary(page.claims, words)) {
            p.count { (words.fill("claims_count", &[("count", &page.claims.len().to_string())])) }
            (bar(&counts(page.claims)))
            ul {
                @for (verdict, count) in counts(page.claims) {
                    li { (badge(verdict, words)) " " b { (count) } }
                }
            }
        }
    }
}

fn filter(page: &Page<'_>) -> Markup {
    let words = page.words;
    let articles = page
        .corpus
        .records
        .articles
        .iter()
        .filter(|article| page.claims.iter().any(|one| one.claim.article == article.id));
    html! {
        form.filter.scripted #filter role="search" aria-label=(words.get("filter")) {
            label.wide { span { (words.get("claims_article")) }
                select name="article" {
                    option value="" { (words.get("all")) }
                    @for article in articles { option value=(article.id) { (article.about.in_language(page.lang)) } }
                }
            }
            label { span { (words.get("claims_verdict")) }
                select name="verdict" {
                    option value="" { (words.get("all")) }
                    @for (verdict, _) in counts(page.claims) {
                        option value=(verdict.code()) { (words.code("claims_verdict", verdict.code())) }
                    }
                }
            }
            label { span { (words.get("filter_text")) } input type="search" name="find" autocomplete="off"; }
            output #shown aria-live="polite" data-text=(words.get("claims_shown")) {}
        }
    }
}

fn section(page: &Page<'_>, article: &str) -> Markup {
    let own: Vec<&Checked<'_>> = page.claims.iter().filter(|one| &*one.claim.article == article).collect();
    html! {
        @if let Some(first) = own.first() {
            section.article {
                @let reader = Reader { corpus: page.corpus, words: page.words, lang: page.lang };
                h2 { (first.article.about.in_language(page.lang)) " " small { (first.article.id) } }
                @for checked in &own { (card::card(&reader, checked)) }
            }
        }
    }
}

fn closing(page: &Page<'_>) -> Markup {
    let hash: String = page.corpus.sha256.chars().take(12).collect();
    let words = page.words;
    let [today, us, cn] =
        [&page.made.today, &page.made.covers_to, &page.made.covers_to_cn].map(|day| words.day_of_text(day));
    let made = [
        ("version", &*page.corpus.version),
        ("hash", hash.as_str()),
        ("today", today.as_str()),
        ("covers_to", us.as_str()),
        ("covers_to_cn", cn.as_str()),
    ];
    html! {
        footer {
            p { (words.get("disclaimer")) }
            p.made { (words.fill("made_from", &made)) }
        }
    }
}
