//! The rule book of one day: which text of which rule holds.

use crate::expr::resolve::Vocabulary;
use crate::expr::{Cond, SetId};
use crate::fact::FactId;
use crate::gate::{Gate, Gates};
use crate::instrument::{Effect, EffectKind, Instrument};
use crate::rule::{Lens, Rule, Version, VersionLens};
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A dated change of a named set.
#[derive(Clone, Debug, PartialEq)]
pub struct SetVersion {
    /// First day it holds.
    pub from: Date,
    /// First day on which the public could know it.
    pub published: Date,
    /// Id of its source.
    pub source: Name,
    /// The whole list from this day on, sorted.
    pub members: Vec<Name>,
}

/// A named set of countries or parties.
#[derive(Clone, Debug, PartialEq)]
pub enum NamedSet {
    /// A list with dated changes.
    Listed(Vec<SetVersion>),
    /// Built from other sets: those of `union` and the words of `plus`, without those of `minus`.
    Built {
        /// Sets whose members are in.
        union: Vec<SetId>,
        /// Words that are in besides.
        plus: Vec<Name>,
        /// Sets whose members are out.
        minus: Vec<SetId>,
    },
}

/// All law that was loaded.
#[derive(Clone, Debug, Default)]
pub struct Law {
    /// Facts, sets, conclusions, countries and parties by name.
    pub vocabulary: Vocabulary,
    /// Sets, in the order of the vocabulary.
    pub sets: Vec<NamedSet>,
    /// Instruments, sorted by id.
    pub instruments: Vec<Instrument>,
    /// Rules in the order in which they are read: by step, then so that each reads only what stands before it.
    pub rules: Vec<Rule>,
    /// Whose law it is, in the order in which it is asked.
    pub gates: Gates,
}

/// How a question looks at the law.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Whose law.
    pub gate: Gate,
    /// The day asked about.
    pub as_of: Date,
    /// Only what was known by this day counts; `None`: all that is loaded.
    pub known_on: Option<Date>,
    /// Which reading.
    pub lens: Lens,
    /// Who asks, for letters that others learned of later.
    pub asker: Option<Name>,
}

/// A rule with the text that holds.
#[derive(Clone, Debug)]
pub struct Entry<'law> {
    /// The rule.
    pub rule: &'law Rule,
    /// Its text on the day.
    pub version: &'law Version,
    /// Whether the text certainly holds on the day.
    pub certain: bool,
}

/// Members of a set on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DaySet {
    /// Words that are in, sorted.
    pub members: Vec<Name>,
    /// Words of which it is not known whether they are in, sorted.
    pub uncertain: Vec<Name>,
    /// The first bytes of each member, so that a search seldom looks at a word.
    heads: Vec<u64>,
}

impl DaySet {
    fn new(members: Vec<Name>, uncertain: Vec<Name>) -> DaySet {
        let heads = members.iter().map(|word| head(word)).collect();
        DaySet { members, uncertain, heads }
    }

    /// Whether a word is in; unknown where it is not known.
    #[must_use]
    pub fn has(&self, word: &Name) -> Answer {
        if self.uncertain.binary_search(word).is_ok() {
            return Answer::Unknown;
        }
        let head = head(word);
        let first = self.heads.partition_point(|of_member| *of_member < head);
        let alike = self.heads.iter().zip(&self.members).skip(first).take_while(|(of, _)| **of == head);
        Answer::from(alike.map(|(_, member)| member).any(|member| member == word))
    }
}

/// The first eight bytes of a word as one number that sorts as the words do; nothing where there are fewer.
fn head(word: &str) -> u64 {
    let mut bytes = [0; 8];
    bytes.iter_mut().zip(word.bytes()).for_each(|(to, from)| *to = from);
    u64::from_be_bytes(bytes)
}

/// The law of one gate on one day under one view.
#[derive(Clone, Debug)]
pub struct Book<'law> {
    /// All law.
    pub law: &'law Law,
    /// The view it was made for.
    pub view: View,
    /// Rules in force, in reading order.
    pub entries: Vec<Entry<'law>>,
    /// Sets as of the day, in the order of the vocabulary.
    pub sets: Vec<DaySet>,
    /// Facts over parties and contents that some rule in force reads, in the order of the vocabulary.
    pub(crate) groups: Vec<FactId>,
}

