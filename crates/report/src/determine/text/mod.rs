//! A determination in words for people: first what must not be missed, then the detail.

pub(crate) mod facts;
mod head;
#[cfg(test)]
#[allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]
mod tests;
mod told;

use chipgate_ask::determination::Determination;
use chipgate_ask::gates::is_reported;
use chipgate_ask::show_value;
use chipgate_base::Name;
use chipgate_corpus::Corpus;
use chipgate_law::determine::{Basis, Charge, GateAnswer, GateReport, ProvidedThat, Read, StatedClass};
use chipgate_law::gate::Gate;
use chipgate_law::instrument::Authority;
use chipgate_law::rule::{Confidence, Lens, Measure, Policy};
use chipgate_show::visible;
use chipgate_show::words::Words;
use chipgate_show::words::number::{number, percent};
use facts::{Speaker, join};
use std::fmt::Write;
use told::{assumed, caveats};

/// What the filling of the request presumes stands under this name in place of a rule.
const REQUEST: &str = "request";

/// The whole answer.
#[must_use]
pub fn determination(corpus: &Corpus, found: &Determination, words: &Words) -> String {
    let mut out = String::new();
    let to = Speaker { corpus, words, as_of: found.asked.as_of };
    head::head(&mut out, found, &to);
    out.push('\n');
    for (at, (of, _)) in found.gates.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        gate(&mut out, of, found, &to);
    }
    provided(&mut out, found, &to);
    assumed(&mut out, found, &to);
    caveats(&mut out, found, &to);
    out.push('\n');
    line(&mut out, 0, words.get("disclaimer_text"));
    out
}

/// One line. Names of users are data: what would break or steer the line is shown.
fn line(out: &mut String, indent: usize, text: &str) {
    let _ = writeln!(out, "{}{}", "  ".repeat(indent), visible(text));
}

/// One gate with everything behind its answer.
fn gate(out: &mut String, of: Gate, found: &Determination, to: &Speaker<'_>) {
    let (words, gate) = (to.words, &found.gates[of]);
    line(out, 0, &gate_answer(of, found, to));
    if is_reported(gate) {
        line(out, 1, words.get("rests_on_press"));
    }
    if let Some(because) = gate.because {
        line(out, 1, words.get(&format!("because_{}", because.code())));
    }
    if let Some(authority) = gate
        .authority
        .filter(|_| gate.because.is_none() && gate.answer != GateAnswer::Unknown && !is_reported(gate))
    {
        line(out, 1, &words.fill("rests_on", &[("authority", &words.code("authority", authority.code()))]));
    }
    if gate.confidence == Some(Confidence::Low)
        && gate.because.is_none()
        && gate.answer != GateAnswer::Unknown
    {
        line(out, 1, words.get("confidence_low"));
    }
    open_answer(out, gate, to);
    if to.corpus.law.gates[of].classifies {
        class(out, gate, words);
    }
    review(out, gate, to);
    exceptions(out, gate, to);
    payments(out, gate, to);
    duties(out, of == found.gates.seller_gate(), gate, words);
    other_lens(out, gate, found.asked.lens, words);
    if !gate.basis.is_empty() {
        line(out, 1, words.get("basis_title"));
        gate.basis.iter().for_each(|one| basis(out, one, to));
    }
}

/// The answer of a gate on one line, with the name of the gate.
fn gate_answer(gate: Gate, found: &Determination, to: &Speaker<'_>) -> String {
    let answer = answer(&found.gates[gate], found, to.words);
    to.words.fill("gate_answer", &[("gate", to.gate(gate)), ("answer", &answer)])
}

/// What rests on press reports is reported to be so, never said to be illegal.
fn answer(gate: &GateReport, found: &Determination, words: &Words) -> String {
    match gate.answer {
        GateAnswer::Settled(Measure::NoLicenseRequired) => {
            words.fill("no_requirement", &[("day", &words.day(found.asked.as_of))])
        }
        GateAnswer::Settled(measure) if is_reported(gate) => words.code("reported", measure.code()),
        other => words.code("answer", other.code()),
    }
}

fn open_answer(out: &mut String, gate: &GateReport, to: &Speaker<'_>) {
    let words = to.words;
    if gate.answer != GateAnswer::Unknown {
        return;
    }
    let possible: Vec<String> =
        gate.possible.iter().map(|measure| words.code("short", measure.code())).collect();
    line(out, 1, &words.fill("possible_line", &[("answers", &possible.join(" | "))]));
    if gate.too_many_cells {
        line(out, 1, words.get("too_many_cells"));
    }
    if !gate.missing.is_empty() {
        line(out, 1, words.get("missing_title"));
    }
    for one in &gate.missing {
        line(out, 2, &to.missing(one));
    }
}

