//! The four cases that every version of a rule must have: on the line, just off it, the day before, a fact not known.

use crate::cases::{Case, Prepared};
use crate::{Ground, Known, fill};
use chipgate_base::Name;
use chipgate_law::book::Law;
use chipgate_law::expr::{Atom, Cond};
use chipgate_law::fact::{Absent, FactId, Origin};
use chipgate_law::rule::{Concludes, Lens, Rule, Version};
use jiff::civil::Date;

/// One of the four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// A case `yes` while the version holds.
    Yes,
    /// A case `no` while it holds; not asked of a condition that always holds.
    No,
    /// A case on the last day before it; not asked where that day cannot be asked about.
    DayBefore,
    /// A case `unknown` that names what is missing; not asked where every fact that is read is filled in when it is not given.
    Unknown,
}

chipgate_base::codes!(Promise { Yes => "yes", No => "no", DayBefore => "day_before", Unknown => "unknown" });

/// A case that a version lacks.
#[derive(Clone, Debug, PartialEq)]
pub struct Lacking {
    /// The rule.
    pub rule: Name,
    /// First day of the version.
    pub from: Date,
    /// What it lacks.
    pub promise: Promise,
}

/// What a case about a rule shows.
struct Shown<'c> {
    rule: &'c Name,
    /// First day and lens of the version that surely holds then, as place in the rule; `None` where none does.
    version: Option<usize>,
    on: Date,
    lens: Lens,
    expect: &'c str,
    names_missing: bool,
}

/// Every promised case that is not there, rule by rule.
#[must_use]
pub fn lacking(ground: Ground<'_>, cases: &[Case]) -> Vec<Lacking> {
    let mut prepared = Prepared::default();
    let shown: Vec<Shown<'_>> = cases.iter().filter_map(|case| show(ground, case, &mut prepared)).collect();
    let mut found = Vec::new();
    for rule in &ground.law.rules {
        let own: Vec<&Shown<'_>> = shown.iter().filter(|one| *one.rule == rule.id).collect();
        for at in 0..rule.versions.len() {
            found.extend(of_version(ground, rule, at, &own));
        }
    }
    found
}

fn show<'c>(ground: Ground<'c>, case: &'c Case, prepared: &mut Prepared<'c>) -> Option<Shown<'c>> {
    let rule = case.rule.as_ref()?;
    let asked = fill(ground, &case.question, ground.frame.covers_from).ok()?;
    let books = prepared.books(ground, &asked);
    let books = books.gates.values().map(|gate| gate.under(asked.lens));
    let entry = books.flat_map(|book| &book.entries).find(|entry| entry.rule.id == *rule);
    let version = entry.filter(|entry| entry.certain).and_then(|entry| {
        entry.rule.versions.iter().position(|version| std::ptr::eq(version, entry.version))
    });
    Some(Shown {
        rule,
        version,
        on: asked.as_of,
        lens: asked.lens,
        expect: case.expect.rule_answer.as_deref()?,
        names_missing: case.expect.missing.iter().any(|fact| fact != "first_day"),
    })
}

fn of_version<'s>(
    ground: Ground<'s>,
    rule: &'s Rule,
    at: usize,
    own: &'s [&Shown<'_>],
) -> impl Iterator<Item = Lacking> + 's {
    let version = rule.versions.get(at);
    Promise::ALL.into_iter().filter_map(move |(promise, _)| {
        let version = version?;
        let is_kept =
            !is_asked(ground, version, promise) || own.iter().any(|one| keeps(one, at, version, promise));
        (!is_kept).then(|| Lacking { rule: rule.id.clone(), from: version.from.earliest, promise })
    })
}

fn is_asked(ground: Ground<'_>, version: &Version, promise: Promise) -> bool {
    match promise {
        Promise::Yes => true,
        Promise::No => version.when != Cond::Always,
        Promise::DayBefore => version.from.earliest > ground.frame.covers_from,
        Promise::Unknown => {
            Openness { law: ground.law, known: &ground.frame.known, seen: Vec::new() }.of(&version.when)
        }
    }
}

fn keeps(one: &Shown<'_>, at: usize, version: &Version, promise: Promise) -> bool {
    let holds = one.version == Some(at);
    match promise {
        Promise::Yes => holds && one.expect == "yes",
        Promise::No => holds && one.expect == "no",
        Promise::Unknown => holds && one.expect == "unknown" && one.names_missing,
        Promise::DayBefore => {
            let eve = version.from.earliest.yesterday().ok();
            !holds && Some(one.on) == eve && version.lens.counts_under(one.lens)
        }
    }
}

/// Whether a condition can stay open because somebody leaves a fact out.
struct Openness<'l> {
    law: &'l Law,
    known: &'l Known,
    seen: Vec<FactId>,
}

impl Openness<'_> {
    fn of(&mut self, cond: &Cond) -> bool {
        match cond {
            Cond::Always => false,
            Cond::All(limbs) | Cond::Any(limbs) => limbs.iter().any(|limb| self.of(limb)),
            Cond::Not(inside) => self.of(inside),
            Cond::Is(Atom::Concluded(_)) => true,
            Cond::Is(atom) => atom.fact().is_some_and(|fact| self.of_fact(fact)),
        }
    }

    fn of_fact(&mut self, id: FactId) -> bool {
        let law = self.law;
        let Some(fact) = law.vocabulary.facts.get(id) else { return false };
        if self.is_always_filled(id) || self.seen.contains(&id) {
            return false;
        }
        self.seen.push(id);
        match &fact.origin {
            // The filling leaves ownership open where a named owner comes near a listed name.
            Origin::Given => fact.absent == Absent::Unknown || id == self.known.owned_half_by_listed,
            Origin::Contents { .. } => true,
            Origin::Parties { test, .. } => self.of(test),
            Origin::Defined => {
                let defining = law.rules.iter().filter(|rule| rule.concludes == Concludes::Fact(id));
                defining.flat_map(|rule| &rule.versions).any(|version| self.of(&version.when))
            }
        }
    }

    fn is_always_filled(&self, fact: FactId) -> bool {
        let known = self.known;
        let filled = [known.act, known.item_kind, known.hbm, known.exporter, known.stated_class, known.party];
        // What an earlier gate says is worked out.
        filled.contains(&fact)
            || self.law.gates.iter().any(|(_, gate)| gate.reads.iter().any(|read| read.fact == fact))
    }
}
