//! A determination in words for people.

use crate::locale::{number, percent};
use crate::words::Words;
use chipgate_corpus::Corpus;
use chipgate_corpus::ask::{Asked, show_value};
use chipgate_corpus::determination::Determination;
use chipgate_law::Name;
use chipgate_law::determine::{Basis, GateAnswer, GateReport, Missing, Read, StatedClass};
use chipgate_law::instrument::Authority;
use chipgate_law::rule::{Confidence, Lens, Measure, Policy};
use std::fmt::Write;

/// The whole answer.
#[must_use]
pub fn determination(corpus: &Corpus, found: &Determination, words: &Words) -> String {
    let mut out = String::new();
    let asked = &found.asked;
    line(&mut out, 0, &headline(corpus, asked, words));
    line(&mut out, 0, &reading(asked, words));
    out.push('\n');
    gate(&mut out, "gate_answer_us", &found.us, found, words);
    out.push('\n');
    gate(&mut out, "gate_answer_cn", &found.cn, found, words);
    out.push('\n');
    verdict(&mut out, found, words);
    provided(&mut out, found, words);
    assumed(&mut out, asked, words);
    caveats(&mut out, found, words);
    out.push('\n');
    line(&mut out, 0, words.get("disclaimer_text"));
    out
}

fn line(out: &mut String, indent: usize, text: &str) {
    let _ = writeln!(out, "{}{text}", "  ".repeat(indent));
}

fn headline(corpus: &Corpus, asked: &Asked, words: &Words) -> String {
    let word = |name: &str| {
        let fact = corpus.law.vocabulary.facts.find(name)?;
        let text = show_value(asked.inputs.value(fact), "");
        (text != "unknown").then_some(text)
    };
    let act = word("act").unwrap_or_default();
    let act = match act.as_str() {
        "export" | "use" => words.code("act_word", &act),
        other => words.code("act", other),
    };
    let day = words.day(asked.as_of);
    match word("destination") {
        Some(to) => {
            words.fill("asked_line", &[("item", &asked.item_name), ("act", &act), ("to", &to), ("day", &day)])
        }
        None => {
            words.fill("asked_line_no_place", &[("item", &asked.item_name), ("act", &act), ("day", &day)])
        }
    }
}

fn reading(asked: &Asked, words: &Words) -> String {
    let known = match asked.known_on {
        Some(day) => words.fill("known_on_day", &[("day", &words.day(day))]),
        None => words.get("known_on_all").to_owned(),
    };
    format!("({}, {known})", words.code("lens_word", asked.lens.code()))
}

/// The joint verdict, and every one that is possible where it is open.
fn verdict(out: &mut String, found: &Determination, words: &Words) {
    line(out, 0, &words.fill("verdict_line", &[("answer", &words.code("short", found.verdict.code()))]));
    if found.verdict == GateAnswer::Unknown {
        let possible: Vec<String> =
            found.verdict_possible.iter().map(|measure| words.code("short", measure.code())).collect();
        line(out, 1, &words.fill("possible_line", &[("answers", &possible.join(" | "))]));
    }
}

/// One gate with everything behind its answer.
fn gate(out: &mut String, label: &str, gate: &GateReport, found: &Determination, words: &Words) {
    line(out, 0, &words.fill(label, &[("answer", &answer(gate, found, words))]));
    if is_reported(gate) {
        line(out, 1, words.get("rests_on_press"));
    }
    if let Some(because) = gate.because {
        line(out, 1, words.get(&format!("because_{}", because.code())));
    }
    if let Some(authority) =
        gate.authority.filter(|_| gate.because.is_none() && gate.answer != GateAnswer::Unknown)
    {
        line(out, 1, &words.fill("rests_on", &[("authority", &words.code("authority", authority.code()))]));
    }
    if gate.confidence == Some(Confidence::Low)
        && gate.because.is_none()
        && gate.answer != GateAnswer::Unknown
    {
        line(out, 1, words.get("confidence_low"));
    }
    open_answer(out, gate, words);
    if label == "gate_answer_us" {
        class(out, gate, words);
    }
    review(out, gate, words);
    exceptions(out, gate, words);
    payments(out, gate, words);
    duties(out, label, gate, words);
    other_lens(out, gate, found.asked.lens, words);
    if !gate.basis.is_empty() {
        line(out, 1, words.get("basis_title"));
        gate.basis.iter().for_each(|one| basis(out, one, words));
    }
}

