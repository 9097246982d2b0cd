//! How sure the sign of an effect is, and in the same breath what that rests on.

use super::{Story, odds, quantity_name};
use chipgate_race::experiment::Cell;
use chipgate_race::paired::Effect;
use chipgate_show::words::number::percent;

/// `less in 93%`, with what the other ruler says where it says the opposite, and with the judged assumption on which
/// the sign rests and what becomes of it without it.
///
/// `cell` is scenario, policy and Chinese answer; `year` is `None` for the span of several years.
#[must_use]
pub fn chance(
    story: &Story<'_>,
    cell: (&str, &str, &str),
    quantity: &str,
    year: Option<i16>,
    effect: &Effect,
) -> String {
    let parts = [
        Some(odds(story.words, effect)),
        other_ruler(story, cell, quantity, year, effect),
        rests_on(story, cell, quantity, year),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(story.words.get("race_chance_and"))
}

/// What memory bandwidth says where arithmetic says the opposite, and the other way round; nothing where both
/// agree or one of them has no sign.
fn other_ruler(
    story: &Story<'_>,
    (scenario, policy, answer): (&str, &str, &str),
    quantity: &str,
    year: Option<i16>,
    effect: &Effect,
) -> Option<String> {
    let stem = |end: &str| quantity.strip_suffix(end);
    let twin =
        stem("_f").map(|stem| format!("{stem}_b")).or_else(|| stem("_b").map(|stem| format!("{stem}_f")))?;
    let cell = Cell { scenario: scenario.to_owned(), policy: policy.to_owned(), answer: answer.to_owned() };
    let other = story.summary.numbers(&cell)?.get(story.summary.place(&twin, year)?)?.effect?;
    let opposite = effect.gives_more().zip(other.gives_more()).is_some_and(|(one, other)| one != other);
    let values = [("chance", &*odds(story.words, &other)), ("quantity", &*quantity_name(story.words, &twin))];
    opposite.then(|| story.words.fill("race_chance_ruler", &values))
}

/// The judged assumption on which the sign rests, and what the draws say with it rescaled; nothing where none
/// decides it, or where the cell is not of the scenario and answer for which that was worked out.
fn rests_on(
    story: &Story<'_>,
    (scenario, policy, answer): (&str, &str, &str),
    quantity: &str,
    year: Option<i16>,
) -> Option<String> {
    let first = |names: &[chipgate_base::Name], id: &str| names.first().is_some_and(|name| **name == *id);
    if !first(&story.study.scenarios, scenario) || !first(&story.study.answers, answer) {
        return None;
    }
    let at = story.summary.place(quantity, year)?;
    let rest = story.rests.iter().find(|rest| rest.policy == policy && rest.outcome == at)?;
    let values = [
        ("assumption", &*assumption_name(story, rest.assumption)),
        ("chance", &*odds(story.words, &rest.then)),
        ("factor", &*percent(rest.factor, 1)),
    ];
    Some(story.words.fill("race_chance_rests", &values))
}

/// The name of an assumption in the reader's language; its id where the language has none.
fn assumption_name(story: &Story<'_>, id: &str) -> String {
    let key = format!("race_assumption_{}", id.replace('.', "_"));
    story.words.all().get(&key).cloned().unwrap_or_else(|| id.to_owned())
}
