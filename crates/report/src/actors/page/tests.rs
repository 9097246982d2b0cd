#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use super::*;
use chipgate_corpus::Files;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

fn corpus() -> Corpus {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let mut folders = vec![root.clone()];
    let mut pairs = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                pairs.push((name, Cow::Owned(std::fs::read(&path).unwrap())));
            }
        }
    }
    let loaded = Corpus::load(&Files::from_pairs(pairs), &[]);
    loaded.corpus.unwrap()
}

/// The values of an attribute, in the order of the page.
fn values<'t>(html: &'t str, attribute: &str) -> Vec<&'t str> {
    let start = format!("{attribute}=\"");
    html.split(&start).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn everyone_and_every_position_is_drawn_once_and_every_line_has_two_ends() {
    let corpus = corpus();
    for lang in ["en", "ja", "zh"] {
        let words = chipgate_show::words(&corpus.messages, lang);
        let html = render(&corpus, &words, lang);
        check(&corpus, &html);
    }
}

fn check(corpus: &Corpus, html: &str) {
    let sorted = |mut ids: Vec<String>| {
        ids.sort();
        ids
    };
    let shown = |attribute: &str| sorted(values(html, attribute).into_iter().map(str::to_owned).collect());
    let positions = sorted(corpus.records.positions.iter().map(|own| own.id.to_string()).collect());
    assert_eq!(shown("data-position"), positions);
    let speaks = |actor: &&Actor| {
        !actor.citations.is_empty() || corpus.records.positions.iter().any(|own| own.actor == actor.id)
    };
    let speakers =
        sorted(corpus.records.actors.iter().filter(speaks).map(|own| own.id.to_string()).collect());
    assert_eq!(shown("data-actor"), speakers);
    let ids = values(html, " id");
    for id in corpus
        .records
        .actors
        .iter()
        .filter(|own| &*own.kind == "person")
        .map(|own| &*own.id)
        .chain(speakers.iter().map(String::as_str))
        .chain(positions.iter().map(String::as_str))
    {
        assert_eq!(ids.iter().filter(|own| **own == id).count(), 1, "`{id}` in the list");
    }
    let (from, to) = (values(html, "data-from"), values(html, "data-to"));
    let citations = corpus.records.positions.iter().map(|own| own.citations.len()).sum::<usize>()
        + corpus.records.actors.iter().map(|own| own.citations.len()).sum::<usize>();
    assert_eq!((from.len(), to.len()), (citations, citations));
    for (from, to) in from.iter().zip(&to) {
        assert!(positions.iter().chain(&speakers).any(|own| own == from), "{from}");
        assert_eq!(values(html, "data-target").iter().filter(|own| *own == to).count(), 1, "{to}");
    }
    for link in values(html, "href").into_iter().filter_map(|link| link.strip_prefix('#')) {
        assert!(ids.contains(&link), "`#{link}` leads nowhere");
    }
}
