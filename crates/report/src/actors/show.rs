//! One actor whole, in words and as JSON.

use super::{days, moved};
use crate::Words;
use chipgate_corpus::Corpus;
use chipgate_corpus::actors::{Actor, Citation, Move, Position, Role, in_language};
use serde_json::{Value, json};
use std::fmt::Write;

/// Roles with days, moves between sectors, positions with days, whom the actor cites and who cites it.
#[must_use]
pub fn text(corpus: &Corpus, actor: &Actor, words: &Words, lang: &str) -> String {
    let teller = Teller { corpus, words, lang };
    let mut out =
        format!("{}  ({}, {})\n", actor.label(lang), actor.id, words.code("actors_sector", &actor.sort));
    teller.section(&mut out, "actors_roles", actor.roles.iter().map(|role| teller.role(role)));
    teller.section(&mut out, "actors_moves", actor.moves().iter().map(|one| teller.moved(one)));
    let positions = corpus.positions_of(&actor.id);
    teller.section(&mut out, "actors_positions", positions.iter().map(|position| teller.position(position)));
    teller.section(&mut out, "actors_cites", actor.citations.iter().map(|one| teller.citation(one)));
    let cited = corpus.cited_by(&actor.id);
    teller.section(&mut out, "actors_cited_by", cited.iter().map(|(who, _, one)| teller.by(who, one)));
    let through = corpus.cited_through(actor);
    teller.section(
        &mut out,
        "actors_cited_through",
        through.iter().map(|(role, who, _, one)| {
            format!("{} ({})", teller.by(who, one), corpus.actor_label(&role.organization, lang))
        }),
    );
    let sources = actor.sources.iter().map(|id| teller.source(id));
    teller.section(&mut out, "actors_sources", sources);
    out
}

struct Teller<'a> {
    corpus: &'a Corpus,
    words: &'a Words,
    lang: &'a str,
}

impl Teller<'_> {
    fn section(&self, out: &mut String, title: &str, lines: impl Iterator<Item = String>) {
        let lines: Vec<String> = lines.collect();
        if lines.is_empty() {
            return;
        }
        let _ = writeln!(out, "\n{}", self.words.get(title));
        for line in lines {
            let _ = writeln!(out, "  {line}");
        }
    }

    fn organization(&self, id: &str) -> String {
        if id.is_empty() {
            return self.words.get("actors_organization_unnamed").to_owned();
        }
        self.corpus.actor_label(id, self.lang)
    }

    fn role(&self, role: &Role) -> String {
        let seen: Vec<String> = role
            .seen_on
            .iter()
            .map(|day| self.words.fill("actors_seen", &[("day", &day.to_string())]))
            .collect();
        let seen = if seen.is_empty() { String::new() } else { format!(", {}", seen.join(", ")) };
        format!(
            "{}{seen}: {}, {} [{}; {}] {}",
            days(role.from.as_ref(), role.until.as_ref(), self.words),
            in_language(&role.titles, self.lang),
            self.organization(&role.organization),
            self.words.code("actors_sector", &role.sector),
            self.words.code("actors_confidence", &role.confidence),
            self.note(&role.sources),
        )
    }

    fn moved(&self, one: &Move) -> String {
        let sector = |code: &str| self.words.code("actors_sector", code);
        let beside =
            if one.beside { format!("; {}", self.words.get("actors_beside")) } else { String::new() };
        let stated =
            if one.stated { format!("; {}", self.words.get("actors_stated")) } else { String::new() };
        format!(
            "{} → {} ({}{beside}{stated})",
            sector(&one.from_sector),
            sector(&one.to_sector),
            moved(one, self.words)
        )
    }

    fn position(&self, position: &Position) -> String {
        let mut said = position.from.to_string();
        if let Some(to) = position.to {
            said = self.words.fill("actors_last_said", &[("from", &said), ("to", &to.to_string())]);
        }
        let mut line = format!(
            "{said}: {}, {}: {} {}",
            in_language(&position.subjects, self.lang),
            self.words.code("actors_stance", position.stance.code()),
            in_language(&position.arguments, self.lang),
            self.note(&position.sources),
        );
        for one in &position.citations {
            let _ = write!(line, "\n    {}", self.citation(one));
        }
        if position.citations.is_empty() {
            let _ = write!(line, "\n    {}", self.words.get("actors_no_evidence"));
        }
        line
    }

    fn citation(&self, one: &Citation) -> String {
        let whom =
            if one.cites.is_empty() { String::new() } else { self.corpus.actor_label(&one.cites, self.lang) };
        let what = in_language(&one.what, self.lang);
        let between = if whom.is_empty() || what.is_empty() { "" } else { ": " };
        format!(
            "{}: {whom}{between}{what} {}",
            self.words.code("actors_citation", &one.kind),
            self.note(&one.sources)
        )
    }

    fn by(&self, who: &str, one: &Citation) -> String {
        let what = in_language(&one.what, self.lang);
        let who = self.corpus.actor_label(who, self.lang);
        format!(
            "{who} ({}): {what} {}",
            self.words.code("actors_citation", &one.kind),
            self.note(&one.sources)
        )
    }

    fn note(&self, sources: &[chipgate_law::Name]) -> String {
        let ids: Vec<&str> = sources.iter().map(|id| &**id).collect();
        format!("[{}]", ids.join(", "))
    }

    fn source(&self, id: &str) -> String {
        match self.corpus.source(id) {
            Some(source) => format!("{id}: {}, {}  {}", source.title, source.publisher, source.url),
            None => id.to_owned(),
        }
    }
}

