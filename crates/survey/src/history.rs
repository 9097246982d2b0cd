//! The legal history of chips: every stretch of days with one answer, and what began each.

use chipgate_ask::determination::Determination;
use chipgate_ask::gates::GateBooks;
use chipgate_ask::reference::{Reference, reference_act};
use chipgate_ask::{Ground, QuestionProblem};
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_catalogue::Chip;
use chipgate_law::book::{Law, NamedSet};
use chipgate_law::determine::{Basis, GateAnswer};
use chipgate_law::rule::{Lens, Measure, Policy};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What a history covers.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// The question that is asked of every chip.
    pub ask: Reference,
    /// First day; `None`: the launch, or the first day of histories by the data, if that is later.
    pub from: Option<Date>,
    /// First day after the last.
    pub until: Date,
}

/// Days with one answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// First day.
    pub from: Date,
    /// First day of the next stretch.
    pub until: Date,
    /// The answer on the first day.
    pub found: Determination,
    /// Id of the instrument that began it; `None` at the beginning.
    pub cause: Option<Name>,
}

/// The history of one chip.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// The chip's id.
    pub chip: Name,
    /// The act asked about.
    pub kind: &'static str,
    /// Its stretches, in order and without gaps; empty before the launch.
    pub stretches: Vec<Stretch>,
}

/// Histories of several chips, sharing the rule books of each day.
pub struct Histories<'c> {
    ground: Ground<'c>,
    books: BTreeMap<Date, GateBooks<'c>>,
    days: Vec<Date>,
    span: Span,
}

impl<'c> Histories<'c> {
    /// Prepares the rule books of every day on which something can change.
    #[must_use]
    pub fn new(ground: Ground<'c>, span: Span) -> Histories<'c> {
        let first = span.from.unwrap_or(ground.frame.history_from);
        let known_on = span.ask.base.known_on;
        let mut days: BTreeSet<Date> = days_of_change(ground.law);
        days.extend(
            ground.catalogue.countries.iter().filter_map(|country| Some(country.treated_as.as_ref()?.1)),
        );
        days.insert(first);
        let days: Vec<Date> = days.into_iter().filter(|day| first <= *day && *day < span.until).collect();
        let on = |day: &Date| (*day, GateBooks::on(ground.law, *day, known_on, None));
        Histories { ground, books: days.iter().map(on).collect(), days, span }
    }

    /// The days on which something can change.
    #[must_use]
    pub fn days(&self) -> &[Date] {
        &self.days
    }

    /// The rule books of a day of change.
    #[must_use]
    pub fn books(&self, day: Date) -> Option<&GateBooks<'c>> {
        self.books.get(&day)
    }

    /// The history of one chip.
    ///
    /// # Errors
    ///
    /// Returns what does not fit in the question that is asked of every chip.
    pub fn of(&self, chip: &Chip) -> Result<History, Vec<QuestionProblem>> {
        let kind = reference_act(self.ground, chip);
        let mut history = History { chip: chip.id.clone(), kind, stretches: Vec::new() };
        let launch = chip.launch.map(|launch| launch.earliest).filter(|_| self.span.from.is_none());
        let first = self.ground.frame.history_from;
        let start = launch.map_or(first, |launch| launch.max(first));
        let start = self.span.from.unwrap_or(start);
        if start >= self.span.until {
            return Ok(history);
        }
        let later = self.days.iter().copied().filter(|day| *day > start);
        for day in std::iter::once(start).chain(later) {
            let found = self.span.ask.ask(self.ground, self.books.get(&day), chip, day)?;
            self.add(&mut history.stretches, day, found);
        }
        Ok(history)
    }

    fn add(&self, stretches: &mut Vec<Stretch>, day: Date, found: Determination) {
        if let Some(last) = stretches.last_mut() {
            if same_answer(&last.found, &found) {
                return;
            }
            last.until = day;
        }
        let before = stretches.last().map(|last| &last.found);
        let cause = before.and_then(|before| self.cause(before, &found, day));
        stretches.push(Stretch { from: day, until: self.span.until, found, cause });
    }

    /// The instrument that began an answer: of a rule that begins on the day, else of one that ends, else of a set.
    fn cause(&self, before: &Determination, after: &Determination, day: Date) -> Option<Name> {
        let changed = changed_bases(before, after);
        let began = changed.iter().filter(|basis| basis.version == day && basis.answer != Answer::No);
        let began = began.min_by_key(|basis| basis.step != chipgate_law::rule::Step::Requirement);
        if let Some(basis) = began {
            return Some(basis.instrument.clone());
        }
        self.class_begun(after, day)
            .or_else(|| self.effect_on(day, before, after))
            .or_else(|| set_change(self.ground.law, day))
            .or_else(|| {
                changed.iter().find(|basis| basis.version == day).map(|basis| basis.instrument.clone())
            })
    }

