//! The same in sentences: each with its days, counted, and with the instrument behind it.

use super::turns::{Turn, is_stop, last_terms, stopped, turns};
use crate::Story;
use chipgate_ask::determination::review_word;
use chipgate_base::Name;
use chipgate_base::day::DaySpan;
use chipgate_catalogue::Chip;
use chipgate_law::instrument::Authority;
use chipgate_report::history::cause;
use chipgate_report::page::cause::{Cause, cited};
use chipgate_survey::history::Stretch;
use jiff::civil::Date;
use maud::{Markup, html};

/// A chip with the act asked about and the turns of the US gate.
struct Told<'s> {
    chip: &'s Chip,
    act: &'s str,
    turns: Vec<Turn<'s>>,
}

/// The US gate: one line for each chip, those of a family together.
pub fn us(story: &Story<'_>) -> Markup {
    html! {
        h3 { (story.words.get("study_law_us_title")) }
        @for family in families(story) {
            ul.law-told {
                @for (at, told) in family.iter().enumerate() {
                    li {
                        @if at > 0 { "→ " }
                        b { (told.chip.name) } (act(story, told.act)) (story.words.get("study_law_colon"))
                        (came(story, told, family.get(..at).unwrap_or_default()))
                        @for sentence in sentences(story, told) { " " (sentence) }
                    }
                }
            }
        }
    }
}

/// The act asked about, where it is not the export.
pub fn act(story: &Story<'_>, act: &str) -> Markup {
    html! { @if act != "export" { " " small { "(" (story.words.code("study_law_act", act)) ")" } } }
}

/// Chips with what was cut down from them, in the order of the study.
fn families<'s>(story: &'s Story<'_>) -> Vec<Vec<Told<'s>>> {
    let root = |chip: &'s Chip| {
        if chip.china_variant_of.is_empty() { &*chip.id } else { &*chip.china_variant_of }
    };
    let mut families: Vec<(&str, Vec<Told<'s>>)> = Vec::new();
    for history in story.histories.iter().filter(|history| !history.stretches.is_empty()) {
        let Some(chip) = story.corpus.catalogue.chip(&history.chip) else { continue };
        let told = Told { chip, act: history.kind, turns: turns(history, story.corpus.law.gates.seller()) };
        match families.iter_mut().find(|(id, _)| *id == root(chip)) {
            Some((_, own)) => own.push(told),
            None => families.push((root(chip), vec![told])),
        }
    }
    families.into_iter().map(|(_, own)| own).collect()
}

/// When a chip came, and how long after an earlier one of its family was stopped.
fn came(story: &Story<'_>, told: &Told<'_>, earlier: &[Told<'_>]) -> String {
    let words = story.words;
    let first = told.turns.first().map(|turn| turn.from).unwrap_or_default();
    let Some(launch) = told.chip.launch else { return words.get("study_law_no_launch").to_owned() };
    if launch.earliest < first {
        return words.fill("study_law_before", &[("day", &words.day(first))]);
    }
    let stops = earlier.iter().filter_map(|other| Some((stopped(&other.turns)?, &*other.chip.name)));
    let before = stops.filter(|(stop, _)| *stop < first).max_by_key(|(stop, _)| *stop);
    match before {
        Some((stop, other)) if is_one_day(launch) => {
            let known = [("day", &*words.day(first)), ("days", &*days(stop, first)), ("other", other)];
            words.fill("study_law_came_after", &known)
        }
        _ if is_one_day(launch) => words.fill("study_law_came", &[("day", &words.day(first))]),
        _ => words.fill("study_law_launched", &[("day", &span(story, launch))]),
    }
}

fn is_one_day(days: DaySpan) -> bool {
    days.earliest == days.latest
}

/// A day, or the days between which it lies.
fn span(story: &Story<'_>, days: DaySpan) -> String {
    let [from, to] = [days.earliest, days.latest].map(|day| story.words.day(day));
    chipgate_show::locale::range(story.lang(), &from, Some(&to))
}

fn days(from: Date, until: Date) -> String {
    chipgate_show::words::number::number(f64::from((until - from).get_days()))
}

/// What the US gate said of a chip from turn to turn.
fn sentences(story: &Story<'_>, told: &Told<'_>) -> Vec<Markup> {
    // A free sale and its end are one sentence; of a chip that is not on sale only the last answer is told.
    let skipped = match told.turns.as_slice() {
        all if told.chip.launch.is_none() => all.len().saturating_sub(1),
        [first, second, ..] if is_free(first) && is_stop(second.answer) => 1,
        _ => 0,
    };
    let before = |at: usize| at.checked_sub(1).and_then(|at| told.turns.get(at));
    let later = told.turns.iter().enumerate().skip(skipped);
    later.map(|(at, turn)| turned(story, told, before(at), turn)).collect()
}

fn is_free(turn: &Turn<'_>) -> bool {
    turn.answer.code() == "no_license_required"
}

fn turned(story: &Story<'_>, told: &Told<'_>, before: Option<&Turn<'_>>, turn: &Turn<'_>) -> Markup {
    let words = story.words;
    let day = words.day(turn.from);
    let by = ("by", turn.cause.map(|id| cited_in_full(story, id)).unwrap_or_else(|| html! { "?" }));
    let ended = before.filter(|before| is_free(before) && is_stop(turn.answer));
    // Days are counted only from a launch that is known to the day and lies within the account.
    let since =
        |free: &&Turn<'_>| told.chip.launch.is_some_and(|at| is_one_day(at) && at.earliest == free.from);
    match (ended, before) {
        (Some(free), _) if since(&free) => {
            let free = days(free.from, turn.from);
            words.spliced("study_law_free_until", &[("days", &free), ("day", &day)], &[by])
        }
        (Some(_), _) if told.chip.launch.is_some() => {
            words.spliced("study_law_free_before", &[("day", &day)], &[by])
        }
        (_, None) => words.spliced(first_key(turn.answer.code()), &[], &[by]),
        _ => {
            let answer = words.code("short", turn.answer.code());
            words.spliced("study_law_turn", &[("day", &day), ("answer", &answer)], &[by])
        }
    }
}

/// The key of the sentence about an answer from the first day on.
fn first_key(code: &str) -> &'static str {
    match code {
        "no_license_required" => "study_law_free",
        "unknown" | "not_modelled" => "study_law_open",
        _ => "study_law_needed",
    }
}

