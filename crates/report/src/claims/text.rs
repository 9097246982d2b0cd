//! Checked claims as text.

use super::{holds_of, show_claimed};
use chipgate_chronicle::claims::{Checked, ClaimPart, JudgedPart, Said, filled_in, show};
use chipgate_corpus::Corpus;
use chipgate_show::Words;

/// Claims for people, some lines each.
#[must_use]
pub fn text(corpus: &Corpus, claims: &[Checked<'_>], words: &Words, lang: &str) -> String {
    let mut out = String::new();
    for checked in claims {
        out.push_str(&text_of(corpus, checked, words, lang));
    }
    out.push_str(&format!("{}\n", summary(claims, words)));
    out
}

/// How many claims have which verdict, in one line.
#[must_use]
pub fn summary(claims: &[Checked<'_>], words: &Words) -> String {
    let counts = chipgate_chronicle::claims::Verdict::ALL.iter().filter_map(|(verdict, code)| {
        let count = claims.iter().filter(|checked| checked.judged.verdict == *verdict).count();
        (count > 0).then(|| format!("{}: {count}", words.code("claims_verdict", code)))
    });
    let all = words.fill("claims_count", &[("count", &claims.len().to_string())]);
    format!("{all} · {}", counts.collect::<Vec<_>>().join(" · "))
}

/// One claim in some lines.
#[must_use]
pub fn text_of(corpus: &Corpus, checked: &Checked<'_>, words: &Words, lang: &str) -> String {
    let claim = checked.claim;
    let mut out = format!(
        "{}  {}  {}\n  {}\n",
        claim.id,
        verdict_line(checked, words, lang),
        claim.phrase_ja,
        claim.reading.in_language(lang)
    );
    for (part, judged) in claim.parts.iter().zip(&checked.judged.parts) {
        out.push_str(&part_line(part, judged, words, lang));
    }
    for (part, judged) in claim.asides.iter().zip(&checked.judged.asides) {
        let shown = judged.found.as_ref().map_or_else(String::new, |found| show(&found.value));
        out.push_str(&format!("  ({}: {shown} {})\n", part.of.in_language(lang), part.unit));
    }
    for (outside, stance) in claim.outside.iter().zip(&checked.judged.outside) {
        let stance = if outside.forecast {
            words.get("claims_forecast").to_owned()
        } else {
            words.code("claims_stance", stance.code())
        };
        let source = corpus.catalogue.source(&outside.source).map_or("", |source| &source.publisher);
        out.push_str(&format!("  {stance}: {} ({source})\n", outside.says.in_language(lang)));
    }
    let note = claim.note.in_language(lang);
    if !note.is_empty() {
        out.push_str(&format!("  {note}\n"));
    }
    out
}

/// The verdict with the part of which it holds and the reason.
#[must_use]
pub fn verdict_line(checked: &Checked<'_>, words: &Words, lang: &str) -> String {
    let verdict = words.code("claims_verdict", checked.judged.verdict.code());
    format!("{verdict} ({})", because(checked, words, lang))
}

/// Why the verdict is what it is, in words.
#[must_use]
pub fn because(checked: &Checked<'_>, words: &Words, lang: &str) -> String {
    let separator = if lang == "en" { "; " } else { "、" };
    let of = holds_of(checked, lang).join(separator);
    words.fill(&format!("claims_because_{}", checked.judged.reason.code()), &[("of", &of)])
}

fn part_line(part: &ClaimPart, judged: &JudgedPart, words: &Words, lang: &str) -> String {
    let of = part.of.in_language(lang);
    let head = if of.is_empty() { String::new() } else { format!("{of}: ") };
    let verdict = words.code("claims_verdict", judged.verdict.code());
    match (&part.said, &judged.found) {
        (Said::Stated { because, .. }, _) => format!("  {head}{verdict}. {}\n", because.in_language(lang)),
        (Said::Formula { text, .. }, Some(found)) => {
            let value = format!("{} {}", show(&found.value), part.unit);
            let filled = filled_in(part, found).filter(|filled| *filled != show(&found.value));
            let filled = filled.map_or_else(String::new, |filled| format!("    = {filled}\n"));
            let claimed = show_claimed(&part.claimed);
            let against = if claimed.is_empty() {
                String::new()
            } else {
                format!("  [{}: {claimed}]", words.get("claims_claimed"))
            };
            format!("  {head}{verdict}\n    {text}\n{filled}    = {}{against}\n", value.trim_end())
        }
        (Said::Formula { text, .. }, None) => {
            let problem = judged.problem.as_ref().map_or_else(String::new, ToString::to_string);
            format!("  {head}{verdict}\n    {text}\n    {problem}\n")
        }
    }
}