    /// The instrument of a class that the item has from this day on.
    fn class_begun(&self, after: &Determination, day: Date) -> Option<Name> {
        let law = &self.ground.law;
        let has = |rule: &chipgate_law::rule::Rule| match &rule.concludes {
            chipgate_law::rule::Concludes::Paragraph(id) => {
                let word = law.vocabulary.conclusions.get(id.0).map(|(_, word)| word);
                let possible = after.us.eccn_possible.iter().flatten();
                word.is_some_and(|word| after.us.eccn.iter().chain(possible).any(|eccn| eccn == word))
            }
            _ => false,
        };
        let texts = law.rules.iter().filter(|rule| has(rule)).flat_map(|rule| &rule.versions);
        let version = texts.into_iter().find(|version| version.from.earliest == day)?;
        law.instrument_of(version).map(|instrument| instrument.id.clone())
    }

    /// An instrument with an effect on the day, those of the rules at hand first.
    fn effect_on(&self, day: Date, before: &Determination, after: &Determination) -> Option<Name> {
        let law = &self.ground.law;
        let rules: Vec<&Name> = before.basis().chain(after.basis()).map(|basis| &basis.rule).collect();
        let begins =
            law.rules.iter().flat_map(|rule| rule.versions.iter().map(move |version| (rule, version)));
        let on_day = begins.filter(|(_, version)| version.from.earliest == day || version.from.latest == day);
        let own = on_day
            .filter(|(rule, _)| rules.contains(&&rule.id))
            .map(|(_, version)| version.instrument)
            .next();
        if let Some(at) = own.or_else(|| text_ending(law, &rules, day)) {
            return law.instruments.get(at).map(|instrument| instrument.id.clone());
        }
        let ends = law.instruments.iter().find(|instrument| {
            instrument.effects.iter().any(|effect| {
                effect.from.earliest == day && effect.targets.iter().any(|target| rules.contains(&target))
            })
        });
        let any = || {
            let effects = |instrument: &&chipgate_law::instrument::Instrument| {
                instrument.effects.iter().any(|effect| {
                    effect.from.earliest == day
                        || effect.from.latest == day
                        || effect.compliance_from == Some(day)
                })
            };
            law.instruments.iter().find(effects)
        };
        ends.or_else(any).map(|instrument| instrument.id.clone())
    }
}

/// The instrument of a text of one of the rules that holds no longer from the day on by its own terms.
fn text_ending(law: &Law, rules: &[&Name], day: Date) -> Option<usize> {
    let own = law.rules.iter().filter(|rule| rules.contains(&&rule.id));
    let mut texts = own.flat_map(|rule| &rule.versions);
    texts.find(|version| version.until == Some(day)).map(|version| version.instrument)
}

/// Rules behind the answer of the gates whose answer changed; of both where neither did.
fn changed_bases<'d>(before: &Determination, after: &'d Determination) -> Vec<&'d Basis> {
    match (us_key(before) != us_key(after), cn_key(before) != cn_key(after)) {
        (true, false) => after.us.basis.iter().collect(),
        (false, true) => after.cn.basis.iter().collect(),
        _ => after.basis().collect(),
    }
}

/// The source of a change of a set on a day.
fn set_change(law: &Law, day: Date) -> Option<Name> {
    law.sets.iter().find_map(|set| match set {
        NamedSet::Listed(versions) => {
            versions.iter().find(|version| version.from == day).map(|version| version.source.clone())
        }
        NamedSet::Built { .. } => None,
    })
}

type UsKey = (GateAnswer, Vec<Name>, Vec<Vec<Name>>, Option<Policy>, Vec<Policy>, Vec<Name>);

fn us_key(found: &Determination) -> UsKey {
    let us = &found.us;
    let charges = us.charges.iter().map(|charge| charge.id.clone()).collect();
    let class = (us.eccn.clone(), us.eccn_possible.clone());
    (us.answer, class.0, class.1, us.review, us.review_possible.clone(), charges)
}

fn cn_key(found: &Determination) -> (GateAnswer, Vec<Measure>, Vec<Name>, Vec<Name>) {
    let cn = &found.cn;
    let deciding = cn.basis.iter().filter(|basis| basis.answer == Answer::Yes);
    let rules = deciding.map(|basis| basis.rule.clone()).collect();
    (cn.answer, cn.possible.clone(), cn.conditions.clone(), rules)
}

/// Answers are the same where both gates, class, review, rules of China's gate and what falls due are the same.
fn same_answer(a: &Determination, b: &Determination) -> bool {
    let beside = |found: &Determination| match found.asked.lens {
        Lens::Codified => Some(found.us.enforced_answer),
        Lens::Enforced => None,
    };
    us_key(a) == us_key(b) && cn_key(a) == cn_key(b) && beside(a) == beside(b)
}

/// Every day on which a text, an effect or a set begins or ends.
#[must_use]
pub fn days_of_change(law: &Law) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    for version in law.rules.iter().flat_map(|rule| &rule.versions) {
        days.extend([version.from.earliest, version.from.latest]);
        days.extend(version.until);
    }
    for effect in law.instruments.iter().flat_map(|instrument| &instrument.effects) {
        if !effect.targets.is_empty() {
            days.extend([effect.from.earliest, effect.from.latest]);
            days.extend(effect.until);
        }
    }
    for set in &law.sets {
        if let NamedSet::Listed(versions) = set {
            days.extend(versions.iter().map(|version| version.from));
        }
    }
    days
}