/// One actor as JSON, with days written no more exactly than they are known.
#[must_use]
pub fn json(corpus: &Corpus, actor: &Actor) -> Value {
    let day = |when: Option<&chipgate_corpus::actors::When>| when.map(ToString::to_string);
    let cites = |one: &Citation| {
        json!({ "cites": &*one.cites, "evidence": &*one.evidence, "kind": &*one.kind, "what": &*one.what[0],
            "sources": ids(&one.sources), "confidence": &*one.confidence })
    };
    json!({
        "id": &*actor.id,
        "names": { "en": &*actor.names[0], "ja": &*actor.names[1], "zh": &*actor.names[2] },
        "kind": &*actor.kind, "sort": &*actor.sort, "country": &*actor.country, "party": &*actor.party,
        "confidence": &*actor.confidence, "sources": ids(&actor.sources), "note": &*actor.note,
        "roles": actor.roles.iter().map(|role| json!({
            "organization": &*role.organization, "title": &*role.titles[0], "sector": &*role.sector,
            "from": day(role.from.as_ref()), "until": day(role.until.as_ref()), "ended": role.ended,
            "seen_on": role.seen_on.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "sources": ids(&role.sources), "confidence": &*role.confidence,
        })).collect::<Vec<_>>(),
        "moves": actor.moves().iter().map(|one| json!({
            "from_sector": &*one.from_sector, "to_sector": &*one.to_sector, "when": day(one.when.as_ref()),
            "from_organization": &*one.from_organization, "to_organization": &*one.to_organization,
            "stated": one.stated, "beside": one.beside, "sources": ids(&one.sources),
        })).collect::<Vec<_>>(),
        "positions": corpus.positions_of(&actor.id).iter().map(|position| json!({
            "id": &*position.id, "about": &*position.subjects[0], "stance": position.stance.code(),
            "from": position.from.to_string(), "to": day(position.to.as_ref()),
            "argument": &*position.arguments[0], "sources": ids(&position.sources),
            "citations": position.citations.iter().map(cites).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "cites": actor.citations.iter().map(cites).collect::<Vec<_>>(),
        "cited_by": corpus.cited_by(&actor.id).iter().map(|(who, position, one)| json!({
            "actor": &***who, "position": position.map(|position| &*position.id), "kind": &*one.kind,
        })).collect::<Vec<_>>(),
    })
}

fn ids(list: &[chipgate_law::Name]) -> Vec<&str> {
    list.iter().map(|id| &**id).collect()
}
