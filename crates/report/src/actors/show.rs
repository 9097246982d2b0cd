//! One actor whole, in words and as JSON.

use super::{days, moved};
use chipgate_chronicle::actors::{Actor, Citation, Move, Position, Role};
use chipgate_corpus::Corpus;
use chipgate_show::Words;
use serde_json::{Value, json};
use std::fmt::Write;

/// Roles with days, moves between sectors, positions with days, whom the actor cites and who cites it.
#[must_use]
pub fn text(corpus: &Corpus, actor: &Actor, words: &Words, lang: &str) -> String {
    let teller = Teller { corpus, words, lang };
    let mut out = teller.head(actor);
    teller.section(&mut out, "actors_roles", actor.roles.iter().map(|role| teller.role(role)));
    teller.section(&mut out, "actors_moves", actor.moves().iter().map(|one| teller.moved(one)));
    let positions = corpus.chronicle().positions_of(&actor.id);
    teller.section(&mut out, "actors_positions", positions.iter().map(|position| teller.position(position)));
    teller.section(&mut out, "actors_cites", actor.citations.iter().map(|one| teller.citation(one)));
    let cited = corpus.chronicle().cited_by(&actor.id);
    teller.section(&mut out, "actors_cited_by", cited.iter().map(|(who, _, one)| teller.by(who, one)));
    let through = corpus.chronicle().cited_through(actor);
    teller.section(
        &mut out,
        "actors_cited_through",
        through.iter().map(|(role, who, _, one)| {
            format!("{} ({})", teller.by(who, one), corpus.chronicle().actor_label(&role.organization, lang))
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
    /// Name, id and sort; the names in the other languages; where the articles name the actor; what to know.
    fn head(&self, actor: &Actor) -> String {
        let sort = self.words.code("actors_sector", &actor.sort);
        let mut out = format!("{}  ({}, {sort})\n", actor.label(self.lang), actor.id);
        let shown = actor.names.in_language(self.lang);
        let codes = ["en", "ja", "zh"].map(|code| (code, actor.names.own(code)));
        let others: Vec<String> = codes
            .into_iter()
            .filter(|(_, name)| !name.is_empty() && *name != shown)
            .map(|(code, name)| self.marked(actor, code, name))
            .collect();
        let articles: Vec<String> = actor
            .articles
            .iter()
            .map(|number| self.words.fill("actors_article", &[("number", number)]))
            .collect();
        if !others.is_empty() {
            let _ = writeln!(out, "{}", others.join(" · "));
        }
        if !articles.is_empty() {
            let _ = writeln!(out, "{}: {}", self.words.get("actors_named_in"), articles.join(", "));
        }
        if !actor.note.is_empty() {
            let _ = writeln!(out, "{}", actor.note);
        }
        out
    }

    /// A name that is not confirmed says so.
    fn marked(&self, actor: &Actor, code: &str, name: &str) -> String {
        if actor.unconfirmed.iter().any(|own| **own == *code) {
            return format!("{name} ({})", self.words.get("actors_unconfirmed"));
        }
        name.to_owned()
    }

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
        self.corpus.chronicle().actor_label(id, self.lang)
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
            days(role, self.words),
            role.titles.in_language(self.lang),
            self.organization(&role.organization),
            self.words.code("actors_sector", &role.sector),
            self.words.code("actors_confidence", &role.confidence),
            self.note(&role.sources),
        ) + &remark(&role.note)
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
            position.subjects.in_language(self.lang),
            self.words.code("actors_stance", position.stance.code()),
            position.arguments.in_language(self.lang),
            self.note(&position.sources),
        );
        line.push_str(&remark(&position.note));
        for one in &position.citations {
            let _ = write!(line, "\n    {}", self.citation(one));
        }
        if position.citations.is_empty() {
            let _ = write!(line, "\n    {}", self.words.get("actors_no_evidence"));
        }
        line
    }

    fn citation(&self, one: &Citation) -> String {
        let whom = if one.cites.is_empty() {
            String::new()
        } else {
            self.corpus.chronicle().actor_label(&one.cites, self.lang)
        };
        let what = one.what.in_language(self.lang);
        let between = if whom.is_empty() || what.is_empty() { "" } else { ": " };
        format!(
            "{}: {whom}{between}{what} {}",
            self.words.code("actors_citation", &one.kind),
            self.note(&one.sources)
        )
    }

    fn by(&self, who: &str, one: &Citation) -> String {
        let what = one.what.in_language(self.lang);
        let who = self.corpus.chronicle().actor_label(who, self.lang);
        format!(
            "{who} ({}): {what} {}",
            self.words.code("actors_citation", &one.kind),
            self.note(&one.sources)
        )
    }

    fn note(&self, sources: &[chipgate_base::Name]) -> String {
        let ids: Vec<&str> = sources.iter().map(|id| &**id).collect();
        format!("[{}]", ids.join(", "))
    }

    fn source(&self, id: &str) -> String {
        match self.corpus.catalogue.source(id) {
            Some(source) => format!("{id}: {}, {}  {}", source.title, source.publisher, source.url),
            None => id.to_owned(),
        }
    }
}