/// The last change of the terms at the US gate; nothing where they never changed.
pub fn terms(story: &Story<'_>) -> Markup {
    let changed = grouped_terms(story);
    html! {
        @if !changed.is_empty() {
            h3 { (story.words.get("study_law_terms_title")) }
            @for (names, sentence) in &changed {
                ul.law-told {
                    li { b { (names.join(story.words.get("list_comma"))) } (story.words.get("study_law_colon")) (sentence) }
                }
            }
        }
    }
}

/// The last change of the terms under which a license can be had; chips with the same one stand together.
fn grouped_terms<'s>(story: &'s Story<'_>) -> Vec<(Vec<&'s str>, Markup)> {
    let mut groups: Vec<(Vec<&'s str>, Markup)> = Vec::new();
    for history in story.histories {
        let found = last_terms(history).and_then(|changed| changed_terms(story, changed));
        let (Some(chip), Some(sentence)) = (story.corpus.catalogue.chip(&history.chip), found) else {
            continue;
        };
        match groups.iter_mut().find(|(_, own)| own.0 == sentence.0) {
            Some((names, _)) => names.push(&chip.name),
            None => groups.push((vec![&chip.name], sentence)),
        }
    }
    groups
}

fn changed_terms(story: &Story<'_>, changed: &Stretch) -> Option<Markup> {
    let by = ("by", cited_in_full(story, changed.cause.as_ref()?));
    let review = review_word(&changed.found);
    let day = story.words.day(changed.from);
    Some(if matches!(&*review, "not_applicable" | "not_stated" | "unknown") {
        story.words.spliced("study_law_terms", &[("day", &day)], &[by])
    } else {
        let review = story.words.codes("review", &review);
        story.words.spliced("study_law_review", &[("day", &day), ("review", &review)], &[by])
    })
}

/// An instrument by its title, as a link; press reports of unpublished guidance are marked as reported.
pub fn instrument(story: &Story<'_>, id: &Name) -> Markup {
    let Some(found) = cause(story.corpus, id, story.lang()) else { return html! { (id) } };
    let reported = found.authority.as_deref() == Some(Authority::WindowGuidance.code());
    let swapped = Cause { citation: found.title.clone(), title: found.citation.clone(), ..found };
    html! {
        (cited(&swapped))
        @if reported { " " em.reported { (story.words.get("study_law_reported")) } }
    }
}

/// The same with its citation behind it.
pub fn cited_in_full(story: &Story<'_>, id: &Name) -> Markup {
    let citation = cause(story.corpus, id, story.lang()).map(|found| found.citation);
    html! { (instrument(story, id)) @if let Some(citation) = citation { " " small { "[" (citation) "]" } } }
}

/// China's gate: chips with the same turns stand in one line.
pub fn cn(story: &Story<'_>) -> Markup {
    let mut groups: Vec<(Vec<Turn<'_>>, Vec<&str>)> = Vec::new();
    for history in story.histories {
        let Some(chip) = story.corpus.catalogue.chip(&history.chip) else { continue };
        let later: Vec<Turn<'_>> =
            turns(history, story.corpus.law.gates.buyer()).into_iter().filter(is_told).collect();
        match groups.iter_mut().find(|(own, _)| *own == later) {
            Some((_, names)) => names.push(&chip.name),
            None => groups.push((later, vec![&chip.name])),
        }
    }
    html! {
        h3 { (story.words.get("study_law_cn_title")) }
        @for (turns, names) in &groups {
            ul.law-told {
                li { b { (names.join(story.words.get("list_comma"))) } (story.words.get("study_law_colon")) (line(story, turns)) }
            }
        }
    }
}

/// No requirement from the first day on is not told.
fn is_told(turn: &Turn<'_>) -> bool {
    turn.cause.is_some() || turn.answer.code() != "no_license_required"
}

fn line(story: &Story<'_>, turns: &[Turn<'_>]) -> Markup {
    let words = story.words;
    html! {
        @if turns.is_empty() { (words.get("study_law_cn_none")) }
        @for (at, turn) in turns.iter().enumerate() {
            @if at > 0 { (words.get("study_law_then")) }
            @let (day, answer) = (words.day(turn.from), words.code("study_law_answer", turn.answer.code()));
            @let again = turns.get(at + 1).is_some_and(|next| next.cause == turn.cause);
            @let by = turn.cause.filter(|_| !again).map(|id| html! { " " (instrument(story, id)) });
            (words.spliced("study_law_cn_turn", &[("day", &day), ("answer", &answer)], &[("by", by.unwrap_or_default())]))
        }
        @if !turns.is_empty() { (words.get("study_law_stop")) }
    }
}
