//! The first lines: what was asked, both answers, what to do next, who was screened against what.

use super::facts::{Speaker, join};
use super::{gate_answer, line};
use chipgate_ask::determination::{AFTER_HORIZON, Determination};
use chipgate_ask::next::{Action, Next, next};
use chipgate_ask::{Asked, PartyHit, Screened, show_value};
use chipgate_base::Name;
use chipgate_law::determine::{GateAnswer, GateReport};
use chipgate_show::words::number::number;

/// Everything that a reader must not miss.
pub(super) fn head(out: &mut String, found: &Determination, to: &Speaker<'_>) {
    line(out, 0, &asked_line(&found.asked, to));
    beyond_sources(out, found, to);
    overridden(out, &found.asked, to);
    flagged(out, found, to);
    places(out, &found.asked, to);
    line(out, 0, &reading(&found.asked, to));
    out.push('\n');
    found.gates.iter().for_each(|(gate, _)| line(out, 0, &gate_answer(gate, found, to)));
    verdict(out, found, to);
    line(out, 0, &next_line(found, to));
    out.push('\n');
    exporter(out, &found.asked, to);
    screened(out, &found.asked, to);
}

fn word(asked: &Asked, to: &Speaker<'_>, name: &str) -> Option<String> {
    let fact = to.corpus.law.vocabulary.facts.find(name)?;
    let text = show_value(asked.inputs.value(fact), "");
    (text != "unknown").then_some(text)
}

/// Goods that leave China are exported for China and reexported for US law.
fn is_export_of_another(asked: &Asked, to: &Speaker<'_>) -> bool {
    let leaves = word(asked, to, "origin_place");
    let from_there = to.corpus.frame.exports_also_from.iter().any(|code| Some(&**code) == leaves.as_deref());
    from_there && word(asked, to, "act").as_deref() == Some("reexport")
}

fn asked_line(asked: &Asked, to: &Speaker<'_>) -> String {
    let act = match word(asked, to, "act").unwrap_or_default().as_str() {
        "reexport" if is_export_of_another(asked, to) => to.words.code("act_word", "export"),
        act @ ("export" | "use") => to.words.code("act_word", act),
        act => to.words.code("act", act),
    };
    let day = to.words.day(asked.as_of);
    let from = word(asked, to, "origin_place");
    let first = asked.passage.as_ref().map(|passage| passage.through.to_string());
    let place = first.or_else(|| word(asked, to, "destination_place"));
    let said = [("item", &*asked.item_name), ("act", &act), ("day", &day)];
    let place_of = |code: &Option<String>| code.as_deref().map(|code| to.place(code));
    match (place_of(&from.filter(|from| Some(from) != place.as_ref())), place_of(&place)) {
        (Some(from), Some(place)) => {
            to.words.fill("asked_route", &[&said[..], &[("from", &from), ("to", &place)]].concat())
        }
        (None, Some(place)) => to.words.fill("asked_line", &[&said[..], &[("to", &place)]].concat()),
        _ => to.words.fill("asked_line_no_place", &said),
    }
}

fn reading(asked: &Asked, to: &Speaker<'_>) -> String {
    let known = match asked.known_on {
        Some(day) => to.words.fill("known_on_day", &[("day", &to.words.day(day))]),
        None => to.words.get("known_on_all").to_owned(),
    };
    let lens = to.words.code("lens_word", asked.lens.code());
    to.words.fill("reading_line", &[("lens", &lens), ("known", &known)])
}

/// Where the item ends, what it passes, and which places a law reads as others.
fn places(out: &mut String, asked: &Asked, to: &Speaker<'_>) {
    if let Some(passage) = &asked.passage {
        let (through, ultimate) = (to.place(&passage.through), to.place(&passage.ultimate));
        line(out, 0, &to.words.fill("passage_line", &[("through", &through), ("ultimate", &ultimate)]));
    }
    if is_export_of_another(asked, to) {
        let from = word(asked, to, "origin_place").unwrap_or_default();
        line(out, 0, &to.words.fill("asked_as_reexport", &[("from", &to.place(&from))]));
    }
    for (given, read) in &asked.mapped {
        let treated = to.corpus.catalogue.country(given).and_then(|country| country.treated_as.as_ref());
        let day = treated.map_or_else(|| to.words.day(asked.as_of), |(_, from)| to.words.day(*from));
        let values = [("given", &*to.place(given)), ("read", &to.place(read)), ("day", &day)];
        line(out, 0, &to.words.fill("read_as_line", &values));
    }
}