fn class(out: &mut String, gate: &GateReport, words: &Words) {
    let eccn = if gate.eccn.is_empty() { words.get("class_none").to_owned() } else { join(&gate.eccn) };
    if gate.eccn_possible.len() > 1 {
        let none = words.get("class_none");
        let set = |set: &Vec<Name>| if set.is_empty() { none.to_owned() } else { join(set) };
        let sets: Vec<String> = gate.eccn_possible.iter().map(set).collect();
        line(
            out,
            1,
            &words
                .fill("class_line", &[("eccn", &words.fill("class_one_of", &[("sets", &sets.join(" | "))]))]),
        );
    } else if gate.stated_class == StatedClass::Decides {
        line(out, 1, &words.fill("class_stated", &[("eccn", &eccn)]));
    } else {
        line(out, 1, &words.fill("class_line", &[("eccn", &eccn)]));
    }
}

fn review(out: &mut String, gate: &GateReport, to: &Speaker<'_>) {
    let words = to.words;
    let policy = match gate.review {
        Some(Policy::NotApplicable) => return,
        Some(policy) => words.code("review", policy.code()),
        None if gate.answer == GateAnswer::Unknown && gate.review_possible.len() < 2 => return,
        None => {
            let possible = gate.review_possible.iter().filter(|policy| **policy != Policy::NotApplicable);
            let possible: Vec<String> = possible.map(|policy| words.code("review", policy.code())).collect();
            to.noted(words.get("review_unknown"), &possible.join(" | "))
        }
    };
    line(out, 1, &words.fill("applications_reviewed", &[("policy", &policy)]));
    if gate.review_unreadable {
        line(out, 1, words.get("review_unreadable"));
    }
    if !gate.review_missing.is_empty() {
        let facts: Vec<Name> = gate.review_missing.iter().map(|one| one.fact.clone()).collect();
        line(out, 1, &words.fill("review_missing_line", &[("facts", &to.facts(&facts))]));
    }
}

fn exceptions(out: &mut String, gate: &GateReport, to: &Speaker<'_>) {
    let words = to.words;
    if gate.exceptions.is_empty() {
        return;
    }
    line(out, 1, words.get("exceptions_title"));
    for exception in &gate.exceptions {
        let answer = words.code("rule_answer", exception.answer.code());
        let mut text = words.fill("exception_line", &[("id", &exception.id), ("answer", &answer)]);
        if !exception.leaves.is_empty() {
            let rules: Vec<String> = exception.leaves.iter().map(|rule| to.rule(rule)).collect();
            let rules = rules.join(words.get("list_semicolon"));
            text = to.noted(&text, &words.fill("exception_leaves", &[("rules", &rules)]));
        } else if !exception.needs.is_empty() {
            let facts: Vec<Name> = exception.needs.iter().map(|need| need.fact.clone()).collect();
            text = to.noted(&text, &words.fill("exception_needs", &[("facts", &to.facts(&facts))]));
        }
        line(out, 2, &text);
    }
}

fn payments(out: &mut String, gate: &GateReport, to: &Speaker<'_>) {
    let words = to.words;
    if gate.charges.is_empty() {
        return;
    }
    line(out, 1, words.get("charges_title"));
    for charge in &gate.charges {
        let rate = percent(charge.rate, 1);
        let authority = charge.authority.map(|authority| words.code("authority", authority.code()));
        let base = words.code("base", &charge.base);
        let values = [
            ("rate", &*rate),
            ("base", &*base),
            ("authority", authority.as_deref().unwrap_or("?")),
            ("days", &*charge_days(charge, words)),
            ("id", &*charge.id),
        ];
        let mut text = words.fill("charge_line", &values);
        if charge.answer == chipgate_base::answer::Answer::Unknown {
            text = to.noted(&text, words.get("charge_open"));
        }
        line(out, 2, &text);
    }
}

/// From when to when a payment is asked for; what was only announced has no end that a text states.
fn charge_days(charge: &Charge, words: &Words) -> String {
    let from = words.day(charge.from);
    let last = charge.until.and_then(|until| until.yesterday().ok());
    match (last, charge.authority) {
        (Some(last), _) => words.fill("charge_span", &[("from", &from), ("last", &words.day(last))]),
        (None, Some(Authority::Announcement | Authority::WindowGuidance)) => {
            words.fill("charge_announced", &[("from", &from)])
        }
        (None, _) => words.fill("charge_from", &[("from", &from)]),
    }
}

fn duties(out: &mut String, of_seller: bool, gate: &GateReport, words: &Words) {
    if gate.conditions.is_empty() {
        return;
    }
    let title = if of_seller { "conditions_title" } else { "conditions_title_other" };
    line(out, 1, words.get(title));
    for condition in &gate.conditions {
        line(out, 2, words.get(&format!("condition_{condition}")));
    }
}

