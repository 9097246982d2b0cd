//! One checked claim, for the pages that show it: its card, its drawing and the marks of verdicts.

pub mod card;
mod drawing;

use chipgate_chronicle::claims::{Checked, Verdict};
use chipgate_corpus::Corpus;
use chipgate_show::Words;
use maud::{Markup, html};

/// The look of a claim and of the marks of verdicts, within `.claim` and `.claims`.
pub const STYLE: &str = include_str!("claim.css");

/// For whom a claim is shown, and from which data.
pub struct Reader<'a> {
    /// The data.
    pub corpus: &'a Corpus,
    /// Words of the reader's language.
    pub words: &'a Words,
    /// Code of the reader's language.
    pub lang: &'a str,
}

/// How many claims have which verdict, as a bar.
pub fn bar(counts: &[(Verdict, usize)]) -> Markup {
    html! {
        div.bar aria-hidden="true" {
            @for (verdict, count) in counts {
                span.piece.(format!("v-{}", verdict.code())) style=(format!("flex-grow:{count}")) {}
            }
        }
    }
}

/// How many claims have which verdict; verdicts that none has are left out.
pub fn counts<'c>(claims: impl IntoIterator<Item = &'c Checked<'c>> + Clone) -> Vec<(Verdict, usize)> {
    let count =
        |verdict: Verdict| claims.clone().into_iter().filter(|one| one.judged.verdict == verdict).count();
    Verdict::ALL
        .iter()
        .map(|(verdict, _)| (*verdict, count(*verdict)))
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// A verdict as a mark and a word; the mark tells it apart without colour.
pub fn badge(verdict: Verdict, words: &Words) -> Markup {
    html! {
        span.badge.(format!("v-{}", verdict.code())) {
            i.mark aria-hidden="true" { (mark(verdict)) }
            (words.code("claims_verdict", verdict.code()))
        }
    }
}

fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::True => "✓",
        Verdict::Approximately => "≈",
        Verdict::Contested => "⇄",
        Verdict::False => "✗",
        Verdict::NotCheckable => "?",
    }
}