impl Book<'_> {
    /// Whether two books of one law have the same texts and sets, so that they say the same of everything; only
    /// the day until which a text holds may differ.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Book<'_>) -> bool {
        let same = |(a, b): (&Entry<'_>, &Entry<'_>)| {
            std::ptr::eq(a.rule, b.rule) && std::ptr::eq(a.version, b.version) && a.certain == b.certain
        };
        std::ptr::eq(self.law, other.law)
            && self.view.gate == other.view.gate
            && self.entries.len() == other.entries.len()
            && self.entries.iter().zip(&other.entries).all(same)
            && self.sets == other.sets
    }
}

impl Law {
    /// The rule book under a view.
    #[must_use]
    pub fn book(&self, view: View) -> Book<'_> {
        let own = self.rules.iter().filter(|rule| rule.gate == view.gate);
        let entries: Vec<Entry<'_>> = own.filter_map(|rule| self.entry(rule, &view)).collect();
        let sets = (0..self.sets.len()).map(|at| self.day_set(SetId(at), &view, 0)).collect();
        let groups = self.groups_read(&entries);
        Book { law: self, view, entries, sets, groups }
    }

    /// Facts over parties and contents that rules read, also through the tests of others.
    fn groups_read(&self, entries: &[Entry<'_>]) -> Vec<FactId> {
        let mut found = BTreeSet::new();
        let mut to_read: Vec<&Cond> = entries.iter().map(|entry| &entry.version.when).collect();
        while let Some(cond) = to_read.pop() {
            cond.each_atom(&mut |atom| {
                let fact = atom.fact().and_then(|id| Some((id, self.vocabulary.facts.get(id)?)));
                if let Some((id, test)) = fact.and_then(|(id, fact)| Some((id, fact.origin.test()?)))
                    && found.insert(id)
                {
                    to_read.push(test);
                }
            });
        }
        found.into_iter().collect()
    }

    /// Last day that the sources of a gate cover; `None` where the data do not say.
    #[must_use]
    pub fn horizon(&self, gate: Gate) -> Option<Date> {
        self.gates.entry(gate).map(|entry| entry.covers_to)
    }

    /// Names of the facts that are what an earlier gate says.
    pub fn read_of_gates(&self) -> impl Iterator<Item = Name> + '_ {
        let reads = self.gates.iter().flat_map(|(_, entry)| &entry.reads);
        reads.map(|read| self.vocabulary.facts.name(read.fact))
    }

    /// The instrument of a version.
    #[must_use]
    pub fn instrument_of(&self, version: &Version) -> Option<&Instrument> {
        self.instruments.get(version.instrument)
    }

    fn entry<'law>(&'law self, rule: &'law Rule, view: &View) -> Option<Entry<'law>> {
        let version = self.version_in_force(rule, view)?;
        let ended = version.until.is_some_and(|until| until <= view.as_of);
        let certain = version.from.latest <= view.as_of && !ended;
        match self.standing(rule, version, view) {
            Standing::Ended => None,
            Standing::Holds => Some(Entry { rule, version, certain }),
            Standing::Uncertain => Some(Entry { rule, version, certain: false }),
        }
    }

    /// The latest known text that has started; under the enforced lens an enforced text goes before the codified ones.
    fn version_in_force<'law>(&self, rule: &'law Rule, view: &View) -> Option<&'law Version> {
        let started = |version: &&Version| {
            version.from.earliest <= view.as_of
                && version.until.is_none_or(|until| view.as_of < until || self.is_after_sources(until, view))
                && self.is_known(version, view)
        };
        let latest = |lens: VersionLens| {
            rule.versions
                .iter()
                .filter(started)
                .filter(move |version| version.lens == lens)
                .max_by_key(|version| version.from.earliest)
        };
        let own = match view.lens {
            Lens::Codified => latest(VersionLens::Codified),
            Lens::Enforced => latest(VersionLens::Enforced),
        };
        own.or_else(|| latest(VersionLens::Both))
    }

    fn is_known(&self, version: &Version, view: &View) -> bool {
        let instrument = self.instrument_of(version);
        view.known_on.is_none_or(|day| {
            instrument.is_some_and(|instrument| instrument.known_on(day, view.asker.as_ref()))
        })
    }

    /// What suspensions, revivals and endings have made of a text.
    fn standing(&self, rule: &Rule, version: &Version, view: &View) -> Standing {
        let mut events = self.events_on(rule, version, view);
        events.sort_by_key(|effect| effect.from.earliest);
        events.iter().fold(Standing::Holds, |standing, effect| self.apply(standing, effect, view))
    }

    fn events_on<'law>(&'law self, rule: &Rule, version: &Version, view: &View) -> Vec<&'law Effect> {
        let known = |instrument: &&Instrument| {
            view.known_on.is_none_or(|day| instrument.known_on(day, view.asker.as_ref()))
        };
        self.instruments
            .iter()
            .filter(known)
            .flat_map(|instrument| &instrument.effects)
            .filter(|effect| effect.targets.contains(&rule.id))
            .filter(|effect| {
                let began = effect.from.earliest <= view.as_of;
                effect.kind == EffectKind::Void || (began && reaches(effect, version))
            })
            .collect()
    }

    fn apply(&self, before: Standing, effect: &Effect, view: &View) -> Standing {
        let uncertain_start = effect.from.latest > view.as_of;
        match effect.kind {
            EffectKind::Suspend => match effect.until {
                Some(until) if until <= view.as_of => self.after_automatic_return(before, until, view),
                _ if uncertain_start => Standing::Uncertain,
                _ => Standing::Ended,
            },
            EffectKind::Rescind | EffectKind::Expire if uncertain_start => Standing::Uncertain,
            EffectKind::Rescind | EffectKind::Expire | EffectKind::Void => Standing::Ended,
            EffectKind::Revive => Standing::Holds,
            EffectKind::Enact | EffectKind::Amend | EffectKind::Announce => before,
        }
    }

    /// A return by the terms of a text counts only as far as the sources reach.
    fn after_automatic_return(&self, before: Standing, until: Date, view: &View) -> Standing {
        if self.is_after_sources(until, view) { Standing::Uncertain } else { before }
    }

    /// Lies after the last day that the sources cover, so that what ends or returns by itself then is open.
    fn is_after_sources(&self, day: Date, view: &View) -> bool {
        self.horizon(view.gate).is_some_and(|horizon| day > horizon)
    }

    fn day_set(&self, id: SetId, view: &View, depth: usize) -> DaySet {
        match self.sets.get(id.0) {
            Some(NamedSet::Listed(versions)) => self.listed(versions, view),
            Some(NamedSet::Built { union, plus, minus }) if depth < 8 => {
                let of = |ids: &[SetId]| -> Vec<DaySet> {
                    ids.iter().map(|id| self.day_set(*id, view, depth + 1)).collect()
                };
                build(&of(union), plus, &of(minus))
            }
            _ => DaySet::default(),
        }
    }

    fn listed(&self, versions: &[SetVersion], view: &View) -> DaySet {
        let holds = |version: &&SetVersion, limit: Date| {
            version.from <= limit && view.known_on.is_none_or(|day| version.published <= day)
        };
        let on = |limit: Date| -> Vec<Name> {
            let latest = versions.iter().rfind(|version| holds(version, limit));
            latest.map(|version| version.members.clone()).unwrap_or_default()
        };
        let members = on(view.as_of);
        let horizon = self.horizon(view.gate).filter(|horizon| *horizon < view.as_of);
        let uncertain = horizon.map_or_else(Vec::new, |day| symmetric_difference(&members, &on(day)));
        DaySet::new(members, uncertain)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Holds,
    Ended,
    Uncertain,
}

/// An effect acts on texts that were there before it; a suspension with an end also on one that begins within it.
fn reaches(effect: &Effect, version: &Version) -> bool {
    let begins = version.from.earliest;
    let holds_off = || effect.kind == EffectKind::Suspend && effect.until.is_some_and(|until| until > begins);
    effect.from.earliest > begins || holds_off()
}

fn symmetric_difference(a: &[Name], b: &[Name]) -> Vec<Name> {
    let mut out: Vec<Name> = a.iter().filter(|word| b.binary_search(word).is_err()).cloned().collect();
    out.extend(b.iter().filter(|word| a.binary_search(word).is_err()).cloned());
    out.sort();
    out
}

fn build(union: &[DaySet], plus: &[Name], minus: &[DaySet]) -> DaySet {
    let mut members: Vec<Name> = union.iter().flat_map(|set| &set.members).chain(plus).cloned().collect();
    members.sort();
    members.dedup();
    members.retain(|word| !minus.iter().any(|set| set.members.binary_search(word).is_ok()));
    let mut uncertain: Vec<Name> =
        union.iter().chain(minus).flat_map(|set| &set.uncertain).cloned().collect();
    uncertain.sort();
    uncertain.dedup();
    DaySet::new(members, uncertain)
}