/// The answer rests on nothing but press reports of unpublished guidance.
fn is_reported(gate: &GateReport) -> bool {
    let found = gate.because.is_none() && gate.answer != GateAnswer::Unknown;
    found && gate.authority == Some(Authority::WindowGuidance)
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

fn open_answer(out: &mut String, gate: &GateReport, words: &Words) {
    if gate.answer != GateAnswer::Unknown {
        return;
    }
    let possible: Vec<String> =
        gate.possible.iter().map(|measure| words.code("short", measure.code())).collect();
    line(out, 1, &words.fill("possible_line", &[("answers", &possible.join(" | "))]));
    if gate.too_many_cells {
        line(out, 1, words.get("too_many_cells"));
    }
    line(out, 1, words.get("missing_title"));
    for one in &gate.missing {
        line(out, 2, &missing(one, words));
    }
}

fn missing(one: &Missing, words: &Words) -> String {
    if one.entries.is_empty() {
        return one.fact.to_string();
    }
    let entries = join(&one.entries);
    format!("{}: {}", one.fact, words.fill("missing_entries", &[("entries", &entries)]))
}

fn join(names: &[Name]) -> String {
    names.iter().map(|name| &**name).collect::<Vec<_>>().join(", ")
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

fn review(out: &mut String, gate: &GateReport, words: &Words) {
    let policy = match gate.review {
        Some(Policy::NotApplicable) => return,
        Some(policy) => words.code("review", policy.code()),
        None if gate.answer == GateAnswer::Unknown && gate.review_possible.len() < 2 => return,
        None => {
            let possible = gate.review_possible.iter().filter(|policy| **policy != Policy::NotApplicable);
            let possible: Vec<String> = possible.map(|policy| words.code("review", policy.code())).collect();
            format!("{} ({})", words.get("review_unknown"), possible.join(" | "))
        }
    };
    line(out, 1, &words.fill("applications_reviewed", &[("policy", &policy)]));
    if gate.review_unreadable {
        line(out, 1, words.get("review_unreadable"));
    }
    if !gate.review_missing.is_empty() {
        let facts: Vec<String> = gate.review_missing.iter().map(|one| one.fact.to_string()).collect();
        line(out, 1, &words.fill("review_missing_line", &[("facts", &facts.join(", "))]));
    }
}

fn exceptions(out: &mut String, gate: &GateReport, words: &Words) {
    if gate.exceptions.is_empty() {
        return;
    }
    line(out, 1, words.get("exceptions_title"));
    for exception in &gate.exceptions {
        let answer = words.code("rule_answer", exception.answer.code());
        let mut text = words.fill("exception_line", &[("id", &exception.id), ("answer", &answer)]);
        if !exception.leaves.is_empty() {
            let _ =
                write!(text, " ({})", words.fill("exception_leaves", &[("rules", &join(&exception.leaves))]));
        } else if !exception.needs.is_empty() {
            let facts: Vec<String> = exception.needs.iter().map(|need| need.fact.to_string()).collect();
            let _ = write!(text, " ({})", words.fill("exception_needs", &[("facts", &facts.join(", "))]));
        }
        line(out, 2, &text);
    }
}

fn payments(out: &mut String, gate: &GateReport, words: &Words) {
    if gate.charges.is_empty() {
        return;
    }
    line(out, 1, words.get("charges_title"));
    for charge in &gate.charges {
        let rate = percent(charge.rate);
        let authority = charge.authority.map(|authority| words.code("authority", authority.code()));
        let base = words.code("base", &charge.base);
        let values = [
            ("rate", &*rate),
            ("base", &*base),
            ("authority", authority.as_deref().unwrap_or("?")),
            ("id", &*charge.id),
        ];
        let mut text = words.fill("charge_line", &values);
        if charge.answer == chipgate_law::answer::Answer::Unknown {
            let _ = write!(text, " ({})", words.get("charge_open"));
        }
        line(out, 2, &text);
    }
}

fn duties(out: &mut String, label: &str, gate: &GateReport, words: &Words) {
    if gate.conditions.is_empty() {
        return;
    }
    let title = if label == "gate_answer_cn" { "conditions_title_cn" } else { "conditions_title" };
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

fn basis(out: &mut String, basis: &Basis, words: &Words) {
    let answer = words.code("rule_answer", basis.answer.code());
    line(out, 2, &format!("{} [{answer}] {}", basis.rule, basis.title.in_language(words.lang())));
    let mut citation = format!("{}; {}", basis.provision, basis.citation);
    if !basis.url.is_empty() {
        let _ = write!(citation, " <{}>", basis.url);
    }
    line(out, 3, &citation);
    for one in &basis.read {
        line(out, 3, &comparison(one, words));
    }
}

/// One comparison with both numbers and the source of the value.
fn comparison(read: &Read, words: &Words) -> String {
    let answer = words.code("rule_answer", read.answer.code());
    let mut text = format!("{}: {answer}", read_in_words(read));
    if let Some(source) = &read.source {
        let _ = write!(text, " [{source}]");
    }
    text
}

/// A comparison in words of the rule language, such as `tpp 2,368 >= 4,800`.
#[must_use]
pub fn read_in_words(read: &Read) -> String {
    match read.name.as_ref() {
        "eccn" | "jurisdiction" | "route" => format!("{} {}", read.name, read.test),
        _ if read.test == "yes" => format!("{} = {}", read.name, show_value(&read.value, &read.unit)),
        _ => format!("{} {} {}", read.name, show_value(&read.value, &read.unit), grouped(&read.test)),
    }
}

/// A test with the thousands of its number in groups.
fn grouped(test: &str) -> String {
    let parts = test.rsplit_once(' ').and_then(|(sign, text)| Some((sign, text.parse().ok()?)));
    parts.map_or_else(|| test.to_owned(), |(sign, limit)| format!("{sign} {}", number(limit)))
}

fn provided(out: &mut String, found: &Determination, words: &Words) {
    let both = || found.us.provided_that.iter().chain(&found.cn.provided_that);
    if both().next().is_none() {
        return;
    }
    out.push('\n');
    line(out, 0, words.get("holds_provided"));
    for provided in both() {
        if &*provided.rule == "request" {
            let needs = provided.needs.iter().map(|need| words.get(&format!("needs_{need}")).to_owned());
            line(out, 1, &needs.collect::<Vec<_>>().join(", "));
            continue;
        }
        let answer = words.code("short", provided.would_be.code());
        let needs = join(&provided.needs);
        line(
            out,
            1,
            &words.fill("needs_line", &[("facts", &needs), ("answer", &answer), ("rule", &provided.rule)]),
        );
    }
    line(out, 1, words.get("lists_loaded"));
}

fn assumed(out: &mut String, asked: &Asked, words: &Words) {
    if asked.assumed.is_empty() && asked.mapped.is_empty() {
        return;
    }
    out.push('\n');
    line(out, 0, words.get("assumed_title"));
    for assumed in &asked.assumed {
        let why = words.get(&format!("why_{}", assumed.why)).to_owned();
        line(out, 1, &format!("{} = {} ({why})", assumed.fact, assumed.value));
    }
    for (given, read) in &asked.mapped {
        line(out, 1, &format!("{given} → {read}"));
    }
}

fn caveats(out: &mut String, found: &Determination, words: &Words) {
    let mut keys: Vec<&Name> = found.us.caveats.iter().chain(&found.cn.caveats).collect();
    let mut seen = std::collections::BTreeSet::new();
    keys.retain(|key| seen.insert(*key));
    if keys.is_empty() {
        return;
    }
    out.push('\n');
    line(out, 0, words.get("caveats_title"));
    for caveat in keys {
        line(out, 1, words.get(&format!("caveat_{caveat}")));
    }
    for odd in &found.asked.implausible {
        line(out, 2, &format!("{} = {} ({})", odd.fact, odd.value, odd.bounds));
    }
}