/// A day after the sources makes every answer provisional, so it is said at once.
fn beyond_sources(out: &mut String, found: &Determination, to: &Speaker<'_>) {
    let is_late = |report: &GateReport| report.caveats.iter().any(|key| &**key == AFTER_HORIZON);
    let late = found.gates.iter().filter(|(_, report)| is_late(report));
    let days: Vec<String> = late
        .filter_map(|(gate, _)| {
            let day = to.words.day(to.corpus.law.horizon(gate)?);
            Some(to.words.fill("day_of_gate", &[("day", &day), ("gate", to.gate(gate))]))
        })
        .collect();
    if !days.is_empty() {
        let days = days.join(to.words.get("list_comma"));
        line(out, 0, &to.words.fill("beyond_sources", &[("days", &days)]));
    }
}

fn overridden(out: &mut String, asked: &Asked, to: &Speaker<'_>) {
    for one in &asked.overridden {
        let values = [("fact", &*to.fact(&one.fact)), ("given", &one.given), ("known", &one.known)];
        line(out, 0, &to.words.fill("overridden_line", &values));
    }
}

/// A listed owner or exporter is a red flag whatever the rules make of it.
fn flagged(out: &mut String, found: &Determination, to: &Speaker<'_>) {
    for key in found.asked.caveats.iter().filter(|key| RED_FLAGS.contains(key)) {
        let caveat = to.words.code("caveat", key);
        line(out, 0, &to.words.fill("attention_line", &[("text", &caveat)]));
    }
}

const RED_FLAGS: [&str; 2] = ["parent_listed", "exporter_listed"];

/// The joint verdict with what it rests on, and every one that is possible where it is open.
fn verdict(out: &mut String, found: &Determination, to: &Speaker<'_>) {
    let family = if found.is_reported() { "reported" } else { "short" };
    let answer = to.words.code(family, found.verdict.code());
    match found.verdict_authority {
        Some(authority) => {
            let authority = to.words.code("authority", authority.code());
            let values = [("answer", &*answer), ("authority", &authority)];
            line(out, 0, &to.words.fill("verdict_line_by", &values));
        }
        None => line(out, 0, &to.words.fill("verdict_line", &[("answer", &answer)])),
    }
    if found.verdict == GateAnswer::Unknown {
        let possible = found.verdict_possible.iter().map(|measure| to.words.code("short", measure.code()));
        let possible: Vec<String> = possible.collect();
        line(out, 1, &to.words.fill("possible_line", &[("answers", &possible.join(" | "))]));
    }
}

fn next_line(found: &Determination, to: &Speaker<'_>) -> String {
    let steps: Vec<String> = next(found).iter().map(|step| next_step(step, to)).collect();
    let steps = match steps.as_slice() {
        [only] => only.clone(),
        several => numbered(several, to),
    };
    to.words.fill("next_line", &[("steps", &steps)])
}

fn numbered(steps: &[String], to: &Speaker<'_>) -> String {
    let number = |(at, step): (usize, &String)| {
        to.words.fill("next_numbered", &[("number", &(at + 1).to_string()), ("step", step)])
    };
    let steps: Vec<String> = steps.iter().enumerate().map(number).collect();
    steps.join(to.words.get("list_semicolon"))
}

/// One step in words. What only the press reports has words of its own.
fn next_step(step: &Next, to: &Speaker<'_>) -> String {
    let mut key = format!("next_{}", step.action.code());
    if step.action == Action::Examine && step.facts.is_empty() {
        key.push_str("_open");
    }
    if step.reported && to.words.has(&format!("{key}_reported")) {
        key.push_str("_reported");
    }
    let gate = step.gate.map(|gate| to.gate_in_words(gate).to_owned()).unwrap_or_default();
    let policy = step.review.map_or_else(
        || to.words.get("review_unknown").to_owned(),
        |policy| to.words.code("review", policy.code()),
    );
    let day = step.after.map(|day| to.words.day(day)).unwrap_or_default();
    let values = [
        ("gate", &*gate),
        ("facts", &to.few_facts(&step.facts)),
        ("policy", &policy),
        ("exception", step.exception.as_deref().unwrap_or("?")),
        ("entries", &join(&step.entries)),
        ("day", &day),
    ];
    to.words.fill(&key, &values)
}

/// Who exports, and whether anyone said so: letters bind one exporter.
fn exporter(out: &mut String, asked: &Asked, to: &Speaker<'_>) {
    let is_assumed = asked.assumed.iter().any(|assumed| &*assumed.fact == "exporter");
    let text = match &asked.exporter {
        Some(id) if is_assumed => to.words.fill("exporter_assumed", &[("name", &to.party(id))]),
        Some(id) if &**id != "another" => to.words.fill("exporter_named", &[("name", &to.party(id))]),
        Some(_) => to.words.get("exporter_not_in_data").to_owned(),
        None => to.words.get("exporter_none").to_owned(),
    };
    line(out, 0, &text);
}

