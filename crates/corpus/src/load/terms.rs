//! The term list: the key legal words in each language, each with where it is used so.

use super::tables::source_list;
use super::{Reading, second_of};
use crate::corpus::Term;
use crate::csv_reader::{Row, read as read_rows};
use crate::folders;
use chipgate_base::Name;
use chipgate_base::text::Text;
use chipgate_catalogue::Source;
use std::collections::BTreeSet;

const COLUMNS: [&str; 9] = ["id", "en", "ja", "zh", "domain", "source_en", "source_ja", "source_zh", "note"];
/// Whose law a word belongs to.
const DOMAINS: [&str; 4] = ["us", "cn", "jp", "general"];
/// Stands for a source where we chose the word ourselves; the note says why.
const OURS: &str = "ours";

pub(super) fn read(reading: &Reading<'_>, sources: &[Source]) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let mut seen = BTreeSet::new();
    if let Some(file) = reading.file(folders::TERMS) {
        read_rows(file, &COLUMNS, |row| {
            let term = term(row, sources);
            if second_of(&mut seen, &term.id).is_some() {
                row.problem("id", format!("two terms have the id `{}`", term.id), "rename one");
            }
            terms.push(term);
        });
    }
    terms.sort_by(|a, b| a.id.cmp(&b.id));
    terms
}

fn term(row: &Row<'_>, sources: &[Source]) -> Term {
    let id = row.required("id");
    let word = |lang: &str| {
        if row.text(lang).is_empty() {
            let help = format!("write the term as the law of that language has it, with `source_{lang}`");
            row.problem(lang, format!("term `{id}` has no `{lang}`"), &help);
        }
        row.name(lang)
    };
    Term {
        words: Text::new(word("en"), word("ja"), word("zh")),
        domain: row.one_of("domain", &DOMAINS),
        sources: ["source_en", "source_ja", "source_zh"].map(|column| sources_of(row, column, sources)),
        note: row.name("note"),
        id,
    }
}

/// The sources of one language; none where the word is ours, which the note must say.
fn sources_of(row: &Row<'_>, column: &str, sources: &[Source]) -> Vec<Name> {
    if row.text(column) != OURS {
        return source_list(row, column, sources);
    }
    if !row.text("note").contains("Ours in") {
        row.problem(
            column,
            "the note does not say that the word is ours",
            "write `Ours in …: why` as its note",
        );
    }
    Vec::new()
}