/// A note in brackets on a line of its own, as the data have it.
fn remark(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!("\n    ({note})") }
}

/// One actor as JSON, with days written no more exactly than they are known.
#[must_use]
pub fn json(corpus: &Corpus, actor: &Actor) -> Value {
    let day = |when: Option<&chipgate_chronicle::actors::When>| when.map(ToString::to_string);
    let cites = |one: &Citation| {
        json!({ "cites": &*one.cites, "evidence": &*one.evidence, "instrument": &*one.instrument, "kind": &*one.kind, "what": &*one.what.en,
            "sources": ids(&one.sources), "confidence": &*one.confidence, "note": &*one.note })
    };
    json!({
        "id": &*actor.id,
        "names": { "en": &*actor.names.en, "ja": actor.names.own("ja"), "zh": actor.names.own("zh") },
        "unconfirmed": ids(&actor.unconfirmed), "aliases": ids(&actor.aliases), "articles": ids(&actor.articles),
        "kind": &*actor.kind, "sort": &*actor.sort, "country": &*actor.country, "party": &*actor.party,
        "confidence": &*actor.confidence, "sources": ids(&actor.sources), "note": &*actor.note,
        "roles": actor.roles.iter().map(|role| json!({
            "organization": &*role.organization, "organization_name": corpus.chronicle().actor_label(&role.organization, "en"), "title": &*role.titles.en, "sector": &*role.sector,
            "from": day(role.from.as_ref()), "until": day(role.until.as_ref()), "ended": role.ended,
            "seen_on": role.seen_on.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "sources": ids(&role.sources), "confidence": &*role.confidence, "note": &*role.note,
        })).collect::<Vec<_>>(),
        "moves": actor.moves().iter().map(|one| json!({
            "from_sector": &*one.from_sector, "to_sector": &*one.to_sector, "when": day(one.when.as_ref()),
            "after": day(one.after.as_ref()), "by": day(one.by.as_ref()), "confidence": &*one.confidence, "note": &*one.note,
            "from_organization": &*one.from_organization, "to_organization": &*one.to_organization,
            "stated": one.stated, "beside": one.beside, "sources": ids(&one.sources),
        })).collect::<Vec<_>>(),
        "positions": corpus.chronicle().positions_of(&actor.id).iter().map(|position| json!({
            "id": &*position.id, "about": &*position.subjects.en, "stance": position.stance.code(),
            "families": ids(&position.families), "chips": ids(&position.chips), "instruments": ids(&position.instruments),
            "confidence": &*position.confidence, "note": &*position.note, "from": position.from.to_string(), "to": day(position.to.as_ref()),
            "argument": &*position.arguments.en, "sources": ids(&position.sources),
            "citations": position.citations.iter().map(cites).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "cites": actor.citations.iter().map(cites).collect::<Vec<_>>(),
        "cited_by": corpus.chronicle().cited_by(&actor.id).iter().map(|(who, position, one)| json!({
            "actor": &***who, "position": position.map(|position| &*position.id), "kind": &*one.kind,
        })).collect::<Vec<_>>(),
        "cited_through": corpus.chronicle().cited_through(actor).iter().map(|(role, who, position, one)| json!({
            "organization": &*role.organization, "actor": &**who, "position": &*position.id, "kind": &*one.kind,
        })).collect::<Vec<_>>(),
    })
}

fn ids(list: &[chipgate_base::Name]) -> Vec<&str> {
    list.iter().map(|id| &**id).collect()
}
