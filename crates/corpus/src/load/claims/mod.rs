//! Reads the articles' claims: tolerances, articles, and each claim with its formulas.

mod one;
mod said;

use super::{Reading, unknown_id};
use crate::corpus::Corpus;
use crate::folders;
use crate::toml_reader::{Placed, Table};
use chipgate_base::Name;
use chipgate_base::text::Text;
use chipgate_chronicle::claims::{Article, Claim, Tolerance};
use one::OneClaim;
use std::collections::BTreeSet;

/// Everything below `record/claims/`.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub tolerances: Vec<Tolerance>,
    pub articles: Vec<Article>,
    pub claims: Vec<Claim>,
}

/// Reads all files below `record/claims/`; `corpus` is complete but for the claims.
pub(super) fn read(reading: &Reading<'_>, corpus: &Corpus) -> Read {
    let mut all = Read::default();
    if let Some(file) = reading.file_in(folders::CLAIMS, "classes.toml") {
        Table::read(file, |root| {
            for table in root.tables("class") {
                all.tolerances.extend(tolerance(&table));
                table.finish();
            }
        });
    }
    let mut seen = BTreeSet::new();
    for file in reading
        .files(folders::CLAIMS, ".toml")
        .into_iter()
        .filter(|file| !file.path.ends_with("classes.toml"))
    {
        Table::read(file, |root| {
            let Some(article) = article(root, corpus) else { return };
            for table in root.tables("claim") {
                let one = OneClaim { table: &table, corpus, tolerances: &all.tolerances, article: &article };
                all.claims.extend(one.read(&mut seen));
                table.finish();
            }
            all.articles.push(article);
        });
    }
    all.claims.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

fn tolerance(table: &Table<'_>) -> Option<Tolerance> {
    let id = table.required_text("id").text;
    let (narrow, wide) = (share(table, "true_within"), share(table, "approximately_within"));
    let (narrow, wide) = (narrow?, wide?);
    if wide < narrow {
        table.problem(table.at(), "the wide band is narrower than the narrow one", "exchange the two shares");
    }
    Some(Tolerance { id, meaning: texts(table, "meaning"), true_within: narrow, approximately_within: wide })
}

fn share(table: &Table<'_>, key: &str) -> Option<f64> {
    let number = table.number(key);
    if number.is_none_or(|number| !(0.0..1.0).contains(&number)) {
        let at = table.get(key).map_or(table.at(), |value| value.span());
        table.problem(at, format!("`{key}` must be a share from 0 to below 1"), "write a number such as 0.1");
        return None;
    }
    number
}

/// A text with the language at the end of its key; English must be there.
fn texts(table: &Table<'_>, key: &str) -> Text {
    let en = table.required_text(&format!("{key}_en")).text;
    let Text { ja, zh, .. } = optional_texts(table, key);
    Text { en, ja, zh }
}

fn optional_texts(table: &Table<'_>, key: &str) -> Text {
    let text =
        |lang: &str| table.text(&format!("{key}_{lang}")).map_or_else(|| Name::from(""), |text| text.text);
    Text::new(text("en"), text("ja"), text("zh"))
}

fn article(root: &Table<'_>, corpus: &Corpus) -> Option<Article> {
    let table = root.table("article").or_else(|| {
        root.problem(0..0, "there is no `[article]`", "add it with `id`, `about_en` and `source`");
        root.tables("claim");
        None
    })?;
    let source = table.required_text("source");
    check_source(&table, &source, corpus);
    let retells = table.texts("retells");
    for one in &retells {
        check_source(&table, one, corpus);
    }
    let article = Article {
        id: table.required_text("id").text,
        about: texts(&table, "about"),
        source: source.text,
        retells: retells.into_iter().map(|source| source.text).collect(),
    };
    table.finish();
    Some(article)
}

fn check_source(table: &Table<'_>, source: &Placed, corpus: &Corpus) {
    if !source.text.is_empty() && corpus.catalogue.source(&source.text).is_none() {
        unknown_id(
            table.file,
            source.at.clone(),
            "source",
            &source.text,
            corpus.catalogue.sources.iter().map(|source| &*source.id),
        );
    }
}
