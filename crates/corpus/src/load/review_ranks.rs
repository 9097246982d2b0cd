//! Two reviews of one requirement must not have the same rank where both can hold.

use super::Reading;
use crate::toml_reader::Table;
use chipgate_base::Name;
use chipgate_law::book::Law;
use chipgate_law::expr::Cond;
use chipgate_law::rule::{Concludes, Rule, Version, VersionLens};

pub(super) fn check(reading: &Reading<'_>, law: &Law) {
    let reviews: Vec<&Rule> =
        law.rules.iter().filter(|rule| matches!(rule.concludes, Concludes::Review { .. })).collect();
    for (at, rule) in reviews.iter().enumerate() {
        for other in reviews.iter().skip(at + 1) {
            if let Some(requirement) = collide(rule, other) {
                report(reading, rule, other, &requirement);
            }
        }
    }
    check_requirements(reading, law);
}

/// The requirement for which both can hold with one rank.
fn collide(a: &Rule, b: &Rule) -> Option<Name> {
    let (
        Concludes::Review { policy: policy_a, of: of_a, rank: rank_a },
        Concludes::Review { policy: policy_b, of: of_b, rank: rank_b },
    ) = (&a.concludes, &b.concludes)
    else {
        return None;
    };
    if rank_a != rank_b || policy_a == policy_b {
        return None;
    }
    let together = a.versions.iter().any(|x| b.versions.iter().any(|y| meet(a, x, b, y)));
    of_a.iter().find(|rule| together && of_b.contains(rule)).cloned()
}

fn meet(a: &Rule, x: &Version, b: &Rule, y: &Version) -> bool {
    let lenses = x.lens == y.lens || x.lens == VersionLens::Both || y.lens == VersionLens::Both;
    let last = |rule: &Rule, version: &Version| {
        let later = rule.versions.iter().filter(|next| next.from.earliest > version.from.earliest);
        later.map(|next| next.from.earliest).min()
    };
    let (end_x, end_y) = (last(a, x), last(b, y));
    let in_time =
        end_x.is_none_or(|end| y.from.earliest < end) && end_y.is_none_or(|end| x.from.earliest < end);
    lenses && in_time && !exclude(&x.when, &y.when)
}

/// One condition has among its conjuncts the opposite of a conjunct of the other.
fn exclude(a: &Cond, b: &Cond) -> bool {
    let (a, b) = (conjuncts(a), conjuncts(b));
    let opposite = |x: &Cond, y: &Cond| matches!(x, Cond::Not(inside) if **inside == *y);
    a.iter().any(|x| b.iter().any(|y| opposite(x, y) || opposite(y, x)))
}

fn conjuncts(cond: &Cond) -> Vec<&Cond> {
    match cond {
        Cond::All(limbs) => limbs.iter().flat_map(conjuncts).collect(),
        other => vec![other],
    }
}

fn report(reading: &Reading<'_>, a: &Rule, b: &Rule, requirement: &Name) {
    let message = format!("reviews `{}` and `{}` of `{requirement}` overlap with one rank", a.id, b.id);
    at_rule(reading, &b.id, message, "give one a lower rank, or exclude the other in its condition");
}

fn check_requirements(reading: &Reading<'_>, law: &Law) {
    let is_requirement = |id: &Name| {
        law.rules.iter().any(|rule| rule.id == *id && matches!(rule.concludes, Concludes::Requirement(..)))
    };
    for rule in &law.rules {
        let named = match &rule.concludes {
            Concludes::Review { of, .. } => of,
            Concludes::Exception { relieves, .. } => relieves,
            _ => continue,
        };
        for id in named.iter().filter(|id| !is_requirement(id)) {
            let message = format!("rule `{}` names `{id}`, which is no requirement", rule.id);
            at_rule(reading, &rule.id, message, "name rules of the step `requirement`");
        }
    }
}

/// Reports at the line where a rule has its id.
fn at_rule(reading: &Reading<'_>, id: &str, message: String, help: &str) {
    let mut message = Some(message);
    for file in reading.files("", ".toml") {
        if !file.text.contains(id) || file.path.ends_with(".cases.toml") {
            continue;
        }
        Table::read_quietly(file, |root| {
            for rule in root.tables("rule") {
                let own = rule.text("id");
                if let Some(text) = own.filter(|text| &*text.text == id)
                    && let Some(message) = message.take()
                {
                    root.problem(text.at, message, help);
                }
            }
        });
    }
}