/// The codified answer is never shown without the enforced one beside it, and differing ones always together.
fn other_lens(out: &mut String, gate: &GateReport, asked: Lens, words: &Words) {
    let (lens, answer) = match asked {
        Lens::Codified => (Lens::Enforced, gate.enforced_answer),
        Lens::Enforced => (Lens::Codified, gate.codified_answer),
    };
    if answer != gate.answer || asked == Lens::Codified {
        let values =
            [("lens", words.code("lens_word", lens.code())), ("answer", words.code("short", answer.code()))];
        let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
        line(out, 1, &words.fill("other_lens", &values));
    }
}

fn basis(out: &mut String, basis: &Basis, to: &Speaker<'_>) {
    let words = to.words;
    let answer = words.code("rule_answer", basis.answer.code());
    line(out, 2, &format!("{} [{answer}] {}", basis.rule, basis.title.in_language(words.lang())));
    let mut citation = format!("{}; {}", basis.provision, basis.citation);
    if !basis.url.is_empty() {
        let _ = write!(citation, " <{}>", basis.url);
    }
    line(out, 3, &citation);
    for one in &basis.read {
        line(out, 3, &comparison(one, to));
    }
}

/// One comparison with both numbers and the source of the value.
fn comparison(read: &Read, to: &Speaker<'_>) -> String {
    let answer = to.words.code("rule_answer", read.answer.code());
    let name = to.fact(&read.name);
    let mut text = match test_in_words(read) {
        _ if read.test == "yes" => format!("{name}: {answer}"),
        test => format!("{name} {test}: {answer}"),
    };
    if let Some(source) = &read.source {
        let _ = write!(text, " [{source}]");
    }
    text
}

/// A comparison in words of the rule language, such as `tpp 2,368 >= 4,800`.
#[must_use]
pub fn read_in_words(read: &Read) -> String {
    format!("{} {}", read.name, test_in_words(read))
}

/// The value and the test, such as `2,368 >= 4,800`; of a class the test alone.
fn test_in_words(read: &Read) -> String {
    match read.name.as_ref() {
        "eccn" | "jurisdiction" | "route" => read.test.clone(),
        _ if read.test == "yes" => format!("= {}", show_value(&read.value, &read.unit)),
        _ => format!("{} {}", show_value(&read.value, &read.unit), grouped(&read.test)),
    }
}

/// A test with the thousands of its number in groups.
fn grouped(test: &str) -> String {
    let parts = test.rsplit_once(' ').and_then(|(sign, text)| Some((sign, text.parse().ok()?)));
    parts.map_or_else(|| test.to_owned(), |(sign, limit)| format!("{sign} {}", number(limit)))
}

/// What the answers rest on, for each gate under its name.
fn provided(out: &mut String, found: &Determination, to: &Speaker<'_>) {
    if found.gates.values().all(|report| report.provided_that.is_empty()) {
        return;
    }
    out.push('\n');
    line(out, 0, to.words.get("holds_provided"));
    for (gate, report) in found.gates.iter() {
        if !report.provided_that.is_empty() {
            line(out, 1, &gate_heading(gate, to));
        }
        merged(&report.provided_that).iter().for_each(|one| line(out, 2, &provided_line(one, to)));
    }
}

/// Rules that need the same facts and would bring the same answer, on one line.
fn merged(list: &[ProvidedThat]) -> Vec<Vec<&ProvidedThat>> {
    let mut groups: Vec<Vec<&ProvidedThat>> = Vec::new();
    for one in list {
        let same = |group: &&mut Vec<&ProvidedThat>| {
            let first = group.first();
            first.is_some_and(|first| first.needs == one.needs && first.would_be == one.would_be)
        };
        match groups.iter_mut().find(same) {
            Some(group) if &*one.rule != REQUEST => group.push(one),
            _ => groups.push(vec![one]),
        }
    }
    groups
}

fn provided_line(group: &[&ProvidedThat], to: &Speaker<'_>) -> String {
    let Some(first) = group.first() else {
        return String::new();
    };
    if &*first.rule == REQUEST {
        let needs: Vec<String> = first.needs.iter().map(|need| to.words.code("needs", need)).collect();
        return needs.join(to.words.get("list_comma"));
    }
    let answer = to.words.code("short", first.would_be.code());
    let rules: Vec<String> = group.iter().map(|one| to.rule(&one.rule)).collect();
    let rules = rules.join(to.words.get("list_semicolon"));
    to.words.fill("needs_line", &[("facts", &to.facts(&first.needs)), ("answer", &answer), ("rule", &rules)])
}

fn gate_heading(gate: Gate, to: &Speaker<'_>) -> String {
    to.words.fill("gate_heading", &[("gate", to.gate(gate))])
}
