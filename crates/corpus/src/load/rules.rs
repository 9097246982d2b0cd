//! Rules: first their ids and conclusions, then, once every name is known, their conditions.

mod draft;
mod order;

pub(super) use draft::{DraftRule, drafts, thresholds};

use crate::toml_reader::{File, Placed};
use chipgate_base::formula::FormulaProblem;
use chipgate_law::book::Law;
use chipgate_law::expr::resolve::{Reader, resolve};
use chipgate_law::expr::{Cond, Threshold, parse};
use chipgate_law::rule::{Rule, Version};
use std::collections::BTreeMap;

/// Checks the conditions and puts the rules into reading order.
pub(super) fn finish(drafts: Vec<DraftRule<'_>>, law: &mut Law) {
    let mut rules = Vec::new();
    let mut places = BTreeMap::new();
    for draft in drafts {
        places.insert(draft.id.text.clone(), (draft.file, draft.id.at.clone()));
        rules.push(finish_one(draft, law));
    }
    law.rules = order::in_reading_order(rules, &places);
}

fn finish_one(draft: DraftRule<'_>, law: &Law) -> Rule {
    let mut versions: Vec<Version> = Vec::new();
    let mut condition = None;
    for version in &draft.versions {
        if version.has_own_text {
            condition = version.read_condition(draft.file, law);
        }
        versions.extend(version.finish(draft.file, law, condition.clone()));
    }
    versions.sort_by_key(|version| version.from.earliest);
    check_overlaps(&draft, &versions);
    Rule {
        id: draft.id.text.clone(),
        title: draft.title.clone(),
        gate: draft.gate,
        step: draft.step,
        concludes: draft.concludes.clone(),
        versions,
    }
}

fn check_overlaps(draft: &DraftRule<'_>, versions: &[Version]) {
    for (at, version) in versions.iter().enumerate() {
        let same =
            |other: &&Version| other.from.earliest == version.from.earliest && other.lens == version.lens;
        if versions.iter().skip(at + 1).any(|other| same(&other)) {
            let message = format!("two versions of `{}` begin on {}", draft.id.text, version.from.earliest);
            draft.file.problem(draft.id.at.clone(), message, Some("keep one text a day and lens".to_owned()));
        }
    }
    if draft.versions.is_empty() {
        let message = format!("rule `{}` has no version", draft.id.text);
        draft.file.problem(draft.id.at.clone(), message, Some("add `[[rule.version]]`".to_owned()));
    }
}

/// Reads and checks a condition; its problems get places in the file.
pub(super) fn resolve_text(
    file: File<'_>,
    when: &Placed,
    law: &Law,
    thresholds: &BTreeMap<String, Threshold>,
    reader: Reader,
) -> Option<Cond> {
    let checked = parse(&when.text)
        .map_err(|problem| vec![problem])
        .and_then(|expr| resolve(&expr, &law.vocabulary, thresholds, reader));
    match checked {
        Ok(cond) => Some(cond),
        Err(problems) => {
            for problem in problems {
                report(file, when, problem);
            }
            None
        }
    }
}

fn report(file: File<'_>, when: &Placed, problem: FormulaProblem) {
    let raw = file.text.get(when.at.clone()).unwrap_or_default();
    let at = match raw.find(&*when.text) {
        Some(offset) => {
            let base = when.at.start + offset;
            base + problem.at.start..base + problem.at.end
        }
        None => when.at.clone(),
    };
    file.problem(at, problem.message, problem.help);
}
