//! Who argued what and on whose evidence, as a graph in the dot language.

use super::arguing;
use chipgate_chronicle::actors::{Citation, Position, Side, Stance};
use chipgate_corpus::Corpus;
use chipgate_show::Words;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The graph; every node is declared, stance shows in the style of the line as well as in its color.
#[must_use]
pub fn dot(corpus: &Corpus, words: &Words, lang: &str) -> String {
    let mut out = format!(
        "digraph actors {{\n  rankdir=LR;\n  label={};\n  node [fontname=\"sans-serif\"];\n",
        quoted(words.get("actors_dot_title"))
    );
    for (side, code) in Side::ALL {
        cluster(&mut out, corpus, (side, code), words, lang);
    }
    for position in &corpus.records.positions {
        node(&mut out, &position.id, &about(position, words, lang), "box");
    }
    for (id, label) in evidence(corpus, lang) {
        node(&mut out, &id, &label, "note");
    }
    corpus.records.positions.iter().for_each(|position| edges(&mut out, position, words));
    out.push_str("}\n");
    out
}

fn cluster(out: &mut String, corpus: &Corpus, side: (Side, &str), words: &Words, lang: &str) {
    let own: Vec<_> = arguing(corpus)
        .into_iter()
        .filter(|actor| corpus.chronicle().side_of(&actor.id) == Some(side.0))
        .collect();
    if own.is_empty() {
        return;
    }
    let label = quoted(&words.code("actors_side", side.1));
    let _ = writeln!(out, "  subgraph cluster_{} {{\n    label={label};", side.1);
    for actor in own {
        let _ =
            writeln!(out, "    {} [label={}, shape=ellipse];", key(&actor.id), quoted(&actor.label(lang)));
    }
    out.push_str("  }\n");
}

fn about(position: &Position, words: &Words, lang: &str) -> String {
    let stance = words.code("actors_stance", position.stance.code());
    format!("{}\n{stance}, {}", position.subjects.in_language(lang), position.from)
}

fn node(out: &mut String, id: &str, label: &str, shape: &str) {
    let _ = writeln!(out, "  {} [label={}, shape={shape}];", key(id), quoted(label));
}

/// Whom or what positions rest on, without those that argue themselves.
fn evidence(corpus: &Corpus, lang: &str) -> BTreeSet<(String, String)> {
    let drawn: BTreeSet<&str> = arguing(corpus).iter().map(|actor| &*actor.id).collect();
    let citations = corpus.records.positions.iter().flat_map(|position| &position.citations);
    citations
        .map(|one| (target(one), label(corpus, one, lang)))
        .filter(|(id, _)| !drawn.contains(id.as_str()))
        .collect()
}

/// The node of a citation: whom it names, else the evidence, else what it says.
fn target(one: &Citation) -> String {
    let named = [&one.cites, &one.evidence, &one.instrument].into_iter().find(|id| !id.is_empty());
    named.map_or_else(|| one.what.en.to_string(), ToString::to_string)
}

fn label(corpus: &Corpus, one: &Citation, lang: &str) -> String {
    if !one.cites.is_empty() {
        return corpus.chronicle().actor_label(&one.cites, lang);
    }
    let source = corpus.catalogue.source(&one.evidence).map(|source| source.title.to_string());
    let instrument = corpus.law.instruments.iter().find(|instrument| instrument.id == one.instrument);
    let citation = instrument.map(|instrument| instrument.citation.to_string());
    source.or(citation).unwrap_or_else(|| one.what.in_language(lang).to_owned())
}

fn edges(out: &mut String, position: &Position, words: &Words) {
    let (style, color) = match position.stance.side() {
        Side::For => ("solid", "#1b6e3c"),
        Side::Against => ("dashed", "#9a3412"),
        Side::Both | Side::Neither => ("dotted", "#555555"),
    };
    let head = arrow(position.stance);
    let _ = writeln!(
        out,
        "  {} -> {} [style={style}, color=\"{color}\", arrowhead={head}];",
        key(&position.actor),
        key(&position.id)
    );
    for one in &position.citations {
        let kind = words.code("actors_citation", &one.kind);
        let _ = writeln!(
            out,
            "  {} -> {} [label={}, arrowhead=vee];",
            key(&position.id),
            key(&target(one)),
            quoted(&kind)
        );
    }
}

/// The head of the line tells apart the stances of one side.
fn arrow(stance: Stance) -> &'static str {
    match stance {
        Stance::For => "normal",
        Stance::ForWithConditions => "onormal",
        Stance::Against => "tee",
        Stance::AgainstInEffect => "box",
        Stance::AgainstWithDoubts => "obox",
        Stance::Neutral => "none",
        Stance::Observer => "odot",
    }
}

fn key(id: &str) -> String {
    quoted(id)
}

/// A string of the dot language.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
