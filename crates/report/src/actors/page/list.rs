//! Every actor who argued or changed posts: career, positions and sources in words.

use super::{Page, about, careers, cited_name, cited_text, confidence, source, sources, stance_badge};
use chipgate_chronicle::actors::{Actor, Citation, Position, Role, Side};
use maud::{Markup, html};

/// All actors by side, then those without a position.
pub fn section(page: &Page<'_>) -> Markup {
    let sides = Side::ALL.into_iter().map(|(side, code)| (Some(side), format!("actors_side_{code}")));
    let groups = sides.chain([(None, "actors_career_title".to_owned())]);
    html! {
        section.list aria-labelledby="list-title" {
            h2 #list-title { (page.words.get("actors_list_title")) }
            p.hint { (page.words.get("actors_list_hint")) }
            p.hint { (page.words.get("actors_career_hint")) }
            @for (side, key) in groups {
                @let own = actors(page, side);
                @if !own.is_empty() {
                    h3.side { (page.words.get(&key)) }
                    div.cards { @for actor in own { (card(page, actor)) } }
                }
            }
        }
    }
}

fn actors<'a>(page: &Page<'a>, side: Option<Side>) -> Vec<&'a Actor> {
    let told = |actor: &&Actor| {
        &*actor.kind == "person"
            || side.is_some()
            || !actor.stated_moves.is_empty()
            || !actor.citations.is_empty()
    };
    let own =
        page.corpus.records.actors.iter().filter(|actor| page.corpus.chronicle().side_of(&actor.id) == side);
    own.filter(told).collect()
}

fn card(page: &Page<'_>, actor: &Actor) -> Markup {
    html! {
        article.actor id=(actor.id) {
            h4 { (actor.label(page.lang)) " " small { (about(page, actor)) } }
            (careers::career(page, actor))
            @for position in page.corpus.chronicle().positions_of(&actor.id) { (position_of(page, position)) }
            @if !actor.citations.is_empty() {
                h5 { (page.words.get("actors_cites")) }
                ul.evidence { @for citation in &actor.citations { (citation_of(page, citation)) } }
            }
            (cited_by(page, actor))
            @if !actor.note.is_empty() && page.lang == "en" { p.note { (actor.note) } }
            p.from {
                (named_in(page, actor)) b.label { (page.words.get("actors_sources")) } " " (sources(page, &actor.sources))
            }
        }
    }
}

/// Who cites the actor, and who cites an organization in which the actor then had a post.
fn cited_by(page: &Page<'_>, actor: &Actor) -> Markup {
    let direct = page.corpus.chronicle().cited_by(&actor.id);
    let mut through = page.corpus.chronicle().cited_through(actor);
    through.retain(|(_, who, _, _)| *who != actor.id);
    let organization = |role: &Role| page.corpus.chronicle().actor_short(&role.organization, page.lang);
    html! {
        @if !direct.is_empty() {
            p.cited { b.label { (page.words.get("actors_cited_by")) } " "
                @for (at, (who, position, _)) in direct.iter().enumerate() { (separator(at)) (citing(page, who, *position)) }
            }
        }
        @if !through.is_empty() {
            p.cited { b.label { (page.words.get("actors_cited_through")) } " "
                @for (at, (role, who, position, _)) in through.iter().enumerate() {
                    (separator(at)) (citing(page, who, Some(position))) " → " (organization(role))
                }
            }
        }
    }
}

fn separator(at: usize) -> &'static str {
    if at == 0 { "" } else { " · " }
}

/// Who cites, with the subject of the position, as a link to where it does.
fn citing(page: &Page<'_>, who: &str, position: Option<&Position>) -> Markup {
    let subject = position.map(|position| position.subjects.in_language(page.lang));
    html! {
        a href=(format!("#{}", position.map_or(who, |position| &position.id))) { (page.corpus.chronicle().actor_label(who, page.lang)) }
        @if let Some(subject) = subject { " (" (subject) ")" }
    }
}

/// The source articles that name the actor.
fn named_in(page: &Page<'_>, actor: &Actor) -> Markup {
    let article = |number: &str| page.words.fill("actors_article", &[("number", number)]);
    html! {
        @if !actor.articles.is_empty() {
            b.label { (page.words.get("actors_named_in")) } " "
            @for (at, number) in actor.articles.iter().enumerate() { (separator(at)) (article(number)) }
            br;
        }
    }
}

fn position_of(page: &Page<'_>, position: &Position) -> Markup {
    let (from, to) = (position.from.to_string(), position.to.map(|to| to.to_string()));
    let when =
        to.map_or(from.clone(), |to| page.words.fill("actors_last_said", &[("from", &from), ("to", &to)]));
    html! {
        div.said.(format!("e-{}", position.stance.code())) id=(position.id) {
            p.head {
                b { (position.subjects.in_language(page.lang)) } " " (stance_badge(page, position.stance))
                " " span.when { (when) } @if &*position.confidence != "high" { " " (confidence(page, &position.confidence)) }
            }
            p { (position.arguments.in_language(page.lang)) }
            @if position.citations.is_empty() { p.evidence.soft { (page.words.get("actors_no_evidence")) } }
            @else { ul.evidence { @for citation in &position.citations { (citation_of(page, citation)) } } }
            @if !position.note.is_empty() && page.lang == "en" { p.note { (position.note) } }
            p.from { (sources(page, &position.sources)) }
        }
    }
}

/// Whom or what, what of it, and the sources that say so.
fn citation_of(page: &Page<'_>, citation: &Citation) -> Markup {
    let is_told =
        page.corpus.chronicle().actor(&citation.cites).is_some_and(|actor| &*actor.kind == "person");
    html! {
        li {
            span aria-hidden="true" { "→ " }
            @if is_told { a href=(format!("#{}", citation.cites)) { (cited_name(page, citation)) } }
            @else { b { (cited_name(page, citation)) } }
            " — " (cited_text(page, citation))
            @if !citation.evidence.is_empty() { " · " b.label { (page.words.get("actors_evidence")) } " " (source(page, &citation.evidence)) }
            " (" (sources(page, &citation.sources)) ")"
            @if &*citation.confidence != "high" { " " (confidence(page, &citation.confidence)) }
        }
    }
}
