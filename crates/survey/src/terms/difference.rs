//! From which day a reform changes the law.

use chipgate_law::book::Law;
use chipgate_law::instrument::{Effect, EffectKind, Instrument};
use chipgate_law::rule::{Rule, Version};
use jiff::civil::Date;

/// The first day on which two states of the law can differ; `None` where they are the same.
///
/// A reform adds instruments, rules and versions, so that nothing changes before the first of them.
pub(super) fn first_difference(law: &Law, reformed: &Law) -> Option<Date> {
    let rules = reformed.rules.iter().flat_map(|rule| new_versions(law, rule));
    let instruments = reformed.instruments.iter().filter(|new| !is_known(law, new));
    let effects = instruments.flat_map(|instrument| &instrument.effects).map(begins);
    rules.map(|version| version.from.earliest).chain(effects).min()
}

fn is_known(law: &Law, instrument: &Instrument) -> bool {
    law.instruments.iter().any(|known| known.id == instrument.id)
}

/// An effect that makes a text void reaches back to its beginning.
fn begins(effect: &Effect) -> Date {
    if effect.kind == EffectKind::Void { Date::MIN } else { effect.from.earliest }
}

/// Versions of a rule that the law does not have; where one stands in for another, both count.
fn new_versions<'a>(law: &'a Law, rule: &'a Rule) -> Vec<&'a Version> {
    let known = law.rules.iter().find(|known| known.id == rule.id && known.step == rule.step);
    let known: &[Version] = known.map(|known| known.versions.as_slice()).unwrap_or_default();
    let same = |a: &Version, b: &Version| {
        (a.from, a.until, a.lens, &a.text, &a.provision) == (b.from, b.until, b.lens, &b.text, &b.provision)
    };
    rule.versions.iter().filter(|new| !known.iter().any(|old| same(old, new))).collect()
}