fn screened(out: &mut String, asked: &Asked, to: &Speaker<'_>) {
    let is_named = asked.inputs.parties.iter().any(|party| !party.name.is_empty());
    if !is_named {
        line(out, 0, to.words.get("screened_nobody"));
    } else if asked.screened.is_empty() {
        line(out, 0, to.words.get("screened_not"));
    } else {
        line(out, 0, &screened_line(&asked.screened, to));
    }
    hits(out, asked, to);
}

/// Near names that are shown of a party that is found by its very name.
const NEAR_BESIDE_EXACT: usize = 1;

/// Every hit; beside one by the very name the others are counted.
fn hits(out: &mut String, asked: &Asked, to: &Speaker<'_>) {
    for (at, hit) in asked.hits.iter().enumerate() {
        let is_of_same = |other: &&PartyHit| other.role == hit.role && other.given == hit.given;
        let has_exact = asked.hits.iter().filter(is_of_same).any(|other| other.exact);
        let near = |hits: &[PartyHit]| hits.iter().filter(is_of_same).filter(|other| !other.exact).count();
        let before = asked.hits.get(..at).map_or(0, near);
        if hit.exact || !has_exact || before < NEAR_BESIDE_EXACT {
            line(out, 1, &hit_line(hit, to));
        } else if before == NEAR_BESIDE_EXACT {
            let more = near(&asked.hits) - before;
            let values = [("who", &*role(&hit.role, to)), ("count", &count(more))];
            line(out, 1, &to.words.fill("hits_more", &values));
        }
    }
}

/// One list with its day and count; many with the oldest day and the sum.
fn screened_line(lists: &[Screened], to: &Speaker<'_>) -> String {
    if let [only] = lists {
        let values =
            [("title", title(only, to)), ("day", &to.words.day(only.dated)), ("count", &count(only.entries))];
        let list = to.words.fill("screened_list", &values);
        return to.words.fill("screened_line", &[("lists", &list)]);
    }
    let titles: Vec<String> =
        lists.iter().map(|list| format!("{} {}", title(list, to), count(list.entries))).collect();
    let oldest = lists.iter().map(|list| list.dated).min().map(|day| to.words.day(day)).unwrap_or_default();
    let values = [
        ("count", &*count(lists.len())),
        ("entries", &count(lists.iter().map(|list| list.entries).sum())),
        ("day", &oldest),
        ("lists", &titles.join(to.words.get("list_comma"))),
    ];
    to.words.fill("screened_many", &values)
}

/// The title of a list in the language of the reader.
fn title<'a>(list: &'a Screened, to: &Speaker<'a>) -> &'a str {
    let known = to.corpus.catalogue.lists.list(&list.list);
    known.map_or(&*list.title, |known| known.title.in_language(to.words.lang()))
}

fn count(things: usize) -> String {
    // A count of entries is far below 2^53.
    number(things as f64)
}

fn hit_line(hit: &PartyHit, to: &Speaker<'_>) -> String {
    let entry: Vec<&str> = [&*hit.list, &*hit.id].into_iter().filter(|part| !part.is_empty()).collect();
    let values = [
        ("who", &*role(&hit.role, to)),
        ("given", &*hit.given),
        ("score", to.words.get(score_key(hit))),
        ("alias", &*hit.alias),
        ("entry", &entry.join(": ")),
    ];
    let text = to.words.fill("hit_line", &values);
    if hit.reasons.is_empty() {
        return text;
    }
    let reasons: Vec<String> = hit.reasons.iter().map(|key| to.words.code("near", key)).collect();
    let reasons = reasons.join(to.words.get("list_comma"));
    to.words.fill("hit_because", &[("hit", &text), ("reasons", &reasons)])
}

/// A role, or whose owner it is: `end_user.ultimate_parent`.
fn role(role: &Name, to: &Speaker<'_>) -> String {
    let Some((who, of)) = role.rsplit_once('.') else {
        return to.words.code("role", role);
    };
    to.words.fill("fact_of", &[("fact", &to.words.code("fact", of)), ("who", &to.words.code("role", who))])
}

/// The message for how near a name comes: the same, almost the same, near, or further off.
fn score_key(hit: &PartyHit) -> &'static str {
    match hit.score {
        _ if hit.exact => "score_same",
        score if score >= 0.95 => "score_almost",
        score if score >= 0.85 => "score_near",
        _ => "score_distant",
    }
}
